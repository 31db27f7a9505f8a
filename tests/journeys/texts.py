"""Texts that no one chose: from a seed that is printed, so that a failure can be repeated."""

import os
import random
import secrets

_LETTERS = "abcdefghijklmnopqrstuvwxyzéèêëàâçîïôùûœæÉÀŒ"
_SIGNS = ".,;:!?()-’'\"&%+€/"


def seeded() -> random.Random:
    """Return a source of chance; JALON_SEED repeats one."""
    seed = int(os.environ.get("JALON_SEED") or secrets.randbits(48))
    print(f"JALON_SEED={seed}")  # noqa: T201  shown by pytest when the test fails
    return random.Random(seed)  # noqa: S311  texts, not secrets


def word(chance: random.Random) -> str:
    """Return a word of one to ten letters."""
    return "".join(chance.choices(_LETTERS, k=chance.randint(1, 10)))


def line(chance: random.Random, words: int = 6) -> str:
    """Return a line: words, signs, no space at its ends."""
    said = [word(chance) + chance.choice(["", "", "", *_SIGNS]) for _ in range(words)]
    return " ".join(said)


def paragraphs(chance: random.Random) -> str:
    """Return a text of several paragraphs, an empty line among them."""
    return "\n".join((line(chance, 8), "", line(chance, 5), line(chance, 7)))
