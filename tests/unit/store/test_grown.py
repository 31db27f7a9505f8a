"""The first opening after a crash: by what the log adds, and never mixed with another state."""

import os
import random
import shutil
from contextlib import closing
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jalon.assessment.changes import PROVIDER, Key
from jalon.store import connection as connections
from jalon.store import grown, integrity
from jalon.store.project import Project
from tools.thorough import examples
from unit.store.conftest import Run
from unit.store.test_leftover import KILLED, answered, log_of, refused
from unit.store.test_migrations import make_old

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")


def test_that_a_crash_costs_no_full_check_of_a_sound_file(
    path: Path, key: Key, other_process: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project.create(path, "test-edition").close()
    ids = answered(path, key, range(60), "some words")
    other_process(KILLED, path, key.subject, key.item, 60, 3, "after", "")
    assert log_of(path).stat().st_size
    checks: list[object] = []
    check = integrity.check

    def counted(connection: apsw.Connection) -> tuple[integrity.Finding, ...]:
        checks.append(connection)
        return check(connection)

    monkeypatch.setattr(integrity, "check", counted)
    for read_only in (True, False):
        with Project.open(path, read_only=read_only) as project:
            assert [c.id for c in project.history()][3:] == ids[::-1]
    assert not checks
    with Project.open(path) as project:
        assert (project.count(), project.check()) == (63, ())


def test_that_the_log_of_a_later_project_is_not_folded_into_an_older_version(
    path: Path, key: Key, other_process: Run
) -> None:
    """A copy made before an update came back to where the log of a killed program still lay."""
    words = "some length " * 40
    Project.create(path, "test-edition").close()
    answered(path, key, range(10), words)
    other_process(KILLED, path, key.subject, key.item, 10, 5, words, "")
    log = log_of(path).read_bytes()
    with Project.open(path):
        pass
    later = answered(path, key, range(15, 30), words)
    make_old(path)
    log_of(path).write_bytes(log)
    before = path.read_bytes()
    for read_only in (False, True):
        error = refused(path, read_only=read_only)
        assert (error.reason, error.details["log"]) == ("foreign", log_of(path).name)
    assert (path.read_bytes(), log_of(path).read_bytes()) == (before, log)
    log_of(path).unlink()
    with Project.open(path) as project:
        assert set(later) <= {change.id for change in project.history()}
        assert project.kept


@settings(
    max_examples=examples(6, 200), phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(
    seed=st.integers(0, 2**32), fields=st.sampled_from([2, 30]), size=st.sampled_from([20, 3000])
)
def test_that_no_mixture_of_two_states_is_taken_for_one(
    tmp_path_factory: pytest.TempPathFactory, seed: int, fields: int, size: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret
    folder = tmp_path_factory.mktemp("states")
    first, second, mixed = (folder / name for name in ("a.jalon", "b.jalon", "mixed.jalon"))
    states: list[tuple[Path, Path]] = []

    def work(path: Path) -> None:
        with Project.open(path) as project:
            for _ in range(dice.randrange(2, 12)):
                key = Key(PROVIDER, f"item-{dice.randrange(fields)}", "how")
                text = f"{dice.random()} " + "x" * dice.randrange(size)
                project.append([(key, text)], author="Ada")
                if dice.random() < 0.2:
                    kept = folder / str(len(states))
                    shutil.copyfile(path, kept)
                    shutil.copyfile(log_of(path), log_of(kept))
                    states.append((kept, log_of(kept)))

    Project.create(first, "test-edition").close()
    work(first)
    shutil.copyfile(first, second)
    for path in (first, second) * 2:
        work(path)
    for _ in range(30 if states else 0):
        shutil.copyfile(dice.choice(states)[0], mixed)
        shutil.copyfile(dice.choice(states)[1], log_of(mixed))
        with (
            closing(connections.open_for_reading(mixed, immutable=True)) as alone,
            closing(connections.open_for_writing(mixed)) as whole,
        ):
            connections.leave_as_it_is(whole)
            before = {i for (i,) in alone.execute("SELECT id FROM change")}
            if grown.is_proved(whole, alone):
                assert integrity.check(whole) == ()
                assert before <= {i for (i,) in whole.execute("SELECT id FROM change")}
