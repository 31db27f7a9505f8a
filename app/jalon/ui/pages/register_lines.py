"""The lines of the register: what is written of each piece of evidence."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jalon.assessment import names, register_words
from jalon.assessment.evidence import Evidence
from jalon.language import Translator, alphabetical
from jalon.ui.desk import Desk
from jalon.ui.kit.shapes import TableCell, TableLine
from jalon.ui.pages import where
from jalon.ui.pages.register_search import BY_WEIGHT, WARNED, Piece
from jalon.ui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from jalon.assessment.changes import Subject


class Lines:
    """Writes lines, and keeps them: one that says the same as before is not written again."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails) -> None:
        self._desk, self._thumbnails = desk, thumbnails
        self._kept: dict[Subject, tuple[object, TableLine]] = {}
        self._true: dict[Subject, TableLine] = {}
        self._days: dict[str, str] = {}
        self._places: dict[tuple[Subject, str], str] = {}

    def forget(self) -> None:
        """Write every line again: the language is another."""
        self._kept.clear()
        self._true.clear()
        self._days.clear()
        self._places.clear()

    def doubt(self) -> None:
        """Look at every line again: the pieces are others, or one more picture is there."""
        self._true.clear()

    def of(self, tr: Translator, pieces: Sequence[Piece]) -> list[TableLine]:
        """Return the lines of these pieces; a key in the filter finds almost all of them here."""
        true = self._true
        return [true.get(piece.subject) or self._line(tr, piece) for piece in pieces]

    def _line(self, tr: Translator, piece: Piece) -> TableLine:
        state = (piece, self._thumbnails.kept(piece.entry) is None)
        known = self._kept.get(piece.subject)
        if known is None or known[0] != state:
            known = (state, self._written(tr, piece))
            self._kept[piece.subject] = known
        self._true[piece.subject] = known[1]
        return known[1]

    def _written(self, tr: Translator, piece: Piece) -> TableLine:
        entry, condition = piece.entry, piece.condition
        title = names.shown(register_words.title(tr, entry))
        linked = self._linked(tr, entry)
        warned = "warn" if condition in WARNED else "muted"
        state = register_words.condition(tr, condition)
        cells = (
            TableCell(title, "muted" if entry.removed else "text", alphabetical(title), title),
            TableCell(linked, "muted", f"{len(entry.links):06} {alphabetical(linked)}"),
            TableCell(self._day(tr, entry.date), "muted", entry.date),
            TableCell(self._day(tr, entry.expires), "muted", entry.expires),
            TableCell(state, warned, str(BY_WEIGHT.index(condition))),
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
            self._days[text] = tr.day(text, "medium")
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
