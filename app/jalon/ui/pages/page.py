"""What every page of the open project has: one column, its words, its law."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from jalon.assessment.changes import Subject
from jalon.forms.model import ItemId
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import LawSection, Part, Scroll, Text, column, row, show_if
from jalon.ui.kit.frames import ask_anew
from jalon.ui.places import Place
from jalon.ui.theme import grown, measure, space
from jalon.values import dataclass

WIDE, NARROW = 1200, 760
"""Widths of the window, in pixels, at which a page gives up margin."""

_WIDEST = 960

_SHARE = 100
"""Of the width, to one part of what is left free beside the column."""


def widest() -> int:
    """Return the greatest width of a page in pixels; larger letters need more of the window."""
    return round(_WIDEST * grown())


def margin(width: int) -> int:
    """Return a page's side margin in a window ``width`` pixels wide."""
    return space(8) if width >= WIDE else space(6) if width >= NARROW else space(4)


@dataclass(frozen=True, slots=True)
class Law:
    """What the law panel shows beside a page."""

    title: str
    sections: tuple[LawSection, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A wish to be at a place, at one of its rows or fields if ``item`` names it.

    ``subject`` says whose row that is, where several have one.
    """

    place: Place
    item: str = ""
    subject: Subject | None = None


class _Sheet(Part):
    """What a page scrolls: as high as its parts are at its width, and no higher.

    The least height that its layout knows of is that at a comfortable width of every text, which
    is narrower than the page: the page would go on after its end.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and leave the height to what the layout asks at a width."""
        return QSize(super().minimumSizeHint().width(), 0)


class Page(QWidget):
    """One page. It reads the record when told to, and never by itself.

    ``asked`` carries a :class:`Step`; ``leaned`` the :class:`Place` that the user may be about to
    visit, or None, and whether the mouse is pressed already; ``law_changed`` says that
    :meth:`law` is another; ``edition_asked`` asks to carry the project over to the later edition
    of the questionnaire.
    """

    asked = Signal(object)
    leaned = Signal(object, bool)
    law_changed = Signal()
    edition_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._outer = outer = _Sheet()
        self._column = narrow(outer, widest())
        self.box: QVBoxLayout = column(self._column)
        self.area = Scroll(outer, fill="raised", parent=self)
        column(self).addWidget(self.area)
        self.set_span(WIDE)

    def set_span(self, width: int) -> None:
        """Fit the margins to a window ``width`` pixels wide."""
        side = margin(width)
        self._column.setMaximumWidth(widest())
        self.box.setContentsMargins(
            side, space(8) if width >= NARROW else space(5), side, space(10)
        )

    def expect(self, width: int) -> None:
        """Learn about how wide it will be where there is no law, before it shows anything."""

    def lay_out_for(self, size: QSize) -> None:
        """Get ready to be shown at a size, with a scroll bar if one is needed.

        Qt would lay the page out as empty as it was made, then as it is, then with the bar.
        """
        if (line := self._outer.layout()) is not None:
            line.invalidate()
        if self.high(size.width()) > size.height():
            self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def getting_ready(self, size: QSize) -> Iterator[None]:
        """Do the same in steps, each about as long as a frame."""
        self.lay_out_for(size)
        yield

    def high(self, width: int) -> int:
        """Return how high the page is, with a scroll bar beside it, at a width."""
        return self._outer.heightForWidth(width - self._bar)

    def room(self, width: int) -> int:
        """Return how wide the parts of the page are beside a scroll bar."""
        sides = self.box.contentsMargins()
        column = (width - self._bar) * _SHARE // (_SHARE + 1)
        return min(widest(), column) - sides.left() - sides.right()

    @property
    def _bar(self) -> int:
        return self.area.verticalScrollBar().sizeHint().width()

    def settle(self, part: QWidget) -> None:
        """Give a part that may be higher or lower now its room, before anything is painted.

        Qt hands that up one layout at a time and paints in between: once with the old height,
        at which all that stands beside the part is stretched or squeezed.
        """
        ask_anew(part, self._outer)
        QCoreApplication.sendEvent(self.area, QEvent(QEvent.Type.LayoutRequest))

    def showEvent(self, event: QShowEvent) -> None:
        """Leave it to Qt from now on whether there is a scroll bar."""
        super().showEvent(event)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        raise NotImplementedError

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        raise NotImplementedError

    def refresh_answers(self, tr: Translator, answered: frozenset[ItemId]) -> None:  # noqa: ARG002
        """Show the record, in which only answers to these requirements changed since."""
        self.refresh(tr)

    def law(self, tr: Translator) -> Law | None:  # noqa: ARG002  for those that have one
        """Return what stands in the law panel; None folds it away."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, while the page itself has the focus."""
        bar = self.area.verticalScrollBar()
        step = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }.get(Qt.Key(event.key()))
        if step is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)

    def show_item(self, item: str) -> None:
        """Bring one row or field into view and give it the focus."""

    def show_row(self, item: str, subject: Subject) -> None:  # noqa: ARG002  most have one each
        """Bring the row or field of one subject into view and give it the focus."""
        self.show_item(item)

    def complete(self) -> None:
        """Make what the page has left for later; whoever looks for its parts asks for it first."""

    def takes(self, data: QMimeData) -> bool:  # noqa: ARG002  for those that take something
        """Tell whether the page would do something with what is in the clipboard."""
        return False

    def paste(self, data: QMimeData) -> bool:  # noqa: ARG002  as above
        """Take what is pasted outside a text field; tells whether it did."""
        return False

    def take_focus(self) -> None:
        """Give the focus to the first control of the page."""
        if control := focus_within(self._column):
            self.area.reveal(control)

    def leave(self) -> None:
        """End what is being edited; called before another page is shown."""


class _Running(Part):
    """A column as wide as running text is, in letters of any size."""

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of a changed system font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMaximumWidth(measure())


def narrow(owner: QWidget, width: int = 0) -> QWidget:
    """Return a column inside ``owner`` that is at most ``width`` pixels wide, at its left.

    A widget with a layout cannot itself have a widest width: Qt would reckon its height at a
    width that it does not get. Beside a stretch it can. No ``width`` is that of running text.
    """
    made = Part(owner) if width else _Running(owner)
    made.setMaximumWidth(width or measure())
    line = row(owner)
    line.addWidget(made, _SHARE)
    line.addStretch(1)
    return made


def high_above(box: QBoxLayout, part: QWidget, width: int) -> int:
    """Return how high all is, at a width, that stands above a part in a column."""
    items = [item for i in range(box.indexOf(part)) if (item := box.itemAt(i)) is not None]
    return box.contentsMargins().top() + sum(
        item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
        for item in items
        if not item.isEmpty() or item.spacerItem()
    )


class Head(Part):
    """The head of a page: where one is, its title, what it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(self)
        self._over = Text("small", "muted", parent=self)
        self._title = Text("title", parent=self)
        self._lead = Text("lead", width=measure(), parent=self)
        for part, gap in ((self._over, space(1)), (self._title, space(2)), (self._lead, 0)):
            box.addWidget(part)
            box.addSpacing(gap)

    def set_words(self, title: str, lead: str = "", over: str = "") -> None:
        """Set the three texts; an empty one takes no room."""
        for part, words in ((self._over, over), (self._title, title), (self._lead, lead)):
            part.set_text(words)
            show_if(part, bool(words))


def ask_step(inside: QWidget, step: Step) -> None:
    """Have the page that a widget is in ask for another place."""
    if page := _page_of(inside):
        page.asked.emit(step)


def lean_to(inside: QWidget, place: Place | None, *, now: bool) -> None:
    """Have the page that a widget is in tell where the user may be about to go; None: nowhere."""
    if page := _page_of(inside):
        page.leaned.emit(place, now)


def _page_of(inside: QWidget) -> Page | None:
    owner: QWidget | None = inside
    while owner is not None and not isinstance(owner, Page):
        owner = owner.parentWidget()
    return owner


def focus_within(owner: QWidget) -> QWidget | None:
    """Give the focus to the first control in ``owner`` that takes it, and return that."""
    from jalon.ui.kit.order import stops

    control = next(stops(owner), None) if owner.isVisible() else None
    if control:
        control.setFocus(Qt.FocusReason.TabFocusReason)
    return control
