"""Fields of evidence and actions in words, where a difference or a change is told."""

from typing import Final

from jalon.assessment import actions, attached_file, evidence, names, register_words
from jalon.assessment.changes import Key, Subject, Value
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.language import Translator

ITEMS: Final = {evidence.ITEM: N_("Evidence {name}"), actions.ITEM: N_("Action {name}")}
"""Registers whose entries have fields like answers."""

_DIGITS: Final = 16


def of(key: Key) -> str:
    """Return the register that a field belongs to, by the item of its entries; or nothing."""
    for item, prefix in ((evidence.ITEM, evidence.PREFIX), (actions.ITEM, actions.PREFIX)):
        if key.subject.startswith(prefix):
            return item
    return ""


def is_link(name: str) -> bool:
    """Tell whether a field links a piece of evidence or an action."""
    return name.startswith((evidence.PREFIX, actions.PREFIX))


def place(item: str, name: str, tr: Translator) -> str:
    """Name an entry of a register; ``name`` is what it is called, or empty."""
    quoted = tr.text(N_("“{text}”"), text=name) if name else ""
    return tr.text(ITEMS[item], name=quoted).rstrip()


def link(state: Assessment | None, name: str, tr: Translator) -> str:
    """Name what a field links."""
    item = evidence.ITEM if name.startswith(evidence.PREFIX) else actions.ITEM
    return place(item, called(state, Subject(name)), tr)


def called(state: Assessment | None, subject: Subject) -> str:
    """Return what an entry is called; its id where it has no name or is not here."""
    if state is None:
        return subject
    if piece := evidence.register(state).entries.get(subject):
        return names.shown(piece.title) or subject
    action = actions.plan(state).entries.get(subject)
    return (action.title if action else "") or subject


def field(name: str, tr: Translator) -> str:
    """Name a field of an entry."""
    found = register_words.FIELDS.get(name)
    return tr.text(found) if found else name


def value(name: str, stored: Value, tr: Translator) -> str:
    """Return a value in words; empty where it speaks for itself."""
    if name == "file" and (file := attached_file.read(stored)):
        return tr.text(
            N_("{name}, SHA-256 {sha256}…"),
            name=tr.text(N_("“{text}”"), text=names.shown(file.name)),
            sha256=file.sha256[:_DIGITS],
        )
    if name == "kind" and stored is not None:
        return tr.text(N_("recorded"))
    return register_words.chosen(tr, name, stored)
