"""Tells which words of a window do not fit where they are shown.

Use: ``assert clipped(window) == []`` with the window shown and laid out. Kit widgets that
paint their own words answer for themselves by a method ``clipped()``.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

_SPARE = 1
"""Pixels of rounding that no one sees."""


def clipped(window: QWidget) -> list[str]:
    """Return a line for each text that is cut off, or that lies outside what can be seen."""
    return [f"{type(w).__name__}: {why}" for w in shown(window) for why in _complaints(w, window)]


def shown(widget: QWidget) -> Iterator[QWidget]:
    """Yield a widget and all in it that can be seen when it is, whatever is hidden passed over.

    A window keeps its other pages, hidden: to ask each of their widgets takes most of the time.
    """
    yield widget
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isHidden():
            yield from shown(child)


def _complaints(widget: QWidget, window: QWidget) -> Iterator[str]:
    own = getattr(widget, "clipped", None)
    words = own() if callable(own) else _cut(widget)
    if words:
        yield f"{words!r} does not fit in {widget.width()} x {widget.height()}"
    named = _words(widget)
    if named and (outside := _outside(widget, window)):
        yield f"{named!r} {outside}"


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.toPlainText() if isinstance(widget, QTextEdit) else ""


def _cut(widget: QWidget) -> str:
    """Return the words of one of Qt's own widgets when they are cut off."""
    wide = QFontMetrics(widget.font()).horizontalAdvance
    if isinstance(widget, QLabel):
        return widget.text() if _label_is_cut(widget) else ""
    if isinstance(widget, QTextEdit):
        tall = widget.document().size().height() > widget.viewport().height() + _SPARE
        return widget.toPlainText()[:60] if tall and not _scrolls(widget) else ""
    if isinstance(widget, QTabBar):
        tabs = [(widget.tabText(i), widget.tabRect(i).width()) for i in range(widget.count())]
        return next((words for words, room in tabs if wide(words) > room), "")
    if isinstance(widget, QGroupBox):
        return widget.title() if wide(widget.title()) > widget.width() else ""
    words = _words(widget) if isinstance(widget, _BUTTONS) else ""
    return words if words and widget.sizeHint().width() > widget.width() + _SPARE else ""


_BUTTONS = QPushButton | QToolButton | QRadioButton | QCheckBox | QComboBox


def _scrolls(area: QAbstractScrollArea) -> bool:
    return area.verticalScrollBar().isVisible()


def _label_is_cut(label: QLabel) -> bool:
    if not label.text():
        return False
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + _SPARE
    hint = label.sizeHint()
    return hint.width() > label.width() + _SPARE or hint.height() > label.height() + _SPARE


def _outside(widget: QWidget, window: QWidget) -> str:
    """Tell whether a widget sticks out of what its ancestors show, scrolled or not."""
    inner = widget
    rect = QRect(QPoint(0, 0), widget.size())
    while inner is not window and (outer := inner.parentWidget()) is not None:
        rect.translate(inner.pos())
        scrolled = isinstance(outer.parentWidget(), QAbstractScrollArea)
        if rect.left() < -_SPARE or rect.right() > outer.width() + _SPARE:
            area = outer.parentWidget()
            bar = area.horizontalScrollBar() if isinstance(area, QAbstractScrollArea) else None
            if bar is None or bar.maximum() <= bar.minimum() or not bar.isVisible():
                return f"sticks out of {type(outer).__name__}, which is {outer.width()} wide"
        if not scrolled and (rect.top() < -_SPARE or rect.bottom() > outer.height() + _SPARE):
            return f"sticks out of {type(outer).__name__}, which is {outer.height()} high"
        if scrolled:
            rect = QRect(QPoint(0, 0), outer.size())
        inner = outer
    return ""
