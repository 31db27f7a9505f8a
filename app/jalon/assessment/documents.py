"""The documents of one model: what is written, what the record already holds, what is missing.

Nothing here enters a result: a document says what it says, and how complete it is. What an
answer shows without anybody having written it is a draft, made from the profile or from
another answer, and named as such with its source. Where the record knows nothing there is no
draft: nothing is ever answered by default.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from jalon.assessment import carried, conclusions, document_rules, inheritance
from jalon.assessment.changes import Key, Subject
from jalon.assessment.document_state import Paper, Piece, Progress, Stated
from jalon.assessment.document_tables import rows_of
from jalon.assessment.results import Applies
from jalon.assessment.state import Assessment
from jalon.forms import conditions
from jalon.forms.conditions import Known
from jalon.forms.documents import Answer, Document, DocumentField, DocumentId, Draft, When
from jalon.forms.model import FactId, Form

_TEXTS: Final = ("text", "long-text", "lines")


def progress(form: Form, assessment: Assessment) -> Mapping[tuple[Subject, DocumentId], Progress]:
    """Return how complete each document of each model is.

    No document looks at an answer to a requirement: kept until something else changes.
    """

    def made(state: Assessment) -> Mapping[tuple[Subject, DocumentId], Progress]:
        return MappingProxyType(
            {
                (model, document.id): papers.paper(document).progress()
                for model in state.subjects("model")
                for papers in [Papers(form, model, state)]
                for document in form.documents
            }
        )

    return assessment.derived(f"papers {id(form)}", lambda key: key.item not in form.items, made)


class Papers:
    """All documents of one model, read from the record."""

    def __init__(self, form: Form, model: Subject, assessment: Assessment) -> None:
        assessment = carried.counting(assessment)
        self._form, self._model, self._assessment = form, model, assessment
        self._made: dict[str, Stated] = {}
        self._conclusions: conclusions.Conclusions | None = None
        self._rows = rows_of(assessment, model)

    def paper(self, document: Document) -> Paper:
        """Return one document as it stands."""
        return Paper(
            document,
            self._model,
            tuple(
                self.stated(f"{field.id}.{answer.id}")
                for field in document.fields()
                for answer in field.answer
            ),
        )

    def of(self, document: DocumentId) -> Paper:
        """Return one document as it stands, by its id."""
        return self.paper(next(d for d in self._form.documents if d.id == document))

    def fact(self, fact: str) -> conditions.FactValue:
        """Return a fact as this model sees it; None when it is not known."""
        known = FactId(fact)
        whose = inheritance.whose(self._form, known, self._model, self._assessment)
        value = self._assessment.value(whose, fact, "value")
        if isinstance(value, list):
            return tuple(str(v) for v in value) or None
        if isinstance(value, bool | dict) or value in {"", conditions.NOT_KNOWN}:
            return None
        return value

    def concluded(self, name: str) -> Known:
        """Tell whether a conclusion on scope holds for the model; None when not known."""
        if self._conclusions is None:
            models = (self._model,)
            self._conclusions = conclusions.conclude(self._form, self._assessment, models)
        return conclusions.known(self._conclusions, self._model, name)

    def stated(self, place: str) -> Stated:
        """Return one answer by ``FIELD.part``, or the first of a field by ``FIELD``."""
        where = self._form.first_answers.get(place, place)
        if where not in self._made:
            self._made[where] = self._read(*self._form.answers[where])
        return self._made[where]

    # -- inside ----------------------------------------------------------------------------

    def _read(self, document: Document, field: DocumentField, answer: Answer) -> Stated:
        asked = self._asked(field, answer)
        if answer.kind == "table":
            rows = tuple(
                row for row in self._rows.get((field.id, answer.id), ()) if any(row.cells.values())
            )
            return Stated(field, answer, asked, "written" if rows else "none", rows=rows)
        key = Key(self._model, field.id, answer.id)
        current = self._assessment.heads.get(key, ())
        if len(current) > 1 and any(c.value != current[0].value for c in current):
            return Stated(field, answer, asked, "disputed")
        value = current[0].value if current else None
        if value not in (None, "", []):
            return Stated(field, answer, asked, "written", value)
        return self._draft(document, Stated(field, answer, asked, "none"))

    def _asked(self, field: DocumentField, answer: Answer) -> Applies:
        if not field.asked_when and not answer.asked_when:
            return "yes"
        known = conditions.both(self._any(field.asked_when), self._any(answer.asked_when))
        return "not-known" if known is None else "yes" if known else "no"

    def _any(self, conditions_: tuple[When, ...]) -> Known:
        if not conditions_:
            return True
        return conditions.any_of([self._holds(when) for when in conditions_])

    def _holds(self, when: When) -> Known:
        value = self._value(when.of)
        if value is None:
            return None
        if when.before:
            return isinstance(value, str) and value < when.before
        return when.equals in value if isinstance(value, tuple) else value == when.equals

    def _value(self, of: str) -> conditions.FactValue:
        """Return a fact, or what stands in an answer."""
        if of in self._form.fact:
            return self.fact(of)
        value = self.stated(of).value
        if isinstance(value, list):
            return tuple(str(v) for v in value) or None
        return None if isinstance(value, bool | dict) else value

    def _draft(self, document: Document, empty: Stated) -> Stated:
        answer = empty.answer
        if answer.kind in _TEXTS:
            return self._drafted_text(empty)
        for draft in answer.drafts:
            sources = (draft.of,) if draft.of else tuple(o for m in draft.marks for o in m.of)
            made = self._marked(draft) if draft.marks else self._made_of(draft)
            options = {o.value for o in document.options(answer.choice)}
            value = document_rules.fitting(answer.kind, made, options)
            if value is not None:
                return Stated(empty.field, answer, empty.asked, "draft", value, sources=sources)
        return empty

    def _made_of(self, draft: Draft) -> conditions.FactValue:
        value = self._value(draft.of)
        if value is None or draft.rule != "as-is":
            return document_rules.ruled(draft.rule, value)
        if not draft.values and not draft.otherwise:
            return value
        chosen = value if isinstance(value, tuple) else (value,)
        found = (g.gives for g in draft.values if g.when in chosen)
        return next(found, draft.otherwise or None)

    def _marked(self, draft: Draft) -> conditions.FactValue:
        """Return the options to choose, once all that decides them is known."""
        found: list[str] = []
        for mark in draft.marks:
            given = [self._value(of) for of in mark.of]
            if "yes" in given:
                found.append(mark.option)
            elif None in given:
                return None
        return tuple(found) or None

    def _drafted_text(self, empty: Stated) -> Stated:
        pieces: list[Piece] = []
        sources: list[str] = []
        for draft in empty.answer.drafts:
            found = list(self._pieces(empty, draft))
            if found:
                pieces += found
                sources.append(draft.of)
        if not pieces:
            return empty
        return Stated(
            empty.field,
            empty.answer,
            empty.asked,
            "draft",
            pieces=tuple(pieces),
            sources=tuple(sources),
        )

    def _pieces(self, empty: Stated, draft: Draft) -> Iterator[Piece]:
        value = self._value(draft.of)
        if value is None:
            return
        chosen = value if isinstance(value, tuple) else (value,)
        if draft.says:
            for says in draft.says:
                if says.when in chosen:
                    yield Piece(says.gives, f"{empty.place}.says.{says.when}")
            return
        fact = self._form.fact[FactId(draft.of)]
        labels = {o.value: o.label for o in fact.options}
        for one in chosen:
            if isinstance(one, str) and one in labels:
                yield Piece(labels[one], f"{fact.id}.{one}.label")
            elif not labels and str(one).strip():
                yield Piece(str(one).strip())
