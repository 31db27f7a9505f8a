"""When the public training-content summary has to be updated after further training.

Source: Explanatory Notice, point 29 (C(2025) 8311 final): at six-month intervals, or sooner
where the additional data require a materially significant update. That the six months run
from the last update is our reading; the dates (rule ``summary-update``) are counted so too.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from jalon.assessment.deadlines import counting
from jalon.assessment.deadlines.counting import Holidays
from jalon.assessment.summary_check import Check, Finding, Subject, read_day
from jalon.errors import N_

_POINT_29: Final = N_("Explanatory Notice, point 29 (C(2025) 8311 final)")
_MONTHS: Final = 6
_UPDATED: Final = "tcs-updated.value"
_TRAINED: Final = "tcs-trained.value"
_TRAININGS: Final = "tcs-trainings.value"


def update(on: Subject) -> Iterator[Check]:
    """Compare the days of further training with the last update."""
    match on.choice(_TRAINED):
        case "no":
            yield _said(_TRAINED, "not-asked", N_("No further training, as stated."))
        case "yes":
            yield _update(on)
        case _:
            message = N_("It is not stated yet whether the model was trained further.")
            yield _said(_TRAINED, "unknown", message)


def _said(place: str, finding: Finding, message: str, **details: object) -> Check:
    return Check("update", finding, message, place, "template", _POINT_29, details)


def _update(on: Subject) -> Check:
    rows = on.papers.stated(_TRAININGS).rows
    days = [(read_day(row.cells.get("day")), row.cells.get("material")) for row in rows]
    updated = on.day(_UPDATED)
    if not days or any(day is None for day, _ in days):
        return _said(_TRAININGS, "unknown", N_("The day of further training is not stated yet."))
    if updated is None:
        return _said(_UPDATED, "unknown", N_("The day of the last update is not stated yet."))
    since = [(day, material) for day, material in days if day is not None and day > updated]
    if not since:
        message = N_("The last update, of {day}, is not older than the last further training.")
        return _said(_UPDATED, "clear", message, day=updated)
    return _pending(on, since, updated)


def _pending(on: Subject, since: Sequence[tuple[date, object]], updated: date) -> Check:
    """Say what is due, of further training that no update has followed."""
    surely = min(day if m == "yes" else interval_end(updated, day) for day, m in since)
    perhaps = min(day if m != "no" else interval_end(updated, day) for day, m in since)
    first = min(day for day, _ in since)
    if on.today > surely or (on.today == surely and surely == first):
        message = N_("Since the further training of {first} an update has been due since {day}.")
        return _said(_UPDATED, "fault", message, first=first, day=surely)
    if perhaps <= on.today and perhaps < surely:
        message = N_(
            "Since the further training of {first} an update is due by {day}, or already now if the"
            " new data call for a materially significant one, which is not stated yet."
        )
        return _said(_TRAININGS, "unknown", message, first=first, day=surely)
    message = N_("Since the further training of {first} an update is due by {day}.")
    return _said(_UPDATED, "clear", message, first=first, day=surely)


def interval_end(updated: date, trained: date) -> date:
    """Return the end of the interval, counted from the last update, that a training falls into."""
    months = counting.repeated(updated, _MONTHS, "months", trained)
    none = Holidays(frozenset(), frozenset())
    return counting.end(updated, months, "months", none).day or date.max
