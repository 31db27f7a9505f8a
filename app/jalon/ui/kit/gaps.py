"""Room below a part of a column, which goes when the part does."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QSpacerItem, QWidget

_SEEN = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent})


def gap_below(box: QBoxLayout, part: QWidget, pixels: int) -> None:
    """Keep room below the part that was added last, for as long as it is not hidden."""
    _Gap(box, part, pixels)


class _Gap(QObject):
    """Notices that its part is hidden or shown: a layout leaves out the part, not the room."""

    def __init__(self, box: QBoxLayout, part: QWidget, pixels: int) -> None:
        super().__init__(part)
        self._box, self._part, self._pixels = box, part, pixels
        self._room = QSpacerItem(0, 0)
        box.addSpacerItem(self._room)
        part.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take or give up the room."""
        if event.type() in _SEEN:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self._room.changeSize(0, 0 if self._part.isHidden() else self._pixels)
        self._box.invalidate()
