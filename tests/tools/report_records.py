"""Makes snapshots for tests: a record from plain answers, without a project file."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final

from jalon.assessment.changes import PROVIDER, Change, Key, Subject, Value, change_id, payload
from jalon.assessment.evaluate import evaluate
from jalon.assessment.snapshot import Snapshot
from jalon.assessment.state import Assessment
from jalon.forms.model import Form, ItemId

MODEL: Final = Subject("model-00000001")
TAKEN: Final = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)
STATES: Final = (
    "implemented",
    "partial",
    "planned",
    "alternative",
    "not-implemented",
    "not-applicable",
    None,
)
SCOPED: Final[dict[str, Value]] = {
    "model-origin": "own",
    "own-name": "yes",
    "generality": "ordinary",
    "compute-basis": "stated",
    "further-compute": "none",
    "high-impact": "no",
    "commission-decision": "none",
    "market-status": "placed",
    "weights-public": "no",
}
"""Facts of a provider's own closed model without systemic risk, on the Union market."""

Answers = Mapping[tuple[Subject, str, str], Value]


def snapshot(
    form: Form,
    answers: Answers,
    *,
    author: str = "Inès Morel",
    example: bool = False,
    models: tuple[Subject, ...] = (MODEL,),
) -> Snapshot:
    """Return a record of ``form`` with these answers, each a change of its own."""
    fields: dict[tuple[Subject, str, str], Value] = {
        (model, "subject", "kind"): "model" for model in models
    }
    fields.update(answers)
    heads = {
        Key(*key): (_change(Key(*key), value, form.id, number),)
        for number, (key, value) in enumerate(fields.items())
    }
    assessment = Assessment(MappingProxyType(heads))
    return Snapshot(
        form,
        assessment,
        evaluate(form, assessment),
        assessment.digest(),
        len(heads),
        TAKEN,
        author,
        example,
    )


def _change(key: Key, value: Value, edition: str, number: int) -> Change:
    time = TAKEN - timedelta(days=1) + timedelta(seconds=number)
    stored = payload(key, value, author="Inès Morel", time=time, edition=edition, supersedes=())
    return Change(change_id(stored), key, value, "Inès Morel", time, edition, ())


def whose(form: Form, item: ItemId) -> Subject:
    """Return the subject that answers a requirement, of the one model."""
    return PROVIDER if form.items[item].scope == "provider" else MODEL


def profile(**more: Value) -> dict[tuple[Subject, str, str], Value]:
    """Return a usual profile; facts of the model are changed by ``more``."""
    company = {"company-name": "Exemple IA SAS", "company-country": "France"}
    model: dict[str, Value] = {
        "model-name": "Exemple-3B",
        "placed-on-market": "2026-04-14",
        **SCOPED,
        "training-compute": 1.1e23,
        "crawling": "own",
        "modalities": ["text", "image"],
    }
    model.update({name.replace("_", "-"): value for name, value in more.items()})
    out: dict[tuple[Subject, str, str], Value] = {
        (PROVIDER, name, "value"): value for name, value in company.items()
    }
    out[PROVIDER, "code-position", "value"] = "not-signed"
    out[PROVIDER, "company-size", "value"] = "small"
    out.update({(MODEL, name, "value"): value for name, value in model.items()})
    return out


def sample(form: Form) -> dict[tuple[Subject, str, str], Value]:
    """Answer in every state, with gaps, owners, dates gone and to come, and evidence."""
    out = profile()
    for number, item in enumerate(form.items):
        subject, state = whose(form, item), STATES[number % len(STATES)]
        if state is None:
            continue
        out[subject, item, "state"] = state
        out[subject, item, "how"] = f"How number {number}."
        if state == "not-applicable":
            out[subject, item, "reason"] = f"Reason number {number}."
        if state in ("partial", "planned", "not-implemented"):
            out[subject, item, "gap"] = f"Gap number {number}."
            out[subject, item, "next-step"] = f"Next step number {number}."
            out[subject, item, "due"] = "2027-01-15" if number % 2 else "2026-10-01"
            out[subject, item, "owner"] = f"Owner {number}"
        if state == "implemented":
            found = Subject(f"evidence-{number:08x}")
            out[found, "subject", "kind"] = "evidence"
            out[found, "evidence", "name"] = f"Evidence number {number}"
            out[found, "evidence", "target"] = f"https://docs.example/{number}.pdf"
            out[found, "evidence", "date"] = "2026-10-02"
            out[subject, item, found] = True
    return out


def everything(form: Form, text: str, every: int = 1) -> dict[tuple[Subject, str, str], Value]:
    """Answer every field of each requirement and every text fact with ``text``.

    With ``every`` only each so-many-th requirement is answered.
    """
    out: dict[tuple[Subject, str, str], Value] = {}
    for number, item in enumerate(list(form.items)[::every]):
        subject = whose(form, item)
        out[subject, item, "state"] = STATES[number % 5]
        for field in ("how", "reason", "gap", "next-step", "owner"):
            out[subject, item, field] = text
        out[subject, item, "due"] = "2027-01-15"
        found = Subject(f"evidence-{number:08x}")
        out[found, "subject", "kind"] = "evidence"
        for field in ("name", "target", "note", "date"):
            out[found, "evidence", field] = text
        out[subject, item, found] = True
    for fact, about in form.fact.items():
        if about.kind in ("text", "long-text"):
            subject = PROVIDER if form.fact_scope[fact] == "provider" else MODEL
            out[subject, fact, "value"] = text
    return out
