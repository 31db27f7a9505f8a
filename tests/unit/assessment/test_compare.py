"""What differs between two states, and between two texts."""

from hypothesis import given
from hypothesis import strategies as st
from unit_state import MODEL, state

from jalon.assessment import compare, versions
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.state import current_ids

TEXT = st.text(st.sampled_from("ab é\n.,—😀"), max_size=80)


def test_that_only_what_differs_is_told_and_taking_back_is_never_having_answered() -> None:
    before = state((PROVIDER, "x", "how", "one"), (MODEL, "y", "state", "planned"))
    after = state(
        (PROVIDER, "x", "how", "two"),
        (MODEL, "y", "state", "planned"),
        (PROVIDER, "z", "how", None),
    )
    (found,) = compare.differences(before, after)
    assert found.key == (PROVIDER, "x", "how")
    assert [c.value for c in found.before] == ["one"]
    assert [c.value for c in found.after] == ["two"]


def test_that_reports_and_versions_make_no_difference() -> None:
    after = state((Subject("report-00000001"), "report", "file", "a.pdf"))
    assert compare.differences(state(), after) == ()


@given(TEXT, TEXT)
def test_that_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    found = compare.pieces(before, after)
    assert "".join(p.text for p in found if p.side != "in") == before
    assert "".join(p.text for p in found if p.side != "out") == after
    if before == after:
        assert all(p.side == "same" for p in found)


def test_that_very_long_texts_are_compared_by_lines() -> None:
    before = "\n".join(f"line {n} " * 5 for n in range(2000))
    found = compare.pieces(before, before.replace("line 1500 ", "other "))
    assert [p.side for p in found] == ["same", "out", "in", "same"]


@given(st.lists(st.tuples(st.sampled_from("xyz"), TEXT), max_size=12))
def test_that_a_version_names_the_state_it_was_made_of(answers: list[tuple[str, str]]) -> None:
    now = state(*((PROVIDER, item, f"f{n}", text) for n, (item, text) in enumerate(answers)))
    ids = current_ids(now)
    changes = [c for current in now.heads.values() for c in current]
    assert versions.state(changes).digest() == now.digest()
    assert len(ids) == len(changes)
