"""``jalon document``, and documents in import, export, status and the report."""

import json
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit_cli import here, told

from jalon.assessment import interchange
from jalon.export import difference_words, document
from jalon.forms import load
from jalon.language import translator
from jalon.session import Session, opened
from tools.report_printing import pages, shorten
from tools.thorough import examples
from tools.uacheck import check

FORM = load.form()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "a.jalon"
    assert here("new", path, "--author", "Ana") == 0
    return path


def take(project: Path, folder: Path, **parts: object) -> int:
    file = folder / "answers.json"
    whole = {"format": "jalon-answers", "version": 1, "form": FORM.id, **parts}
    file.write_text(json.dumps(whole), encoding="utf-8")
    return here("import", project, file)


def entry(item: str, value: object, part: str = "value", subject: str = "model") -> dict[str, Any]:
    return {"subject": subject, "item": item, "part": part, "value": value}


NAMED = [
    {"subject": "provider", "item": "company-name", "value": "Zyx SAS"},
    {"subject": "model", "item": "model-name", "value": "Zyx-1B"},
]


def test_that_an_edition_is_written_with_the_file_after_the_options(
    project: Path, tmp_path: Path
) -> None:
    assert take(project, tmp_path, facts=NAMED) == 0
    target = tmp_path / "out.pdf"
    code = here(
        *("document", project, "--model", "zyx-1b", "--kind", "model-documentation"),
        *("--for", "downstream", target),
    )
    assert code == 0
    assert check(target.read_bytes()) == []
    text = "".join(pages(target.read_bytes()))
    assert "Zyx SAS" in text
    assert "Edition for downstream providers" in text


@pytest.mark.parametrize("reader", ["ai-office", "national-authority", "downstream", "company"])
@pytest.mark.parametrize("code", ["en", "fr"])
def test_that_each_reader_has_an_edition_in_each_language(
    reader: str, code: str, project: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.pdf"
    made = ("--kind", "model-documentation", "--for", reader, "-l", code)
    assert here("document", project, target, *made) == 0
    with pikepdf.open(BytesIO(target.read_bytes())) as file:
        assert str(file.Root.Lang) == code
        inside = json.loads(file.attachments[document.DATA_NAME].get_file().read_bytes())
    assert (inside["for"], inside["language"]) == (reader, code)


def test_that_json_says_what_stands_where_from(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(project, tmp_path, facts=NAMED, documents=[entry("mdf-version", "3")]) == 0
    made = told(capsys, "document", project, "--kind", "model-documentation", "--for", "company")
    found = {(a["item"], a["part"]): a for s in made["sections"] for a in s["answers"]}
    assert found["mdf-version", "value"]["status"] == "written"
    assert found["mdf-legal-name", "value"]["status"] == "draft"
    assert found["mdf-legal-name", "value"]["drafted_from"] == ["company-name"]
    assert found["mdf-legal-name", "value"]["text"] == "Zyx SAS"
    assert found["mdf-hardware", "value"]["status"] == "not-stated"
    assert found["mdf-hardware", "value"]["check_official_form"] is True
    assert len([a for a in found if a[0] != "mdf-version"]) > 45
    assert made["progress"]["asked"] == 45
    assert made["official"] is False


def test_that_the_summary_is_one_for_all_and_its_faults_are_told(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = [*NAMED, {"subject": "model", "item": "crawling", "value": "own"}]
    assert take(project, tmp_path, facts=facts) == 0
    target = tmp_path / "out.pdf"
    capsys.readouterr()
    made = ("--kind", "training-summary", "--for", "ai-office", target)
    assert here("document", project, *made) == 0
    said = capsys.readouterr().out
    assert "the same for every reader" in said
    assert "Names of the crawlers" in said
    assert "Edition for the public" in "".join(pages(target.read_bytes()))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--kind", "model-documentation", "--json"),
        ("--kind", "training-summary"),
        ("--kind", "training-summary", "--json", "--model", "nobody"),
    ],
)
def test_that_what_is_missing_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert here("document", project, *arguments) == 2
    assert capsys.readouterr().err
    assert sorted(p.suffix for p in project.parent.iterdir()) == [".jalon"]


def test_that_a_file_that_is_there_is_kept(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_text("mine")
    assert here("document", project, target, "--kind", "training-summary") == 2
    assert target.read_text() == "mine"


def test_that_of_several_models_one_must_be_named(project: Path, tmp_path: Path) -> None:
    assert take(project, tmp_path, facts=NAMED) == 0
    assert here("model", "add", project, "Zyx-2B") == 0
    target = tmp_path / "out.pdf"
    assert here("document", project, target, "--kind", "training-summary") == 2
    named = ("--kind", "training-summary", "--model", "Zyx-2B")
    assert here("document", project, target, *named) == 0
    assert "Zyx-2B" in "".join(pages(target.read_bytes()))


def test_that_what_was_made_is_on_record_and_changes_no_digest(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = told(capsys, "status", project)
    target = tmp_path / "out.pdf"
    made = ("--kind", "model-documentation", "--for", "ai-office")
    assert here("document", project, target, *made) == 0
    after = told(capsys, "status", project)
    assert after["digest"] == before["digest"]
    (found,) = [m for d in after["documents"] for m in d["made"]]
    assert (found["for"], found["file"]) == ("ai-office", "out.pdf")
    assert here("check", project) == 0


def test_that_progress_changes_no_result(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = told(capsys, "status", project)
    filled = [
        entry(field.id, "Text", answer.id)
        for _, field, answer in FORM.answers.values()
        if answer.kind in {"text", "long-text", "lines"}
    ]
    assert take(project, tmp_path, documents=filled) == 0
    after = told(capsys, "status", project)
    assert after["results"] == before["results"]
    assert after["items"] == before["items"]
    stated = [d["progress"]["stated"] for d in after["documents"]]
    assert all(count > 5 for count in stated)
    assert [d["progress"]["stated"] for d in before["documents"]] == [0, 0]


# -- import and export -----------------------------------------------------------------------


def answer_values(place: str) -> st.SearchStrategy[object]:
    """Return values that fit an answer."""
    about, _, answer = FORM.answers[place]
    options = [o.value for o in about.options(answer.choice)]
    names = [c.id for c in answer.columns if c.kind in {"text", "long-text"}]
    row = st.dictionaries(
        st.sampled_from(names or ["-"]), st.text(min_size=1, max_size=20), min_size=1
    )
    kinds: dict[str, st.SearchStrategy[object]] = {
        "number": st.integers(min_value=0, max_value=2**53)
        | st.floats(min_value=0, max_value=1e300, allow_nan=False),
        "date": st.dates().map(str),
        "month": st.dates().map(lambda day: str(day)[:7]),
        "choice": st.sampled_from(options or ["-"]),
        "choices": st.lists(st.sampled_from(options or ["-"]), min_size=1, unique=True),
        "table": st.lists(row, min_size=1, max_size=4),
    }
    return kinds.get(answer.kind, st.text(min_size=1, max_size=200))


ANSWERS = st.lists(st.sampled_from(sorted(FORM.answers)), unique=True, max_size=12).flatmap(
    lambda places: st.tuples(*(st.tuples(st.just(place), answer_values(place)) for place in places))
)


@settings(
    max_examples=examples(4, 30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(answers=ANSWERS, chance=st.randoms())
def test_that_everything_entered_goes_out_and_comes_in_again_in_any_order(
    answers: tuple[tuple[str, object], ...],
    chance: Random,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("round")
    one, two = folder / "one.jalon", folder / "two.jalon"
    for path in (one, two):
        Session.create(path).close()
    entries = [entry(*_apart(place, value)) for place, value in answers]
    assert take(one, folder, documents=entries) == 0
    first = exported(one)
    mixed = [*first]
    chance.shuffle(mixed)
    assert take(two, folder, documents=mixed) == 0
    assert plain(exported(two)) == plain(first)
    changes = len(history(two))
    assert take(two, folder, documents=first) == 0
    assert len(history(two)) == changes


def _apart(place: str, value: object) -> tuple[str, object, str]:
    item, _, part = place.partition(".")
    return item, value, part


def exported(path: Path) -> list[dict[str, Any]]:
    target = path.with_suffix(".json")
    target.unlink(missing_ok=True)
    assert here("export", path, target) == 0
    found: list[dict[str, Any]] = json.loads(target.read_text(encoding="utf-8"))["documents"]
    return [{**one, "subject": "model"} for one in found]


def plain(entries: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [(e["item"], e["part"], json.dumps(e["value"])) for e in entries]


def history(path: Path) -> list[object]:
    with opened(path) as session:
        return list(session.history())


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (entry("mdf-nothing", "x"), "documents[0].item"),
        (entry("mdf-version", "x", "other"), "documents[0].part"),
        (entry("mdf-version", 3), "documents[0].value"),
        (entry("mdf-release-date", "14/03/2026"), "documents[0].value"),
        (entry("tcs-latest", "2026-13"), "documents[0].value"),
        (entry("mdf-size", -1, "figure"), "documents[0].value"),
        (entry("mdf-size", "huge", "range"), "documents[0].value"),
        (entry("mdf-input", ["text", "smell"]), "documents[0].value"),
        (entry("tcs-public-large", "x"), "documents[0].value"),
        (entry("tcs-public-large", [{"colour": "x"}]), "documents[0].value[0].colour"),
        (entry("tcs-sizes", [{"size": "x"}]), "documents[0].value[0].size"),
        (entry("mdf-version", "x", subject="provider"), "documents[0].subject"),
        (entry("mdf-version", "x", subject="somebody"), "documents[0].subject"),
        ({**entry("mdf-version", "x"), "more": 1}, "documents[0].more"),
    ],
)
def test_that_a_wrong_entry_is_named_with_its_place_and_changes_nothing(
    wrong: dict[str, Any], place: str, project: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    before = len(history(project))
    capsys.readouterr()
    assert take(project, tmp_path, documents=[wrong, entry("mdf-authenticity", "x")]) == 2
    assert place in capsys.readouterr().err
    assert len(history(project)) == before


def test_that_null_takes_an_answer_and_a_table_back(project: Path, tmp_path: Path) -> None:
    rows = [{"name": "A", "link": "https://a.example"}]
    whole = [entry("mdf-version", "1"), entry("tcs-channels", rows)]
    assert take(project, tmp_path, documents=whole) == 0
    assert {e["item"] for e in exported(project)} == {"mdf-version", "tcs-channels"}
    nothing = [entry("mdf-version", None), entry("tcs-channels", None)]
    assert take(project, tmp_path, documents=nothing) == 0
    assert exported(project) == []


def test_that_a_size_of_nothing_is_kept_and_an_empty_cell_is_none(
    project: Path, tmp_path: Path
) -> None:
    rows = [{"name": "A", "size": 0}, {"name": "", "size": 0.0}]
    assert take(project, tmp_path, documents=[entry("tcs-sizes", rows)]) == 0
    (found,) = exported(project)
    assert found["value"] == [{"name": "A", "size": 0}, {"size": 0}]


@pytest.mark.parametrize("month", ["2025-01\n", "2025-1", "2025-13", "٢٠٢٥-01"])
def test_that_what_is_no_month_is_refused(month: str, project: Path, tmp_path: Path) -> None:
    rows = [{"name": "A", "from": month}]
    assert take(project, tmp_path, documents=[entry("tcs-public-large", rows)]) == 2
    assert exported(project) == []


def test_that_the_schema_of_answers_names_documents() -> None:
    schema = interchange.schema()
    assert "DocumentEntry" in schema["$defs"]
    assert set(schema["$defs"]["DocumentEntry"]["properties"]) == {
        *("subject", "item", "part", "value")
    }


# -- the report and a process of its own -----------------------------------------------------


@pytest.mark.parametrize("code", ["en", "fr"])
def test_that_the_report_says_how_far_the_documents_are(
    code: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten(monkeypatch, "documents")
    facts = [*NAMED, {"subject": "model", "item": "crawling", "value": "own"}]
    assert take(project, tmp_path, facts=facts) == 0
    report = tmp_path / "report.pdf"
    assert here("report", project, report, "-l", code) == 0
    text = " ".join("".join(pages(report.read_bytes())).split())
    expected = {
        "en": ("Of 45 items 2 are stated, 2 of them as drafts.", "none is named"),
        "fr": (
            "Rubriques renseignées : 2 sur 45, dont 2 à l’état d’ébauche.",
            "aucun n’est nommé",
        ),
    }[code]
    for part in expected:
        assert part in text
    assert check(report.read_bytes()) == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_that_the_command_works_in_a_process_of_its_own(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "résumé.pdf"
    command = (sys.executable, "-m", "jalon", "document", project, "--kind", "training-summary")
    done = subprocess.run([*command, target], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    read = subprocess.run(["pdftotext", target, "-"], capture_output=True, check=True)
    assert "Public summary of training content" in read.stdout.decode()


def test_that_verifying_a_report_names_what_changed_in_a_document(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shorten(monkeypatch)
    rows = [{"name": "API", "link": "https://a.example/x"}]
    before = [entry("mdf-size", "5b-15b", "range"), entry("mdf-version", "1")]
    assert take(project, tmp_path, facts=NAMED, documents=before) == 0
    report, signer = tmp_path / "report.pdf", tmp_path / "a.p12"
    phrase = tmp_path / "phrase"
    phrase.write_text("correct horse battery")
    made = ("identity", signer, "--name", "Ana", "--organisation", "Zyx")
    assert here(*made, "--passphrase-file", phrase) == 0
    assert here("report", project, report, "--sign", signer, "--passphrase-file", phrase) == 0
    after = [
        entry("mdf-size", "15b-50b", "range"),
        entry("mdf-version", "x" * 500),
        entry("tcs-channels", rows),
    ]
    assert take(project, tmp_path, documents=after) == 0
    capsys.readouterr()
    assert here("verify", report, "--project", project) == 1
    said = capsys.readouterr().out
    assert "Model Documentation Form, Total model size: Range of the total model size" in said
    assert "5 to 15 billion → 15 to 50 billion" in said
    assert "x" * 100 not in said
    assert "Public distribution channels" in said


def test_that_the_history_names_items_and_cells(project: Path, tmp_path: Path) -> None:
    rows = [{"name": "API", "link": "https://a.example/x"}]
    assert take(project, tmp_path, documents=[entry("tcs-channels", rows)]) == 0
    with opened(project) as session:
        keys = [c.key for c in session.history() if c.key.item == "tcs-channels"]
        for code, cell in (("en", "Channel"), ("fr", "Canal")):
            named = [difference_words.place(session.form, key, translator(code)) for key in keys]
            assert len(named) == 3
            assert any(cell in name for name in named)
            assert all("tcs-" not in name for name in named)
            assert all("row-" not in name for name in named)
