"""Changed events and incidents in words."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from jalon.assessment.changes import PROVIDER, Value
from jalon.assessment.deadlines import events, incident_fields, incidents
from jalon.assessment.deadlines.events import iso_day
from jalon.assessment.deadlines.incident_fields import WITHDRAWN
from jalon.errors import N_
from jalon.forms.model import Form
from jalon.language import Translator

ITEMS: Final[Mapping[str, str]] = MappingProxyType(
    {events.ITEM: N_("Dated event"), incidents.ITEM: N_("Serious incident")}
)
"""Items of subjects of their own."""

_EVENT: Final = {
    "type": N_("what happened"),
    "whose": N_("whom it concerns"),
    "date": N_("day"),
    "done": N_("day on which it was done"),
    "limit": N_("day set by others"),
    "interim": N_("day of the interim report"),
    "note": N_("note"),
}
_DAYS: Final = frozenset({*events.DAYS, *(name.replace("-", "_") for name in incidents.DAYS)})


def field(item: str, name: str, tr: Translator) -> str:
    """Name a field of an event or incident, as in the record or in an answers file."""
    if name == "withdrawn":
        return tr.text(N_("withdrawn"))
    if item == events.ITEM:
        return tr.text(_EVENT[name]) if name in _EVENT else name
    wanted = name.replace("_", "-")
    found = (one.label for one in (*incident_fields.asked(), WITHDRAWN) if one.name == wanted)
    label = next(found, "")
    return tr.text(label) if label else name


def value(form: Form, name: str, said: Value, tr: Translator) -> str:
    """Return a day or a choice in words; empty where the value speaks for itself."""
    day = iso_day(said) if name.replace("-", "_") in _DAYS and isinstance(said, str) else None
    if day:
        return tr.date(day)
    words = dict(_choices(form, name, tr))
    if isinstance(said, list) and words:
        return tr.listed(words.get(str(one), str(one)) for one in said)
    return words.get(said, "") if isinstance(said, str) else ""


def _choices(form: Form, name: str, tr: Translator) -> Iterator[tuple[str, str]]:
    if name == "type":
        kinds = form.dates.event
        yield from ((one.id, tr.of(f"event.{one.id}.label", one.label)) for one in kinds)
    elif name == "whose":
        yield PROVIDER, tr.text("The company")
    else:
        words = {"harms": incident_fields.HARMS, "cause": incident_fields.CAUSES}.get(name, {})
        yield from ((one, tr.text(said)) for one, said in words.items())
