"""The register at a start: no first page waits for it, and it never says but what the log says."""

import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from jalon.assessment.changes import PROVIDER, Change, Key, Subject, Value, change_id, payload
from jalon.assessment.state import Assessment
from jalon.errors import ProjectError
from jalon.store.project import Project

PIECES = [Subject(f"evidence-0000000{number}") for number in range(4)]
NAMES = [Key(piece, "evidence", "name") for piece in PIECES]
LINKS = [Key(PROVIDER, f"item-{number}", piece) for number, piece in enumerate(PIECES)]
ANSWERS = [Key(PROVIDER, f"item-{number}", "how") for number in range(4)]

Said = dict[Key, list[Value]]


@pytest.fixture
def path(path: Path) -> Path:
    """A project with answers, then pieces of evidence linked to them, closed."""
    with Project.create(path, "test-edition") as project:
        for number, key in enumerate(ANSWERS):
            project.append([(key, f"answer {number}")], author="Ada")
        for name, link in zip(NAMES, LINKS, strict=True):
            project.append([(name, f"proof of {link.item}"), (link, True)], author="Bruno")
    return path


def said(heads: Mapping[Key, tuple[Change, ...]]) -> Said:
    return {key: [one.value for one in found] for key, found in heads.items()}


def recorded(path: Path) -> Said:
    with Project.open(path) as project:
        return said(project.heads())


def edited(path: Path, sql: str, *values: object) -> None:
    """Have another program write to a project."""
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        assert writer.execute(sql, values).rowcount > 0


def extract(path: Path) -> list[str]:
    """Return the lines of the extract."""
    with closing(sqlite3.connect(path)) as reader:
        (text,) = reader.execute("SELECT value FROM meta WHERE name = 'extract'").fetchone()
    return str(text).split("\n")


def told(path: Path, line: str) -> None:
    """Have the extract tell something else of the register, with the checksum that asks for."""
    body = "\n".join([extract(path)[1], line, *extract(path)[3:]])
    sealed = f"{zlib.crc32(body.encode()):08x}\n{body}"
    edited(path, "UPDATE meta SET value = ? WHERE name = 'extract'", sealed)


def test_that_the_extract_holds_the_answers_and_what_the_register_has(path: Path) -> None:
    with Project.open(path) as project:
        newest = max(one.time for found in project.heads().values() for one in found)
    _, last, register, *columns = extract(path)
    assert last == "2 12"
    with closing(sqlite3.connect(path)) as reader:
        rows = reader.execute(
            "SELECT change.seq, id, subject, item, field, time, author FROM head"
            " JOIN change USING(seq, subject, item, field)"
            " WHERE subject LIKE 'evidence-%' OR field LIKE 'evidence-%' ORDER BY 3, 4, 5"
        ).fetchall()
    checksum = zlib.crc32("\n".join(str(column) for row in rows for column in row).encode())
    assert register == f"8 0 {checksum:08x} {newest.isoformat().replace('+00:00', 'Z')}"
    assert columns[3::8] == [PROVIDER] * 4
    assert not any("evidence-" in column for column in columns)


def test_that_a_first_page_needs_nothing_of_it(path: Path) -> None:
    """So that it is shown although the register cannot be read; what is read next tells so."""
    expected = recorded(path)
    with Project.open(path) as project:
        newest = Assessment(project.heads()).newest
    edited(path, "UPDATE change SET payload = CAST('{}' AS BLOB) WHERE field LIKE 'evidence-%'")
    with Project.open(path, deferred=True) as project:
        state = Assessment(project.heads())
        assert said(state.answers) == {key: expected[key] for key in ANSWERS}
        assert state.value(*ANSWERS[1]) == "answer 1"
        assert state.value(PROVIDER, "item-9", "how") is None
        assert [*state.conflicts()] == []
        assert state.called("how") == ANSWERS
        assert state.newest == newest
        assert state.subjects("model") == ()
        with pytest.raises(ProjectError) as failure:
            state.value(*NAMES[0])
        assert failure.value.reason == "damaged"


@pytest.mark.parametrize("verified", [False, True])
def test_that_it_says_what_the_log_says(path: Path, verified: bool) -> None:  # noqa: FBT001
    expected = recorded(path)
    with Project.open(path, deferred=True) as project:
        heads = project.heads()
        if verified:
            assert project.verify()
        assert heads.get(LINKS[2]) is not None
        assert heads.get(Key(PROVIDER, "item-0", "evidence-77777777")) is None
        assert NAMES[1] in heads
        assert heads[NAMES[1]][0].value == expected[NAMES[1]][0]
        assert said(heads) == expected
        assert len(heads) == len(expected)
        assert project.verify()


def test_that_what_it_was_stays_when_more_is_recorded(path: Path) -> None:
    expected = recorded(path)
    with Project.open(path, deferred=True) as project:
        state = Assessment(project.heads())
        later = state.with_changes(project.append([(NAMES[0], "renamed")], author="Ada"))
        assert said(state.heads) == expected
        assert said(later.heads) == {**expected, NAMES[0]: ["renamed"]}
    assert recorded(path) == said(later.heads)


def test_that_what_was_shown_is_there_when_the_project_was_closed_at_once(path: Path) -> None:
    expected = recorded(path)
    with Project.open(path, deferred=True) as project:
        heads = project.heads()
    assert said(heads) == expected


@pytest.mark.parametrize("one", ["one", "one " * 200])
@pytest.mark.parametrize("field", [LINKS[0], NAMES[0], ANSWERS[0]])
def test_that_fields_on_which_copies_disagree_are_told(path: Path, field: Key, one: str) -> None:
    other = path.with_name("other.jalon")
    with Project.open(path) as project:
        project.copy_to(other)
        project.append([(field, one)], author="Ada")
    with Project.open(other) as copy:
        copy.append([(field, "another")], author="Cleo")
    with Project.open(path) as project, Project.open(other, read_only=True) as copy:
        project.take_in(copy)
    assert extract(path)[2].startswith("8 0 " if field in ANSWERS else "8 1 ")
    for deferred in (True, False):
        with Project.open(path, deferred=deferred) as project:
            state = Assessment(project.heads())
            assert [*state.conflicts()] == [field]
            assert [change.value for change in state.disputed(field)] == [one, "another"]
            assert project.verify()


LIES = {
    "that there is none": ("8 0", "0 0"),
    "that it has more": ("8 0", "9 0"),
    "that copies disagree": ("8 0", "8 1"),
    "another checksum": ("8 0 ", "8 0 1"),
    "another time": ("Z", "+00:00"),
}


@pytest.mark.parametrize("lie", LIES)
def test_that_the_log_counts_where_something_else_was_told(path: Path, lie: str) -> None:
    expected = recorded(path)
    told(path, extract(path)[2].replace(*LIES[lie]))
    with Project.open(path, deferred=True) as project:
        assert said(project.heads()).items() <= expected.items()
        assert not project.verify()
        assert said(project.heads()) == expected
        assert project.check() == ()
        assert project.misled()


def test_that_what_was_shown_of_it_is_held_against_the_log(path: Path) -> None:
    """Another program may write to a file that is only read."""
    with Project.open(path) as project:
        (old,) = project.heads()[NAMES[0]]
    stored = payload(
        old.key, "another", author=old.author, time=old.time, edition=old.edition, supersedes=()
    )
    with Project.open(path, read_only=True, deferred=True) as project:
        assert project.heads()[NAMES[0]][0].value == "proof of item-0"
        change = "UPDATE change SET payload = ?, id = ? WHERE id = ?"
        edited(path, change, stored, change_id(stored), old.id)
        assert not project.verify()
        assert project.heads()[NAMES[0]][0].value == "another"


DAMAGES = {
    "a payload": "UPDATE change SET payload = CAST('{}' AS BLOB) WHERE subject = ?",
    "an author": "UPDATE change SET author = 'Somebody else' WHERE subject = ?",
    "a time": "UPDATE change SET time = '2026-11-27T10:00:00.000000Z' WHERE subject = ?",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_that_what_is_sound_of_it_is_still_there_when_the_log_is_damaged(
    path: Path, damage: str
) -> None:
    expected = recorded(path)
    edited(path, DAMAGES[damage], PIECES[2])
    before = path.read_bytes()
    with Project.open(path, deferred=True) as project:
        heads = project.heads()
        with pytest.raises(ProjectError) as failure:
            project.verify()
        assert failure.value.reason == "damaged"
        assert said(heads) == {key: found for key, found in expected.items() if key != NAMES[2]}
        with pytest.raises(ProjectError):
            project.append([(NAMES[0], "more")], author="Ada")
    assert path.read_bytes() == before


def test_that_an_older_name_that_seems_current_is_found(path: Path) -> None:
    with Project.open(path) as project:
        project.append([(NAMES[1], "renamed")], author="Ada")
    edited(path, "UPDATE head SET seq = 7 WHERE subject = ?", PIECES[1])
    with Project.open(path, deferred=True) as project:
        assert project.heads()[NAMES[1]][0].value == "proof of item-1"  # as any opening would say
        with pytest.raises(ProjectError) as failure:
            project.verify()
        assert failure.value.reason == "damaged"


def test_that_a_long_text_in_it_is_read(path: Path) -> None:
    note = Key(PIECES[0], "evidence", "note")
    with Project.open(path) as project:
        project.append([(note, "long " * 50_000)], author="Ada")
    with Project.open(path, deferred=True) as project:
        assert project.heads()[note][0].value == "long " * 50_000
        assert project.verify()
