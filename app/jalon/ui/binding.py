"""Fields of the screen tied to the fields of the record that they show."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from jalon.assessment.changes import Key
from jalon.language import Translator
from jalon.ui.kit import Field, GrowingText, LabeledField, TextField
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

    def dispute(self, tr: Translator) -> str:
        """Say what two copies say here that disagree; empty where they agree."""
        return self._writing.dispute(self._key, tr)

    def _typed(self, text: object) -> None:
        self._writing.type_text(self._key, str(text))

    def _chosen(self, value: object) -> None:
        if value is None or isinstance(value, str | int | float | list):
            self._writing.choose(self._key, value)

    def _left(self) -> None:
        self._writing.leave()


class BoundFields:
    """The fields of one thing, by the names under which the record holds them."""

    def __init__(self, fields: Mapping[str, Field], writing: Writing) -> None:
        self._fields, self._writing = fields, writing
        self._bindings: dict[str, Binding] = {}

    def bind(self, key: Callable[[str], Key]) -> None:
        """Tie each field to the one of the record that ``key`` returns for its name."""
        self._bindings = {
            name: Binding(field, key(name), self._writing) for name, field in self._fields.items()
        }

    def refresh(self) -> None:
        """Show what the record holds; fields that are not tied yet stay as they are."""
        for binding in self._bindings.values():
            binding.refresh()

    def show_disputes(self, labeled: Mapping[str, LabeledField], tr: Translator) -> None:
        """Say beside each field what two copies say of it that disagree."""
        for name, shown in labeled.items():
            if name in self._bindings:
                shown.show_dispute(self._bindings[name].dispute(tr))

    def leave(self) -> None:
        """End the editing of the fields."""
        for field in self._fields.values():
            field.commit()
        self._writing.leave()
