"""Texts as one looks for them: without case, accents, ligatures and typographer's signs.

Whoever types "ecart" means "Écart", "oeuvre" also "œuvre", and a straight apostrophe any.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

Span = tuple[int, int]
"""Start and length of a part of a text, in characters."""

_MARKS: Final = re.compile("[\u0300-\u036f]")
"""What remains of an accent once its letter is taken apart."""

_ALIKE: Final = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        **dict.fromkeys("‘’ʼ′", "'"),
        **dict.fromkeys("“”«»„", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
    }
)


def folded(text: str) -> str:
    """Return a text as it is compared; no-break spaces become ordinary ones."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return _MARKS.sub("", apart).translate(_ALIKE)


def spans(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Return where folded words stand in a text, in order, each where it is found first.

    A letter may fold into two, an accent into none: the places are those in the text as written.
    """
    whole, places = "", []
    for at, letter in enumerate(text):
        plain = folded(letter)
        whole += plain
        places += [at] * len(plain)
    found = []
    for word in words:
        start = whole.find(word) if word else -1
        if start >= 0:
            first, last = places[start], places[start + len(word) - 1]
            found.append((first, last - first + 1))
    return tuple(sorted(found))
