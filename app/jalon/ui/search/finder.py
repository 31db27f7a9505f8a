"""The panel in which one looks for something in the open project."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from jalon.language import Translator
from jalon.ui import theme
from jalon.ui.desk import Desk
from jalon.ui.kit import LabeledField, Line, Part, TextField, column
from jalon.ui.kit.order import next_stop
from jalon.ui.kit.painting import begin, box
from jalon.ui.kit.told import Told
from jalon.ui.search import asked, written
from jalon.ui.search.hit_list import HitList, line_height
from jalon.ui.search.hits import LEAST, Hit, Hits, sought
from jalon.ui.theme import RADIUS_CARD, space

if TYPE_CHECKING:
    from jalon.assessment.state import Assessment

_WIDEST: Final = 680
_MOST_LINES: Final = 8
_MOST: Final = 200
"""So many are listed: whoever sees more than that types on."""


class Finder(QWidget):
    """A line to type in and what was found under it, laid over the page.

    Down and Tab go into the list, Return goes where its line leads, from the line above where the
    first leads; Escape, or a look elsewhere, puts it away.

    It is there while it has the focus. Signals:
        chosen: with the :class:`jalon.ui.pages.page.Step` that the user wants to take.
        leaned: with the place that the user may be about to go to, or None; as pages do.
        left: without one; the focus belongs where it was.
    """

    chosen = Signal(object)
    leaned = Signal(object, bool)
    left = Signal()

    def __init__(self, desk: Desk, below: QWidget, parent: QWidget) -> None:
        """Make it; it stands ``below`` a part of what it is laid over."""
        super().__init__(parent)
        self._desk, self._below = desk, below
        self._tr: Translator | None = None
        self._hits = Hits((), ())
        self._of: tuple[str, Assessment] | None = None
        self.field = TextField()
        self._labeled = LabeledField(self.field, parent=self)
        self.told = Told("small", "muted", parent=self)
        self.list = HitList(self)
        self._head = Part(self)
        head = column(self._head, space(2))
        head.addWidget(self._labeled)
        head.addWidget(self.told)
        self._line = Line(parent=self)
        self.field.edited.connect(self._look)
        self.field.entry().returnPressed.connect(self._choose_first)
        self.list.chosen.connect(self._choose)
        self.list.left.connect(self._to_field)
        self.list.typed.connect(self._hand_on)
        self.list.leaned.connect(self._lean)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._focus_moved)
        parent.installEventFilter(self)
        self.hide()

    def begin(self, tr: Translator) -> None:
        """Show itself with what was typed last, all of it chosen, and take the focus."""
        self._retranslate(tr)
        self.show()
        self.raise_()
        self._to_field()
        self._prepare(tr)  # after what was being typed elsewhere has been left, and written
        self._look(self.field.value())

    def fit(self) -> None:
        """Stand over the middle of the page, as high as what was found, or as there is room."""
        owner = self.parentWidget()
        if owner is None or self.isHidden():
            return
        width = min(_WIDEST, owner.width() - 2 * space(4))
        inner = width - 2 * space(5)
        layout = self._head.layout()
        head = layout.heightForWidth(inner) if layout is not None else 0
        top, rows = self._below.geometry().bottom() + space(3), self.list.found.rowCount()
        room = owner.height() - top - space(4) - head - 2 * space(4) - 1
        shown = min(rows, _MOST_LINES, max(1, room // line_height()))
        height = space(4) + head + (space(3) + 1 + shown * line_height() if rows else 0) + space(4)
        self.setGeometry(QRect((owner.width() - width) // 2, top, width, height))
        self._head.setGeometry(QRect(space(5), space(4), inner, head))
        under = space(4) + head + space(3)
        self._line.setGeometry(QRect(1, under, width - 2, 1))
        self.list.setGeometry(QRect(2, under + 1 + space(1), width - 4, shown * line_height()))
        self._line.setVisible(rows > 0)
        self.list.setVisible(rows > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of what it lies over."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, ahead: bool) -> bool:  # noqa: FBT001  Qt's own signature
        """Have Tab go between the line and the list."""
        if found := next_stop(self, QApplication.focusWidget(), ahead=ahead):
            found.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Expect nothing any more."""
        super().hideEvent(event)
        self._lean(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape; go down into the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown} and self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground, with the border of a control: it lies over other words."""
        look = theme.of(self)
        box(begin(self), self.rect(), look.raised, look.edge, radius=RADIUS_CARD)

    # -- inside ----------------------------------------------------------------------------

    def _retranslate(self, tr: Translator) -> None:
        self._tr = tr
        self._labeled.retranslate(tr)
        self._labeled.set_words(tr.text("Find in this project"))
        self.list.setAccessibleName(tr.text("Search results"))

    def _prepare(self, tr: Translator) -> None:
        """Take what can be found from the record, where it is another than last time."""
        of = (tr.code, self._desk.session.assessment)
        if self._of is None or self._of[0] != of[0] or self._of[1] is not of[1]:
            self._of = of
            self._hits = Hits([*asked.hits(self._desk, tr)], [*written.hits(self._desk, tr)])

    def _look(self, typed: object) -> None:
        words = str(typed)
        found = self._hits.fitting(words)
        self.list.found.show_hits(found[:_MOST], sought(words))
        self.told.set_text(self._said(words, len(found)))
        self.fit()
        self._lean(found[0] if found else None)  # Return leads there

    def _said(self, words: str, count: int) -> str:
        tr = self._tr
        if tr is None:
            return ""
        if sum(map(len, sought(words))) < LEAST:
            return tr.text(
                "Pages, requirements, questions, defined terms, and all that was written."
            )
        if not count:
            return tr.text("Nothing has all of these words.")
        if count > _MOST:
            return tr.text(
                "{count} places found. The first {shown} are listed: type more words.",
                count=tr.number(count),
                shown=tr.number(_MOST),
            )
        return tr.plural("{count} place found", "{count} places found", count)

    def _to_field(self) -> None:
        self.field.entry().setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.entry().selectAll()

    def _hand_on(self, event: object) -> None:
        """Give the line what is typed in the list."""
        entry = self.field.entry()
        entry.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(event, QKeyEvent):
            QApplication.sendEvent(entry, QKeyEvent(event))

    def _choose_first(self) -> None:
        if self.list.found.hits:
            self._choose(self.list.found.hits[0])

    def _choose(self, hit: object) -> None:
        if isinstance(hit, Hit):
            self.chosen.emit(hit.step())

    def _lean(self, hit: object) -> None:
        self.leaned.emit(hit.step().place if isinstance(hit, Hit) else None, False)  # noqa: FBT003

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Be put away when the user looks elsewhere; another window may come and go."""
        if new is None or not self.isVisible() or new.window() is not self.window():
            return
        if new is not self and not self.isAncestorOf(new):
            self.hide()
