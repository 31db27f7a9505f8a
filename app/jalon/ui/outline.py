"""What the outline shows: pages, chapters with counters, measures and duties with their state."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from jalon.assessment import documents
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.results import Tally
from jalon.assessment.review.model import Target
from jalon.errors import N_
from jalon.forms.model import STATES, Chapter, Duty, Measure, Sheet
from jalon.language import Translator
from jalon.ui import places, words
from jalon.ui.desk import Desk
from jalon.ui.kit import OutlineEntry
from jalon.ui.places import (
    ACTIONS,
    COMPANY,
    DATES,
    EDITION,
    EVIDENCE,
    HISTORY,
    INCIDENTS,
    MODELS,
    OPINIONS,
    OVERVIEW,
    POSITION,
    REPORT,
    REVIEW,
    SCOPE,
    SIGNING,
    Kind,
    Place,
    measure,
)
from jalon.values import replace

MOST = 8
"""Of more models the outline names only the one that the user is at."""


def listed(models: tuple[Subject, ...], here: Place) -> tuple[Subject, ...]:
    """Return the models that the outline names, when the user is at a place."""
    return models if len(models) <= MOST else tuple(m for m in models if m == here.subject)


def entries(
    desk: Desk, tr: Translator, here: Place, common: tuple[OutlineEntry, ...]
) -> tuple[OutlineEntry, ...]:
    """Return the lines of the outline, in reading order, when the user is at a place.

    ``common`` are the lines that do not depend on the place: see :func:`wherever`.
    """
    at = 1 + next(i for i, entry in enumerate(common) if entry.key == MODELS.id)
    named = (
        OutlineEntry(Place("model", subject).id, "model", desk.model_shown(tr, subject))
        for subject in listed(desk.session.models, here)
    )
    return (*common[:at], *named, *common[at:])


def wherever(desk: Desk, tr: Translator) -> tuple[OutlineEntry, ...]:
    """Return the lines that are the same wherever the user is: all but those of the models."""
    session, models = desk.session, desk.session.models
    return (
        OutlineEntry(OVERVIEW.id, "page", _page(desk, tr, OVERVIEW)),
        *_edition(desk, tr),
        OutlineEntry("head:scope", "head", tr.text("Scope")),
        OutlineEntry(COMPANY.id, "page", _page(desk, tr, COMPANY)),
        OutlineEntry(MODELS.id, "page", _page(desk, tr, MODELS)),
        _scope(desk, tr),
        OutlineEntry(POSITION.id, "page", _page(desk, tr, POSITION)),
        OutlineEntry("head:measures", "head", tr.text("Measures")),
        *(
            entry
            for chapter in session.form.chapter
            for entry in _chapter(desk, tr, chapter, models)
        ),
        OutlineEntry("head:duties", "head", words.duties(tr)),
        *(_duty(desk, tr, duty, models) for duty in session.form.duties),
        *_documents(desk, tr, models),
        OutlineEntry("head:dates", "head", tr.text("Dates")),
        *(OutlineEntry(place.id, "page", _page(desk, tr, place)) for place in (DATES, INCIDENTS)),
        OutlineEntry("head:review", "head", tr.text("Review")),
        _verdicts(desk, tr),
        OutlineEntry(OPINIONS.id, "page", _page(desk, tr, OPINIONS), note=_dissent(desk, tr)),
        *(OutlineEntry(place.id, "page", _page(desk, tr, place)) for place in (ACTIONS, EVIDENCE)),
        OutlineEntry("head:end", "head", tr.text("Conclusion")),
        OutlineEntry(SIGNING.id, "page", _page(desk, tr, SIGNING)),
        OutlineEntry(REPORT.id, "page", _page(desk, tr, REPORT)),
        OutlineEntry(HISTORY.id, "page", _page(desk, tr, HISTORY)),
    )


def label(desk: Desk, tr: Translator, place: Place) -> str:
    """Name a place as Back and Next do."""
    if place.kind in {"measure", "duty"}:
        chosen = measure(desk.session.form, place)
        return "  ".join(part for part in (chosen.number, _short(tr, chosen)) if part)
    return desk.model_brief(tr, place.subject) if place.kind == "model" else _page(desk, tr, place)


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


def _page(desk: Desk, tr: Translator, place: Place) -> str:
    if place.kind == "model":
        return desk.model_shown(tr, place.subject)
    if place.kind == "document":
        return document_name(desk, tr, place)
    return tr.text(_TITLES[place.kind])


def _edition(desk: Desk, tr: Translator) -> Iterable[OutlineEntry]:
    """Yield the line of the change of edition: how many answers are confirmed."""
    if not desk.another_edition:
        return
    carried = desk.session.editions.carried
    name = _page(desk, tr, EDITION)
    if not carried:
        yield OutlineEntry(EDITION.id, "page", name)
        return
    done = sum(one.confirmed for one in carried)
    count = tr.plural(
        "{confirmed} of {count} answer confirmed",
        "{confirmed} of {count} answers confirmed",
        len(carried),
        confirmed=tr.number(done),
    )
    yield OutlineEntry(
        EDITION.id, "page", name, done=done, total=len(carried), spoken=f"{name}. {count}"
    )


def _scope(desk: Desk, tr: Translator) -> OutlineEntry:
    """Return the line of the conclusions on scope: how many are drawn while some are not."""
    concluded = desk.session.evaluation.conclusions.values()
    drawn = sum(conclusion.value != "not-known" for conclusion in concluded)
    name = _page(desk, tr, SCOPE)
    count = tr.plural(
        "{drawn} of {count} conclusion drawn",
        "{drawn} of {count} conclusions drawn",
        len(concluded),
        drawn=tr.number(drawn),
    )
    return OutlineEntry(
        SCOPE.id, "page", name, done=drawn, total=len(concluded), spoken=f"{name}. {count}"
    )


def _verdicts(desk: Desk, tr: Translator) -> OutlineEntry:
    """Return the line of the review: how many verdicts count, once some were asked for."""
    tally = desk.session.evaluation.overall
    name = _page(desk, tr, REVIEW)
    if tally.reviewed is None:
        return OutlineEntry(REVIEW.id, "page", name)
    count = tr.plural(
        "{reviewed} of {count} requirement reviewed",
        "{reviewed} of {count} requirements reviewed",
        tally.applicable,
        reviewed=tr.number(tally.reviewed),
    )
    spoken = f"{name}. {count}"
    return OutlineEntry(
        REVIEW.id, "page", name, done=tally.reviewed, total=tally.applicable, spoken=spoken
    )


def _dissent(desk: Desk, tr: Translator) -> str:
    """Say that an opinion is unfavourable."""
    return tr.text("unfavourable") if desk.session.evaluation.review.dissent else ""


def document_name(desk: Desk, tr: Translator, place: Place) -> str:
    """Name a document; with its model where there are several."""
    document = places.document(desk.session.form, place)
    short = tr.of(f"document.{document.id}.short", document.short)
    if len(desk.session.models) < 2:
        return short
    return tr.text("{document}, {model}", document=short, model=desk.model_shown(tr, place.subject))


def _documents(desk: Desk, tr: Translator, models: tuple[Subject, ...]) -> Iterable[OutlineEntry]:
    form, assessment = desk.session.form, desk.session.assessment
    if form.documents and models:
        yield OutlineEntry("head:documents", "head", tr.text("Documents"))
    complete = documents.progress(form, assessment)
    for model in models:
        for document in form.documents:
            place = Place("document", model, document=document.id)
            progress, name = complete[model, document.id], document_name(desk, tr, place)
            yield OutlineEntry(
                place.id,
                "page",
                name,
                done=progress.stated,
                total=progress.asked,
                spoken=f"{name}. {words.stated(tr, progress)}",
            )


def first_measure(chapter: Chapter) -> Place:
    """Return where a click on a chapter leads."""
    return Place("measure", measure=chapter.measures()[0].id)


def chapter_key(chapter: Chapter) -> str:
    """Return the key of a chapter's line."""
    return f"chapter:{chapter.id}"


def _chapter(
    desk: Desk, tr: Translator, chapter: Chapter, models: tuple[Subject, ...]
) -> Iterable[OutlineEntry]:
    evaluation = desk.session.evaluation
    voluntary = evaluation.voluntary.get(chapter.id)
    tally = voluntary or evaluation.by_chapter[chapter.id]
    title = tr.of(f"{chapter.id}.title", chapter.title)
    note = "" if tally.applicable else tr.text("out of scope")
    yield OutlineEntry(
        chapter_key(chapter),
        "chapter",
        title,
        done=tally.answered,
        total=tally.applicable,
        note=note,
        spoken=_spoken(tr, title, note, tally),
    )
    for chosen in chapter.measures():
        yield _measure(desk, tr, chosen, models)


def _duty(desk: Desk, tr: Translator, duty: Duty, models: tuple[Subject, ...]) -> OutlineEntry:
    if not duty.requirement:
        return OutlineEntry(Place("duty", measure=duty.id).id, "page", _short(tr, duty))
    return replace(_measure(desk, tr, duty, models), kind="duty")


def _measure(
    desk: Desk, tr: Translator, chosen: Sheet, models: tuple[Subject, ...]
) -> OutlineEntry:
    tally = desk.session.evaluation.of_sheet(chosen)
    state = _state(_counted(desk, chosen, models), tally)
    name = " ".join(part for part in (chosen.number, _short(tr, chosen)) if part)
    return OutlineEntry(
        Place("measure" if isinstance(chosen, Measure) else "duty", measure=chosen.id).id,
        "measure",
        _short(tr, chosen),
        number=chosen.number or "",
        state=state,
        done=tally.answered,
        total=tally.applicable,
        spoken=_spoken(tr, name, _said(tr, state), tally, _reviewed(desk, tr, chosen)),
        review=_review(desk, chosen),
    )


def _review(desk: Desk, chosen: Sheet) -> str:
    """Return the mark of a measure's review: a verdict's name, ``asked``, or nothing."""
    standing = desk.session.evaluation.review.of(Target("measure", chosen.id))
    if not standing.asked:
        return ""
    from jalon.ui import review_words

    return review_words.pill(standing) or "changed"


def _reviewed(desk: Desk, tr: Translator, chosen: Sheet) -> str:
    standing = desk.session.evaluation.review.of(Target("measure", chosen.id))
    if not standing.asked:
        return ""
    from jalon.ui import review_words

    words = (review_words.review_said(tr, standing), *review_words.warnings(tr, standing))
    return ". ".join(word.rstrip(".") for word in words)


def _short(tr: Translator, chosen: Sheet) -> str:
    return tr.of(f"{chosen.id}.short", chosen.short)


def _state(counted: Iterable[ItemStatus], tally: Tally) -> str | None:
    """Return the icon of a measure: what its answers have in common, else partial."""
    if not tally.applicable:
        return "not-applicable"
    said = {status.state for status in counted if status.applies != "no"}
    if len(said) == 1:
        return next(iter(said))
    said.discard("not-applicable")
    if len(said) == 1:
        return next(iter(said))
    return "alternative" if said == {"alternative", "implemented"} else "partial"


def _counted(desk: Desk, chosen: Sheet, models: tuple[Subject, ...]) -> Iterable[ItemStatus]:
    items = desk.session.evaluation.items
    for requirement in chosen.requirement:
        if requirement.force == "binding":
            keys = ((subject, requirement.id) for subject in (PROVIDER, *models))
            yield from (items[key] for key in keys if key in items)


def _said(tr: Translator, state: str | None) -> str:
    return words.state(tr, next((known for known in STATES if known == state), None))


def _spoken(tr: Translator, name: str, state: str, tally: Tally, review: str = "") -> str:
    count = tr.plural(
        "{answered} of {count} requirement answered",
        "{answered} of {count} requirements answered",
        tally.applicable,
        answered=tr.number(tally.answered),
    )
    return ". ".join(part for part in (name, state, count, review) if part)
