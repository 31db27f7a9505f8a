"""The history of united copies: by when each change was made, not by when it came in."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jalon.assessment.changes import Key
from jalon.store.project import Project

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@pytest.fixture
def united(path: Path, key: Key) -> Project:
    """Take in a copy in which somebody wrote between two changes of ours."""
    other = path.with_name("other.jalon")
    project = Project.create(path, "test-edition")
    project.copy_to(other)
    for minute in (0, 20):
        project.append([(key, f"ours {minute}")], author="A", time=NOON + timedelta(minutes=minute))
    with Project.open(other) as copy:
        for minute in (10, 30):
            copy.append(
                [(key, f"theirs {minute}")], author="B", time=NOON + timedelta(minutes=minute)
            )
        project.take_in(copy)
    return project


@pytest.mark.parametrize("order", ["ours first", "theirs first"])
@pytest.mark.parametrize("limit", [None, 3, 4, 99])
def test_that_the_newest_is_what_was_made_last(
    path: Path, key: Key, united: Project, order: str, limit: int | None
) -> None:
    if order == "theirs first":
        united.close()
        other = Project.open(path.with_name("other.jalon"))
        with other, Project.open(path, read_only=True) as ours:
            other.take_in(ours)
        united = Project.open(path.with_name("other.jalon"))
    said = ["theirs 30", "ours 20", "theirs 10", "ours 0"][:limit]
    with united:
        assert [c.value for c in united.history(key, limit=limit)] == said
        assert [c.value for c in united.history(item=key.item, limit=limit)] == said
        assert [c.value for c in united.history(limit=limit)] == said


def test_that_what_was_done_at_once_stays_in_its_order(project: Project, key: Key) -> None:
    keys = [key._replace(field=f"f{number}") for number in range(5)]
    project.append([(one, "at once") for one in keys], author="A", time=NOON)
    assert [c.key for c in project.history()] == keys[::-1]
    assert [c.key for c in project.history(limit=3)] == keys[:1:-1]


def test_that_of_a_very_long_log_the_last_that_came_in_are_shown_in_time_order(
    united: Project, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jalon.store.log._SHORT", 3)
    with united:
        assert [c.value for c in united.history(limit=3)] == ["theirs 30", "ours 20", "theirs 10"]
        assert [c.value for c in united.history(key, limit=2)] == ["theirs 30", "ours 20"]
