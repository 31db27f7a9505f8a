"""The full check finds each kind of damage and names it; a sound file has none."""

import sqlite3
from pathlib import Path

import pytest
from unit_store import edited

from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.store import connection as connections
from jalon.store import integrity
from jalon.store.project import Project


@pytest.fixture
def closed(path: Path, key: Key) -> Path:
    with Project.create(path, "test-edition") as project:
        for number in range(30):
            project.append([(key._replace(field=f"f{number % 3}"), f"t {number}")], author="Anna")
        project.draft(key, "typed", "Anna")
        assert project.check() == ()
    return path


@pytest.mark.parametrize(
    ("statement", "troubles"),
    [
        ("UPDATE change SET payload = CAST(payload || ' ' AS BLOB) WHERE seq = 1", {"altered"}),
        ("UPDATE change SET author = 'Eve' WHERE seq = 1", {"altered"}),
        ("UPDATE change SET author = CAST(x'ff' AS TEXT) WHERE seq = 1", {"altered"}),
        ("UPDATE change SET time = replace(time, 'T', ' ') WHERE seq = 2", {"altered"}),
        ("UPDATE change SET subject = 'project' WHERE seq = 2", {"altered"}),
        ("UPDATE change SET item = item || '\"' WHERE seq = 2", {"altered"}),
        ("UPDATE change SET payload = zeroblob(5000000) WHERE seq = 2", {"altered"}),
        ("UPDATE change SET id = upper(id) WHERE seq = 1", {"altered", "parent"}),
        ("UPDATE change SET payload = x'', author = '' WHERE seq = 1", {"expunged"}),
        ("DELETE FROM change WHERE seq = 1", {"parent"}),
        ("DELETE FROM head WHERE field = 'f1'", {"current"}),
        ("UPDATE head SET seq = seq - 3 WHERE field = 'f1'", {"current"}),
        ("INSERT INTO head SELECT subject, item, field, 1 FROM head LIMIT 1", {"current"}),
        ("UPDATE draft SET text = 'retyped'", {"draft"}),
        ("UPDATE draft SET author = 'Eve'", {"draft"}),
        ("UPDATE meta SET value = 'another' WHERE name = 'project'", {"about"}),
        ("UPDATE meta SET value = 'part' WHERE name = 'history'", {"about"}),
        ("DELETE FROM meta WHERE name = 'project'", {"about"}),
        ("INSERT INTO meta VALUES('run', 'me')", {"about"}),
    ],
)
def test_that_an_edit_by_another_program_is_found(
    closed: Path, statement: str, troubles: set[str]
) -> None:
    edited(closed, "PRAGMA foreign_keys = OFF", statement)
    with Project.open(closed) as project:
        findings = project.check()
    assert {finding.trouble for finding in findings} == troubles
    assert all(finding.message and finding.place for finding in findings)


def test_that_edits_before_and_after_a_long_answer_are_found(path: Path, key: Key) -> None:
    with Project.create(path, "test-edition") as project:
        for number in range(120):
            text = "long " * 15_000 if number in (40, 99) else f"t {number}"
            project.append([(key._replace(field=f"f{number}"), text)], author="Anna")
        assert project.check() == ()
        named = {project.history()[-number].id for number in (1, 39, 42, 98, 100, 120)}
    edited(path, "UPDATE change SET item = 'x' WHERE seq IN (1, 39, 42, 98, 100, 120)")
    connection = connections.open_for_reading(path, immutable=False)
    found = integrity.check(connection)
    connection.close()
    assert {f.place for f in found if f.trouble == "altered"} == named


def test_that_an_edit_of_our_own_making_would_not_be_a_finding(closed: Path) -> None:
    edited(closed, "UPDATE change SET seq = seq + 1000", "UPDATE head SET seq = seq + 1000")
    with Project.open(closed) as project:
        assert project.check() == ()


def test_that_a_broken_page_is_found(closed: Path) -> None:
    break_index_of_ids(closed)
    with Project.open(closed) as project:
        assert "pages" in {finding.trouble for finding in project.check()}


def test_that_a_broken_page_met_in_saving_is_told_as_it_is(closed: Path, key: Key) -> None:
    break_index_of_ids(closed)  # no opening reads it
    with Project.open(closed) as project:
        before = project.heads()
        with pytest.raises(ProjectError) as met:
            project.append([(key, "new")], author="Anna")
        assert met.value.reason == "damaged"
        # By now the log was set up, which the header of the file says.
        assert "left as it is" not in str(met.value)
        assert "was saved before" in str(met.value)
        assert project.heads() == before
    with Project.open(closed) as project:
        assert project.heads() == before


def break_index_of_ids(path: Path) -> None:
    size = 4096
    data = bytearray(path.read_bytes())
    reader = sqlite3.connect(path)
    (root,) = reader.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_change_1'"
    ).fetchone()
    reader.close()
    data[(root - 1) * size : (root - 1) * size + 512] = bytes(512)
    path.write_bytes(data)


def test_that_the_list_of_findings_is_bounded(closed: Path) -> None:
    edited(
        closed,
        "INSERT INTO change(id, payload, subject, item, field, time, author)"
        " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
        " SELECT printf('%064d', i), x'00', 's', 'i', 'f', 't', 'a' FROM n",
    )
    with Project.open(closed) as project:
        assert len(project.check()) == integrity._MOST


def test_that_opening_does_not_read_the_whole_log(closed: Path, key: Key) -> None:
    # An altered change that nobody sees is the full check's business: opening costs as many
    # reads as there are current answers, however long the history.
    edited(closed, "UPDATE change SET payload = CAST(payload || ' ' AS BLOB) WHERE seq = 1")
    with Project.open(closed) as project:
        assert len(project.heads()) == 3
        assert project.heads()[key._replace(field="f2")][0].value == "t 29"
