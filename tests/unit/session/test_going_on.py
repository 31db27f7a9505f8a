"""Work goes on in a copy of a file that something else has written to: with all that was shown."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from jalon.assessment.changes import PROVIDER, Key
from jalon.session import Session, opened

MANY = 120
"""Answers of such a length that the database does not keep all of them in memory."""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(tmp_path / "p.jalon", author="Ana")
    yield made
    made.close()


def answer(session: Session, turn: int) -> None:
    session.apply(
        [
            (Key(PROVIDER, f"item-{number}", "how"), f"{turn} {number} " * 3000)
            for number in range(MANY)
        ]
    )
    session.checkpoint()


def shown(session: Session) -> dict[object, object]:
    return {key: [c.value for c in current] for key, current in session.assessment.heads.items()}


def moved(session: Session, target: Path) -> dict[object, object]:
    session.custody.go_on_in(target)
    with opened(target) as copy:
        assert copy.check() == ()
        return shown(copy)


@pytest.mark.skipif(os.name == "nt", reason="there nobody can write into an open file")
def test_that_an_older_copy_written_over_the_open_file_takes_nothing_along(
    session: Session, tmp_path: Path
) -> None:
    """As ``cp`` and some synchronisers do: same file, other pages beneath the connection."""
    answer(session, 0)
    older = session.path.read_bytes()
    answer(session, 1)
    session.path.write_bytes(older)
    expected = shown(session)
    assert moved(session, tmp_path / "copy.jalon") == expected


@pytest.mark.skipif(os.name == "nt", reason="there nobody can write into an open file")
def test_that_what_another_program_put_into_the_file_is_not_carried_on(
    session: Session, tmp_path: Path
) -> None:
    answer(session, 0)
    session.path.read_bytes()  # which drops our lock, where locks belong to processes
    with closing(sqlite3.connect(session.path)) as other, other:
        other.execute("UPDATE meta SET value = 'no edition' WHERE name = 'form'")
    expected = shown(session)
    assert moved(session, tmp_path / "copy.jalon") == expected


def test_that_a_file_replaced_by_another_leaves_the_whole_project_to_go_on_with(
    session: Session, tmp_path: Path
) -> None:
    answer(session, 0)
    answer(session, 1)
    other = tmp_path / "other.jalon"
    Session.create(other).close()
    other.replace(session.path)
    expected = shown(session)
    assert session.custody.go_on_in(tmp_path / "copy.jalon")
    with opened(tmp_path / "copy.jalon") as copy:
        assert shown(copy) == expected
        assert len(copy.history()) == 2 * MANY + 2
