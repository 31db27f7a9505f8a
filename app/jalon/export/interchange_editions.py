"""What was carried over from an earlier edition, and what stands there still, as JSON.

Parts that say nothing are left out; :mod:`jalon.assessment.interchange_editions` reads them.
"""

from jalon.assessment import migration
from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.snapshot import Snapshot
from jalon.forms import load

Json = dict[str, Value]


def parts(snapshot: Snapshot, models: tuple[Subject, ...]) -> Json:
    """Return the parts of an answers file that tell of earlier editions; none where none is.

    References to evidence and actions are by their ids, as elsewhere in the file.
    """
    form, assessment, whose = snapshot.form, snapshot.assessment, {PROVIDER, *models}
    carried: list[Value] = [
        {
            "subject": one.subject,
            "item": one.item,
            "edition": one.edition,
            "sources": [
                {"subject": s.subject, "item": s.item, "fields": dict(s.answer)}
                for s in one.sources
            ],
            "confirmed": one.confirmed,
            "by": one.by or None,
            "time": one.time or None,
        }
        for one in migration.in_order(form, assessment)
        if one.subject in whose
    ]
    earlier: list[Value] = [
        {"subject": one.subject, "item": one.item, "fields": dict(one.fields)}
        for one in migration.left(form, assessment, load.before(form.id))
        if one.subject in whose
    ]
    return {name: part for name, part in (("carried", carried), ("earlier", earlier)) if part}
