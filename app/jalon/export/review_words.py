"""The review in words: what something is about, who did what, what an adviser thinks."""

from collections.abc import Mapping
from typing import Any, Final

from jalon.assessment.attestations import WORDS
from jalon.assessment.changes import Key, Value
from jalon.assessment.review.model import (
    ACTS,
    CAPACITY_SAID,
    CAPACITY_WORDS,
    DIRECTION_WORDS,
    SCOPES,
    STATE_SAID,
    VERDICT_SAID,
    VERDICT_WORDS,
    Act,
    Opinion,
    Step,
    Target,
)
from jalon.assessment.review.standing import Standing
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.forms import citations
from jalon.forms.model import Form, ItemId
from jalon.language import BETWEEN, Translator

KINDS: Final[dict[str, str]] = {
    "review": N_("Review"),
    "comment": N_("Comment"),
    "opinion": N_("Opinion of an adviser"),
    "people": N_("Roles"),
    "attestation": N_("Attestation"),
}
"""What a field belongs to, by its item."""

ACT_WORDS: Final[dict[Act, str]] = {
    "request": N_("Request"),
    "cancel": N_("Request cancelled"),
    "verdict": N_("Verdict"),
    "send-back": N_("Sent back"),
    "resume": N_("Taken up again"),
    "validate": N_("Validation"),
    "refuse": N_("Refusal"),
}

FIELDS: Final[dict[str, str]] = {
    "about": N_("about"),
    "item": N_("place"),
    "subject": N_("subject"),
    "at": N_("time"),
    "seen": N_("answers seen"),
    "whose": N_("answers seen, by model"),
    "applied": N_("what applied then"),
    "rest": N_("what else the record said then"),
    "step": N_("step"),
    "by": N_("by"),
    "to": N_("asked of"),
    "verdict": N_("verdict"),
    "comment": N_("comment"),
    "corrective-action": N_("corrective action"),
    "corrective-owner": N_("who carries it out"),
    "corrective-due": N_("due date of the corrective action"),
    "text": N_("text"),
    "answers": N_("answers the comment"),
    "edited": N_("edited"),
    "withdrawn": N_("withdrawn"),
    "withdrawn-by": N_("withdrawn by"),
    "name": N_("name"),
    "capacity": N_("capacity"),
    "capacity-text": N_("capacity, in words"),
    "direction": N_("opinion"),
    "reasons": N_("reasons"),
    "date": N_("date"),
    "author": N_("author"),
    "reviewer": N_("reviewer"),
    "validator": N_("validator"),
    "statement": N_("what is attested"),
    "words": N_("as it was shown"),
}


_FRAME: Final = frozenset(
    {
        "about", "item", "subject", "at", "step", "answers", "seen", "whose", "applied", "rest",
        "edited", "withdrawn", "verdict", "direction", "statement", "words",
    }
)  # fmt: skip
"""Fields that hold together what somebody said, and hold no word of theirs."""


def _plain(words: Mapping[Any, str]) -> dict[str, str]:
    return {str(key): word for key, word in words.items()}


_ABOUT: Final = {
    "whole": N_("the whole assessment"),
    "chapter": N_("chapter"),
    "measure": N_("measure"),
    "requirement": N_("requirement"),
}
_VALUES: Final[dict[str, Mapping[str, str]]] = {
    "about": _ABOUT,
    "step": _plain(ACT_WORDS),
    "verdict": _plain(VERDICT_WORDS),
    "direction": _plain(DIRECTION_WORDS),
    "capacity": _plain(CAPACITY_WORDS),
    "statement": _plain(WORDS),
}


def place(form: Form, about: Target, tr: Translator, model: str = "") -> str:
    """Name what something is about; ``model`` names whose answer, where there are several."""
    if about.scope == "whole":
        return tr.text("the whole assessment")
    if about.scope == "requirement":
        if about.item not in form.items:
            return citations.earlier(form, about.item, tr)
        cited = citations.citation(form, ItemId(about.item), tr)
        return f"{cited} · {model}" if model else cited
    for chapter in form.chapter:
        title = tr.of(f"{chapter.id}.title", chapter.title)
        if chapter.id == about.item:
            return tr.text("the {chapter} Chapter", chapter=title)
        for commitment in chapter.commitment:
            for measure in commitment.measure:
                if measure.id == about.item:
                    return citations.measure(chapter, commitment, measure, tr)
    duty = next((d for d in form.duties if d.id == about.item), None)
    return tr.of(f"{duty.id}.short", duty.short) if duty else about.item


def who(name: str, tr: Translator) -> str:
    """Return a name, or that none is given."""
    return " ".join(name.split()) or tr.text("somebody who is not named")


def taken(step: Step, tr: Translator) -> str:
    """Say who did what, in a few words."""
    name = who(step.by, tr)
    match step.act:
        case "request":
            said = _asked(step, name, tr)
        case "cancel":
            said = tr.text("{name} cancels the request", name=name)
        case "verdict":
            said = tr.text("{name} gives a verdict", name=name)
        case "send-back":
            said = tr.text("{name} sends it back", name=name)
        case "resume":
            said = tr.text("{name} has made changes and asks again", name=name)
        case "validate":
            said = tr.text("{name} validates", name=name)
        case "refuse":
            said = tr.text("{name} refuses validation", name=name)
    return said


def _asked(step: Step, name: str, tr: Translator) -> str:
    """Say who asks for a review or for validation, and of whom."""
    whole, of = step.about.scope == "whole", " ".join(step.to.split())
    if whole and of:
        return tr.text("{name} asks {validator} for validation", name=name, validator=of)
    if whole:
        return tr.text("{name} asks for validation", name=name)
    if of:
        return tr.text("{name} asks {reviewer} for a review", name=name, reviewer=of)
    return tr.text("{name} asks for a review", name=name)


def verdict(step: Step, tr: Translator) -> str:
    """Name a verdict, or say that it is not chosen yet."""
    if step.verdict is None:
        return tr.text("No verdict chosen")
    return BETWEEN.join(tr.text(VERDICT_WORDS[one]) for one in (step.verdict, *step.others))


def verdict_said(step: Step, tr: Translator) -> str:
    """Name a verdict within a sentence."""
    if step.verdict is None:
        return tr.text("no verdict chosen")
    return BETWEEN.join(tr.text(VERDICT_SAID[one]) for one in (step.verdict, *step.others))


def stands(standing: Standing, tr: Translator) -> str:
    """Say within a sentence where a review stands; a verdict by its own word."""
    given = standing.verdict
    if standing.state == "given" and given is not None:
        return verdict_said(given.step, tr)
    return tr.text(STATE_SAID[standing.state])


def direction(opinion: Opinion, tr: Translator) -> str:
    """Name which way an opinion goes, or say that it is not said."""
    if opinion.direction is None:
        return tr.text("Opinion not stated")
    ways = (opinion.direction, *opinion.others)
    return BETWEEN.join(tr.text(DIRECTION_WORDS[way]) for way in ways)


def adviser(opinion: Opinion, tr: Translator) -> str:
    """Return who gives an opinion, and in what capacity."""
    written = opinion.capacity_text.strip()
    known = opinion.capacities or ((opinion.capacity,) if opinion.capacity else ())
    known = tuple(one for one in known if one != "other" or not written)
    capacity = BETWEEN.join(tr.text(CAPACITY_SAID[one]) for one in known)
    return ", ".join(part for part in (who(opinion.name, tr), capacity, written) if part)


def value(field: str, stored: Value, tr: Translator) -> Value:
    """Return the word of a value of a closed set, in the reader's language; others as they are."""
    words = _VALUES.get(field, {})
    return tr.text(words[stored]) if isinstance(stored, str) and stored in words else stored


def named(form: Form, state: Assessment, key: Key, tr: Translator) -> str:
    """Name a field of a step, a comment, an opinion or a role, and what that is about."""
    kind = _kind_of(key)
    found = {
        name: state.text(key.subject, kind, name) for name in ("about", "item", "subject", "step")
    }
    what, field = _headed(form, key, found, tr)
    return what if key.item == "subject" else f"{what} · {field}"


def is_of_review(key: Key) -> bool:
    """Tell whether a field belongs to a step, a comment, an opinion, an attestation or a role."""
    return _kind_of(key) in KINDS


def is_frame(key: Key) -> bool:
    """Tell whether a field only holds together what somebody said; without it all would be gone."""
    return key.item == "subject" or (is_of_review(key) and key.field in _FRAME)


def _kind_of(key: Key) -> str:
    return key.item if key.item == "people" else key.subject.partition("-")[0]


def _headed(form: Form, key: Key, record: Mapping[str, str], tr: Translator) -> tuple[str, str]:
    """Return what a field belongs to, with what that is about, and the field's own name."""
    what = tr.text(KINDS[_kind_of(key)])
    if act := next((a for a in ACTS if a == record.get("step")), None):
        what = tr.text(ACT_WORDS[act])
    if scope := next((s for s in SCOPES if s == record.get("about")), None):
        about = Target(scope, record.get("item", ""))
        what = tr.text("{what} ({place})", what=what, place=place(form, about, tr))
    return what, tr.text(FIELDS[key.field]) if key.field in FIELDS else key.field
