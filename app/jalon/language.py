"""Translation of interface and form texts, dates and numbers."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from jalon import assets
from jalon.catalogues import Catalogue, Compiled, Sources, in_order
from jalon.errors import Marked, UserError
from jalon.formats import Formats, formats

if TYPE_CHECKING:
    from fractions import Fraction
    from importlib.resources.abc import Traversable

    from babel import Locale

SOURCE_LANGUAGE: Final = "en"
BETWEEN: Final = " / "
"""Parts what two copies of a project say differently, where it stands on one line."""

_SHAPE: Final = 2
"""Raised when a compiled catalogue is made otherwise."""

_FIRST_GROUPED: Final = 1000
_FIRST_POWER: Final = 1e6
_LARGEST_EXACT: Final = 2**53
"""From here on not every digit of a fraction is one; with many more, they cannot be set."""
_NOISE: Final = 9
"""Decimals of a percentage beyond which a division leaves but noise: 23 of 40 are 57.5."""
_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_DAY_AND_MONTH: Final = r"(?<!\d)(\d{1,2}) (?=[^\W\d])"
_SPACES: Final = r"[^\S\u00a0\u2007\u202f]+"
"""All but those at which no line may end, which French has before its signs."""
_ACCENTED: Final = (
    ("a", "àáâãäåāăą"),
    ("ae", "æ"),
    ("c", "çćčċ"),
    ("d", "ďđ"),
    ("e", "èéêëēėęě"),
    ("g", "ğģġ"),
    ("h", "ħ"),
    ("i", "ìíîïīįı"),
    ("k", "ķ"),
    ("l", "ĺļľł"),
    ("n", "ñńņň"),
    ("o", "òóôõöőø"),
    ("oe", "œ"),
    ("r", "ŕř"),
    ("s", "śşșš"),
    ("t", "ţțť"),
    ("u", "ùúûüūůűų"),
    ("y", "ýÿ"),
    ("z", "źżž"),
    ("", "".join(map(chr, range(0x300, 0x370)))),
)
"""What letters are sorted as; accents that are characters of their own are passed over."""
_NAMES: Final = {"en": "English", "fr": "Français"}
"""Of the languages that are shipped: Babel knows them all, and costs a start too much."""
_REGIONS: Final = {"en": "en_150"}
"""Readers are in Europe: 23 November 2026 and 14:32, not November 23, 2026 and 2:32 PM."""


class Translator:
    """Texts and formats of one language.

    Babel is imported only for what :mod:`jalon.formats` does not write: it costs a tenth of
    the program's start.
    """

    def __init__(self, code: str, catalog: Catalogue) -> None:
        self.code = code
        self._catalog = catalog

    @property
    def locale(self) -> "Locale":
        """The Babel locale of this language."""
        from babel import Locale

        return Locale.parse(locale_name(self.code))

    def text(self, message: str, **details: object) -> str:
        """Translate an interface text and fill its ``{placeholders}``."""
        translated = self._catalog.gettext(message) if message else ""
        return translated.format(**details) if details else translated

    def told(self, error: UserError) -> str:
        """Write what happened, what is safe and what to do, as the error says it."""
        details = {name: self._detail(detail) for name, detail in error.details.items()}
        return self.text(error.message, **details)

    def _detail(self, detail: object) -> object:
        """Write a detail of an error: a text of the program, a day or a moment as the reader does.

        A moment is written in the time of this computer.
        """
        if isinstance(detail, Marked):
            return self.text(detail)
        if isinstance(detail, datetime):
            here = detail.astimezone()
            return f"{self.date(here.date())}, {self.time(here)}"
        return self.date(detail) if isinstance(detail, date) else detail

    def plural(self, one: str, many: str, count: int, **details: object) -> str:
        """Translate by ``count``, which also fills the placeholder ``{count}``."""
        return self._catalog.ngettext(one, many, count).format(count=self.number(count), **details)

    def of(self, context: str, message: str) -> str:
        """Translate a form text; ``context`` is its place, as ``copyright-1.3.title``.

        A text of the program's own has no place.
        """
        if not context:
            return self.text(message)
        return self._catalog.pgettext(context, message) if message else ""

    def knows(self, context: str, message: str) -> bool:
        """Tell whether the catalogue has this form text; the source language has them all."""
        catalog = self._catalog
        return self.code == SOURCE_LANGUAGE or (
            isinstance(catalog, Compiled) and catalog.knows(context, message)
        )

    def date(self, day: date, style: str = "long") -> str:
        """Write ``day`` as this language does; ``style`` is Babel's (short ... full)."""
        if (written := self._formats.date(day, style)) is None:
            from babel.dates import format_date

            written = format_date(day, style, locale=self.locale)
        return _french(written) if self.code == "fr" else written

    def day(self, text: str, style: str = "long") -> str:
        """Write an ISO day of the record, or several; what is none stays as it was written."""
        if BETWEEN in text:
            return BETWEEN.join(self.day(part, style) for part in text.split(BETWEEN))
        try:
            return self.date(date.fromisoformat(text), style)
        except ValueError:
            return text

    def time(self, moment: datetime) -> str:
        """Write the time of day of ``moment``, local time when it carries a zone."""
        local = (moment.astimezone() if moment.tzinfo else moment).time()
        if (written := self._formats.time(local)) is not None:
            return written
        from babel.dates import format_time

        return format_time(local, "short", locale=self.locale)

    def number(self, value: float) -> str:
        """Write ``value`` with this language's grouping and decimal signs."""
        if isinstance(value, int):
            if abs(value) < _FIRST_GROUPED:
                return str(value)
            if (written := self._formats.whole(value)) is not None:
                return written
        if abs(value) >= _LARGEST_EXACT:
            return self.scientific(value)
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self.locale)

    def scientific(self, value: float) -> str:
        """Write a large ``value`` as a power of ten, as the AI Act does; others as numbers."""
        if abs(value) < _FIRST_POWER:
            return self.number(int(value) if float(value).is_integer() else value)
        digits, _, power = f"{value:.6e}".partition("e")
        head = self.number(float(digits))
        raised = str(int(power)).translate(_RAISED)
        return f"10{raised}" if head == "1" else f"{head}\u00a0×\u00a010{raised}"

    def percent(self, share: "Fraction | float") -> str:
        """Write ``share`` (0 to 1) as a whole percentage; rounds towards what is not claimed.

        A share below 1 is never written 100 %, one above 0 never 0 %.
        """
        points = round(round(float(share * 100), _NOISE))
        if points == 100 and share < 1:  # noqa: PLR2004  per cent
            points = 99
        if points == 0 and share > 0:
            points = 1
        written = self._formats.percent(points) if 0 <= points <= 100 else None  # noqa: PLR2004
        if written is None:
            from babel.numbers import format_percent

            written = format_percent(points / 100, locale=self.locale)
        return written.replace("\u00a0%", "\u202f%")  # the narrow space, as in all our texts

    def percentages(self, low: "Fraction | float", high: "Fraction | float") -> str:
        """Write a range of two shares: "50 to 72%"; one figure where both are written alike."""
        first, last = self.percent(low), self.percent(high)
        if first == last:
            return first
        return self.text("{low} to {high}", low=first.rstrip("%\u00a0\u202f"), high=last)

    def listed(self, items: Iterable[str]) -> str:
        """Join ``items`` as this language enumerates."""
        return self._formats.listed(tuple(items))

    def after_another(self, citation: str) -> str:
        """Return a citation as it stands after a semicolon: French writes acts small."""
        return citation[:1].lower() + citation[1:] if self.code == "fr" else citation

    @cached_property
    def _formats(self) -> Formats:
        return formats(self.code, locale_name(self.code))


def _french(written: str) -> str:
    """Return a date as French prints it: ``1er mars``, and no line break before the month."""
    return re.sub(
        _DAY_AND_MONTH,
        lambda found: f"{found[1]}{'er' if found[1] == '1' else ''}\u00a0",
        written,
    )


@cache
def translator(code: str) -> Translator:
    """Return the translator of ``code``; the source language needs no catalogue."""
    folder = assets.folder("i18n") / code / "LC_MESSAGES"
    compiled, source = folder / "messages.mo", folder / "messages.po"
    if compiled.is_file() and not source.is_file():
        return Translator(code, Compiled(compiled.read_bytes()))
    if source.is_file():
        return Translator(code, Compiled(_compiled(code, source)))
    return Translator(code, Sources())


def available() -> tuple[str, ...]:
    """Return the language codes that can be chosen, the source language first."""
    found = sorted(p.name for p in assets.folder("i18n").iterdir() if p.is_dir())
    return (SOURCE_LANGUAGE, *found)


def locale_name(code: str) -> str:
    """Return Babel's name of the locale that stands for a language."""
    return _REGIONS.get(code, code)


def language_name(code: str) -> str:
    """Return a language's name in that language itself."""
    if code in _NAMES:
        return _NAMES[code]
    from babel import Locale

    return capital(Locale.parse(locale_name(code)).language_name or code)


def compile_catalogue(code: str, source: bytes) -> bytes:
    """Compile a ``.po`` file's bytes into those of a ``.mo`` file."""
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    out = BytesIO()
    write_mo(out, read_po(BytesIO(source), locale=code))
    return in_order(out.getvalue())


def _compiled(code: str, source: "Traversable") -> bytes:
    """Compile in a checkout once per content of the catalogue, so that nothing is stale."""
    digest = assets.content_key(f"{code}-{_SHAPE}", ((source.name, source),))
    kept = assets.cache_folder() / f"{code}-{digest}.mo"
    try:
        return kept.read_bytes()
    except OSError:  # not there, or another's: it is only a cache
        made = compile_catalogue(code, source.read_bytes())
    assets.write_cache(kept, made)
    return made


def capital(text: str) -> str:
    """Return a text with a capital first letter, for where it begins a line."""
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    """Return a text on one line, with single spaces; those where no line may end stay as they are.

    ``str.split`` would take these for ordinary ones, and a line could then begin with a colon.
    """
    return re.sub(_SPACES, " ", text).strip(" ")


def alphabetical(text: str) -> str:
    """Return what a text is sorted by: « Écart » comes before « Essai », not after « Zone »."""
    plain = text.casefold()
    return plain if plain.isascii() else plain.translate(_letters())


@cache
def _letters() -> dict[int, str]:
    return {ord(letter): plain for plain, letters in _ACCENTED for letter in letters}
