"""What the shapes of documents alone cannot say: ids, references, sets of options, order."""

from collections.abc import Iterable, Iterator
from typing import Final

from jalon.forms.documents import Answer, Document, DocumentField, Draft, When
from jalon.forms.model import Form

_CHOOSES: Final = ("choice", "choices")


def check(form: Form) -> Iterable[str]:
    """Yield what is wrong with the documents of a form, one fault each."""
    known = _answers(form.documents)
    for document in form.documents:
        for item in document.serves:
            if item not in form.items:
                yield f"{document.id}: serves no item {item}"
        yield from _sections(document)
        seen: set[str] = set()
        for field in document.fields():
            yield from _field(form, document, field, seen)
            for answer in field.answer:
                for draft in answer.drafts:
                    yield from _draft(form, f"{field.id}.{answer.id}", draft, known)
    yield from _circles(form.documents)


def ids(documents: tuple[Document, ...]) -> list[str]:
    """Return the ids of fields and sections, which no item or fact may have."""
    return [i for d in documents for s in d.section for i in (s.id, *(f.id for f in s.field))]


def _answers(documents: tuple[Document, ...]) -> dict[str, tuple[Document, Answer]]:
    """Return every answer by ``FIELD.part``, and the first of a field by ``FIELD`` alone."""
    found: dict[str, tuple[Document, Answer]] = {}
    for document in documents:
        for field in document.fields():
            for answer in field.answer:
                found.setdefault(field.id, (document, answer))
                found[f"{field.id}.{answer.id}"] = (document, answer)
    return found


def _sections(document: Document) -> Iterator[str]:
    sets = [s.id for s in document.choices]
    yield from (
        f"{document.id}: choice {s} twice" for s in sorted({s for s in sets if sets.count(s) > 1})
    )
    for section in document.section:
        if section.official and not all(a.recipients for f in section.field for a in f.answer):
            yield f"{section.id}: an answer of the official form is for nobody"


def _field(form: Form, document: Document, field: DocumentField, seen: set[str]) -> Iterator[str]:
    """Check one field; ``seen`` holds what stands before it, and takes it in."""
    parts = [a.id for a in field.answer]
    if len(set(parts)) != len(parts):
        yield f"{field.id}: a part twice"
    if field.answer and not field.answer[0].row and any(a.row for a in field.answer):
        yield f"{field.id}: begins with an answer that belongs to no row"
    for when in field.asked_when:
        yield from _when(form, field.id, when, seen)
    for answer in field.answer:
        where = f"{field.id}.{answer.id}"
        yield from _kind(document, where, answer)
        for when in answer.asked_when:
            yield from _when(form, where, when, seen)
        seen |= {field.id, where}


def _kind(document: Document, where: str, answer: Answer) -> Iterator[str]:
    if (answer.kind in _CHOOSES) != bool(answer.choice):
        yield f"{where}: a choice needs its options, and nothing else has them"
    if (answer.kind == "table") != bool(answer.columns):
        yield f"{where}: a table needs its columns, and nothing else has them"
    for name in (answer.choice, *(c.choice for c in answer.columns)):
        if name and not document.options(name):
            yield f"{where}: no set of options {name}"
    if answer.doubtful != bool(answer.doubt):
        yield f"{where}: what is not sure is said in words, and nothing else is"


def _when(form: Form, where: str, when: When, seen: set[str]) -> Iterator[str]:
    if when.of not in seen and when.of not in form.fact:
        yield f"{where}: looks at {when.of}, which is no fact and does not stand before it"
    if bool(when.equals) == bool(when.before):
        yield f"{where}: compares {when.of} with nothing, or twice"


def _draft(
    form: Form, where: str, draft: Draft, known: dict[str, tuple[Document, Answer]]
) -> Iterator[str]:
    sources = [draft.of] if draft.of else [o for m in draft.marks for o in m.of]
    if not sources:
        yield f"{where}: a draft from nowhere"
    for source in sources:
        if source not in known and source not in form.fact:
            yield f"{where}: a draft from {source}, which is not there"


def _circles(documents: tuple[Document, ...]) -> Iterator[str]:
    """Yield the answers whose drafts lead back to them."""
    known = _answers(documents)
    leads = {
        name: [o for d in answer.drafts for o in (d.of, *(o for m in d.marks for o in m.of))]
        for name, (_, answer) in known.items()
    }

    def reaches(start: str, name: str, past: frozenset[str]) -> bool:
        return any(
            n == start or (n not in past and reaches(start, n, past | {n}))
            for n in leads.get(name, ())
        )

    yield from (f"{n}: its draft comes from itself" for n in leads if reaches(n, n, frozenset()))
