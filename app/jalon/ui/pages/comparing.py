"""What differs between two states: named versions, signed reports, another file, now."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from jalon.assessment import compare
from jalon.assessment.changes import Change
from jalon.assessment.state import Assessment
from jalon.errors import ProjectError, UserError
from jalon.export import recorded_words
from jalon.forms.model import Form
from jalon.language import Translator
from jalon.session import Session
from jalon.ui import file_dialogs, messages
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Button,
    LabeledField,
    Line,
    Option,
    Part,
    SelectField,
    Text,
    column,
    show_if,
)
from jalon.ui.kit.difference import DifferenceText
from jalon.ui.kit.told import Told
from jalon.ui.names import project_files
from jalon.ui.pages.changes import signed
from jalon.ui.pages.long_rows import LongRows
from jalon.ui.theme import measure, space

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = "now"
_MOST = 200
"""Differences shown at first, and that each asking adds."""


class Comparing(Part):
    """Compares two states side by side: versions, signed reports, another file, now."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tr: Translator | None = None
        self._other: tuple[str, Assessment] | None = None
        box = column(self, space(4))
        self._title = Text("heading", parent=self)
        self.before, self.after = SelectField(), SelectField()
        self._before = LabeledField(self.before, parent=self)
        self._after = LabeledField(self.after, parent=self)
        self.file = Button("link", parent=self)
        self._problem = Told("body", "warn", parent=self)
        self.found = LongRows(_MOST, self)
        self._same = Text("body", "muted", parent=self)
        for part in (self._title, self._before, self._after, self.file, self._problem):
            box.addWidget(part)
        box.addWidget(self._same)
        box.addWidget(self.found)
        self._problem.hide()
        self.before.edited.connect(self._chosen)
        self.after.edited.connect(self._chosen)
        self.file.clicked.connect(self._choose_file)
        self._choices: dict[str, Callable[[], Assessment]] = {}

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self._title.set_text(tr.text("What differs"))
        self.found.retranslate(tr)
        for labeled, words in (
            (self._before, tr.text("From")),
            (self._after, tr.text("To")),
        ):
            labeled.retranslate(tr)
            labeled.set_words(words)
        self.file.set_text(tr.text("Compare with another file…"))
        self._problem.retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Offer what can be compared, and compare again."""
        session = self._desk.session
        self._choices = {NOW: lambda: session.assessment}
        options = [Option(NOW, tr.text("The project as it is now"))]
        for one in reversed(session.custody.states):
            self._choices[one.subject] = partial(session.custody.state_of, one.ids)
            day = tr.date(one.time.astimezone().date())
            options.append(Option(one.subject, tr.text("{name}, {day}", name=one.name, day=day)))
        if self._other:
            name, state = self._other
            self._choices["file"] = lambda: state
            options.append(Option("file", name))
        for field in (self.before, self.after):
            kept = field.value()
            field.set_options(tuple(options))
            field.show_value(kept if kept in self._choices else NOW)
        self._compare(tr)

    def _chosen(self) -> None:
        if self._tr:
            self._compare(self._tr)

    def _compare(self, tr: Translator) -> None:
        before, after = str(self.before.value() or NOW), str(self.after.value() or NOW)
        found = compare.differences(self._choices[before](), self._choices[after]())
        title = tr.plural("{count} field differs", "{count} fields differ", len(found))
        self._same.set_text(tr.text("Choose two different states."))
        show_if(self._same, before == after)
        show_if(self.found, before != after)
        known = self._desk.session.assessment
        if self._other:
            known = compare.knowing(known, self._other[1])
        makers = [partial(DifferenceRow, self._desk.session.form, known, tr, d) for d in found]
        self.found.show_makers(title, makers)

    def _choose_file(self) -> None:
        if self._tr is None:
            return
        tr = self._tr
        kind = project_files(tr)
        path = file_dialogs.open_file(self, tr, tr.text("Compare with another file"), kind)
        if path:
            self.compare_with(path)

    def compare_with(self, path: Path, secret: str | None = None) -> None:
        """Compare the project with another file; asks for its passphrase if it has one."""
        if self._tr is None:
            return
        self._problem.hide()
        try:
            other = Session.open(path, read_only=True, passphrase=secret)
        except UserError as error:
            if isinstance(error, ProjectError) and error.reason in {"protected", "passphrase"}:
                self._ask_passphrase(
                    path, "" if secret is None else messages.words(self._tr, error)
                )
                return
            self._problem.say(self._tr, messages.says(error))
            return
        self._other = path.name, other.assessment
        other.close()
        self.before.show_value(NOW)
        self.refresh(self._tr)
        self.after.show_value("file")
        self._compare(self._tr)

    def _ask_passphrase(self, path: Path, tried: str) -> None:
        if self._tr is None:
            return
        from jalon.ui.passphrase import AskPassphrase

        give = partial(self.compare_with, path)
        AskPassphrase(self._tr, path.name, tried, give, self.window()).open()


class DifferenceRow(Part):
    """One field that differs: both values, texts with their differences marked."""

    def __init__(
        self,
        form: Form,
        known: Assessment,
        tr: Translator,
        one: compare.Difference,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        box = column(self, space(1))
        title = Text("strong", parent=self)
        title.set_text(recorded_words.place(form, known, one.key, tr))
        before, after = (_value(form, known, c, tr) for c in (one.before, one.after))
        shown = DifferenceText(parent=self)
        shown.setMaximumWidth(measure())
        shown.show_pieces(
            compare.pieces(before, after),
            tr.text(
                "Before: {old}. After: {new}.",
                old=before or tr.text("nothing"),
                new=after or tr.text("nothing"),
            ),
        )
        who = Text("small", "muted", parent=self)
        who.set_text(tr.text("; ").join(signed(c, tr) for c in (*one.before[-1:], *one.after[-1:])))
        for part in (title, shown, who, Line(parent=self)):
            box.addWidget(part)


def _value(form: Form, known: Assessment, changes: tuple[Change, ...], tr: Translator) -> str:
    said = (c for c in changes if c.value is not None)
    return " / ".join(recorded_words.change(form, known, c, tr) for c in said)
