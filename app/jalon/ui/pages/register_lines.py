"""The lines of the register: which pieces it shows, and what is written of each."""

from datetime import date
from typing import TYPE_CHECKING, Final

from jalon.assessment import names, register_words
from jalon.assessment.evidence import Condition, Evidence, Found, day
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit.shapes import TableCell, TableLine
from jalon.ui.pages import where
from jalon.ui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from jalon.assessment.changes import Subject

_ORDER: Final[tuple[Condition, ...]] = (
    "changed",
    "missing",
    "unreadable",
    "absent",
    "expired",
    "expires-soon",
    "current",
    "removed",
)
"""What weighs most comes first when the table is sorted by state."""

_WARNED: Final = frozenset(_ORDER[:6])


def fits(entry: Evidence, condition: Condition, which: object, words: str) -> bool:
    """Tell whether a piece is among those that are asked for, and has these words."""
    chosen = {
        "removed": condition == "removed",
        "amiss": condition in _WARNED,
        "unlinked": not entry.links and condition != "removed",
    }.get(str(which), True)
    sought = words.casefold().split()
    if not chosen or not sought:
        return chosen
    texts = [entry.title, entry.where, entry.note]
    texts += [entry.file.name, entry.file.sha256] if entry.file else []
    whole = " ".join(texts).casefold()
    return all(word in whole for word in sought)


class Lines:
    """Writes lines, and keeps them: one that says the same as before is not written again."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails) -> None:
        self._desk, self._thumbnails = desk, thumbnails
        self._kept: dict[Subject, tuple[object, TableLine]] = {}
        self._days: dict[str, str] = {}
        self._places: dict[tuple[Subject, str], str] = {}

    def forget(self) -> None:
        """Write every line again: the language is another."""
        self._kept.clear()
        self._days.clear()
        self._places.clear()

    def line(self, tr: Translator, entry: Evidence, found: Found | None, today: date) -> TableLine:
        """Return the line of a piece."""
        picture = self._thumbnails.kept(entry)
        state = (entry, found, today, picture is None)
        known = self._kept.get(entry.subject)
        if known is None or known[0] != state:
            known = (state, self._written(tr, entry, entry.condition(today, found)))
            self._kept[entry.subject] = known
        return known[1]

    def _written(self, tr: Translator, entry: Evidence, condition: Condition) -> TableLine:
        title = names.shown(register_words.title(tr, entry))
        linked = self._linked(tr, entry)
        warned = "warn" if condition in _WARNED else "muted"
        state = register_words.condition(tr, condition)
        cells = (
            TableCell(title, "muted" if entry.removed else "text", title.casefold(), title),
            TableCell(linked, "muted", f"{len(entry.links):06} {linked}"),
            TableCell(self._day(tr, entry.date), "muted", entry.date),
            TableCell(self._day(tr, entry.expires), "muted", entry.expires),
            TableCell(state, warned, str(_ORDER.index(condition))),
        )
        return TableLine(
            entry.subject,
            cells,
            entry.removed or _below(tr, entry),
            sign=entry.kind,
            struck=bool(entry.removed),
            picture=self._thumbnails.kept(entry),
        )

    def _linked(self, tr: Translator, entry: Evidence) -> str:
        if not entry.links:
            return tr.text("not linked")
        place = entry.links[0]
        if place not in self._places:
            self._places[place] = where.short(self._desk, tr, place)
        first, more = self._places[place], len(entry.links) - 1
        return tr.text("{first}, +{count}", first=first, count=tr.number(more)) if more else first

    def _day(self, tr: Translator, text: str) -> str:
        if text not in self._days:
            found = day(text)
            self._days[text] = tr.date(found, "medium") if found else text
        return self._days[text]


def _below(tr: Translator, entry: Evidence) -> str:
    """Say what kind of thing a piece is and where it is."""
    parts = [register_words.kind(tr, entry)]
    if entry.file:
        parts.append(register_words.size(tr, entry.file.size))
        if entry.file.stored != "embedded":
            parts.append(register_words.stored(tr, entry.file))
    elif entry.name.strip() and entry.target:
        parts.append(names.shown(entry.target))
    return " · ".join(parts)
