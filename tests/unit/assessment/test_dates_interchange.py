"""Events and incidents written to an answers file and read again: whole, strict, in any order."""

import json
import random
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_dates import INCIDENT, event, facts, happened, incident, record
from unit_state import MODEL, OTHER, state

from jalon.assessment import interchange as reading
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.deadlines import events, incidents
from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.evaluate import evaluate
from jalon.assessment.interchange_problems import Refused
from jalon.assessment.snapshot import Snapshot
from jalon.assessment.state import Assessment
from jalon.export import interchange as writing
from jalon.forms import load
from tools.thorough import examples

FORM = load.form()
TAKEN = datetime(2026, 11, 26, 12, tzinfo=UTC)
EMPTY = state((MODEL, "subject", "kind", "model"))
WITHOUT_DAYS = [name for name in incidents.TEXTS if name != "withdrawn-reason"]

words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)


@st.composite
def noted_event(draw: st.DrawFn) -> dict[str, Any]:
    """An event with a note, that may be withdrawn."""
    fields = draw(happened())
    if draw(st.booleans()):
        fields["note"] = draw(words)
    if draw(st.booleans()):
        fields["withdrawn"] = True
    return fields


@st.composite
def told_incident(draw: st.DrawFn) -> dict[str, Any]:
    """An incident with any of its texts."""
    fields = draw(incident())
    fields |= {name: draw(words) for name in draw(st.sets(st.sampled_from(WITHOUT_DAYS)))}
    if draw(st.booleans()):
        fields |= {"cause": draw(st.sampled_from(incidents.CAUSES)), "models": [MODEL]}
    if draw(st.booleans()):
        fields["aware-time"] = draw(st.times()).strftime("%H:%M")
    if draw(st.booleans()):
        fields |= {"withdrawn": True, "withdrawn-reason": draw(words)}
    return fields


def written(assessment: Assessment) -> dict[str, Any]:
    evaluation = evaluate(FORM, assessment)
    taken = Snapshot(FORM, assessment, evaluation, "", 1, TAKEN, "", example=False)
    document: dict[str, Any] = json.loads(writing.dump(taken))
    return document


def read_into(assessment: Assessment, document: dict[str, Any]) -> Assessment:
    """Return a record after it took a file over."""
    edits = reading.read(json.dumps(document), FORM, assessment)
    there = [(*key, current[0].value) for key, current in assessment.heads.items()]
    new = {tuple(key): value for key, value in edits}
    rows = [row for row in there if row[:3] not in new]
    return state(*rows, *((*key, value) for key, value in new.items()))  # type: ignore[misc]


def reckoned(assessment: Assessment) -> tuple[object, object]:
    found = Reckoning(FORM, assessment, evaluate(FORM, assessment), TAKEN.date())
    told = [(r.id, r.status, r.day, r.bound, r.done, r.missed) for r in found.deadlines]
    return told, (found.events, found.incidents)


def document(**parts: object) -> dict[str, Any]:
    return {"format": "jalon-answers", "version": 1, "form": FORM.id, **parts}


def refused(assessment: Assessment = EMPTY, **parts: object) -> list[str]:
    with pytest.raises(Refused) as caught:
        reading.read(json.dumps(document(**parts)), FORM, assessment)
    return [p.place for p in caught.value.problems]


@settings(max_examples=examples(15, 100), deadline=None)
@given(facts, st.lists(noted_event(), max_size=6), told_incident())
def test_that_another_project_counts_the_same_dates_after_import(
    model: dict[str, Any], entered: list[dict[str, Any]], reported: dict[str, Any]
) -> None:
    first = record(model=model, events=entered, incident=reported)

    second = read_into(EMPTY, written(first))

    assert reckoned(second) == reckoned(first)


@settings(max_examples=examples(12, 100), deadline=None)
@given(st.lists(noted_event(), max_size=6), told_incident(), st.randoms(use_true_random=False))
def test_that_a_file_read_twice_or_mixed_changes_nothing_more(
    entered: list[dict[str, Any]], reported: dict[str, Any], chance: random.Random
) -> None:
    file = written(record(model={}, events=entered, incident=reported))
    once = read_into(EMPTY, file)
    for part in ("events", "incidents", "facts"):
        chance.shuffle(file[part])

    twice = read_into(once, file)

    assert {k: v[0].value for k, v in twice.heads.items()} == {
        k: v[0].value for k, v in once.heads.items()
    }


def test_that_entries_without_an_id_are_not_doubled() -> None:
    happened = {"type": "request-downstream", "subject": "model", "date": "2026-10-12"}
    told = {"name": "Outage", "harms": ["death"], "aware": "2026-11-02"}
    file = document(events=[happened], incidents=[told])

    once = read_into(EMPTY, file)
    twice = read_into(once, file)

    for found in (once, twice):
        (entered,) = events.recorded(found)
        assert (entered.kind, entered.whose, entered.day) == (
            "request-downstream",
            MODEL,
            date(2026, 10, 12),
        )
        (one,) = incidents.register(found, ())
        assert (one.name, one.harms, one.aware) == ("Outage", ("death",), date(2026, 11, 2))


def test_that_two_requests_of_the_same_day_are_told_apart_by_their_notes() -> None:
    same = {"type": "request-downstream", "subject": "model", "date": "2026-10-12"}
    found = read_into(EMPTY, document(events=[{**same, "note": n} for n in ("A", "B")]))

    assert sorted(e.note for e in events.recorded(found)) == ["A", "B"]


def test_that_null_takes_a_day_back_and_what_is_absent_stays() -> None:
    before = record(
        events=[{"type": "request-downstream", "date": "2026-10-12", "done": "2026-10-20"}]
    )
    (entered,) = events.recorded(before)
    change = {
        "id": entered.subject,
        "type": "request-downstream",
        "subject": "model",
        "done": None,
    }

    (after,) = events.recorded(read_into(before, document(events=[change])))

    assert (after.day, after.done) == (date(2026, 10, 12), None)


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({"type": "birthday"}, "events[0].type"),
        ({"subject": "nobody"}, "events[0].subject"),
        ({"subject": "provider", "type": "further-training"}, "events[0].subject"),
        ({"type": "framework-confirmed"}, "events[0].subject"),
        ({"type": "incident-intermediate"}, "events[0].subject"),
        ({"date": "12/10/2026"}, "events[0].date"),
        ({"date": "2026-02-30"}, "events[0].date"),
        ({"date": 20261012}, "events[0].date"),
        ({"limit": "2026-10-20"}, "events[0].limit"),
        ({"interim": "2026-10-20"}, "events[0].interim"),
        ({"withdrawn": "yes"}, "events[0].withdrawn"),
        ({"note": 3}, "events[0].note"),
        ({"id": "incident-00000009"}, "events[0].id"),
        ({"id": "event-9"}, "events[0].id"),
        ({"score": 1}, "events[0].score"),
    ],
)
def test_that_a_wrong_event_is_refused_where_it_is_wrong(entry: dict[str, Any], place: str) -> None:
    right = {"type": "request-downstream", "subject": "model", "date": "2026-10-12"}
    assert reading.read(json.dumps(document(events=[right])), FORM, EMPTY)

    assert refused(events=[{**right, **entry}]) == [place]


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({"harms": ["bad luck"]}, "incidents[0].harms[0]"),
        ({"cause": "perhaps"}, "incidents[0].cause"),
        ({"aware_time": "25:00"}, "incidents[0].aware_time"),
        ({"aware_time": "9:30"}, "incidents[0].aware_time"),
        ({"aware_time": "1٢:30"}, "incidents[0].aware_time"),
        ({"aware": "yesterday"}, "incidents[0].aware"),
        ({"models": ["nobody"]}, "incidents[0].models"),
        ({"models": ["provider"]}, "incidents[0].models"),
        ({"id": "event-00000009"}, "incidents[0].id"),
        ({"reported": True}, "incidents[0].reported"),
        ({"name": "n" * 1001}, "incidents[0].name"),
    ],
)
def test_that_a_wrong_incident_is_refused_where_it_is_wrong(
    entry: dict[str, Any], place: str
) -> None:
    assert refused(incidents=[{"name": "Outage", **entry}]) == [place]


def test_that_an_id_that_stands_twice_is_refused() -> None:
    entry = {
        "id": "event-0000000a",
        "type": "request-downstream",
        "subject": "model",
        "date": "2026-10-12",
    }
    assert refused(events=[entry, {**entry, "date": "2026-10-13"}]) == ["events[1].id"]


def test_that_the_reports_of_an_incident_find_it_whatever_the_order_of_the_file() -> None:
    file = document(
        incidents=[{"id": INCIDENT, "aware": "2026-11-02", "harms": ["death"]}],
        events=[
            {"type": "incident-intermediate", "subject": INCIDENT, "date": day}
            for day in ("2026-12-20", "2026-11-29")
        ],
    )
    found = read_into(EMPTY, file)

    (one,) = incidents.register(found, events.recorded(found))
    assert one.intermediate == (date(2026, 11, 29), date(2026, 12, 20))


def test_that_events_of_a_removed_model_are_in_the_whole_file_only() -> None:
    gone = state(
        (MODEL, "subject", "kind", "model"),
        (OTHER, "subject", "kind", "model"),
        (OTHER, "subject", "removed", True),
        *event(1, {"type": "request-downstream", "date": "2026-10-12"}, OTHER),
        (INCIDENT, "incident", "models", [MODEL, OTHER]),
    )
    evaluation = evaluate(FORM, gone)
    taken = Snapshot(FORM, gone, evaluation, "", 1, TAKEN, "", example=False)
    part, whole = (writing.answers(taken, whole=w) for w in (False, True))

    assert (part["events"], part["incidents"]) == ([], [{"id": INCIDENT, "models": [MODEL]}])
    found = read_into(EMPTY, whole)
    (removed,) = found.removed("model")
    (entered,) = events.recorded(found)
    (one,) = incidents.register(found, ())
    assert (entered.whose, set(one.models)) == (removed, {MODEL, removed})


def test_that_a_model_that_an_event_names_is_no_empty_place_for_another() -> None:
    here = state(
        (MODEL, "subject", "kind", "model"),
        *event(1, {"type": "request-downstream", "date": "2026-10-12"}, MODEL),
    )
    file = document(
        models=["model-aaaaaaaa"],
        events=[{"type": "further-training", "subject": "model-aaaaaaaa", "date": "2026-11-01"}],
    )

    first, second = events.recorded(read_into(here, file))

    assert first.whose == MODEL
    assert second.whose not in {MODEL, "model-aaaaaaaa"}


def test_that_events_go_to_the_model_that_the_file_names() -> None:
    other = Subject("model-aaaaaaaa")
    here = state((MODEL, "subject", "kind", "model"), (OTHER, "subject", "kind", "model"))
    file = document(
        models=[MODEL, other],
        events=[
            {"type": "further-training", "subject": OTHER, "date": "2026-10-12"},
            {"type": "framework-confirmed", "subject": "provider", "date": "2026-10-13"},
        ],
    )

    found = events.recorded(read_into(here, file))

    assert [(e.whose, e.day) for e in found] == [
        (OTHER, date(2026, 10, 12)),
        (PROVIDER, date(2026, 10, 13)),
    ]
