"""Recorded changes of evidence and actions as sentences."""

from collections.abc import Sequence
from typing import Final

from jalon.assessment import actions, attached_file, evidence, register_words
from jalon.assessment.changes import Change, Subject, Value
from jalon.assessment.evidence import day
from jalon.assessment.names import shown
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.forms.model import Form
from jalon.language import Translator

_LONG: Final = 80
_DIGITS: Final = 16

_EVIDENCE: Final = ("name", "target", "note", "date", "expires")
_ACTION: Final = (*actions.FIELDS, "origin")


def said(tr: Translator, form: Form, assessment: Assessment, change: Change) -> str:
    """Return a change of the registers as a sentence; empty for any other change.

    ``assessment`` tells what evidence and actions are called now.
    """
    subject, _, field = change.key
    if field.startswith((evidence.PREFIX, actions.PREFIX)):
        return _link(tr, form, assessment, change)
    if subject.startswith(evidence.PREFIX):
        return _evidence(tr, change, _evidence_name(tr, assessment, subject))
    if subject.startswith(actions.PREFIX):
        return _action(tr, change, _action_name(tr, assessment, subject))
    return ""


def _action(tr: Translator, change: Change, name: str) -> str:
    if change.key.item == "subject":
        words = (N_("Action {name}: recorded"), N_("Action {name}: taken back"))
        return tr.text(words[not change.value], name=name)
    return _field(tr, N_("Action {name}, {field}: {value}"), name, change, _ACTION)


def _evidence(tr: Translator, change: Change, name: str) -> str:
    field = change.key.field
    if change.key.item == "subject":
        words = (N_("Evidence {name}: recorded"), N_("Evidence {name}: taken back"))
        return tr.text(words[not change.value], name=name)
    if field == "file":
        file = attached_file.read(change.value)
        if file is None:
            return tr.text(N_("Evidence {name}: file taken back"), name=name)
        return tr.text(
            N_("Evidence {name}: file {file}, {size}, SHA-256 {digits}…"),
            name=name,
            file=_quoted(tr, shown(file.name)),
            size=register_words.size(tr, file.size),
            digits=file.sha256[:_DIGITS],
        )
    if field == "removed":
        if not change.value:
            return tr.text(N_("Evidence {name}: removal taken back"), name=name)
        reason = _quoted(tr, str(change.value))
        return tr.text(N_("Evidence {name}: removed, reason: {reason}"), name=name, reason=reason)
    return _field(tr, N_("Evidence {name}, {field}: {value}"), name, change, _EVIDENCE)


def _field(tr: Translator, message: str, name: str, change: Change, told: Sequence[str]) -> str:
    """Say what a field is now; empty where it is none of those that are ``told``."""
    field = change.key.field
    if field not in told:
        return ""
    value = register_words.chosen(tr, field, change.value) or _value(tr, change.value)
    label = tr.text(register_words.FIELDS[field])
    return tr.text(message, name=name, field=label, value=value)


def _link(tr: Translator, form: Form, assessment: Assessment, change: Change) -> str:
    subject, item, field = change.key
    linked = Subject(field)
    named = _action_name(tr, assessment, subject) if item == actions.ITEM else ""
    place = named or register_words.place(tr, form, item)
    if field.startswith(evidence.PREFIX):
        name = _evidence_name(tr, assessment, linked)
        yes = N_("Evidence {name}: linked to {place}")
        no = N_("Evidence {name}: unlinked from {place}")
    else:
        name = _action_name(tr, assessment, linked)
        yes = N_("Action {name}: linked to {place}")
        no = N_("Action {name}: unlinked from {place}")
    return tr.text(yes if change.value is True else no, name=name, place=place)


def _evidence_name(tr: Translator, assessment: Assessment, subject: Subject) -> str:
    entry = evidence.register(assessment).entries.get(subject)
    return _quoted(tr, shown(entry.title)) if entry and entry.title else subject


def _action_name(tr: Translator, assessment: Assessment, subject: Subject) -> str:
    entry = actions.plan(assessment).entries.get(subject)
    return _quoted(tr, entry.title) if entry and entry.title else subject


def _value(tr: Translator, value: Value) -> str:
    if value in (None, ""):
        return tr.text("nothing")
    found = day(value) if isinstance(value, str) else None
    return tr.date(found) if found else _quoted(tr, str(value))


def _quoted(tr: Translator, text: str) -> str:
    line = " ".join(text.split())
    short = line if len(line) <= _LONG else f"{line[: _LONG - 1].rstrip()}…"
    return tr.text(N_("“{text}”"), text=short)
