"""What moving about in the window costs: a page's first visit, its next, another language.

Run ``python tests/benchmarks/bench_window.py``. Only ratios count: floor and measurand take
turns in the same run, in random order, and each figure is the median of the ratios pair by pair.
A time runs from the call that shows a page to the moment when the event loop is empty after its
last paint. It is the main thread's processor time: all happens there, and other work on the
machine then counts less than by the clock.

T12: the first visit of a page of ten rows, and of the page with the most rows / a cached page of
about thirty rows of the same project (at most 1.5): made in a pause, as all are some four
seconds after a start; one whose line of the outline the pointer rested on; one that Next leads to;
one of which nothing was made before; a revisit of the first / the same (at most 1.0), all below
16.7 ms for 95 of 100. T13: another language / a revisit of the page shown
(at most 1.15), with two pages visited and with all. A page shows one row open. The rows below what
is seen are made while the window is idle, outside these times; how long one step of that keeps the
window is told by itself. A project with ten models is told beside.
"""

import argparse
import gc
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import window_input
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import PROVIDER, Key, Value, new_subject
from jalon.language import translator
from jalon.session import Session
from jalon.ui.application import Setting, application
from jalon.ui.backing import FIRST_MS
from jalon.ui.collecting import Collecting
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.places import Place, order
from jalon.ui.settings import Settings
from jalon.ui.window import Window
from jalon.ui.workspace import Workspace

FRAME_MS = 16.7
TEXTS = 40_000
LINKS = 2_000
TEXT = "We keep the documentation of each release for ten years after it was placed. " * 2


class Desktop:
    """Two windows: one on a project with one model, one on a project with many."""

    def __init__(self, folder: Path, models: int) -> None:
        self.app = application()
        settings = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
        self._settings = Settings(settings)
        Setting(self.app, self._settings)  # else no colour is one of the program's
        self.collecting: list[Collecting] = []
        self._windows = [
            self.window(answered(folder / f"{number}.jalon", number)) for number in (1, models)
        ]
        self._windows[1].move(2_000, 0)  # the pointer is over one of them at a time

    @property
    def one(self) -> Workspace:
        """The workspace with one model."""
        return self._windows[0].workspace

    @property
    def many(self) -> Workspace:
        """The workspace with many models."""
        return self._windows[1].workspace

    def ms(self, act: Callable[[], object]) -> float:
        """Return how long ``act`` takes until all it led to has been painted.

        Without what either window does in a pause, which could fall into it.
        """
        for workspace in (self.one, self.many):
            workspace._ahead.stop()
        for made in self.collecting:
            made.stop()
        start = time.thread_time()
        act()
        for _ in range(3):
            self.app.sendPostedEvents()
            self.app.processEvents()
        return (time.thread_time() - start) * 1e3

    def settle(self) -> None:
        """Let the backups of the first seconds be made: they take their steps beside all else."""
        end = time.monotonic() + 2 * FIRST_MS / 1e3
        while time.monotonic() < end or any(w.projects._backing.busy for w in self._windows):
            self.app.processEvents()
            time.sleep(0.01)

    def close(self) -> None:
        """Close both projects."""
        for window in self._windows:
            window.close()

    def window(self, path: Path) -> Window:
        """Open a project in a window of its own."""
        window = Window(self._settings, "en")
        window.projects.open_path(path)
        window.resize(1280, 800)
        window.show()
        return window


def answered(path: Path, models: int) -> Path:
    """Make a project in which all that can be answered is."""
    session = Session.create(path, author="Anna Example")
    session.apply(
        [(Key(new_subject("model"), "subject", "kind"), "model") for _ in range(models - 1)]
    )
    edits: list[tuple[Key, Value]] = [(Key(PROVIDER, "company-name", "value"), "Exemple IA SAS")]
    for item, requirement in session.form.items.items():
        for subject in (PROVIDER,) if requirement.scope == "provider" else session.models:
            edits.append((Key(subject, item, "state"), "partial"))
            edits += [(Key(subject, item, field), TEXT) for field in ("how", "gap", "next-step")]
    session.apply(edits)
    session.close()
    return path


def widest(workspace: Workspace, rows: int | None = None) -> Place:
    """Return the measure with the most rows, or with the number of rows nearest to ``rows``."""
    session, count = workspace.desk.session, {}
    for place in (p for p in order(session.form, session.models) if p.kind == "measure"):
        page = MeasurePage(workspace.desk, place, workspace.stack)
        count[place] = len(page.rows)
        delete(page)
    found = list(count)
    return max(found, key=lambda p: count[p] if rows is None else -abs(count[p] - rows))


def rows(workspace: Workspace, place: Place) -> int:
    """Return how many rows a page has."""
    page = workspace._page(place)
    return len(page.rows) if isinstance(page, MeasurePage) else 0


def forget(workspace: Workspace, place: Place) -> None:
    """Throw a page away if there is one, so that the next visit is the first."""
    page = workspace._pages.pop(place, None)
    if page is None:
        return
    workspace._shown_as.pop(place, None)
    workspace.stack.removeWidget(page)
    delete(page)


def delete(page: QWidget) -> None:
    """Delete a page now: no event loop runs here that would do it later."""
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


def line(what: str, floor: list[float], measured: list[float], target: float | None) -> str:
    """Return a figure as a row of the table."""
    ratios = [m / f for f, m in zip(floor, measured, strict=True)]
    quarter, middle, last = statistics.quantiles(ratios, n=4)
    verdict = "" if target is None else "met" if middle <= target else "**missed**"
    wanted = "" if target is None else f"{target:.2f}"
    p95 = statistics.quantiles(measured, n=20)[-1]
    return (
        f"| {what} | {middle:.2f} ({quarter:.2f}–{last:.2f}) | {wanted} | {verdict}"
        f" | {statistics.median(floor):.1f} | {statistics.median(measured):.1f} | {p95:.1f}"
        f" | {len(ratios)} |"
    )


def visits(desktop: Desktop, rounds: int) -> tuple[str, ...]:
    """T12."""
    one, many = desktop.one, desktop.many
    ten, cached, most = widest(one, 10), widest(one, 30), widest(one)
    wide = widest(many, 30)
    for workspace, place in ((one, ten), (one, cached), (many, wide)):
        desktop.ms(lambda workspace=workspace, place=place: workspace.go(place))
        workspace.page.complete()
    turns: dict[str, Callable[[], float]] = {"cached": lambda: again(desktop, one, cached)}
    wanted: dict[str, float] = {}
    for workspace, place, models in ((one, ten, ""), (one, most, ""), (many, wide, ", ten models")):
        of = f"{rows(workspace, place)} rows{models}"
        for what, act, target in (
            (f"first visit of {of}, made in a pause", in_a_pause, 1.5),
            (f"first visit of {of}, its line pointed at", pointed_at, 1.5),
            (f"first visit of {of} by Next", by_next, 1.5),
            (f"first visit of {of}, nothing made before", first, 1.5),
            (f"revisit of {of}", again, 1.0),
        ):
            if act is again and place == most:
                continue  # more rows than the cached page has
            turns[what] = lambda act=act, workspace=workspace, place=place: act(
                desktop, workspace, place
            )
            wanted[what] = target
    times = taken(turns, rounds)
    beside = f"cached page of {rows(one, cached)}"
    return tuple(
        line(f"T12 {what} / {beside}", times["cached"], times[what], target)
        for what, target in wanted.items()
    )


NEAR = Place("company")
"""From where one comes."""


def first(desktop: Desktop, workspace: Workspace, place: Place) -> float:
    """Visit a page that nobody has made."""
    workspace.go(NEAR)
    forget(workspace, place)
    desktop.ms(lambda: None)
    return desktop.ms(lambda: workspace.go(place))


def in_a_pause(desktop: Desktop, workspace: Workspace, place: Place) -> float:
    """Visit a page that was made while nobody did anything, as are all others."""
    window_input.activate(workspace)
    workspace.go(NEAR)
    forget(workspace, place)
    workspace._ahead.finish()
    desktop.ms(lambda: None)
    return desktop.ms(lambda: workspace.go(place))


def pointed_at(desktop: Desktop, workspace: Workspace, place: Place) -> float:
    """Visit a page whose line of the outline the pointer rested on."""
    workspace.go(NEAR)
    forget(workspace, place)
    desktop.ms(lambda: None)
    window_input.point_at(workspace, place)
    return desktop.ms(lambda: workspace.go(place))


def by_next(desktop: Desktop, workspace: Workspace, place: Place) -> float:
    """Visit, by Next, a page that was made while nobody did anything."""
    every = order(workspace.desk.session.form, workspace.desk.session.models)
    workspace.go(every[every.index(place) - 1])
    forget(workspace, place)
    workspace._ahead.finish()
    desktop.ms(lambda: None)
    return desktop.ms(workspace.go_on)


def again(desktop: Desktop, workspace: Workspace, place: Place) -> float:
    """Visit a page once more."""
    workspace.page.complete()
    desktop.ms(lambda: workspace.go(NEAR))
    workspace._page(place).complete()
    desktop.ms(lambda: None)
    return desktop.ms(lambda: workspace.go(place))


def taken(turns: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Let everything take its turn, as often as wanted; the first round only fills caches."""
    times: dict[str, list[float]] = {turn: [] for turn in turns}
    for number in range(rounds + 1):
        for turn in random.sample(sorted(turns), len(turns)):
            gc.collect(1)  # as the program does in each pause
            found = turns[turn]()
            if number:
                times[turn].append(found)
    return times


def later(desktop: Desktop, rounds: int) -> str:
    """Tell how long the making of the rows that are not seen keeps the window, step by step."""
    one, near = desktop.one, Place("company")
    place, steps = widest(one), []
    for _ in range(rounds):
        one.go(near)
        forget(one, place)
        desktop.ms(lambda: one.go(place))
        page = one.page
        while isinstance(page, MeasurePage) and not page._card.is_complete:
            steps.append(desktop.ms(page._card._go_on))
    p95 = statistics.quantiles(steps, n=20)[-1]
    return (
        f"A step of making the rows below: {statistics.median(steps):.1f} ms (95 %: {p95:.1f},"
        f" n = {len(steps)})."
    )


def languages(desktop: Desktop, rounds: int, what: str) -> str:
    """T13; the window's own words are switched with the page's."""
    window, page = desktop._windows[0], widest(desktop.one)
    near = Place("company")
    revisits, switches = [], []

    def revisit() -> None:
        desktop.ms(lambda: desktop.one.go(near))
        revisits.append(desktop.ms(lambda: desktop.one.go(page)))

    def switch() -> None:
        other = "fr" if window.language == "en" else "en"
        switches.append(desktop.ms(lambda: window.set_language(other)))

    for code in ("fr", "en"):
        translator(code)  # the catalogue is read once, at the first use
        window.set_language(code)
    for _ in range(rounds):
        for turn in random.sample((revisit, switch), 2):
            desktop.one.go(page)
            desktop.ms(lambda: None)
            turn()
    return line(f"T13 another language, {what} / revisit", revisits, switches, 1.15)


def floor(desktop: Desktop, rounds: int) -> str:
    """Tell what a cached page costs beside one of Qt's own labels and lines, as many of them."""
    one, near = desktop.one, Place("company")
    cached = widest(one, 30)
    desktop.ms(lambda: one.go(cached))
    one.page.complete()
    desktop.ms(lambda: None)
    seen = [part for part in one.page.findChildren(QWidget) if part.isVisible()]
    count = rows(one, cached)
    plain = window_input.PlainPages(count, max(0, len(seen) - 2 * count))

    def simple() -> float:
        desktop.ms(plain.show_short)
        return desktop.ms(plain.show_long)

    def own() -> float:
        desktop.ms(lambda: one.go(near))
        return desktop.ms(lambda: one.go(cached))

    times = taken({"plain": simple, "own": own}, rounds)
    plain.close()
    what = f"cached page of {count} / a page of plain labels and lines, as many ({len(seen)})"
    return line(what, times["plain"], times["own"], None)


def answers(desktop: Desktop, rounds: int) -> tuple[str, ...]:
    """T15, by the clock."""
    found = []
    for workspace, models in ((desktop.one, "one model"), (desktop.many, "ten models")):
        place = widest(workspace, 30)
        desktop.ms(lambda workspace=workspace, place=place: workspace.go(place))
        times = taken(window_input.clicks(workspace), rounds)
        what = f"answer on a page of {rows(workspace, place)}, {models}"
        for beside, floor, target in (
            ("T15 {} / the same shown, nothing worked out or saved", "without", 1.6),
            ("{} / click only painted", "painted", None),
        ):
            label = beside.format(what)
            found.append(line(label, times[floor], times["answered"], target))
    return tuple(found)


def keystrokes(desktop: Desktop, folder: Path, rounds: int) -> tuple[str, ...]:
    """T14: a key in Find, and in the filter of the register of evidence."""
    with window_input.findings(desktop.one, desktop.one._tr, TEXTS) as (plain, own):
        times = taken({"plain": plain, "own": own}, rounds)
    what = f"T14 key in Find over {TEXTS} texts / QSortFilterProxyModel"
    found = line(what, times["plain"], times["own"], 0.1)
    window_input.with_links(folder / "links.jalon", LINKS)
    window = desktop.window(folder / "links.jalon")
    with window_input.filters(window.workspace) as (plain, own):
        times = taken({"plain": plain, "own": own}, rounds)
    window.close()
    what = f"T14 key in the filter over {LINKS} pieces of evidence / QSortFilterProxyModel"
    return found, line(what, times["plain"], times["own"], 0.1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--models", type=int, default=10)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        desktop = Desktop(Path(name), chosen.models)
        for workspace in (desktop.one, desktop.many):
            desktop.ms(lambda workspace=workspace: workspace.go(Place("company")))
        desktop.settle()
        gc.collect()
        for window in desktop._windows:
            made = Collecting(window)
            made.begin()  # as the program does once its first page is painted
            desktop.collecting.append(made)
        print("| what | ratio (quartiles) | target | | floor, ms | measured, ms | 95 % | n |")
        print("|---|---|---|---|---|---|---|---|")
        for found in visits(desktop, chosen.rounds):
            print(found, flush=True)
        print(floor(desktop, chosen.rounds), flush=True)
        print(languages(desktop, chosen.rounds, "two pages visited"), flush=True)
        session = desktop.one.desk.session
        for place in order(session.form, session.models):
            desktop.ms(lambda place=place: desktop.one.go(place))
        print(languages(desktop, chosen.rounds, "all pages visited"), flush=True)
        for found in answers(desktop, chosen.rounds):
            print(found, flush=True)
        for found in keystrokes(desktop, Path(name), chosen.rounds):
            print(found, flush=True)
        print(f"\n{later(desktop, chosen.rounds)}")
        print(f"One frame at 60 Hz is {FRAME_MS} ms.")
        desktop.close()


if __name__ == "__main__":
    main()
