"""The command line as a person or a script uses it: real processes, real files."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from unit_cli import here

from jalon.__main__ import _path, _plain
from jalon.cli.main import parsed, run, system_language
from jalon.export import identity
from jalon.store import whole
from tools.report_printing import shorten


def jalon(*arguments: object, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jalon", *map(str, arguments)],
        capture_output=True,
        text=True,
        input=text,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
        timeout=120,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "a.jalon"
    assert here("new", path, "--author", "Ana") == 0
    return path


def answers(path: Path, **parts: object) -> Path:
    document = {"format": "jalon-answers", "version": 1, "form": "code-2025-07-10", **parts}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def status(project: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert here("status", project, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_that_items_are_listed_with_every_text_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert here("items", "--json") == 0
    items = json.loads(capsys.readouterr().out)
    assert isinstance(items, list)
    code = [i for i in items if i["chapter"] != "act"]
    measures = {(i["chapter"], i["measure"]) for i in code if i["measure"]}
    assert {c for c, _ in measures} == {"transparency", "copyright", "safety-security"}
    assert len(measures) == 40
    assert len({(i["chapter"], i["commitment"]) for i in code}) == 12
    assert any(i["measure"] is None for i in code)
    for item in items:
        assert {
            "id",
            "chapter",
            "commitment",
            "measure",
            "force",
            "scope",
            "citation",
            "obligations",
            "periods",
        } <= set(item)
        title = "duty_title" if item["duty"] else "measure_title"
        for text in ("citation", "demand", "explain", "concerns", title):
            assert item[text]["en"]
            assert item[text]["fr"]
            assert item[text]["en"] != item[text]["fr"], item["id"]


def test_that_answers_taken_over_are_counted(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers(
        tmp_path / "a.json",
        facts=[{"subject": "model", "item": "crawling", "value": "own"}],
        answers=[
            {
                "subject": "provider",
                "item": "copyright-1.3-robots-txt",
                "state": "implemented",
                "how": "Reads it.",
            }
        ],
    )
    assert here("import", project, file) == 0
    found = status(project, capsys)
    assert found["results"]["measures"]["copyright-1.3"]["settled"] == 1
    assert found["results"]["overall"]["reviewed"] is None


def test_that_a_file_with_one_fault_changes_nothing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = status(project, capsys)["digest"]
    file = answers(
        tmp_path / "a.json",
        answers=[
            {"subject": "provider", "item": "copyright-1.3-robots-txt", "state": "implemented"},
            {"subject": "provider", "item": "copyright-9.9", "state": "implemented"},
        ],
    )
    assert here("import", project, file) == 2
    assert "answers[1].item" in capsys.readouterr().err
    assert status(project, capsys)["digest"] == before


def test_that_actions_and_events_come_in_as_the_description_of_the_format_shows(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = (Path(__file__).parents[3] / "docs" / "format.md").read_text(encoding="utf-8")
    file = tmp_path / "entries.json"
    file.write_text(shown.partition("```json\n")[2].partition("```")[0], encoding="utf-8")
    for _ in range(2):  # the second time they are there already
        assert here("import", project, file, "--author", "Bo") == 0
        found = status(project, capsys)
        (action,) = found["actions"]
        assert (action["what"], action["owner"], action["due"]) == (
            "Sign the policy",
            "Ada",
            "2028-02-29",
        )
        assert action["links"] == [{"subject": "provider", "item": "copyright-1.1-draw-up"}]
        assert action["added"]["author"] == "Bo"
        assert here("export", project) == 0
        (event,) = json.loads(capsys.readouterr().out)["events"]
        assert (event["type"], event["date"]) == ("mandate-given", "2026-12-31")
    assert "add actions, dated events" in " ".join(jalon("import", "--help").stdout.split())


def test_that_an_export_read_into_a_new_project_says_the_same(
    project: Path, tmp_path: Path
) -> None:
    text = "<b>&\"'\n\nΩ Ж 中 🙂 e\u0301"
    file = answers(
        tmp_path / "a.json",
        facts=[
            {"subject": "provider", "item": "company-name", "value": text},
            {"subject": "model", "item": "training-compute", "value": 3.2e22},
        ],
        answers=[
            {
                "subject": "model",
                "item": "transparency-1.1-documented",
                "state": "alternative",
                "how": text,
                "owner": "Zoé",
                "due": "2027-02-28",
                "evidence": [{"name": text, "target": "https://example.org/?a=1&b=2"}],
            }
        ],
    )
    assert here("import", project, file) == 0
    assert here("export", project, tmp_path / "out.json") == 0
    again = tmp_path / "b.jalon"
    assert here("new", again) == 0
    assert here("import", again, tmp_path / "out.json") == 0
    assert here("export", again, tmp_path / "out2.json") == 0
    one, other = (json.loads((tmp_path / n).read_bytes()) for n in ("out.json", "out2.json"))
    for document in (one, other):
        for part in ("facts", "answers"):
            for entry in document[part]:
                entry.pop("subject")
    assert one["facts"] == other["facts"]
    assert one["answers"] == other["answers"]
    assert any(a["how"] == text for a in other["answers"])


def test_that_an_export_never_overwrites(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("mine", encoding="utf-8")
    assert here("export", project, target) == 2
    assert target.read_text(encoding="utf-8") == "mine"


def test_that_history_names_who_did_what(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert here("history", project, "--json") == 0
    changes = json.loads(capsys.readouterr().out)
    assert {c["author"] for c in changes} == {"Ana"}


def test_that_a_sound_project_checks_as_sound(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("check", project) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_that_a_check_tells_of_a_first_page_that_is_not_what_the_changes_say(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(project, isolation_level=None)) as writer:
        writer.execute("UPDATE meta SET value = substr(value, 1, 99) WHERE name = 'extract'")
    assert here("check", project) == 0
    sound, misled = capsys.readouterr().out.splitlines()
    assert "is sound" in sound
    assert "harmless" in misled


def test_that_a_check_tells_of_a_second_name_of_the_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = project.with_name("second.jalon")
    os.link(project, second)
    assert here("check", second) == 0
    assert "second.jalon has a second name" in capsys.readouterr().err
    project.unlink()
    assert here("check", second) == 0
    assert capsys.readouterr().err == ""


def test_that_an_older_project_on_a_full_disk_is_read_and_says_why_it_is_not_written(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    older = Path(__file__).parents[2] / "data" / "projects" / "v0-2026-11-23.jalon"
    shutil.copyfile(older, project)
    answers = project.with_name("answers.json")
    assert here("export", project, answers) == 0
    shutil.copyfile(older, project)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole, "sync", full)
    capsys.readouterr()
    assert here("status", project) in (0, 1)
    assert capsys.readouterr().err == ""
    assert here("import", project, answers) == 2
    assert f"{project.name} could not be saved: the disk is full" in capsys.readouterr().err
    assert project.read_bytes() == older.read_bytes()


def test_that_a_damaged_project_is_a_no_for_check_and_no_answer_for_status(
    project: Path, tmp_path: Path
) -> None:
    file = answers(
        tmp_path / "a.json",
        answers=[{"subject": "provider", "item": "copyright-1.3-robots-txt", "state": "planned"}],
    )
    assert here("import", project, file) == 0
    data = project.read_bytes()
    assert data.count(b'"value":"planned"') == 2  # in the log, and in its extract
    project.write_bytes(data.replace(b'"value":"planned"', b'"value":"plannEd"'))
    assert here("check", project) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "nowhere.jalon"),
        ("check", "nowhere.jalon"),
        ("verify", "nowhere.pdf"),
        ("import", "nowhere.jalon", "nowhere.json"),
    ],
)
def test_that_what_is_missing_cannot_be_answered(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    assert here(arguments[0], *(tmp_path / a for a in arguments[1:])) == 2


def test_that_wrong_use_ends_with_two_and_says_so_in_the_language_asked() -> None:
    found = jalon("--language", "fr", "report")
    assert found.returncode == 2
    assert "utilisation incorrecte" in found.stderr
    assert found.stdout == ""


def test_that_help_is_whole_in_french() -> None:
    found = jalon("--language", "fr", "sign", "--help")
    assert found.returncode == 0
    for english in ("usage:", "options:", "show this help", "sign a report"):
        assert english not in found.stdout


def test_that_a_project_in_use_cannot_be_answered_about(project: Path) -> None:
    from jalon.session import opened

    with opened(project):
        found = jalon("status", project)
    assert found.returncode == 2
    assert project.name in found.stderr


def test_that_output_into_a_closed_pipe_ends_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "jalon", "items", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LC_ALL": "", "LANG": "fr_BE@euro"}, "fr"),
        ({"LC_ALL": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C"}, "en"),
    ],
)
def test_that_the_language_follows_the_system(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == expected


def test_that_the_published_schema_accepts_what_export_writes(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("export", project, tmp_path / "out.json") == 0
    capsys.readouterr()
    assert here("schema") == 0
    schema = json.loads(capsys.readouterr().out)
    written = json.loads((tmp_path / "out.json").read_bytes())
    assert set(written) <= set(schema["properties"])
    assert set(schema["required"]) <= set(written)


@pytest.mark.parametrize(
    "given",
    [
        ["window"],
        ["window", "a b.jalon"],
        ["window", ""],
        ["window", "folder/été.jalon"],
        ["window", "--example"],
        ["window", "--language", "fr"],
        ["window", "--language=fr", "x.jalon"],
        ["window", "-h"],
        ["window", "a.jalon", "b.jalon"],
        ["window", "-"],
        ["window", "--", "x"],
        ["status", "x.jalon"],
        ["demo"],
    ],
)
def test_that_a_plain_start_of_the_window_is_read_as_the_parser_reads_it(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    read = _plain(given)
    try:
        options, _ = parsed(given)
    except SystemExit:
        assert read is None
        capsys.readouterr()
        return
    wanted = options.command == "window" and not options.example and not options.language
    plain = wanted and not any(word.startswith("-") for word in given)
    if not plain or read is None:
        assert not plain
        assert read is None
        return
    file, *others = read
    assert (_path(file), *others) == (options.file, options.language, options.example)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--language", "fr", "status", "nowhere.jalon"),
        ("status", "--language", "fr", "nowhere.jalon"),
        ("status", "nowhere.jalon", "--language=fr"),
    ],
)
def test_that_the_language_may_stand_anywhere(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    options, tr = parsed(arguments)
    assert (options.language, tr.code) == ("fr", "fr")
    assert run(options, tr) == 2
    assert "nowhere.jalon" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("items", "--language", "xx"), ("items", "--language")])
def test_that_a_language_that_is_not_shipped_is_wrong_use(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        parsed(arguments)
    assert caught.value.code == 2
    assert "--language" in capsys.readouterr().err


def test_that_a_language_without_a_value_is_told_to_lack_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for arguments in (("items", "--language"), ("--language",), ("status", "x", "--language")):
        with pytest.raises(SystemExit):
            parsed(("--language", "fr", *arguments))
        assert "--language : une valeur est attendue" in capsys.readouterr().err.replace(
            "\u00a0", " "
        )


def test_that_who_signs_is_told_that_the_certificate_expires_soon(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shorten(monkeypatch)
    phrase, signer = tmp_path / "phrase.txt", tmp_path / "ana.p12"
    phrase.write_text("correct horse battery\n")
    long_ago = datetime.now(UTC) - timedelta(days=365 * 3 - 20)
    identity.create(
        signer,
        name="Ana",
        organisation="Zyx",
        passphrase="correct horse battery",  # noqa: S106  of an identity made for one test
        now=long_ago,
    )
    report, signed = tmp_path / "report.pdf", tmp_path / "signed.pdf"
    assert here("report", project, report) == 0
    capsys.readouterr()
    asked = ("--identity", signer, "--passphrase-file", phrase)
    assert here("sign", report, signed, *asked, "--role", "Chief Executive") == 0
    assert "Renew it in time" in capsys.readouterr().err
    here("verify", signed, "--json")
    (one,) = json.loads(capsys.readouterr().out)["signers"]
    assert (one["name"], one["role"]) == ("Ana", "Chief Executive")
    french = tmp_path / "french.pdf"
    asked = ("--report-language", "fr", "--sign", signer, "--passphrase-file", phrase)
    assert here("report", project, french, *asked) == 0
    assert "Renew it in time" in capsys.readouterr().err
