"""Reads a snapshot for the report: names, facts and answers in words of the reader's language."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import Final, assert_never

from jalon.assessment import carried, evidence, fact_words, model_words, scope
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.assessment.evidence import Evidence
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.snapshot import Snapshot
from jalon.export.text import shortened
from jalon.forms.citations import article, citation, earlier
from jalon.forms.model import Chapter, Fact, FactId, ItemId, Requirement, Sheet
from jalon.language import BETWEEN, Translator, capital

NAME: Final = FactId("company-name")
COUNTRY: Final = FactId("company-country")
SIZE: Final = FactId("company-size")
POSITION: Final = FactId("code-position")
SIGNED_CHAPTERS: Final = FactId("signed-chapters")
MODEL_NAME: Final = FactId("model-name")
MODEL_VERSION: Final = FactId("model-version")
PLACED: Final = FactId("placed-on-market")

_CITED: Final = re.compile(
    "\\b(art\\.|par\\.|points?|measure|mesure|paragraphe?|sentence|phrase) ", re.IGNORECASE
)
_NAME_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """One requirement for one subject, with its status."""

    subject: Subject
    requirement: Requirement
    status: ItemStatus

    @property
    def counts(self) -> bool:
        """Whether it enters the figures."""
        return self.requirement.force == "binding" and self.status.applies != "no"


class Record:
    """A snapshot with a translator: what the parts of the report are written from.

    Attributes:
        moment: when the snapshot was taken, in the zone of the report.
        today: its day; what is due before it is overdue.
        found: what the last look at linked files has found, by piece of evidence.
    """

    def __init__(self, snapshot: Snapshot, tr: Translator, zone: tzinfo | None) -> None:
        self.snapshot, self.tr = snapshot, tr
        self.form, self.assessment = snapshot.form, snapshot.assessment
        self.evaluation = snapshot.evaluation
        self.found = dict(snapshot.found)
        self.zone = zone
        self.moment: datetime = snapshot.time.astimezone(zone)
        self.today: date = self.moment.date()
        self.models = snapshot.assessment.subjects("model")

    def answers(self) -> Iterator[Answer]:
        """Yield every requirement for each of its subjects, in reading order."""
        for (subject, item), status in self.evaluation.items.items():
            yield Answer(subject, self.form.items[item], status)

    def left_out(self, chapter: Chapter) -> bool:
        """Tell whether a whole chapter does not apply and was not taken on voluntarily."""
        why = (f"{chapter.id}.otherwise", chapter.otherwise)
        inside = [a for a in self.answers() if self.form.frame[a.requirement.id] is chapter]
        return bool(inside) and all(
            a.status.why_not == why and a.status.voluntary is None for a in inside
        )

    def anything(self, measure: Sheet) -> bool:
        """Tell whether something was recorded on a measure or duty, applicable or not."""
        inside = {requirement.id for requirement in measure.requirement}
        return any(
            key.item in inside and any(c.value is not None for c in current)
            for key, current in self.assessment.heads.items()
        )

    def field(self, answer: Answer, name: str) -> str:
        """Return a text field of an answer as typed, or as each of two copies has it."""
        between = BETWEEN if name == "owner" else "\n\n"
        return self.assessment.said(answer.subject, answer.requirement.id, name, between).strip()

    def due(self, answer: Answer) -> date | None:
        """Return the due day of an answer, of several the earliest; None where none can be read."""
        said = self.assessment.days(answer.subject, answer.requirement.id, "due")
        return min(evidence.days(said), default=None)

    def evidence(self, answer: Answer) -> tuple[Evidence, ...]:
        """Return the evidence linked to an answer; what was removed comes last."""
        return self.evidence_of(answer.subject, answer.requirement.id)

    def evidence_of(self, subject: Subject, item: str) -> tuple[Evidence, ...]:
        """Return what is linked to a requirement or an action; what was removed comes last."""
        register = evidence.register(self.assessment)
        return (*register.linked(subject, item), *register.removed(subject, item))

    def place(self, subject: Subject, item: str) -> str:
        """Return where a requirement stands, with the model's name where there are several."""
        found = ItemId(item)
        if found not in self.form.items:
            return earlier(self.form, item, self.tr)
        return " · ".join(part for part in (self.citation(found), self.model(subject)) if part)

    def model(self, subject: Subject) -> str:
        """Name the model whose answer something is, where it has to be told; else empty."""
        if subject in self.models:
            return self.name(subject) if len(self.models) > 1 else ""
        if subject == PROVIDER or subject not in self.assessment.removed("model"):
            return ""
        return self.tr.text("{name} (removed)", name=self.name(subject))

    def demand(self, requirement: Requirement) -> str:
        """Return what a requirement demands, in one sentence."""
        return self.tr.of(f"{requirement.id}.demand", requirement.demand)

    def citation(self, item: ItemId) -> str:
        """Return where the Code says it, numbers kept with their words."""
        cited = _CITED.sub("\\1\u00a0", citation(self.form, item, self.tr))
        return capital(cited)

    def measure(self, item: ItemId) -> str:
        """Return what a requirement belongs to, in short: "Copyright 1.3", or an article."""
        if item not in self.form.home:
            duty = next(d for d in self.form.duties if d is self.form.frame[item])
            return self.article(duty.article)
        chapter, commitment, measure = self.form.home[item]
        return self.tr.text(
            "{name} {number}",
            name=self.tr.of(f"{chapter.id}.title", chapter.title),
            number=measure.number or commitment.number,
        ).replace(" ", "\u00a0")

    def article(self, reference: str) -> str:
        """Return an article of the AI Act as cited, its numbers kept with their words."""
        return _CITED.sub("\\1\u00a0", article(reference, self.tr))

    def date(self, day: date) -> str:
        """Return a day in words, kept on one line."""
        return self.tr.date(day).replace(" ", "\u00a0")

    def day(self, text: str) -> str:
        """Return an ISO day in words; as typed when it is none."""
        said = (self.tr.day(part) for part in text.split(BETWEEN))
        kept = [day.replace(" ", "\u00a0") for day in said]  # each on one line
        return BETWEEN.join(kept) if evidence.days(text) else text

    def has(self, subject: Subject, fact: FactId) -> bool:
        """Tell whether a fact is stated; it may be otherwise in another copy."""
        current = self.assessment.heads.get(Key(subject, fact, "value"), ())
        return any(change.value not in (None, "", []) for change in current)

    def chosen(self, subject: Subject, fact: FactId) -> str:
        """Return the value of a choice; empty when it is not stated, or waits to be confirmed."""
        if carried.waits(self.assessment, subject, fact):
            return ""
        return self.assessment.text(subject, fact, "value")

    def company(self) -> str:
        """Return the company's name, short enough for a line."""
        name = shortened(self.assessment.said(PROVIDER, NAME, "value", BETWEEN), _NAME_LENGTH)
        return name or self.tr.text("Company not named")

    def name(self, subject: Subject) -> str:
        """Return how the report calls a subject, short enough for a line.

        Models of one name, or of names that begin alike, are told apart by their number.
        """
        if subject == PROVIDER:
            return self.company()
        name = self._typed(subject)
        if not name:
            return model_words.called(self.assessment, subject, self.tr)
        if subject not in self._alike:
            return name
        return model_words.numbered(name, self.models.index(subject) + 1, self.tr)

    def in_full(self, subject: Subject) -> str:
        """Return a subject's whole name, on one line; what the report calls it without one."""
        fact = NAME if subject == PROVIDER else MODEL_NAME
        return " ".join(self.assessment.said(subject, fact, "value", BETWEEN).split()) or self.name(
            subject
        )

    @cached_property
    def _alike(self) -> frozenset[Subject]:
        """The models whose name reads as that of another one does."""
        names = Counter(map(self._typed, self.models))
        return frozenset(model for model in self.models if names[self._typed(model)] > 1)

    def _typed(self, model: Subject) -> str:
        """Return a model's name as typed, short enough for a line; empty until it has one."""
        return shortened(self.assessment.said(model, MODEL_NAME, "value", BETWEEN), _NAME_LENGTH)

    def subject_flag(self, answer: Answer) -> tuple[str, ...]:
        """Return the model's name where there are several, and whether it differs."""
        if answer.subject == PROVIDER:
            return ()
        if answer.requirement.scope == "provider":
            return (self.name(answer.subject), self.tr.text("in the company’s place"))
        return (self.name(answer.subject),) if len(self.models) > 1 else ()

    def shown(self, fact: Fact, subject: Subject) -> bool:
        """Tell whether a fact is asked of a subject, or answered all the same."""
        return self.has(subject, fact.id) or scope.asked(
            self.form, fact.id, subject, self.assessment, self.evaluation.conclusions
        )

    def fact(self, subject: Subject, fact_id: FactId) -> str:
        """Return a fact in words, as each of two copies has it; or that nothing is stated."""
        value = self.assessment.value(subject, fact_id, "value")
        fact = self.form.fact.get(fact_id)
        torn = self.assessment.disputed(Key(subject, fact_id, "value"))
        if fact and torn:
            each = [c.value for c in torn if c.value not in (None, "", [])]
            return BETWEEN.join(self.worded(fact, one) for one in each)
        if fact is None or value in (None, "", []):
            return self.tr.text("not stated")
        said = self.worded(fact, value)
        if carried.waits(self.assessment, subject, fact_id):
            return self.tr.text("{answer} (to be confirmed)", answer=said)
        return said

    def worded(self, fact: Fact, value: Value) -> str:
        """Return an answer to a fact in words."""
        match fact.kind:
            case "text" | "long-text":
                return str(value)
            case "choice":
                return fact_words.option(fact, str(value), self.tr)
            case "choices":
                chosen = value if isinstance(value, list) else [value]
                return "\n".join(fact_words.option(fact, str(v), self.tr) for v in chosen)
            case "date":
                day = _day(str(value))
                return self.date(day) if day else str(value)
            case "number":
                return fact_words.figure(fact, value, self.tr) or str(value)
            case "table":
                return self._table(fact, value)
            case _:
                assert_never(fact.kind)

    def _table(self, fact: Fact, value: Value) -> str:
        """Write a table of numbers, one line a row, each cell with its column's name."""
        lines = (
            [line for line in value if isinstance(line, dict)] if isinstance(value, list) else []
        )
        return "\n".join(
            self.tr.text("; ").join(
                self.tr.text(
                    "{name}: {number}",
                    name=self.tr.of(f"{fact.id}.{column.id}.label", column.label),
                    number=self._cell(line.get(column.id)),
                )
                for column in fact.columns
            )
            for line in lines
        )

    def _cell(self, value: Value) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self.tr.text("not stated")
        return self.tr.scientific(value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
