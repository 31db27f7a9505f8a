"""A recorded field in words: where it stands, of which model, and what it says.

One wording for whoever lists changes: the history, comparisons, what two copies disagree on,
in the window and on the command line.
"""

from typing import Final

from jalon.assessment import model_words
from jalon.assessment.changes import Change, Key, Subject, Value
from jalon.assessment.state import ORIGIN, Assessment
from jalon.export import difference_registers, difference_words, recorded_references, review_words
from jalon.forms.model import Form
from jalon.language import Translator

_FINGERPRINTS: Final = frozenset({"seen", "whose", "applied", "rest", "ids"})
"""Of what somebody looked at or named: for the program, not for people."""


def is_spoken(key: Key) -> bool:
    """Tell whether a field says something to people."""
    return key.field not in _FINGERPRINTS and key[1:] != ORIGIN


def place(form: Form, state: Assessment, key: Key, tr: Translator) -> str:
    """Name a field of the record, and whose it is where there are several models."""
    if review_words.is_of_review(key):
        named = review_words.named(form, state, key, tr)
    else:
        named = difference_words.place(form, key, tr, state)
    return whose(state, key.subject, named, tr)


def whose(state: Assessment, subject: Subject, named: str, tr: Translator) -> str:
    """Add to a name whose it is, where there are several models."""
    if model_words.several(state, subject):
        return f"{named} · {model_words.called(state, subject, tr)}"
    return named


def value(form: Form, state: Assessment, key: Key, said: Value, tr: Translator) -> str:
    """Return what a field says, in full; what it refers to, by what that is called now."""
    if key.item == "subject" and key.field == "kind" and said is None:
        return tr.text("taken back")
    if key.item == "subject" and review_words.is_of_review(key):
        return tr.text("recorded")
    if difference_registers.is_link(key.field):
        return tr.text("linked") if said is True else tr.text("no longer linked")
    if found := recorded_references.words(form, state, key, said, tr):
        return found
    return difference_words.whole(form, key, said, tr)


def change(form: Form, state: Assessment, made: Change, tr: Translator) -> str:
    """Return what a change says, in full, or that its value was removed for good."""
    if not made.edition:
        return tr.text("The value was removed for good.")
    return value(form, state, made.key, made.value, tr)
