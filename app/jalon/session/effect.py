"""What of a set of edits changes the record, and what follows from it in the same step."""

from collections.abc import Sequence

from jalon.assessment import carried
from jalon.assessment.changes import Key, Value
from jalon.assessment.state import Assessment, Edit
from jalon.session.storable import storable


def effective(assessment: Assessment, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that change something, as they are stored.

    With them, what is confirmed by being answered anew; a mark among ``edits`` speaks for itself.
    """
    real = tuple(
        (key, clean) for key, value in edits if _differs(assessment, key, clean := storable(value))
    )
    marked = {(key.subject, key.item) for key, _ in edits if key.field == carried.FIELD}
    answered = {
        (key.subject, key.item)
        for key, value in real
        if key.field in carried.ANSWERING and value is not None
    }
    confirmed = (carried.confirmation(assessment, place) for place in sorted(answered - marked))
    return (*real, *(edit for mark in confirmed for edit in mark))


def _differs(assessment: Assessment, key: Key, value: Value) -> bool:
    current = assessment.heads.get(key, ())
    if len(current) > 1 and any(c.value != current[0].value for c in current):
        return True  # whatever is set settles two copies that disagree
    now = assessment.value(*key)
    return isinstance(now, bool) is not isinstance(value, bool) or now != value
