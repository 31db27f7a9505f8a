"""What evidence and actions are called, in the reader's language: for screen, print and prompt."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from types import MappingProxyType
from typing import Final

from jalon.assessment import media
from jalon.assessment.actions import PRIORITIES, STATES, Action, Priority, State, origin
from jalon.assessment.attached_file import File
from jalon.assessment.changes import Value
from jalon.assessment.evidence import Condition, Evidence, days
from jalon.errors import N_
from jalon.forms.citations import citation, earlier
from jalon.forms.model import Form, ItemId
from jalon.language import BETWEEN, Translator

_KINDS: Final[dict[media.Kind, str]] = {
    "image": N_("Picture"),
    "document": N_("Document"),
    "table": N_("Table"),
    "archive": N_("Archive"),
    "message": N_("Message"),
    "data": N_("Data"),
    "sound": N_("Sound"),
    "video": N_("Video"),
    "program": N_("Program"),
    "link": N_("Link"),
    "other": N_("File"),
}
_CONDITIONS: Final[dict[Condition, str]] = {
    "removed": N_("Removed"),
    "changed": N_("Changed since attached"),
    "missing": N_("File not found"),
    "unreadable": N_("File cannot be read"),
    "absent": N_("Content not here"),
    "expired": N_("Expired"),
    "expires-soon": N_("Expires soon"),
    "current": N_("Up to date"),
}
_STATES: Final[dict[State, str]] = {
    "open": N_("To do"),
    "in-progress": N_("In progress"),
    "done": N_("Finished"),
    "dropped": N_("Dropped"),
}
_PRIORITIES: Final[dict[Priority, str]] = {
    "high": N_("High"),
    "medium": N_("Medium"),
    "low": N_("Low"),
}
FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kind": N_("kind"),
        "name": N_("name"),
        "target": N_("link or path"),
        "note": N_("note"),
        "date": N_("date"),
        "expires": N_("expiry date"),
        "file": N_("file"),
        "removed": N_("reason for removal"),
        "evidence": N_("evidence"),
        "what": N_("what is to be done"),
        "owner": N_("owner"),
        "due": N_("due date"),
        "priority": N_("priority"),
        "cost": N_("cost"),
        "state": N_("state"),
        "reason": N_("reason"),
        "origin": N_("origin"),
    }
)
"""The fields of evidence and actions within a sentence, by their names in the record."""

_KILO: Final = 1000
_UNITS: Final = (N_("{number} kB"), N_("{number} MB"), N_("{number} GB"))


def came(
    tr: Translator, entry: Evidence, zone: tzinfo | None, called: Callable[[str], str] = str
) -> tuple[str, ...]:
    """Say who recorded a piece and when, and who took its file over anew, if anybody did.

    ``zone`` is where days begin, None as on this computer; ``called`` shortens long names.
    """
    said: list[str] = []
    absent = entry.file is not None and entry.file.stored == "absent"
    for anew, (author, moment) in enumerate((entry.added, entry.renewed)):
        if not moment or (anew and absent):
            continue
        day = tr.date(datetime.fromisoformat(moment).astimezone(zone).date())
        name = called(author) or tr.text("nobody named")
        if anew:
            said.append(tr.text("File taken over anew on {day} by {name}", day=day, name=name))
        else:
            said.append(tr.text("Recorded on {day} by {name}", day=day, name=name))
    return tuple(said)


def size(tr: Translator, count: int) -> str:
    """Write a number of bytes, e.g. "1.4 MB"; a megabyte has 1,000,000."""
    if count < _KILO:
        return tr.plural("{count} byte", "{count} bytes", count)
    value, unit = count / _KILO, 0
    while value >= _KILO and unit < len(_UNITS) - 1:
        value, unit = value / _KILO, unit + 1
    rounded = round(value, 1) if value < 100 else round(value)  # noqa: PLR2004  three figures
    return tr.text(_UNITS[unit], number=tr.number(rounded))


def title(tr: Translator, entry: Evidence) -> str:
    """Name a piece of evidence."""
    return entry.title or tr.text(N_("Evidence without a name"))


def kind(tr: Translator, entry: Evidence) -> str:
    """Say what kind of thing a piece is; a reference in words has no file."""
    if entry.file is None and entry.kind == "other":
        return tr.text(N_("Reference"))
    return tr.text(_KINDS[entry.kind])


def stored(tr: Translator, file: File) -> str:
    """Say where the bytes of a file are."""
    match file.stored:
        case "embedded":
            return tr.text(N_("In the project"))
        case "linked":
            return tr.text(N_("Linked, not in the project"))
        case "absent":
            return tr.text(N_("Content not in this project"))


def condition(tr: Translator, value: Condition) -> str:
    """Say how a piece stands."""
    return tr.text(_CONDITIONS[value])


def expiry(tr: Translator, entry: Evidence, today: date, style: str = "long") -> str:
    """Say until when a piece holds; empty where nothing is said of it."""
    return BETWEEN.join(
        tr.text(
            N_("expired (valid until {day})") if last < today else N_("valid until {day}"),
            day=tr.date(last, style),
        )
        for last in days(entry.expires)
    )


def action_title(tr: Translator, action: Action) -> str:
    """Name an action."""
    return action.title or tr.text(N_("Action without words"))


def action_state(tr: Translator, value: State) -> str:
    """Name how an action stands."""
    return tr.text(_STATES[value])


def stands(tr: Translator, action: Action) -> str:
    """Say how an action stands; where copies disagree, what each of them says."""
    said = dict(action.disputed).get("state", ())
    each = (next((s for s in STATES if s == one), STATES[0]) for one in said or (action.state,))
    return BETWEEN.join(action_state(tr, one) for one in each)


def weighs(tr: Translator, action: Action) -> str:
    """Name the priority of an action; where copies disagree, what each of them says."""
    said = dict(action.disputed).get("priority", ())
    each = (next((p for p in PRIORITIES if p == one), None) for one in said or (action.priority,))
    return BETWEEN.join(priority(tr, one) for one in each if one)


def priority(tr: Translator, value: Priority | None) -> str:
    """Name a priority; empty where none was given."""
    return tr.text(_PRIORITIES[value]) if value else ""


def chosen(tr: Translator, field: str, value: Value) -> str:
    """Say what was chosen in a field of an action; empty for any other field or value."""
    if field == "state":
        state = next((one for one in STATES if one == value), None)
        return action_state(tr, state) if state else ""
    if field == "priority":
        return priority(tr, next((one for one in PRIORITIES if one == value), None))
    if field == "origin" and (found := origin(value)):
        return f"{found.item} {found.field}"
    return ""


def place(tr: Translator, form: Form, item: str, model: str = "") -> str:
    """Name a requirement; ``model`` is the name of the model it is answered for, if it matters."""
    known = ItemId(item) in form.items
    named = citation(form, ItemId(item), tr) if known else earlier(form, item, tr)
    return " · ".join(part for part in (named, model) if part)
