"""What the outline shows: pages, chapters with counters, measures and duties with their state."""

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, Literal

from jalon.assessment import documents
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.item_status import ItemStatus
from jalon.assessment.results import Tally
from jalon.assessment.review.model import Target
from jalon.errors import N_
from jalon.forms.documents import DocumentId
from jalon.forms.model import STATES, Chapter, Duty, ItemId, Measure, Sheet
from jalon.language import Translator
from jalon.ui import places, words
from jalon.ui.desk import Desk
from jalon.ui.kit import OutlineEntry, OutlineLine
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

MOST = 8
"""Of more models the outline names only the one that the user is at."""


def listed(models: tuple[Subject, ...], here: Place) -> tuple[Subject, ...]:
    """Return the models that the outline names, when the user is at a place."""
    return models if len(models) <= MOST else tuple(m for m in models if m == here.subject)


def lines(
    desk: Desk, tr: Translator, here: Place, common: tuple[OutlineLine, ...]
) -> tuple[OutlineLine, ...]:
    """Return the lines of the outline, in reading order, when the user is at a place.

    ``common`` are the lines that do not depend on the place: see :func:`wherever`.
    """
    at = 1 + next(i for i, line in enumerate(common) if line.key == MODELS.id)
    named = (_model(desk, tr, subject) for subject in listed(desk.session.models, here))
    return (*common[:at], *named, *common[at:])


def wherever(desk: Desk, tr: Translator) -> tuple[OutlineLine, ...]:
    """Return the lines that are the same wherever the user is: all but those of the models.

    What they say follows from the record as it stands: another record, other lines.
    """
    form, models = desk.session.form, desk.session.models

    def page(place: Place) -> OutlineLine:
        return OutlineLine(
            place.id, "page", lambda: OutlineEntry(place.id, "page", _page(desk, tr, place))
        )

    return (
        page(OVERVIEW),
        *_edition(desk, tr),
        _head("scope", tr.text("Scope")),
        page(COMPANY),
        page(MODELS),
        OutlineLine(SCOPE.id, "page", lambda: _scope(desk, tr)),
        page(POSITION),
        _head("measures", tr.text("Measures")),
        *(line for chapter in form.chapter for line in _chapter(desk, tr, chapter, models)),
        _head("duties", words.duties(tr)),
        *(_duty(desk, tr, duty, models) for duty in form.duties),
        *_documents(desk, tr, models),
        _head("dates", tr.text("Dates")),
        *map(page, (DATES, INCIDENTS)),
        _head("review", tr.text("Review")),
        OutlineLine(REVIEW.id, "page", lambda: _verdicts(desk, tr)),
        OutlineLine(OPINIONS.id, "page", lambda: _opinions(desk, tr)),
        *map(page, (ACTIONS, EVIDENCE)),
        _head("end", tr.text("Conclusion")),
        *map(page, (SIGNING, REPORT, HISTORY)),
    )


def after_answers(
    desk: Desk, tr: Translator, common: tuple[OutlineLine, ...], answered: frozenset[ItemId]
) -> tuple[OutlineLine, ...]:
    """Return these lines as they are after answers to some requirements; the others stay."""
    form, models = desk.session.form, desk.session.models
    sheets = {form.sheet[item].id: form.sheet[item] for item in answered}
    chapters = {form.home[item][0].id: form.home[item][0] for item in answered & form.home.keys()}
    fresh = [_chapter_line(desk, tr, chapter) for chapter in chapters.values()]
    for sheet in sheets.values():
        if isinstance(sheet, Duty):
            fresh.append(_duty(desk, tr, sheet, models))
        else:
            fresh.append(_measure_line(desk, tr, sheet, models))
    by_key = {line.key: line for line in fresh}
    return tuple(by_key.get(line.key, line) for line in common)


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


def _head(name: str, label: str) -> OutlineLine:
    key = f"head:{name}"
    return OutlineLine(key, "head", lambda: OutlineEntry(key, "head", label))


def _model(desk: Desk, tr: Translator, subject: Subject) -> OutlineLine:
    key = Place("model", subject).id
    return OutlineLine(
        key, "model", lambda: OutlineEntry(key, "model", desk.model_shown(tr, subject))
    )


def _edition(desk: Desk, tr: Translator) -> Iterable[OutlineLine]:
    """Yield the line of the change of edition, while there is one."""
    if desk.another_edition:
        yield OutlineLine(EDITION.id, "page", lambda: _confirmed(desk, tr))


def _confirmed(desk: Desk, tr: Translator) -> OutlineEntry:
    """Return the line of the change of edition: how many answers are confirmed."""
    carried = desk.session.editions.carried
    name = _page(desk, tr, EDITION)
    if not carried:
        return OutlineEntry(EDITION.id, "page", name)
    done = sum(one.confirmed for one in carried)
    count = tr.plural(
        "{confirmed} of {count} answer confirmed",
        "{confirmed} of {count} answers confirmed",
        len(carried),
        confirmed=tr.number(done),
    )
    return OutlineEntry(
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


def _opinions(desk: Desk, tr: Translator) -> OutlineEntry:
    """Return the line of the opinions: whether one is unfavourable."""
    note = tr.text("unfavourable") if desk.session.evaluation.review.dissent else ""
    return OutlineEntry(OPINIONS.id, "page", _page(desk, tr, OPINIONS), note=note)


def document_name(desk: Desk, tr: Translator, place: Place) -> str:
    """Name a document; with its model where there are several."""
    document = places.document(desk.session.form, place)
    short = tr.of(f"document.{document.id}.short", document.short)
    if len(desk.session.models) < 2:
        return short
    return tr.text("{document}, {model}", document=short, model=desk.model_shown(tr, place.subject))


def _documents(desk: Desk, tr: Translator, models: tuple[Subject, ...]) -> Iterable[OutlineLine]:
    form = desk.session.form
    if form.documents and models:
        yield _head("documents", tr.text("Documents"))
    for model in models:
        for document in form.documents:
            place = Place("document", model, document=document.id)
            make = partial(_document, desk, tr, place, (model, document.id))
            yield OutlineLine(place.id, "page", make)


def _document(
    desk: Desk, tr: Translator, place: Place, which: tuple[Subject, DocumentId]
) -> OutlineEntry:
    """Return the line of a document: how complete it is."""
    session, name = desk.session, document_name(desk, tr, place)
    progress = documents.progress(session.form, session.assessment)[which]
    return OutlineEntry(
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
) -> Iterable[OutlineLine]:
    yield _chapter_line(desk, tr, chapter)
    for chosen in chapter.measures():
        yield _measure_line(desk, tr, chosen, models)


def _chapter_line(desk: Desk, tr: Translator, chapter: Chapter) -> OutlineLine:
    return OutlineLine(chapter_key(chapter), "chapter", partial(_counted, desk, tr, chapter))


def _measure_line(
    desk: Desk, tr: Translator, chosen: Measure, models: tuple[Subject, ...]
) -> OutlineLine:
    key = Place("measure", measure=chosen.id).id
    return OutlineLine(key, "measure", partial(_measure, desk, tr, chosen, models))


def _counted(desk: Desk, tr: Translator, chapter: Chapter) -> OutlineEntry:
    """Return the line of a chapter, with its counter."""
    evaluation = desk.session.evaluation
    voluntary = evaluation.voluntary.get(chapter.id)
    tally = voluntary or evaluation.by_chapter[chapter.id]
    title = tr.of(f"{chapter.id}.title", chapter.title)
    note = "" if tally.applicable else tr.text("out of scope")
    return OutlineEntry(
        chapter_key(chapter),
        "chapter",
        title,
        done=tally.answered,
        total=tally.applicable,
        note=note,
        spoken=_spoken(tr, title, note, tally),
    )


def _duty(desk: Desk, tr: Translator, duty: Duty, models: tuple[Subject, ...]) -> OutlineLine:
    key = Place("duty", measure=duty.id).id
    if duty.requirement:
        return OutlineLine(key, "duty", partial(_measure, desk, tr, duty, models))
    return OutlineLine(key, "page", lambda: OutlineEntry(key, "page", _short(tr, duty)))


def _measure(
    desk: Desk, tr: Translator, chosen: Sheet, models: tuple[Subject, ...]
) -> OutlineEntry:
    """Return the line of a measure or a duty: its state, and its counter."""
    kind: Literal["measure", "duty"] = "measure" if isinstance(chosen, Measure) else "duty"
    tally = desk.session.evaluation.of_sheet(chosen)
    state = _state(_statuses(desk, chosen, models), tally)
    name = " ".join(part for part in (chosen.number, _short(tr, chosen)) if part)
    return OutlineEntry(
        Place(kind, measure=chosen.id).id,
        kind,
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


def _statuses(desk: Desk, chosen: Sheet, models: tuple[Subject, ...]) -> Iterable[ItemStatus]:
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
