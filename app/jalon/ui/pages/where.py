"""Where a requirement or an action stands, in words, and the way there."""

from jalon.assessment import models, register_words
from jalon.assessment.changes import PROVIDER, Subject
from jalon.export import review_words
from jalon.forms.citations import article
from jalon.forms.model import ItemId
from jalon.language import Translator, capital
from jalon.ui import places
from jalon.ui.desk import Desk
from jalon.ui.kit import Option
from jalon.ui.pages import point_way
from jalon.ui.pages.page import Step
from jalon.ui.places import ACTIONS

Linked = tuple[Subject, str]
"""A requirement of a subject, or an action."""


def words(desk: Desk, tr: Translator, place: Linked) -> str:
    """Name a requirement with the model it is answered for, or an action."""
    subject, item = place
    if action := desk.session.actions.entry(subject):
        return tr.text("Action: {title}", title=register_words.action_title(tr, action))
    return register_words.place(tr, desk.session.form, item, model(desk, tr, subject))


def short(desk: Desk, tr: Translator, place: Linked) -> str:
    """Name the measure of a requirement, e.g. "Copyright 1.3", its duty's article, or an action."""
    subject, item = place
    form = desk.session.form
    found = ItemId(item)
    if found in form.home:
        chapter, commitment, measure = form.home[found]
        title = tr.of(f"{chapter.id}.title", chapter.title)
        return f"{title} {measure.number or commitment.number}"
    if duty := next((d for d in form.duties if form.frame.get(found) is d), None):
        return capital(article(duty.article, tr))
    return tr.text("Action") if desk.session.actions.entry(subject) else words(desk, tr, place)


def origin(desk: Desk, tr: Translator, place: Linked) -> tuple[str, Step | None]:
    """Name what an action was made from, a requirement or a verdict, with the way there."""
    given = next((s for s in desk.session.evaluation.review.steps if s.id == place[0]), None)
    if given is None:
        gone = _is_gone(desk, place[0]) and ItemId(place[1]) in desk.session.form.items
        way = Step(places.of_item(desk.session.form, ItemId(place[1]))) if gone else None
        return words(desk, tr, place), way or step(desk, place)
    whose = model(desk, tr, given.about.subject)
    about = review_words.place(desk.session.form, given.about, tr, whose)
    said = tr.text("Verdict, {place}", place=about)
    return said, point_way.of_review(desk, given.about)


def step(desk: Desk, place: Linked) -> Step | None:
    """Return the way to a requirement or an action; None where there is none any more.

    As there is none to what was answered for a model that was removed.
    """
    subject, item = place
    if desk.session.actions.entry(subject):
        return Step(ACTIONS, subject)
    form = desk.session.form
    if ItemId(item) not in form.items or _is_gone(desk, subject):
        return None
    return Step(places.of_item(form, ItemId(item)), item, subject)


def model(desk: Desk, tr: Translator, subject: Subject) -> str:
    """Name the model of a requirement where it has to be told; one that was removed always has."""
    if _is_gone(desk, subject):
        name = desk.model(subject) or tr.text("Model without a name")
        return tr.text("{name} (removed)", name=name)
    several = subject in desk.session.models and len(desk.session.models) > 1
    return desk.model_shown(tr, subject) if several else ""


def _is_gone(desk: Desk, subject: Subject) -> bool:
    """Tell whether a subject is a model that was removed."""
    session = desk.session
    living = subject == PROVIDER or subject in session.models
    return not living and subject in session.assessment.removed(models.KIND)


def requirements(desk: Desk, tr: Translator, without: tuple[Linked, ...]) -> list[Option]:
    """Return every requirement but these, to choose from."""
    form, taken = desk.session.form, set(without)
    found = []
    for subject, item in desk.session.evaluation.items:
        if (subject, item) not in taken:
            demand = tr.of(f"{item}.demand", form.items[item].demand)
            place = capital(words(desk, tr, (subject, item)))
            found.append(Option(key((subject, item)), demand, place))
    return found


def key(place: Linked) -> str:
    """Return a place as a text that widgets can carry."""
    return "|".join(place)


def place_of(text: str) -> Linked:
    """Return the place that a text stands for."""
    subject, _, item = text.partition("|")
    return Subject(subject), item
