"""What is kept of one state for the next makes no difference: everything is as if found anew."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from jalon.assessment import carried, changes, documents
from jalon.assessment.changes import PROJECT, PROVIDER, Change, Key, Subject, Value
from jalon.assessment.evaluate import Evaluation, evaluate
from jalon.assessment.state import Assessment
from jalon.forms import load
from jalon.forms.model import STATES

FORM = load.form()
MODELS = [Subject(f"model-{number:08x}") for number in range(3)]
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
PARTS = (
    "items",
    "inherited",
    "suspended",
    "conclusions",
    "duty_scope",
    "overall",
    "by_chapter",
    "by_measure",
    "by_subject",
    "voluntary",
    "duties",
    "by_duty",
)


def some_edit(chance: random.Random, *, marks: bool) -> tuple[Key, Value]:
    """Return a change of any kind that could make another thing apply, or count.

    With ``marks``, answers are carried over too: while one waits, nothing is kept of answers.
    """
    subject = chance.choice([PROVIDER, *MODELS])
    item = chance.choice(list(FORM.items))
    fact = chance.choice(list(FORM.fact.values()))
    answer = chance.choice(list(FORM.answers))
    options = [option.value for option in fact.options] or ["2026-01-01", "x"]
    value: Value = chance.choice(options)
    mark = carried.mark("earlier", [carried.Source(subject, fact.id)])
    edits: list[tuple[Key, Value]] = [
        (Key(subject, item, "state"), chance.choice([*STATES, None])),
        (Key(subject, item, "how"), chance.choice(["", "so"])),
        (Key(subject, fact.id, "value"), [value] if fact.kind == "choices" else value),
        (Key(subject, fact.id, "value"), None),
        (Key(subject, chance.choice([item, fact.id]), "override"), chance.choice([True, None])),
        (Key(subject, chance.choice([item, fact.id]), "override-reason"), chance.choice(["r", ""])),
        (Key(chance.choice(MODELS), "subject", "removed"), chance.choice([True, None])),
        (Key(chance.choice(MODELS), "subject", "kind"), "model"),
        (Key(PROJECT, "models", "order"), chance.sample(MODELS, 3)),
        (Key(subject, *answer.split(".", 1)), chance.choice(["yes", "no", "words", None])),
    ]
    if marks:
        edits += [
            (Key(subject, name, "carried"), chance.choice([mark, None])) for name in (item, fact.id)
        ]
    return chance.choice(edits)


def made(key: Key, value: Value, before: Assessment, number: int, *, apart: bool = False) -> Change:
    """Return a change; one made ``apart``, in another copy, leaves what was there in place."""
    stored = changes.payload(
        key,
        value,
        author="A",
        time=NOW + timedelta(seconds=number),
        edition=FORM.id,
        supersedes=[] if apart else [change.id for change in before.heads.get(key, ())],
    )
    return changes.change(changes.change_id(stored), json.loads(stored))


def states(seed: int, count: int) -> Iterator[tuple[Key, Assessment]]:
    """Yield state after state, each with one change more, and what changed."""
    chance = random.Random(seed)  # noqa: S311  a test's own dice
    state = Assessment()
    first: list[tuple[Key, Value]] = [(Key(m, "subject", "kind"), "model") for m in MODELS[:2]]
    for number in range(count):
        key, value = (
            first[number] if number < len(first) else some_edit(chance, marks=seed % 2 == 1)
        )
        apart = chance.random() < 0.2
        state = state.with_changes([made(key, value, state, number, apart=apart)])
        yield key, state


def parts(found: Evaluation) -> dict[str, object]:
    """Return what can be compared of what follows from the answers."""
    return {name: getattr(found, name) for name in PARTS}


@pytest.mark.parametrize("seed", range(4))
def test_that_what_follows_from_a_state_is_what_follows_from_it_alone(seed: int) -> None:
    for key, state in states(seed, 60):
        alone = Assessment(state.heads)

        assert parts(evaluate(FORM, state)) == parts(evaluate(FORM, alone)), key
        assert documents.progress(FORM, state) == documents.progress(FORM, alone), key


def test_that_an_answer_changes_nothing_of_what_applies(monkeypatch: pytest.MonkeyPatch) -> None:
    state = [state for _, state in states(1, 2)][-1]
    evaluate(FORM, state)
    key = Key(PROVIDER, next(i for i, r in FORM.items.items() if r.scope == "provider"), "state")
    after = state.with_changes([made(key, "planned", state, 99)])
    monkeypatch.setattr("jalon.assessment.scope.conclude", None)

    assert evaluate(FORM, after).items[key.subject, key.item].state == "planned"  # type: ignore[index]
    fact = Key(PROVIDER, next(iter(FORM.fact)), "value")
    with pytest.raises(TypeError):
        evaluate(FORM, after.with_changes([made(fact, "x", after, 100)]))
