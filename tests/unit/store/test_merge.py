"""Two copies edited apart are the union of their logs; the tables can hold it already."""

from pathlib import Path

from jalon.assessment.changes import Change, Key
from jalon.assessment.state import Assessment
from jalon.store import connection as connections
from jalon.store import log
from jalon.store.expunge import told_by
from jalon.store.project import Project


def take_in(target: Project, source: Project) -> None:
    """Unite the logs as a merge will: what is missing comes in, then the heads are derived."""
    connection = target._connection
    payloads = dict(source._connection.execute("SELECT id, payload FROM change"))
    known = {change.id for change in target.history()}
    incoming = [c for c in reversed(source.history()) if c.id not in known]
    with connections.transaction(connection):
        for change in incoming:
            log.add(connection, change, payloads[change.id])
        connection.execute("DELETE FROM head")
        superseded = {old for change in target.history() for old in told_by(change)}
        for change in target.history():
            if change.id not in superseded:
                place = connection.execute("SELECT seq FROM change WHERE id = ?", (change.id,)).get
                log.make_current(connection, change.key, place)


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
        take_in(first, second)
        assert values(first.heads()[key]) == ["Anna's", "Bruno's"]
        assert values(first.heads()[key._replace(field="gap")]) == ["only Bruno's"]
        assert list(Assessment(first.heads()).conflicts()) == [key]
        assert first.check() == ()

        take_in(second, first)
        assert first.digest() == second.digest()
        assert first.heads() == second.heads()
        assert second.check() == ()


def test_that_the_next_change_settles_a_conflict_by_superseding_both(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    with first, second:
        (a,) = first.append([(key, "Anna's")], author="Anna")
        (b,) = second.append([(key, "Bruno's")], author="Bruno")
        take_in(first, second)
        (settled,) = first.append([(key, "agreed")], author="Anna")
        assert settled.supersedes == tuple(sorted((a.id, b.id)))
        assert first.heads()[key] == (settled,)
        assert first.check() == ()


def test_that_expunging_one_side_of_a_conflict_leaves_the_other(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    with first, second:
        (a,) = first.append([(key, "Anna's")], author="Anna")
        second.append([(key, "Bruno's")], author="Bruno")
        take_in(first, second)
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
            take_in(first, edited)
        assert values(first.heads()[key]) == ["from outside"]
        assert first.check() == ()


def test_that_a_union_may_bring_a_parent_after_its_child(path: Path, key: Key) -> None:
    first, second = two_copies(path, key)
    with first, second:
        second.append([(key, "parent")], author="Bruno")
        second.append([(key, "child")], author="Bruno")
        changes = second.history(key)[:2]
        payloads = dict(second._connection.execute("SELECT id, payload FROM change"))
        connection = first._connection
        with connections.transaction(connection):
            child, parent = (log.add(connection, c, payloads[c.id]) for c in changes)
            connection.execute("DELETE FROM head WHERE field = ?", (key.field,))
            log.make_current(connection, key, child)
        assert child < parent
        assert values(first.heads()[key]) == ["child"]
        assert first.check() == ()
