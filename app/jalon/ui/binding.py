"""A field of the screen tied to the field of the record that it shows."""

from PySide6.QtCore import QObject

from jalon.assessment.changes import Key
from jalon.ui.kit import Field, GrowingText, TextField
from jalon.ui.writing import Writing


class Binding(QObject):
    """Shows one field of the record, and writes what the user types or chooses."""

    def __init__(self, field: Field, key: Key, writing: Writing) -> None:
        super().__init__(field)
        self._field, self._key, self._writing = field, key, writing
        typed = isinstance(field, TextField | GrowingText)
        field.edited.connect(self._typed if typed else self._chosen)
        field.left.connect(self._left)

    @property
    def key(self) -> Key:
        """The field of the record."""
        return self._key

    def refresh(self) -> None:
        """Show what the record holds; silent, and nothing moves when it is the same."""
        self._field.show_value(self._writing.shown(self._key))

    def _typed(self, text: object) -> None:
        self._writing.type_text(self._key, str(text))

    def _chosen(self, value: object) -> None:
        if value is None or isinstance(value, str | int | float | list):
            self._writing.choose(self._key, value)

    def _left(self) -> None:
        self._writing.leave()
