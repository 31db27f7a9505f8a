"""The main job without a screen: real processes, what they leave, and what they answer."""

import hashlib
import json
import os
import random
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest

from jalon.forms import load
from jalon.forms.citations import citation
from jalon.language import translator
from journeys import outside, texts
from journeys.outside import jalon
from journeys.person import Person
from tools.thorough import examples

ROBOTS = "copyright-1.3-robots-txt"
POLICY = "copyright-1.1-draw-up"
SECRET = "a passphrase, not a password"  # noqa: S105  of an identity made for one test

LANGUAGES = ["fr", "en"][: examples(1, 2)]
"""Without a catalogue nothing can go wrong that does with one: English alone can be left out."""


def answers_file(path: Path, *answers: dict[str, Any], facts: dict[str, Any] | None = None) -> Path:
    """Write an answers file for ``jalon import``."""
    document = {
        "format": "jalon-answers",
        "version": 1,
        "form": "code-2025-07-10",
        "facts": [
            {"subject": "model" if item.startswith("model") else "provider", "item": item, **value}
            for item, value in (facts or {}).items()
        ],
        "answers": [{"subject": "provider", **answer} for answer in answers],
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path, chance: random.Random) -> Path:
    path = tmp_path / "le projet.jalon"
    jalon("new", path, "--author", texts.line(chance, 2))
    answers = answers_file(
        tmp_path / "first.json",
        {"item": POLICY, "state": "partial", "how": texts.paragraphs(chance)},
        {"item": ROBOTS, "state": "planned", "gap": texts.line(chance), "due": "2027-04-01"},
        facts={
            "company-name": {"value": texts.line(chance, 3)},
            "model-name": {"value": texts.line(chance, 2)},
        },
    )
    jalon("import", path, answers)
    return path


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    path = tmp_path / "signature.p12"
    who = ("--name", "Ada Épreuve", "--organisation", "Test & Fils")
    jalon("identity", path, *who, "--passphrase-file", "-", text=f"{SECRET}\n")
    return path


def verdict(report: Path, *more: object, code: int = 0) -> dict[str, Any]:
    """Return what ``jalon verify --json`` says."""
    found: dict[str, Any] = json.loads(jalon("verify", report, "--json", *more, code=code).stdout)
    return found


@outside.needs_pdfsig
@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_job_is_done_and_proved_without_a_screen(
    language: str, project: Path, identity: Path, tmp_path: Path, chance: random.Random
) -> None:
    report, signed = tmp_path / "report.pdf", tmp_path / "signed.pdf"
    jalon("report", project, report, "-l", language, language=language)
    assert verdict(report, code=1)["status"] == "unsigned"
    asked = ("--identity", identity, "--passphrase-file", "-", "--role", "Présidente")
    jalon("sign", report, signed, *asked, text=f"{SECRET}\n")
    assert verdict(report, code=1)["status"] == "unsigned", "signing changed the old file"
    assert outside.signed_whole(signed), outside.pdfsig(signed)
    assert "CN=Ada Épreuve" in outside.pdfsig(signed)

    issuer = tmp_path / "issuer.cer"
    told = jalon("issuer", identity, issuer, "--passphrase-file", "-", text=f"{SECRET}\n").stdout
    digits = hashlib.sha256(issuer.read_bytes()).hexdigest().upper()
    assert digits in told.replace(" ", "")
    shown = verdict(signed)["signers"][0]
    assert shown["issuer_fingerprint"].upper() == digits
    assert shown["fingerprint"].upper() in told.replace(" ", "")

    said = verdict(signed, "--project", project)
    assert (said["status"], said["comparison"]["likeness"]) == ("intact", "identical")
    assert said["signers"][0]["name"] == "Ada Épreuve"
    assert said["signers"][0]["role"] == "Présidente"

    gap = texts.line(chance)
    jalon("import", project, answers_file(tmp_path / "b.json", {"item": ROBOTS, "gap": gap}))
    said = verdict(signed, "--project", project, code=1)
    changed = [(d["item"], d["field"], d["new"]) for d in said["comparison"]["differences"]]
    assert (said["status"], changed) == ("intact", [(ROBOTS, "gap", gap)])
    place = citation(load.form(), ROBOTS, translator("fr"))
    assert place in jalon("verify", signed, "--project", project, code=1, language="fr").stdout


@outside.needs_pdfsig
def test_that_report_and_signature_are_one_step_too(
    project: Path, identity: Path, tmp_path: Path
) -> None:
    secret, report = tmp_path / "secret.txt", tmp_path / "report.pdf"
    secret.write_text(f"{SECRET}\nnothing else is read\n", encoding="utf-8")
    jalon("report", project, report, "--sign", identity, "--passphrase-file", secret)
    assert outside.signed_whole(report)
    made = [
        c for c in json.loads(jalon("history", project, "--json").stdout) if c["item"] == "report"
    ]
    assert {c["field"]: c["value"] for c in made}["file"] == "report.pdf"
    assert verdict(report, "--project", project)["comparison"]["likeness"] == "identical"
    written = report.read_bytes()
    jalon("report", project, report, "--sign", identity, "--passphrase-file", secret, code=2)
    assert report.read_bytes() == written, "a report that exists was written over"


def test_that_whatever_byte_is_changed_verifying_says_so(
    project: Path, identity: Path, tmp_path: Path, chance: random.Random
) -> None:
    report = tmp_path / "report.pdf"
    asked = ("--sign", identity, "--passphrase-file", "-")
    jalon("report", project, report, *asked, text=f"{SECRET}\n")
    whole, altered = report.read_bytes(), tmp_path / "altered.pdf"
    places = chance.sample(range(len(whole)), examples(2, 6))
    for at in (*places, len(whole) - 1):
        changed = bytearray(whole)
        changed[at] ^= 1 << chance.randrange(8)
        altered.write_bytes(changed)
        done = jalon("verify", altered, code=None)
        assert done.returncode in {1, 2}, f"byte {at}: {done.stdout}"
        assert "Intact:" not in done.stdout, f"byte {at}"
    altered.write_bytes(whole + b"\n% more\n")
    assert verdict(altered, code=1)["status"] == "altered"


def test_that_signing_with_what_cannot_sign_leaves_no_file(
    project: Path, identity: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.pdf"
    for what, secret in ((identity, "wrong"), (project, SECRET), (tmp_path / "none.p12", SECRET)):
        asked = ("--sign", what, "--passphrase-file", "-")
        done = jalon("report", project, out, *asked, text=f"{secret}\n", code=2)
        assert done.stderr.strip()
        assert secret not in done.stdout + done.stderr
        assert not out.exists()
    jalon("report", project, out, "--sign", identity, code=2)  # nobody is there to be asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_what_is_no_sound_project_is_refused_and_left_alone(
    language: str, project: Path, tmp_path: Path, chance: random.Random
) -> None:
    foreign, damaged = tmp_path / "foreign.jalon", tmp_path / "damaged.jalon"
    foreign.write_bytes(chance.randbytes(5000))
    whole = project.read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2])
    for path in (foreign, damaged, tmp_path / "missing.jalon"):
        before = path.read_bytes() if path.exists() else None
        for command in ("status", "export", "history"):
            done = jalon(command, path, code=2, language=language)
            assert path.name in done.stderr
            assert done.stdout == ""
        jalon("report", path, tmp_path / "no.pdf", code=2, language=language)
        assert (path.read_bytes() if path.exists() else None) == before
    assert not (tmp_path / "no.pdf").exists()
    jalon("check", damaged, code=1, language=language)
    jalon("check", tmp_path / "missing.jalon", code=2, language=language)
    jalon("new", project, code=2, language=language)
    assert project.read_bytes() == whole


def test_that_a_record_altered_by_other_means_is_found(project: Path) -> None:
    jalon("check", project)
    connection = sqlite3.connect(project)
    changed = connection.execute(
        "UPDATE change SET payload = CAST(replace(payload, 'planned', 'partial') AS BLOB)"
        " WHERE item = ? AND field = 'state'",
        (ROBOTS,),
    )
    assert changed.rowcount == 1
    connection.commit()
    connection.close()
    assert jalon("check", project, code=1).stderr.strip()


@pytest.mark.skipif(os.name == "nt", reason="the window's journeys do not run on Windows")
def test_that_a_project_open_in_the_window_is_not_answered_from_outside(
    project: Path, home: Path, tmp_path: Path
) -> None:
    with Person(home, project, language="en") as person:
        person.do("wait", words=person.says("Result"))
        for command in ("status", "export"):
            assert project.name in jalon(command, project, code=2).stderr
        assert project.name in jalon("check", project).stdout  # a copy is looked at
        more = answers_file(tmp_path / "m.json", {"item": ROBOTS, "state": "implemented"})
        jalon("import", project, more, code=2)
        person.leave()
    jalon("status", project)


def test_that_an_answers_file_with_one_fault_changes_nothing(project: Path, tmp_path: Path) -> None:
    before = outside.heads(project)
    good = {"item": POLICY, "state": "implemented"}
    for fault in (
        {"item": "copyright-9"},
        {"item": ROBOTS, "state": "done"},
        {"item": POLICY, "x": 1},
    ):
        path = answers_file(tmp_path / "fault.json", good, fault)
        assert "answers[1]" in jalon("import", project, path, code=2).stderr
    (tmp_path / "no.json").write_text("{", encoding="utf-8")
    jalon("import", project, tmp_path / "no.json", code=2)
    assert outside.heads(project) == before


def test_that_an_export_makes_the_same_answers_elsewhere(project: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out.json", tmp_path / "other.jalon"
    jalon("export", project, out)
    jalon("new", other)
    jalon("import", other, out)
    one, two = outside.exported(project), outside.exported(other)

    def said(document: dict[str, Any]) -> list[tuple[object, ...]]:
        return [
            tuple((k, v) for k, v in entry.items() if k != "subject")
            for entry in (*document["facts"], *document["answers"])
        ]

    assert said(one) == said(two)
    assert len(said(one)) == 4
    jalon("export", project, out, code=2)


def test_that_the_demonstration_can_be_checked_by_anyone(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    jalon("demo", folder)
    for language in ("en", "fr"):
        report, project = folder / f"report-{language}.pdf", folder / f"example-{language}.jalon"
        said = verdict(report, "--project", project)
        assert said["comparison"]["likeness"] == "identical"
        overall = json.loads(jalon("status", project, "--json").stdout)["results"]["overall"]
        assert 0 < overall["reviewed"] < overall["applicable"]
        assert overall["applicable"] == overall["answered"] + overall["unanswered"]
    jalon("demo", folder, code=2)


def test_that_an_installation_tells_whether_it_works() -> None:
    assert jalon("self-test").stdout.rstrip().endswith("All good.")


def test_that_wrong_use_is_code_two_and_help_is_good() -> None:
    for wrong in (["nonsense"], ["status"], ["verify"], ["report", "a.jalon"], ["new", "a", "b"]):
        assert jalon(*wrong, code=2).stderr.strip()
    for command in ("new", "import", "status", "report", "sign", "verify", "check"):
        one, two = (jalon(command, "--help", language=code).stdout for code in ("en", "fr"))
        assert one != two


def test_that_no_command_speaks_to_a_closed_pipe_with_an_error(project: Path) -> None:
    command = f"{os.sys.executable} -m jalon items | head -1"
    env = {**os.environ, "PYTHONPATH": str(outside.ROOT / "app"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, encoding="utf-8", env=env, check=True
    )
    assert done.stderr == ""
    assert project.exists()
