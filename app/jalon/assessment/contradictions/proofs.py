"""Contradictions in the register of evidence: expired, changed on disk, or not there."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from jalon.assessment import evidence, names
from jalon.assessment.contradictions.model import Contradiction, Detail, Term, View
from jalon.assessment.evidence import Condition, Evidence
from jalon.errors import N_

EXPIRED: Final = N_("The evidence “{name}” expired after {day}.")
_AMISS: Final[Mapping[Condition, str]] = MappingProxyType(
    {
        "expired": EXPIRED,
        "changed": N_("The evidence “{name}” is not what it was when it was attached."),
        "missing": N_("The file of the evidence “{name}” is not found where it was."),
        "unreadable": N_("The file of the evidence “{name}” cannot be read."),
        "absent": N_("The content of the evidence “{name}” is not in this project."),
    }
)
_NAMELESS: Final = Term(N_("Evidence without a name"))


def amiss(view: View) -> Iterator[Contradiction]:
    """Yield the pieces that do not hold, or cannot be shown, on the day of the view."""
    looked = dict(view.looked)
    for entry in evidence.register(view.assessment).present():
        said = entry.condition(view.today, looked.get(entry.subject))
        if said in _AMISS:
            yield _point(entry, _AMISS[said])
        if said not in ("expired", "current") and entry.standing(view.today) == "expired":
            yield _point(entry, EXPIRED)


def _point(entry: Evidence, message: str) -> Contradiction:
    details: list[tuple[str, Detail]] = [("name", names.shown(entry.title) or _NAMELESS)]
    if message == EXPIRED and entry.last:
        details.append(("day", entry.last))
    return Contradiction("evidence", "evidence", entry.subject, "", message, tuple(details))
