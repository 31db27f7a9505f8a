"""``jalon migrate``: shows, carries over, confirms; the record is read by other means."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from unit_editions import answered, later, shipped

from jalon.cli import main
from jalon.cli.status_schema import StatusFile
from jalon.export import report
from jalon.export.report import ReportOptions
from jalon.forms import load
from jalon.language import translator
from jalon.session import opened

OLD = load.form()
COMPANY = [i for i, r in OLD.items.items() if i in OLD.home and r.scope == "provider"]
REWORDED, MOVED, DROPPED = COMPANY[0], COMPANY[1], COMPANY[2]
WORDS = "Say it in words of a later year."
NEW = later(OLD, become={MOVED: ("later-moved",), DROPPED: ()}, reword={REWORDED: WORDS})
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return answered(tmp_path / "p.jalon", REWORDED, MOVED, DROPPED)


@pytest.fixture
def _later(tmp_path: Path, path: Path) -> Iterator[None]:
    assert path.exists()  # a project of the edition before
    with shipped(tmp_path / "root", NEW):
        yield


def run(*arguments: object) -> int:
    options, tr = main.parsed([str(a) for a in arguments])
    return main.run(options, tr)


@pytest.mark.usefixtures("_later")
@pytest.mark.parametrize(
    ("language", "changed", "gone"),
    [
        ("en", "Wording changed", "No longer asked"),
        ("fr", "Rédaction modifiée", "N’est plus demandé"),
    ],
)
def test_that_show_prints_both_wordings_and_changes_nothing(
    path: Path, capsys: pytest.CaptureFixture[str], language: str, changed: str, gone: str
) -> None:
    before = path.read_bytes()
    assert run("--language", language, "migrate", path, "--show") == 1
    said = capsys.readouterr().out
    old = translator(language).of(f"{REWORDED}.demand", OLD.items[REWORDED].demand)
    assert f"- {old}" in said
    assert f"+ {WORDS}" in said
    assert changed in said
    assert gone in said
    assert path.read_bytes() == before


@pytest.mark.usefixtures("_later")
def test_that_it_carries_over_and_confirms_one_after_the_other(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("migrate", path, "--author", "Grace") == 1
    capsys.readouterr()
    assert run("status", path, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    StatusFile.model_validate_json(json.dumps(told))
    waits = [(e["subject"], e["item"]) for e in told["editions"]["to_confirm"]]
    assert waits == [("provider", REWORDED), ("provider", "later-moved")]
    assert {e["item"] for e in told["editions"]["no_longer_asked"]} == {MOVED, DROPPED}
    assert run("migrate", path, "--author", "Olga", "--confirm", *waits[0]) == 1
    assert run("migrate", path, "--author", "Olga", "--confirm", *waits[0]) == 2
    assert run("migrate", path, "--author", "Olga", "--confirm", *waits[1]) == 0
    assert run("migrate", path) == 2
    capsys.readouterr()
    assert run("history", path, "--json") == 0
    log = json.loads(capsys.readouterr().out)
    confirmed = [c for c in log if c["field"] == "carried" and c["value"]["confirmed"]]
    assert [(c["item"], c["author"]) for c in confirmed] == [
        ("later-moved", "Olga"),
        (REWORDED, "Olga"),
    ]
    assert run("migrate", path, "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert [(c["item"], c["confirmed"], c["by"]) for c in shown["carried"]] == [
        (REWORDED, True, "Olga"),
        ("later-moved", True, "Olga"),
    ]
    fields = {one["item"]: one["fields"] for one in shown["no_longer_asked"]}
    assert fields[DROPPED] == {"state": "implemented", "how": "in our own way 2"}


def test_that_show_says_so_when_all_is_confirmed(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with shipped(tmp_path / "root", later(OLD, reword={REWORDED: WORDS})):
        assert run("migrate", path) == 1
        capsys.readouterr()
        asked = ("provider", REWORDED)
        assert run("migrate", path, "--confirm", *asked, "--confirm", *asked) == 0
        assert "1 answer was confirmed." in capsys.readouterr().out
        assert run("migrate", path, "--show") == 0
        said = "There is no later edition, and nothing to be confirmed."
        assert capsys.readouterr().out.strip() == said


@pytest.mark.usefixtures("_later")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_the_report_says_what_is_to_be_confirmed(path: Path, language: str) -> None:
    with opened(path) as session:
        session.editions.carry_over("Before")
        tr = translator(language)
        built = report.build(session.snapshot(), tr, ReportOptions(language))
    part = next(section for section in built.sections if section.key == "editions")
    said = repr(part.blocks)
    assert WORDS in said
    assert tr.of(f"{REWORDED}.demand", OLD.items[REWORDED].demand).split("’")[0] in said
    assert "in our own way 1" in said
    assert "in our own way 2" in said
    attached = json.loads(built.answers)
    assert [one["item"] for one in attached["carried"]] == [REWORDED, "later-moved"]
    assert {one["item"] for one in attached["earlier"]} == {MOVED, DROPPED}


def test_that_a_report_of_one_edition_has_no_such_part(path: Path) -> None:
    with opened(path) as session:
        built = report.build(session.snapshot(), translator("en"), ReportOptions("en"))
    assert all(section.key != "editions" for section in built.sections)


@pytest.mark.usefixtures("_later")
def test_that_a_program_without_us_reads_what_is_asked_no_longer(path: Path) -> None:
    with opened(path) as session:
        session.editions.carry_over("Before")
    found = subprocess.run(
        [sys.executable, ROOT / "docs" / "read_project.py", path],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "in our own way 2" in found.stdout
    assert f"{DROPPED}" in found.stdout
