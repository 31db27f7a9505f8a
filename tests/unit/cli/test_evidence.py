"""Evidence by command: what goes in comes out, by hash, in this project or another."""

import hashlib
import json
import os
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from jalon.assessment import register_words
from jalon.cli.main import parsed, run
from jalon.forms import load
from jalon.language import translator
from jalon.session import opened
from jalon.store import outside

ITEM, OTHER = "copyright-1.1-draw-up", "copyright-1.1-implement"


def jalon(*arguments: object) -> int:
    return run(*parsed([str(a) for a in arguments]))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "a.jalon"
    assert jalon("new", path) == 0
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three files: accents, nothing in it, bytes of no kind."""
    folder = tmp_path / "dossier"
    folder.mkdir()
    made = {"évaluation.pdf": b"%PDF-1.4 words", "vide.txt": b"", "données.bin": os.urandom(70_000)}
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    capsys.readouterr()
    jalon(*arguments)
    found = json.loads(capsys.readouterr().out)
    return found if isinstance(found, list) else [found]


def hashes(project: Path) -> set[str]:
    reader = sqlite3.connect(f"{project.as_uri()}?mode=ro", uri=True)
    found = {
        hashlib.sha256(data).hexdigest() for (data,) in reader.execute("SELECT bytes FROM evidence")
    }
    reader.close()
    return found


def test_that_files_are_attached_listed_and_written_out_byte_for_byte(
    project: Path, files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        jalon(
            "evidence", "add", project, *files, "--to", ITEM, "--to", OTHER, "--date", "2026-03-02"
        )
        == 0
    )
    assert hashes(project) == {hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    listed = printed(capsys, "evidence", "list", project, "--json")
    assert [e["title"] for e in listed] == [p.name for p in files]
    assert {e["date"] for e in listed} == {"2026-03-02"}
    assert all({link["item"] for link in e["links"]} == {ITEM, OTHER} for e in listed)
    assert jalon("evidence", "extract", project, tmp_path / "out") == 0
    for path in files:
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()
    assert jalon("evidence", "extract", project, tmp_path / "out") == 0  # nothing is replaced
    assert (tmp_path / "out" / "évaluation (2).pdf").is_file()
    assert jalon("check", project) == 0


def test_that_a_project_taken_over_as_answers_becomes_whole_with_its_files(
    project: Path, files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tools that lose attachments on the way are what users complain of most."""
    jalon(
        "evidence",
        "add",
        project,
        *files,
        "--to",
        ITEM,
        "--note",
        "signed",
        "--expires",
        "2027-01-31",
    )
    jalon("evidence", "add", project, "https://example.org/a?b=c", "--to", ITEM, "--to", OTHER)
    jalon("evidence", "extract", project, tmp_path / "out")
    jalon("export", project, tmp_path / "answers.json")
    other = tmp_path / "b.jalon"
    jalon("new", other)
    assert jalon("import", other, tmp_path / "answers.json") == 0
    listed = printed(capsys, "evidence", "list", other, "--json")
    assert [e["condition"] for e in listed if e["file"]] == ["absent"] * 3
    assert jalon("check", other) == 0
    capsys.readouterr()
    assert jalon("evidence", "add", other, *(tmp_path / "out").iterdir()) == 0
    before, after = (printed(capsys, "evidence", "list", p, "--json") for p in (project, other))
    for one in (*before, *after):
        del one["added"], one["renewed"]
        for link in one["links"]:
            link["subject"] = link["subject"].partition("-")[0]
    assert {e["id"]: e for e in before} == {e["id"]: e for e in after}
    assert hashes(other) == hashes(project)
    count = len(printed(capsys, "history", other, "--json"))
    jalon("import", other, tmp_path / "answers.json")
    assert len(printed(capsys, "history", other, "--json")) == count, "and nothing is doubled"


def test_that_a_linked_file_that_changed_or_went_is_told(
    project: Path, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert jalon("evidence", "add", project, *files, "--to", ITEM, "--link") == 0
    assert hashes(project) == set()
    assert jalon("evidence", "list", project, "--check") == 0
    files[0].write_bytes(b"%PDF-1.4 WORDS")
    files[1].unlink()
    capsys.readouterr()
    assert jalon("evidence", "list", project, "--check") == 1
    told = capsys.readouterr().out.splitlines()
    assert [f"  {file.relative_to(project.parent).as_posix()}" in told for file in files] == [
        True
    ] * 3
    found = printed(capsys, "evidence", "list", project, "--check", "--json")
    assert [e["condition"] for e in found] == ["changed", "missing", "current"]
    assert [e["found"] for e in printed(capsys, "evidence", "list", project, "--json")] == [
        None
    ] * 3


def test_that_the_status_tells_who_took_a_linked_file_anew(
    project: Path, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert jalon("evidence", "add", project, files[0], "--to", ITEM, "--link") == 0
    capsys.readouterr()
    assert jalon("status", project, "--json") == 0
    (before,) = json.loads(capsys.readouterr().out)["evidence"]
    assert before["renewed"] is None
    files[0].write_bytes(b"%PDF-1.4 in other words")
    with opened(project, author="Béa") as session:
        (entry,) = session.attachments.register.entries.values()
        session.attachments.renew(entry, outside.read(files[0]))
    assert jalon("status", project, "--json") == 0
    (after,) = json.loads(capsys.readouterr().out)["evidence"]
    assert (after["renewed"]["author"], after["added"]) == ("Béa", before["added"])
    assert after["renewed"]["time"] > before["added"]["time"]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="other ways of writing a day are refused")
@pytest.mark.parametrize("told", ["20280229", "2028-W09-2", "2028-02-29"])
def test_that_a_day_told_in_another_way_of_the_standard_goes_out_and_comes_in(
    project: Path, files: list[Path], tmp_path: Path, told: str
) -> None:
    answers, other = tmp_path / "answers.json", tmp_path / "b.jalon"
    days = ["--date", told, "--expires", told]
    assert jalon("evidence", "add", project, files[0], "--to", ITEM, *days) == 0
    assert jalon("export", project, answers) == 0
    assert jalon("new", other) == 0
    assert jalon("import", other, answers) == 0
    with opened(other, read_only=True) as session:
        (entry,) = session.attachments.register.present()
    assert (entry.date, entry.expires) == ("2028-02-29", "2028-02-29")
    last = entry.last
    assert last is not None
    day = timedelta(days=1)
    found = [
        (entry.standing(on), register_words.expiry(translator("en"), entry, on))
        for on in (last - day, last, last + day)
    ]
    assert found == [
        ("expires-soon", "valid until 29 February 2028"),
        ("expires-soon", "valid until 29 February 2028"),
        ("expired", "expired (valid until 29 February 2028)"),
    ]


def test_that_a_piece_whose_removal_is_taken_back_later_is_not_said_to_be_in_another_project(
    project: Path, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    jalon("evidence", "add", project, files[2], "--to", ITEM)
    (one,) = printed(capsys, "evidence", "list", project, "--json")
    jalon("evidence", "remove", project, one["id"], "--reason", "by mistake")
    with opened(project) as session:
        (entry,) = session.attachments.register.entries.values()
        session.attachments.restore(entry)
    (one,) = printed(capsys, "evidence", "list", project, "--json")
    assert one["condition"] == "absent"
    for command in (["evidence", "list"], ["contradictions"]):
        jalon(*command, project)
        told = capsys.readouterr().out
        assert "another project" not in told
        assert "not in this project" in told


def test_that_a_removed_file_leaves_name_hash_and_reason_and_no_byte(
    project: Path, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    jalon("evidence", "add", project, files[2], "--to", ITEM)
    (one,) = printed(capsys, "evidence", "list", project, "--json")
    assert jalon("evidence", "remove", project, one["id"], "--reason", "holds names") == 0
    assert hashes(project) == set()
    assert files[2].read_bytes()[:200] not in project.read_bytes()
    (status,) = printed(capsys, "status", project, "--json")
    (gone,) = status["evidence"]
    assert (gone["removed"], gone["condition"]) == ("holds names", "removed")
    assert gone["file"]["sha256"] == hashlib.sha256(files[2].read_bytes()).hexdigest()
    capsys.readouterr()
    jalon("history", project)
    assert "Evidence “données.bin”, reason for removal: holds names" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "{project}", "{project}"], "is the project that is open"),
        (["add", "{project}", "nowhere.pdf"], "is not there any more"),
        (["add", "{project}", "{folder}"], "is a folder"),
        (["add", "{project}", "{file}", "--to", "nothing"], "There is no requirement nothing"),
        (["add", "{project}", "{file}", "--date", "3 June"], "3 June is no date"),
        (["remove", "{project}", "evidence-00000000", "--reason", "x"], "There is no piece"),
        (["extract", "{project}", "{folder}", "evidence-1"], "There is no piece"),
    ],
)
def test_that_what_cannot_be_done_is_said_and_changes_nothing(
    arguments: list[str],
    said: str,
    project: Path,
    files: list[Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = project.read_bytes()
    places = {"project": project, "file": files[0], "folder": files[0].parent}
    assert jalon("evidence", *(a.format(**places) for a in arguments)) == 2
    assert said in capsys.readouterr().err
    assert project.read_bytes() == before


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "..", "a/b", "a\\b", ".\x1b[2J"])
def test_that_no_name_in_a_project_of_others_leads_out_of_the_folder(
    name: str, project: Path, files: list[Path], tmp_path: Path
) -> None:
    jalon("evidence", "add", project, files[0], "--to", ITEM)
    with opened(project) as session:
        (entry,) = session.attachments.register.present()
        assert entry.file
        session.answer(entry.subject, "evidence", "file", {**entry.file.value(), "name": name})
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    folder = tmp_path / "deep" / "out"
    assert jalon("evidence", "extract", project, folder) == 0
    (made,) = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert made.parent == folder
    assert made.name.isprintable()
    assert made.read_bytes() == files[0].read_bytes()


def test_that_the_model_is_named_as_people_call_it(
    project: Path, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    item = next(i for i, r in load.form().items.items() if r.scope == "model")
    (only,) = printed(capsys, "model", "list", project, "--json")
    jalon("model", "rename", project, "1", "Alpha")
    assert jalon("evidence", "add", project, files[0], "--to", item, "--model", "alpha") == 0
    jalon("model", "add", project, "Beta")
    capsys.readouterr()
    assert jalon("evidence", "add", project, files[1], "--to", item) == 2
    assert "--model" in capsys.readouterr().err
    for called in ("Beta", "2", only["id"]):
        assert jalon("evidence", "add", project, files[1], "--to", item, "--model", called) == 0
    assert jalon("evidence", "add", project, files[1], "--to", item, "--model", "Gamma") == 2
    jalon("evidence", "list", project)
    said = capsys.readouterr().out
    assert said.count(" · Alpha\n") == 2
    assert said.count(" · Beta\n") == 1


def test_that_evidence_of_two_copies_comes_together_by_merging(
    project: Path, files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.jalon"
    copy.write_bytes(project.read_bytes())
    jalon("evidence", "add", project, files[0], "--to", ITEM)
    jalon("evidence", "add", copy, files[0], files[2], "--to", ITEM)
    one, two = tmp_path / "1.jalon", tmp_path / "2.jalon"
    assert jalon("merge", project, copy, "-o", one) == 0
    assert jalon("merge", copy, project, "-o", two) == 0
    assert (
        hashes(one)
        == hashes(two)
        == {hashlib.sha256(files[n].read_bytes()).hexdigest() for n in (0, 2)}
    )
    titles = [
        sorted(e["title"] for e in printed(capsys, "evidence", "list", p, "--json"))
        for p in (one, two)
    ]
    assert titles[0] == titles[1] == sorted([files[0].name, files[0].name, files[2].name])
    assert jalon("check", one) == 0
