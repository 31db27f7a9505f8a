"""Mutates sound files and feeds them to one door of the program, for so many seconds.

fuzzer.py open|deferred|import|verify FOLDER SECONDS SEED; prints what it did as JSON. Anything but
a message for the person at the screen ends it with a traceback.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import deferred

from jalon.assessment import interchange
from jalon.assessment.changes import PROVIDER
from jalon.assessment.interchange_problems import Refused
from jalon.errors import UserError
from jalon.session import Session, opened
from tools.memory import peak

DICE = random.Random()  # noqa: S311  no secret
Try = Callable[[bytes], object]
Door = tuple[Callable[[], bytes], Try]
WORDS = "quatre mots faciles à retenir"


def mutated(sound: bytes) -> bytes:
    """Return the file with some of its bytes changed, moved, cut, repeated or blown up."""
    data = bytearray(sound)
    for _ in range(DICE.choice((1, 1, 2, 5, 40))):
        at = DICE.randrange(len(data) or 1)
        length = DICE.choice((1, 4, 100, 4096))
        match DICE.randrange(7):
            case 0:
                data[at : at + 1] = bytes([DICE.randrange(256)])
            case 1:
                data[at : at + length] = b""
            case 2:
                data[at:at] = data[at : at + length] * DICE.choice((1, 3, 50))
            case 3:
                data[at : at + length] = DICE.randbytes(length)
            case 4:
                other = DICE.randrange(len(data) or 1)
                data[at : at + length] = data[other : other + length]
            case 5:
                number = DICE.choice((0, 1, 127, 2**15, 2**31 - 1, 2**32 - 1, 2**62))
                data[at : at + 8] = number.to_bytes(8)
            case 6:
                token = DICE.choice((b"null", b"1e999", b"[[[[[[", b'{"', b"/Length", b"\xff" * 9))
                data[at : at + len(token)] = token
    return bytes(data)


def of_project(folder: Path) -> Door:
    path = folder / "sound.jalon"
    session = Session.create(path, author="Ana")
    for number in range(30):
        session.answer(PROVIDER, f"item-{number % 9}", "how", f"text {number} " * 40)
    session.close()
    broken = folder / "broken.jalon"

    def attempt(data: bytes) -> None:
        for ending in ("-wal", "-journal", ".lock"):
            broken.with_name(broken.name + ending).unlink(missing_ok=True)
        broken.write_bytes(data)
        with opened(broken) as session:
            session.check()
            session.history(limit=50)
            session.snapshot()

    return partial(mutated, path.read_bytes()), attempt


def of_answers(folder: Path) -> Door:
    from jalon.export import interchange as written

    path = folder / "p.jalon"
    session = Session.create(path, author="Ana")
    items = [i for i, r in session.form.items.items() if r.scope == "provider"][:20]
    for item in items:
        session.answer(PROVIDER, item, "state", "planned")
        session.answer(PROVIDER, item, "how", "words of some length")
    sound = json.dumps(written.answers(session.snapshot())).encode()

    def attempt(data: bytes) -> None:
        try:
            interchange.read(data, session.form, session.assessment)
        except Refused:
            return

    return partial(mutated, sound), attempt


def of_report(folder: Path) -> Door:
    from jalon.export import identity, signing, verify
    from jalon.language import translator
    from jalon.ui.work import make

    session = Session.create(folder / "r.jalon", author="Ana")
    made = make(session.snapshot(), "en")
    key = folder / "i.p12"
    now = datetime.now(UTC)
    identity.create(key, name="A", organisation="O", email="", passphrase=WORDS, now=now)
    loaded = identity.load(key, WORDS)
    signed = signing.sign(made.data, loaded, role="", tr=translator("en"), now=now)
    tr = translator("fr")

    def attempt(data: bytes) -> None:
        verify.explain(verify.verify(data, project=session.snapshot()), tr)

    return partial(mutated, signed), attempt


def main() -> None:
    what, folder, seconds, seed = sys.argv[1:]
    DICE.seed(int(seed))
    doors: dict[str, Callable[[Path], Door]] = {
        "open": of_project,
        "deferred": lambda place: deferred.door(place, mutated, DICE),
        "import": of_answers,
        "verify": of_report,
    }
    made, attempt = doors[what](Path(folder))
    ends = time.monotonic() + float(seconds)
    tried = refused = 0
    slowest = 0.0
    while time.monotonic() < ends or tried < 30:
        data = made()
        started = time.monotonic()
        try:
            attempt(data)
        except UserError:
            refused += 1
        except BaseException:
            (Path(folder) / "crash.bin").write_bytes(data)
            raise
        slowest = max(slowest, time.monotonic() - started)
        tried += 1
    told = {"tried": tried, "refused": refused, "slowest_s": round(slowest, 2)}
    sys.stdout.write(json.dumps({**told, "memory": peak()}) + "\n")


main()
