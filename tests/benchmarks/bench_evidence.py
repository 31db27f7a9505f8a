"""What 2,000 files of evidence, 500 MB, cost a project beside one that has none.

Run ``python tests/benchmarks/bench_evidence.py``. Only ratios count: floor and measurand take
turns in the same run, in random order, and each figure is the median of the ratios pair by pair.
Floor: the same project, all requirements answered, without evidence.

Start to the first painted page (at most 1.03, as for a long history), opening the session, a
durable answer with all that follows from it (at most 1.05), closing. The register is read when
it is first asked for, and what that takes is told beside.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import bench_start

from jalon.assessment.attached_file import File
from jalon.assessment.changes import Key, Value, new_subject
from jalon.session import Session
from jalon.store.evidence import of_bytes

AT_ONCE = 50
TEXT = "We keep the documentation of each release for ten years after it was placed. " * 2
STATES = ("implemented", "partial", "planned")


def answered(path: Path) -> None:
    """Make a project with every requirement answered."""
    session = Session.create(path, author="Anna Example")
    edits: list[tuple[Key, Value]] = []
    for subject, item in session.evaluation.items:
        edits.append((Key(subject, item, "state"), "partial"))
        edits += [(Key(subject, item, field), TEXT) for field in ("how", "gap", "next-step")]
    session.apply(edits)
    session.close()


def attached(path: Path, files: int, size: int) -> None:
    """Attach files of random bytes, each to one requirement."""
    session = Session.open(path, author="Anna Example")
    places = list(session.evaluation.items)
    for first in range(0, files, AT_ONCE):
        edits: list[tuple[Key, Value]] = []
        contents = []
        for number in range(first, min(files, first + AT_ONCE)):
            content = of_bytes(f"report {number}.pdf", os.urandom(size))
            file = File(content.name, size, content.sha256, "application/pdf", "embedded")
            made = new_subject("evidence")
            edits.append((Key(made, "evidence", "file"), file.value()))
            edits.append((Key(*places[number % len(places)], made), True))
            contents.append(content)
        session.apply(edits, contents=contents)
    session.close()


def seconds(act: Callable[[], object]) -> float:
    """Return how long an act takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def round_of(path: Path, number: int) -> dict[str, float]:
    """Open as a start does, answer ten times, read the register, close.

    Returns seconds by what was done.
    """
    opened: list[Session] = []

    def begin() -> None:
        opened.append(Session.open(path, author="Anna", deferred=True))

    found = {"open": seconds(begin)}
    (session,) = opened
    found["verify"] = seconds(session.verify)
    items = list(session.evaluation.items)
    answers = [
        seconds(lambda n=n: session.answer(*items[n], "state", STATES[(n + number) % 3]))  # type: ignore[misc]
        for n in range(10)
    ]
    found["answer"] = statistics.median(answers)
    found["register"] = seconds(lambda: session.attachments.register)
    found["close"] = seconds(session.close)
    return found


def line(what: str, floor: list[float], measured: list[float], target: float | None) -> str:
    """Return a figure as a row of the table."""
    ratios = [m / f for f, m in zip(floor, measured, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    verdict = "" if target is None else "met" if middle <= target else "**missed**"
    wanted = "" if target is None else f"{target:.2f}"
    times = " | ".join(f"{statistics.median(found) * 1e3:.1f}" for found in (floor, measured))
    return (
        f"| {what} | {middle:.2f} ({low:.2f}–{high:.2f}) | {wanted} | {verdict} | {times}"
        f" | {len(ratios)} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--size", type=int, default=250_000)
    chosen = parser.parse_args()
    bench_start.warm()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = {kind: folder / f"{kind}.jalon" for kind in ("without", "with")}
        for path in paths.values():
            answered(path)
        attached(paths["with"], chosen.files, chosen.size)
        found: dict[str, dict[str, list[float]]] = {kind: {} for kind in paths}
        for number in range(chosen.rounds + 1):
            for kind in random.sample(sorted(paths), 2):
                times = round_of(paths[kind], number)
                for what, time_taken in times.items() if number else ():
                    found[kind].setdefault(what, []).append(time_taken)
        settings = bench_start.home(folder, "settings", {})
        for number in range(chosen.starts + 1):
            for kind in random.sample(sorted(paths), 2):
                started = bench_start.start(["jalon", str(paths[kind])], settings)
                if number:
                    found[kind].setdefault("start", []).append(started.ms / 1e3)
        print("| what | ratio (quartiles) | target | | without, ms | with, ms | n |")
        print("|---|---|---|---|---|---|---|")
        for what, key, target in (
            ("start to the first page", "start", 1.03),
            ("opening, of which the start is made", "open", None),
            ("holding it against the log, after the first page", "verify", None),
            ("a durable answer, evaluated", "answer", 1.05),
            ("closing", "close", None),
        ):
            print(line(what, found["without"][key], found["with"][key], target))
        first = statistics.median(found["with"]["register"]) * 1e3
        megabytes = paths["with"].stat().st_size / 1e6
        print(f"\nThe register, when first asked for: {first:.0f} ms. File: {megabytes:.0f} MB.")


if __name__ == "__main__":
    main()
