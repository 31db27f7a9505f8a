"""Answers as a file: the shape that ``jalon export`` writes and ``jalon import`` reads.

The same document is attached to every report. Reading is strict and all-or-nothing: each
problem is named with its place. Needs pydantic, so it is imported when a file is read.
"""

import datetime
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError

from jalon.assessment import (
    disputes,
    evidence,
    inheritance,
    interchange_attestations,
    interchange_dates,
    interchange_documents,
    interchange_editions,
    interchange_models,
    interchange_twice,
    models,
)
from jalon.assessment.changes import PROVIDER, Change, ChangeId, Key, Subject, new_subject
from jalon.assessment.evaluate import evaluate
from jalon.assessment.interchange_documents import DocumentEntry, Wrong
from jalon.assessment.interchange_file import AnswerEntry, AnswersFile, Apart, EvidenceEntry
from jalon.assessment.interchange_problems import Problem, Refused, problem
from jalon.assessment.interchange_registers import Registers
from jalon.assessment.interchange_values import fact_misfit, plain
from jalon.assessment.review.exchange import Exchange
from jalon.assessment.review.model import Target
from jalon.assessment.state import Assessment, Edit
from jalon.errors import N_
from jalon.forms.model import Fact, Form

_MOST_PARTS: Final = 3_000_000
"""Of lists, objects and what is in them, commas in texts included; the example has some 1600."""


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an answers file."""
    document = AnswersFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}


def read(text: str | bytes, form: Form, assessment: Assessment) -> list[Edit]:
    """Read an answers file into the edits that take it over.

    Raises:
        Refused: it is no such file, or something in it does not fit the form or the project.
    """
    if isinstance(text, bytes):
        text = text.removeprefix(BOM_UTF8)  # some editors put it before the text
    _require_bounded(text.encode(errors="surrogatepass") if isinstance(text, str) else text)
    try:
        document = AnswersFile.model_validate_json(text)
    except ValidationError as error:
        raise Refused(tuple(map(problem, error.errors(include_url=False)))) from error
    if twice := tuple(interchange_twice.names(text)):
        raise Refused(twice)
    if document.form != form.id:
        raise Refused(
            (
                Problem(
                    "form",
                    N_("This project answers {expected}, the file {found}."),
                    {"expected": form.id, "found": document.form},
                ),
            )
        )
    return _Reading(form, assessment, document).edits()


def _require_bounded(text: bytes) -> None:
    """Refuse, before any is made, what would take memory without end: each part takes some.

    Raises:
        Refused: there are more parts than any project has.
    """
    if sum(map(text.count, (b",", b"[", b"{"))) > _MOST_PARTS:
        raise Refused((Problem("$", N_("This holds more parts than any project has."), {}),))


class _Reading:
    """One reading: resolves subjects, collects problems and edits."""

    def __init__(self, form: Form, assessment: Assessment, document: AnswersFile) -> None:
        self._form, self._assessment, self._document = form, assessment, document
        self._problems: list[Problem] = []
        entries: tuple[Apart | DocumentEntry, ...] = (
            *document.facts,
            *document.answers,
            *document.documents,
        )
        told = (
            *(e.about.subject for e in document.said()),
            *(event.subject for event in document.events),
            *interchange_editions.subjects(document.carried, document.earlier),
            *(name for incident in document.incidents for name in incident.models or ()),
        )
        named = [*document.models, *(e.subject for e in entries), *told, *document.removed_models]
        self._subjects, self._created = interchange_models.resolved(
            assessment, named, document.models, document.removed_models, document.model_origins
        )
        self._registers = Registers(
            assessment, document.evidence, document.actions, self._subjects, self._wrong
        )

    def edits(self) -> list[Edit]:
        """Return every edit.

        Raises:
            Refused: with every problem of the file.
        """
        if interchange_models.empties(self._assessment, self._created):
            self._wrong("removed_models", models.LAST)
        interchange_twice.entries(self._document, self._subjects, self._wrong)
        found = [*self._facts(), *self._answers(), *self._documents(), *self._dates()]
        found += self._registers.edits()
        found += interchange_editions.edits(self._form, self._subjects, self._document, self._wrong)
        found += self._review([*self._created, *found])
        found += interchange_attestations.edits(self._document.attestations)
        if self._problems:
            raise Refused(tuple(self._problems))
        return [
            edit
            for edit in (*self._created, *found)
            if not disputes.repeated(self._assessment, *edit)
        ]

    def _subject(self, place: str, entry: Apart, scope: str, *, fixed: bool) -> Subject | None:
        """Return whose answer an entry is; ``fixed`` where no model can differ."""
        name = entry.subject
        subject = self._subjects.get(name)
        mine = scope == "provider" and subject != PROVIDER
        if subject is None:
            self._wrong(place, N_("There is no subject {name} here."), name=name)
        elif mine and fixed:
            self._wrong(place, N_("No model can differ from the company here."))
        elif mine and not entry.apart:
            self._wrong(place, N_("This is answered by the company, not by {name}."), name=name)
        elif scope == "model" and subject == PROVIDER:
            self._wrong(place, N_("This is answered by each model, not by the company."))
        elif entry.apart and not mine:
            self._wrong(place, N_("This does not stand in the place of the company’s answer."))
        else:
            return subject
        return None

    def _facts(self) -> Iterator[Edit]:
        for number, entry in enumerate(self._document.facts):
            place = f"facts[{number}]"
            fact = next((f for i, f in self._form.fact.items() if i == entry.item), None)
            if fact is None:
                self._wrong(f"{place}.item", N_("There is no fact {name}."), name=entry.item)
                continue
            scope = self._form.fact_scope[fact.id]
            whose = f"{place}.subject"
            subject = self._subject(whose, entry, scope, fixed=not fact.overridable)
            if self._fits(f"{place}.value", fact, entry.value) and subject:
                yield Key(subject, fact.id, "value"), plain(entry.value)
                yield from _stands(subject, entry)

    def _fits(self, place: str, fact: Fact, value: object) -> bool:
        wrong = fact_misfit(fact, value)
        if wrong:
            options = ", ".join(o.value for o in fact.options)
            columns = ", ".join(c.id for c in fact.columns)
            self._wrong(place, wrong, options=options, columns=columns)
        return not wrong

    def _answers(self) -> Iterator[Edit]:
        for number, entry in enumerate(self._document.answers):
            place = f"answers[{number}]"
            requirement = next((r for i, r in self._form.items.items() if i == entry.item), None)
            if requirement is None:
                self._wrong(f"{place}.item", N_("There is no requirement {name}."), name=entry.item)
                continue
            whose = f"{place}.subject"
            subject = self._subject(whose, entry, requirement.scope, fixed=False)
            if subject:
                yield from self._answer(number, subject, entry)

    def _documents(self) -> Iterator[Edit]:
        for number, entry in enumerate(self._document.documents):
            place = f"documents[{number}]"
            subject = self._subjects.get(entry.subject)
            if subject is None:
                whose = f"{place}.subject"
                self._wrong(whose, N_("There is no subject {name} here."), name=entry.subject)
                continue
            if subject == PROVIDER:
                message = N_("This is answered by each model, not by the company.")
                self._wrong(f"{place}.subject", message)
                continue
            try:
                yield from interchange_documents.edits(self._form, self._assessment, subject, entry)
            except Wrong as wrong:
                self._wrong(f"{place}.{wrong.part}", wrong.message, **wrong.details)

    def _answer(self, number: int, subject: Subject, entry: AnswerEntry) -> Iterator[Edit]:
        for name in ("state", "how", "reason", "gap", "next_step", "owner", "due"):
            if name in entry.model_fields_set:
                value = getattr(entry, name)
                text = value.isoformat() if isinstance(value, datetime.date) else value
                yield Key(subject, entry.item, name.replace("_", "-")), text or None
        yield from _stands(subject, entry)
        for new in entry.evidence:
            yield from self._reference(subject, entry.item, new)
        for part in ("evidence_ids", "action_ids"):
            for at, name in enumerate(getattr(entry, part)):
                place = f"answers[{number}].{part}[{at}]"
                yield from self._registers.link(place, subject, entry.item, name)

    def _reference(self, subject: Subject, item: str, new: EvidenceEntry) -> Iterator[Edit]:
        day = new.date.isoformat() if new.date else ""
        parts = {"name": new.name, "target": new.target, "note": new.note, "date": day}
        there = evidence.linked(self._assessment, subject, item)
        if any(all(getattr(e, k) == v for k, v in parts.items()) for e in there):
            return
        made = new_subject("evidence")
        yield Key(made, "subject", "kind"), "evidence"
        yield from ((k, v or None) for k, v in evidence.edits(made, **parts))
        yield Key(subject, item, made), True

    def _dates(self) -> list[Edit]:
        reading = interchange_dates.Reading(
            self._form, self._assessment, self._subjects, self._wrong
        )
        return reading.edits(self._document.events, self._document.incidents)

    def _review(self, before: list[Edit]) -> list[Edit]:
        """Return the edits of roles, steps, comments and opinions; ``before`` come first."""
        document = self._document
        exchange = Exchange(self._form, self._assessment, self._subjects, self._wrong)

        def seen(unseen: list[tuple[Subject, Target]]) -> list[Edit]:
            if not unseen:
                return []
            after = _preview(self._assessment, before)
            found = evaluate(self._form, after).review
            kinds = ((s, s.partition("-")[0], about) for s, about in unseen)
            return [
                (Key(subject, kind, field), digest)
                for subject, kind, about in kinds
                for field, digest in found.noted(about).items()
                if field == "seen" or kind == "review"
            ]

        return [*exchange.people(document.people), *exchange.edits(document.said(), seen)]

    def _wrong(self, place: str, message: str, **details: object) -> None:
        self._problems.append(Problem(place, message, details))


def _stands(subject: Subject, entry: Apart) -> Iterator[Edit]:
    """Yield what lets a model's answer stand in the company's place, or no longer."""
    if "override" in entry.model_fields_set:
        yield Key(subject, entry.item, inheritance.OVERRIDE), entry.override or None
    if "override_reason" in entry.model_fields_set:
        yield Key(subject, entry.item, inheritance.REASON), entry.override_reason or None


def _preview(assessment: Assessment, edits: list[Edit]) -> Assessment:
    """Return the state that these edits will make; its changes are not the record's."""
    now = datetime.datetime.now(datetime.UTC)
    made = []
    for number, (key, value) in enumerate(edits):
        replaced = tuple(c.id for c in assessment.heads.get(key, ()))
        made.append(Change(ChangeId(f"{number}"), key, value, "", now, "", replaced))
    return assessment.with_changes(made)
