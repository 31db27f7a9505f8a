"""Contradictions and attestations by the command line, read back from the file itself."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_cli import here, printed
from unit_review import ITEM, reviewed

from jalon.assessment import attestations
from jalon.assessment.attestations import STATEMENTS, attested
from jalon.assessment.changes import PROVIDER
from jalon.cli.status_schema import StatusFile
from jalon.session import Session
from tools.report_printing import pages, shorten, together
from tools.thorough import examples


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return reviewed(tmp_path)


def recorded(path: Path) -> list[dict[str, Any]]:
    """Read what was recorded of attestations, without the program."""
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as file:
        every = [json.loads(p) for (p,) in file.execute("SELECT payload FROM change ORDER BY seq")]
    return [c for c in every if c["subject"].startswith("attestation-")]


def standings(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    found = json.loads(printed(capsys, "status", path, "--json"))["attestations"]
    return {one["statement"]: one["standing"] for one in found}


def test_that_both_commands_give_the_same_list_in_the_published_shape(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = json.loads(printed(capsys, "status", project, "--json"))
    alone = json.loads(printed(capsys, "contradictions", project, "--json"))
    StatusFile.model_validate_json(json.dumps(status))
    assert {name: status[name] for name in alone} == alone
    told = status["contradictions"]
    for kind, number in told["counts"].items():
        assert number == sum(point["kind"] == kind for point in told["points"])
    assert [p["text"] for p in told["points"] if p["kind"] == "dissent"] == [
        "Val refused to validate this assessment.",
        "Me Dupont gives an unfavourable opinion.",
    ]
    unanswered = {(p["subject"], p["item"]) for p in told["points"] if p["kind"] == "unanswered"}
    items = [*status["items"], *status["duties"]["items"]]
    assert unanswered == {
        (i["subject"], i["item"])
        for i in items
        if i["force"] == "binding" and i["applies"] != "no" and i["counted"] == "unanswered"
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_the_list_in_words_has_each_point_and_nothing_that_counts_against_it(
    project: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    document = json.loads(
        printed(capsys, "--language", language, "contradictions", project, "--json")
    )
    said = printed(capsys, "--language", language, "contradictions", project)
    for point in document["contradictions"]["points"]:
        assert point["text"] in said
        assert not point["where"] or point["where"] in said
    assert here("contradictions", project) == 0


def test_that_status_in_words_says_how_much_there_is_to_look_at(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(printed(capsys, "status", project, "--json"))["contradictions"]
    here("attest", project, "nature", "--author", "Zoë")
    said = printed(capsys, "status", project)
    assert f"{len(told['points'])} points to look at" in said
    assert "Attestations: 1 of 4" in said


def test_that_an_attestation_is_recorded_with_name_and_time_and_goes_stale(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set(standings(project, capsys).values()) == {"not-given"}
    assert here("attest", project, "answers", "gaps", "--author", "Zoë  Chief") == 0
    assert standings(project, capsys) == {
        "answers": "given",
        "evidence": "not-given",
        "gaps": "given",
        "nature": "not-given",
    }
    log = recorded(project)
    assert {c["author"] for c in log} == {"Zoë Chief"}
    assert all(c["time"].endswith("Z") for c in log)
    assert {c["value"] for c in log if c["field"] == "by"} == {"Zoë Chief"}
    assert any("To my knowledge" in str(c["value"]) for c in log if c["field"] == "words")
    session = Session.open(project, author="Ada")
    session.answer(PROVIDER, ITEM.item, "gap", "Another gap.")
    session.close()
    assert standings(project, capsys)["answers"] == "stale"
    assert "the record has changed since" in printed(capsys, "attest", project)


def test_that_one_who_attests_again_or_takes_it_back_leaves_all_on_record(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here("attest", project, "nature", "--author", "Zoë")
    session = Session.open(project, author="Ada")
    session.answer(PROVIDER, ITEM.item, "gap", "Another gap.")
    session.close()
    here("attest", project, "nature", "--author", "zoë")
    here("attest", project, "nature", "--author", "Ada")
    here("attest", project, "nature", "--author", "Zoë", "--withdraw")
    found = json.loads(printed(capsys, "attest", project, "--json"))
    nature = next(one for one in found if one["statement"] == "nature")
    assert nature["standing"] == "given"
    assert [(one["by"], bool(one["withdrawn"])) for one in nature["given"]] == [
        ("Zoë", True),
        ("zoë", True),
        ("Ada", False),
    ]


def test_that_nobody_attests_without_a_name(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("attest", project, "nature", "--author", "  ") == 2
    assert "who attests" in capsys.readouterr().err
    assert here("attest", project, "compliance", "--author", "Ada") == 2
    assert "compliance" in capsys.readouterr().err
    assert recorded(project) == []


def test_that_attestations_travel_with_the_answers_and_are_stale_elsewhere(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here("attest", project, "answers", "--author", "Zoë")
    out, other = tmp_path / "out.json", tmp_path / "other.jalon"
    assert here("export", project, out) == 0
    assert here("new", other) == 0
    assert here("import", other, out) == 0
    given_ = json.loads(printed(capsys, "attest", other, "--json"))[0]
    assert [(one["by"], one["stale"]) for one in given_["given"]] == [("Zoë", True)]
    assert here("import", project, out) == 0
    assert standings(project, capsys)["answers"] == "given"


@settings(max_examples=examples(6, 40), deadline=None)
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.sampled_from(STATEMENTS), st.sampled_from(("Ada", "Zoë")), st.booleans()),
            st.text(min_size=1, max_size=5),
        ),
        max_size=12,
    )
)
def test_that_a_statement_stands_exactly_while_somebody_s_last_word_is_on_this_record(
    steps: list[tuple[str, str, bool] | str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    session = Session.create(tmp_path_factory.mktemp("p") / "p.jalon", author="Ada")
    model: dict[tuple[str, str], str] = {}
    gap = ""
    for step in steps:
        if isinstance(step, str):
            gap = step
            session.answer(PROVIDER, ITEM.item, "gap", gap)
            gap = session.assessment.text(PROVIDER, ITEM.item, "gap")
            continue
        name, who, take_back = step
        statement = next(s for s in STATEMENTS if s == name)
        found, now = attested(session.assessment), datetime.now(UTC)
        if take_back:
            session.apply(attestations.taken_back(found, statement, by=who, at=now))
            model.pop((statement, who), None)
        else:
            session.apply(
                attestations.given_again(
                    session.assessment, found, statement, by=who, at=now, words="As shown."
                )
            )
            model[statement, who] = gap
    found = attested(session.assessment)
    for statement in STATEMENTS:
        said = [text for (name, _), text in model.items() if name == statement]
        wanted = "not-given" if not said else "given" if gap in said else "stale"
        assert found.standing(statement) == wanted
    session.close()


@pytest.mark.parametrize("harm", ["changed", "gone", "nothing"])
def test_that_a_linked_file_that_is_another_by_now_is_told_by_each_command(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    harm: str,
) -> None:
    shorten(monkeypatch, "points")
    file = tmp_path / "preuve « 1 ».txt"
    file.write_text("as attached", encoding="utf-8")
    assert here("evidence", "add", project, file, "--link", "--to", ITEM.item) == 0
    if harm == "changed":
        file.write_text("another text", encoding="utf-8")
    if harm == "gone":
        file.unlink()
    status = json.loads(printed(capsys, "status", project, "--json"))
    alone = json.loads(printed(capsys, "contradictions", project, "--json"))
    assert status["contradictions"] == alone["contradictions"]
    told = [p for p in alone["contradictions"]["points"] if p["kind"] == "evidence"]
    said = {"changed": ["not what it was"], "gone": ["is not found"], "nothing": []}[harm]
    assert len(told) == len(said)
    for point, words in zip(told, said, strict=True):
        assert words in point["text"]
        assert "preuve « 1 »" in point["text"]
        assert point["where"]
    target = tmp_path / "r.pdf"
    assert here("report", project, target) == 0
    printed_ = together("".join(pages(target.read_bytes())))
    for point in told:
        assert together(point["text"]) in printed_
