"""What each line of the outline says, and how Back, Next and documents name a place."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.results import Tally
from jalon.assessment.review.model import Target
from jalon.assessment.tallies import count_apart
from jalon.errors import N_
from jalon.forms.model import STATES, Chapter, Measure, Requirement, Sheet
from jalon.language import Translator, capital
from jalon.ui import places, words
from jalon.ui.desk import Desk
from jalon.ui.kit import OutlineEntry
from jalon.ui.places import EDITION, OPINIONS, REVIEW, SCOPE, Kind, Place, measure

if TYPE_CHECKING:
    from jalon.forms.documents import DocumentId

_TITLES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        "overview": N_("Overview"),
        "edition": N_("Change of edition"),
        "company": N_("Your company"),
        "models": N_("Models"),
        "scope": N_("What appears to apply"),
        "position": N_("Position on the Code"),
        "dates": N_("Periods and due dates"),
        "incidents": N_("Serious incidents"),
        "review": N_("Verdicts and validation"),
        "opinions": N_("Opinions"),
        "actions": N_("Actions"),
        "evidence": N_("Evidence"),
        "signing": N_("Before you sign"),
        "report": N_("Report"),
        "history": N_("History"),
    }
)

# -- names ---------------------------------------------------------------------------------


def label(desk: Desk, tr: Translator, place: Place) -> str:
    """Name a place as Back and Next do."""
    match place.kind:
        case "measure" | "duty":
            return _numbered(tr, measure(desk.session.form, place), "  ")
        case "model":
            return desk.model_brief(tr, place.subject)
        case "document":
            return document_name(desk, tr, place)
        case _:
            return _title(tr, place)


def document_name(desk: Desk, tr: Translator, place: Place) -> str:
    """Name a document; with its model where there are several."""
    chosen = places.document(desk.session.form, place)
    short = tr.of(f"document.{chosen.id}.short", chosen.short)
    if len(desk.session.models) < 2:
        return short
    return tr.text("{document}, {model}", document=short, model=desk.model_shown(tr, place.subject))


def chapter_key(chapter: Chapter) -> str:
    """Return the key of a chapter's line."""
    return f"chapter:{chapter.id}"


def _title(tr: Translator, page: Place) -> str:
    return tr.text(_TITLES[page.kind])


def _short(tr: Translator, chosen: Sheet) -> str:
    return tr.of(f"{chosen.id}.short", chosen.short)


def _numbered(tr: Translator, chosen: Sheet, gap: str) -> str:
    """Name a measure or a duty with its number, if it has one."""
    return gap.join(part for part in (chosen.number, _short(tr, chosen)) if part)


# -- lines of pages ------------------------------------------------------------------------


def page(tr: Translator, place: Place) -> OutlineEntry:
    """Return the line of a page that has a title and no more."""
    return OutlineEntry(place.id, "page", _title(tr, place))


def model(desk: Desk, tr: Translator, place: Place) -> OutlineEntry:
    """Return the line of a model: its name."""
    return OutlineEntry(place.id, "model", desk.model_shown(tr, place.subject))


def edition(desk: Desk, tr: Translator) -> OutlineEntry:
    """Return the line of the change of edition: how many answers are confirmed."""
    carried = desk.session.editions.carried
    if not carried:
        return page(tr, EDITION)
    done = sum(one.confirmed for one in carried)
    count = tr.plural(
        "{confirmed} of {count} answer confirmed",
        "{confirmed} of {count} answers confirmed",
        len(carried),
        confirmed=tr.number(done),
    )
    return _counting(EDITION, _title(tr, EDITION), (done, len(carried)), count)


def scope(desk: Desk, tr: Translator) -> OutlineEntry:
    """Return the line of the conclusions on scope: how many are drawn while some are not."""
    concluded = desk.session.evaluation.conclusions.values()
    drawn = sum(conclusion.value != "not-known" for conclusion in concluded)
    count = tr.plural(
        "{drawn} of {count} conclusion drawn",
        "{drawn} of {count} conclusions drawn",
        len(concluded),
        drawn=tr.number(drawn),
    )
    return _counting(SCOPE, _title(tr, SCOPE), (drawn, len(concluded)), count)


def verdicts(desk: Desk, tr: Translator) -> OutlineEntry:
    """Return the line of the review: how many verdicts count, once some were asked for."""
    tally = desk.session.evaluation.overall
    if tally.reviewed is None:
        return page(tr, REVIEW)
    count = tr.plural(
        "{reviewed} of {count} requirement reviewed",
        "{reviewed} of {count} requirements reviewed",
        tally.applicable,
        reviewed=tr.number(tally.reviewed),
    )
    counter = (tally.reviewed, tally.applicable)
    return _counting(REVIEW, _title(tr, REVIEW), counter, count)


def opinions(desk: Desk, tr: Translator) -> OutlineEntry:
    """Return the line of the opinions: whether one is unfavourable."""
    note = tr.text("unfavourable") if desk.session.evaluation.review.dissent else ""
    return OutlineEntry(OPINIONS.id, "page", _title(tr, OPINIONS), note=note)


def document(
    desk: Desk, tr: Translator, place: Place, which: "tuple[Subject, DocumentId]"
) -> OutlineEntry:
    """Return the line of a document: how complete it is."""
    from jalon.assessment import documents

    session = desk.session
    progress = documents.progress(session.form, session.assessment)[which]
    counter = (progress.stated, progress.asked)
    return _counting(place, document_name(desk, tr, place), counter, words.stated(tr, progress))


def _counting(place: Place, name: str, counter: tuple[int, int], said: str) -> OutlineEntry:
    """Return the line of a page with its counter: how many are done, and of how many."""
    done, total = counter
    return OutlineEntry(place.id, "page", name, done=done, total=total, spoken=f"{name}. {said}")


# -- lines of what is answered -------------------------------------------------------------


def chapter(desk: Desk, tr: Translator, chosen: Chapter) -> OutlineEntry:
    """Return the line of a chapter, with its counter."""
    evaluation = desk.session.evaluation
    voluntary = evaluation.voluntary.get(chosen.id)
    tally = voluntary or evaluation.by_chapter[chosen.id]
    title = tr.of(f"{chosen.id}.title", chosen.title)
    note = "" if tally.applicable else tr.text("out of scope")
    return OutlineEntry(
        chapter_key(chosen),
        "chapter",
        title,
        done=tally.answered,
        total=tally.applicable,
        note=note,
        spoken=_spoken(tr, title, capital(note), tally),
    )


def reminder(tr: Translator, place: Place, duty: Sheet) -> OutlineEntry:
    """Return the line of a duty that asks nothing: its name."""
    return OutlineEntry(place.id, "page", _short(tr, duty))


def sheet(desk: Desk, tr: Translator, chosen: Sheet, models: tuple[Subject, ...]) -> OutlineEntry:
    """Return the line of a measure or a duty: its state, and its counter."""
    kind: Literal["measure", "duty"] = "measure" if isinstance(chosen, Measure) else "duty"
    evaluation = desk.session.evaluation
    tally = evaluation.of_sheet(chosen)
    if evaluation.voluntary and not tally.applicable:
        tally = count_apart(_answers(desk, chosen, models))
    state = _state((status for _, status in _answers(desk, chosen, models)), tally)
    mark, reviewed = _review(desk, tr, chosen)
    return OutlineEntry(
        Place(kind, measure=chosen.id).id,
        kind,
        _short(tr, chosen),
        number=chosen.number or "",
        state=state,
        done=tally.answered,
        total=tally.applicable,
        spoken=_spoken(tr, _numbered(tr, chosen, " "), _said(tr, state), tally, reviewed),
        review=mark,
    )


def _review(desk: Desk, tr: Translator, chosen: Sheet) -> tuple[str, str]:
    """Return the mark of a review and what is said of it; both empty where none is asked for."""
    standing = desk.session.evaluation.review.of(Target("measure", chosen.id))
    if not standing.asked:
        return "", ""
    from jalon.ui import review_words

    said = (review_words.review_said(tr, standing), *review_words.warnings(tr, standing))
    mark = review_words.pill(standing) or "changed"
    return mark, ". ".join(sentence.rstrip(".") for sentence in said)


def _state(counted: Iterable[ItemStatus], tally: Tally) -> str | None:
    """Return the icon of a measure: what its answers have in common, else partial."""
    if not tally.applicable:
        return "not-applicable"
    said = {s.state for s in counted if s.applies != "no" or s.counts_apart}
    if len(said) == 1:
        return next(iter(said))
    said.discard("not-applicable")
    if len(said) == 1:
        return next(iter(said))
    return "alternative" if said == {"alternative", "implemented"} else "partial"


def _answers(
    desk: Desk, chosen: Sheet, models: tuple[Subject, ...]
) -> Iterable[tuple[Requirement, ItemStatus]]:
    items = desk.session.evaluation.items
    for requirement in chosen.requirement:
        if requirement.force == "binding":
            keys = ((subject, requirement.id) for subject in (PROVIDER, *models))
            yield from ((requirement, items[key]) for key in keys if key in items)


def _said(tr: Translator, state: str | None) -> str:
    return words.state(tr, next((known for known in STATES if known == state), None))


def _spoken(tr: Translator, name: str, state: str, tally: Tally, review: str = "") -> str:
    count = tr.plural(
        "{answered} of {count} requirement answered",
        "{answered} of {count} requirements answered",
        tally.applicable,
        answered=tr.number(tally.answered),
    )
    return ". ".join(
        part for part in (name, state, count if tally.applicable else "", review) if part
    )
