"""The fields of one thing, each with its label, bound to the record."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui.binding import BoundFields
from jalon.ui.desk import Desk
from jalon.ui.kit import Field, LabeledField, Part


class ThingFields(Part):
    """Fields by the names under which the record holds them; a subclass lays them out."""

    def __init__(self, desk: Desk, fields: Mapping[str, Field], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._fields = desk, fields
        self._labeled = {name: LabeledField(field, parent=self) for name, field in fields.items()}
        self._bound = BoundFields(fields, desk.writing)
        for field in fields.values():
            field.set_read_only(read_only=desk.session.read_only)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        for labeled in self._labeled.values():
            labeled.retranslate(tr)

    def leave(self) -> None:
        """End the editing of the fields."""
        self._bound.leave()
