"""Where a requirement stands, told apart from others that stand in the very same place."""

from typing import Final

from jalon.errors import N_
from jalon.export.text import shortened
from jalon.forms import citations
from jalon.forms.model import Form, ItemId, Requirement
from jalon.language import Translator

_LONGEST: Final = 160
"""In characters: as much of a demand as tells all that share a place apart, in each language."""


def requirement(form: Form, item: ItemId, tr: Translator) -> str:
    """Return where a requirement stands; with what it demands where others stand there, too.

    One sentence of the Code can ask for several things, each a requirement of its own.
    """
    cited = citations.citation(form, item, tr)
    asked = form.items[item]
    if not any(one.id != item and one.place == asked.place for one in _beside(form, item)):
        return cited
    demand = shortened(tr.of(f"{item}.demand", asked.demand), _LONGEST)
    return tr.text(N_("{place} ({demand})"), place=cited, demand=demand)


def _beside(form: Form, item: ItemId) -> tuple[Requirement, ...]:
    """Return the requirements of the measure, or of the duty, to which this one belongs."""
    if item in form.home:
        return form.home[item][2].requirement
    asked = form.items[item]
    return next((duty.requirement for duty in form.duties if asked in duty.requirement), ())
