"""The order of Tab: as the parts stand on the page, whenever they were made.

Qt puts every control that is made later at the end of its own order. That is not used here, and
never asked for: to PySide what ``nextInFocusChain`` returns belongs to the widget that was asked;
when that one is deleted, the other, were it the menu bar, is called deleted too.

Children are kept as they stand: who puts a part above others calls ``stackUnder``, and parts
that were not made in the order in which they stand are put down by :func:`stand`.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget


def stops(owner: QWidget, focused: QWidget | None = None) -> Iterator[QWidget]:
    """Yield what Tab stops at inside ``owner``, as it can be seen, and what has the focus.

    What has the focus is yielded in its place even when it, or a part around it, is being hidden:
    Qt then asks where the focus goes.
    """
    for child in owner.children():
        if not isinstance(child, QWidget) or child.isWindow():
            continue
        if child.isHidden():
            if focused is not None and (child is focused or child.isAncestorOf(focused)):
                yield focused
        else:
            takes = child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled()
            if child is focused or (takes and child.focusProxy() is None):
                yield child
            yield from stops(child, focused)


def stand(box: QBoxLayout, *parts: QWidget) -> None:
    """Put parts one after the other into a layout, for the eye and for Tab alike."""
    for part in parts:
        part.raise_()
        box.addWidget(part)


def next_stop(owner: QWidget, focused: QWidget | None, *, ahead: bool) -> QWidget | None:
    """Return where Tab goes from what has the focus, or Shift and Tab; None where there is none."""
    every = [*stops(owner, focused)]
    others = [stop for stop in every if stop is not focused]
    if not others:
        return None
    if focused not in every:
        return others[0 if ahead else -1]
    return every[(every.index(focused) + (1 if ahead else -1)) % len(every)]


class Walked(QWidget):
    """A page by itself, on which Tab walks everything as it stands.

    Qt's own order can leave out what stands after fields within parts within a page.
    """

    def focusNextPrevChild(self, ahead: bool) -> bool:  # noqa: FBT001  Qt's own signature
        """Go to what stands next; Qt asks here, too, when what has the focus is hidden."""
        found = next_stop(self, QApplication.focusWidget(), ahead=ahead)
        if found is None or not self.isVisible():
            return super().focusNextPrevChild(ahead)
        reason = Qt.FocusReason.TabFocusReason if ahead else Qt.FocusReason.BacktabFocusReason
        found.setFocus(reason)
        return True
