"""How far a change of the record reaches."""

from collections.abc import Iterable

from jalon.assessment.changes import Key
from jalon.assessment.evaluate import Evaluation
from jalon.assessment.inheritance import FIELDS
from jalon.forms.model import Form, ItemId


def answered(
    form: Form, evaluation: Evaluation, fields: Iterable[Key] | None
) -> frozenset[ItemId] | None:
    """Return the requirements to which the answers changed, where nothing else did.

    What follows is then felt there and in the figures: an answer tells nothing of what applies, of
    documents, of evidence or of another answer. None where more may be another than before: other
    ``fields`` changed, it is not known which, or there is a review, which tells of changes.
    """
    if fields is None or evaluation.review.standings:
        return None
    items = set[ItemId]()
    for key in fields:
        item = ItemId(key.item)
        if key.field not in FIELDS or item not in form.items:
            return None
        items.add(item)
    return frozenset(items)
