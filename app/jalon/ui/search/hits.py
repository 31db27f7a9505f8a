"""What can be found, and what of it has the words that somebody types."""

from collections.abc import Callable, Sequence
from typing import Final

from jalon.ui.folding import folded
from jalon.ui.pages.page import Step
from jalon.values import dataclass

LEAST: Final = 2
"""So many characters are typed before anything is looked for: one stands nearly everywhere."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that can be found.

    Attributes:
        title: what it is called, or says.
        words: all that it is found by, folded; begins with the folded title.
        where: tells where it stands; asked of those that are shown alone.
        step: the way there.
    """

    title: str
    words: str
    where: Callable[[], str]
    step: Callable[[], Step]


def found_by(*texts: str) -> str:
    """Return the words by which something with these texts is found; its title goes first."""
    return folded("\n".join(text for text in texts if text))


class Hits:
    """All that can be found, each kind in the order in which it is given.

    ``named`` has the pages, requirements and questions: hundreds. ``written`` has what people
    wrote, in tens of thousands of fields: of these no one is weighed against another.
    """

    def __init__(self, named: Sequence[Hit], written: Sequence[Hit]) -> None:
        self._named, self._written = tuple(named), tuple(written)
        self._last: tuple[str, list[Hit], list[Hit]] = ("", [*named], [*written])

    def fitting(self, asked: str) -> list[Hit]:
        """Return what has every word that is asked for.

        First what bears them in its name, then what people wrote, then what is explained with
        these words.
        """
        words = sought(asked)
        if sum(map(len, words)) < LEAST:
            return []
        named, written = self._within(asked)
        for word in words:
            named = [hit for hit in named if word in hit.words]
            written = [hit for hit in written if word in hit.words]
        self._last = (asked, named, written)
        called = [hit for hit in named if _bears(hit, words)]
        bearing = set(map(id, called))
        return [*called, *written, *(hit for hit in named if id(hit) not in bearing)]

    def _within(self, asked: str) -> tuple[list[Hit], list[Hit]]:
        """Return where to look: whoever types on looks only through what was found so far."""
        before, named, written = self._last
        if before and asked.startswith(before):
            return named, written
        return [*self._named], [*self._written]


def sought(asked: str) -> tuple[str, ...]:
    """Return the words of what somebody typed, folded."""
    return tuple(folded(asked).split())


def _bears(hit: Hit, words: Sequence[str]) -> bool:
    title = hit.words.partition("\n")[0]
    return all(word in title for word in words)
