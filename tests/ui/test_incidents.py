"""The register of serious incidents through the window, read back by other means."""

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox
from unit_dates import profile

from jalon.assessment.deadlines import events, incident_fields, incidents
from jalon.assessment.deadlines.incidents import Incident
from jalon.cli.main import parsed, run
from jalon.ui.kit.times import read
from jalon.ui.pages.incidents import IncidentsPage
from jalon.ui.places import INCIDENTS
from journeys.texts import line, paragraphs, seeded
from ui.stage import Stage, pump


@pytest.fixture
def chance() -> random.Random:
    return seeded()


def register(stage: Stage) -> IncidentsPage:
    page = stage.go(INCIDENTS)
    assert isinstance(page, IncidentsPage)
    return page


def begun(stage: Stage) -> IncidentsPage:
    """Begin to record an incident."""
    page = register(stage)
    stage.click(page.record)
    assert page.form is not None
    return page


def recorded(stage: Stage) -> tuple[Incident, ...]:
    assessment = stage.session.assessment
    return incidents.register(assessment, events.recorded(assessment))


def systemic(stage: Stage) -> None:
    for fact, value in profile({"systemic-risk": "yes"}).items():
        stage.session.answer(stage.model, fact, "value", value)


def fill(stage: Stage, page: IncidentsPage, **fields: str) -> None:
    assert page.form is not None
    for name, words in fields.items():
        field = page.form.fields[name.replace("_", "-")]
        stage.type(field, words)
        field.commit()


def told(stage: Stage, capsys: pytest.CaptureFixture[str], today: date) -> dict[str, Any]:
    path = stage.session.path
    assert stage.window.projects.close()
    capsys.readouterr()
    assert run(*parsed(["dates", str(path), "--today", today.isoformat(), "--json"])) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert stage.window.projects.open_path(path)
    pump()
    return found


def test_that_every_field_is_kept_and_shown_again(stage: Stage, chance: random.Random) -> None:
    path = stage.create()
    page = begun(stage)
    said = {
        one.name: line(chance) if one.kind == "line" else paragraphs(chance)
        for one in incident_fields.asked()
        if one.kind in {"line", "text"}
    }
    days = {
        one.name: (date(2026, 1, 1) + timedelta(days=chance.randrange(900))).isoformat()
        for one in incident_fields.asked()
        if one.kind == "day"
    }
    fill(stage, page, **{n.replace("-", "_"): v for n, v in {**said, **days}.items()})
    fill(stage, page, aware_time="9h05")
    stage.workspace.leave()
    stage.reopen(path)

    (incident,) = (one.subject for one in recorded(stage))
    kept = {
        name: stage.session.assessment.value(incident, "incident", name)
        for name in (*said, *days, "aware-time")
    }
    assert kept == {**said, **days, "aware-time": "09:05"}
    page = register(stage)
    stage.click(page.lines[0].link)
    assert page.form is not None
    assert {n: page.form.fields[n].value() for n in kept} == kept


def test_that_the_reports_of_an_incident_are_counted_from_what_is_entered(
    stage: Stage, chance: random.Random, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.create()
    systemic(stage)
    page = begun(stage)
    assert page.form is not None
    aware = date(2026, 1, 1) + timedelta(days=chance.randrange(500))
    fill(stage, page, aware=aware.isoformat(), aware_time="16:30")
    for number in (3, 1):  # other harm, then a cybersecurity breach: the shorter counts
        stage.click(page.form.fields["harms"].findChildren(QCheckBox)[number])
    sent = aware + timedelta(days=1)
    fill(stage, page, initial_sent=sent.isoformat())
    stage.type(page.form.sent.next, (sent + timedelta(days=20)).isoformat())
    page.form.sent.next.commit()
    pump()
    found = told(stage, capsys, aware)

    rows = {row["rule"]: row for row in found["dates"] if row["source"]}
    assert set(rows) == {
        "incident-cybersecurity",
        "incident-intermediate",
        "incident-final",
        "incident-kept",
    }
    initial = rows["incident-cybersecurity"]
    assert initial["date"] == (aware + timedelta(days=5)).isoformat()
    assert (initial["time"], initial["done"], initial["late"]) == ("16:30", sent.isoformat(), False)
    assert initial["other_periods"] == [
        {"rule": "incident-other-harm", "date": (aware + timedelta(days=15)).isoformat()}
    ]
    assert rows["incident-intermediate"]["date"] == (sent + timedelta(days=48)).isoformat()
    assert rows["incident-final"]["status"] == "not-known"
    (incident,) = found["incidents"]
    assert incident["intermediate_sent"] == [(sent + timedelta(days=20)).isoformat()]
    assert incident["open_points"] == list(range(1, 10))


def test_that_a_withdrawn_incident_is_not_lost(
    stage: Stage, chance: random.Random, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.create()
    systemic(stage)
    page = begun(stage)
    name, reason = line(chance), line(chance)
    fill(stage, page, name=name, aware="2026-05-01")
    assert page.form is not None
    stage.click(page.form.withdraw)
    fill(stage, page, withdrawn_reason=reason)
    stage.click(page.back)

    assert name in page.lines[0].words()
    assert reason in page.lines[0].words()
    found = told(stage, capsys, date(2026, 5, 2))
    assert [i["withdrawn"] for i in found["incidents"]] == [True]
    assert [r for r in found["dates"] if r["source"]] == []

    page = register(stage)
    stage.click(page.lines[0].link)
    stage.click(page.form.withdraw)  # type: ignore[union-attr]
    found = told(stage, capsys, date(2026, 5, 2))
    assert [(i["withdrawn"], i["name"]) for i in found["incidents"]] == [(False, name)]


def test_that_a_company_not_concerned_can_use_the_register_and_is_told_why(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.create()
    for fact, value in profile({"systemic-risk": "no"}).items():
        stage.session.answer(stage.model, fact, "value", value)
    page = begun(stage)
    assert page.form is not None
    stage.click(page.form.fields["harms"].findChildren(QCheckBox)[0])
    fill(stage, page, aware="2026-05-01")

    assert "does not appear to concern" in page._scope.text()
    row = next(
        r
        for r in told(stage, capsys, date(2026, 5, 1))["dates"]
        if r["rule"] == "incident-critical-infrastructure"
    )
    assert (row["status"], row["date"], row["applies"]) == ("not-applicable", "2026-05-03", "no")
    assert "systemic risk" in row["why_not"]


def test_that_a_form_only_looked_at_leaves_no_trace(stage: Stage) -> None:
    stage.create()
    before = stage.session.history()
    page = begun(stage)
    stage.click(page.back)

    assert stage.session.history() == before
    assert recorded(stage) == ()
    assert not [line for line in page.lines if not line.isHidden()]


def test_that_what_began_an_incident_can_be_undone(stage: Stage) -> None:
    stage.create()
    page = begun(stage)
    fill(stage, page, aware="2026-11-02")
    assert [one.aware for one in recorded(stage)] == [date(2026, 11, 2)]
    stage.keys("Ctrl+Z")

    assert recorded(stage) == ()


def test_that_the_law_follows_the_field(stage: Stage) -> None:
    stage.create()
    page = begun(stage)
    assert page.form is not None
    page.form.fields["root-cause"].entry().setFocus()
    pump()
    first = stage.workspace.law.words()
    page.form.fields["documented"].entry().setFocus()
    pump()

    assert "Measure 9.2, paragraph 1, point (8)" in first
    assert "Measure 9.4" in stage.workspace.law.words()


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("14:30", "14:30"),
        ("9h05", "09:05"),
        ("9 h", "09:00"),
        ("0905", "09:05"),
        ("7", "07:00"),
        ("23.59", "23:59"),
        ("24:00", None),
        ("12:60", None),
        ("noon", None),
        ("", None),
    ],
)
def test_that_a_time_of_day_is_read_as_people_write_it(typed: str, read_as: str | None) -> None:
    assert read(typed) == read_as
