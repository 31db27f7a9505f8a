"""A change is told in words wherever changes are listed, whatever it refers to."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jalon import example
from jalon.assessment import models
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.export import recorded_references, recorded_words
from jalon.forms import citations, load
from jalon.language import available, translator
from jalon.session import Session
from unit.unit_cli import printed

IDS = re.compile(r"\b[a-z]+-[0-9a-f]{8}\b")
CODES = re.compile(r": (yes|no|text|public|fr|en|[0-9]{4}-[0-9]{2}-[0-9]{2}.*)$")
FORM = load.form()
MEASURE = FORM.chapter[0].measures()[-1]
OF_A_MODEL = next(i for i, r in FORM.items.items() if r.scope == "model")
OF_THE_COMPANY = next(i for i, r in FORM.items.items() if r.scope == "provider")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(tmp_path / "p.jalon", author="Ada")
    yield made
    made.close()


def told(session: Session, key: Key, code: str = "en") -> tuple[str, str]:
    """Return where a field stands and what it says now."""
    tr, (change,) = translator(code), session.assessment.heads[key]
    form, state = session.form, session.assessment
    return (
        recorded_words.place(form, state, key, tr),
        recorded_words.change(form, state, change, tr),
    )


@pytest.mark.parametrize("language", available())
def test_that_the_history_of_the_example_names_nothing_by_an_id(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "e.jalon"
    made = example.make(path, language)
    made.apply(models.added(made.assessment, "Zweites")[1])
    made.close()
    lines = printed(capsys, "--language", language, "history", path).splitlines()
    assert len(lines) > 500
    assert not [line for line in lines if IDS.search(line)]
    assert not [line for line in lines if language == "fr" and CODES.search(line)]


@pytest.mark.parametrize("odd", [None, "zz", "none", 7, True, ["fr"], {"a": 1}, ""])
def test_that_whatever_a_field_holds_can_be_told(session: Session, odd: Value) -> None:
    tr, state = translator("fr"), session.assessment
    for item, field in recorded_references._WORDERS:
        key = Key(PROVIDER, item, field)
        assert isinstance(recorded_words.value(session.form, state, key, odd, tr), str)


def test_that_a_model_is_named_where_there_are_several(session: Session) -> None:
    first, (second, edits) = session.models[0], models.added(session.assessment, "Öffnung 7B")
    key = Key(first, OF_A_MODEL, "how")
    session.answer(*key, "by hand")
    alone, _ = told(session, key)
    session.apply(edits)
    assert told(session, key)[0] == f"{alone} · Model 1"
    session.answer(second, OF_A_MODEL, "how", "by robot")
    assert told(session, Key(second, OF_A_MODEL, "how"))[0] == f"{alone} · Öffnung 7B"
    session.answer(PROVIDER, OF_THE_COMPANY, "how", "once")
    assert "·" not in told(session, Key(PROVIDER, OF_THE_COMPANY, "how"))[0]
    session.apply(models.removed(session.assessment, second))
    assert told(session, Key(second, OF_A_MODEL, "how"))[0] == f"{alone} · Öffnung 7B"
    session.answer(second, "model-name", "value", None)
    assert told(session, Key(second, OF_A_MODEL, "how"))[0] == f"{alone} · Model without a name"


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("placed-on-market", "2026-03-14", "14 mars 2026"),
        ("placed-on-market", "some day", "some day"),
        ("training-compute", 2.4e23, "2,4 × 10²³ FLOP"),
        ("turnover", 6_400_000, "6 400 000 EUR"),
    ],
)
def test_that_days_and_figures_are_written_as_one_writes_them(
    session: Session, fact: str, value: Value, words: str
) -> None:
    whose = PROVIDER if fact == "turnover" else session.models[0]
    session.answer(whose, fact, "value", value)
    said = told(session, Key(whose, fact, "value"), "fr")[1]
    assert re.sub(r"\s", " ", said) == words


@pytest.mark.parametrize(
    ("about", "said"),
    [
        (OF_THE_COMPANY, citations.citation(FORM, OF_THE_COMPANY, translator("en"))),
        (MEASURE.id, f"Measure {MEASURE.number}"),
    ],
)
def test_that_a_comment_tells_what_it_is_about(session: Session, about: str, said: str) -> None:
    key = Key(Subject("comment-0000000a"), "comment", "item")
    session.apply([(key, about)])
    assert said in told(session, key)[1]


def test_that_what_was_taken_back_says_so(session: Session) -> None:
    second, edits = models.added(session.assessment, "Two")
    session.apply(edits)
    session.undo()
    newest = {c.key: c for c in reversed(session.history())}[Key(second, "subject", "kind")]
    said = recorded_words.change(session.form, session.assessment, newest, translator("fr"))
    assert said == translator("fr").text("taken back")


def test_that_an_incident_names_its_models_and_its_events_name_the_incident(
    session: Session,
) -> None:
    (first,) = session.models
    second, edits = models.added(session.assessment, "Nimbus")
    incident, event = Subject("incident-0a1b2c3d"), Subject("event-0a1b2c3d")
    session.apply(
        [
            *edits,
            (Key(first, "model-name", "value"), "Cumulus"),
            (Key(incident, "incident", "models"), [second, first]),
            (Key(event, "event", "whose"), incident),
        ]
    )
    assert told(session, Key(incident, "incident", "models"))[1] == "Nimbus and Cumulus"
    assert told(session, Key(event, "event", "whose"))[1] == "Incident without a name"
    session.answer(incident, "incident", "name", "Outage of May")
    assert told(session, Key(event, "event", "whose"), "fr")[1] == "Outage of May"


def test_that_a_removal_is_told_by_its_reason_and_by_no_id(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session.answer(PROVIDER, OF_THE_COMPANY, "how", "hunter2")
    (secret,) = session.history(Key(PROVIDER, OF_THE_COMPANY, "how"))
    session.custody.expunge(secret.id, "a password", tmp_path)
    session.close()
    lines = printed(capsys, "history", session.path)
    assert "Removal for good, reason: a password" in lines
    assert not re.search("[0-9a-f]{40}", lines)


def test_that_no_name_makes_a_line_of_its_own(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = "Cumulus\n2026-06-03 10:00:00  Ada  Copyright Chapter, state: Implemented"
    session.apply(models.added(session.assessment, "Nimbus")[1])
    session.custody.name_version("then")
    session.answer(session.models[0], "model-name", "value", forged)
    session.answer(session.models[0], OF_A_MODEL, "how", "ours")
    session.close()
    for command in (("history",), ("compare", "--from", "then")):
        told_ = printed(capsys, command[0], session.path, *command[1:])
        assert "Cumulus" in told_
        assert not [line for line in told_.splitlines() if line.startswith("2026-06-03 10:00:00")]
