"""How a day was counted, in words: the rule, the reading, and what moved the day."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, assert_never

from jalon.assessment.deadlines.counting import Holidays
from jalon.assessment.deadlines.shapes import Deadline, Length
from jalon.forms.dates import Unit
from jalon.forms.model import FactId, Form, ItemId, Period
from jalon.language import Translator, capital

PLACED: Final = "placed-on-market"


class Counting:
    """Says in one language how days were counted; ``say`` writes a day."""

    def __init__(self, form: Form, tr: Translator, say: Callable[[date], str]) -> None:
        self._form, self._tr, self._say = form, tr, say
        self._holidays = Holidays.of(form.dates.holiday)

    def of(self, row: Deadline) -> str:
        """Say by which rule the day was found, in one or more sentences."""
        return " ".join(part for part in (*self._rule(row), *self._remarks(row)) if part)

    def _rule(self, row: Deadline) -> Iterator[str]:
        tr, length = self._tr, row.length
        if row.rule.day:
            yield tr.text("A day that the law itself names.")
        elif length is None or row.start is None:
            yield self._unstarted(row, length)
        else:
            parts = {
                "length": duration(length, tr),
                "day": self._say(row.start),
                "what": self._started_by(row),
                "reading": self._reading(row, length),
            }
            if row.rule.before:
                yield tr.text("{length} before {day} ({what}): {reading}.", **parts)
            else:
                yield tr.text("{length} after {day} ({what}): {reading}.", **parts)

    def _unstarted(self, row: Deadline, length: Length | None) -> str:
        """Say the rule where nothing starts it yet, or where no number is counted."""
        tr = self._tr
        start = self._from_when(row)
        said = capital(start)
        if length:
            said = tr.text("{length}, {start}", length=duration(length, tr), start=start)
        if row.start is None:
            return tr.text("{rule}.", rule=said)
        if row.started_by == PLACED:
            return tr.text("{rule}: {day}.", rule=said, day=self._say(row.start))
        return tr.text(
            "{rule}: {day} ({what}).",
            rule=said,
            day=self._say(row.start),
            what=self._started_by(row),
        )

    def _from_when(self, row: Deadline) -> str:
        rule = row.rule
        if rule.from_when:
            return self._tr.of(f"rule.{rule.id}.from", rule.from_when)
        if found := period(self._form, rule.item, rule.period):
            return self._tr.of(f"{rule.item}.{found.id}.from", found.from_when)
        return ""

    def _started_by(self, row: Deadline) -> str:
        tr, by = self._tr, row.started_by
        if by == "incident":
            return self._incident_start(row)
        kind = self._form.dates.kind(by)
        if kind:
            return tr.text("“{text}”", text=tr.of(f"event.{by}.label", kind.label))
        if by == PLACED:
            return tr.text("the placing on the Union market")
        fact = self._form.fact.get(FactId(by))
        return tr.text("“{text}”", text=tr.of(f"{by}.label", fact.label)) if fact else ""

    def _incident_start(self, row: Deadline) -> str:
        tr = self._tr
        if row.rule.kind == "retention":
            return tr.text("the incident or its last known documentation, whichever is later")
        if row.rule.kind == "interval":
            return tr.text("the last report sent")
        if row.rule.id.endswith("-final"):
            return tr.text("the incident was resolved")
        return tr.text("the company became aware of its model’s involvement")

    def _reading(self, row: Deadline, length: Length) -> str:
        tr = self._tr
        if row.time:
            return tr.text(
                "hours counted from that moment, the end not moved past weekends or holidays (our"
                " reading, the earliest)"
            )
        match length.unit:
            case "days" | "weeks":
                return tr.text(
                    "calendar days, the end not moved past weekends or holidays (our reading)"
                )
            case "months":
                return tr.text(
                    "the same day of the month, or its last day where it has no such day; the end"
                    " not moved past weekends or holidays (our reading)"
                )
            case "years":
                return tr.text(
                    "the same date, 28 February where there is no 29th; the end not moved past"
                    " weekends or holidays (our reading)"
                )
            case "business-days":
                return self._business_reading()
            case _:
                assert_never(length.unit)

    def _business_reading(self) -> str:
        first, last = self._holidays.span or (0, 0)
        return self._tr.text(
            "Monday to Friday less the holidays of the Commission, which are known from {first}"
            " to {last}; the first day is not counted (our reading)",
            first=str(first),
            last=str(last),
        )

    def _remarks(self, row: Deadline) -> Iterator[str]:
        tr, rule = self._tr, row.rule
        if row.transition:
            number = rule.transition.index(row.transition)
            yield tr.of(f"rule.{rule.id}.transition.{number}.note", row.transition.note)
        if row.because:
            yield tr.text(
                "Owed because of the further training on {day}: shown is the first interval that"
                " does not end before it.",
                day=self._say(row.because),
            )
        if row.ordinary:
            yield tr.text(
                "The delay of Measure 7.7, paragraph 2, is made use of; without it the day would"
                " be {day}.",
                day=self._say(row.ordinary),
            )
        elif row.extended and row.done is None:
            yield tr.text(
                "With the delay of Measure 7.7, paragraph 2, on its conditions: at most until"
                " {day}.",
                day=self._say(row.extended),
            )
        for name, day in row.others:
            other = next(r for r in self._form.dates.rule if r.id == name)
            yield tr.text(
                "The shortest period counts; this one would end on {day}: {title}.",
                day=self._say(day),
                title=tr.of(f"rule.{name}.title", other.title),
            )
        if row.missed:
            yield tr.text(
                "One was due on {day}; none is recorded before the incident was resolved.",
                day=self._say(row.missed),
            )
        if row.standing.voluntary:
            yield tr.text("It counts because the chapter was taken on voluntarily.")


def period(form: Form, item: str, name: str) -> Period | None:
    """Return a period of a requirement; None where the rule has none of it."""
    if not item or not name:
        return None
    return next((p for p in form.items[ItemId(item)].periods if p.id == name), None)


def duration(length: Length, tr: Translator) -> str:
    """Write a length: "4 weeks"."""
    return written(length.value, length.unit, tr)


def written(value: int, unit: Unit, tr: Translator) -> str:
    """Write a number of units."""
    match unit:
        case "days":
            return tr.plural("{count} day", "{count} days", value)
        case "business-days":
            return tr.plural("{count} business day", "{count} business days", value)
        case "weeks":
            return tr.plural("{count} week", "{count} weeks", value)
        case "months":
            return tr.plural("{count} month", "{count} months", value)
        case "years":
            return tr.plural("{count} year", "{count} years", value)
