"""What the questionnaire has to find: pages, measures, requirements, questions, defined terms."""

from collections.abc import Callable, Iterator
from functools import partial

from jalon.assessment import facts, scope
from jalon.assessment.changes import PROVIDER, Subject
from jalon.forms.citations import citation
from jalon.forms.citations import measure as cited
from jalon.forms.documents import Document, DocumentSection
from jalon.forms.model import Chapter, Commitment, Duty, Fact, FactGroup, Measure, Requirement, Term
from jalon.language import Translator, capital
from jalon.ui import outline_entries, places, words
from jalon.ui.desk import Desk
from jalon.ui.pages import fact_way
from jalon.ui.pages.page import Step
from jalon.ui.places import COMPANY, Place
from jalon.ui.search.hits import Hit, found_by


def hits(desk: Desk, tr: Translator) -> Iterator[Hit]:
    """Yield all of it in reading order, what is wider first: pages, then what stands on them."""
    form = desk.session.form
    yield from _pages(desk, tr)
    yield from (
        _measure(tr, chapter, commitment, measure)
        for chapter in form.chapter
        for commitment in chapter.commitment
        for measure in commitment.measure
    )
    yield from (_duty(tr, duty) for duty in form.duties)
    yield from (_requirement(desk, tr, requirement) for requirement in form.items.values())
    for group in form.facts:
        for fact in group.fact:
            yield from _question(desk, tr, group, fact)
    for place in places.documents(form, desk.session.models):
        for section in places.document(form, place).section:
            yield from _fields(desk, tr, section, place)
    yield from _terms(desk, tr)


def _pages(desk: Desk, tr: Translator) -> Iterator[Hit]:
    form = desk.session.form
    for place in desk.places():
        if place.kind in {"measure", "duty"}:
            continue
        title, more = outline_entries.label(desk, tr, place), ""
        if place.kind == "document":
            document = places.document(form, place)
            more = _of_document(tr, document, "title")
        yield Hit(title, found_by(title, more), _said(tr.text("Page")), _way(Step(place)))


def _measure(tr: Translator, chapter: Chapter, commitment: Commitment, measure: Measure) -> Hit:
    title = tr.of(f"{measure.id}.title", measure.title)
    numbered = f"{measure.number} {title}" if measure.number else title
    more = [tr.of(f"{measure.id}.{part}", getattr(measure, part)) for part in ("short", "summary")]
    return Hit(
        numbered,
        found_by(numbered, measure.title, *more),
        lambda: capital(cited(chapter, commitment, measure, tr)),
        _way(Step(Place("measure", measure=measure.id))),
    )


def _duty(tr: Translator, duty: Duty) -> Hit:
    title, short, summary = (
        tr.of(f"{duty.id}.{part}", getattr(duty, part)) for part in ("title", "short", "summary")
    )
    step = Step(Place("duty", measure=duty.id))
    return Hit(title, found_by(title, short, summary), _said(words.duties(tr)), _way(step))


def _requirement(desk: Desk, tr: Translator, requirement: Requirement) -> Hit:
    item, form = requirement.id, desk.session.form
    demand, explain = tr.of(f"{item}.demand", requirement.demand), requirement.explain
    where = capital(citation(form, item, tr))
    return Hit(
        demand,
        found_by(demand, where, tr.of(f"{item}.explain", explain) if explain else ""),
        _said(where),
        lambda: Step(places.of_item(form, item), item),
    )


def _question(desk: Desk, tr: Translator, group: FactGroup, fact: Fact) -> Iterator[Hit]:
    """Yield a question as it is put to each of those that it stands on the page of."""
    label = tr.of(f"{fact.id}.label", fact.label)
    more = tr.of(f"{fact.id}.help", fact.help) if fact.help else ""
    title = tr.of(f"{group.id}.title", group.title)
    company = group.scope == "provider"
    for subject in (PROVIDER,) if company else desk.session.models:
        if not _stands(desk, fact, subject):
            continue
        page = outline_entries.label(desk, tr, COMPANY if company else Place("model", subject))
        where = tr.text("{place}, {field}", place=page, field=title)
        step = partial(fact_way.step, desk, fact.id, subject)
        yield Hit(label, found_by(label, more), _said(where), step)


def _stands(desk: Desk, fact: Fact, subject: Subject) -> bool:
    """Tell whether a question is seen: it is asked, or it was answered when it was."""
    session = desk.session
    form, record = session.form, session.assessment
    drawn = session.evaluation.conclusions
    return scope.asked(form, fact.id, subject, record, drawn) or facts.answered(
        form, fact.id, subject, record
    )


def _fields(desk: Desk, tr: Translator, section: DocumentSection, place: Place) -> Iterator[Hit]:
    within = tr.of(f"{section.id}.title", section.title)
    document = outline_entries.label(desk, tr, place)
    where = tr.text("{place}, {field}", place=document, field=within)
    for field in section.field:
        label = tr.of(f"{field.id}.label", field.label)
        more = tr.of(f"{field.id}.asks", field.asks) if field.asks else ""
        yield Hit(label, found_by(label, more), _said(where), _way(Step(place, field.id)))


def _terms(desk: Desk, tr: Translator) -> Iterator[Hit]:
    """Yield the words that the law panel explains, beside the first requirement that has each."""
    form = desk.session.form
    first = {name: r for r in reversed(form.items.values()) for name in r.terms}
    for term in form.term:
        if term.id in first:
            yield _term(desk, tr, term, first[term.id])


def _term(desk: Desk, tr: Translator, term: Term, beside: Requirement) -> Hit:
    context, form = f"term.{term.id}", desk.session.form
    name = tr.of(f"{context}.name", term.name)
    meaning = tr.of(f"{context}.meaning", term.meaning)
    return Hit(
        name,
        found_by(name, meaning),
        lambda: tr.text("Defined term: {meaning}", meaning=meaning),
        lambda: Step(places.of_item(form, beside.id), beside.id),
    )


def _of_document(tr: Translator, document: Document, part: str) -> str:
    return tr.of(f"document.{document.id}.{part}", getattr(document, part))


def _said(words: str) -> Callable[[], str]:
    return lambda: words


def _way(step: Step) -> Callable[[], Step]:
    return lambda: step
