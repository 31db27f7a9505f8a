"""Every translatable text of the documents, each with its context."""

from collections.abc import Iterator

from jalon.forms.citations import is_article
from jalon.forms.documents import Answer, Document, DocumentField


def messages(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (context, English text) in reading order; empty texts too."""
    for part in ("title", "short", "summary", "basis"):
        yield f"document.{document.id}.{part}", getattr(document, part)
    for choice in document.choices:
        for option in choice.options:
            yield f"document.{document.id}.{choice.id}.{option.value}.label", option.label
            yield f"document.{document.id}.{choice.id}.{option.value}.help", option.help
    for section in document.section:
        for part in ("title", "group", "intro"):
            yield f"{section.id}.{part}", getattr(section, part)
        for field in section.field:
            yield from field_messages(field)


def field_messages(field: DocumentField) -> Iterator[tuple[str, str]]:
    """Yield every text of one field of a document."""
    for part in ("label", "asks", "source"):
        yield f"{field.id}.{part}", getattr(field, part)
    yield from (("act", a) for a in field.act if not is_article(a))
    for answer in field.answer:
        yield from _answer(f"{field.id}.{answer.id}", answer)


def _answer(context: str, answer: Answer) -> Iterator[tuple[str, str]]:
    for part in ("label", "asks", "doubt", "unit"):
        yield f"{context}.{part}", getattr(answer, part)
    for column in answer.columns:
        yield f"{context}.{column.id}.label", column.label
    for draft in answer.drafts:
        for says in draft.says:
            yield f"{context}.says.{says.when}", says.gives
