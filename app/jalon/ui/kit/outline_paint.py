"""How the lines of the outline are painted.

By functions, not by a delegate: what Qt hands a delegate names all that a style can draw, six
hundred names of which PySide makes an object each before the first line is painted.
"""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from jalon.ui import theme
from jalon.ui.kit import marks
from jalon.ui.kit.painting import RIGHT, box, elided, focus_ring, stake, write
from jalon.ui.kit.shapes import OutlineEntry, OutlineKind
from jalon.ui.theme import Role, Theme

Icon: TypeAlias = Callable[[QPainter, QRectF, str | None, Theme], None]
"""What paints the icon of a state."""

_LEFT = 22
_RIGHT = 16
_ICON = 14
_BESIDE_ICON = 24
_BESIDE_NUMBER = 6
_BAR = 3
_MARK = 20
"""Room for the mark of a review, at the end of a measure's line."""
_INSET = 14
_EXTRA = {"head": 22, "chapter": 24, "measure": 11, "duty": 11, "page": 15, "model": 13}
_WITH_ICON = ("measure", "duty")
_WIDEST_NUMBER = "10.1"


def height(kind: OutlineKind) -> int:
    """Return the height of a line in pixels."""
    role: Role = "label" if kind == "head" else "body"
    return theme.line_height(role) + _EXTRA[kind]


def fits(entry: OutlineEntry, width: int) -> bool:
    """Tell whether the label fits at a width."""
    room = width - _indent(entry) - _RIGHT - _end_width(entry)
    return theme.advance(entry.label, _role(entry, here=True)) <= room


def paint(
    painter: QPainter,
    area: QRectF,
    entry: OutlineEntry,
    look: Theme,
    icon: Icon,
    *,
    here: bool,
    hovered: bool,
    ringed: bool,
) -> None:
    """Paint a line: where one is, under the mouse, with the keyboard's ring."""
    face = area.adjusted(8, 1, -8, -1)
    if here:
        box(painter, face, look.raised, look.line)
    elif hovered and entry.kind != "head":
        box(painter, face, look.sunken)
    _paint_words(painter, look, entry, area, icon, here=here)
    if ringed:
        focus_ring(painter, face, look)
    if here:
        stake(painter, QRectF(area.x() + 6, area.y() + 2, 5, area.height() - 4), look)


def _paint_words(
    painter: QPainter, look: Theme, entry: OutlineEntry, area: QRectF, icon: Icon, *, here: bool
) -> None:
    if entry.kind == "head":
        room = area.width() - _LEFT - _RIGHT
        words = elided(entry.label, "label", room, Qt.TextElideMode.ElideRight)
        write(painter, area.adjusted(_LEFT, 10, 0, 0), words, "label", look.muted)
        return
    line = area.adjusted(0, 0, -_RIGHT, -8 if entry.kind == "chapter" else 0)
    if entry.kind in _WITH_ICON:
        icon(painter, _icon_at(area, area.x() + _LEFT + 2), entry.state, look)
        number = line.adjusted(_LEFT + theme.sized(_BESIDE_ICON), 0, 0, 0)
        write(painter, number, entry.number, "label", look.muted)
    left = _indent(entry)
    room = line.width() - left - _end_width(entry)
    words = elided(entry.label, _role(entry, here=here), room, Qt.TextElideMode.ElideRight)
    write(painter, line.adjusted(left, 0, 2, 0), words, _role(entry, here=here), look.text)
    shift = theme.sized(_MARK) if entry.review else 0
    write(painter, line.adjusted(0, 0, -shift, 0), _end(entry), "label", look.muted, RIGHT)
    if entry.review:
        at = _icon_at(area, line.right() - theme.sized(_ICON) + 2)
        marks.verdict_mark(painter, at, entry.review, look)
    if entry.kind == "chapter" and entry.total:
        _bar(painter, look, area, entry.done / entry.total)


def _icon_at(area: QRectF, left: float) -> QRectF:
    """Return the place of an icon in the middle of a line."""
    size = theme.sized(_ICON)
    return QRectF(left, area.center().y() - size / 2, size, size)


def _role(entry: OutlineEntry, *, here: bool) -> Role:
    return "medium" if here or entry.kind == "chapter" else "body"


def _indent(entry: OutlineEntry) -> int:
    if entry.kind == "model":
        return _LEFT + _INSET
    if entry.kind not in _WITH_ICON:
        return _LEFT
    if entry.kind == "duty":
        return _LEFT + theme.sized(_BESIDE_ICON)
    number = max(theme.advance(_WIDEST_NUMBER, "label"), theme.advance(entry.number, "label"))
    return _LEFT + theme.sized(_BESIDE_ICON) + number + _BESIDE_NUMBER


def _end(entry: OutlineEntry) -> str:
    """Return the counter: only where something is missing."""
    if entry.note or not entry.total:
        return entry.note
    missing = entry.done < entry.total or entry.kind == "chapter"
    return f"{entry.done}/{entry.total}" if missing else ""


def _end_width(entry: OutlineEntry) -> int:
    end = _end(entry)
    return (theme.advance(end, "label") + 8 if end else 0) + (
        theme.sized(_MARK) if entry.review else 0
    )


def _bar(painter: QPainter, look: Theme, area: QRectF, share: float) -> None:
    track = QRectF(area.x() + _LEFT, area.bottom() - 8, area.width() - _LEFT - _RIGHT, _BAR)
    box(painter, track, look.line, radius=_BAR / 2)
    if share > 0:
        track.setWidth(max(_BAR, track.width() * share))
        if look.high_contrast:  # two full colours on each other: the done part is thicker
            track.adjust(0, -1, 0, 1)
        box(painter, track, look.accent, radius=_BAR / 2)
