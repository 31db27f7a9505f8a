"""A rescue, or another passphrase, on a disk that fills up on the way: whole, or as before.

However much room is left, the original stays as it was, one message says why, and neither half of a
file nor anything readable of a protected one remains. The disk is a tmpfs (Linux, as root).
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from jalon.assessment.changes import PROVIDER
from jalon.errors import ProjectError
from jalon.session import Session
from jalon.store import rescue
from jalon.store.project import Project
from jalon.store.protection import Passphrase
from tools.derived import derived_once

FIRST, SECOND = "two words", "three other words"
TYPED: Final = "our weakest point is the evaluation "
PAGE: Final = 4096
LARGE: Final = "size=64m"
Act: TypeAlias = Callable[[Path, str | None], None]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the small disk is a tmpfs")


@pytest.fixture(autouse=True)
def _derived_once() -> Iterator[None]:
    with derived_once():
        yield


def mounted(*told: str) -> bool:
    return subprocess.run(["mount", *told], check=False, capture_output=True).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mounted("-t", "tmpfs", "-o", LARGE, "tmpfs", str(folder)):
        pytest.skip("a small disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def leave(disk: Path, room: int) -> None:
    """Leave so many bytes of room on the disk, rounded up to a page."""
    pages = -(-(shutil.disk_usage(disk).used + room) // PAGE)
    assert mounted("-o", f"remount,size={pages * PAGE}", str(disk))


def made(disk: Path, passphrase: str | None) -> None:
    """Make a project with a backup."""
    session = Session.create(disk / "project.jalon", author="Ada", passphrase=passphrase)
    for number in range(12):
        session.answer(PROVIDER, f"item-{number}", "how", TYPED * 60)
    making = session.custody.begin_backup(disk / "backups")
    assert making
    while not making.step():
        pass
    making.finish(datetime.now(UTC))
    session.close()


def rescued(disk: Path, passphrase: str | None) -> None:
    opens = Passphrase(passphrase) if passphrase else None
    rescue.rescue(disk / "project.jalon", disk / "new.jalon", opens=opens)


def under(target: str | None) -> Act:
    def act(disk: Path, passphrase: str | None) -> None:
        session = Session.open(disk / "project.jalon", passphrase=passphrase)
        try:
            session.custody.protect(target, disk / "backups")
        finally:
            session.close()

    return act


ACTS: Final[dict[str, tuple[str | None, str | None, Act]]] = {
    "rescue": (None, None, rescued),
    "rescue-sealed": (FIRST, FIRST, rescued),
    "protect": (None, FIRST, under(FIRST)),
    "change": (FIRST, SECOND, under(SECOND)),
    "unprotect": (FIRST, None, under(None)),
}
"""The passphrase before and after, and what is done."""


def files(disk: Path) -> dict[str, bytes]:
    found = (path for path in disk.rglob("*") if path.is_file())
    return {str(path.relative_to(disk)): path.read_bytes() for path in found}


def sound(path: Path, passphrase: str | None) -> str:
    opens = Passphrase(passphrase) if passphrase else None
    with Project.open(path, opens=opens) as project:
        assert project.check() == ()
        return project.digest()


def refused(do: Act, disk: Path, passphrase: str | None) -> str:
    """Return why something could not be done; empty where it was."""
    try:
        do(disk, passphrase)
    except ProjectError as error:
        return error.reason
    return ""


@pytest.mark.parametrize("act", ACTS)
def test_that_a_file_written_anew_is_whole_or_not_there(
    disk: Path, act: str, *, full: bool
) -> None:
    before_it, after_it, do = ACTS[act]
    made(disk, before_it)
    before = files(disk)
    recorded = sound(disk / "project.jalon", before_it)
    size = sum(map(len, before.values()))
    outcomes: list[bool] = []
    for room in range(0, 2 * size, PAGE if full else size // 6):
        leave(disk, room)
        why = refused(do, disk, before_it)
        outcomes.append(not why)
        if why:
            assert why == "full"
            assert files(disk) == before
        else:
            target = "new.jalon" if "rescue" in act else "project.jalon"
            assert mounted("-o", f"remount,{LARGE}", str(disk))
            assert sound(disk / target, after_it) == recorded
            found = files(disk)
            assert {name for name in found if name.startswith(".")} == set()
            if after_it:
                assert [name for name, data in found.items() if TYPED.encode() in data] == []
        assert mounted("-o", f"remount,{LARGE}", str(disk))
        for path in (*disk.rglob("*.jalon"), *disk.rglob("sealing-*")):
            path.unlink()
        for name, data in before.items():
            (disk / name).write_bytes(data)
    assert {*outcomes} == {False, True}
    print(act, len(outcomes), "rooms")  # noqa: T201  shown by -s, for the page of figures
