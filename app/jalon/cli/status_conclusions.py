"""Conclusions on scope, as ``jalon status`` tells them."""

from datetime import date

from jalon.assessment import model_words
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions import Conclusion, Said, words
from jalon.assessment.conclusions.model import Detail, Flop, Share
from jalon.assessment.snapshot import Snapshot
from jalon.errors import N_
from jalon.forms.model import FactId
from jalon.language import Translator

_VALUES = {"yes": N_("yes"), "no": N_("no"), "not-known": N_("not known")}


def described(snapshot: Snapshot, tr: Translator) -> dict[str, dict[str, object]]:
    """Return every conclusion as JSON: by subject, then by id."""
    found: dict[str, dict[str, object]] = {}
    for (subject, name), conclusion in snapshot.evaluation.conclusions.items():
        found.setdefault(subject, {})[name] = _described(conclusion, tr)
    return found


def lines(snapshot: Snapshot, tr: Translator) -> list[str]:
    """Return every conclusion in words, with its reasons, sources and open questions."""
    found: list[str] = []
    subject: Subject | None = None
    for conclusion in snapshot.evaluation.conclusions.values():
        if conclusion.subject != subject:
            subject = conclusion.subject
            name = _name(snapshot, subject, tr)
            found += ["", tr.text(N_("Scope: {name}"), name=name)]
        found.append(f"  [{tr.text(_VALUES[conclusion.value])}] {tr.text(conclusion.title)}")
        found += [f"      {_said(said, tr)}" for said in conclusion.reasons]
        found.append(f"      ({words.cited(conclusion.citations, tr)})")
        found += [f"      → {_question(snapshot, fact, tr)}" for fact in conclusion.missing]
    return found[1:]


def _described(conclusion: Conclusion, tr: Translator) -> dict[str, object]:
    return {
        "value": conclusion.value,
        "title": tr.text(conclusion.title),
        "basis": conclusion.basis,
        "reasons": [_reason(said, tr) for said in conclusion.reasons],
        "citations": [tr.text(source) for source in conclusion.citations],
        "missing_facts": list(conclusion.missing),
    }


def _said(said: Said, tr: Translator) -> str:
    """Return a reason, and how firm it is where no text says it."""
    basis = words.basis(said.basis, tr)
    return f"{words.reason(said, tr)} [{basis}]" if basis else words.reason(said, tr)


def _reason(said: Said, tr: Translator) -> dict[str, object]:
    return {
        "id": said.id,
        "text": words.reason(said, tr),
        "basis": said.basis,
        "citations": [tr.text(source) for source in said.sources],
        "details": {name: _plain(value) for name, value in said.details.items()},
    }


def _plain(value: Detail) -> str | float:
    match value:
        case Flop():
            return value.amount
        case Share():
            return value.part
        case date():
            return value.isoformat()
        case _:
            return value


def _name(snapshot: Snapshot, subject: Subject, tr: Translator) -> str:
    if subject != PROVIDER:
        return model_words.called(snapshot.assessment, subject, tr)
    named = snapshot.assessment.text(PROVIDER, "company-name", "value").strip()
    return named or tr.text(N_("the company"))


def _question(snapshot: Snapshot, fact: FactId, tr: Translator) -> str:
    return tr.of(f"{fact}.label", snapshot.form.fact[fact].label)
