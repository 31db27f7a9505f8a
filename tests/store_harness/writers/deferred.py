"""Opens files whose extract is hostile as a start does, and holds what comes of it to the log.

What an ordinary opening says, which reads no extract, is right.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import hostile_extracts

from jalon.assessment.changes import PROVIDER, Key, Value
from jalon.errors import UserError
from jalon.session import Session

Shown = dict[Key, list[Value]]
WRITTEN = Key(PROVIDER, "item-1", "how")


def door(
    folder: Path, mutated: Callable[[bytes], bytes], dice: random.Random
) -> tuple[Callable[[], bytes], Callable[[bytes], None]]:
    """Return what makes hostile files, and what opens one; see ``fuzzer.py``."""
    path = folder / "sound.jalon"
    older = [_worked_in(path, 30, "text")]
    sound = [path.read_bytes()]
    others = [*older, _worked_in(folder / "other.jalon", 60, "another")]
    _worked_in(path, 45, "newer text")
    sound.append(path.read_bytes())
    extract = hostile_extracts.kept(path)
    broken, oracle = folder / "broken.jalon", folder / "oracle.jalon"

    def made() -> bytes:
        data = sound[1]
        if dice.random() < 0.15:
            data = mutated(data)
        if dice.random() < 0.9:
            broken.write_bytes(sound[1])
            hostile_extracts.put(broken, hostile_extracts.made(extract, others, mutated, dice))
            data = broken.read_bytes()
            if dice.random() < 0.15:
                data = mutated(data)
        return data

    def attempt(data: bytes) -> None:
        for path in (broken, oracle):
            for ending in ("-wal", "-journal", ".lock"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            path.write_bytes(data)
        _held(broken, _said(oracle), dice)

    return made, attempt


def _worked_in(path: Path, changes: int, text: str) -> str:
    """Answer in a project, with pieces of evidence; return the extract that closing leaves."""
    session = (Session.open if path.exists() else Session.create)(path, author="Ana")
    for number in range(changes):
        session.answer(PROVIDER, f"item-{number % 9}", "how", f"{text} {number} " * 40)
    for number in range(3):
        session.answer(f"evidence-0000000{number}", "evidence", "name", f"{text} {number}")  # type: ignore[arg-type]
        session.answer(PROVIDER, f"item-{number}", f"evidence-0000000{number}", True)  # noqa: FBT003
    session.close()
    return hostile_extracts.kept(path)


def _shown(session: Session) -> Shown:
    heads = session.assessment.heads.items()
    return {key: [change.value for change in found] for key, found in heads}


def _said(path: Path) -> tuple[Shown | None, bool]:
    """Return what the log says, None where it is refused, and whether a full check is content."""
    try:
        session = Session.open(path, author="Ana")
    except UserError:
        return None, False
    try:
        return _shown(session), not session.check()
    except UserError:
        return None, False
    finally:
        session.close()


def _held(path: Path, said: tuple[Shown | None, bool], dice: random.Random) -> None:
    expected, sound = said
    before = path.read_bytes()
    try:
        session = Session.open(path, author="Ana", deferred=True)
    except UserError:
        assert not sound, "a sound log was refused"
        raise
    try:
        if dice.random() < 0.5:
            with suppress(UserError):  # what a first page does
                _shown(session)
        if written := dice.random() < 0.3:
            session.answer(*WRITTEN, "as typed")
        session.verify()
        found = _shown(session)
    except UserError:
        assert not sound, "a sound log was refused"
        session.leave()
        assert path.read_bytes() == before, "a damaged file was written into"
        _shown(session)  # as much as is sound, for a copy to go on in
        raise
    if written and expected is not None:
        expected = {**expected, WRITTEN: ["as typed"]}
    assert found == expected, "what is shown is not what the log says"
    try:
        session.history(limit=50)
        session.snapshot()
    finally:
        session.close()
    if written and sound:
        assert _said(path) == (expected, True), "what was written is not what is there"
