"""What was when: fields to settle, named versions, what differs, and each change of a field."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import Change, Key, Subject
from jalon.export import difference_words, recorded_words
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, LabeledField, Part, Text, TextField, column, row
from jalon.ui.kit.gaps import gap_below
from jalon.ui.pages.changes import ChangeRow, ConflictRow, change_says, conflict_says
from jalon.ui.pages.comparing import Comparing
from jalon.ui.pages.long_rows import LongRows, Makes
from jalon.ui.pages.page import Head, Page
from jalon.ui.pages.point_way import CONFLICT
from jalon.ui.places import Place
from jalon.ui.theme import measure, space

_MOST = 200
"""Changes shown; the command line has them all."""


class HistoryPage(Page):
    """The history of one project, or of one of its fields."""

    def __init__(self, desk: Desk, _place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._tr: Translator | None = None
        self._item, self._whose = "", ""
        self._head = Head(self)
        self.conflicts = LongRows(_MOST, self)
        self.naming = _Naming(desk, self)
        self.comparing = Comparing(desk, self)
        self.log = LongRows(_MOST, self)
        self._limit = _MOST
        self._shown: list[Change] = []
        self.all = Button("link", parent=self)
        for part, gap in (
            (self._head, space(6)),
            (self.conflicts, space(8)),
            (self.log, space(6)),
            (self.all, space(8)),
            (self.naming, space(8)),
            (self.comparing, 0),
        ):
            self.box.addWidget(part)
            gap_below(self.box, part, gap)
        self.box.addStretch()
        self.all.clicked.connect(self._show_all)
        self.log.asked.connect(self._go_further_back)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._tr = tr
        self._head.set_words(
            tr.text("History"),
            tr.text(
                "Every change is kept: who made it, when, and what was there before. Names are"
                " as declared by those who wrote."
            ),
        )
        self.all.set_text(tr.text("Show the changes of all fields"))
        for part in (self.conflicts, self.log, self.naming, self.comparing):
            part.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        session = self.desk.session
        disputed = tuple(session.assessment.conflicts())
        self.conflicts.show_makers(
            tr.text("To be settled"),
            [partial(ConflictRow, self.desk, tr, key) for key in disputed],
            says=lambda number: conflict_says(self.desk, tr, disputed[number]),
        )
        self.conflicts.setVisible(bool(disputed))
        changes, beyond = self._changes()
        title = tr.text("Changes, newest first")
        if self._item:
            named = difference_words.item(session.form, self._item, tr)
            title = tr.text("Changes of {item}, newest first", item=named)
        self._shown = changes
        self.log.show_makers(
            title,
            self._makers(changes, tr),
            beyond=beyond,
            says=lambda number: change_says(self.desk, tr, self._shown[number]),
        )
        self.all.setVisible(bool(self._item))
        self.naming.refresh(tr)
        self.comparing.refresh(tr)

    def _changes(self) -> tuple[list[Change], bool]:
        """Return the changes to be shown, newest first, and whether there may be older ones.

        Of one subject all are looked at: none of its own is crowded out by others'.
        """
        limit = None if self._whose else self._limit
        found = self.desk.session.history(item=self._item, limit=limit)
        told = [
            change
            for change in found
            if recorded_words.is_spoken(change.key) and self._whose in {"", change.key.subject}
        ]
        return told, len(found) == limit

    def _go_further_back(self) -> None:
        self._limit += _MOST
        if self._tr:
            changes, beyond = self._changes()
            older = changes[self.log.known :]
            self._shown = [*self._shown, *older]
            self.log.add_makers(self._makers(older, self._tr), beyond=beyond)

    def _makers(self, changes: Sequence[Change], tr: Translator) -> list[Makes]:
        return [partial(ChangeRow, self.desk, tr, change) for change in changes]

    def show_row(self, item: str, subject: Subject) -> None:
        """Show the changes of one requirement of one subject alone."""
        self._whose = subject
        self.show_item(item)
        self.take_focus()

    def show_item(self, item: str) -> None:
        """Show the changes of one requirement or fact alone, or one field that is to be settled."""
        kind, *names = item.split("\n")
        if kind == CONFLICT and len(names) == len(Key._fields):
            self._show_conflict(Key(Subject(names[0]), *names[1:]))
            return
        self._item = item
        if self._tr:
            self.refresh(self._tr)

    def _show_conflict(self, key: Key) -> None:
        """Bring a field that is to be settled into view, and give it the focus."""
        disputed = tuple(self.desk.session.assessment.conflicts())
        if key in disputed and (row := self.conflicts.go_to(disputed.index(key))):
            self.settle(self.conflicts)
            self.area.reveal(row)

    def leave(self) -> None:
        """End what is being edited."""
        self._item = self._whose = ""
        self._limit = _MOST
        for part in (self.conflicts, self.log):
            part.begin_anew()

    def _show_all(self) -> None:
        self._whose = ""
        self.show_item("")


class _Naming(Part):
    """Names the state now, and lists the names given."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        box = column(self, space(3))
        self._title = Text("heading", parent=self)
        self.name = TextField()
        self._labeled = LabeledField(self.name, parent=self)
        self.keep = Button("plain", parent=self)
        line = QWidget(self)
        beside = row(line, space(3))
        beside.addWidget(self._labeled, 1)
        beside.addWidget(self.keep)
        self._list = Text("body", "muted", width=measure(), parent=self)
        for part in (self._title, line, self._list):
            box.addWidget(part)
        self.keep.clicked.connect(self._name)
        self.name.entry().returnPressed.connect(self._name)
        line.setEnabled(not desk.session.read_only)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._title.set_text(tr.text("Named versions"))
        self._labeled.retranslate(tr)
        self._labeled.set_words(
            tr.text("Name for the state now"), tr.text("For example: Board of 3 June")
        )
        self.keep.set_text(tr.text("Name it"))

    def refresh(self, tr: Translator) -> None:
        """List the names."""
        custody = self._desk.session.custody
        named = custody.versions
        self._list.set_text(
            "\n".join(
                tr.text(
                    "{name}: {day}, {author}",
                    name=_partly(tr, one.name) if custody.lacks(one) else one.name,
                    day=tr.date(one.time.astimezone().date()),
                    author=one.author or tr.text("no name"),
                )
                for one in named
            )
            or tr.text("No version has a name yet.")
        )

    def _name(self) -> None:
        name = str(self.name.value()).strip()
        if name and self._desk.writing.leave():
            self._desk.writing.do(lambda: self._desk.session.custody.name_version(name))
            self.name.show_value("")


def _partly(tr: Translator, name: str) -> str:
    """Return the name of a state that a copy without history cannot show again."""
    return tr.text("{name} (not whole in this copy, which is without history)", name=name)
