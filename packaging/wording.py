"""Rules that texts are held to: English apostrophes, placeholders, French typography."""

import re
from collections.abc import Iterable
from string import Formatter

_ADDRESS = re.compile(r"\b[a-z]+://\S+")
_RULES = {
    "has an ordinary space before {0!r}: U+202F, or U+00A0 before : and », is wanted": re.compile(
        r" ([:;?!%»](?![\w*]))"
    ),
    "has no space before {0!r}: U+202F, or U+00A0 before : and », is wanted": re.compile(
        r"(?<=[\w})»])((?:;(?!;)|[?!»])|:(?=\s|$))"
    ),
    "has another space than U+00A0 before {0!r}": re.compile(r"\u202f([:»])"),
    "has another space than U+202F before {0!r}": re.compile(r"\u00a0([;?!%])"),
    "has another space than U+00A0, or none, after {0!r}": re.compile(r"(«)(?!\u00a0)"),
    "has a straight apostrophe ({0!r}): ’ is wanted": re.compile(r"(?i)([a-zà-ÿœ]'[a-zà-ÿœ{«])"),
    "has three dots where … is wanted ({0!r})": re.compile(r"(\.\.\.)"),
    "has a quotation mark that is not French ({0!r}): « and » are wanted": re.compile('(["“”])'),
    "has no elision ({0!r})": re.compile(
        r"(?i)(?<![\w-])((?:le|du|de|que|ne|se) (?!(?:ou|où|à|onz\w*|oui)\b)[aàâeéèêëiîïoôuûœ]\w*)"
    ),
    "has an ordinary space in a number ({0!r}): U+202F is wanted": re.compile(
        r"(?<![\d.,])(\d{1,3} \d{3})(?![\d.,])"
    ),
    "has a word twice ({0!r})": re.compile(r"(?i)\b((?!(?:nous|vous)\b)\w{3,}(?: \w+)?) \1\b"),
}

_STRAIGHT = re.compile(r"(?i)(?<=[\w})\]])'(?=\w)|(?<=s)'(?=[\s.,;:)]|$)")
"""An apostrophe of a typewriter: in a word, or after the ``s`` of a plural's genitive."""
_QUOTED = re.compile(r'"([^"]*)"')

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_PARTS = (
    "point|considérant|annexe|section|mesure|engagement|paragraphe|alinéa|appendice|phrase|objectif"
    "|article|chapitre|page|ligne"
)
_UNITS = (
    "jours?|semaines?|mois|prochains mois|ans?|années?|heures?|minutes?|secondes?"
    "|bits?|octets?|millions?|milliards?|euros?"
)
_NUMBER = r"(?:\d|[IVX]+\b|[a-z]\)|[A-D](?:\.\d|\b(?!’))|\{(?:n|number|point|paragraph|page)\})"
_BOUND = re.compile(
    rf"(?i:(?<!\w)(?:art\.|par\.|§|n°|(?:{_PARTS})s?)) (?={_NUMBER})"
    r"|(?<=\d) (?=(?:bis|ter|quater)\b)"
    r"|(?<=[\da-z]\)) (?=(?:[a-z]|[ivx]+)\))"  # 1) a) ii)
    rf"|\b(?:\d{{1,2}}|1er) (?=(?:{_MONTHS})\b)"
    r"|\((?:UE|CE)\) (?=\d)"
    r"|\bC\(\d{4}\) (?=\d)"
    r"|(?<=[\d⁰¹²³⁴⁵⁶⁷⁸⁹}]) (?=(?:FLOP|Go|Mo|ko|EUR|€)\b|×)"
    rf"|(?<=[\d}}]) (?=(?:{_UNITS})\b)"
    r"|(?<=×) (?=[\d{])"
)
"""Where a line must not break: within a citation (``art. 53``, ``point 1) a)``,
``mesure {number}``), a date, a figure with its unit, a period (``6 mois``) among them."""

_SHARED = re.compile(
    r"acceptable|actions?|archive|article|attestations?|audio|conclusion|dates?|documents?"
    r"|documentation|exception|images?|licence|message|note|notification|obligation|organisation"
    r"|page|section|source|validation|version"
    r"|jalon|docs|terms|signature"
)
"""Words that are the same in English and French, and names: these alone make no text English."""

_COUNTED = re.compile(r"\{(\w+)\}[ \u00a0](\w+)")


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
    if match := _BOUND.search(text):
        around = text[max(0, match.start() - 8) : match.end() + 8]
        yield f"has a space where no line may break ({around!r}): U+00A0 is wanted"


def untranslated(original: str, translation: str) -> Iterable[str]:
    """Yield that a French text is the English one, but for words that both languages have."""
    if translation != original:
        return
    words = re.findall(r"\w*[a-z]{3}\w*", re.sub(r"\{.*?\}", " ", original))
    if not all(_SHARED.fullmatch(word.casefold()) for word in words):
        yield "is its English text"


def english(text: str) -> Iterable[str]:
    """Yield where an English text has a typewriter's apostrophe or quotes instead of print's."""
    if match := re.search("['\"]", text):
        around = text[max(0, match.start() - 8) : match.end() + 8]
        yield f"has a mark of a typewriter ({around!r}): ’, “ or ” is wanted"


def curled(text: str) -> str:
    """Return English ``text`` with the apostrophes and quotes of print."""
    return _QUOTED.sub(r"“\1”", _STRAIGHT.sub("’", text))


def bound(text: str) -> str:
    """Return French ``text`` with U+00A0 where no line may break: ``art. 53``, ``2 août``."""
    return _BOUND.sub(lambda match: match[0].replace(" ", "\u00a0"), text)


def _fields(text: str) -> set[str]:
    return {name for _before, name, _spec, _conversion in Formatter().parse(text) if name}


def agreement(one: str, many: str) -> Iterable[str]:
    """Yield where a word agrees with the wrong number: a plural is chosen by ``{count}`` alone.

    "{done} réponses confirmées sur {count}" says "1 réponses" of one in three.
    """
    first, second = dict(_COUNTED.findall(one)), dict(_COUNTED.findall(many))
    for name in sorted(first.keys() & second.keys() - {"count"}):
        if first[name] != second[name]:
            yield f"says {{{name}}} {second[name]!r}, which agrees with {{count}}"
