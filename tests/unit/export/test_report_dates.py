"""Dates and the register of incidents in the report: all of them, with rule and citation."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit_dates import INCIDENT, KINDS, event, happened
from unit_dates import profile as facts

from jalon.assessment.changes import Subject, Value
from jalon.assessment.deadlines import incident_fields
from jalon.assessment.snapshot import Snapshot
from jalon.export import report
from jalon.export.tree import Report, Section
from jalon.forms.citations import citation
from jalon.forms.model import Form, ItemId
from jalon.language import translator
from tools.report_printing import made_in_part, pages, texts, together
from tools.report_records import MODEL, snapshot
from tools.thorough import examples

HOSTILE = '<b>&amp; <font color="red">{day} %s \u202e😀 中文字'
SYSTEMIC: dict[str, Any] = {"systemic-risk": "yes", "most-capable": "yes"}
TODAY = date(2026, 11, 23)
"""The day of the snapshot."""

Fields = dict[tuple[Subject, str, str], Value]


def record(form: Form, *events: dict[str, Any], **incident: Value) -> Snapshot:
    """Return a record of a model with systemic risk, with these events and this incident."""
    fields: Fields = {(MODEL, fact, "value"): value for fact, value in facts(SYSTEMIC).items()}
    for number, parts in enumerate(events, start=1):
        fields |= {row[:3]: row[3] for row in event(number, parts, MODEL)}
    if incident:
        fields |= {
            (INCIDENT, "incident", name.replace("_", "-")): value
            for name, value in incident.items()
        }
    return snapshot(form, fields)


def built(record: Snapshot, language: str = "en") -> Report:
    return report.build(record, translator(language), report.ReportOptions(language))


def section(found: Report, key: str) -> Section:
    return next(s for s in found.sections if s.key == key)


def words(value: object) -> str:
    """Return every text of a part of the report, without spaces and line ends."""
    return together(" ".join(texts(value)))


def test_that_every_rule_is_printed_with_where_it_is_written(form: Form) -> None:
    without, with_one = record(form), record(form, name="Outage")
    found = "".join(words(section(built(r), "dates")) for r in (without, with_one))

    for rule in form.dates.rule:
        assert together(rule.title) in found, rule.id
        where = citation(form, ItemId(rule.item), translator("en")) if rule.item else rule.source
        assert together(where) in found, rule.id


@settings(
    max_examples=examples(6, 40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(happened(), min_size=1, max_size=4))
def test_that_every_day_that_was_entered_is_printed(
    form: Form, entered: list[dict[str, Any]]
) -> None:
    tr = translator("en")
    shown = words(section(built(record(form, *entered)), "dates"))

    for parts in entered:
        assert together(KINDS[parts["type"]].label) in shown
        for name in ("date", "done", "limit", "interim"):
            if name in parts:
                assert together(tr.date(date.fromisoformat(parts[name]))) in shown


def test_that_what_is_late_is_said_on_the_board_and_in_the_section(form: Form) -> None:
    received = TODAY - timedelta(days=15)
    found = built(record(form, {"type": "request-downstream", "date": received.isoformat()}))

    assert "Overduesince22November2026" in words(section(found, "dates"))
    assert "Answerthedownstreamprovider" in words(found.board)


def test_that_an_empty_register_says_so(form: Form) -> None:
    assert "Noseriousincidentisrecorded" in words(section(built(record(form)), "incidents"))


@pytest.mark.parametrize(
    "name",
    [
        one.name
        for _, _, group in incident_fields.GROUPS
        for one in group
        if one.kind in {"line", "text"}
    ],
)
def test_that_each_text_of_an_incident_is_printed_whole(form: Form, name: str) -> None:
    text = f"first {name} " + "word " * 300 + f"last {name}"
    found = built(record(form, **{name: text if name != "name" else "Weights & sold"}))

    shown = words(section(found, "incidents"))
    assert together(text if name != "name" else "Weights & sold") in shown


def test_that_what_is_not_known_of_an_incident_is_not_said_to_be_no(form: Form) -> None:
    shown = words(section(built(record(form, name="Outage")), "incidents"))

    asked = [one for _, _, group in incident_fields.GROUPS for one in group]
    assert shown.count("notknownyet") >= len(asked) - 1
    assert "Initialreport" in shown


def test_that_a_withdrawn_incident_stays_in_the_report_and_asks_for_nothing(form: Form) -> None:
    told = {"name": "Outage", "harms": ["death"], "aware": "2026-11-02"}
    withdrawn = built(record(form, **told, withdrawn=True, withdrawn_reason="Another's model"))

    shown = words(section(withdrawn, "incidents"))
    assert "Outage" in shown
    assert "Withdrawn:Another'smodel" in shown
    assert "12November2026" not in shown
    assert "12November2026" in words(section(built(record(form, **told)), "incidents"))


@pytest.mark.parametrize(
    ("language", "due", "rule"),
    [
        ("en", "due 4 December 2026", "14 days after 20 November 2026"),
        ("fr", "échéance le 4 décembre 2026", "14 jours après le 20 novembre 2026"),
    ],
)
def test_that_the_page_shows_the_day_the_rule_and_hostile_words_as_words(
    form: Form, language: str, due: str, rule: str
) -> None:
    request = {"type": "request-downstream", "date": "2026-11-20", "note": HOSTILE}
    taken = record(form, request, name=HOSTILE, harms=["death"], harm=HOSTILE)
    printed = made_in_part(taken, ["dates", "incidents"], language)

    text = together(" ".join(pages(printed.data)))
    assert together(due).casefold() in text.casefold()
    assert together(rule) in text
    assert text.count(together('<b>&amp; <font color="red">{day} %s')) >= 3
