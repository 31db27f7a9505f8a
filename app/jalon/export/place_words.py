"""Where a requirement stands, told apart from others that stand in the very same place."""

from typing import Final

from jalon.errors import N_
from jalon.export.text import shortened
from jalon.forms import citations
from jalon.forms.model import Form, ItemId, Requirement
from jalon.language import Translator

_LENGTHS: Final = (60, 100, 140, 200)
"""In characters: the first at which the demands of all that share a place differ is enough."""


def requirement(form: Form, item: ItemId, tr: Translator) -> str:
    """Return where a requirement stands; with what it demands where others stand there, too.

    One sentence of the Code can ask for several things, each a requirement of its own.
    """
    cited = citations.citation(form, item, tr)
    place = form.items[item].place
    there = [one for one in _beside(form, item) if one.place == place]
    if len(there) < 2:
        return cited
    demands = {one.id: tr.of(f"{one.id}.demand", one.demand) for one in there}
    for longest in _LENGTHS:
        short = {name: shortened(demand, longest) for name, demand in demands.items()}
        if len(set(short.values())) == len(short):
            break
    return tr.text(N_("{place} ({demand})"), place=cited, demand=short[item])


def _beside(form: Form, item: ItemId) -> tuple[Requirement, ...]:
    """Return the requirements of the measure, or of the duty, to which this one belongs."""
    if item in form.home:
        return form.home[item][2].requirement
    asked = form.items[item]
    return next((duty.requirement for duty in form.duties if asked in duty.requirement), ())
