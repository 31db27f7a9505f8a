"""Rules that a translation's wording is held to: placeholders, and French typography."""

import re
from collections.abc import Iterable
from string import Formatter

_ADDRESS = re.compile(r"\b[a-z]+://\S+")
_RULES = {
    "has an ordinary space before {0!r}: U+202F or U+00A0 is wanted": re.compile(
        r" ([:;?!%»](?![\w*]))"
    ),
    "has no space before {0!r}: U+202F or U+00A0 is wanted": re.compile(
        r"(?<=[\w})»])((?:;(?!;)|[?!»])|:(?=\s|$))"
    ),
    "has an ordinary space, or none, after {0!r}: U+202F or U+00A0 is wanted": re.compile(
        r"(«)(?![\u00a0\u202f])"
    ),
    "has a straight apostrophe ({0!r}): ’ is wanted": re.compile(r"(?i)([a-zà-ÿœ]'[a-zà-ÿœ{«])"),
    "has three dots where … is wanted ({0!r})": re.compile(r"(\.\.\.)"),
    "has no elision ({0!r})": re.compile(
        r"(?i)(?<![\w-])((?:le|du|de|que|ne|se) (?!(?:ou|où|à|onz\w*|oui)\b)[aàâeéèêëiîïoôuûœ]\w*)"
    ),
    "has a word twice ({0!r})": re.compile(r"(?i)\b((?!(?:nous|vous)\b)\w{3,}(?: \w+)?) \1\b"),
}


def placeholders(
    original: str, translation: str, *, may_lack: frozenset[str] | set[str] = frozenset()
) -> Iterable[str]:
    """Yield what differs in the ``{placeholders}``; a singular ``may_lack`` its number."""
    try:
        wanted, given = _fields(original), _fields(translation)
    except ValueError as cause:
        yield f"has braces that do not pair: {cause}"
        return
    lacking, odd = wanted - given - set(may_lack), given - wanted
    if lacking or odd:
        yield f"has other placeholders: lacks {sorted(lacking)}, adds {sorted(odd)}"


def french(text: str) -> Iterable[str]:
    """Yield what breaks the rules of French typography.

    Source: Lexique des règles typographiques en usage à l'Imprimerie nationale.
    """
    plain = _ADDRESS.sub("", text)
    for rule, pattern in _RULES.items():
        if match := pattern.search(plain):
            yield rule.format(match[1])


def _fields(text: str) -> set[str]:
    return {name for _before, name, _spec, _conversion in Formatter().parse(text) if name}
