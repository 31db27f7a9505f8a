"""What does not go together: each rule on real projects, with answers nobody picked."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit_review import ITEM, MEASURE, WHOLE, Team, busy, team

from jalon.assessment import contradictions, inheritance, models
from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.assessment.contradictions import KINDS, Contradiction, Kind, plans
from jalon.assessment.review import acts
from jalon.assessment.review.model import Target
from jalon.forms.model import STATES
from jalon.session import Session
from tools.thorough import examples

if TYPE_CHECKING:
    from jalon.assessment.state import Edit

OWN_MEANS_ITEM = "copyright-1.2-no-circumvention"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(tmp_path / "p.jalon", author="Ada")
    yield made
    made.close()


def points(session: Session, kind: Kind) -> list[Contradiction]:
    every = contradictions.of_snapshot(session.snapshot())
    assert session.points() == every, "the window is told what the report is told"
    assert [p.kind for p in every] == sorted((p.kind for p in every), key=KINDS.index)
    return [point for point in every if point.kind == kind]


def places(session: Session, kind: Kind) -> set[tuple[str, str]]:
    return {(point.subject, point.item) for point in points(session, kind)}


def answers(session: Session) -> list[tuple[Subject, str]]:
    """Return every answer that matters, counted or not."""
    return [
        (subject, item)
        for (subject, item), status in session.evaluation.items.items()
        if status.applies != "no"
    ]


@settings(
    max_examples=examples(4, 30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_that_each_answer_is_told_where_it_belongs_and_nowhere_else(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    session = Session.create(tmp_path_factory.mktemp("p") / "p.jalon", author="Ada")
    chosen = data.draw(st.lists(st.sampled_from(answers(session)), max_size=30, unique=True))
    said: dict[tuple[str, str], tuple[str, bool, bool]] = {}
    edits: list[Edit] = []
    for subject, item in chosen:
        state = data.draw(st.sampled_from(STATES))
        worded, proved = data.draw(st.booleans()), data.draw(st.booleans())
        edits.append((Key(subject, item, "state"), state))
        if worded:
            edits += [(Key(subject, item, name), "Said.") for name in ("how", "reason")]
        said[subject, item] = (state, worded, proved)
    session.apply(edits)
    for (subject, item), (_, _, proved) in said.items():
        if proved:
            session.attachments.refer([(Subject(subject), item)], name="Memo", target="memo.pdf")
    binding = {p for p in answers(session) if session.form.items[p[1]].force == "binding"}  # type: ignore[index]
    assert places(session, "no-evidence") == {
        place for place, (state, _, proved) in said.items() if state == "implemented" and not proved
    }
    assert places(session, "not-applicable") == binding & {
        place for place, (state, _, _) in said.items() if state == "not-applicable"
    }
    assert places(session, "unanswered") == binding - {
        place for place, (state, worded, _) in said.items() if state != "alternative" or worded
    }
    assert points(session, "own-means") == []
    session.close()


def test_that_own_means_are_told_to_a_signatory_of_that_chapter_only(session: Session) -> None:
    item = next(r.id for r in session.form.items.values() if r.id.startswith("copyright-1.1-"))
    session.apply(
        [(Key(PROVIDER, item, n), v) for n, v in (("state", "alternative"), ("how", "x"))]
    )
    assert places(session, "own-means") == set()
    session.answer(PROVIDER, "code-position", "value", "not-signed")
    assert places(session, "own-means") == set()
    session.answer(PROVIDER, "code-position", "value", "signed-chapters")
    session.answer(PROVIDER, "signed-chapters", "value", ["transparency"])
    assert places(session, "own-means") == set()
    session.answer(PROVIDER, "signed-chapters", "value", ["transparency", "copyright"])
    assert places(session, "own-means") == {(PROVIDER, item)}
    session.answer(PROVIDER, "code-position", "value", "signed-whole")
    assert places(session, "own-means") == {(PROVIDER, item)}


def test_that_other_ways_than_an_example_or_a_presumption_contradict_no_signature(
    session: Session,
) -> None:
    """Nobody owes what the Code names as an example, encourages, or takes as enough."""
    session.answer(PROVIDER, "code-position", "value", "signed-whole")
    free = [r for r in map(session.form.items.get, session.form.home) if r and r.force != "binding"]
    assert {r.force for r in free} == {"encouraged", "presumption", "example"}
    said = [
        (Key(subject, r.id, name), value)
        for r in free
        for subject in (PROVIDER if r.scope == "provider" else next(iter(session.models)),)
        for name, value in (("state", "alternative"), ("how", "Another way."))
    ]
    session.apply(said)
    assert places(session, "own-means") == set()


def test_that_the_code_itself_allows_other_mitigations_in_measure_6_2_and_nowhere_else(
    session: Session,
) -> None:
    session.answer(PROVIDER, "code-position", "value", "signed-whole")
    inside = [r for r in session.form.items.values() if r.id.startswith("safety-security-6.")]
    edits: list[Edit] = []
    for requirement in inside:
        edits += [(Key(PROVIDER, requirement.id, "state"), "alternative")]
        edits += [(Key(PROVIDER, requirement.id, "how"), "Another way.")]
    session.apply(edits)
    told = {item for _, item in places(session, "own-means")}
    allowed = {
        str(r.id)
        for r in inside
        if r.id.startswith("safety-security-6.2-") and (r.place.appendix or "").startswith("4.")
    }
    considered = {item for _, item in answers(session)}
    assert allowed
    assert told == {str(r.id) for r in inside if r.id in considered} - allowed
    assert "safety-security-6.2-meet-goal" in told


def test_that_a_next_step_wants_an_owner_and_a_day_that_is_not_past(session: Session) -> None:
    item, today = ITEM.item, datetime.now(UTC).astimezone().date()
    session.answer(PROVIDER, item, "state", "partial")
    assert points(session, "action") == []
    session.answer(PROVIDER, item, "next-step", "Sign it.")
    assert [p.message for p in points(session, "action")] == [plans.NO_OWNER]
    session.answer(PROVIDER, item, "owner", "Zoë")
    assert points(session, "action") == []
    session.answer(PROVIDER, item, "due", today.isoformat())
    assert points(session, "action") == []
    late = today - timedelta(days=1)
    session.answer(PROVIDER, item, "due", late.isoformat())
    assert [dict(p.details) for p in points(session, "action")] == [{"day": late}]
    session.answer(PROVIDER, item, "state", "implemented")
    assert points(session, "action") == []


def test_that_a_reviewer_s_consent_ends_the_point_on_what_does_not_apply(tmp_path: Path) -> None:
    office = team(tmp_path)
    office.answer("Ada", ITEM, "state", "not-applicable")
    office.answer("Ada", ITEM, "reason", "None on the market.")
    assert places(office.session, "not-applicable") == {(PROVIDER, ITEM.item)}
    office.act("Rita", ITEM, "verdict", verdict="acceptable")
    assert places(office.session, "not-applicable") == set()
    office.answer("Ada", ITEM, "reason", "None, yet.")
    assert places(office.session, "not-applicable") == {(PROVIDER, ITEM.item)}
    assert [p.about for p in points(office.session, "stale-review")] == [ITEM]
    office.session.close()


def test_that_dissent_is_told_until_it_is_withdrawn(tmp_path: Path) -> None:
    office = team(tmp_path)
    busy(office)
    told = points(office.session, "dissent")
    assert Counter(p.thing for p in told) == {"opinion": 1, "review": 1}
    opinion = next(p for p in told if p.thing == "opinion")
    assert opinion.about == Target("chapter", "copyright")
    office.withdraw("Ada", opinion.subject)
    office.act("Val", WHOLE, "validate")
    assert points(office.session, "dissent") == []
    office.session.close()


def test_that_a_review_is_stale_only_while_what_it_saw_is_another(tmp_path: Path) -> None:
    office = team(tmp_path)
    office.act("Rita", MEASURE, "verdict", verdict="acceptable")
    office.act("Val", WHOLE, "validate")
    _, edits = acts.opinion(
        MEASURE,
        at=office.now(),
        name="Me Dupont",
        direction="favourable",
        reasons="Clear.",
        seen=office.reviews.seen(MEASURE),
    )
    office.session.apply(edits)
    assert points(office.session, "stale-review") == []
    office.answer("Ada", ITEM, "state", "planned")
    things = {(p.thing, p.about) for p in points(office.session, "stale-review")}
    assert things == {("review", MEASURE), ("review", WHOLE), ("opinion", MEASURE)}
    office.session.undo()
    assert points(office.session, "stale-review") == []
    office.session.close()


def apply_scope(office: Team, crawling: str) -> None:
    office.session.answer(office.session.models[0], "crawling", "value", crawling)


def test_that_a_verdict_says_when_what_applies_is_another_by_now(tmp_path: Path) -> None:
    office = team(tmp_path)
    about = Target("measure", "copyright-1.3")
    apply_scope(office, "own")
    applied = office.reviews.applied(about)
    office.act("Rita", about, "verdict", verdict="acceptable", applied=applied)
    given_ = office.standing(about).verdict
    assert given_ is not None
    assert given_.current
    apply_scope(office, "none")
    given_ = office.standing(about).verdict
    assert given_ is not None
    assert not given_.current
    assert given_.remarks[0] == "What applies has changed since this verdict."
    assert [p.about for p in points(office.session, "stale-review")] == [about]
    apply_scope(office, "own")
    given_ = office.standing(about).verdict
    assert given_ is not None
    assert given_.current
    office.session.close()


def test_that_the_review_of_a_removed_model_is_no_point_and_asks_for_nothing(
    tmp_path: Path,
) -> None:
    office = team(tmp_path)
    session = office.session
    made, edits = models.added(session.assessment, "Beta")
    session.apply(edits)
    item = next(i for i, r in session.form.items.items() if r.scope == "model")
    about = Target("requirement", item, made)
    office.answer("Ada", about, "state", "partial")
    office.act("Rita", about, "verdict", verdict="to-correct", comment="Too short.")
    office.answer("Ada", about, "state", "planned")
    assert places(session, "stale-review") == {(office.standing(about).steps[0].id, item)}
    assert [p.what for p in session.actions.proposals()] == ["Too short."]
    session.apply(models.removed(session.assessment, made))
    assert points(session, "stale-review") == [], "there is no place left where it could be settled"
    assert session.actions.proposals() == ()
    assert office.standing(about).steps, "what was said stays"
    session.undo()
    assert len(points(session, "stale-review")) == 1
    session.close()


def test_that_the_review_of_an_own_answer_taken_back_is_no_point_and_asks_for_nothing(
    tmp_path: Path,
) -> None:
    office = team(tmp_path)
    session, about = office.session, Target("requirement", ITEM.item, office.session.models[0])
    session.apply(inheritance.begin(about.subject, about.item))
    office.answer("Ada", about, inheritance.REASON, "It is another.")
    office.act("Rita", about, "verdict", verdict="to-correct", comment="Too short.")
    office.answer("Ada", about, "state", "planned")
    assert places(session, "stale-review") == {(office.standing(about).steps[0].id, ITEM.item)}
    assert [p.what for p in session.actions.proposals()] == ["Too short."]
    session.apply(inheritance.take_back(about.subject, about.item))
    assert points(session, "stale-review") == []
    assert session.actions.proposals() == ()
    session.undo()
    assert len(points(session, "stale-review")) == 1
    session.close()


def test_that_open_questions_are_told_once_each_with_what_depends_on_them(
    session: Session,
) -> None:
    told = points(session, "scope")
    assert told[0].item == "code-position"
    assert len({(p.subject, p.item) for p in told}) == len(told)
    missing: Counter[str] = Counter()
    for (_, item), status in session.evaluation.items.items():
        if status.applies == "not-known" and session.form.items[item].force == "binding":
            missing.update(status.missing)
    del missing["code-position"]  # told by itself
    assert {p.item: p.count for p in told if p.count} == dict(missing)
    for point in told:
        assert point.item in session.form.fact


def test_that_two_copies_that_disagree_are_told_until_they_are_settled(tmp_path: Path) -> None:
    first = Session.create(tmp_path / "a.jalon", author="Ada")
    first.copy_to(tmp_path / "b.jalon")
    other = Session.open(tmp_path / "b.jalon", author="Zoë")
    first.answer(PROVIDER, ITEM.item, "state", "partial")
    other.answer(PROVIDER, ITEM.item, "state", "planned")
    other.close()
    first.custody.take_in(tmp_path / "b.jalon")
    assert [(p.item, p.field) for p in points(first, "conflict")] == [(ITEM.item, "state")]
    first.answer(PROVIDER, ITEM.item, "state", "planned")
    assert points(first, "conflict") == []


def test_that_a_piece_that_was_removed_proves_nothing_any_more(session: Session) -> None:
    session.answer(PROVIDER, ITEM.item, "state", "implemented")
    made = session.attachments.refer([(PROVIDER, ITEM.item)], name="Memo", target="memo")
    assert places(session, "no-evidence") == set()
    entry = session.attachments.entry(made)
    assert entry is not None
    session.attachments.remove(entry, "It was the wrong one.")
    assert places(session, "no-evidence") == {(PROVIDER, ITEM.item)}


@settings(
    max_examples=examples(4, 30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    pieces=st.lists(st.tuples(st.text(max_size=20), st.integers(-40, 40)), max_size=8),
    tasks=st.lists(
        st.tuples(
            st.text(max_size=20),
            st.sampled_from(("", " ", "Zoë")),
            st.integers(-3, 3),
            st.sampled_from(("open", "in-progress", "done", "dropped")),
            st.booleans(),
        ),
        max_size=8,
    ),
)
def test_that_evidence_and_actions_are_told_by_their_days_owners_and_proof(
    pieces: list[tuple[str, int]],
    tasks: list[tuple[str, str, int, str, bool]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    session = Session.create(tmp_path_factory.mktemp("p") / "p.jalon", author="Ada")
    today = datetime.now(UTC).astimezone().date()
    expired: set[Subject] = set()
    wanted: Counter[Subject] = Counter()
    for name, days in pieces:
        made = session.attachments.refer([(PROVIDER, ITEM.item)], name=name or "x", target="t")
        until = today + timedelta(days=days)
        session.answer(made, "evidence", "expires", until.isoformat())
        expired |= {made} if days < 0 else set()
    for what, owner, days, state, reasoned in tasks:
        made = session.actions.add([(PROVIDER, ITEM.item)], what=what or "x")
        due = today + timedelta(days=days)
        fields = {"owner": owner, "due": due.isoformat(), "state": state}
        fields |= {"reason": "No more needed."} if reasoned else {}
        session.apply([(Key(made, "action", name), value) for name, value in fields.items()])
        if state == "dropped" and reasoned:
            continue
        wanted[made] = (not owner.strip()) + (days < 0) + (state in ("done", "dropped"))
    assert {p.subject for p in points(session, "evidence")} == expired
    assert Counter(p.subject for p in points(session, "action")) == +wanted
    session.close()


def test_that_a_step_that_was_made_an_action_is_told_once(session: Session) -> None:
    session.answer(PROVIDER, ITEM.item, "state", "partial")
    session.answer(PROVIDER, ITEM.item, "next-step", "Sign it.")
    session.actions.take(session.actions.proposals()[0])
    assert [p.thing for p in points(session, "action")] == ["action"]
