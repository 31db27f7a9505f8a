"""Contradictions and attestations in words: where each stands, who attested what and when."""

from datetime import tzinfo

from jalon.assessment import actions, evidence, model_words, register_words
from jalon.assessment.attestations import Attestation
from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.assessment.contradictions import Contradiction, words
from jalon.assessment.state import Assessment
from jalon.export import review_words
from jalon.forms.model import Form
from jalon.language import Translator, capital


def where(point: Contradiction, form: Form, assessment: Assessment, tr: Translator) -> str:
    """Name the place of a point, and the model where there are several."""
    place = _place(point, form, assessment, tr)
    place = capital(place)
    models = assessment.subjects("model")
    whose = point.subject if point.about is None else point.about.subject
    if whose == PROVIDER or whose not in models or len(models) == 1:
        return place
    name = model_words.called(assessment, whose, tr)
    return f"{place} · {name}" if place else name


def _place(point: Contradiction, form: Form, assessment: Assessment, tr: Translator) -> str:
    if point.thing == "record":
        from jalon.export import difference_words

        key = Key(point.subject, point.item, point.field)
        return difference_words.place(form, key, tr, assessment)
    if point.thing in ("evidence", "action"):
        return _served(point, form, assessment, tr)
    if point.about is not None:
        return review_words.place(form, point.about, tr)
    return words.where(point, form, tr)


def _links(point: Contradiction, assessment: Assessment) -> tuple[tuple[Subject, str], ...]:
    """Return the requirements that a piece of evidence or an action is for."""
    if point.thing == "evidence":
        entry = evidence.register(assessment).entries.get(point.subject)
        return entry.links if entry else ()
    action = actions.plan(assessment).entries.get(point.subject)
    return action.links if action else ()


def _served(point: Contradiction, form: Form, assessment: Assessment, tr: Translator) -> str:
    links = _links(point, assessment)
    if not links:
        return tr.text("Linked to no requirement")
    first = register_words.place(tr, form, links[0][1])
    more = len(links) - 1
    if not more:
        return first
    return tr.plural("{place}, and {count} more", "{place}, and {count} more", more, place=first)


def attested(one: Attestation, tr: Translator, zone: tzinfo | None = None) -> str:
    """Say who attested, when (in ``zone``), and whether the record has changed since."""
    name, local = review_words.who(one.by, tr), one.at.astimezone(zone)
    day, time = tr.date(local.date()), tr.time(local.replace(tzinfo=None))
    if one.stale:
        return tr.text(
            "Attested by {name}, {day}, {time}; the record has changed since.",
            name=name,
            day=day,
            time=time,
        )
    return tr.text("Attested by {name}, {day}, {time}.", name=name, day=day, time=time)
