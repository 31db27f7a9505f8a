"""Of ``jalon status``: whether a later edition waits, and what is still to be confirmed."""

from datetime import date

from jalon.assessment import carried, migration
from jalon.assessment.snapshot import Snapshot
from jalon.errors import N_
from jalon.forms import load
from jalon.language import Translator


def described(snapshot: Snapshot) -> dict[str, object]:
    """Return the part ``editions`` as JSON."""
    form, assessment = snapshot.form, snapshot.assessment
    way = load.way(form.id)
    return {
        "editions": {
            "later": way[-1].id if len(way) > 1 else None,
            "to_confirm": [
                {"subject": one.subject, "item": one.item, "from": one.edition}
                for one in migration.in_order(form, assessment)
                if not one.confirmed
            ],
            "confirmed": sum(one.confirmed for one in carried.every(assessment)),
            "no_longer_asked": [
                {"subject": one.subject, "item": one.item}
                for one in migration.left(form, assessment, load.before(form.id))
            ],
        }
    }


def lines(snapshot: Snapshot, tr: Translator) -> list[str]:
    """Say it in words; nothing where there is one edition only."""
    form, assessment = snapshot.form, snapshot.assessment
    way, waiting = load.way(form.id), carried.waiting(assessment)
    said = []
    if len(way) > 1:
        day = tr.date(date.fromisoformat(way[-1].edition))
        said.append(
            tr.text(N_("There is a later edition of the questionnaire, of {day}."), day=day)
        )
    if waiting:
        said.append(
            tr.plural(
                "{count} answer was carried over from an earlier edition and is still to be"
                " confirmed; until then it counts as unanswered.",
                "{count} answers were carried over from an earlier edition and are still to be"
                " confirmed; until then they count as unanswered.",
                len(waiting),
            )
        )
    if left := migration.left(form, assessment, load.before(form.id)):
        said.append(
            tr.plural(
                "{count} answer stands on record under an item of an earlier edition.",
                "{count} answers stand on record under items of an earlier edition.",
                len(left),
            )
        )
    return [*said, ""] if said else []
