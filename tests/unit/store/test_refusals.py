"""What is no sound project of ours is refused with one clear message, and left as it was."""

import os
import random
import sqlite3
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from unit_store import edited

from jalon.assessment.changes import Key
from jalon.errors import ProjectError, UserError
from jalon.store import connection as connections
from jalon.store import faults
from jalon.store.project import Project

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def made(path: Path, key: Key) -> Path:
    with Project.create(path, "test-edition") as project:
        project.append(
            [(key._replace(field=f"f{i}"), f"text {i} " * 40) for i in range(40)], author="A"
        )
    return path


def patched(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(offset)
        stream.write(data)


def refusal(path: Path) -> ProjectError:
    """Open, expect a refusal, and see that nothing was changed, for writing and for reading."""
    special = not path.is_file() or path.is_symlink()
    before = None if special else path.read_bytes()
    beside = sorted(path.parent.glob("*"))
    with pytest.raises(ProjectError) as first:
        Project.open(path)
    with pytest.raises(ProjectError) as second:
        Project.open(path, read_only=True)
    assert second.value.reason == first.value.reason
    assert path.name in str(first.value)
    assert sorted(path.parent.glob("*")) == beside
    assert special or path.read_bytes() == before
    return first.value


def test_that_a_missing_file_is_named(path: Path) -> None:
    assert refusal(path).reason == "missing"
    path.touch()
    assert refusal(path / "below a file").reason == "missing"


def test_that_a_folder_is_refused(path: Path) -> None:
    path.mkdir()
    assert refusal(path).reason == "foreign"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_that_a_pipe_is_refused_without_waiting_on_it(path: Path) -> None:
    os.mkfifo(path)
    assert refusal(path).reason == "foreign"


READ = """
import sys
from pathlib import Path
from jalon.errors import ProjectError
from jalon.store.project import Project
from jalon.store.rescue import rescue
path = Path(sys.argv[1])
for act in (Project.open, lambda path: Project.open(path, read_only=True)):
    try:
        act(path)
    except ProjectError as error:
        print(error.reason, error)
print(rescue(path, path.with_name("saved.jalon")).changes)
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("ending", ["-journal", "-wal"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
def test_that_nothing_but_a_file_may_lie_where_the_log_would_be(
    made: Path, other_process: Run, ending: str, kind: str
) -> None:
    beside = made.with_name(made.name + ending)
    match kind:
        case "pipe":
            os.mkfifo(beside)
        case "folder":
            beside.mkdir()
        case "link":
            beside.symlink_to(made)
    before = made.read_bytes()
    done = other_process(READ, made)  # fails where it waits on the pipe
    assert done.returncode == 0, done.stderr
    *refused, saved = done.stdout.splitlines()
    assert len(refused) == 2
    assert all(line.startswith("foreign") and beside.name in line for line in refused)
    assert int(saved) == 40
    assert made.read_bytes() == before
    assert os.path.lexists(beside)


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name is any bytes")
def test_that_a_name_that_is_no_text_ends_in_a_message(made: Path) -> None:
    odd = made.with_name(os.fsdecode(b"p\xff.jalon"))
    made.rename(odd)
    with pytest.raises(ProjectError, match="no characters") as refused:
        Project.open(odd)
    str(refused.value).encode()
    with pytest.raises(ProjectError, match="no characters"):
        Project.create(made.with_name(os.fsdecode(b"q\xff.jalon")), "test-edition")
    odd.rename(made)
    with Project.open(made) as project, pytest.raises(ProjectError, match="no characters"):
        project.copy_to(odd)


@pytest.mark.skipif(os.name == "nt", reason="this system has no device files")
def test_that_a_device_is_refused() -> None:
    assert refusal(Path("/dev/zero")).reason == "foreign"


def test_that_a_link_is_refused_and_says_what_to_open(made: Path) -> None:
    link = made.with_name("link.jalon")
    link.symlink_to(made)
    error = refusal(link)
    assert error.reason == "foreign"
    assert "link" in str(error)


def test_that_a_folder_reached_by_a_link_is_fine(made: Path) -> None:
    folder = made.parent.with_name("linked")
    folder.symlink_to(made.parent)
    with Project.open(folder / made.name) as project:
        assert not project.read_only


def test_that_an_empty_file_is_refused(path: Path) -> None:
    path.touch()
    error = refusal(path)
    assert error.reason == "damaged"
    assert "0 bytes" in str(error)


@pytest.mark.parametrize(
    "content", [b"PK", b"Dear board,\n" * 50, b"%PDF-1.7\n", bytes(4096), b"\xff" * 5000]
)
def test_that_another_kind_of_file_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert refusal(path).reason == "foreign"


def test_that_a_zip_with_our_ending_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.json", "{}")
    assert refusal(path).reason == "foreign"


def test_that_a_file_that_looks_encrypted_is_refused_as_possibly_protected(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(16384))  # noqa: S311  no secret
    error = refusal(path)
    assert error.reason == "protected"
    assert "protected" in str(error)


def test_that_another_programs_database_is_refused(path: Path) -> None:
    edited(path, "CREATE TABLE change(id)")
    assert refusal(path).reason == "foreign"


def test_that_a_newer_project_is_refused(made: Path) -> None:
    edited(made, "PRAGMA user_version = 2")
    error = refusal(made)
    assert error.reason == "newer"
    assert "newer version" in str(error)


@pytest.mark.parametrize("version", [0, -1, -(2**31)])
def test_that_a_version_that_never_was_is_refused(made: Path, version: int) -> None:
    edited(made, f"PRAGMA user_version = {version}")
    assert refusal(made).reason in {"foreign", "newer"}


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE extra(x)",
        "CREATE VIEW seen AS SELECT 1",
        "CREATE TRIGGER act AFTER INSERT ON change BEGIN DELETE FROM draft; END",
        "CREATE INDEX mine ON change(author)",
        "DROP INDEX change_field",
        "DROP TABLE draft",
        "ALTER TABLE change ADD COLUMN more TEXT",
        "CREATE VIRTUAL TABLE found USING fts5(x)",
        "ANALYZE",
    ],
)
def test_that_a_project_with_other_contents_is_refused(made: Path, statement: str) -> None:
    edited(made, statement)
    assert refusal(made).reason == "foreign"


FACTS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
    " INSERT INTO meta SELECT '{first}' || i, 'x' FROM n"
)


@pytest.mark.parametrize("first", ["a", "z"])
def test_that_more_facts_about_a_file_than_any_has_are_refused(made: Path, first: str) -> None:
    edited(made, FACTS.format(first=first))
    assert refusal(made).reason == "foreign"


@pytest.mark.parametrize("encoding", ["UTF-16le", "UTF-16be"])
def test_that_texts_in_another_encoding_are_refused(made: Path, encoding: str) -> None:
    other = made.with_name("other.jalon")
    ours, theirs = sqlite3.connect(made), sqlite3.connect(other)
    theirs.execute(f"PRAGMA encoding = '{encoding}'")
    for statement in ours.iterdump():
        theirs.execute(statement)
    for mark in ("application_id", "user_version"):
        (value,) = ours.execute(f"PRAGMA {mark}").fetchone()
        theirs.execute(f"PRAGMA {mark} = {value}")
    for connection in (theirs, ours):
        connection.commit()
        connection.close()
    assert refusal(other).reason == "foreign"


def test_that_a_table_of_our_name_and_another_shape_is_refused(made: Path) -> None:
    edited(made, "DROP TABLE draft", "CREATE TABLE draft(subject, item, field, text)")
    assert refusal(made).reason == "foreign"


def test_that_a_missing_form_edition_is_damage(made: Path) -> None:
    edited(made, "DELETE FROM meta WHERE name = 'form'")
    assert refusal(made).reason == "damaged"


@pytest.mark.parametrize("size", [1, 50, 99, 100, 4095, 4096, 20_000])
def test_that_a_file_cut_short_is_damage(made: Path, size: int) -> None:
    os.truncate(made, size)
    assert refusal(made).reason == ("foreign" if size < 16 else "damaged")


@pytest.mark.parametrize("value", [0, 9, 255])
def test_that_no_byte_of_the_head_of_a_file_ends_in_anything_but_a_message(
    made: Path, value: int
) -> None:
    sound = made.read_bytes()
    for at in range(100):  # what SQLite writes before its first table
        made.write_bytes(sound[:at] + bytes([value]) + sound[at + 1 :])
        with suppress(ProjectError):
            Project.open(made).close()


def test_that_an_answer_edited_by_another_program_is_noticed_at_once(made: Path) -> None:
    edited(made, "UPDATE change SET payload = CAST(replace(payload, 'text 7', 'text 8') AS BLOB)")
    assert refusal(made).reason == "damaged"


def test_that_an_answer_moved_to_another_field_is_noticed_at_once(made: Path) -> None:
    edited(made, "UPDATE change SET field = 'f41' WHERE field = 'f1'")
    assert refusal(made).reason == "damaged"


def test_that_a_current_answer_that_points_nowhere_is_noticed_at_once(made: Path) -> None:
    edited(made, "DELETE FROM change WHERE field = 'f1'")
    assert refusal(made).reason == "damaged"


@pytest.mark.parametrize(
    "payload",
    [
        "zeroblob(5000000)",
        "zeroblob(60000000)",
        "CAST('[' || replace(hex(zeroblob(50000)), '00', '[') AS BLOB)",
        "CAST('{\"value\": NaN}' AS BLOB)",
        "CAST('1e999' AS BLOB)",
        "CAST('[]' AS BLOB)",
        "x'ff'",
        "x''",
    ],
)
def test_that_a_payload_made_to_harm_is_refused(made: Path, payload: str) -> None:
    edited(made, f"UPDATE change SET payload = {payload} WHERE field = 'f1'")  # noqa: S608
    assert refusal(made).reason == "damaged"


def test_that_a_text_of_invalid_bytes_is_refused(made: Path) -> None:
    edited(made, "UPDATE change SET author = CAST(x'fffe' AS TEXT) WHERE field = 'f1'")
    assert refusal(made).reason == "damaged"


def test_that_a_file_whose_record_does_not_fit_in_memory_is_refused(made: Path) -> None:
    import hashlib
    import json

    editor = sqlite3.connect(made)
    large = "[" + "[]," * 1_200_000 + "[]]"
    for n in range(3):
        field = f"large{n}"
        payload = json.dumps({"subject": "s", "item": "i", "field": field, "author": ""})
        payload = (payload[:-1] + f',"value":{large},"supersedes":[]}}').encode()
        change_id = hashlib.sha256(payload).hexdigest()
        row = (change_id, payload, "s", "i", field, "", "")
        sql = "INSERT INTO change(id, payload, subject, item, field, time, author)"
        seq = editor.execute(sql + " VALUES(?, ?, ?, ?, ?, ?, ?)", row).lastrowid
        editor.execute("INSERT INTO head VALUES('s', 'i', ?, ?)", (field, seq))
    editor.commit()
    editor.close()
    assert refusal(made).reason == "damaged"


@pytest.mark.parametrize("column", ["author", "time"])
def test_that_texts_made_to_fill_memory_are_not_even_read(made: Path, column: str) -> None:
    edited(made, f"UPDATE change SET {column} = hex(zeroblob(2000000))")  # noqa: S608
    tracemalloc.start()
    try:
        with pytest.raises(ProjectError) as error:
            Project.open(made)
        assert error.value.reason == "damaged"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_that_a_long_text_in_the_history_is_not_even_read(path: Path, key: Key) -> None:
    with Project.create(path, "test-edition") as project:
        project.append([(key, "old"), (key, "new")], author="Anna")
    edited(path, "UPDATE change SET author = hex(zeroblob(10000000)) WHERE seq = 1")
    tracemalloc.start()
    try:
        with Project.open(path) as project:
            with pytest.raises(ProjectError) as error:
                project.history()
            assert {finding.trouble for finding in project.check()} == {"altered"}
        assert error.value.reason == "damaged"
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_that_a_name_that_could_not_be_read_again_is_not_written(path: Path, key: Key) -> None:
    with Project.create(path, "test-edition") as project:
        project.append([(key, "sound")], author="é" * 32_768)
        for entry, author in ((key, "é" * 32_769), (key._replace(field="f" * 65_537), "Anna")):
            with pytest.raises(UserError):
                project.append([(entry, "lost")], author=author)
        assert [c.value for c in project.history()] == ["sound"]
        assert not project.check()


def test_that_a_file_that_never_ends_is_given_up(made: Path) -> None:
    with Project.open(made) as project:
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT max(i) FROM n"
        with (
            pytest.raises(ProjectError) as error,
            faults.reading(made.name),
            connections.bounded(project.source()),
        ):
            project.source().execute(endless)
        assert error.value.reason == "damaged"
        assert len(project.heads()) == 40


def test_that_damage_met_while_reading_does_not_keep_the_rest_from_being_saved(
    made: Path, key: Key
) -> None:
    with Project.open(made) as project:
        project.append([(key, "old"), (key, "new")], author="Anna")
    edited(made, "UPDATE change SET author = 'Eve' WHERE seq = (SELECT max(seq) - 1 FROM change)")
    with Project.open(made) as project:
        with pytest.raises(ProjectError) as error:
            project.history()
        assert error.value.reason == "damaged"
        assert project.check()
        # The error, and with it every frame it passed through, is still alive here.
        project.append([(key, "newer")], author="Anna")
        assert project.heads()[key][0].value == "newer"


def corrupted(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    place = dice.randrange(len(changed))
    kinds = (
        lambda: changed.__setitem__(place, changed[place] ^ 1 << dice.randrange(8)),
        lambda: changed.__setitem__(
            slice(place // 512 * 512, place // 512 * 512 + 512), bytes(512)
        ),
        lambda: changed.__delitem__(slice(place, None)),
    )
    dice.choice(kinds)()
    return bytes(changed)


@pytest.mark.parametrize("seed", range(4))
def test_that_random_damage_never_shows_a_wrong_answer_as_right(made: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret
    with Project.open(made) as project:
        right = project.heads()
    sound = made.read_bytes()
    outcomes = set()
    for _ in range(40):
        made.write_bytes(corrupted(sound, dice))
        try:
            with Project.open(made, read_only=True) as project:
                shown, found = project.heads(), project.check()
                assert not project.source().txn_state()  # or no write could follow
        except ProjectError as error:
            outcomes.add(error.reason)
            continue
        assert shown == right or found
        outcomes.add("harmless or reported")
    assert {"damaged", "harmless or reported"} <= outcomes
    assert outcomes <= {"damaged", "harmless or reported", "foreign", "newer"}


@pytest.mark.skipif(os.name == "nt", reason="Windows names other limits")
@pytest.mark.parametrize("path", ["x" * 300 + ".jalon", "/".join(["d" * 200] * 30) + "/p.jalon"])
@pytest.mark.parametrize("act", [Project.open, partial(Project.create, form_id="test-edition")])
def test_that_a_path_longer_than_the_system_takes_is_said_to_be_that(
    tmp_path: Path, path: str, act: Callable[[Path], object]
) -> None:
    with pytest.raises(ProjectError, match="is longer than this system takes"):
        act(tmp_path / path)
    assert list(tmp_path.iterdir()) == []
