"""Models by command: what was done is read back from the file itself, with SQLite and JSON."""

import json
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit_cli import here, printed

from jalon.forms import load

FORM = load.form()
NAME = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30).filter(
    lambda t: t.split() != [] and not t.startswith("-")
)
ODD = ["Modèle « Été »", "模型 7B", "نموذج ٣", "Mod\u202fèle %s {name}", "<b>&amp;", "🜚"]


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:  # noqa: ANN401  JSON
    capsys.readouterr()
    assert here(*arguments) == 0
    return json.loads(capsys.readouterr().out)


def current(path: Path) -> dict[tuple[str, str, str], object]:
    """Return what the file holds now, without the program."""
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as project:
        rows = project.execute("SELECT payload FROM head JOIN change USING (seq)").fetchall()
    documents = [json.loads(payload) for (payload,) in rows]
    return {(d["subject"], d["item"], d["field"]): d["value"] for d in documents}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "a.jalon"
    assert here("new", path, "--author", "Ana") == 0
    return path


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(NAME, min_size=1, max_size=4, unique_by=lambda t: " ".join(t.split()).casefold()))
def test_that_models_of_any_name_are_added_and_listed(
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    names: list[str],
) -> None:
    path = tmp_path_factory.mktemp("p") / "a.jalon"
    assert here("new", path) == 0
    for name in names:
        assert here("model", "add", path, name) == 0
    listed = said(capsys, "model", "list", path, "--json")

    assert [one["name"] for one in listed] == [None, *(n.strip() for n in names)]
    held = current(path)
    for one in listed[1:]:
        assert held[one["id"], "subject", "kind"] == "model"
        assert held[one["id"], "model-name", "value"] == one["name"]


@pytest.mark.parametrize("name", ODD)
def test_that_a_model_is_removed_and_comes_back_with_its_answers(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    here("model", "add", project, name)
    model = said(capsys, "model", "list", project, "--json")[1]["id"]
    item = random.Random(name).choice([i for i, r in FORM.items.items() if r.scope == "model"])  # noqa: S311  a test's choice
    answered = take(project, tmp_path, {"subject": model, "item": item, "how": "Written."})
    before = said(capsys, "status", project, "--json")
    assert answered == 0

    assert here("model", "remove", project, name, "--author", "Bea") == 0
    gone = said(capsys, "status", project, "--json")
    assert model not in {one["subject"] for one in gone["items"]}
    assert gone["models"][-1] == {"id": model, "name": name, "removed": True}
    assert current(project)[model, item, "how"] == "Written."
    assert current(project)[model, "subject", "removed"] is True

    assert here("model", "restore", project, name) == 0
    back = said(capsys, "status", project, "--json")
    for part in ("results", "items", "models", "inherited"):
        assert back[part] == before[part]


def take(project: Path, folder: Path, *answers: dict[str, object], **parts: object) -> int:
    document = {"format": "jalon-answers", "version": 1, "form": FORM.id, **parts}
    document["answers"] = list(answers)
    path = folder / "answers.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return here("import", project, path)


def test_that_models_are_renamed_and_moved(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("B", "C", "D"):
        here("model", "add", project, name)
    assert here("model", "rename", project, "1", "A") == 0
    assert here("model", "move", project, "D", "2") == 0
    assert here("model", "move", project, "a", "99") == 0

    assert [o["name"] for o in said(capsys, "model", "list", project, "--json")] == list("DBCA")
    assert [o["place"] for o in said(capsys, "model", "list", project, "--json")] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "arguments",
    [
        ("remove", "1"),
        ("remove", "nobody"),
        ("restore", "1"),
        ("add", "  "),
        ("rename", "1", ""),
        ("move", "5", "1"),
    ],
)
def test_that_what_cannot_be_done_changes_nothing(
    project: Path, arguments: tuple[str, ...]
) -> None:
    before = project.read_bytes()
    act, *rest = arguments
    assert here("model", act, project, *rest) == 2
    assert project.read_bytes() == before


def test_that_fifty_models_are_counted(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(project, tmp_path, models=[f"model-{number}" for number in range(50)]) == 0
    found = said(capsys, "status", project, "--json")
    assert len(found["results"]["subjects"]) == 51
    each = sum(FORM.items[item].scope == "model" for item in FORM.home)
    assert sum(one["subject"] != "provider" for one in found["items"]) == 50 * each


def test_that_a_model_answers_in_the_company_s_place_and_status_says_why(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here("model", "add", project, "Other")
    first, other = (o["id"] for o in said(capsys, "model", "list", project, "--json"))
    item = next(i for i, r in FORM.items.items() if r.scope == "provider" and not r.applies_when)
    company = {"subject": "provider", "item": item, "state": "implemented", "how": "So."}
    apart = {
        "subject": other,
        "item": item,
        "override": True,
        "override_reason": "Bought.",
        "state": "partial",
    }
    assert take(project, tmp_path, company, apart) == 0
    found = said(capsys, "status", project, "--json")

    counted = {
        (o["subject"], o["state"], o["override"]) for o in found["items"] if o["item"] == item
    }
    assert counted == {("provider", "implemented", False), (other, "partial", True)}
    inherited = [o for o in found["inherited"] if o["item"] == item]
    assert [(o["subject"], o["state"], o["from"]) for o in inherited] == [
        (first, "implemented", "provider")
    ]
    assert found["results"]["subjects"][other]["weak"] == 1
    assert found["results"]["subjects"][first]["weak"] == 0
    assert found["results"]["overall"]["weak"] == 1

    assert take(project, tmp_path, {**apart, "override_reason": None}) == 0
    found = said(capsys, "status", project, "--json")
    assert [o["subject"] for o in found["suspended"]] == [other]
    assert found["results"]["overall"]["weak"] == 0


def test_that_a_whole_export_comes_in_again(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Removed models, orders, answers that stand, are suspended or were taken back: all of it."""
    for name in ODD:
        here("model", "add", project, name)
    here("model", "move", project, ODD[3], "1")
    ids = [o["id"] for o in said(capsys, "model", "list", project, "--json")]
    items = [i for i, r in FORM.items.items() if r.scope == "provider"]
    facts = [f.id for f in FORM.fact.values() if f.overridable and f.kind == "text"]
    chance = random.Random(7)  # noqa: S311  a test's choice
    answers = []
    for model in ids:
        for item in chance.sample(items, 3):
            entry: dict[str, object] = {"subject": model, "item": item, "how": f"So {item}."}
            entry["override"] = chance.choice([True, False])
            if chance.random() < 0.6:
                entry["override_reason"] = chance.choice(ODD)
            answers.append(entry)
    told = [
        {"subject": m, "item": f, "value": n, "override": True, "override_reason": "Own."}
        for m, n in zip(ids[:2], ODD, strict=False)
        for f in facts
    ]
    assert facts
    assert take(project, tmp_path, *answers, facts=told) == 0
    here("model", "remove", project, ids[2])
    out = tmp_path / "out.json"
    assert here("export", project, out) == 0
    fresh = tmp_path / "fresh.jalon"
    here("new", fresh)
    assert here("import", fresh, out) == 0

    assert shape(project, capsys) == shape(fresh, capsys)
    assert here("import", project, out) == 0
    assert "0 changes" in capsys.readouterr().out


def shape(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[object, ...]:
    """Return what a project says, its models by their order instead of their ids."""
    names = [o["id"] for o in said(capsys, "model", "list", path, "--json")]
    text = json.dumps(said(capsys, "export", path))
    status = json.dumps({**said(capsys, "status", path, "--json"), "inherited": []})
    for number, model in enumerate(names):
        text = text.replace(model, f"model-{number}")
        status = status.replace(model, f"model-{number}")
    document, found = json.loads(text), json.loads(status)
    return (
        document["models"],
        document["removed_models"],
        *(sorted(document[p], key=json.dumps) for p in ("facts", "answers")),
        found["results"],
        sorted(found["suspended"], key=json.dumps),
    )


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({"subject": "MODEL", "item": "COMPANY", "state": "partial"}, "answers[0].subject"),
        ({"subject": "provider", "item": "COMPANY", "override": True}, "answers[0].subject"),
        ({"subject": "MODEL", "item": "EACH", "override": True}, "answers[0].subject"),
        ({"subject": "MODEL", "item": "COMPANY", "override": "yes"}, "answers[0].override"),
    ],
)
def test_that_what_cannot_stand_for_the_company_is_refused(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    entry: dict[str, object],
    place: str,
) -> None:
    model = said(capsys, "model", "list", project, "--json")[0]["id"]
    words = {
        "MODEL": model,
        "COMPANY": next(i for i, r in FORM.items.items() if r.scope == "provider"),
        "EACH": next(i for i, r in FORM.items.items() if r.scope == "model"),
    }
    before = current(project)
    assert take(project, tmp_path, {k: words.get(str(v), v) for k, v in entry.items()}) == 2
    assert place in capsys.readouterr().err
    assert current(project) == before


def test_that_a_fixed_fact_of_the_company_is_no_model_s(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = said(capsys, "model", "list", project, "--json")[0]["id"]
    entry = {"item": "code-position", "value": "signed-whole"}
    told = {"subject": model, "override": True, "override_reason": "Why not."}
    assert take(project, tmp_path, facts=[{**entry, **told}]) == 2
    assert "facts[0].subject" in capsys.readouterr().err


def test_that_a_file_cannot_empty_a_project_of_models(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = said(capsys, "model", "list", project, "--json")[0]["id"]
    assert take(project, tmp_path, removed_models=[model]) == 2
    assert "removed_models" in capsys.readouterr().err


def test_that_models_of_one_name_are_told_apart(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here("model", "add", project, "Beta")
    answers = json.loads(printed(capsys, "export", project))
    for model in answers["models"]:
        fact = {"subject": model, "item": "model-name", "value": "Alpha"}
        answers["facts"] = [fact, *(f for f in answers["facts"] if f["item"] != "model-name")]
        (tmp_path / "a.json").write_text(json.dumps(answers))
        assert here("import", project, tmp_path / "a.json") == 0
    lines = printed(capsys, "status", project).splitlines()
    for number in (1, 2):
        assert f"Scope: Alpha (model {number})" in lines
        assert any(f"Form, Alpha (model {number}): " in line for line in lines)
    assert not [line for line in lines if "Alpha" in line and "Alpha (model " not in line]


def test_that_the_result_is_written_as_the_window_and_the_report_write_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (overall,) = (t for t in printed(capsys, "status", project).splitlines() if "Overall" in t)
    assert overall.startswith("Overall: 0 to 100%, ")
