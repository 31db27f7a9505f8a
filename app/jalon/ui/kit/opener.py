"""A button that opens and closes what stands below it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from jalon.language import Translator


class Opener(QPushButton):
    """Told as a button, with whether it is open; the names are those of Qt's checkable ones.

    Qt tells assistive programs of a checkable button as of a check box: a requirement would seem
    ticked where its row is merely open.
    """

    toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = False
        self._said = ""
        self._states = ("", "")

    def isChecked(self) -> bool:
        """Tell whether it is open."""
        return self._open

    def setChecked(self, wanted: bool) -> None:  # noqa: FBT001  Qt's own signature
        """Open or close."""
        if wanted != self._open:
            self._open = wanted
            self._tell()
            self.update()
            self.toggled.emit(wanted)

    def nextCheckState(self) -> None:
        """Open or close when it is clicked."""
        self.setChecked(not self._open)

    def describe(self, said: str, tr: Translator) -> None:
        """Say what there is to it besides its name."""
        self._said, self._states = said, (tr.text("Collapsed"), tr.text("Expanded"))
        self._tell()

    def _tell(self) -> None:
        parts = (self._states[self._open], self._said)
        self.setAccessibleDescription(". ".join(part for part in parts if part))
