"""The head of a requirement's row: what is asked, and its state while the row is closed."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jalon.language import Translator
from jalon.ui import theme, words
from jalon.ui.kit import marks
from jalon.ui.kit.opener import Opener
from jalon.ui.kit.painting import Lines, Span, begin, broken, chevron, fill, focus_ring
from jalon.ui.kit.shapes import Row
from jalon.ui.theme import Role, Theme, space
from jalon.values import dataclass

_TOP = 13
_ICON = 17
_LEFT = space(5)
_END = space(5)
_CHEVRON = 22
_LEAST_TEXT = 200
_PILL = 110
_DOT = "\u2002·\u2002"


class RowHead(Opener):
    """Opens the row; once it is open, the selector below says the state.

    A narrow head puts the pill under the demand instead of beside it.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = Row("", "")
        self._word = ""
        self._set: dict[tuple[int, bool, str], _Words] = {}
        self._heights: dict[int, int] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._lay_out)

    @staticmethod
    def edge() -> int:
        """Return where the text begins: all that is written in a row stands there, in pixels."""
        return _LEFT + theme.sized(_ICON) + 1 + space(3)

    @classmethod
    def guess(cls, demand: str, width: int) -> int:
        """Return about how high a closed row is, before there is one."""
        room = max(1, width - cls.edge() - _END - theme.sized(_CHEVRON) - _PILL)
        lines = math.ceil(theme.advance(demand, "body") / room)
        return theme.leading("small") + lines * theme.leading("body") + 2 * _TOP

    def show_row(self, row: Row, tr: Translator) -> None:
        """Show a requirement; the words of ``row`` are in the language already."""
        if row == self._row and self._word == words.state(tr, row.state):
            return
        before = self._row.place, self._over(), self._row.demand
        self._row = row
        self._word = words.state(tr, row.state)
        if (row.place, self._over(), row.demand) != before:
            self._set.clear()
        else:  # an open row does not say its state: it stays as it is written
            self._set = {key: found for key, found in self._set.items() if key[1]}
        self.setAccessibleName(" ".join(s for s in (row.place, row.demand) if s))
        said = (row.force, "" if row.quiet else self._word, row.meta, row.problem)
        self.describe(". ".join(s for s in said if s), tr)
        self.update()
        told, self._heights = self._heights, {}
        if any(self.heightForWidth(width) != tall for width, tall in told.items()):
            self._lay_out()

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width."""
        words = self._words(width)
        tall = words.over.height + words.demand.height + 2 * _TOP
        found = round(tall + (marks.pill_height() + space(2) if words.below else 0))
        self._heights[width] = found
        return found

    def sizeHint(self) -> QSize:
        """Return a comfortable width; layouts ask for the height."""
        return QSize(460, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a narrow column: the words wrap."""
        return QSize(220, theme.leading("small") + theme.leading("body") + 2 * _TOP)

    def clipped(self) -> str:
        """Return the demand if it does not fit, else nothing."""
        fits = self.heightForWidth(self.width()) <= self.height() + 1
        wide_enough = self._words(self.width()).pill + self.edge() + _END <= self.width()
        return "" if fits and wide_enough else self._row.demand

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the head."""
        painter, look = begin(self), theme.of(self)
        if self.underMouse():
            fill(painter, self.rect().adjusted(1, 1, -1, -1), look.colour("surface"))
        words = self._words(self.width())
        state = "not-applicable" if self._row.quiet else self._row.state
        size, left = theme.sized(_ICON), self.edge()
        icon = QRectF(_LEFT, _TOP + (theme.leading("small") - size) / 2 + 1, size, size)
        marks.state_icon(painter, icon, state, look)
        words.over.draw(painter, QPointF(left, _TOP), look.muted, self._warned(look))
        ink = look.muted if self._row.quiet else look.text
        words.demand.draw(painter, QPointF(left, _TOP + words.over.height), ink)
        self._paint_end(painter, look, words)
        if self.hasFocus():
            focus_ring(painter, self.rect().adjusted(2, 2, -2, -2), look)

    def _lay_out(self) -> None:
        """Have the layout ask for the height again, at all widths."""
        self._heights.clear()
        self.updateGeometry()

    def _paint_end(self, painter: QPainter, look: Theme, words: "_Words") -> None:
        middle = self.height() / 2
        wide, tall = words.pill, marks.pill_height()
        if words.below:
            y = _TOP + words.over.height + words.demand.height + space(2)
            area = QRectF(self.edge(), y, wide, tall)
            marks.pill(painter, area, self._row.state, self._word, look)
        elif wide:
            left = self.width() - _END - theme.sized(_CHEVRON) - wide
            area = QRectF(left, middle - tall / 2, wide, tall)
            marks.pill(painter, area, self._row.state, self._word, look)
        at = QPointF(self.width() - _END - theme.sized(5), middle)
        chevron(painter, at, look.muted, "up" if self.isChecked() else "down")

    def _over(self) -> str:
        row = self._row
        return _DOT.join(s for s in (row.place, row.force, row.meta, row.problem) if s)

    def _warned(self, look: Theme) -> list[Span]:
        row, whole = self._row, self._over()
        if not row.problem:
            return []
        return [(len(whole) - len(row.problem), len(row.problem), look.warn.text)]

    def _words(self, width: int) -> "_Words":
        """Return what is written at a width; a layout asks for it again and again."""
        key = (width, self.isChecked(), theme.base_name())
        if key not in self._set:
            self._set[key] = self._set_words(width)
        return self._set[key]

    def _set_words(self, width: int) -> "_Words":
        hidden = self.isChecked() or self._row.quiet or not self._word
        pill = 0 if hidden else marks.pill_width(self._word)
        room = width - self.edge() - _END - theme.sized(_CHEVRON)
        beside = room - pill - space(4)
        below = bool(pill) and beside < _LEAST_TEXT
        if pill and not below:
            room = beside
        role: Role = "medium" if self.isChecked() else "body"
        over = broken(self._over(), "small", room, strong=len(self._row.place))
        return _Words(over, broken(self._row.demand, role, room), pill, below)


@dataclass(frozen=True, slots=True)
class _Words:
    """The two texts of a head, the pill's width in pixels, and whether it is under them."""

    over: Lines
    demand: Lines
    pill: int
    below: bool
