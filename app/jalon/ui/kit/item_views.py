"""What the item views of the kit have in common: flat, painted by delegates, led by keys."""

from typing import Final, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame

Index: TypeAlias = QModelIndex | QPersistentModelIndex

CHOSEN_WHOLE: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
"""What can be done with a line: choose it."""

_RETURN: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})


def flatten(view: QAbstractItemView) -> None:
    """Take frame, ground and sideways scrolling away; one line is chosen at a time."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setMouseTracking(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.viewport().setAutoFillBackground(False)


def opens(event: QKeyEvent, *others: Qt.Key) -> bool:
    """Tell whether a key opens the line that has the keyboard: Return, or one of ``others``."""
    bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return bare and event.key() in _RETURN.union(others)


def begin_at_first(view: QAbstractItemView) -> None:
    """Give a view that gets the keyboard a current line, if it has none."""
    model = view.model()
    if not view.currentIndex().isValid() and model.rowCount():
        view.setCurrentIndex(model.index(0, 0))


def said(*parts: str) -> str:
    """Join what assistive programs say of a line; what is empty is left out."""
    there = [part for part in parts if part]
    return ". ".join([*(part.removesuffix(".") for part in there[:-1]), *there[-1:]])
