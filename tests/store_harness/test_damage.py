"""Any damage to a file is harmless or reported; nothing wrong is shown as right."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from jalon.assessment.changes import Change, Key, Subject
from jalon.errors import ProjectError
from jalon.store.project import Project
from jalon.store.rescue import rescue

PAGE: Final = 4096
SECTOR: Final = 512
SHORT, LONG = 25, {"truncation": 200, "flips": 2000, "sectors": 200, "stale": 200}
Heads = dict[Key, tuple[Change, ...]]


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, Heads]:
    """An older and the newest state of one file, and what the newest holds."""
    path = tmp_path_factory.mktemp("damage") / "project.jalon"
    dice = random.Random(3)  # noqa: S311  no secret
    Project.create(path, "test-edition").close()
    older = b""
    for numbers in (range(150), range(150, 220)):
        older = path.read_bytes()
        with Project.open(path) as project:
            for number in numbers:
                key = Key(Subject("provider"), f"item-{number % 60}", dice.choice(("how", "gap")))
                said = f"answer {number} " * dice.choice((1, 2, 30, 600))
                project.append([(key, said)], author="A")
            heads = project.heads()
    return older, path.read_bytes(), heads


def truncated(data: bytearray, _older: bytes, dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


def flipped(data: bytearray, _older: bytes, dice: random.Random) -> None:
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def zeroed(data: bytearray, _older: bytes, dice: random.Random) -> None:
    at = dice.randrange(len(data) // SECTOR) * SECTOR
    data[at : at + SECTOR] = bytes(SECTOR)


def stale(data: bytearray, older: bytes, dice: random.Random) -> None:
    pages = range(0, min(len(data), len(older)), PAGE)
    at = dice.choice([at for at in pages if data[at : at + PAGE] != older[at : at + PAGE]])
    data[at : at + PAGE] = older[at : at + PAGE]


KINDS: Final[dict[str, Callable[[bytearray, bytes, random.Random], None]]] = {
    "truncation": truncated,
    "flips": flipped,
    "sectors": zeroed,
    "stale": stale,
}


def outcome(path: Path, expected: Heads, *, deferred: bool) -> str:
    """Say what became of a damaged file: refused, reported by the full check, or harmless."""
    try:
        with Project.open(path, deferred=deferred) as project:
            found = project.heads()
            if deferred and found != expected:
                return "accepted, wrong"  # a first page would show it
            project.verify()
            found, findings = project.heads(), project.check()
    except ProjectError:
        return "refused"
    if findings:
        return "reported"
    return "harmless" if found == expected else "accepted, wrong"


@pytest.mark.parametrize("deferred", [False, True], ids=["log", "extract"])
@pytest.mark.parametrize("kind", KINDS)
def test_that_damage_is_harmless_or_reported(
    states: tuple[bytes, bytes, Heads], tmp_path: Path, kind: str, *, deferred: bool, full: bool
) -> None:
    older, newest, expected = states
    dice = random.Random(kind)  # noqa: S311  no secret
    seen: Counter[str] = Counter()
    for number in range(LONG[kind] if full else SHORT):
        data = bytearray(newest)
        KINDS[kind](data, older, dice)
        path = tmp_path / f"{kind}-{number}.jalon"
        path.write_bytes(data)
        seen[outcome(path, expected, deferred=deferred)] += 1
        if number % 10 == 0:
            assert saved_is_sound(path, expected)
        path.unlink()
    print(kind, dict(seen))  # noqa: T201  shown by -s, for the page of figures
    assert seen["accepted, wrong"] == 0
    assert seen["refused"] + seen["reported"] > 0


def saved_is_sound(path: Path, expected: Heads) -> bool:
    """Whether a rescue gives a sound file that shows nothing that was never recorded."""
    target = path.with_suffix(".saved.jalon")
    try:
        made = rescue(path, target)
    except ProjectError:
        return True
    with Project.open(target) as project:
        recorded = {c.id for current in expected.values() for c in current}
        wrong = [c for h in project.heads().values() for c in h if c.id not in recorded]
        sound = project.check() == () and (not wrong or made.missing > 0)
    target.unlink()
    return sound
