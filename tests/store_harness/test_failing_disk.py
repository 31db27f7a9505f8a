"""A disk that fails at any write of a save leaves the state before it, or the one after."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import apsw
import pytest

from jalon.assessment.changes import Key, Subject
from jalon.errors import ProjectError
from jalon.store.project import Project
from store_harness.failing_disk import failing_disk

KEY: Final = Key(Subject("provider"), "item", "how")
MOST: Final = 400
"""Writes that no save needs."""

Act = Callable[[Project], object]


def answer(project: Project) -> None:
    project.append([(KEY, "after"), (KEY._replace(field="gap"), "after " * 3000)], author="Anna")


def draft(project: Project) -> None:
    project.draft(KEY._replace(field="typed"), "after", "Anna")


def expunge(project: Project) -> None:
    project.expunge(project.heads()[KEY][0].id, author="Anna", reason="test")


def checkpoint(project: Project) -> None:
    project.append([(KEY, "after")], author="Anna")
    project.checkpoint()


ACTS: Final[dict[str, Act]] = {
    "answer": answer,
    "draft": draft,
    "expunge": expunge,
    "checkpoint": checkpoint,
}


def state(project: Project) -> tuple[object, ...]:
    heads = {k: [(c.value, c.author) for c in h] for k, h in project.heads().items()}
    return heads, project.drafts(), project.count()


def made(path: Path) -> None:
    with Project.create(path, "test-edition") as project:
        project.append([(KEY, "before")], author="Anna")


def after(path: Path, act: Act) -> tuple[object, ...]:
    """Return the state that the act leads to on a disk that does not fail."""
    made(path)
    with Project.open(path) as project:
        act(project)
        found = state(project)
    path.unlink()
    return found


def acknowledges(act: Act, project: Project) -> bool:
    """Do something; tell whether it was said to be saved."""
    try:
        act(project)
    except ProjectError:
        return False
    return True


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError], ids=["ENOSPC", "EIO"])
def test_that_a_save_that_fails_anywhere_leaves_before_or_after(
    tmp_path: Path, name: str, error: type[apsw.Error], *, full: bool
) -> None:
    act, path = ACTS[name], tmp_path / "project.jalon"
    wanted = after(path, act)
    failed = 0
    for number in range(0, MOST, 1 if full else 3):
        made(path)
        with failing_disk(error) as disk, Project.open(path) as project:
            before = state(project)
            disk.left = number
            acknowledged = acknowledges(act, project)
            failed += disk.met > 0
            disk.left = None
            found = state(project)
            assert _known(found, before, wanted, name)
            assert not acknowledged or _same(found, wanted, name)
            project.append([(KEY._replace(field="owner"), "goes on")], author="Anna")
        with Project.open(path) as project:
            assert project.check() == ()
            assert [c.value for c in project.heads()[KEY._replace(field="owner")]] == ["goes on"]
        path.unlink()
        if acknowledged and not disk.met:
            break
    assert failed > 0


def _known(
    found: tuple[object, ...], before: tuple[object, ...], wanted: tuple[object, ...], name: str
) -> bool:
    return _same(found, before, name) or _same(found, wanted, name)


def _same(one: tuple[object, ...], other: tuple[object, ...], name: str) -> bool:
    if name != "expunge":
        return one == other
    # Its record is named by the id of the change, which holds a time.
    values = [sorted(map(repr, _heads(s).values())) for s in (one, other)]
    return values[0] == values[1] and one[1:] == other[1:]


def _heads(found: tuple[object, ...]) -> dict[object, object]:
    heads = found[0]
    assert isinstance(heads, dict)
    return {
        key: [v if not isinstance(v, dict) else sorted(v) for v, _ in current]
        for key, current in heads.items()
    }
