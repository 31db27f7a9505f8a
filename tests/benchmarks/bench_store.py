"""What a durable answer costs beside its floor, and whether a long history makes it dearer.

Run ``python tests/benchmarks/bench_store.py``. Only ratios count: floor and measurand take
turns in the same run, and the figure is the median of the ratios pair by pair.

T6: a durable answer / append 256 bytes and fsync (at most 2.3; at most 3.0 as the first after
a checkpoint), and how often each waits for the disk, by strace. T7: a durable answer with a
long history / with a short one (at most 1.05). T10: opening as a start does, with all
current answers read from the extract / opening as far as one row of ``head`` (at most 1.5), and
with a long history / with a short one (at most 1.05). T11: the full check of 100,000 changes /
SHA-256 over their bytes in memory, in one go (at most 8).
"""

import argparse
import hashlib
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import apsw

from jalon.assessment.changes import Key, Subject
from jalon.store import connection as connections
from jalon.store import log
from jalon.store.project import Project
from jalon.store.rows import Row

FORM = "benchmark"
MODEL = Subject("model-0a1b2c3d")
KEYS = [Key(MODEL, f"transparency-1-1-{i}", "how") for i in range(400)]
CHECKED = 100_000
TEXT = "We keep the documentation of each release for ten years after it was placed. " * 2


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def compared(name: str, floor: list[float], measured: list[float], target: float | str) -> str:
    """Return a row of the table: median of the ratios pair by pair, and the medians in ms.

    A row that is for information has no target.
    """
    ratio = statistics.median(m / f for f, m in zip(floor, measured, strict=True))
    times = (f"{statistics.median(found) * 1e3:.3f} ms" for found in (floor, measured))
    return f"| {name} | {ratio:.2f} | {target} | {' | '.join(times)} | {len(floor)} |"


def counted(name: str, counts: list[int] | None, target: int) -> str:
    """Return a row of the table for a number of barriers, the same each time or a range."""
    if counts is None:
        return f"| {name} | no strace | {target} | | | |"
    low, high = min(counts), max(counts)
    said = str(low) if low == high else f"{low} to {high}"
    return f"| {name} | {said} | {target} | | | {len(counts)} |"


class Answers:
    """Gives one different answer after the other."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.given = 0

    def give(self) -> None:
        self.given += 1
        key = KEYS[self.given % len(KEYS)]
        self.project.append([(key, f"{TEXT}{self.given}")], author="Anna Example")


def durable_answer(folder: Path, rounds: int) -> list[str]:
    """T6."""
    found = []
    floor_file = os.open(folder / "floor", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def floor() -> None:
        os.write(floor_file, b"x" * 256)
        os.fsync(floor_file)

    with Project.create(folder / "t6.jalon", FORM) as project:
        answers = Answers(project)
        for name, target, before in (
            ("T6 durable answer / append and fsync", 2.3, lambda: None),
            ("T6 first answer after a checkpoint / append and fsync", 3.0, project.checkpoint),
        ):
            pairs = []
            for _ in range(rounds):
                before()
                turns = {"floor": floor, "answer": answers.give}
                order = random.sample(sorted(turns), 2)
                times = {turn: seconds(turns[turn]) for turn in order}
                pairs.append((times["floor"], times["answer"]))
            found.append(compared(name, *map(list, zip(*pairs, strict=True)), target))
    os.close(floor_file)
    return found


def grown(path: Path, changes: int) -> None:
    """Make a project with a history of ``changes``, the last four hundred being current."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with Project.create(path, FORM) as project:
        for start in range(0, changes, 10_000):
            with connections.transaction(project.source()):
                for i in range(start, min(start + 10_000, changes)):
                    log.append(
                        project.source(),
                        [(KEYS[i % len(KEYS)], f"{TEXT}{i}")],
                        author="Anna Example",
                        time=moment + timedelta(seconds=i),
                        edition=FORM,
                    )
        # One more as the program gives it, so that closing takes down what is current.
        project.append([(KEYS[0], TEXT)], author="Anna Example")


def long_history(folder: Path, rounds: int, small: int, large: int) -> list[str]:
    """T7, and T10's second half, of both ways to open."""
    few, many = folder / "few.jalon", folder / "many.jalon"
    grown(few, small)
    grown(many, large)
    opening: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for deferred, found in list(opening.items()) * max(5, rounds // 10):
        times = {}
        for path in random.sample([few, many], 2):
            times[path] = seconds(lambda p=path, d=deferred: Project.open(p, deferred=d).close())
        found.append((times[few], times[many]))
    with Project.open(few) as a, Project.open(many) as b:
        turns = {"few": Answers(a), "many": Answers(b)}
        pairs = []
        for _ in range(rounds):
            order = random.sample(sorted(turns), 2)
            times = {turn: seconds(turns[turn].give) for turn in order}
            pairs.append((times["few"], times["many"]))
    return [
        compared(
            f"T7 durable answer, {large} / {small} changes",
            *map(list, zip(*pairs, strict=True)),
            1.05,
        ),
        *(
            compared(
                f"T10 open, read 400 answers {how}, {large} / {small} changes",
                *map(list, zip(*opening[deferred], strict=True)),
                1.05,
            )
            for how, deferred in (("from the extract", True), ("and hold them against ids", False))
        ),
    ]


def opening(path: Path, rounds: int) -> list[str]:
    """T10's first half: what reading the current answers adds to opening a project.

    A start reads them from the extract, everything else from the log. The floor is our own
    opening with its lock, its looks at the file and its settings, as far as one row of ``head``;
    in the founders' experiment both sides had the same connection, too.
    """

    def head_row(connection: apsw.Connection) -> list[Row]:
        return [row for row in connection.execute("SELECT * FROM head LIMIT 1") if not row]

    def opened(*, deferred: bool = False, parse: bool = False) -> float:
        start = time.perf_counter()
        project = Project.open(path, deferred=deferred)
        if parse:
            project.heads()
        taken = time.perf_counter() - start
        project.close()
        return taken

    def as_far_as_a_row() -> float:
        with patch.object(log, "current", head_row):
            return opened()

    def bare() -> float:
        start = time.perf_counter()
        connection = apsw.Connection(str(path))
        connection.execute("SELECT * FROM head LIMIT 1").fetchall()
        taken = time.perf_counter() - start
        connection.close()
        return taken

    turns: dict[str, Callable[[], float]] = {
        "floor": as_far_as_a_row,
        "extract": lambda: opened(deferred=True),
        "extract, parsed": lambda: opened(deferred=True, parse=True),
        "checked": opened,
        "parsed": lambda: opened(parse=True),
        "bare": bare,
    }
    found: dict[str, list[float]] = {turn: [] for turn in turns}
    for _ in range(max(20, rounds // 2)):
        for turn in random.sample(sorted(turns), len(turns)):
            found[turn].append(turns[turn]())
    rows = (
        ("T10 open, 400 answers read from the extract", "floor", "extract", 1.5),
        ("(the same, and parsed)", "floor", "extract, parsed", ""),
        ("(open, 400 answers read and held against their ids)", "floor", "checked", ""),
        ("(the same, and parsed)", "floor", "parsed", ""),
        ("(open, 400 answers read from the extract / bare connection)", "bare", "extract", ""),
    )
    return [
        compared(what, found[floor], found[measured], target)
        for what, floor, measured, target in rows
    ]


def full_check(folder: Path, rounds: int) -> str:
    """T11."""
    path = folder / "checked.jalon"
    grown(path, CHECKED)
    floor, measured = [], []
    with Project.open(path) as project:
        stored = b"".join(p for (p,) in project.source().execute("SELECT payload FROM change"))
        for _ in range(max(5, rounds // 50)):
            floor.append(seconds(lambda: hashlib.sha256(stored).digest()))
            measured.append(seconds(project.check))
    return compared(
        f"T11 full check of {CHECKED} changes / SHA-256 of their bytes", floor, measured, 8
    )


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from bench_store import Answers, FORM
from jalon.store.project import Project
with Project.create(Path(sys.argv[2]), FORM) as project:
    answers = Answers(project)
    answers.give()
    for _ in range(20):
        if sys.argv[3] == "checkpointed":
            project.checkpoint()
        print("begin", file=sys.stderr, flush=True)
        answers.give()
        print("end", file=sys.stderr, flush=True)
"""


def barriers(folder: Path, kind: str) -> list[int] | None:
    """Return how often each of twenty answers waited for the disk; None without strace."""
    if shutil.which("strace") is None:
        return None
    here = str(Path(__file__).parent)
    traced = folder / f"{kind}.trace"
    calls = "trace=fsync,fdatasync,sync_file_range,msync,write"
    subprocess.run(
        [
            *("strace", "-f", "-s", "8", "-e", calls, "-o", str(traced)),
            *(sys.executable, "-c", WRITER, here, str(folder / f"{kind}.jalon"), kind),
        ],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    found: list[int] = []
    inside = False
    for line in traced.read_text().splitlines():
        if 'write(2, "begin' in line:
            inside = True
            found.append(0)
        elif 'write(2, "end' in line:
            inside = False
        elif inside and re.search(r"\b(fsync|fdatasync|sync_file_range|msync)\(", line):
            found[-1] += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument(
        "--folder", type=Path, help="where to write; a disk, not a memory file system"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        folder = Path(name)
        print("| what | ratio | target | floor | measured | n |")
        print("|---|---|---|---|---|---|")
        for found in (
            *durable_answer(folder, chosen.rounds),
            counted("T6 waits for the disk per answer", barriers(folder, "plain"), 1),
            counted("T6 the same after a checkpoint", barriers(folder, "checkpointed"), 2),
            *long_history(folder, chosen.rounds, chosen.small, chosen.large),
            *opening(folder / "many.jalon", chosen.rounds),
            full_check(folder, chosen.rounds),
        ):
            print(found, flush=True)


if __name__ == "__main__":
    main()
