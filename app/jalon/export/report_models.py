"""What the report says of several models: what holds for whom, and why one differs."""

from collections.abc import Iterator

from jalon.assessment import inheritance
from jalon.assessment.changes import PROVIDER, Change, Subject
from jalon.export import review_words
from jalon.export.report_record import Answer, Record
from jalon.export.tree import Block, Facts, Heading, Words

_FEW = 5
"""So many models are named; more are counted."""


def answers(record: Record) -> Iterator[Answer]:
    """Yield what is printed: each answer, and after the company's those that are suspended."""
    for answer in record.answers():
        yield answer
        item = answer.requirement.id
        for model in record.models if answer.subject == PROVIDER else ():
            status = record.evaluation.suspended.get((model, item))
            if status:
                yield Answer(model, answer.requirement, status)


def parts(record: Record, answer: Answer) -> tuple[tuple[str, str], ...]:
    """Return why a model answers in the company's place, or for whom the company's answer holds."""
    tr, item = record.tr, answer.requirement.id
    if answer.requirement.scope == "model":
        return ()
    if answer.subject != PROVIDER:
        why = inheritance.reason(record.assessment, answer.subject, item)
        return ((tr.text("Why it differs"), why or tr.text("none recorded")),)
    if len(record.models) < 2 or answer.status.state is None:
        return ()
    heirs = [m for m in record.models if (m, item) not in record.evaluation.items]
    found = [(tr.text("Holds for"), _named(record, heirs))]
    if source := given(record, inheritance.source(record.assessment, item)):
        found.append((tr.text("Given by"), source))
    return tuple(found)


def given(record: Record, change: Change | None) -> str:
    """Return who gave an answer, named or not, and when; empty where nobody did."""
    if change is None:
        return ""
    day = record.date(change.time.astimezone(record.moment.tzinfo).date())
    return ", ".join((review_words.who(change.author, record.tr), day))


def by_subject(record: Record) -> list[Block]:
    """Return what stands above the figures of company and models: how they are to be read."""
    tr = record.tr
    if len(record.models) < 2:
        return []
    return [
        Words(
            tr.text(
                "The company’s line counts its own answers. A model’s line counts what holds for "
                "that model: its own answers, and those it inherits from the company. The lines "
                "overlap and are not to be added up; all other figures count each answer once."
            )
        )
    ]


def counting(record: Record) -> tuple[str, ...]:
    """Return how a model's answer in the company's place is counted; nothing for one model."""
    if len(record.models) < 2:
        return ()
    return (
        record.tr.text(
            "What the company answers holds for each of its models and counts once. A model can "
            "answer in the company’s place, with a reason; this counts once more, for that model, "
            "and the company’s answer goes on for the others. Where every model has its own, the "
            "company’s is not counted."
        ),
    )


def name(record: Record, subject: Subject) -> str:
    """Return how a line of these figures is called, with what is inherited in it."""
    called = record.name(subject)
    if subject not in record.evaluation.inherited_by or len(record.models) < 2:
        return called
    over = record.evaluation.inherited_by[subject].applicable
    whole = record.evaluation.by_subject[subject].applicable
    return record.tr.text(
        "{name}: {own} of its own, {over} inherited",
        name=called,
        own=record.tr.number(whole - over),
        over=record.tr.number(over),
    )


def profile(record: Record, model: Subject) -> list[Block]:
    """Return which facts of the company hold for a model, and where it differs, with reasons."""
    tr = record.tr
    if model == PROVIDER:
        return []
    facts = [f for f in record.form.fact.values() if record.form.fact_scope[f.id] == "provider"]
    apart = [f for f in facts if f.overridable and _begun(record, model, f.id)]
    if len(record.models) < 2 and not apart:
        return []
    blocks: list[Block] = [Heading(tr.text("Inherited from the company"), 3)]
    said = tr.text("Every fact of the company holds for this model.")
    if apart:
        said = tr.text("The facts of the company hold for this model, but for these.")
    rows = []
    for fact in apart:
        why = inheritance.reason(record.assessment, model, fact.id)
        value = record.assessment.value(model, fact.id, "value")
        stated = record.has(model, fact.id)
        text = record.worded(fact, value) if stated else tr.text("not stated")
        remark = tr.text("Why the model differs: {why}", why=why)
        if not why:
            remark = tr.text(inheritance.NO_REASON)
        rows.append((tr.of(f"{fact.id}.label", fact.label), f"{text}\n{remark}"))
    blocks.append(Words(said, "small"))
    if rows:
        blocks.append(Facts(tuple(rows), wide=True))
    return blocks


def removed(record: Record) -> tuple[tuple[str, str], ...]:
    """Return how many models were removed from the project; what they answered is not printed."""
    count = len(record.assessment.removed("model"))
    if not count:
        return ()
    tr = record.tr
    said = tr.plural(
        "{count} model was removed from the project. Its answers stay in the project file; this"
        " report does not hold them.",
        "{count} models were removed from the project. Their answers stay in the project file;"
        " this report does not hold them.",
        count,
    )
    return ((tr.text("Removed models"), said),)


def _begun(record: Record, model: Subject, fact: str) -> bool:
    return inheritance.begun(record.assessment, model, fact)


def _named(record: Record, models: list[Subject]) -> str:
    tr = record.tr
    if len(models) == len(record.models):
        return tr.text("every model")
    if not models:
        return tr.text("no model: each has an answer of its own")
    if len(models) > _FEW:
        return tr.plural("{count} model", "{count} models", len(models))
    return tr.listed(map(record.name, models))
