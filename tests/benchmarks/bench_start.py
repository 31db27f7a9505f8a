"""What a start costs beside a bare window, with a short and with a long history.

Run ``python tests/benchmarks/bench_start.py``. Only ratios count: floor and measurand take
turns in the same run, in random order, and each figure is the median of the ratios pair by pair.

T1: process start to the first painted page of an opened project / to that of a bare QMainWindow
with one label (at most 1.20). T2: the same with a long history / with a short one (at most 1.03).
T4: peak memory at that moment / the bare window's (at most 1.15). T5: modules imported by then
that have no business there (none). The project has one answer
to each requirement, which is what the targets speak of ("400 questions"), or one in every field of
each; its first page is the overview, or a measure where the reader was at one last.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.forms import load
from jalon.language import available, translator
from jalon.store.project import Project

CHILD = Path(__file__).with_name("start_child.py")
APP = Path(__file__).parents[2] / "app"
FORBIDDEN = {
    *("pydantic", "yaml", "reportlab", "pikepdf", "pyhanko", "jsonschema", "asyncio"),
    *("cryptography", "aiohttp", "lxml", "pypdfium2", "babel", "socket", "getpass", "zoneinfo"),
    *("dataclasses", "platformdirs", "argparse", "logging", "inspect", "ast", "dis"),
    *("gettext", "traceback", "tokenize", "textwrap", "fractions", "decimal", "numbers"),
    *("tempfile", "random", "shutil", "bz2", "lzma", "ipaddress", "hashlib"),
}
MODEL = Subject("model-0a1b2c3d")
TEXT = "We keep the documentation of each release for ten years after it was placed. " * 2
STATES = ("partial", "planned")
FIELDS = ("how", "gap", "next-step", "owner")


@dataclass(frozen=True, slots=True)
class Start:
    """One start: milliseconds to the first frame, by the clock and of the processor; peak memory
    in bytes; modules imported."""

    ms: float
    own_ms: float
    peak: int
    modules: frozenset[str]

    @property
    def packages(self) -> frozenset[str]:
        """The modules that are in no package, and the packages."""
        return frozenset(name.partition(".")[0] for name in self.modules)


def grown(path: Path, changes: int, *, states_only: bool = False) -> int:
    """Make a project with about ``changes`` changes; return how many current answers it has.

    Each requirement has an answer in every field, or its state alone.
    """
    form = load.form()
    whose = {r.id: PROVIDER if r.scope == "provider" else MODEL for r in form.items.values()}
    states = [Key(subject, item, "state") for item, subject in whose.items()]
    texts = [Key(subject, item, field) for item, subject in whose.items() for field in FIELDS]
    facts: list[tuple[Key, Value]] = [
        (Key(MODEL, "subject", "kind"), "model"),
        (Key(PROVIDER, "company-name", "value"), "Exemple IA SAS"),
        (Key(MODEL, "model-name", "value"), "Exemple-2"),
        (Key(MODEL, "crawling", "value"), "own"),
        *((key, STATES[0]) for key in states),
    ]
    if not states_only:
        facts += [(Key(key.subject, key.item, "due"), "2027-03-31") for key in states]
    with Project.create(path, load.current()) as project:
        project.append(facts, author="Anna Example")
        number = 0
        while project.count() < changes:
            number += 1
            said = [(key, STATES[number % 2]) for key in states]
            if not states_only:
                said = [(key, f"{TEXT}{number}") for key in texts]
            project.append(said, author="Anna Example")
        return len(project.heads())


def warm() -> None:
    """Have a checkout work out what the build of a release does: the form, the formats."""
    load.form()
    for code in available():
        translator(code).number(1_000)


def home(folder: Path, name: str, places: Mapping[Path, str]) -> Path:
    """Make a home in which the reader was at these places of these projects last."""
    made = folder / name
    (made / "Jalon").mkdir(parents=True)
    told = json.dumps({str(path): place for path, place in places.items()})
    settings = f"[General]\nlanguage=en\nplaces={json.dumps(told)}\n"
    (made / "Jalon" / "Jalon.conf").write_text(settings, encoding="utf-8")
    return made


def start(arguments: list[str], settings: Path) -> Start:
    """Start a process; return when it painted, its time of the processor, and its peak memory."""
    began = time.monotonic_ns()
    process = subprocess.Popen(
        [sys.executable, str(CHILD), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={
            **{n: v for n, v in os.environ.items() if n != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPATH": str(APP),
            "QT_QPA_PLATFORM": "offscreen",
            "STARTED_NS": str(began),
            "XDG_CONFIG_HOME": str(settings),
        },
    )
    said = process.stdout.read()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not said:
        raise SystemExit(f"{arguments} ended with {process.returncode}")
    told = json.loads(said)
    own_ms = (usage.ru_utime + usage.ru_stime) * 1e3
    return Start(told["ms"], own_ms, told["peak"], frozenset(told["modules"]))


def line(what: str, ratios: list[float], target: float, floor: float, now: float) -> str:
    """Return a figure as a row of the table."""
    quarter, middle, last = statistics.quantiles(ratios, n=4)
    verdict = "met" if middle <= target else "**missed**"
    return (
        f"| {what} | {middle:.2f} ({quarter:.2f}–{last:.2f}) | {target:.2f} | {verdict}"
        f" | {floor:.0f} | {now:.0f} | {len(ratios)} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=100_000)
    chosen = parser.parse_args()
    warm()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = {kind: folder / f"{kind}.jalon" for kind in ("few", "many", "full", "page")}
        answers = {
            "few": grown(paths["few"], chosen.small, states_only=True),
            "many": grown(paths["many"], chosen.large, states_only=True),
            "full": grown(paths["full"], chosen.small),
            "page": grown(paths["page"], chosen.small, states_only=True),
        }
        settings = home(folder, "settings", {paths["page"]: "measure:transparency-1.2"})
        starts = {
            "bare": ["bare"],
            **{kind: ["jalon", str(path)] for kind, path in paths.items()},
        }
        runs: dict[str, list[Start]] = {kind: [] for kind in starts}
        for number in range(chosen.rounds + 1):
            for kind in random.sample(sorted(starts), len(starts)):
                found = start(starts[kind], settings)
                if number:  # the first round only fills caches
                    runs[kind].append(found)
        report(runs, answers, chosen.small, chosen.large)


def report(
    runs: dict[str, list[Start]], answers: Mapping[str, int], small: int, large: int
) -> None:
    """Print the figures as Markdown."""
    print("| what | ratio (quartiles) | target | | floor | measured | n |")
    print("|---|---|---|---|---|---|---|")
    ms = {kind: [one.ms for one in found] for kind, found in runs.items()}
    own = {kind: [one.own_ms for one in found] for kind, found in runs.items()}
    mib = {kind: [one.peak / 2**20 for one in found] for kind, found in runs.items()}
    few, many = (f"{answers['few']} answers, {count:,} changes" for count in (small, large))
    full = f"{answers['full']:,} answers"
    for what, floor, kind, target, values in (
        (f"T1 first page, overview, {few} (ms)", "bare", "few", 1.20, ms),
        (f"T1 first page, overview, {many} (ms)", "bare", "many", 1.20, ms),
        ("T1 first page, a measure with one row open (ms)", "bare", "page", 1.20, ms),
        (f"(the same as the first, {full}, ms)", "bare", "full", 1.20, ms),
        ("(overview, processor time, ms)", "bare", "few", 1.20, own),
        ("(a measure, processor time, ms)", "bare", "page", 1.20, own),
        (f"T2 start, {large:,} / {small:,} changes (ms)", "few", "many", 1.03, ms),
        ("T4 peak memory, overview (MiB)", "bare", "few", 1.15, mib),
        (f"T4 peak memory, overview, {large:,} changes (MiB)", "bare", "many", 1.15, mib),
        ("T4 peak memory, a measure (MiB)", "bare", "page", 1.15, mib),
        (f"(T4 peak memory, overview, {full}, MiB)", "bare", "full", 1.15, mib),
    ):
        ratios = [m / f for f, m in zip(values[floor], values[kind], strict=True)]
        middles = (statistics.median(values[floor]), statistics.median(values[kind]))
        print(line(what, ratios, target, *middles))
    kinds = [kind for kind in runs if kind != "bare"]
    found = {m for kind in kinds for one in runs[kind] for m in one.packages}
    print(f"\nT5: forbidden modules at the first paint: {sorted(FORBIDDEN & found) or 'none'}")


if __name__ == "__main__":
    main()
