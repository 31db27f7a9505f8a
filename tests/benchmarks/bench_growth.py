"""What a long history costs: opening, answering, looking back and comparing, 10^3 to 10^6 changes.

Run ``python tests/benchmarks/bench_growth.py``; ten minutes, two gigabytes of disk. Each row is
the ratio to the smallest project of the same run; sizes take turns. The full check reads the
whole log and grows with it, beside its floor: SHA-256 over the same bytes (T11).
The last row is T16: a durable answer under a passphrase / without one.
"""

import argparse
import hashlib
import random
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench_store import FORM, KEYS, Answers, compared, grown, seconds

from jalon.assessment import compare, versions
from jalon.assessment.state import Assessment
from jalon.store.project import Project
from jalon.store.protection import Passphrase

SIZES = (1_000, 10_000, 100_000, 1_000_000)


def looked_back(project: Project) -> None:
    """What the page on history reads: the newest changes, and those of one item."""
    project.history(limit=200)
    project.history(item=KEYS[7].item, limit=200)


def compared_with(project: Project, before: tuple[object, ...]) -> Callable[[], None]:
    """Compare now with a named version, as the window does."""

    def act() -> None:
        then = versions.state(project.changes(before))  # type: ignore[arg-type]  # ids
        compare.differences(then, Assessment(project.heads()))

    return act


def curve(folder: Path, sizes: tuple[int, ...], rounds: int) -> list[str]:
    """Return a row for each act: its ratio to the smallest project, by size."""
    paths = {size: folder / f"{size}.jalon" for size in sizes}
    versioned = {}
    for size, path in paths.items():
        grown(path, size)
        with Project.open(path) as project:
            versioned[size] = tuple(c.id for h in project.heads().values() for c in h)
    opening = turns(
        {s: (lambda p=p: Project.open(p, read_only=True).close()) for s, p in paths.items()},
        rounds,
    )
    open_ones = {size: Project.open(path) for size, path in paths.items()}
    acts: dict[str, dict[int, Callable[[], object]]] = {
        "answer": {s: Answers(p).give for s, p in open_ones.items()},
        "look back": {s: (lambda p=p: looked_back(p)) for s, p in open_ones.items()},
        "compare with a version": {s: compared_with(p, versioned[s]) for s, p in open_ones.items()},
    }
    rows = [row("open", opening)]
    rows += [row(name, turns(by_size, rounds)) for name, by_size in acts.items()]
    rows.append(checked(open_ones[sizes[-1]]))
    for project in open_ones.values():
        project.close()
    return rows


def turns(acts: dict[int, Callable[[], object]], rounds: int) -> dict[int, list[float]]:
    """Return how long each took, in random order within each round."""
    found: dict[int, list[float]] = {size: [] for size in acts}
    for _ in range(rounds):
        for size in random.sample(sorted(acts), len(acts)):
            found[size].append(seconds(acts[size]))
    return found


def row(name: str, times: dict[int, list[float]]) -> str:
    """Return a line of the table: ratios to the smallest, and what that took."""
    base, *_ = times.values()
    ratios = (
        statistics.median(t / b for t, b in zip(found, base, strict=True))
        for found in times.values()
    )
    cells = " | ".join(f"{ratio:.2f}" for ratio in ratios)
    return f"| {name} | {cells} | {statistics.median(base) * 1e3:.2f} ms |"


def checked(project: Project) -> str:
    """T11 for the largest: the full check / SHA-256 over its payloads in memory, in one go."""
    stored = b"".join(p for (p,) in project.source().execute("SELECT payload FROM change"))
    floor = seconds(lambda: hashlib.sha256(stored).digest())
    ratio = seconds(project.check) / floor
    return f"| full check of {project.count()} changes / SHA-256 of them | {ratio:.1f} | | | | |"


def protected(folder: Path, rounds: int) -> str:
    """T16."""
    with (
        Project.create(folder / "plain.jalon", FORM) as plain,
        Project.create(folder / "p.jalon", FORM, passphrase=Passphrase("quatre mots")) as secret,
    ):
        acts = {0: Answers(plain).give, 1: Answers(secret).give}
        times = turns(acts, rounds)
    return compared("T16 answer under a passphrase / without", times[0], times[1], 1.05)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    sizes = tuple(size for size in SIZES if size <= chosen.most)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        folder = Path(name)
        print(f"| what | {' | '.join(map(str, sizes))} | smallest |")
        print(f"|---|{'---|' * len(sizes)}---|")
        for line in curve(folder, sizes, chosen.rounds):
            print(line, flush=True)
        print("\n| what | ratio | target | floor | measured | n |\n|---|---|---|---|---|---|")
        print(protected(folder, chosen.rounds * 5))


if __name__ == "__main__":
    main()
