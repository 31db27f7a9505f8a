"""The fields of documents: one for each kind of answer or cell."""

from jalon.assessment.changes import Subject
from jalon.forms.documents import ColumnKind, Document, DocumentField
from jalon.language import Translator
from jalon.ui.kit import (
    ChoiceField,
    ChoicesField,
    DateField,
    Field,
    GrowingText,
    NumberField,
    Option,
    TextField,
)
from jalon.ui.kit.months import MonthField
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Home:
    """Where an answer stands: which document of which model, and which field of it."""

    document: Document
    model: Subject
    field: DocumentField


def field_of(kind: ColumnKind) -> Field:
    """Make the field of an answer or of a cell."""
    match kind:
        case "text":
            return TextField()
        case "long-text":
            return GrowingText(2)
        case "number":
            return NumberField()
        case "date":
            return DateField()
        case "month":
            return MonthField()
        case "choice":
            return ChoiceField()


def set_options(field: Field, document: Document, choice: str, tr: Translator) -> None:
    """Give a field of choices its options in the language of ``tr``."""
    if isinstance(field, ChoiceField | ChoicesField):
        context = f"document.{document.id}.{choice}"
        field.set_options(
            tuple(
                Option(
                    option.value,
                    tr.of(f"{context}.{option.value}.label", option.label),
                    tr.of(f"{context}.{option.value}.help", option.help),
                )
                for option in document.options(choice)
            )
        )
