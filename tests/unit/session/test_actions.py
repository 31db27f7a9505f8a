"""Actions: from gaps and verdicts, for several requirements, done with evidence, overdue."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit_review import ITEM, MEASURE, Team, team

from jalon.assessment import actions
from jalon.assessment.actions import Action
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.proposals import Proposal
from jalon.cli.main import parsed, run
from jalon.session import Session
from tools.thorough import examples

ONE, TWO = (PROVIDER, "copyright-1.1-draw-up"), (PROVIDER, "copyright-1.1-implement")
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31)).map(date.isoformat)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Team]:
    made_up = team(tmp_path)
    yield made_up
    made_up.session.close()


@pytest.fixture
def session(office: Team) -> Session:
    return office.session


def action(session: Session, subject: Subject) -> Action:
    found = session.actions.entry(subject)
    assert found is not None
    return found


def proposed(session: Session) -> list[Proposal]:
    return list(session.actions.proposals())


def test_that_a_gap_asks_for_an_action_and_a_next_step_takes_its_place(session: Session) -> None:
    session.answer(*ONE, "state", "partial")
    session.answer(*ONE, "gap", "No policy for images.")
    session.answer(*ONE, "owner", "Inès")
    session.answer(*ONE, "due", "2027-01-15")
    (found,) = proposed(session)
    assert (found.what, found.owner, found.due) == ("No policy for images.", "Inès", "2027-01-15")
    assert found.places == (ONE,)
    session.answer(*ONE, "next-step", "Write one.")
    (found,) = proposed(session)
    assert found.what == "Write one."
    made = action(session, session.actions.take(found))
    assert proposed(session) == []
    assert (made.what, made.owner, made.due, made.links) == (
        "Write one.", "Inès", "2027-01-15", (ONE,)
    )  # fmt: skip
    assert session.assessment.text(*ONE, "next-step") == "Write one.", "and the step stays"
    session.undo()
    assert len(proposed(session)) == 1


@pytest.mark.parametrize("state", ["implemented", "not-applicable"])
def test_that_a_gap_of_what_is_settled_asks_for_nothing(session: Session, state: str) -> None:
    session.answer(*ONE, "gap", "Once there was one.")
    session.answer(*ONE, "state", state)
    assert proposed(session) == []


def test_that_verdicts_ask_for_actions_for_all_that_they_are_about(office: Team) -> None:
    session = office.session
    office.act(
        "Rita",
        MEASURE,
        "verdict",
        verdict="improvable",
        corrective_action="Name a deputy.",
        corrective_owner="Zoë",
        corrective_due="2027-02-01",
    )
    office.act("Rita", ITEM, "verdict", verdict="to-correct", comment="Date is missing.")
    by_text = {one.what: one for one in proposed(session)}
    assert set(by_text) == {"Name a deputy.", "Date is missing."}
    assert by_text["Date is missing."].places == ((PROVIDER, ITEM.item),)
    whole = by_text["Name a deputy."]
    assert set(whole.places) == set(office.reviews.pairs(MEASURE))
    assert len(whole.places) > 1, "one action for several requirements"
    made = action(session, session.actions.take(whole))
    assert (made.owner, made.due) == ("Zoë", "2027-02-01")
    for place in whole.places:
        assert session.actions.plan.at(*place) == (made,)
    assert [one.what for one in proposed(session)] == ["Date is missing."]


def test_that_a_verdict_taken_back_or_acceptable_asks_for_nothing(office: Team) -> None:
    step = office.act("Rita", ITEM, "verdict", verdict="to-correct", comment="Sign it.")
    office.withdraw("Rita", step)
    assert proposed(office.session) == []
    office.act("Rita", ITEM, "verdict", verdict="to-correct", comment="Sign it.")
    office.act("Rita", ITEM, "verdict", verdict="acceptable", comment="Signed.")
    assert proposed(office.session) == []


def test_that_an_action_is_done_with_evidence_and_dropped_with_a_reason(session: Session) -> None:
    made = session.actions.add([ONE], what="Write it.\nAll of it.")
    session.actions.move(action(session, made), "done")
    found = action(session, made)
    assert (found.state, found.counted, found.settled) == ("done", "in-progress", False)
    assert len(found.problems) == 1
    proof = session.attachments.refer([(made, actions.ITEM)], name="Minutes", target="")
    found = action(session, made)
    assert (found.counted, found.problems, found.title) == ("done", (), "Write it.")
    piece = session.attachments.entry(proof)
    assert piece is not None
    session.attachments.remove(piece, "wrong file")
    assert action(session, made).counted == "in-progress", "removed evidence shows nothing"
    session.actions.move(action(session, made), "dropped")
    assert action(session, made).counted == "open"
    session.answer(made, actions.ITEM, "reason", "The model is withdrawn.")
    assert action(session, made).counted == "dropped"


@settings(
    max_examples=examples(10, 60), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    due=DAYS,
    today=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    state=st.sampled_from(actions.STATES),
    proven=st.booleans(),
)
def test_that_an_action_is_overdue_from_the_day_after_until_it_is_finished(
    session: Session, due: str, today: date, state: actions.State, *, proven: bool
) -> None:
    made = session.actions.add(what="Do it.")
    session.answer(made, actions.ITEM, "due", due)
    session.answer(made, actions.ITEM, "state", state)
    if proven:
        session.attachments.refer([(made, actions.ITEM)], name="Proof", target="x")
        session.answer(made, actions.ITEM, "reason", "Superseded.")
    found = action(session, made)
    finished = state in {"done", "dropped"} and proven
    assert found.settled is finished
    assert found.overdue(today) is (not finished and today > date.fromisoformat(due))


@settings(
    max_examples=examples(10, 40), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.lists(
        st.tuples(
            st.one_of(st.just(""), DAYS),
            st.sampled_from([*actions.PRIORITIES, ""]),
            st.sampled_from(actions.STATES),
        ),
        max_size=8,
    )
)
def test_that_unfinished_actions_come_first_by_date_those_without_a_date_last(
    tmp_path_factory: pytest.TempPathFactory, data: list[tuple[str, str, str]]
) -> None:
    session = Session.create(tmp_path_factory.mktemp("order") / "p.jalon")
    for due, priority, state in data:
        made = session.actions.add(what="Do it.")
        for field, value in (("due", due), ("priority", priority), ("state", state)):
            session.answer(made, actions.ITEM, field, value or None)
    found = session.actions.plan.in_order()
    session.close()
    assert len(found) == len(data)
    assert [one.settled for one in found] == sorted(one.settled for one in found)
    open_ones = [one for one in found if not one.settled]
    assert [o.due or "9999" for o in open_ones] == sorted(o.due or "9999" for o in open_ones)


def test_that_actions_are_linked_unlinked_and_forgotten_without_a_trace(session: Session) -> None:
    before = session.assessment
    made = session.actions.add([ONE], what="")
    session.actions.link(action(session, made), [TWO])
    assert action(session, made).links == (ONE, TWO)
    session.actions.unlink(action(session, made), [ONE])
    assert session.actions.plan.at(*ONE) == ()
    session.actions.forget(action(session, made))
    assert session.actions.entry(made) is None
    assert session.actions.plan.entries == actions.plan(before).entries


@settings(
    max_examples=examples(8, 40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    what=st.text(min_size=1, max_size=40).filter(str.strip),
    owner=st.text(max_size=20),
    cost=st.text(max_size=40),
    due=DAYS,
    priority=st.sampled_from(actions.PRIORITIES),
)
def test_that_any_action_goes_out_as_answers_and_comes_in_again(
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    what: str,
    owner: str,
    cost: str,
    due: str,
    priority: str,
) -> None:
    folder = tmp_path_factory.mktemp("actions")
    session = Session.create(folder / "a.jalon")
    made = session.actions.add([ONE, TWO], what=what)
    for field, value in (("owner", owner), ("cost", cost), ("due", due), ("priority", priority)):
        session.answer(made, actions.ITEM, field, value)
    session.attachments.refer([(made, actions.ITEM)], name="Proof", target="https://example.org")
    session.close()
    assert jalon("export", folder / "a.jalon", folder / "answers.json") == 0
    assert jalon("new", folder / "b.jalon") == 0
    assert jalon("import", folder / "b.jalon", folder / "answers.json") == 0
    told = []
    for name in ("a.jalon", "b.jalon"):
        capsys.readouterr()
        jalon("status", folder / name, "--json")
        (one,) = json.loads(capsys.readouterr().out)["actions"]
        del one["added"]
        told.append(one)
    assert told[0] == told[1]
    assert told[1]["cost"] == (cost or None)
    assert len(told[1]["links"]) == 2
    assert len(told[1]["evidence"]) == 1


def jalon(*arguments: object) -> int:
    return run(*parsed([str(a) for a in arguments]))


def test_that_an_answer_does_not_go_through_the_actions_again(session: Session) -> None:
    session.actions.add([ONE], what="Do it.")
    plan = session.actions.plan
    session.answer(*TWO, "how", "By hand.")
    assert session.actions.plan is plan
    session.answer(next(iter(plan.entries)), actions.ITEM, "due", str(date.today() + timedelta(1)))  # noqa: DTZ011
    assert session.actions.plan is not plan
