"""The public description of the file is true: its script reads a project without Jalon."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from jalon import example
from jalon.assessment.changes import Key, Subject
from jalon.forms import load
from jalon.store import schema
from jalon.store.project import Project

PAGE = Path(__file__).parents[3] / "docs" / "format.md"


def test_that_the_script_of_the_description_prints_every_current_answer(
    path: Path, key: Key
) -> None:
    script = PAGE.with_name("read_project.py")
    assert len(script.read_text(encoding="utf-8").splitlines()) <= 50
    with Project.create(path, "test-edition") as project:
        project.append([(key, "old"), (key, "neu\t<é>\n中")], author="Anna")
        project.append([(key._replace(field="due"), None)], author="Anna")
        report = Key(Subject("report-0a1b2c3d"), "report", "signers")
        project.append([(report, ["Anna", "Bruno"])], author="Anna")
        version = Key(Subject("version-0a1b2c3d"), "version", "name")
        project.append([(version, "Board")], author="Anna")
        expected = {
            "\t".join((*field, json.dumps(current[0].value, ensure_ascii=False)))
            for field, current in project.heads().items()
        }
        digest = project.digest()
    run = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", str(script), str(path)],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    *answers, last = run.stdout.splitlines()
    assert set(answers) == expected
    assert last == f"digest\t{digest}"


def test_that_the_description_names_each_table_and_the_marks() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"**`{name}`**" in text for name in schema.TABLES)
    assert f"0x{schema.APPLICATION_ID:X}" in text
    assert f"version {schema.VERSION}" in text


def test_that_the_description_names_what_the_program_records_beside_answers(
    tmp_path: Path,
) -> None:
    session = example.make(tmp_path / "e.jalon", "en")
    session.custody.name_version("then")
    path = session.path
    session.close()
    text, form = PAGE.read_text(encoding="utf-8"), load.form()
    asked = {*form.items, *form.fact, *form.first_answers}
    with closing(sqlite3.connect(path)) as file:
        named = set(file.execute("SELECT DISTINCT item, field FROM change"))
    fields = {field for item, field in named if item not in asked and "-" not in field}
    assert len(fields) > 30
    assert {field for field in fields if f"`{field}`" not in text} == set()
