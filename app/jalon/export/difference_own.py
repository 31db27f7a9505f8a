"""What the program itself records, in words: reports and documents made, names given, models."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from jalon.assessment import document_words
from jalon.assessment.changes import Value
from jalon.errors import N_
from jalon.forms.model import Form
from jalon.language import Translator

ITEMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "report": N_("Report made"),
        "document": N_("Document made"),
        "version": N_("Named version"),
        "expunged": N_("Removal for good"),
        "subject": N_("Entry"),
        "models": N_("Models"),
        "language": N_("Language"),
        "example": N_("Fictional example"),
    }
)
_ID: Final = re.compile("[0-9a-f]{64}")
_FIELDS: Final = {
    "file": N_("file"),
    "sha256": N_("fingerprint of the file"),
    "digest": N_("fingerprint of the record"),
    "language": N_("language"),
    "signers": N_("signed by"),
    "ids": N_("changes held"),
    "at": N_("time"),
    "document": N_("document"),
    "model": N_("model"),
    "reader": N_("for whom"),
    "name": N_("name"),
    "kind": N_("kind"),
    "removed": N_("removed"),
    "origin": N_("taken over from"),
    "order": N_("order"),
    "value": N_("value"),
}
_KINDS: Final = {
    "model": N_("added"),
    "evidence": N_("piece of evidence"),
    "action": N_("action"),
    "review": N_("step of a review"),
    "comment": N_("comment"),
    "opinion": N_("opinion of an adviser"),
    "attestation": N_("attestation"),
    "version": N_("named version"),
}


def field(name: str, tr: Translator) -> str:
    """Name a field; what none of ours is called stands by its name.

    Of a removal the field is the id of what was removed, and why is what it says.
    """
    if _ID.fullmatch(name):
        return tr.text(N_("reason"))
    return tr.text(_FIELDS[name]) if name in _FIELDS else name


def value(form: Form, name: str, said: Value, tr: Translator) -> str:
    """Return a value of a closed set in words; empty where it speaks for itself."""
    if _ID.fullmatch(name) and isinstance(said, dict):
        return str(said.get("reason") or tr.text(N_("nothing")))
    if name == "kind" and isinstance(said, str) and said in _KINDS:
        return tr.text(_KINDS[said])
    if name == "signers" and said == []:
        return tr.text(N_("nobody"))
    if name == "reader":
        readers = {str(one): words for one, words in document_words.READERS.items()}
        return tr.text(readers.get(str(said), N_("the company")))
    if name == "document":
        found = next((one for one in form.documents if one.id == said), None)
        return tr.of(f"document.{found.id}.title", found.title) if found else ""
    return ""
