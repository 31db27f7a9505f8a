"""What stands on the welcome page: recent projects, and the line of stakes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from jalon.ui import theme
from jalon.ui.kit.charts import range_bar
from jalon.ui.kit.painting import (
    LEFT,
    RIGHT,
    Lines,
    begin,
    broken,
    elided,
    fill,
    focus_ring,
    stake,
    write,
)
from jalon.ui.kit.shapes import Recent
from jalon.ui.theme import space

_SIDE = space(5)
_TOP = 14
_BAR = 6


class RecentProject(QPushButton):
    """One project: its name and range, where it lies, when it was saved, whether it is signed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Recent("", "", "")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_project(self, recent: Recent) -> None:
        """Show a project."""
        self._shown = recent
        self.setAccessibleName(recent.name)
        said = (recent.tag or recent.result, recent.facts, recent.place)
        self.setAccessibleDescription(". ".join(s for s in said if s))
        self.setToolTip(recent.place)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width."""
        name, facts = self._name(width), self._facts(width)
        tall = name.height + theme.leading("small") + 2 * _TOP
        tall += 0 if self._beside(width) else facts.height
        return round(tall + (space(2) + _BAR + 3 if self._shown.tally is not None else 0))

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow column."""
        return QSize(240, theme.leading("strong") + theme.leading("small") + 2 * _TOP)

    def clipped(self) -> str:
        """Return the name if something does not fit, else nothing; the place has a tooltip."""
        fits = self.heightForWidth(self.width()) <= self.height() + 1
        return "" if fits else self._shown.name

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the project."""
        painter, look, wide = begin(self), theme.of(self), self.width()
        shown = self._shown
        if self.underMouse():
            fill(painter, self.rect().adjusted(1, 1, -1, -1), look.colour("surface"))
        name, y = self._name(wide), float(_TOP)
        name.draw(painter, QPointF(_SIDE, y), look.text)
        end = QRectF(_SIDE, y, wide - 2 * _SIDE, theme.leading("strong"))
        if shown.tag:
            write(painter, end, shown.tag, "label", look.muted, RIGHT)
        else:
            write(painter, end, shown.result, "medium", look.text, RIGHT)
        y += name.height
        line = QRectF(_SIDE, y, wide - 2 * _SIDE, theme.leading("small"))
        beside = self._beside(wide)
        room = line.width() - (theme.advance(shown.facts, "small") + space(4) if beside else 0)
        place = elided(shown.place, "small", room, Qt.TextElideMode.ElideMiddle)
        write(painter, line, place, "small", look.muted, LEFT)
        y += theme.leading("small")
        if beside:
            write(painter, line, shown.facts, "small", look.muted, RIGHT)
        else:
            facts = self._facts(wide)
            facts.draw(painter, QPointF(_SIDE, y), look.muted)
            y += facts.height
        if shown.tally is not None:
            bar = QRectF(_SIDE, y + space(2) + 1, wide - 2 * _SIDE, _BAR)
            range_bar(painter, bar, shown.tally, look)
        if self.hasFocus():
            focus_ring(painter, self.rect().adjusted(2, 2, -2, -2), look)

    def _name(self, width: int) -> Lines:
        end = self._shown.tag or self._shown.result
        taken = theme.advance(end, "medium") + space(4) if end else 0
        return broken(self._shown.name, "strong", width - 2 * _SIDE - taken)

    def _facts(self, width: int) -> Lines:
        return broken(self._shown.facts, "small", width - 2 * _SIDE)

    def _beside(self, width: int) -> bool:
        needed = theme.advance(self._shown.place, "small") + space(6)
        return needed + theme.advance(self._shown.facts, "small") <= width - 2 * _SIDE


class Stakes(QWidget):
    """A line of stakes towards the horizon: the only drawing in the program."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(108)
        self.setMinimumWidth(300)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground and six stakes, each smaller by the same factor."""
        painter, look = begin(self), theme.of(self)
        x, tall, wide = 4.0, 92.0, 8.0
        stakes = []
        for i in range(6):
            foot = 104 - (92 - tall) * 0.34
            stakes.append((x, tall, wide, foot))
            x += 74 * 0.79**i
            tall *= 0.77
            wide = max(2.4, wide * 0.82)
        painter.setPen(QPen(look.colour("edge"), 1))
        last = stakes[-1]
        painter.drawLine(QPointF(0, stakes[0][3]), QPointF(last[0] + 40, last[3] - 3))
        for x, tall, wide, foot in stakes:
            stake(painter, QRectF(x, foot - tall, wide, tall), look, 7)
