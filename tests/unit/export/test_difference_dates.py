"""Changes of events and incidents in words: in the history, in conflicts, against a report."""

from typing import Any

import pytest
from unit_dates import INCIDENT, event
from unit_state import MODEL

from jalon.assessment.changes import Key, Subject, Value
from jalon.assessment.deadlines import incident_fields
from jalon.assessment.deadlines.incident_fields import Asked
from jalon.export import difference_words, interchange
from jalon.export.verify_answers import compare
from jalon.forms import load
from jalon.language import translator
from tools.report_records import snapshot

FORM = load.form()
EN = translator("en")
EVENT = Subject("event-00000001")


def answers(*events: dict[str, Any], **incident: Value) -> dict[str, Any]:
    fields: dict[tuple[Subject, str, str], Value] = {}
    for number, parts in enumerate(events, start=1):
        fields |= {row[:3]: row[3] for row in event(number, parts, MODEL)}
    if incident:
        fields |= {(INCIDENT, "incident", name): value for name, value in incident.items()}
    return interchange.answers(snapshot(FORM, fields))


@pytest.mark.parametrize(
    ("field", "value", "place", "words"),
    [
        ("type", "request-downstream", "what happened", "Downstream provider’s request received"),
        ("whose", "provider", "whom it concerns", "The company"),
        ("date", "2026-10-12", "day", "12 October 2026"),
        ("done", "2026-10-20", "day on which it was done", "20 October 2026"),
        ("note", "2026-10-12 <b>", "note", "2026-10-12 <b>"),
        ("withdrawn", True, "withdrawn", "yes"),
        ("unheard-of", "x", "unheard-of", "x"),
    ],
)
def test_that_a_change_of_an_event_is_told_in_words(
    field: str, value: Value, place: str, words: str
) -> None:
    key = Key(EVENT, "event", field)

    assert difference_words.place(FORM, key, EN) == f"Dated event, {place}"
    assert difference_words.whole(FORM, key, value, EN) == words


@pytest.mark.parametrize("one", incident_fields.asked(), ids=lambda one: one.name)
def test_that_a_change_of_an_incident_names_the_field_by_its_question(one: Asked) -> None:
    key = Key(INCIDENT, "incident", one.name)

    assert difference_words.place(FORM, key, EN) == f"Serious incident, {one.label}"


def test_that_the_harms_of_an_incident_are_told_in_words() -> None:
    key = Key(INCIDENT, "incident", "harms")

    said = difference_words.whole(FORM, key, ["death", "cybersecurity"], EN)
    assert "The death of a person" in said
    assert "A serious cybersecurity breach" in said


def test_that_a_changed_day_is_found_against_a_report_and_told() -> None:
    before = answers({"type": "request-downstream", "date": "2026-10-12"})
    now = answers({"type": "request-downstream", "date": "2026-10-13"})
    now["digest"] = "other"

    (found,) = compare(before, now).differences

    assert (found.subject, found.item, found.field) == (EVENT, "event", "date")
    said = difference_words.line(found, EN)
    assert said == "Dated event, day: 12 October 2026 → 13 October 2026"


def test_that_what_an_incident_gained_is_found_against_a_report_and_told() -> None:
    before = answers(name="Outage", harms=["death"])
    now = answers(**{"name": "Outage", "harms": ["death"], "initial-sent": "2026-11-20"})

    (found,) = compare(before, now).differences

    said = difference_words.line(found, EN)
    assert said == "Serious incident, Initial report sent on: nothing → 20 November 2026"
