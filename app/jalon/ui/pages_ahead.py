"""Which pages are made before they are visited: what is pointed at or found, in pauses the rest.

In a pause first that to which Next leads; in the end those of all measures and duties.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from jalon.ui.ahead import Ahead
from jalon.ui.places import Place

_REST_MS: Final = 60
"""How long a line of the outline, or a link, is pointed at before its page is made: whoever passes
over it, or holds an arrow key down, is on the next one sooner."""

_QUIET_MS: Final = 500
"""How long nobody has answered or typed."""

MOST: Final = 60
"""So many pages are kept that were made ahead and never seen: those of all measures and duties.
Each takes two thirds of a megabyte."""

_KINDS: Final = frozenset({"measure", "duty"})


class PagesAhead(QObject):
    """Has pages made ahead, and lets those go that nobody came to see.

    Args:
        pages: those that are made.
        make: yields after each step of making a page, or of bringing it up to date.
        forget: deletes a page that was never seen.
        find: returns where a line of the outline leads, by its key.
        around: returns the other places, the nearest first: where Next leads, then where Back does.
        workspace: nothing is made while it is not seen, or its window not the active one.
    """

    def __init__(
        self,
        pages: Mapping[Place, QWidget],
        make: Callable[[Place], Iterator[None]],
        forget: Callable[[Place], None],
        find: Callable[[str], Place | None],
        around: Callable[[], Iterable[Place]],
        workspace: QWidget,
    ) -> None:
        super().__init__(workspace)
        self._pages, self._make, self._forget = pages, make, forget
        self._find, self._around, self._workspace = find, around, workspace
        self._wanted: Callable[[], Place | None] = lambda: None
        self._leaned: Place | None = None
        self._unseen: dict[Place, None] = {}
        self._next = Ahead(self._make_around, self)
        self._lean = Ahead(self._make_leaned, self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)

    def went(self, place: Place) -> None:
        """Begin anew from a place that is shown now."""
        self._unseen.pop(place, None)
        self._leaned = None
        self._lean.stop()

    def wait(self) -> None:
        """Drop what was begun in a pause; begin again after the next."""
        self._next.wait()

    def hold(self) -> None:
        """Leave the processor to somebody who answers or types."""
        self._next.wait()
        self._quiet.start(_QUIET_MS)
        if self._lean.at_work:
            self._lean.wait(_QUIET_MS)

    def lean(self, key: str, now: bool) -> None:  # noqa: FBT001  as Qt connects
        """Make the page of a line that is about to be visited, soon or ``now``, and no other."""
        self._lean_on((lambda: self._find(key)) if key else None, now=now)

    def lean_to(self, place: Place | None, now: bool) -> None:  # noqa: FBT001  as Qt connects
        """Make the page of a place that is about to be visited; none for None."""
        self._lean_on((lambda: place) if place else None, now=now)

    def _lean_on(self, wanted: Callable[[], Place | None] | None, *, now: bool) -> None:
        self._leaned = None
        if wanted:
            self._wanted = wanted
            rest = 0 if now else _REST_MS
            self._lean.wait(max(rest, self._quiet.remainingTime()))
        else:
            self._lean.stop()

    @property
    def leans(self) -> bool:
        """Whether the page of a line is being made, or about to be."""
        return self._lean.at_work

    def stop(self) -> None:
        """Do nothing any more."""
        self._next.stop()
        self._lean.stop()

    def finish(self) -> None:
        """Make now what would be made in a pause."""
        self.stop()
        self._next.finish()

    def _make_around(self) -> Iterator[None]:
        """Make the page that Next leads to, or bring it up to date; then each that there is not.

        In a window that is not the active one, only the first.
        """
        if not self._workspace.isVisible():
            return
        for number, place in enumerate(self._around()):
            if number and not self._workspace.isActiveWindow():
                return
            if not number or (place not in self._pages and len(self._unseen) < MOST):
                yield from self._made(place)

    def _make_leaned(self) -> Iterator[None]:
        self._leaned = self._wanted()
        if self._leaned and self._workspace.isVisible() and self._workspace.isActiveWindow():
            yield from self._made(self._leaned)

    def _made(self, place: Place) -> Iterator[None]:
        """Take the steps of one page, after those of letting others go."""
        if place.kind not in _KINDS:
            return
        new = place not in self._pages
        for spare in self._spare(place) if new else ():
            del self._unseen[spare]
            self._forget(spare)
            yield
        if new or place in self._unseen:
            self._unseen.pop(place, None)
            self._unseen[place] = None  # the newest again
        yield from self._make(place)

    def _spare(self, wanted: Place) -> tuple[Place, ...]:
        """Return the oldest pages that nobody saw, where there is none to spare for another."""
        kept = {wanted, self._leaned, next(iter(self._around()), None)}
        others = [place for place in self._unseen if place not in kept]
        return tuple(others[: max(0, len(self._unseen) + 1 - MOST)])
