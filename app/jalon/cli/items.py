"""``jalon items``: every item of the questionnaire, in every language."""

from jalon.cli import output
from jalon.forms import citations
from jalon.forms.load import form
from jalon.forms.model import Form, Requirement
from jalon.language import Translator, available, capital, translator


def items(*, as_json: bool, tr: Translator) -> int:
    """Print every item; ``as_json`` in all languages, else in the language of ``tr``."""
    shipped = form()
    if as_json:
        output.show_json([described(shipped, item) for item in shipped.items.values()])
        return output.GOOD
    heading = ""
    for item in shipped.items.values():
        sheet = shipped.sheet[item.id]
        if sheet.id != heading:
            heading = sheet.id
            title = tr.of(f"{sheet.id}.title", sheet.title)
            output.say("", f"{sheet.number or ''} {title}".strip())
        output.say(
            f"  {item.id}",
            f"    {capital(citations.citation(shipped, item.id, tr))}",
            f"    {tr.of(f'{item.id}.demand', item.demand)}",
        )
    return output.GOOD


def described(shipped: Form, item: Requirement) -> dict[str, object]:
    """Return one item as JSON; every text as an object by language code."""
    articles = {o.id: o.article for o in shipped.obligation}
    return {
        "id": item.id,
        **_stands(shipped, item),
        "force": item.force,
        "scope": item.scope,
        "citation": {
            code: citations.citation(shipped, item.id, translator(code)) for code in available()
        },
        "obligations": [articles[o] for o in item.obligations],
        "act": list(item.act),
        "law": list(item.law),
        "conditional": item.applies_when is not None,
        "periods": [
            {
                "id": p.id,
                "value": p.value,
                "unit": p.unit,
                "kind": p.kind,
                "from": output.texts(f"{item.id}.{p.id}.from", p.from_when),
                "caution": output.texts(f"{item.id}.{p.id}.caution", p.caution),
            }
            for p in item.periods
        ],
        "demand": output.texts(f"{item.id}.demand", item.demand),
        "explain": output.texts(f"{item.id}.explain", item.explain),
        "concerns": output.texts(f"{item.id}.concerns", item.concerns),
        "evidence": [
            output.texts(f"{item.id}.evidence.{n}", e) for n, e in enumerate(item.evidence)
        ],
        "relief": output.texts(f"{item.id}.relief", item.relief),
        "otherwise": output.texts(f"{item.id}.otherwise", item.otherwise),
        "exceptions": [
            output.texts(f"{item.id}.exceptions.{n}", e) for n, e in enumerate(item.exceptions)
        ],
        "group": output.texts(f"{item.id}.group", item.group),
        "presumes": list(item.presumes),
    }


def _stands(shipped: Form, item: Requirement) -> dict[str, object]:
    """Return where an item stands: in a chapter, or (``act``) on the page of a duty."""
    sheet = shipped.sheet[item.id]
    title = output.texts(f"{sheet.id}.title", sheet.title)
    if item.id not in shipped.home:
        place = {"chapter": "act", "commitment": None, "measure": None, "duty": sheet.id}
        return {**place, "commitment_title": None, "measure_title": None, "duty_title": title}
    chapter, commitment, measure = shipped.home[item.id]
    return {
        "chapter": chapter.id,
        "commitment": commitment.number,
        "measure": measure.number,
        "duty": None,
        "commitment_title": output.texts(
            f"{chapter.id}-c{commitment.number}.title", commitment.title
        ),
        "measure_title": title,
        "duty_title": None,
    }
