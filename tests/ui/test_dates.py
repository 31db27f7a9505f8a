"""Events and their dates through the window, read back by other means."""

import json
import random
import sqlite3
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from unit_dates import profile

from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.cli.main import parsed, run
from jalon.forms import load
from jalon.ui.kit import SelectField
from jalon.ui.pages.date_lines import DateLine
from jalon.ui.pages.dates import DatesPage
from jalon.ui.pages.event_form import EventForm
from jalon.ui.pages.overview import OverviewPage
from jalon.ui.places import COMPANY, DATES, OVERVIEW, Place
from journeys.texts import line, seeded
from ui.stage import Stage, pump

KINDS = {kind.id: kind for kind in load.form().dates.event}


@pytest.fixture
def chance() -> random.Random:
    return seeded()


def dates(stage: Stage) -> DatesPage:
    page = stage.go(DATES)
    assert isinstance(page, DatesPage)
    return page


def pick(field: SelectField, value: str) -> None:
    """Choose in a drop-down with the keyboard."""
    menu = field.entry()
    assert isinstance(menu, QComboBox)
    menu.setFocus()
    wanted = next(i for i, v in enumerate(field._values) if v == value)
    while menu.currentIndex() != wanted:
        key = Qt.Key.Key_Down if menu.currentIndex() < wanted else Qt.Key.Key_Up
        QTest.keyClick(menu, key)
    menu.activated.emit(wanted)
    pump()


def form(page: DatesPage) -> EventForm:
    assert page.form is not None
    return page.form


def record(stage: Stage, kind: str, *, whose: str = "", note: str = "", **days: date) -> None:
    """Enter an event as a person does."""
    page = dates(stage)
    stage.click(page.record)
    shown = form(page)
    pick(shown.kind, kind)
    if whose:
        pick(shown.whose, whose)
    for name, day in days.items():
        stage.type(shown.days[name], day.isoformat())
        shown.days[name].commit()
    if note:
        stage.type(shown.note, note)
    stage.click(shown._close)


def told(stage: Stage, capsys: pytest.CaptureFixture[str], today: date) -> list[dict[str, Any]]:
    """Return the dates as another process would read them from the file."""
    path = stage.session.path
    assert stage.window.projects.close()
    capsys.readouterr()
    assert run(*parsed(["dates", str(path), "--today", today.isoformat(), "--json"])) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert stage.window.projects.open_path(path)
    pump()
    return list(document["dates"])


def lines(page: DatesPage) -> list[DateLine]:
    return [line for part in page.lists.values() for line in part.lines if not line.isHidden()]


def test_that_a_request_entered_in_the_window_is_due_fourteen_days_later(
    stage: Stage, chance: random.Random, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.create()
    received = date(2026, 1, 1) + timedelta(days=chance.randrange(600))
    note = line(chance)
    record(stage, "request-downstream", whose=stage.model, note=note, date=received)

    row = next(r for r in told(stage, capsys, received) if r["rule"] == "downstream-answer")

    assert row["date"] == (received + timedelta(days=14)).isoformat()
    assert (row["status"], row["start"], row["subject"]) == (
        "due",
        received.isoformat(),
        stage.model,
    )
    assert dates(stage).events.lines[0]._event.note == note


def test_that_answering_it_settles_it_and_both_days_stay_in_the_file(
    stage: Stage, chance: random.Random, capsys: pytest.CaptureFixture[str]
) -> None:
    path = stage.create()
    received = stage.workspace.desk.today - timedelta(days=chance.randrange(15, 90))
    record(stage, "request-downstream", date=received)
    page = dates(stage)
    late = next(x for x in lines(page) if x.entry and x.entry.row.rule.id == "downstream-answer")
    assert late.entry
    assert late.entry.late
    stage.click(late.link)
    answered = received + timedelta(days=chance.randrange(14))
    stage.type(form(page).days["done"], answered.isoformat())
    stage.click(form(page)._close)

    row = next(r for r in told(stage, capsys, date(2030, 1, 1)) if r["rule"] == "downstream-answer")

    assert (row["status"], row["done"], row["late"]) == ("done", answered.isoformat(), False)
    assert stage.window.projects.close()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as file:
        payloads = [json.loads(p) for (p,) in file.execute("SELECT payload FROM change")]
    days = [p["value"] for p in payloads if p["item"] == "event" and p["field"] in {"date", "done"}]
    assert days == [received.isoformat(), answered.isoformat()]


def test_that_the_same_event_is_entered_again_and_again(
    stage: Stage, chance: random.Random, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.create()
    checked = [date(2026, 1, 1) + timedelta(days=chance.randrange(300)) for _ in range(3)]
    for day in checked:
        record(stage, "access-checked", date=day)

    rows = told(stage, capsys, date(2026, 1, 1))

    (row,) = (r for r in rows if r["rule"] == "access-check")
    assert row["start"] == max(checked).isoformat()
    assert len([e for e in dates(stage).events.lines if not e.isHidden()]) == 3


def test_that_an_event_is_withdrawn_and_brought_back_and_undone(stage: Stage) -> None:
    stage.create()
    record(stage, "framework-assessed", date=date(2026, 3, 1))
    page = dates(stage)
    entry = page.events.lines[0]

    stage.click(entry.withdraw)
    assert "withdrawn" in entry.words().casefold()
    stage.click(entry.withdraw)
    assert "1 March 2026" in entry.words()
    stage.click(entry.withdraw)
    stage.keys("Ctrl+Z")
    assert "1 March 2026" in entry.words()


def test_that_a_form_only_looked_at_leaves_no_trace(stage: Stage) -> None:
    stage.create()
    before = stage.session.history()
    page = dates(stage)
    for kind in sorted(KINDS.keys() - {"incident-intermediate"}):
        stage.click(page.record)
        pick(form(page).kind, kind)
        stage.click(form(page)._close)

    assert stage.session.history() == before


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"incident-intermediate"}))
def test_that_a_form_asks_for_the_days_of_its_kind(stage: Stage, kind: str) -> None:
    stage.create()
    page = dates(stage)
    stage.click(page.record)
    pick(form(page).kind, kind)

    shown = {name for name, field in form(page).days.items() if field.isVisibleTo(page)}
    assert shown == {n for n in ("date", "done", "limit", "interim") if getattr(KINDS[kind], n)}


def test_that_what_is_not_known_leads_to_the_question(stage: Stage) -> None:
    stage.create()
    page = dates(stage)
    unknown = next(x for x in page.lists["unknown"].lines if x.entry and x.entry.link == "Answer")
    stage.click(unknown.link)

    assert stage.workspace.place in {COMPANY, Place("model", stage.model)}


def test_that_the_filter_leaves_the_dates_of_one_subject(stage: Stage) -> None:
    stage.create()
    record(stage, "request-downstream", whose=PROVIDER, date=date(2027, 1, 1))
    record(stage, "request-downstream", whose=stage.model, date=date(2027, 2, 1))
    page = dates(stage)

    def subjects() -> set[str]:
        return {x.entry.row.subject for x in lines(page) if x.entry}

    assert subjects() == {PROVIDER, stage.model}
    pick(page.filter, PROVIDER)
    assert subjects() == {PROVIDER}
    pick(page.filter, stage.model)
    assert subjects() == {stage.model}


def test_that_the_overview_tells_the_next_dates(stage: Stage) -> None:
    stage.create()
    record(stage, "request-downstream", date=stage.workspace.desk.today)
    page = stage.go(OVERVIEW)
    assert isinstance(page, OverviewPage)
    shown = [x for x in page.below.dates._lines if not x.isHidden()]

    assert "Answer the downstream provider" in [x._text.text() for x in shown]
    stage.click(shown[0].link)
    assert stage.workspace.place == DATES


def test_that_the_law_panel_follows_the_date_one_is_at(stage: Stage) -> None:
    stage.create()
    record(stage, "request-downstream", date=date(2027, 1, 1))
    page = dates(stage)
    entry = next(x for x in lines(page) if x.entry and x.entry.row.rule.id == "downstream-answer")
    entry.link.setFocus()
    pump()

    words = stage.workspace.law.words()
    assert "14 days after 1 January 2027" in words
    assert "Measure 1.2" in words
    assert "Save for exceptional circumstances" in words


def test_that_the_page_is_told_in_french_too(stage: Stage) -> None:
    stage.create()
    record(stage, "request-downstream", date=date(2027, 1, 1))
    dates(stage)
    stage.window.set_language("fr")
    pump()
    page = dates(stage)
    said = "\n".join(x.words() for x in lines(page))

    assert "15\u00a0janvier 2027" in said
    assert "Répondre au fournisseur en aval" in said


def test_that_scope_that_changes_back_restores_the_dates(stage: Stage) -> None:
    stage.create()
    for fact, value in profile({"systemic-risk": "yes"}).items():
        stage.session.answer(stage.model, fact, "value", value)
    record(stage, "framework-confirmed", date=date(2026, 11, 2))

    def seen() -> list[str]:
        return [x.words() for x in lines(dates(stage))]

    first = seen()
    stage.session.answer(stage.model, "high-impact", "value", "no")
    assert seen() != first
    assert any("Framework confirmed" in x.words() for x in dates(stage).events.lines)
    stage.session.answer(stage.model, "high-impact", "value", "yes")
    assert seen() == first


def test_that_the_event_of_a_removed_model_stays_and_asks_for_nothing(stage: Stage) -> None:
    stage.create()
    session = stage.session
    session.answer(stage.model, "model-name", "value", "Alpha")
    session.apply([(Key(Subject("model-0000000b"), "subject", "kind"), "model")])
    record(stage, "request-downstream", whose=stage.model, date=date(2027, 1, 1))
    gone = stage.model
    session.apply([(Key(gone, "subject", "removed"), True)])
    pump()

    page = dates(stage)
    assert not any(x.entry and x.entry.row.source for x in lines(page))
    assert "Alpha (removed)" in page.events.lines[0].words()
    stage.click(page.events.lines[0].edit)
    assert form(page).whose.value() == gone
