"""Statements of law on a page: what is told, how much it weighs, where it is written."""

from PySide6.QtWidgets import QWidget

from jalon.forms.notes import Note
from jalon.language import Translator
from jalon.ui import words
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

    def show_only(self, wanted: frozenset[str]) -> None:
        """Show the statements with these ids."""
        for note, line in self._lines:
            show_if(line, note.id in wanted)


class _NoteLine(Part):
    """One statement."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Text("medium", width=measure(), parent=self)
        self._text = Text("body", width=measure(), parent=self)
        self._source = Text("small", "muted", width=measure(), parent=self)
        box = column(self, space(1))
        for part in (self._title, self._text, self._source):
            box.addWidget(part)

    def show_note(self, note: Note, tr: Translator) -> None:
        """Show the words of a statement."""
        self._title.set_text(tr.of(f"{note.id}.title", note.title))
        show_if(self._title, bool(note.title))
        self._text.set_text(tr.of(f"{note.id}.text", note.text))
        source = tr.of("law", note.source)
        self._source.set_text("  ·  ".join((words.weight(tr, note.weight), source)))
