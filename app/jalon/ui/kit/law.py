"""The law panel: what the law asks, apart from everyone's opinion."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from jalon.ui import theme
from jalon.ui.kit.frames import Scroll, column, show_if
from jalon.ui.kit.painting import begin, fill, focus_ring
from jalon.ui.kit.shapes import LawSection
from jalon.ui.kit.texts import Text
from jalon.ui.theme import Ink, Role, space

_Kind: TypeAlias = Literal["title", "label", "name", "text", "source", "quote"]
_LOOKS: Final[dict[_Kind, tuple[Role, Ink]]] = {
    "title": ("heading", "text"),
    "label": ("label", "muted"),
    "name": ("strong", "text"),
    "text": ("body", "text"),
    "source": ("small", "muted"),
    "quote": ("quote", "text"),
}

_BEFORE_NUMBERS: Final = ("Art.", "Arts", "§", "Measure")
"""After these an English text has no line end; the French ones have their own spaces."""


class Passage(Text):
    """One text of the panel. What the law asks is in the serif, with a rule at the left.

    The texts stay where they are and take other words: assistive programs read a page in the
    order in which its parts were made.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._quote = False
        self._gap = 0

    def show_passage(self, kind: _Kind, gap: int, words: str) -> None:
        """Show words of a kind, with so many pixels of room above them."""
        self._quote, self._gap = kind == "quote", gap
        self.set_role(*_LOOKS[kind])
        self.set_pad(*((space(3) + 2, gap + 1, 0, 3) if self._quote else (0, gap, 0, 0)))
        for sign in _BEFORE_NUMBERS:
            words = words.replace(f"{sign} ", f"{sign}\u00a0")
        self.set_text(words)
        show_if(self, wanted=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and the rule."""
        super().paintEvent(event)
        if self._quote:
            rule = QRectF(0, self._gap + 3, 2, self.height() - self._gap - 6)
            fill(begin(self), rule, theme.of(self).colour("edge"))


class _Read(QLabel):
    """What the panel scrolls; it has the panel's focus, as a text: an area has no role to tell.

    Its hints are those of a :class:`Part`. ``moved`` says that the focus came or went.
    """

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        laid_out = self.layout()
        return super().sizeHint() if laid_out is None else laid_out.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        laid_out = self.layout()
        return super().minimumSizeHint() if laid_out is None else laid_out.minimumSize()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus came."""
        super().focusInEvent(event)
        self.moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it went."""
        super().focusOutEvent(event)
        self.moved.emit()


class LawPanel(Scroll):
    """Follows the row: where it stands, what the law asks, terms, dates, who is concerned.

    It can have the focus, so that arrows and Page Down scroll it and it can be copied.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self._read = page = _Read()
        super().__init__(page, fill="surface", parent=parent)
        self.setFocusProxy(page)
        page.moved.connect(self.ground.update)
        self._parts = column(page, 0, (space(5), space(6), space(4), space(6)))
        self._shown: tuple[str, tuple[LawSection, ...]] = ("", ())
        self._between = ": "
        self._passages: list[Passage] = []
        self._parts.addStretch()

    def set_name(self, words: str, between: str = ": ") -> None:
        """Name the panel for assistive programs; ``between`` stands after a term when copied."""
        self.setAccessibleName(words)
        self._read.setAccessibleName(words)
        self._between = between

    def show_law(self, title: str, sections: Sequence[LawSection]) -> None:
        """Show a title and what stands under it; from the top."""
        if (title, tuple(sections)) == self._shown:
            return
        self._shown = (title, tuple(sections))
        self.setUpdatesEnabled(False)
        self._parts.setEnabled(False)  # each text that is shown would lay out all the others
        wanted = tuple(_passages(title, sections))
        while len(self._passages) < len(wanted):
            self._passages.append(Passage(parent=self.widget()))
            self._parts.insertWidget(len(self._passages) - 1, self._passages[-1])
        for passage, (kind, gap, words) in zip(self._passages, wanted, strict=False):
            passage.show_passage(kind, gap, words)
        for spare in self._passages[len(wanted) :]:
            spare.hide()
        self._parts.setEnabled(True)
        self.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)

    def words(self) -> str:
        """Return all that is shown, for copying: a citation is made to be cited."""
        title, sections = self._shown
        lines = [title]
        for section in sections:
            lines += ["", section.label]
            lines += [
                self._between.join(s for s in (part.name, part.text) if s) for part in section.parts
            ]
        return "\n".join(lines)

    def copy(self) -> None:
        """Put all that is shown into the clipboard."""
        QApplication.clipboard().setText(self.words())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the focus on the ground."""
        super().paintEvent(event)
        if self.hasFocus():
            area = self.ground.rect().adjusted(2, 2, -2, -2)
            focus_ring(begin(self.ground), area, theme.of(self))


def _passages(title: str, sections: Sequence[LawSection]) -> Iterator[tuple[_Kind, int, str]]:
    """Yield each text: what it is, the room above it in pixels, its words."""
    if title:
        yield "title", 0, title
    for section in sections:
        yield "label", space(5), section.label
        for part in section.parts:
            gap = space(1)
            if part.kind == "term":
                yield "name", gap, part.name
                gap = 0
            yield "text" if part.kind == "term" else part.kind, gap, part.text
