"""What the shapes of dates alone cannot say: references, days, one rule for each period."""

from collections.abc import Iterable, Iterator
from datetime import date

from jalon.forms.dates import DateRule, EventKind, HolidayYear
from jalon.forms.model import FactId, Form, ItemId

_SATURDAY = 5


def faults(form: Form) -> Iterator[str]:
    """Yield every fault of a form's events, rules and holidays, one a line."""
    dates = form.dates
    for named in ([k.id for k in dates.event], [r.id for r in dates.rule]):
        yield from (f"{i}: used twice" for i in sorted({i for i in named if named.count(i) > 1}))
    kinds = {kind.id: kind for kind in dates.event}
    for rule in dates.rule:
        for fault in _rule(form, rule, kinds):
            yield f"rule {rule.id}: {fault}"
    for year in dates.holiday:
        yield from (f"holidays of {year.year}: {fault}" for fault in _year(year))
    if dates.rule:
        yield from _left_out(form)


def _rule(form: Form, rule: DateRule, kinds: dict[str, EventKind]) -> Iterator[str]:
    done = tuple(name for name in rule.done if FactId(name) not in form.fact)
    for name in (*rule.events, *done, *([rule.instead] if rule.instead else [])):
        kind, _, part = name.partition(".")
        if kind not in kinds:
            yield f"no kind of event {kind}"
        elif part and (part != "done" or not kinds[kind].done):
            yield f"{name} has no such day"
    told = (name for name in rule.done if FactId(name) in form.fact)
    for fact in (rule.fact, *told, *(t.fact for t in rule.transition)):
        known = form.fact.get(FactId(fact))
        if fact and (known is None or known.kind != "date"):
            yield f"{fact} is no date of the profile"
    yield from _period(form, rule.item, rule.period)
    if rule.extension:
        yield from _period(form, rule.extension.item, rule.extension.period)
        if rule.extension.event and rule.extension.event not in kinds:
            yield f"no kind of event {rule.extension.event}"
    if not rule.item and not rule.source:
        yield "says nowhere where it is written"
    if bool(rule.conclusion) != bool(rule.otherwise):
        yield "a conclusion needs its reason (otherwise)"
    days = [rule.day] if rule.day else []
    yield from _days([*days, *(d for t in rule.transition for d in (t.before, t.until))])


def _period(form: Form, item: str, period: str) -> Iterator[str]:
    requirement = form.items.get(ItemId(item))
    if item and requirement is None:
        yield f"no item {item}"
    elif requirement and period and all(p.id != period for p in requirement.periods):
        yield f"{item} has no period {period}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _days(days: Iterable[str]) -> Iterator[str]:
    yield from (f"{day} is no day" for day in days if _day(day) is None)


def _year(year: HolidayYear) -> Iterator[str]:
    yield from _days(year.days)
    if list(year.days) != sorted(set(year.days)):
        yield "days are not in order, or stand twice"
    for day in year.days:
        if not day.startswith(f"{year.year}-"):
            yield f"{day} is of another year"
        elif (read := _day(day)) and read.weekday() >= _SATURDAY:
            yield f"{day} is a Saturday or Sunday"


def _left_out(form: Form) -> Iterator[str]:
    """Every period of a requirement is counted by a rule."""
    counted = {(r.item, r.period) for r in form.dates.rule}
    counted |= {(e.item, e.period) for r in form.dates.rule if (e := r.extension)}
    for item in form.items.values():
        for period in item.periods:
            if (item.id, period.id) not in counted:
                yield f"{item.id}: no rule counts its period {period.id}"
