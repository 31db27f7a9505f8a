"""Two copies edited apart become one: the union of their logs."""

import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from jalon.assessment.changes import Change, Key
from jalon.assessment.state import Assessment
from jalon.errors import ProjectError
from jalon.forms import load
from jalon.store import connection as connections
from jalon.store import log
from jalon.store.project import Project
from jalon.store.rescue import rescue


def two_copies(path: Path, key: Key) -> tuple[Project, Project]:
    first = Project.create(path, "test-edition")
    first.append([(key, "common"), (key._replace(field="gap"), "common")], author="Anna")
    first.copy_to(path.with_name("second.jalon"))
    return first, Project.open(path.with_name("second.jalon"))


def values(found: tuple[Change, ...]) -> list[object]:
    return [change.value for change in found]


def test_that_a_field_changed_in_both_copies_has_two_current_changes(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    with first, second:
        first.append([(key, "Anna's")], author="Anna")
        second.append([(key, "Bruno's")], author="Bruno")
        second.append([(key._replace(field="gap"), "only Bruno's")], author="Bruno")
        first.take_in(second)
        assert values(first.heads()[key]) == ["Anna's", "Bruno's"]
        assert values(first.heads()[key._replace(field="gap")]) == ["only Bruno's"]
        assert list(Assessment(first.heads()).conflicts()) == [key]
        assert first.check() == ()

        second.take_in(first)
        assert first.digest() == second.digest()
        assert first.heads() == second.heads()
        assert second.check() == ()


def test_that_the_next_change_settles_a_conflict_by_superseding_both(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    with first, second:
        (a,) = first.append([(key, "Anna's")], author="Anna")
        (b,) = second.append([(key, "Bruno's")], author="Bruno")
        first.take_in(second)
        (settled,) = first.append([(key, "agreed")], author="Anna")
        assert settled.supersedes == tuple(sorted((a.id, b.id)))
        assert first.heads()[key] == (settled,)
        assert first.check() == ()


def test_that_expunging_one_side_of_a_conflict_leaves_the_other(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    with first, second:
        (a,) = first.append([(key, "Anna's")], author="Anna")
        second.append([(key, "Bruno's")], author="Bruno")
        first.take_in(second)
        first.expunge(a.id, author="Anna", reason="test")
        assert values(first.heads()[key]) == ["Bruno's", None]
        assert first.check() == ()


def test_that_a_copy_without_history_can_come_back(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    second.close()
    with first:
        first.append([(key, "newer")], author="Anna")
        outside = path.with_name("outside.jalon")
        first.copy_to(outside, history=False)
        with Project.open(outside) as edited:
            edited.append([(key, "from outside")], author="Counsel")
            first.take_in(edited)
        assert values(first.heads()[key]) == ["from outside"]
        assert first.check() == ()


def test_that_a_union_may_bring_a_parent_after_its_child(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    with first, second:
        second.append([(key, "parent")], author="Bruno")
        second.append([(key, "child")], author="Bruno")
        changes = second.history(key)[:2]
        payloads = dict(second.source().execute("SELECT id, payload FROM change"))
        connection = first.source()
        with connections.transaction(connection):
            child, parent = (log.add(connection, c, payloads[c.id]) for c in changes)
            connection.execute("DELETE FROM head WHERE field = ?", (key.field,))
            log.make_current(connection, key, child)
        assert child < parent
        assert values(first.heads()[key]) == ["child"]
        assert first.check() == ()


def digests(project: Project) -> tuple[str, tuple[object, ...]]:
    return project.digest(), tuple(sorted(c.id for c in project.history()))


def copy(project: Project, name: str) -> Project:
    project.copy_to(project.path.with_name(name))
    return Project.open(project.path.with_name(name))


def test_that_uniting_three_copies_gives_the_same_whatever_the_order(path: Path, key: Key) -> None:
    one = Project.create(path, "test-edition")
    one.append([(key, "common")], author="Anna")
    two, three = copy(one, "two.jalon"), copy(one, "three.jalon")
    for number, each in enumerate((one, two, three)):
        each.append(
            [(key, f"from {number}"), (key._replace(field=f"own-{number}"), number)],
            author=f"A{number}",
        )
        each.draft(key._replace(field="typed"), f"still typing {number}", f"A{number}")
    found = set()
    for order in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
        copies = [
            copy(p, f"{n}-{''.join(map(str, order))}.jalon")
            for n, p in enumerate((one, two, three))
        ]
        first, second, third = (copies[n] for n in order)
        second.take_in(third)
        first.take_in(second)
        again = first.take_in(third)
        assert again.changes == 0
        assert first.check() == ()
        assert first.drafts() == {}
        assert len(first.heads()[key]) == 3
        assert {c.author for c in first.heads()[key._replace(field="typed")]} == {"A0", "A1", "A2"}
        found.add(digests(first))
        for each in copies:
            each.close()
    assert len(found) == 1
    for each in (one, two, three):
        each.close()


def test_that_what_came_in_is_told(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    with first, second:
        first.append([(key, "Anna's")], author="Anna")
        second.append([(key, "Bruno's"), (key._replace(field="owner"), "B")], author="Bruno")
        arrived = first.take_in(second)
        assert arrived.changes == 2
        assert arrived.fields == (key, key._replace(field="owner"))
        assert arrived.conflicts == (key,)
        assert arrived.authors == {"Bruno": 2}


def test_that_what_one_copy_expunged_is_gone_from_both(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    with first, second:
        secret = first.heads()[key][0]
        first.expunge(secret.id, author="Anna", reason="a secret")
        arrived = second.take_in(first)
        assert arrived.removed == 1
        assert second.check() == ()
        assert first.digest() == second.digest()
        second.checkpoint()
        assert b'"common"' in path.with_name("second.jalon").read_bytes()  # the other field
        kept = [c for c in second.history(key) if c.id == secret.id]
        assert [c.value for c in kept] == [None]


def test_that_an_expunged_value_does_not_come_back_from_an_older_copy(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    with first, second:
        secret = first.heads()[key][0]
        first.expunge(secret.id, author="Anna", reason="a secret")
        first.take_in(second)
        assert first.check() == ()
        assert all(c.value is None for c in first.history(key))


def timed(path: Path, place: str, time: str) -> str:
    """Let a change tell its time in another way, its id made to fit; return the new id."""
    editor = sqlite3.connect(path)
    seq, payload = editor.execute(f"SELECT {place}, payload FROM change").fetchone()  # noqa: S608
    told = {**json.loads(payload), "time": time}
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    made = hashlib.sha256(written).hexdigest()
    editor.execute(
        "UPDATE change SET id = ?, payload = ?, time = ? WHERE seq = ?", (made, written, time, seq)
    )
    editor.commit()
    editor.close()
    return made


@pytest.mark.parametrize("place", ["min(seq)", "max(seq)"])
@pytest.mark.parametrize(
    "time",
    ["2026-11-26T12:00:00.000000+05:00", "2026-11-26T12:00:00Z", "2026-W48-4T12:00:00.000000Z"],
)
def test_that_another_way_of_writing_the_time_comes_in_as_it_is(
    path: Path, key: Key, place: str, time: str
) -> None:
    one, two = path.with_name("one.jalon"), path.with_name("two.jalon")
    with Project.create(path, load.current()) as project:
        project.append([(key, "x")], author="A")
        project.copy_to(one)
        project.append([(key._replace(field="second"), "y")], author="B")
        project.append([(key._replace(field="third"), "z")], author="C")
    shutil.copyfile(path, two)
    made = timed(two, place, time)
    rescued = rescue(two, path.with_name("rescued.jalon"))
    with Project.open(one) as ours, Project.open(two, read_only=True) as theirs:
        ours.take_in(theirs)
    with Project.open(two) as theirs:
        theirs.copy_to(path.with_name("current.jalon"), history=False)
    for each in (one, rescued.path, path.with_name("current.jalon")):
        with Project.open(each) as project:
            assert project.check() == ()
            assert made in {c.id for c in project.history()}


def test_that_a_change_cannot_take_the_place_of_one_of_another_field(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    first.close()
    second.append([(key._replace(field="note"), "harmless")], author="Eve")
    second.close()
    other = path.with_name("second.jalon")
    editor = sqlite3.connect(other)
    (victim, place) = editor.execute(
        "SELECT id, seq FROM change WHERE field = ?", (key.field,)
    ).fetchone()
    (payload,) = editor.execute("SELECT payload FROM change WHERE field = 'note'").fetchone()
    told = {**json.loads(payload), "supersedes": [victim]}
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    made = hashlib.sha256(written).hexdigest()
    editor.execute("UPDATE change SET id = ?, payload = ? WHERE field = 'note'", (made, written))
    editor.execute("DELETE FROM head WHERE seq = ?", (place,))
    editor.commit()
    editor.close()
    with Project.open(path) as ours, Project.open(other, read_only=True) as theirs:
        assert [(f.trouble, f.place) for f in theirs.check()] == [("field", made)]
        with pytest.raises(ProjectError, match="damaged"):
            ours.take_in(theirs)
        assert values(ours.heads()[key]) == ["common"]


def test_that_another_project_is_refused(path: Path, key: Key) -> None:
    other = path.with_name("other.jalon")
    with Project.create(path, "test-edition") as one, Project.create(other, "test-edition") as two:
        two.append([(key, "x")], author="B")
        before = digests(one)
        with pytest.raises(ProjectError, match="another project"):
            one.take_in(two)
        assert digests(one) == before


def test_that_a_damaged_copy_is_refused(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    with first, second:
        with connections.rewriting(second.source()):
            second.source().execute("UPDATE change SET payload = x'7b7d' WHERE seq = 1")
        with pytest.raises(ProjectError, match="damaged"):
            first.take_in(second)
        assert first.check() == ()
