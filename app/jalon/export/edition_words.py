"""Two editions of the questionnaire in words: what changed, what was answered, where it is."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from jalon.assessment import actions, carried, model_words
from jalon.assessment.carried import Source
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.assessment.deadlines import counting_words
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.export import difference_registers, difference_words
from jalon.forms import load, succession
from jalon.forms.model import Force, Form, Requirement, Scope
from jalon.forms.succession import Kind, Succession
from jalon.language import Translator
from jalon.values import dataclass

KINDS: Final[Mapping[Kind, str]] = {
    "same": N_("Unchanged"),
    "reworded": N_("Wording changed"),
    "renamed": N_("Stands elsewhere now"),
    "split": N_("Split into several"),
    "merged": N_("United from several"),
    "dropped": N_("No longer asked"),
    "new": N_("New"),
}

_PARTS: Final = {
    "demand": N_("What is asked"),
    "label": N_("What is asked"),
    "asks": N_("What must be stated"),
    "explain": N_("Explanation"),
    "concerns": N_("Who is concerned"),
    "relief": N_("Relief"),
    "otherwise": N_("Why it may not be asked"),
    "group": N_("Heading"),
    "help": N_("Help"),
    "source": N_("Source"),
    "unit": N_("Unit"),
    "doubt": N_("What is not sure"),
    "force": N_("How it binds"),
    "scope": N_("Who answers"),
}
_NUMBERED: Final = {
    "evidence": N_("Evidence that may help, {number}"),
    "exceptions": N_("Exception, {number}"),
}
_FORCES: Final[Mapping[Force, str]] = {
    "binding": N_("Binding"),
    "encouraged": N_("Encouraged, not counted"),
    "presumption": N_("Presumption, not counted"),
    "example": N_("Example, not counted"),
    "optional": N_("Optional, not counted"),
}
_SCOPES: Final[Mapping[Scope, str]] = {
    "provider": N_("Answered once for the company"),
    "model": N_("Answered for each model"),
}
_TITLES: Final = ("demand", "label")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in both editions; empty where one does not have it."""

    part: str
    before: str
    after: str


def edition(form: Form, tr: Translator) -> str:
    """Name an edition by its date."""
    return tr.text(N_("edition of {day}"), day=tr.date(date.fromisoformat(form.edition)))


def knowing(form: Form, name: str) -> Form:
    """Return the form, or the nearest edition before it, that has an item."""
    every = (form, *load.before(form.id))
    return next((one for one in every if name in succession.askers(one)), form)


def title(form: Form, name: str, tr: Translator) -> str:
    """Return what an item asks, in one sentence; its id where the form does not have it."""
    if name not in succession.askers(form):
        return name
    texts = succession.texts(form, name)
    found = next((part for part in _TITLES if part in texts), "")
    return tr.of(f"{name}.{found}", texts[found]) if found else name


def wordings(old: Form, before: str, new: Form, after: str, tr: Translator) -> tuple[Wording, ...]:
    """Return what is asked, and every other text that is not the same, side by side.

    ``before`` or ``after`` may be empty: then that side is.
    """
    first, second = (_texts(form, name, tr) for form, name in ((old, before), (new, after)))
    same = _alike(old, before, new, after)
    return tuple(
        Wording(_part(part, tr), first.get(part, ""), second.get(part, ""))
        for part in dict.fromkeys((*second, *first))
        if part in _TITLES or (part not in same and first.get(part) != second.get(part))
    )


def answers(
    form: Form, source: Source, fields: Mapping[str, Value], assessment: Assessment, tr: Translator
) -> tuple[tuple[str, str], ...]:
    """Return an answer in words: names of its fields and what they hold, in full."""
    found = []
    for name, value in fields.items():
        key = Key(source.subject, source.item, name)
        if difference_registers.is_link(name):
            kind = N_("Action") if name.startswith(actions.PREFIX) else N_("Evidence")
            found.append((tr.text(kind), difference_registers.called(assessment, Subject(name))))
        elif value is not None:
            named = difference_words.field(form, key, tr)
            found.append((named, difference_words.whole(form, key, value, tr)))
    return tuple(found)


def subject(whose: Subject, assessment: Assessment, tr: Translator) -> str:
    """Name whose answer something is."""
    if whose == PROVIDER:
        return tr.text(N_("The company"))
    return model_words.called(assessment, whose, tr)


def counted(successions: Iterable[Succession]) -> dict[Kind, int]:
    """Return how many items there are of each kind, in the order in which they are told."""
    found: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    for one in successions:
        found[one.kind] += 1
    return found


def held(one: Source, assessment: Assessment) -> dict[str, Value]:
    """Return what a source held, states and values first."""
    fields = carried.answer(assessment, one)
    first = [name for name in ("state", "value") if name in fields]
    return {name: fields[name] for name in dict.fromkeys((*first, *fields))}


def _alike(old: Form, before: str, new: Form, after: str) -> set[str]:
    """Return the texts that are the same in the source language, whatever a translation says."""
    if not before or not after:
        return set()
    first, second = succession.texts(old, before), succession.texts(new, after)
    return {part for part, text in first.items() if second.get(part) == text}


def _texts(form: Form, name: str, tr: Translator) -> dict[str, str]:
    if not name:
        return {}
    found = {
        part: tr.of(f"{name}.{part}", text) for part, text in succession.texts(form, name).items()
    }
    asker = succession.askers(form)[name]
    if isinstance(asker, Requirement):
        found["force"] = tr.text(_FORCES[asker.force])
        found |= {
            f"periods.{p.id}": counting_words.written(p.value, p.unit, tr) for p in asker.periods
        }
    found["scope"] = tr.text(_SCOPES[succession.scope(form, name)])
    return found | _options(form, name, tr)


def _options(form: Form, name: str, tr: Translator) -> dict[str, str]:
    """Return the options of a field of a document, which its texts do not hold."""
    if name not in form.first_answers:
        return {}
    document = form.answers[form.first_answers[name]][0]
    sets = {a.id: a.choice for _, f, a in form.answers.values() if f.id == name}
    return {
        f"{part}.{value}.label": tr.of(f"document.{document.id}.{sets[part]}.{value}.label", label)
        for part, options in succession.options(form, name).items()
        for value, label in options.items()
    }


def _part(part: str, tr: Translator) -> str:
    if part in _PARTS:
        return tr.text(_PARTS[part])
    start, _, rest = part.partition(".")
    if start in _NUMBERED and rest.isdecimal():
        return tr.text(_NUMBERED[start], number=int(rest) + 1)
    if start == "periods" or part.endswith((".from", ".caution")):
        return tr.text(N_("Period"))
    if part.endswith(".help"):
        return tr.text(N_("Help with an option"))
    return tr.text(N_("Option or part"))
