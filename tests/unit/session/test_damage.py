"""A damaged project is refused before a window shows anything of it, and left as it was."""

import hashlib
import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from jalon.assessment.changes import PROVIDER, Key
from jalon.errors import ProjectError
from jalon.session import Session, opened

POLICY = "copyright-1.1-policy"
TOO_DEEP = f"{'[' * 9}{'1,' * 200}1{']' * 9}"
"""No value of an answer."""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A closed project with an answer."""
    session = Session.create(tmp_path / "a.jalon", author="Ana")
    session.answer(PROVIDER, POLICY, "how", "By hand.")
    session.close()
    return session.path


def edited(path: Path, statement: str, *values: object) -> None:
    editor = sqlite3.connect(path)
    assert editor.execute(statement, values).rowcount == 1
    editor.commit()
    editor.close()


def told(path: Path) -> dict[str, object]:
    """Read what the answer's payload says, without Jalon."""
    reader = sqlite3.connect(path)
    (payload,) = reader.execute("SELECT payload FROM change WHERE field = 'how'").fetchone()
    reader.close()
    document: dict[str, object] = json.loads(payload)
    return document


def vouched(path: Path, payload: bytes) -> None:
    """Put another payload in the place of the answer's, with the id that belongs to it."""
    edited(
        path,
        "UPDATE change SET payload = ?, id = ? WHERE field = 'how'",
        payload,
        hashlib.sha256(payload).hexdigest(),
    )


def require_refused(path: Path, *, read_only: bool = False) -> None:
    before = path.read_bytes()
    with pytest.raises(ProjectError) as error:
        Session.open(path, read_only=read_only)
    assert error.value.reason == "damaged"
    assert path.name in str(error.value)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("author", "Eve"),
        ("time", "2020-01-01T00:00:00.000000Z"),
        ("subject", "model-00000000"),
        ("item", "copyright-1.1-draw-up"),
        ("field", "gap"),
    ],
)
def test_that_an_answer_whose_columns_say_something_else_is_refused_at_opening(
    made: Path, column: str, value: str, *, read_only: bool
) -> None:
    edited(made, f"UPDATE change SET {column} = ? WHERE field = 'how'", value)  # noqa: S608
    require_refused(made, read_only=read_only)


@pytest.mark.parametrize(
    "different",
    [
        {"author": 5},
        {"time": "soon"},
        {"time": "2020-01-01T00:00:00.000000"},
        {"edition": None},
        {"supersedes": "0" * 64},
        {"supersedes": [0]},
        {"subject": "model-00000000"},
        {"value": [[[[[[[[[1]]]]]]]]]},
        {"value": "\ud800"},
        {"value": float("nan")},
    ],
)
def test_that_an_answer_with_an_id_of_its_own_that_is_no_change_is_refused_at_opening(
    made: Path, different: dict[str, object]
) -> None:
    vouched(made, json.dumps({**told(made), **different}).encode())
    require_refused(made)


@pytest.mark.parametrize("payload", [b"", b"[]", b"1", b"{}", b'"text"', b"\xff", b"[" * 100_000])
def test_that_bytes_with_an_id_of_their_own_that_are_no_change_are_refused_at_opening(
    made: Path, payload: bytes
) -> None:
    vouched(made, payload)
    require_refused(made)


@pytest.mark.parametrize("around", [b" %s", b"%s ", b"%s{}", b"%s,%s", b"\xef\xbb\xbf%s"])
def test_that_nothing_may_stand_around_an_answer(made: Path, around: bytes) -> None:
    payload = json.dumps(told(made)).encode()
    vouched(made, around.replace(b"%s", payload))
    require_refused(made)


def test_that_a_refused_project_can_be_opened_when_it_was_put_right(made: Path) -> None:
    edited(made, "UPDATE change SET author = 'Eve' WHERE field = 'how'")
    require_refused(made)
    edited(made, "UPDATE change SET author = 'Ana' WHERE field = 'how'")
    session = Session.open(made)
    assert not session.read_only
    assert session.assessment.text(PROVIDER, POLICY, "how") == "By hand."
    session.close()


def test_that_an_altered_text_being_typed_is_refused_at_opening(made: Path) -> None:
    session = Session.open(made)
    session.draft(PROVIDER, POLICY, "gap", "Half a")
    session._project.close()
    edited(made, "UPDATE draft SET text = 'Another'")
    require_refused(made)
    edited(made, "UPDATE draft SET text = 'Half a'")
    session = Session.open(made)
    assert session.assessment.text(PROVIDER, POLICY, "gap") == "Half a"
    session.close()


@pytest.mark.parametrize("value", ["an answer " * 50, "another " * 50, TOO_DEEP])
def test_that_an_answer_given_at_once_is_held_against_what_the_log_says(
    tmp_path: Path, value: str
) -> None:
    """Whatever somebody else has put into the extract, or made of an answer that is long there."""
    path = tmp_path / "p.jalon"
    key, long = Key(PROVIDER, "item-1", "how"), "an answer " * 50
    session = Session.create(path, author="Ana")
    session.answer(*key, long)
    session.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        (text,) = writer.execute("SELECT value FROM meta WHERE name = 'extract'").fetchone()
        body = text[9:].replace(f'"{long}"', value if value[0] == "[" else f'"{value}"')
        sealed = f"{zlib.crc32(body.encode()):08x}\n{body}"
        writer.execute("UPDATE meta SET value = ? WHERE name = 'extract'", (sealed,))
    session = Session.open(path, author="Ana", deferred=True)
    told: list[frozenset[Key] | None] = []
    session.on_change(lambda: told.append(session.touched))
    session.answer(*key, "another " * 50)
    assert told == [{key} if value == long else None], "of another record everything is shown anew"
    session.verify()
    assert len(told) == 1
    session.undo()
    assert session.assessment.value(*key) == long
    session.close()
    with opened(path) as again:
        assert again.check() == ()
        assert again.assessment.value(*key) == long
