"""Any damage to a file is harmless or reported; nothing wrong is shown as right."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from jalon.assessment.changes import Change, Key, Subject
from jalon.errors import ProjectError
from jalon.store.project import Project
from jalon.store.protection import Passphrase, Raw
from jalon.store.rescue import rescue
from tools.layouts import LAYOUTS, written_in

SECTOR: Final = 512
SHORT, LONG = 25, {"truncation": 200, "flips": 2000, "sectors": 200, "stale": 200}
Heads = dict[Key, tuple[Change, ...]]


@dataclass(frozen=True)
class States:
    """An older and the newest state of one file, what the newest holds, and what opens it."""

    older: bytes
    newest: bytes
    heads: Heads
    opens: Raw | None

    @property
    def page(self) -> int:
        return int.from_bytes(self.newest[16:18])


@pytest.fixture(scope="module", params=[None, *LAYOUTS], ids=lambda size: size or "plain")
def states(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> States:
    """Without a passphrase, and under one in each layout."""
    path = tmp_path_factory.mktemp("damage") / "project.jalon"
    dice = random.Random(3)  # noqa: S311  no secret
    secret = Passphrase("two words") if request.param else None
    with (
        written_in(request.param or LAYOUTS[0]),
        Project.create(path, "test-edition", passphrase=secret) as made,
    ):
        opens = made.key
    older = b""
    for numbers in (range(150), range(150, 220)):
        older = path.read_bytes()
        with Project.open(path, opens=opens) as project:
            for number in numbers:
                key = Key(Subject("provider"), f"item-{number % 60}", dice.choice(("how", "gap")))
                said = f"answer {number} " * dice.choice((1, 2, 30, 600))
                project.append([(key, said)], author="A")
            heads = project.heads()
    return States(older, path.read_bytes(), heads, opens)


def truncated(data: bytearray, _states: States, dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


def flipped(data: bytearray, _states: States, dice: random.Random) -> None:
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def zeroed(data: bytearray, _states: States, dice: random.Random) -> None:
    at = dice.randrange(len(data) // SECTOR) * SECTOR
    data[at : at + SECTOR] = bytes(SECTOR)


def stale(data: bytearray, states: States, dice: random.Random) -> None:
    older, page = states.older, states.page
    pages = range(0, min(len(data), len(older)), page)
    at = dice.choice([at for at in pages if data[at : at + page] != older[at : at + page]])
    data[at : at + page] = older[at : at + page]


KINDS: Final[dict[str, Callable[[bytearray, States, random.Random], None]]] = {
    "truncation": truncated,
    "flips": flipped,
    "sectors": zeroed,
    "stale": stale,
}


def outcome(path: Path, states: States, *, deferred: bool) -> str:
    """Say what became of a damaged file: refused, reported by the full check, or harmless."""
    expected = states.heads
    try:
        with Project.open(path, deferred=deferred, opens=states.opens) as project:
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
    states: States, tmp_path: Path, kind: str, *, deferred: bool, full: bool
) -> None:
    dice = random.Random(kind)  # noqa: S311  no secret
    seen: Counter[str] = Counter()
    for number in range(LONG[kind] if full else SHORT):
        data = bytearray(states.newest)
        KINDS[kind](data, states, dice)
        path = tmp_path / f"{kind}-{number}.jalon"
        path.write_bytes(data)
        seen[outcome(path, states, deferred=deferred)] += 1
        if number % 10 == 0:
            assert saved_is_sound(path, states)
        path.unlink()
    print(kind, dict(seen))  # noqa: T201  shown by -s, for the page of figures
    assert seen["accepted, wrong"] == 0
    assert seen["refused"] + seen["reported"] > 0


def saved_is_sound(path: Path, states: States) -> bool:
    """Whether a rescue gives a sound file that shows nothing that was never recorded."""
    target = path.with_suffix(".saved.jalon")
    try:
        made = rescue(path, target, opens=states.opens)
    except ProjectError:
        return True
    with Project.open(target, opens=states.opens) as project:
        recorded = {c.id for current in states.heads.values() for c in current}
        wrong = [c for h in project.heads().values() for c in h if c.id not in recorded]
        sound = project.check() == () and (not wrong or made.missing > 0)
    target.unlink()
    return sound
