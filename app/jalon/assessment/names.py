"""Names of files that others chose: shown without tricks, and made harmless for any disk."""

import re
import unicodedata
from typing import Final

_JOINERS: Final = frozenset("\u200c\u200d")
"""Needed to write some scripts; they hide nothing."""

_NOT_SHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"})
_LOST: Final = "\ufffd"
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_RESERVED: Final = r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$"
_LONGEST: Final = 100
_LONGEST_BYTES: Final = 180
"""Of a name with its ending, in UTF-8; the usual limit of disks is 255."""

_LONGEST_ENDING: Final = 12


def shown(name: str) -> str:
    """Return a name on one line, with a visible sign for each character that is not seen.

    A right-to-left override would show ``exe.pdf`` for a program.
    """
    return "".join(_LOST if _is_hidden(c) else c for c in name)


def ending(name: str) -> str:
    """Return the ending of a file's name in lower case, without its dot; empty if it has none."""
    stem, dot, last = name.rpartition(".")
    found = last.strip().lower()
    return found if dot and stem and len(found) <= _LONGEST_ENDING else ""


def harmless(name: str, fallback: str = "evidence") -> str:
    """Return a name that every disk takes and no program mistakes for an option or a path.

    Letters of all scripts and their accents stay. The ending stays too: the system opens files
    by it.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join("_" if _is_hidden(c) or c in _FORBIDDEN else c for c in last)
    plain = plain.lstrip(" .-~").rstrip(" .")
    kind = ending(plain)
    stem = plain[: len(plain) - len(kind) - 1] if kind else plain
    stem = _cut(stem.rstrip(" ."), len(kind) + 1) or fallback
    if re.match(_RESERVED, stem.partition(".")[0].rstrip(), re.IGNORECASE):
        stem = f"_{stem}"
    return f"{stem}.{kind}" if kind else stem


def numbered(name: str, number: int) -> str:
    """Return a name with a number before its ending, for the second of two that are alike."""
    kind = ending(name)
    stem = name[: len(name) - len(kind) - 1] if kind else name
    return f"{stem} ({number}).{kind}" if kind else f"{stem} ({number})"


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _NOT_SHOWN and character not in _JOINERS


def _cut(stem: str, spare: int) -> str:
    """Shorten a name to what a disk takes, at no half of a letter."""
    stem = stem[: _LONGEST - spare]
    while len(stem.encode("utf-8", "replace")) > _LONGEST_BYTES - spare:
        stem = stem[:-1]
    while stem and unicodedata.combining(stem[-1]) and len(stem) >= _LONGEST - spare:
        stem = stem[:-1]
    return stem.rstrip(" .")
