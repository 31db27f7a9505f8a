"""Long words over several lines: an address or a path is cut where it has a sign, if it can be.

reportlab cuts a word that is wider than its line after any letter ("registre.p", "df"). Here its
pieces are put together again and cut after "/", "-" and the like; the letters stay the same, so
that a copied or spoken text does not change. Lengths in points.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus.paragraph import _SplitWord, _SplitWordEnd

Line = tuple[float, list[str]]
"""Free room and words, as reportlab keeps the lines of a text in one font."""

_SIGNS: Final = frozenset("/\\-_.,:;?&=#@+|")
_LEAST: Final = 3
"""Letters that at least stand on each side of a cut."""


def recut(lines: Sequence[Line], width: float, font: str, size: float) -> list[Line]:
    """Return the lines; if a word in them was cut, all are filled anew with better cuts.

    Args:
        lines: the broken text.
        width: room of each line.
        font: the one font of the text.
        size: its size.
    """
    if not any(_is_piece(line[1][-1]) for line in lines if line[1]):
        return list(lines)

    def wide(*words: str) -> float:
        return float(stringWidth(" ".join(words), font, size))

    made: list[list[str]] = [[]]
    for word in _words(lines):
        rest = word
        if made[-1] and wide(*made[-1], word) > width:
            rest = _begun(made[-1], word, width, wide)
            made.append([])
        while (fits := _fitting(rest, width, wide)) < len(rest):
            cut = _cut(rest, fits) or max(fits, 1)
            made[-1].append(_SplitWord(rest[:cut]))
            rest = rest[cut:]
            made.append([])
        made[-1].append(rest)
    return [(width - wide(*words), words) for words in made]


def _is_piece(word: str) -> bool:
    return isinstance(word, _SplitWord) and not isinstance(word, _SplitWordEnd)


def _words(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the words of a text as they were before any was cut."""
    pieces: list[str] = []
    for word in (word for _, words in lines for word in words):
        pieces.append(word)
        if not _is_piece(word):
            yield "".join(pieces)
            pieces.clear()


def _begun(line: list[str], word: str, width: float, wide: Callable[..., float]) -> str:
    """Put the beginning of too long a word at the end of a line; return the rest of it."""
    if _fitting(word, width, wide) == len(word):
        return word
    cut = _cut(word, _fitting(word, width - wide(*line, ""), wide))
    if cut:
        line.append(_SplitWord(word[:cut]))
    return word[cut:]


def _fitting(word: str, room: float, wide: Callable[..., float]) -> int:
    """Return how many letters from the first on fit."""
    taken = 0.0
    for count, letter in enumerate(word):
        taken += wide(letter)
        if taken > room:
            return count
    return len(word)


def _cut(word: str, fits: int) -> int:
    """Return how many letters there are to a sign in the second half of a line; 0 without one."""
    return next((n for n in range(fits, fits // 2, -1) if _is_cut(word, n)), 0)


def _is_cut(word: str, at: int) -> bool:
    """Tell whether a word is well cut before this letter: after a sign, before a letter."""
    inside = _LEAST <= at <= len(word) - _LEAST
    return inside and word[at - 1] in _SIGNS and word[at] not in _SIGNS
