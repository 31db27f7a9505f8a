"""Citations as a lawyer writes them, in the language of the reader."""

import re
from typing import assert_never

from jalon.errors import N_
from jalon.forms.model import Chapter, Commitment, Form, ItemId, Measure, Place
from jalon.language import Translator
from jalon.values import replace


def citation(form: Form, item: ItemId, tr: Translator) -> str:
    """Return where it is said: chapter, measure or commitment, paragraph, point; or the article.

    ``Copyright Chapter, Measure 1.3, paragraph 1, point (a)``; ``AI Act, Art. 54(3)(a)``;
    ``chapitre Droit d’auteur, mesure 1.3, paragraphe 1, point a)``.
    """
    if item not in form.home:
        return _outside(form.items[item].place, tr)
    return ", ".join((measure(*form.home[item], tr), *places(form.items[item].place, tr)))


def measure(chapter: Chapter, commitment: Commitment, found: Measure, tr: Translator) -> str:
    """Return where a measure stands; what a commitment itself says is cited by its number."""
    title = tr.of(f"{chapter.id}.title", chapter.title)
    if found.number:
        return tr.text(
            N_("{chapter} Chapter, Measure {number}"), chapter=title, number=found.number
        )
    return tr.text(
        N_("{chapter} Chapter, Commitment {number}"), chapter=title, number=commitment.number
    )


def places(place: Place, tr: Translator) -> tuple[str, ...]:
    """Return the parts of a place within its measure, or within its text, widest first."""
    match place.text:
        case "code":
            return _numbered(place, tr)
        case "act":
            return _in_act(place, tr)
        case "notice":
            words = N_("Explanatory Notice, point {n}")
            return (tr.text(words, n=place.paragraph),)
        case "template":
            within = tr.text(N_("section {n}"), n=place.section) if place.section else ""
            return tuple(part for part in (tr.text(N_("template")), within) if part)
        case _:
            assert_never(place.text)


def _outside(place: Place, tr: Translator) -> str:
    """Return where a text other than the Code says it; the issue is that of 5 December 2025."""
    parts = places(place, tr)
    if place.text == "act":
        return ", ".join((tr.text(N_("AI Act")), *parts))
    within = parts[1:] if place.text == "template" else parts
    return ", ".join((tr.text(N_("Template C(2025) 8311 final")), *within))


def _in_act(place: Place, tr: Translator) -> tuple[str, ...]:
    """Return an article with what is cited together with it: ``Art. 54(3)(a)``."""
    within = "".join(f"({part})" for part in (place.paragraph, place.point) if part)
    rest = replace(place, paragraph=None, point=None)
    return (article(f"{place.article}{within}", tr), *_numbered(rest, tr))


def _numbered(place: Place, tr: Translator) -> tuple[str, ...]:
    named = (
        (place.appendix, N_("Appendix {n}")),
        (place.paragraph, N_("paragraph {n}")),
        (place.subparagraph, N_("subparagraph {n}")),
        (_point(place, tr), N_("point {n}")),
        (place.sentence, N_("sentence {n}")),
    )
    return tuple(tr.text(words, n=n) for n, words in named if n)


def _point(place: Place, tr: Translator) -> str:
    """Return a printed point: ``(1)(a)(ii)``; ``1) a) ii)`` in French."""
    parts = place.point.split(".") if place.point else ()
    return "".join(tr.text(N_("({n})"), n=part) for part in parts).strip()


def is_article(reference: str) -> bool:
    """Tell whether ``reference`` names an article in figures, so that it needs no translation."""
    return re.match(_ARTICLE, reference) is not None


_ARTICLE = r"^(?P<number>\d+[a-z]?)(?:\((?P<paragraph>\d+[a-z]?)\))?(?:\((?P<point>[a-z]+)\))?$"


def article(reference: str, tr: Translator) -> str:
    """Return an article of the AI Act as cited: ``Art. 53(1)(a)``, ``art. 53, par. 1, point a)``.

    ``reference`` is ``53(1)(a)``; anything else (``Annex XI, Section 1``) is translated whole.
    """
    found = re.match(_ARTICLE, reference)
    if not found:
        return tr.of("act", reference)
    number, paragraph, point = found.group("number", "paragraph", "point")
    if point:
        return tr.text(
            N_("Art. {number}({paragraph})({point})"),
            number=number,
            paragraph=paragraph,
            point=point,
        )
    if paragraph:
        return tr.text(N_("Art. {number}({paragraph})"), number=number, paragraph=paragraph)
    return tr.text(N_("Art. {number}"), number=number)


def earlier(form: Form, item: str, tr: Translator) -> str:
    """Cite a requirement that an edition before ``form`` had, with its day; else return its id."""
    from jalon.forms import load  # seldom wanted

    for one in load.before(form.id):
        if item in one.items:
            day = tr.text(N_("edition of {day}"), day=tr.day(one.edition))
            return tr.text(N_("{name} ({day})"), name=citation(one, ItemId(item), tr), day=day)
    return item
