"""The law panel: what the law asks, apart from everyone's opinion."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from jalon.ui import theme
from jalon.ui.kit.frames import Scroll, column
from jalon.ui.kit.painting import begin, focus_ring
from jalon.ui.kit.shapes import LawPart, LawSection
from jalon.ui.kit.texts import Text
from jalon.ui.theme import space


class Quote(Text):
    """What the law asks, in the serif, with a rule at the left."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("quote", parent=parent)
        self.set_pad(space(3) + 2, 1, 0, 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rule and the words."""
        super().paintEvent(event)
        rule = QRectF(0, 3, 2, self.height() - 6)
        begin(self).fillRect(rule, theme.of(self).colour("edge"))


class LawPanel(Scroll):
    """Follows the row: where it stands, what the law asks, terms, dates, who is concerned.

    It can have the focus, so that arrows and Page Down scroll it and it can be copied.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        page = QWidget()
        super().__init__(page, fill="surface", parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._parts = column(page, 0, (space(5), space(6), space(4), space(6)))
        self._shown: tuple[str, tuple[LawSection, ...]] = ("", ())
        self._parts.addStretch()

    def set_name(self, words: str) -> None:
        """Name the panel for assistive programs."""
        self.setAccessibleName(words)

    def show_law(self, title: str, sections: Sequence[LawSection]) -> None:
        """Show a title and what stands under it; from the top."""
        if (title, tuple(sections)) == self._shown:
            return
        self._shown = (title, tuple(sections))
        self.setUpdatesEnabled(False)
        self._clear()
        if title:
            self._add(Text("heading"), title)
        for section in sections:
            self._parts.addSpacing(space(5))
            self._add(Text("label", "muted"), section.label)
            for part in section.parts:
                self._parts.addSpacing(space(1))
                self._show_part(part)
        self._parts.addStretch()
        self.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)

    def words(self) -> str:
        """Return all that is shown, for copying: a citation is made to be cited."""
        title, sections = self._shown
        lines = [title]
        for section in sections:
            lines += ["", section.label]
            lines += [": ".join(s for s in (part.name, part.text) if s) for part in section.parts]
        return "\n".join(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the panel with the platform's key for it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.words())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and, on it, the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            area = self.viewport().rect().adjusted(2, 2, -2, -2)
            focus_ring(begin(self.viewport()), area, theme.of(self))

    def _show_part(self, part: LawPart) -> None:
        if part.kind == "quote":
            self._add(Quote(), part.text)
            return
        if part.kind == "term":
            self._add(Text("medium"), part.name)
        if part.kind == "source":
            self._add(Text("small", "muted"), part.text)
        else:
            self._add(Text("body"), part.text)

    def _add(self, part: Text, words: str) -> None:
        part.set_text(words)
        self._parts.addWidget(part)

    def _clear(self) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
