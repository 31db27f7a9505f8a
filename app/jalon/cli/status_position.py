"""What ``jalon status`` says of the position on the Code and of the ceiling of fines."""

from fractions import Fraction

from jalon.assessment import carried, fine, fine_words
from jalon.assessment.changes import PROVIDER
from jalon.assessment.snapshot import Snapshot
from jalon.cli import about
from jalon.errors import N_
from jalon.language import Translator

Json = dict[str, object]


def described(snapshot: Snapshot) -> Json:
    """Return both as JSON: amounts in euros, null where they are not known."""
    form, assessment = snapshot.form, carried.counting(snapshot.assessment)
    position = assessment.text(PROVIDER, "code-position", "value")
    found = fine.of(assessment)
    return {
        "position": {
            "value": position or None,
            "signed_chapters": assessment.value(PROVIDER, "signed-chapters", "value"),
            "groups": [about.group(g) for g in form.note_page("position").shown(position)],
            "signatories": about.signatories(form),
        },
        "fine": {
            "article": "101(1)",
            "currency": "EUR",
            "basis": found.basis,
            "ceiling": _euros(found.exact),
            "least": _euros(found.least),
            "most": _euros(found.most),
            "turnover": assessment.value(PROVIDER, fine.TURNOVER, "value"),
            "turnover_band": assessment.value(PROVIDER, fine.BAND, "value"),
            "figure_outside_band": found.disagrees,
            "groups": [about.group(g) for g in form.note_page("fine").group],
        },
    }


def lines(snapshot: Snapshot, tr: Translator) -> list[str]:
    """Return the ceiling in a line."""
    found = fine.of(snapshot.assessment)
    return [
        "",
        tr.text(
            N_("Ceiling of fines (Art. 101): {amount}. {basis}"),
            amount=fine_words.amount(found, tr),
            basis=fine_words.basis(found, tr),
        ),
    ]


def _euros(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)
