"""Evidence of a requirement: named references with their target and date."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.kit import signs
from jalon.ui.kit.buttons import Button
from jalon.ui.kit.frames import Line, Part, column, row, show_if
from jalon.ui.kit.painting import Lines, begin, broken, fill, focus_ring, stroke
from jalon.ui.kit.shapes import EvidenceEntry
from jalon.ui.kit.texts import Text
from jalon.ui.theme import space

_INDENT = 22
_SIGN = 18
_PAD = 3


class Reference(QPushButton):
    """The name of a piece of evidence, with the sign of a document; it wraps."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._sign = "other"
        self._struck = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, words: str, sign: str = "other", *, struck: bool = False) -> None:
        """Show a name with the sign of its kind, struck through where it was removed."""
        self._words, self._sign, self._struck = words, sign, struck
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width."""
        return round(self._lines(width).height) + 2 * _PAD

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = min(360, theme.advance(self._words, "medium") + theme.sized(_INDENT) + 4)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow column."""
        return QSize(100, theme.leading("medium") + 2 * _PAD)

    def clipped(self) -> str:
        """Return the name if it does not fit, else nothing."""
        return "" if self.heightForWidth(self.width()) <= self.height() + 1 else self._words

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the sign and the name."""
        painter, look = begin(self), theme.of(self)
        y = _PAD + theme.leading("medium") / 2
        size, left = theme.sized(_SIGN), theme.sized(_INDENT)
        signs.draw(painter, QRectF(-2, y - size / 2, size, size), self._sign, look)
        lines = self._lines(self.width())
        lines.draw(painter, QPointF(left, _PAD), look.muted if self._struck else look.accent)
        if self._struck:
            painter.setPen(stroke(look.muted, 1.2))
            painter.drawLine(QPointF(left, y), QPointF(left + lines.width, y))
        if self.underMouse():
            under = y + theme.line_height("medium") / 2 - 1
            if lines.height <= theme.leading("medium"):
                fill(painter, QRectF(left, under, lines.width, 1), look.colour("accent"))
        if self.hasFocus():
            focus_ring(painter, self.rect(), look)

    def _lines(self, width: int) -> Lines:
        return broken(self._words, "medium", width - theme.sized(_INDENT) - 2)


class EvidenceLine(Part):
    """One piece: its name, what it points to, its date; edit and remove."""

    asked = Signal(str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self._struck = False
        self._name = Reference()
        self._when = Text("small", "muted", wrap=False)
        self._target = Text("small", "muted")
        self._target.set_pad(theme.sized(_INDENT), 0, 0, 0)
        self._edit = Button("link")
        self._remove = Button("link")
        outer = column(self, 0, (0, 3, 0, 3))
        first, second = QWidget(), QWidget()
        top = row(first, space(4))
        top.addWidget(self._name, 1)
        top.addWidget(self._when)
        low = row(second, space(4))
        low.addWidget(self._target, 1, Qt.AlignmentFlag.AlignVCenter)
        low.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignTop)
        low.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(first)
        outer.addWidget(second)
        self._name.clicked.connect(self._open)
        self._edit.clicked.connect(self._ask_edit)
        self._remove.clicked.connect(self._ask_remove)

    def show_entry(self, entry: EvidenceEntry, tr: Translator) -> None:
        """Show a piece of evidence."""
        self.key = entry.key
        self._name.set_text(entry.name, entry.sign, struck=entry.struck)
        self._struck = entry.struck
        self._name.setAccessibleDescription(
            ". ".join(s for s in (entry.target, entry.problem or entry.when) if s)
        )
        self._when.set_text(entry.problem or entry.when)
        self._when.set_ink("warn" if entry.problem else "muted")
        self._target.set_text(entry.target)
        self._edit.set_text(tr.text("Edit"))
        self._remove.set_text(tr.text("Unlink"))
        self._edit.setAccessibleName(tr.text("Edit {name}", name=entry.name))
        self._remove.setAccessibleName(tr.text("Unlink {name}", name=entry.name))

    def set_read_only(self, *, read_only: bool) -> None:
        """Let it be opened, but not changed."""
        show_if(self._edit, not read_only and not self._struck)
        show_if(self._remove, not read_only and not self._struck)

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._target.set_pad(theme.sized(_INDENT), 0, 0, 0)

    def _open(self) -> None:
        self.asked.emit("open", self.key)

    def _ask_edit(self) -> None:
        self.asked.emit("edit", self.key)

    def _ask_remove(self) -> None:
        self.asked.emit("remove", self.key)


class EvidenceList(Part):
    """The evidence of a requirement, with the one act that adds to it.

    Signals: ``add_asked()``, ``more_asked()``; ``open_asked``, ``edit_asked``, ``remove_asked``
    with the key.
    """

    add_asked = Signal()
    more_asked = Signal()
    open_asked = Signal(str)
    edit_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[EvidenceEntry, ...] = ()
        self._lines: list[EvidenceLine] = []
        self._rules: list[Line] = []
        self._tr: Translator | None = None
        self._news = ""
        self._read_only = False
        self._label = Text("label", "muted")
        self._add = Button("link", "add")
        self._add.clicked.connect(self.add_asked)
        self._none = Text("small", "muted")
        self._more = Button("link")
        self._more.clicked.connect(self.more_asked)
        self._more.hide()
        head = QWidget()
        top = row(head, space(2))
        top.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._add)
        self._outer = column(self, 0)
        self._outer.addWidget(head)
        self._outer.addWidget(self._none)
        self._outer.addWidget(self._more)

    def retranslate(self, tr: Translator) -> None:
        """Take the language."""
        self._tr = tr
        self._label.set_text(tr.text("Evidence"))
        self._add.set_text(tr.text("Add evidence"))
        self.setAccessibleName(tr.text("Evidence"))
        self._show()

    def set_place(self, words: str) -> None:
        """Tell assistive programs what evidence is added to, if there are several such lists."""
        self._add.setAccessibleDescription(words)

    def show_entries(self, entries: Sequence[EvidenceEntry], more: str = "") -> None:
        """Show these pieces, in this order; the focus stays on the piece it was on.

        ``more`` names the way to those that are not shown.
        """
        self._more.set_text(more)
        show_if(self._more, bool(more))
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self._show()

    def show_news(self, words: str) -> None:
        """Say what goes on, in the place where it says that there is nothing yet."""
        new = bool(words) and words != self._news
        self._news = words
        self._show_none()
        if new:
            from jalon.ui.kit.told import tell

            tell(self, words)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let pieces be opened, but not added, changed or removed."""
        self._read_only = read_only
        show_if(self._add, not read_only)
        self._show()

    def _show(self) -> None:
        if self._tr is None:
            return
        focused = QApplication.focusWidget()
        inside = next((n for n in self._lines if focused and n.isAncestorOf(focused)), None)
        key = inside.key if inside else ""
        while len(self._lines) < len(self._entries):
            self._append()
        while len(self._lines) > len(self._entries):
            self._drop()
        for line, entry in zip(self._lines, self._entries, strict=True):
            line.show_entry(entry, self._tr)
            line.set_read_only(read_only=self._read_only)
        self._show_none()
        if inside is not None and key not in {e.key for e in self._entries}:
            self._add.setFocus()

    def _show_none(self) -> None:
        if self._tr:
            self._none.set_text(self._news or self._tr.text("None yet."))
        show_if(self._none, bool(self._news) or not self._entries)

    def _append(self) -> None:
        if self._lines:
            self._rules.append(Line())
            self._outer.insertWidget(self._outer.count() - 1, self._rules[-1])
        line = EvidenceLine()
        line.asked.connect(self._asked)
        self._lines.append(line)
        self._outer.insertWidget(self._outer.count() - 1, line)

    def _drop(self) -> None:
        gone: list[QWidget] = [self._lines.pop()]
        if self._rules:
            gone.append(self._rules.pop())
        for part in gone:
            self._outer.removeWidget(part)
            part.hide()
            part.deleteLater()

    def _asked(self, what: str, key: str) -> None:
        signal = {"open": self.open_asked, "edit": self.edit_asked}.get(what, self.remove_asked)
        signal.emit(key)
