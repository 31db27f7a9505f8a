"""The golden cases on scope, through the command line: import, then ``status --json``."""

import json
from pathlib import Path
from typing import Any

import pytest
from unit_cli import here

from jalon.cli.status_schema import StatusFile
from jalon.forms import load
from tools.scope_cases import Case, cases
from tools.thorough import examples

DOCS = Path(__file__).parents[3] / "docs"


# Each case is tried on the conclusions themselves (tests/unit/assessment/test_scope_cases.py).
@pytest.mark.parametrize("case", cases()[:: examples(5, 1)], ids=lambda case: case.id)
def test_that_the_command_line_concludes_as_worked_out_by_hand(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, file = tmp_path / "a.jalon", tmp_path / "a.json"
    answers = case.answers(load.current())
    file.write_text(json.dumps(answers), encoding="utf-8")
    assert here("new", project) == 0
    assert here("import", project, file) == 0
    capsys.readouterr()
    assert here("--language", "en", "status", "--json", project) == 0
    printed = capsys.readouterr().out
    StatusFile.model_validate_json(printed)
    found = json.loads(printed)
    models = [s for s in found["conclusions"] if s != "provider"]
    assert len(models) == len(case.models)

    def told(which: int | None, name: str) -> dict[str, Any]:
        subject = "provider" if which is None else models[which]
        concluded: dict[str, Any] = found["conclusions"][subject][name]
        return concluded

    for which, name, wanted in case.part("value"):
        assert told(which, name)["value"] == wanted, name
    for which, name, wanted in case.part("because"):
        assert set(wanted) <= {r["id"] for r in told(which, name)["reasons"]}, name
    for which, name, wanted in case.part("cites"):
        assert set(wanted) <= set(told(which, name)["citations"]), name
    for which, name, wanted in case.part("missing"):
        assert told(which, name)["missing_facts"] == wanted, name
    for which, name, wanted in case.part("day"):
        said = [r["details"]["day"] for r in told(which, name)["reasons"] if "day" in r["details"]]
        assert said[0] == wanted, name
    for chapter, wanted in case.expected.get("applicable", {}).items():
        counted = found["results"]["chapters"][chapter]["applicable"]
        assert counted > 0 if wanted == "some" else counted == wanted, chapter


def test_that_the_published_schema_of_the_status_is_the_one_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert here("schema", "--status") == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads((DOCS / "status.schema.json").read_text(encoding="utf-8"))
    assert "conclusions" in printed["required"]
