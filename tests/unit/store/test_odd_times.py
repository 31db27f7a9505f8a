"""Times that no calendar can tell, places below zero, and what a killed migration leaves."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from unit_cli import here

from jalon.assessment.changes import PROVIDER, Key
from jalon.forms import load
from jalon.session import opened
from jalon.store import whole
from jalon.store.project import Project

ITEM = next(i for i, r in load.form().items.items() if r.scope == "provider")
ODD = [
    "0001-01-01T00:00:00.000000+14:00",
    "0001-01-01T00:00:00.000000Z",
    "9999-12-31T23:59:59.999999-14:00",
    "9999-12-31T23:59:59.999999Z",
    "2026-11-27T00:00:00.000000",
]


@pytest.fixture
def made(path: Path) -> Path:
    with Project.create(path, load.current()) as project:
        project.append([(Key(PROVIDER, ITEM, "how"), "sound")], author="Ada")
    return path


def insert(path: Path, time: str, *, seq: int | None = None) -> None:
    """Add a change as another program might; its bytes match its id."""
    stored = json.dumps(
        {
            "author": "E",
            "edition": load.current(),
            "field": "gap",
            "item": ITEM,
            "subject": PROVIDER,
            "supersedes": [],
            "time": time,
            "value": "of another program",
        },
        separators=(",", ":"),
    ).encode()
    row = (seq, hashlib.sha256(stored).hexdigest(), stored, PROVIDER, ITEM, "gap", time, "E")
    with closing(sqlite3.connect(path)) as other, other:
        place = other.execute("INSERT INTO change VALUES(?,?,?,?,?,?,?,?)", row).lastrowid
        other.execute("INSERT INTO head VALUES(?,?,?,?)", (PROVIDER, ITEM, "gap", place))


@pytest.mark.parametrize("time", ODD)
def test_that_a_change_of_no_day_is_damage_and_the_rest_is_saved(
    made: Path, time: str, capsys: pytest.CaptureFixture[str]
) -> None:
    insert(made, time)
    before = made.read_bytes()
    assert here("history", made) == 2
    assert "is damaged" in capsys.readouterr().err
    assert here("check", made) == 1
    saved = made.with_name("saved.jalon")
    assert here("rescue", made, saved) == 1
    assert made.read_bytes() == before
    with opened(saved) as session:
        assert session.assessment.value(PROVIDER, ITEM, "how") == "sound"
        assert session.check() == ()


@pytest.mark.parametrize("time", [*ODD, "no time"])
def test_that_a_text_being_typed_on_no_day_is_damage(made: Path, time: str) -> None:
    columns = (PROVIDER, ITEM, "gap", "half a sentence", "E", time)
    seal = hashlib.sha256("\0".join(columns).encode()).hexdigest()
    with closing(sqlite3.connect(made)) as other, other:
        other.execute("INSERT INTO draft VALUES(?,?,?,?,?,?,?)", (*columns, seal))
    assert here("status", made) == 2
    assert here("check", made) == 1
    saved = made.with_name("saved.jalon")
    assert here("rescue", made, saved) == 1  # it says that a text is missing
    assert here("check", saved) == 0


def test_that_a_change_at_a_place_below_zero_is_saved(made: Path) -> None:
    insert(made, "2026-11-27T00:00:00.000000Z", seq=-5)
    assert here("check", made) == 0
    saved = made.with_name("saved.jalon")
    assert here("rescue", made, saved) == 0
    with opened(saved) as session:
        assert session.assessment.value(PROVIDER, ITEM, "gap") == "of another program"


@pytest.mark.parametrize("ending", ["", "-journal", "-wal"])
def test_that_what_a_killed_migration_left_goes_when_the_project_is_closed(
    made: Path, ending: str
) -> None:
    target = made.with_name(f".{made.name}.migrated")
    left = [Path(f"{target}{ending}"), Path(f"{whole.unfinished(target)}{ending}")]
    kept = made.with_name(f".{made.name}.migrated.txt")
    for file in (*left, kept):
        file.write_bytes(made.read_bytes())
    with opened(made):
        pass
    assert [file for file in left if file.exists()] == []
    assert kept.exists()
