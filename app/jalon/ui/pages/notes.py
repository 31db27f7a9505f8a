"""Statements of law on a page: what is told, how much it weighs, where it is written."""

from PySide6.QtWidgets import QWidget

from jalon.forms import told
from jalon.forms.notes import Note, NoteGroup
from jalon.language import Translator
from jalon.ui.kit import Part, Text, column, show_if
from jalon.ui.theme import measure, space


class NotesPart(Part):
    """Statements under each other; they stay where they are and take other words."""

    def __init__(self, notes: tuple[Note, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(self, space(4))
        self._lines = [(note, _NoteLine(self)) for note in notes]
        for _, line in self._lines:
            box.addWidget(line)

    def retranslate(self, tr: Translator) -> None:
        """Show every statement in the language of ``tr``."""
        for note, line in self._lines:
            line.show_note(note, tr)


class NoteGroupPart(Part):
    """A heading, and the statements under it."""

    def __init__(self, group: NoteGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = group
        box = column(self, space(3), (0, space(8), 0, 0))
        self._title = Text("heading", width=measure(), parent=self)
        self._notes = NotesPart(group.note, self)
        box.addWidget(self._title)
        box.addWidget(self._notes)

    def retranslate(self, tr: Translator) -> None:
        """Show heading and statements in the language of ``tr``."""
        self._title.set_text(tr.of(f"{self.group.id}.title", self.group.title))
        self._notes.retranslate(tr)


class _NoteLine(Part):
    """One statement."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Text("strong", width=measure(), parent=self)
        self._text = Text("body", width=measure(), parent=self)
        self._source = Text("small", "muted", width=measure(), parent=self)
        box = column(self, space(1))
        for part in (self._title, self._text, self._source):
            box.addWidget(part)

    def show_note(self, note: Note, tr: Translator) -> None:
        """Show the words of a statement."""
        self._title.set_text(told.title(note, tr))
        show_if(self._title, bool(note.title))
        self._text.set_text(told.text(note, tr))
        self._source.set_text(told.source(note, tr))
