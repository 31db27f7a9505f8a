"""What Help tells: the keys, and what this program is and is not."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from jalon import __version__
from jalon.forms import load, told
from jalon.forms.model import Form
from jalon.language import Translator
from jalon.ui.kit import Button, Scroll, Surface, Text, column, row
from jalon.ui.menu_contents import WAYS
from jalon.ui.pages.notes import NoteGroupPart
from jalon.ui.theme import space


class HelpDialog(QDialog):
    """A title and what stands under it; closed with Escape."""

    def __init__(self, tr: Translator, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        inner = QWidget()
        self.box = column(inner, space(3), (space(6), space(6), space(6), space(5)))
        head = Text("title")
        head.set_text(title)
        self.box.addWidget(head)
        close = Button("plain")
        close.set_text(tr.text("Close"))
        close.clicked.connect(self.accept)
        close.installEventFilter(self)
        foot = Surface("raised")
        line = row(foot, 0, (space(6), space(3), space(6), space(4)))
        line.addStretch()
        line.addWidget(close)
        outer = column(self)
        self.area = Scroll(inner, fill="raised")
        outer.addWidget(self.area, 1)
        outer.addWidget(foot)
        self.resize(560, 520)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll by keys of which the button, which has the focus, would make another use."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            bar = self.area.verticalScrollBar()
            to = {
                Qt.Key.Key_Down: bar.value() + bar.singleStep(),
                Qt.Key.Key_Up: bar.value() - bar.singleStep(),
                Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
                Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
                Qt.Key.Key_Home: bar.minimum(),
                Qt.Key.Key_End: bar.maximum(),
            }.get(Qt.Key(event.key()))
            if to is not None:
                bar.setValue(to)
                return True
        return super().eventFilter(watched, event)


def about(tr: Translator, parent: QWidget) -> HelpDialog:
    """Show which texts of law this version knows, what is a reading, and what it is not."""
    form = load.form()
    dialog = HelpDialog(tr, tr.text("About Jalon"), parent)
    for words in (*_head(form, tr), *_nature(tr)):
        _say(dialog, "body", words)
    for group in form.note_page("about").group:
        part = NoteGroupPart(group)
        part.retranslate(tr)
        dialog.box.addWidget(part)
    _say(dialog, "small", tr.text("Free software under the Apache License 2.0."))
    dialog.box.addStretch()
    return dialog


def _say(dialog: HelpDialog, role: Literal["body", "small"], words: str) -> None:
    part = Text(role, "muted" if role == "small" else "text")
    part.set_text(words)
    dialog.box.addWidget(part)


def _head(form: Form, tr: Translator) -> Iterator[str]:
    """Yield version, editions and dates."""
    yield tr.text("Version {version}", version=__version__)
    yield tr.text(
        "Code of Practice for General-Purpose AI Models: edition of {day}.",
        day=tr.date(date.fromisoformat(form.edition)),
    )
    yield tr.text(
        "Regulation (EU) 2024/1689 (AI Act): the law as it stood on {day}.",
        day=tr.date(date.fromisoformat(form.law_date)),
    )
    if form.signatories:
        day = told.listed_on(form.signatories, tr)
        yield tr.text("List of signatories of the Code: as of {day}.", day=day)


def _nature(tr: Translator) -> Iterator[str]:
    """Yield what Jalon is, and what it is not."""
    yield tr.text(
        "Jalon helps a company to assess itself. It gives no legal advice and no"
        " certificate, and its report is not the Signatory Form of the AI Office."
    )
    yield tr.text(
        "It works without a network and sends nothing to anyone. Your answers are in"
        " your project file only."
    )


def shortcuts(tr: Translator, parent: QWidget) -> HelpDialog:
    """Show the keys, written as this platform writes them."""
    dialog = HelpDialog(tr, tr.text("Keyboard shortcuts"), parent)
    grid = QGridLayout()
    grid.setHorizontalSpacing(space(6))
    grid.setVerticalSpacing(space(2))
    grid.setColumnStretch(1, 1)
    for line, (keys, words) in enumerate(_keys(tr)):
        shown, said = Text("medium", wrap=False), Text("body")
        shown.set_text(keys)
        said.set_text(words)
        grid.addWidget(shown, line, 0)
        grid.addWidget(said, line, 1)
    dialog.box.addLayout(grid)
    dialog.box.addStretch()
    return dialog


def _keys(tr: Translator) -> tuple[tuple[str, str], ...]:
    return (
        ("1 – 6", tr.text("Answer the requirement that has the focus")),
        ("0", tr.text("Take the answer back")),
        (_native("Ctrl+Down"), tr.text("Go to the next requirement")),
        (_native("Ctrl+Up"), tr.text("Go to the previous requirement")),
        (_native(WAYS[1][0]), tr.text("Go to the next page")),
        (_native(WAYS[0][0]), tr.text("Go to the page before")),
        (_native("F6"), tr.text("Move between outline, page and law")),
        (_native("Alt+Down"), tr.text("Open the calendar of a date")),
        (
            QKeySequence(QKeySequence.StandardKey.Find).toString(_NATIVE),
            tr.text("Find in this project"),
        ),
        (_native("Ctrl+Z"), tr.text("Undo")),
        (QKeySequence(QKeySequence.StandardKey.Redo).toString(_NATIVE), tr.text("Redo")),
        (_native("Ctrl++"), tr.text("Larger text")),
        (_native("Ctrl+-"), tr.text("Smaller text")),
        (_native("Ctrl+0"), tr.text("Usual text size")),
    )


_NATIVE = QKeySequence.SequenceFormat.NativeText


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(_NATIVE)
