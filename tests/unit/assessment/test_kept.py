"""What is kept of one state for the next makes no difference: everything is as if found anew."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from jalon.assessment import carried, changes, documents
from jalon.assessment.changes import PROJECT, PROVIDER, Change, Key, Subject, Value
from jalon.assessment.evaluate import Evaluation, evaluate
from jalon.assessment.review import acts
from jalon.assessment.review.model import ACTS, VERDICTS, WHOLE, Target
from jalon.assessment.state import Assessment
from jalon.forms import load
from jalon.forms.model import STATES, ItemId
from tools.thorough import examples

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
    "by_obligation",
    "by_subject",
    "inherited_by",
    "voluntary",
    "duties",
    "by_duty",
    "review",
)


def few_items(chance: random.Random) -> list[ItemId]:
    """Return a few requirements of all sorts, two of a measure: so that changes of them meet."""
    sorts: dict[object, list[ItemId]] = {}
    for item, requirement in FORM.items.items():
        sort = requirement.scope, requirement.force == "binding", item in FORM.home
        sorts.setdefault(sort, []).append(item)
    found = [chance.choice(items) for items in sorts.values()]
    return [item for one in found for item in (one, FORM.sheet[one].requirement[0].id)]


def some_edit(chance: random.Random, items: list[ItemId], *, marks: bool) -> tuple[Key, Value]:
    """Return a change of any kind that could make another thing apply, or count.

    With ``marks``, answers are carried over too: while one waits, nothing is kept of answers.
    """
    subject = chance.choice([PROVIDER, *MODELS])
    item = chance.choice(items)
    fact = chance.choice(list(FORM.fact.values()))
    answer = chance.choice(list(FORM.answers))
    options = [option.value for option in fact.options] or ["2026-01-01", "x"]
    value: Value = chance.choice(options)
    mark = carried.mark("earlier", [carried.Source(subject, fact.id)])
    own: list[tuple[Key, Value]] = [
        (Key(subject, item, "state"), chance.choice([*STATES, "not-applicable", None])),
        (Key(subject, item, "how"), chance.choice(["", "so"])),
        (Key(subject, item, "reason"), chance.choice(["", "so"])),
        (Key(chance.choice(MODELS), item, "override"), chance.choice([True, True, None])),
        (Key(chance.choice(MODELS), item, "override-reason"), chance.choice(["r", "r", ""])),
    ]
    if chance.random() < 0.75:
        return chance.choice(own)
    edits: list[tuple[Key, Value]] = [
        (Key(subject, fact.id, "value"), [value] if fact.kind == "choices" else value),
        (Key(subject, fact.id, "value"), None),
        (Key(subject, fact.id, "override"), chance.choice([True, None])),
        (Key(subject, fact.id, "override-reason"), chance.choice(["r", ""])),
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


def some_step(
    chance: random.Random, items: list[ItemId], before: Assessment
) -> list[tuple[Key, Value]]:
    """Return a step of a review, or the withdrawing of one, on anything."""
    taken = [key.subject for key in before.heads if key.subject.startswith("review-")]
    at = NOW - timedelta(days=chance.randrange(9))
    if taken and chance.random() < 0.3:
        return acts.withdraw(chance.choice(taken), by="R", at=at)
    item = chance.choice(items)
    about = chance.choice(
        [
            WHOLE,
            Target("chapter", FORM.frame[item].id),
            *3 * [Target("measure", FORM.sheet[item].id)],
            Target("requirement", item, chance.choice([PROVIDER, *MODELS])),
            Target("requirement", item),
        ]
    )
    seen = evaluate(FORM, before).review.noted(about)
    verdict, act = chance.choice(VERDICTS), chance.choice([*len(ACTS) * ["verdict"], *ACTS])
    return acts.step(about, act, by="R", at=at, **{**seen, "verdict": verdict})[1]


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


def states(seed: int, count: int) -> Iterator[tuple[list[Key], Assessment]]:
    """Yield state after state, each after a few changes more, and which fields these are of.

    Even seeds know no answers carried over, of which nothing is kept; every third has a review.
    """
    chance = random.Random(seed)  # noqa: S311  a test's own dice
    state, items = Assessment(), few_items(chance)
    for number in range(count):
        several = range(chance.choice([1, 1, 3]))
        edits = [some_edit(chance, items, marks=seed % 2 == 1) for _ in several]
        if number == 0:
            edits = [(Key(m, "subject", "kind"), "model") for m in MODELS[:2]]
        elif seed % 3 == 2 and chance.random() < 0.3:
            edits = some_step(chance, items, state)
        changes_ = []
        for key, value in dict(edits).items():
            apart = chance.random() < 0.2
            changes_.append(made(key, value, state, number, apart=apart))
        state = state.with_changes(changes_)
        yield list(dict(edits)), state


def parts(found: Evaluation) -> dict[str, object]:
    """Return what can be compared of what follows from the answers."""
    return {name: getattr(found, name) for name in PARTS}


@pytest.mark.parametrize("seed", [0, 1, 3, 8, *range(20, examples(20, 40))])
def test_that_what_follows_from_a_state_is_what_follows_from_it_alone(seed: int) -> None:
    for keys, state in states(seed, examples(30, 120)):
        alone = Assessment(dict(state.heads))
        found, anew = evaluate(FORM, state), evaluate(FORM, alone)

        assert parts(found) == parts(anew), keys
        assert [*found.items] == [*anew.items], "in reading order"
        assert documents.progress(FORM, state) == documents.progress(FORM, alone), keys


def test_that_a_state_is_evaluated_as_before_after_others_came_from_it() -> None:
    earlier = [state for _, state in states(8, 12)]
    before = [parts(evaluate(FORM, state)) for state in earlier]
    for number, state in enumerate(earlier):
        for item in list(FORM.items)[number : number + 3]:
            key = Key(PROVIDER, item, "state")
            evaluate(FORM, state.with_changes([made(key, "planned", state, 99)]))

    assert [parts(evaluate(FORM, state)) for state in earlier] == before


def test_that_an_answer_changes_nothing_of_what_applies(monkeypatch: pytest.MonkeyPatch) -> None:
    state = next(state for _, state in states(0, 1))
    evaluate(FORM, state)
    key = Key(PROVIDER, next(i for i, r in FORM.items.items() if r.scope == "provider"), "state")
    after = state.with_changes([made(key, "planned", state, 99)])
    monkeypatch.setattr("jalon.assessment.scope.conclude", None)

    assert evaluate(FORM, after).items[key.subject, key.item].state == "planned"  # type: ignore[index]
    fact = Key(PROVIDER, next(iter(FORM.fact)), "value")
    with pytest.raises(TypeError):
        evaluate(FORM, after.with_changes([made(fact, "x", after, 100)]))
