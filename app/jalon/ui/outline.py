"""Which lines the outline has, in which order, and which of them an answer draws up anew."""

from collections.abc import Iterable
from functools import partial

from jalon.assessment.changes import Subject
from jalon.forms.model import Chapter, Duty, Form, ItemId, Measure
from jalon.language import Translator
from jalon.ui import outline_entries as entries
from jalon.ui import words
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
    Place,
)

MOST = 8
"""Of more models the outline names only the one that the user is at."""


def lines(
    desk: Desk, tr: Translator, here: Place, common: tuple[OutlineLine, ...]
) -> tuple[OutlineLine, ...]:
    """Return the lines of the outline, in reading order, when the user is at a place.

    ``common`` are the lines that do not depend on the place: see :func:`wherever`.
    """
    at = 1 + next(i for i, line in enumerate(common) if line.key == MODELS.id)
    named = (_model(desk, tr, subject) for subject in _named(desk.session.models, here))
    return (*common[:at], *named, *common[at:])


def wherever(desk: Desk, tr: Translator) -> tuple[OutlineLine, ...]:
    """Return the lines that are the same wherever the user is: all but those of the models.

    What they say follows from the record as it stands: another record, other lines.
    """
    form, models = desk.session.form, desk.session.models

    def page(place: Place) -> OutlineLine:
        return OutlineLine(place.id, "page", lambda: entries.page(tr, place))

    return (
        page(OVERVIEW),
        *_edition(desk, tr),
        _head("scope", tr.text("Scope")),
        page(COMPANY),
        page(MODELS),
        OutlineLine(SCOPE.id, "page", lambda: entries.scope(desk, tr)),
        page(POSITION),
        _head("measures", tr.text("Measures")),
        *(line for chapter in form.chapter for line in _chapter(desk, tr, chapter, models)),
        _head("duties", words.duties(tr)),
        *(_duty(desk, tr, duty, models) for duty in form.duties),
        *_documents(desk, tr, models),
        _head("dates", tr.text("Dates")),
        *map(page, (DATES, INCIDENTS)),
        _head("review", tr.text("Review")),
        OutlineLine(REVIEW.id, "page", lambda: entries.verdicts(desk, tr)),
        OutlineLine(OPINIONS.id, "page", lambda: entries.opinions(desk, tr)),
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
            fresh.append(_measure(desk, tr, sheet, models))
    by_key = {line.key: line for line in fresh}
    return tuple(by_key.get(line.key, line) for line in common)


def place(desk: Desk, key: str) -> Place | None:
    """Return where a click on a line leads; nowhere from a head."""
    return {**{one.id: one for one in desk.places()}, **_chapters(desk.session.form)}.get(key)


def _chapters(form: Form) -> dict[str, Place]:
    """Return where a click on the line of a chapter leads, by its key: to its first measure."""
    return {
        entries.chapter_key(chapter): Place("measure", measure=chapter.measures()[0].id)
        for chapter in form.chapter
    }


def _named(models: tuple[Subject, ...], here: Place) -> tuple[Subject, ...]:
    """Return the models that the outline names, when the user is at a place."""
    return models if len(models) <= MOST else tuple(m for m in models if m == here.subject)


def _head(name: str, label: str) -> OutlineLine:
    key = f"head:{name}"
    return OutlineLine(key, "head", lambda: OutlineEntry(key, "head", label))


def _model(desk: Desk, tr: Translator, subject: Subject) -> OutlineLine:
    place = Place("model", subject)
    return OutlineLine(place.id, "model", lambda: entries.model(desk, tr, place))


def _edition(desk: Desk, tr: Translator) -> Iterable[OutlineLine]:
    """Yield the line of the change of edition, while there is one."""
    if desk.another_edition:
        yield OutlineLine(EDITION.id, "page", lambda: entries.edition(desk, tr))


def _documents(desk: Desk, tr: Translator, models: tuple[Subject, ...]) -> Iterable[OutlineLine]:
    form = desk.session.form
    if form.documents and models:
        yield _head("documents", tr.text("Documents"))
    for model in models:
        for document in form.documents:
            place = Place("document", model, document=document.id)
            make = partial(entries.document, desk, tr, place, (model, document.id))
            yield OutlineLine(place.id, "page", make)


def _chapter(
    desk: Desk, tr: Translator, chapter: Chapter, models: tuple[Subject, ...]
) -> Iterable[OutlineLine]:
    yield _chapter_line(desk, tr, chapter)
    for chosen in chapter.measures():
        yield _measure(desk, tr, chosen, models)


def _chapter_line(desk: Desk, tr: Translator, chapter: Chapter) -> OutlineLine:
    make = partial(entries.chapter, desk, tr, chapter)
    return OutlineLine(entries.chapter_key(chapter), "chapter", make)


def _measure(
    desk: Desk, tr: Translator, chosen: Measure, models: tuple[Subject, ...]
) -> OutlineLine:
    key = Place("measure", measure=chosen.id).id
    return OutlineLine(key, "measure", partial(entries.sheet, desk, tr, chosen, models))


def _duty(desk: Desk, tr: Translator, duty: Duty, models: tuple[Subject, ...]) -> OutlineLine:
    place = Place("duty", measure=duty.id)
    if duty.requirement:
        return OutlineLine(place.id, "duty", partial(entries.sheet, desk, tr, duty, models))
    return OutlineLine(place.id, "page", lambda: entries.reminder(tr, place, duty))
