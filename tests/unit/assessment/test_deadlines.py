"""What follows from events and facts, in any order, whoever enters them."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_dates import INCIDENT, event, facts, happened, incident, profile, record
from unit_state import MODEL, OTHER, state

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.deadlines import listing
from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.deadlines.incidents import HARMS
from jalon.assessment.deadlines.shapes import Deadline
from jalon.assessment.deadlines.words import Wording
from jalon.assessment.evaluate import evaluate
from jalon.assessment.state import Assessment
from jalon.forms import load
from jalon.language import translator

FORM = load.form()
TODAY = date(2026, 11, 26)
SYSTEMIC = {"systemic-risk": "yes", "most-capable": "yes", "security-exempt": "no"}


def reckoned(assessment: Assessment, today: date = TODAY) -> Reckoning:
    return Reckoning(FORM, assessment, evaluate(FORM, assessment), today)


def one(reckoning: Reckoning, rule: str) -> Deadline:
    (found,) = (row for row in reckoning.deadlines if row.rule.id == rule)
    return found


@settings(max_examples=25, deadline=None)
@given(facts, st.lists(happened(), max_size=8), incident(), st.randoms(use_true_random=False))
def test_that_the_order_of_entry_changes_nothing(
    model: dict[str, Any],
    entered: list[dict[str, Any]],
    reported: dict[str, Any],
    chance: random.Random,
) -> None:
    first = record(model=model, events=entered, incident=reported)
    rows = [(key, current[0].value) for key, current in first.heads.items()]
    chance.shuffle(rows)
    again = state(*((*key, value) for key, value in rows))

    assert reckoned(again).deadlines == reckoned(first).deadlines


@settings(max_examples=30, deadline=None)
@given(facts, st.lists(happened(), max_size=8), incident(), st.dates(date(2025, 1, 1)))
def test_that_every_date_holds_to_its_kind(
    model: dict[str, Any], entered: list[dict[str, Any]], reported: dict[str, Any], today: date
) -> None:
    rows = reckoned(record(model=model, events=entered, incident=reported), today).deadlines

    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        if row.rule.kind == "retention" and row.day and row.start:
            assert row.day > row.start
        if row.status == "overdue":
            assert row.day
            assert row.day < today
            assert row.done is None
        if row.status in {"due", "next"}:
            assert row.day
            assert row.day >= today
        if row.status == "not-known":
            assert row.settle, row.id
        if row.standing.applies == "no":
            assert row.status == "not-applicable"
            assert row.standing.why_not
        if row.day and row.bound:
            assert row.day >= row.bound


@settings(max_examples=25, deadline=None)
@given(st.lists(happened(), max_size=6), incident())
def test_that_what_is_not_known_is_never_a_no(
    entered: list[dict[str, Any]], reported: dict[str, Any]
) -> None:
    rows = reckoned(record(model=None, events=entered, incident=reported)).deadlines

    assert [row.id for row in rows if row.standing.applies == "no"] == []


@settings(max_examples=25, deadline=None)
@given(facts, st.lists(happened(), max_size=8), incident())
def test_that_every_date_can_be_told_in_both_languages(
    model: dict[str, Any], entered: list[dict[str, Any]], reported: dict[str, Any]
) -> None:
    rows = reckoned(record(model=model, events=entered, incident=reported)).deadlines
    told = [row for part in listing.parts(rows) for row in part.rows]
    waiting = {row.rule.id for row in rows if row.status == "not-started"}

    assert {r.id for r in rows if r.status != "not-started"} <= {r.id for r in told}
    assert {r.rule.id for r in told if r.status == "not-started"} == waiting
    for code in ("en", "fr"):
        wording = Wording(FORM, translator(code))
        for row in rows:
            for said in (
                wording.title(row),
                wording.stands(row),
                wording.counting(row),
                wording.where(row),
                wording.force(row),
                *wording.cautions(row),
                *(wording.settles(settle) for settle in row.settle),
            ):
                assert said
                assert "{" not in said


def test_that_every_period_of_the_form_is_counted_by_a_rule() -> None:
    counted = {(r.item, r.period) for r in FORM.dates.rule}
    counted |= {(r.extension.item, r.extension.period) for r in FORM.dates.rule if r.extension}
    stated = {(i.id, p.id) for i in FORM.items.values() for p in i.periods}

    assert stated
    assert stated - counted == set()


def test_that_a_withdrawn_event_counts_no_more_and_comes_back() -> None:
    asked = {"type": "request-downstream", "date": "2026-11-20"}
    plain = {"licence": "proprietary"}
    withdrawn = reckoned(record(model=plain, events=[{**asked, "withdrawn": True}]))

    assert one(withdrawn, "downstream-answer").status == "not-started"
    assert [e.withdrawn for e in withdrawn.events] == [True]
    there = reckoned(record(model=plain, events=[{**asked, "withdrawn": None}]))
    assert one(there, "downstream-answer").status == "due"


def test_that_a_note_on_one_line_keeps_its_no_break_spaces() -> None:
    noted = {
        "type": "request-downstream",
        "date": "2026-11-20",
        "note": "Gand\u00a0: matériel\nOui",
    }
    found = reckoned(record(model={"licence": "proprietary"}, events=[noted]))

    told = listing.whose(one(found, "downstream-answer"), str)
    assert told == ("Gand\u00a0: matériel Oui", MODEL)


def test_that_a_withdrawn_incident_has_no_dates_and_stays_in_the_register() -> None:
    found = reckoned(
        record(
            model=SYSTEMIC,
            incident={"harms": ["death"], "aware": "2026-11-20", "withdrawn": True},
        )
    )

    assert listing.concerning(found.deadlines, INCIDENT) == ()
    assert [i.withdrawn for i in found.incidents] == [True]
    assert {r.status for r in found.deadlines if r.rule.id == "incident-final"} == {"not-started"}


def test_that_while_there_is_no_incident_each_of_its_periods_is_told_once() -> None:
    found = reckoned(record(model=SYSTEMIC)).deadlines
    told = [row.rule.id for row in found if row.rule.id.startswith("incident-")]
    named = {f"incident-{harm}" for harm in HARMS}
    assert named <= set(told)
    assert "incident-initial" not in told, "the period of a harm that is not named is no period"
    assert len(told) == len(set(told))


def test_that_each_request_has_its_own_answer() -> None:
    asked = [
        {"type": "request-downstream", "date": "2026-11-01", "done": "2026-11-10"},
        {"type": "request-downstream", "date": "2026-11-05"},
        {"type": "request-downstream", "whose": "company", "date": "2026-11-20"},
    ]
    found = reckoned(record(model={"licence": "proprietary"}, events=asked)).deadlines
    rows = [row for row in found if row.rule.id == "downstream-answer"]

    assert [(r.status, r.subject) for r in rows] == [
        ("done", MODEL),
        ("overdue", MODEL),
        ("due", PROVIDER),
    ]


def test_that_the_earliest_of_several_models_binds_the_company() -> None:
    models = ((MODEL, "2026-06-01"), (OTHER, "2026-03-01"))
    rows = [(m, "subject", "kind", "model") for m, _ in models]
    rows += [(m, "placed-on-market", "value", placed) for m, placed in models]
    rows += [(m, fact, "value", v) for m, _ in models for fact, v in profile(SYSTEMIC).items()]

    assert one(reckoned(state(*rows)), "framework-assessment").day == date(2027, 3, 1)


@pytest.mark.parametrize("position", ["signed-whole", "not-signed", "undecided"])
def test_that_a_model_outside_the_chapter_does_not_bind_the_company(position: str) -> None:
    rows = [(m, "subject", "kind", "model") for m in (MODEL, OTHER)]
    rows += [(MODEL, fact, "value", v) for fact, v in profile(SYSTEMIC).items()]
    rows += [(OTHER, fact, "value", v) for fact, v in profile({"systemic-risk": "no"}).items()]
    rows += [(MODEL, "placed-on-market", "value", "2026-06-01")]
    rows += [(OTHER, "placed-on-market", "value", "2026-03-01")]
    rows += [(PROVIDER, "code-position", "value", position)]

    found = reckoned(state(*rows))
    assert one(found, "framework-assessment").day == date(2027, 6, 1)
    assert not any(row.standing.voluntary for row in found.deadlines)


@pytest.mark.parametrize(
    ("involved", "applies"),
    [([MODEL], "yes"), ([OTHER], "no"), ([MODEL, OTHER], "yes"), ([], "yes")],
)
def test_that_the_models_involved_decide_whether_an_incident_is_reported(
    involved: list[Subject], applies: str
) -> None:
    rows = [(m, "subject", "kind", "model") for m in (MODEL, OTHER)]
    rows += [(MODEL, fact, "value", v) for fact, v in profile(SYSTEMIC).items()]
    rows += [(OTHER, fact, "value", v) for fact, v in profile({"systemic-risk": "no"}).items()]
    parts = {"harms": ["death"], "aware": "2026-11-20", "models": involved or None}
    told = [(INCIDENT, "incident", name, value) for name, value in parts.items()]
    found = one(reckoned(state(*rows, *told)), "incident-death")

    assert found.standing.applies == applies
    assert found.day == date(2026, 11, 30)


def test_that_an_event_without_a_day_says_what_it_lacks() -> None:
    found = one(
        reckoned(record(model={"licence": "proprietary"}, events=[{"type": "request-downstream"}])),
        "downstream-answer",
    )

    assert found.status == "not-known"
    assert [s.want for s in found.settle] == ["event-date"]


def test_that_a_dispute_between_two_copies_leaves_a_day_unknown() -> None:
    rows = event(1, {"type": "request-downstream", "date": "2026-11-01"})
    rows += [(rows[0][0], "event", "date", "2026-11-02")]
    found = reckoned(state((MODEL, "subject", "kind", "model"), *rows))

    assert [e.day for e in found.events] == [None]


@settings(max_examples=20, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2027, 6, 30)))
def test_that_the_day_called_today_moves_nothing_but_how_dates_stand(today: date) -> None:
    assessment = record(
        model={**SYSTEMIC, "placed-on-market": "2026-03-10"},
        events=[{"type": "request-downstream", "date": "2026-11-20"}],
    )
    now, later = (reckoned(assessment, d) for d in (today, today + timedelta(days=30)))

    assert [(r.id, r.day) for r in now.deadlines] == [(r.id, r.day) for r in later.deadlines]
    was = {r.id for r in now.deadlines if r.status == "overdue"}
    assert was <= {r.id for r in later.deadlines if r.status == "overdue"}
