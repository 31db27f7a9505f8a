"""Backups: whole and checked, made while one works, thinned with time."""

import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.assessment.changes import Key
from jalon.errors import ProjectError
from jalon.forms import load
from jalon.session import opened
from jalon.store import backups, thinning, unfinished
from jalon.store.project import Project
from store_harness.failing_disk import failing_disk

Run = Callable[..., subprocess.CompletedProcess[str]]
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
TIMES = st.lists(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 11, 26), timezones=st.just(UTC)),  # noqa: DTZ001
    max_size=60,
    unique=True,
)


def finished(making: backups.Making, now: datetime = NOW) -> backups.Backup:
    while not making.step():
        pass
    return making.finish(now)


def test_that_a_backup_holds_all_that_was_written_while_it_was_made(
    project: Project, key: Key, tmp_path: Path
) -> None:
    for number in range(200):
        project.append([(key._replace(item=f"i{number}"), "text " * 4000)], author="Anna")
    making = backups.Making(project, tmp_path / "kept")
    steps = 0
    while not making.step():
        project.append([(key, f"while copying {steps}")], author="Anna")
        steps += 1
        assert steps < 10_000
    made = making.finish(NOW)
    assert steps > 1
    with Project.open(made.path, read_only=True) as kept:
        assert kept.check() == ()
        assert kept.digest() == project.digest()
    files = sorted(p.name for p in made.path.parent.iterdir())
    assert files == ["20261126T120000Z.jalon", backups.ABOUT]
    (origin,) = backups.origins(tmp_path)
    assert origin.file == str(project.path)
    project.append([(key, "the project goes on")], author="Anna")
    assert project.check() == ()


def test_that_a_state_is_backed_up_once(project: Project, key: Key, tmp_path: Path) -> None:
    folder = backups.folder_of(tmp_path, project)
    assert backups.due(folder, project.digest(), NOW)
    finished(backups.Making(project, folder))
    assert not backups.due(folder, project.digest(), NOW)
    project.append([(key, "new")], author="Anna")
    assert backups.due(folder, project.digest(), NOW)


def test_that_a_backup_given_up_leaves_nothing(project: Project, tmp_path: Path) -> None:
    making = backups.Making(project, tmp_path / "kept")
    making.step()
    making.give_up()
    assert list((tmp_path / "kept").iterdir()) == []


KILLED = """
import os, sys
from pathlib import Path
from jalon.store.backups import Making
from jalon.store.project import Project
with Project.open(Path(sys.argv[1])) as project:
    making = Making(project, Path(sys.argv[2]))
    making.step()
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_that_what_a_kill_leaves_of_a_backup_goes_with_the_next_one_and_with_what_is_removed(
    path: Path, key: Key, other_process: Run
) -> None:
    root = path.parent / "kept"
    with Project.create(path, load.current()) as project:
        (secret,) = project.append([(key, "hunter2")], author="Anna")
        folder = backups.folder_of(root, project)

    def left() -> list[Path]:
        return [p for p in folder.iterdir() if b"hunter2" in p.read_bytes()]

    assert other_process(KILLED, path, folder).returncode == -9
    assert len(left()) == 1
    with opened(path) as session:
        assert session.custody.expunge(secret.id, "a secret", root) == ()
        assert left() == []
    assert other_process(KILLED, path, folder).returncode == -9
    with opened(path) as session:
        making = session.custody.begin_backup(root)
        assert making is not None
        made = finished(making)
    assert {p.name for p in folder.iterdir()} == {made.path.name, backups.ABOUT}


def test_that_a_backup_under_way_elsewhere_is_left_alone(
    project: Project, tmp_path: Path, key: Key
) -> None:
    project.append([(key, "text " * 300_000)], author="Anna")
    making = backups.Making(project, tmp_path / "kept")
    assert not making.step()
    unfinished.sweep(tmp_path / "kept")
    assert finished(making).path.exists()


def test_that_a_backup_under_way_on_another_machine_is_left_for_a_day(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two machines share a folder of backups; a number of one is no process of the other."""
    gone = subprocess.Popen(["true"])
    gone.wait()
    folder = tmp_path / "kept"
    with monkeypatch.context() as there:
        there.setattr("os.getpid", lambda: gone.pid)
        there.setattr("socket.gethostname", lambda: "another machine")
        making = backups.Making(project, folder)
    (left,) = folder.iterdir()
    unfinished.sweep(folder)
    assert left.exists()
    old = left.stat().st_mtime - 86_401
    os.utime(left, (old, old))
    unfinished.sweep(folder)
    assert not left.exists()
    making.give_up()

    with monkeypatch.context() as here:
        here.setattr("os.getpid", lambda: gone.pid)
        making = backups.Making(project, folder)
    unfinished.sweep(folder)
    assert list(folder.iterdir()) == []  # one of ours, whose process has ended
    making.give_up()


def test_that_a_damaged_backup_takes_no_name_and_drops_no_older_one(
    project: Project, key: Key, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    for day in range(40):
        (folder / f"202610{day % 30 + 1:02}T0{day // 30}0000Z.jalon").parent.mkdir(exist_ok=True)
        (folder / f"202610{day % 30 + 1:02}T0{day // 30}0000Z.jalon").write_bytes(b"old")
    before = sorted(folder.iterdir())
    project.append([(key, "text")], author="Anna")
    making = backups.Making(project, folder)
    while not making.step():
        pass
    making._target.execute("UPDATE change SET payload = x'7b7d' WHERE seq = 1")
    with pytest.raises(ProjectError, match="damaged"):
        making.finish(NOW)
    assert sorted(folder.iterdir()) == before


@given(TIMES)
def test_that_thinning_keeps_the_newest_of_each_day_week_and_month(times: list[datetime]) -> None:
    gone = thinning.expendable(times, NOW)
    kept = set(times) - gone
    if times:
        assert max(times) in kept
    for time in times:
        age = NOW - time
        if age <= timedelta(days=1):
            assert time in kept
        if age <= timedelta(days=7):
            assert any(k.date() == time.date() and k >= time for k in kept)
        if age <= timedelta(weeks=5):
            assert any(k.isocalendar()[:2] == time.isocalendar()[:2] and k >= time for k in kept)
        if age <= timedelta(days=31 * 12):
            same = [k for k in kept if (k.year, k.month) == (time.year, time.month)]
            assert any(k >= time for k in same)
    assert len([k for k in kept if NOW - k > timedelta(days=1)]) <= 8 + 6 + 13 + 5


@given(times=TIMES, years=st.integers(1, 70), clocks=st.integers(1, 3))
def test_that_a_clock_years_ahead_leaves_the_newest_from_before(
    times: list[datetime], years: int, clocks: int
) -> None:
    kept = set(times)
    for ahead in range(clocks):
        now = NOW + timedelta(days=365 * years + 40 * ahead)
        kept |= {now}
        kept -= thinning.expendable(kept, now)
    assert kept >= set(sorted(times, reverse=True)[:2])


def test_that_a_clock_years_ahead_for_a_day_drops_nothing_of_the_year_before() -> None:
    days = [NOW - timedelta(days=number) for number in range(400)]
    kept = set(days)
    for day in reversed(days):
        kept -= thinning.expendable({k for k in kept if k <= day}, day)
    ahead = NOW + timedelta(days=5000)
    kept.add(ahead)
    left = kept - thinning.expendable(kept, ahead)
    assert len({(k.year, k.month) for k in left if k <= NOW}) >= 12
    assert sum(NOW - k <= timedelta(days=7) for k in left if k <= NOW) >= 7


def test_that_a_file_of_a_time_to_come_makes_no_backup_at_each_opening(
    project: Project, tmp_path: Path
) -> None:
    folder = backups.folder_of(tmp_path, project)
    finished(backups.Making(project, folder))
    (folder / "29990101T000000Z.jalon").write_bytes(b"\xff" * 40_960)
    assert not backups.due(folder, project.digest(), NOW)
    assert backups.due(folder, project.digest(), NOW - timedelta(days=1))


def test_that_a_folder_that_takes_no_backup_is_named(project: Project, tmp_path: Path) -> None:
    root = tmp_path / "no folder"
    root.write_text("a letter")
    folder = backups.folder_of(root, project)
    with pytest.raises(ProjectError) as raised:
        backups.Making(project, folder)
    assert raised.value.details == {"name": project.path.name, "folder": str(folder)}


@pytest.mark.parametrize("left", range(0, 40, 3))
def test_that_a_disk_that_fills_up_leaves_nothing_of_a_backup_and_lets_the_project_close(
    path: Path, key: Key, left: int
) -> None:
    folder = path.parent / "kept"
    with Project.create(path, "test-edition") as project:
        project.append([(key, "text " * 30_000)], author="Anna")
    with failing_disk(apsw.FullError) as disk, Project.open(path) as project:
        making = backups.Making(project, folder)
        disk.left = left
        with pytest.raises(ProjectError) as raised:
            finished(making)
        disk.left = None
        assert raised.value.details["folder"] == str(folder)
        assert list(folder.iterdir()) == []
    with Project.open(path) as project:
        assert project.check() == ()


@given(TIMES)
def test_that_thinning_twice_is_thinning_once(times: list[datetime]) -> None:
    kept = set(times) - thinning.expendable(times, NOW)
    assert thinning.expendable(kept, NOW) == set()


def test_that_what_is_no_backup_is_passed_over(tmp_path: Path) -> None:
    for name in ("notes.txt", "20261126.jalon", "x.jalon", "20261126T120000Z.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "20261126T120000Z.jalon").mkdir()
    assert backups.found(tmp_path) == ()
    assert backups.found(tmp_path / "absent") == ()
