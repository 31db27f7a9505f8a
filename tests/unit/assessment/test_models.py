"""Models: added, named, ordered, removed and brought back, and nothing of them lost."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit_state import MODEL, OTHER, state

from jalon.assessment import models
from jalon.assessment.changes import Key, Subject, Value
from jalon.assessment.state import Assessment, Edit
from jalon.errors import UserError

NAMES = st.text(min_size=1, max_size=40).filter(lambda t: t.split() != [])


def after(*values: tuple[Subject, str, str, Value], edits: list[Edit] | None = None) -> Assessment:
    given_edits = [(*key, value) for key, value in edits or []]
    return state((MODEL, "subject", "kind", "model"), *values, *given_edits)


@given(NAMES)
def test_that_a_model_is_added_under_its_name_in_any_script(name: str) -> None:
    made, edits = models.added(after(), name)

    found = after(edits=edits)

    assert models.name(found, made) == name.strip()
    assert set(found.subjects("model")) == {MODEL, made}


@pytest.mark.parametrize("name", ["", "   ", "\t\n", "\u00a0\u3000"])
def test_that_a_model_needs_a_name(name: str) -> None:
    with pytest.raises(UserError):
        models.added(after(), name)


@given(NAMES)
def test_that_two_models_never_get_one_name(name: str) -> None:
    taken = after((MODEL, "model-name", "value", name))
    with pytest.raises(UserError):
        models.added(
            taken, f"  {name.upper() if name.upper().casefold() == name.casefold() else name}"
        )
    assert models.renamed(taken, MODEL, name)


def test_that_a_removed_model_leaves_the_living_and_its_answers_stay() -> None:
    both = ((OTHER, "subject", "kind", "model"), (OTHER, "r", "how", "Written."))
    gone = after(*both, edits=models.removed(after(*both), OTHER))

    assert gone.subjects("model") == (MODEL,)
    assert gone.removed("model") == (OTHER,)
    assert gone.text(OTHER, "r", "how") == "Written."


def test_that_the_last_model_stays() -> None:
    with pytest.raises(UserError):
        models.removed(after(), MODEL)


@given(st.permutations(range(5)), st.integers(0, 4), st.integers(-3, 9))
def test_that_a_model_is_moved_and_keeps_its_place_when_it_comes_back(
    order: list[int], which: int, place: int
) -> None:
    those = [Subject(f"model-0000000{n}") for n in order]
    made = [(m, "subject", "kind", "model") for m in those]
    sorted_so = state(*made, *((*k, v) for k, v in models.in_order(those)))
    assert sorted_so.subjects("model") == tuple(those)

    moved = state(*made, *((*k, v) for k, v in models.moved(sorted_so, those[which], place)))
    expected = [m for m in those if m != those[which]]
    expected.insert(min(max(place, 0), 4), those[which])
    assert moved.subjects("model") == tuple(expected)

    key = Key(those[0], "subject", "removed")
    order_of = [(*k, v) for k, v in models.in_order(expected)]
    assert state(*made, *order_of, (*key, True)).removed("model") == (those[0],)
    assert state(*made, *order_of, (*key, None)).subjects("model") == tuple(expected)


@pytest.mark.parametrize("said", ["Alpha", " aLPHA ", "1", MODEL])
def test_that_a_model_is_found_by_name_place_or_id(said: str) -> None:
    found = after(
        (MODEL, "model-name", "value", "Alpha"),
        (OTHER, "subject", "kind", "model"),
        (OTHER, "model-name", "value", "2"),
    )
    assert models.called(found, said) == MODEL
    assert models.called(found, "2") == OTHER


@given(st.text(string.printable, max_size=10))
def test_that_what_no_model_is_called_finds_none(said: str) -> None:
    with pytest.raises(UserError):
        models.called(state(), said)


def test_that_a_name_of_several_models_is_not_guessed() -> None:
    found = after(
        (MODEL, "model-name", "value", "Twin"),
        (OTHER, "subject", "kind", "model"),
        (OTHER, "model-name", "value", "twin"),
    )
    with pytest.raises(UserError) as caught:
        models.called(found, "Twin")
    assert MODEL in str(caught.value.details)
