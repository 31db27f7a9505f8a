"""Rows that tell of changes: one of them, and a field that two copies answered apart."""

from functools import partial

from PySide6.QtWidgets import QWidget

from jalon.assessment import free_text
from jalon.assessment.changes import Change, Key
from jalon.export import recorded_words
from jalon.export.review_words import is_frame
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, LabeledField, Line, Part, Text, TextField, column
from jalon.ui.pages.acts import Acts
from jalon.ui.theme import measure, space


class Rows(Part):
    """A heading and rows under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = column(self, space(3))
        self._title = Text("heading", parent=self)
        self._box.addWidget(self._title)
        self.rows: list[QWidget] = []

    def show_rows(self, title: str, rows: list[QWidget]) -> None:
        """Show these rows in the place of the ones before, some of which may be the same."""
        stay = set(rows)
        gone = [old for old in self.rows if old not in stay]
        focused = self.window().focusWidget()
        # Last, for hiding it moves the focus on: else from each of them to the next.
        for old in sorted(gone, key=lambda row: row.isAncestorOf(focused)):
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        known, self.rows = set(self.rows), rows
        self._title.set_text(title)
        below: QWidget | None = None
        for made in reversed(rows):
            if made not in known and below:
                made.stackUnder(below)  # Tab goes as they stand
            below = made
        for number, made in enumerate(rows, 1):
            place = self._box.itemAt(number)
            if place is None or place.widget() is not made:
                self._box.insertWidget(number, made)

    def add(self, rows: list[QWidget]) -> None:
        """Show these rows below the others."""
        self.rows = [*self.rows, *rows]
        for made in rows:
            self._box.addWidget(made)


def conflict_says(desk: Desk, tr: Translator, key: Key) -> object:
    """Return all that a :class:`ConflictRow` says."""
    current = desk.session.assessment.heads[key]
    values = tuple((change.id, whole(desk, change, tr)) for change in current)
    return tr.code, named(desk, key, tr), key, values, desk.session.read_only


class ConflictRow(Part):
    """One field with two values: both, by whom and when; taken or written anew."""

    def __init__(self, desk: Desk, tr: Translator, key: Key, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._key = desk, key
        box = column(self, space(2))
        title = Text("strong", parent=self)
        title.set_text(named(desk, key, tr))
        box.addWidget(title)
        self.takes: list[Button] = []
        for change in desk.session.assessment.heads[key]:
            value, who = Text(width=measure(), parent=self), Text("small", "muted", parent=self)
            value.set_text(whole(desk, change, tr))
            who.set_text(signed(change, tr))
            take = Button("plain", parent=self)
            take.set_text(tr.text("Keep this one"))
            take.setAccessibleName(tr.text("{label}: {text}", label=take.text(), text=value.text()))
            take.clicked.connect(partial(self._take, change))
            take.setEnabled(not desk.session.read_only)
            self.takes.append(take)
            for part in (value, who, Acts(take, parent=self)):
                box.addWidget(part)
        self.own: TextField | None = None
        if free_text.takes(desk.session.form, key):
            self._offer_own(tr)
        box.addWidget(Line(parent=self))

    def _offer_own(self, tr: Translator) -> None:
        self.own = TextField()
        labeled, write = LabeledField(self.own, parent=self), Button("plain", parent=self)
        labeled.retranslate(tr)
        labeled.set_words(tr.text("Or write another text"))
        write.set_text(tr.text("Keep what is written here"))
        write.clicked.connect(self._write)
        self.write = write
        layout = self.layout()
        if layout:
            layout.addWidget(labeled)
            layout.addWidget(Acts(write, parent=self))

    def _take(self, change: Change) -> None:
        self._desk.writing.choose(self._key, change.value)

    def _write(self) -> None:
        written = str(self.own.value()).strip() if self.own else ""
        if written:
            self._desk.writing.choose(self._key, written)


def change_says(desk: Desk, tr: Translator, change: Change) -> object:
    """Return all that a :class:`ChangeRow` says and offers."""
    current = change in desk.session.assessment.heads.get(change.key, ())
    said = named(desk, change.key, tr), whole(desk, change, tr), change.edition
    return tr.code, change.id, said, current, desk.session.read_only


class ChangeRow(Part):
    """One change: what, by whom and when, and the way back to it."""

    def __init__(self, desk: Desk, tr: Translator, change: Change, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._change = desk, change
        box = column(self, space(1))
        what, value = Text("strong", parent=self), Text(width=measure(), parent=self)
        who = Text("small", "muted", parent=self)
        what.set_text(named(desk, change.key, tr))
        value.set_text(whole(desk, change, tr))
        who.set_text(signed(change, tr))
        for part in (what, value, who):
            box.addWidget(part)
        self.remove: Button | None = None
        current = change in desk.session.assessment.heads.get(change.key, ())
        self.back: Button | None = None
        of_this = f"{what.text()}, {who.text()}"
        if not current and change.edition and not desk.session.read_only:
            self.back = Button("link", parent=self)
            self.back.set_text(tr.text("Take this value again"))
            self.back.setAccessibleName(
                tr.text("{label}: {text}", label=self.back.text(), text=of_this)
            )
            self.back.clicked.connect(self._restore)
            box.addWidget(self.back)
        said = change.edition and change.value is not None and not is_frame(change.key)
        if said and not desk.session.read_only:
            self.remove = Button("link", parent=self)
            self.remove.set_text(tr.text("Remove for good…"))
            self.remove.setAccessibleName(
                tr.text("{label}: {text}", label=self.remove.text(), text=of_this)
            )
            self.remove.clicked.connect(partial(self._remove, tr))
            box.addWidget(self.remove)
        box.addWidget(Line(parent=self))

    def _remove(self, tr: Translator) -> None:
        from jalon.ui.pages import removing

        called = partial(_called, self._desk, tr)
        removing.ask(self._desk, self._change, called, tr, self.window())

    def _restore(self) -> None:
        self._desk.writing.choose(self._change.key, self._change.value)


def whole(desk: Desk, change: Change, tr: Translator) -> str:
    """Return the value of a change in full."""
    return recorded_words.change(desk.session.form, desk.session.assessment, change, tr)


def _called(desk: Desk, tr: Translator, change: Change) -> str:
    where, who = named(desk, change.key, tr), signed(change, tr)
    return tr.text("{label}: {text}", label=where, text=who)


def signed(change: Change, tr: Translator) -> str:
    """Return by whom and when a change was made."""
    time = change.time.astimezone()
    return tr.text(
        "{author}, {day}, {time}",
        author=change.author or tr.text("no name"),
        day=tr.date(time.date(), "medium"),
        time=tr.time(time),
    )


def named(desk: Desk, key: Key, tr: Translator) -> str:
    """Name a field, of a review what it is about, and the model where there are several."""
    return recorded_words.place(desk.session.form, desk.session.assessment, key, tr)
