"""States that were kept: compared where they are whole, refused by name where they are not."""

import json
from pathlib import Path

import pytest
from unit_cli import here, printed

from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.errors import UserError
from jalon.forms import load
from jalon.session import Session, opened

ITEM = next(i for i, r in load.form().items.items() if r.scope == "provider")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which a state was named and two fields were changed afterwards."""
    path = tmp_path / "whole.jalon"
    session = Session.create(path, author="Ana")
    session.answer(PROVIDER, ITEM, "state", "partial")
    session.answer(PROVIDER, ITEM, "how", "first")
    session.custody.name_version("Board of 3 June")
    session.answer(PROVIDER, ITEM, "how", "second")
    session.answer(PROVIDER, ITEM, "state", None)
    session.close()
    return path


@pytest.fixture
def outside(project: Path) -> Path:
    path = project.with_name("outside.jalon")
    with opened(project) as session:
        session.copy_to(path, history=False)
    return path


def test_that_a_state_is_not_compared_where_a_copy_without_history_lacks_some_of_it(
    project: Path, outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "2 fields differ." in printed(capsys, "compare", project, "--from", "Board of 3 June")
    capsys.readouterr()
    assert here("compare", outside, "--from", "Board of 3 June") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "without history, and not all that was current at Board of 3 June" in told.err
    assert "2 fields differ." in printed(
        capsys, "compare", project, outside, "--from", "Board of 3 June"
    )


def test_that_what_is_named_in_a_copy_without_history_can_be_compared_there(
    outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(outside) as session:
        assert session.custody.states == ()
        session.custody.name_version("Ours")
        session.answer(PROVIDER, ITEM, "how", "third")
        assert [one.name for one in session.custody.states] == ["Ours"]
    assert "1 field differs." in printed(capsys, "compare", outside, "--from", "Ours")


def test_that_a_copy_that_comes_back_knows_its_states_again(
    project: Path, outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("merge", outside, project, "-o", outside) == 0
    assert "2 fields differ." in printed(capsys, "compare", outside, "--from", "Board of 3 June")


def test_that_the_history_counts_the_changes_that_it_prints(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *lines, last = printed(capsys, "history", project).splitlines()
    assert last.startswith(f"{len(lines)} changes")
    printed_all = json.loads(printed(capsys, "history", project, "--json"))
    assert len(printed_all) > len(lines)


def nested(levels: int) -> Value:
    found: Value = "deep"
    for _ in range(levels):
        found = [found]
    return found


@pytest.mark.parametrize(
    "value",
    [2**53, -(2**53), 2**60, [1, {"a": 2**53 + 1}], float("inf"), float("nan"), nested(9)],
    ids=str,
)
def test_that_what_no_file_can_hold_is_refused_with_a_message_and_changes_nothing(
    project: Path, value: Value
) -> None:
    with opened(project) as session:
        before = session.assessment.digest()
        with pytest.raises(UserError):
            session.answer(Subject("provider"), "turnover", "value", value)
        assert session.assessment.digest() == before
        assert session.check() == ()
        for kept in (2**53 - 1, nested(8), 1e300):
            session.answer(Subject("provider"), "turnover", "value", kept)
    with opened(project) as session:
        assert session.check() == ()
        assert session.assessment.value(PROVIDER, "turnover", "value") == 1e300
