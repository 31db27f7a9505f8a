"""The way to a field of the record."""

from jalon.assessment.changes import Key, Subject
from jalon.assessment.review import reading
from jalon.forms.model import FactId, ItemId
from jalon.ui import places
from jalon.ui.desk import Desk
from jalon.ui.pages import fact_way, point_way
from jalon.ui.pages.page import Step
from jalon.ui.places import (
    DATES,
    HISTORY,
    INCIDENTS,
    MODELS,
    REVIEW,
    SIGNING,
    Place,
)

_PAGES = {"event": DATES, "incident": INCIDENTS, "attestation": SIGNING, "model": MODELS}


def step(desk: Desk, key: Key) -> Step:
    """Return where a field is shown; the history, where it has no place of its own."""
    form, kind = desk.session.form, key.subject.partition("-")[0]
    if key.item in form.items:
        item = ItemId(key.item)
        return Step(places.of_item(form, item), item, key.subject)
    if key.item in form.fact:
        return fact_way.step(desk, FactId(key.item), key.subject)
    if key.item in form.first_answers:
        return _document(desk, key.subject, key.item)
    if kind in point_way.LISTS:
        return Step(point_way.LISTS[kind], key.subject)
    if kind in ("review", "comment"):
        return _said(desk, key.subject)
    return Step(REVIEW if key.item == reading.PEOPLE else _PAGES.get(kind, HISTORY))


def _document(desk: Desk, subject: Subject, item: str) -> Step:
    for document in desk.session.form.documents:
        inside = any(field.id == item for section in document.section for field in section.field)
        if inside and subject in desk.session.models:
            return Step(Place("document", subject, document=document.id), item)
    return Step(HISTORY)


def _said(desk: Desk, subject: Subject) -> Step:
    review = desk.session.evaluation.review
    every = {step.id: step.about for step in review.steps}
    every |= {comment.id: comment.about for comment in review.comments}
    about = every.get(subject)
    return point_way.of_review(desk, about) if about else Step(REVIEW)
