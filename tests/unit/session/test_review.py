"""The review in a real project: what counts, what goes stale, what nobody can lose."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from unit_review import Team, team

from jalon.assessment import actions
from jalon.assessment.changes import PROVIDER, Key, new_subject
from jalon.assessment.deadlines import events, incidents
from jalon.assessment.review import acts
from jalon.assessment.review.model import WHOLE, Act, Target
from jalon.assessment.review.verdicts import BY_AUTHOR, CHANGED, NOT_NAMED
from jalon.session import Session

MEASURE = Target("measure", "copyright-1.1")
ITEM = Target("requirement", "copyright-1.1-draw-up")
OTHER = Target("requirement", "copyright-1.1-responsibilities")
CORRECTIVE = {
    "corrective_action": "Have it approved.",
    "corrective_owner": "Zoë",
    "corrective_due": "2027-02-01",
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Team]:
    made = team(tmp_path)
    yield made
    made.session.close()


def reviewed(office: Team) -> int | None:
    return office.session.evaluation.by_measure[MEASURE.item].reviewed


def test_that_nothing_is_reviewed_where_no_review_was_asked(office: Team) -> None:
    assert office.session.evaluation.overall.reviewed is None
    office.act("Ada", MEASURE, "request")
    evaluation = office.session.evaluation
    assert (reviewed(office), evaluation.overall.reviewed) == (0, 0)
    assert evaluation.by_measure["copyright-1.2"].reviewed is None
    office.act("Ada", MEASURE, "cancel")
    assert office.session.evaluation.overall.reviewed is None


def test_that_a_verdict_on_a_measure_reviews_each_of_its_requirements(office: Team) -> None:
    office.answer("Ada", ITEM, "state", "implemented")
    office.act("Rita", MEASURE, "verdict", verdict="acceptable")
    tally = office.session.evaluation.by_measure[MEASURE.item]
    assert tally.reviewed == tally.applicable > 1


@pytest.mark.parametrize(
    ("parts", "complete"),
    [
        ({"verdict": "acceptable"}, True),
        ({"verdict": "to-correct"}, False),
        ({"verdict": "to-correct", "comment": "No date."}, True),
        ({"verdict": "improvable", "comment": "Thin."}, False),
        ({"verdict": "improvable", **CORRECTIVE}, True),
        *(({"verdict": "improvable", **CORRECTIVE, part: " "}, False) for part in CORRECTIVE),
        ({"comment": "Not chosen yet."}, False),
    ],
)
def test_that_a_verdict_counts_only_when_it_is_complete(
    office: Team, *, parts: dict[str, str], complete: bool
) -> None:
    office.act("Rita", ITEM, "verdict", **parts)
    given = office.standing(ITEM).verdict
    assert given is not None
    assert (not given.problems) is complete
    assert reviewed(office) == int(complete)


def test_that_a_measure_changed_after_its_verdict_says_so_until_it_is_as_it_was(
    office: Team,
) -> None:
    office.answer("Ada", ITEM, "state", "implemented")
    office.act("Rita", MEASURE, "verdict", verdict="acceptable")
    office.answer("Ada", OTHER, "how", "By the head of legal.")
    given = office.standing(MEASURE).verdict
    assert given is not None
    assert given.remarks == (CHANGED,)
    assert reviewed(office) == 0
    office.session.undo()
    assert reviewed(office) == office.session.evaluation.by_measure[MEASURE.item].applicable


def test_that_the_last_step_is_the_one_taken_last_though_the_clock_was_set_back(
    office: Team,
) -> None:
    office.act("Rita", WHOLE, "refuse", comment="Too thin.")
    office.act("Rita", MEASURE, "verdict", verdict="acceptable")
    office.answer("Ada", ITEM, "state", "implemented")
    office.set_clock_back()
    office.act("Rita", WHOLE, "validate")
    office.act("Rita", MEASURE, "verdict", verdict="acceptable")
    given = office.standing(MEASURE).verdict
    assert given is not None
    assert given.current
    assert office.standing(WHOLE).state == "validated"


def test_that_no_time_is_needed_after_the_last_of_all_times(office: Team) -> None:
    end = datetime.max.replace(tzinfo=UTC)
    office.session.apply(acts.step(MEASURE, "request", by="Rita", at=end)[1])
    office.act("Rita", MEASURE, "verdict", verdict="acceptable")
    assert office.standing(MEASURE).state == "asked"


def test_that_evidence_changed_after_a_verdict_is_a_change(office: Team) -> None:
    places = [(PROVIDER, ITEM.item)]
    made = office.session.attachments.refer(places, name="Policy", target="https://a.example")
    office.act("Rita", ITEM, "verdict", verdict="acceptable")
    assert reviewed(office) == 1
    office.session.answer(made, "evidence", "target", "https://b.example")
    assert reviewed(office) == 0


def test_that_comments_and_requests_leave_a_verdict_current(office: Team) -> None:
    office.act("Rita", ITEM, "verdict", verdict="acceptable")
    office.say("Ada", ITEM, "Thank you.")
    office.act("Ada", ITEM, "request", to="Zoë")
    assert reviewed(office) == 1
    assert office.standing(ITEM).state == "asked"


def declared(office: Team, by: str = "Ada") -> None:
    office.answer(by, ITEM, "state", "not-applicable")
    office.answer(by, ITEM, "reason", "It places no model on the market.")


def test_that_not_applicable_leaves_the_denominator_with_a_second_persons_consent(
    office: Team,
) -> None:
    before = office.session.evaluation.by_measure[MEASURE.item].applicable
    declared(office)
    assert office.session.evaluation.by_measure[MEASURE.item].declared_na == 1
    office.act("Rita", ITEM, "verdict", verdict="acceptable")
    tally = office.session.evaluation.by_measure[MEASURE.item]
    assert (tally.applicable, tally.declared_na, tally.accepted_na) == (before - 1, 0, 1)
    office.answer("Ada", ITEM, "reason", "Another reason.")
    tally = office.session.evaluation.by_measure[MEASURE.item]
    assert (tally.applicable, tally.declared_na, tally.accepted_na) == (before, 1, 0)


def test_that_nobody_accepts_their_own_not_applicable(office: Team) -> None:
    declared(office)
    office.act("  ADA ", ITEM, "verdict", verdict="acceptable")
    given = office.standing(ITEM).verdict
    assert given is not None
    assert given.remarks == (BY_AUTHOR,)
    tally = office.session.evaluation.by_measure[MEASURE.item]
    assert (tally.declared_na, tally.accepted_na, tally.reviewed) == (1, 0, 0)


@pytest.mark.parametrize("verdict", ["to-correct", "improvable"])
def test_that_only_acceptable_accepts_not_applicable(office: Team, verdict: str) -> None:
    declared(office)
    office.act("Rita", ITEM, "verdict", verdict=verdict, comment="No.", **CORRECTIVE)
    assert office.session.evaluation.by_measure[MEASURE.item].declared_na == 1
    assert reviewed(office) == 1


def test_that_only_named_reviewers_count_where_reviewers_are_named(office: Team) -> None:
    declared(office)
    office.act("Val", ITEM, "verdict", verdict="acceptable")
    assert office.session.evaluation.by_measure[MEASURE.item].accepted_na == 1
    office.people(reviewer="Rita Review; Zoë")
    given = office.standing(ITEM).verdict
    assert given is not None
    assert given.remarks == (NOT_NAMED,)
    assert office.session.evaluation.by_measure[MEASURE.item].accepted_na == 0
    office.people(reviewer="Rita Review, val")
    assert office.session.evaluation.by_measure[MEASURE.item].accepted_na == 1


def test_that_of_two_reviewers_the_less_favourable_counts_until_it_is_withdrawn(
    office: Team,
) -> None:
    office.act("Zoë", ITEM, "verdict", verdict="to-correct", comment="No.")
    hers = office.standing(ITEM).verdicts[0].step.id
    office.act("Rita", ITEM, "verdict", verdict="acceptable")
    first = office.standing(ITEM).verdict
    assert first is not None
    assert first.step.verdict == "to-correct"
    office.withdraw("Zoë", hers)
    second = office.standing(ITEM).verdict
    assert second is not None
    assert second.step.verdict == "acceptable"
    assert [s.comment for s in office.standing(ITEM).steps] == ["No.", ""]


def test_that_a_new_verdict_of_the_same_reviewer_takes_the_place_of_the_old(office: Team) -> None:
    office.act("Rita", ITEM, "verdict", verdict="to-correct", comment="No.")
    office.act("Rita", ITEM, "verdict", verdict="acceptable")
    given = office.standing(ITEM).verdicts
    assert [g.step.verdict for g in given] == ["acceptable"]
    assert len(office.standing(ITEM).steps) == 2


def test_that_a_requirements_own_verdict_goes_before_its_measures(office: Team) -> None:
    office.act("Rita", ITEM, "verdict", verdict="to-correct", comment="No.")
    office.act("Rita", MEASURE, "verdict", verdict="acceptable")
    found = office.session.evaluation.items[PROVIDER, ITEM.item].review  # type: ignore[index]
    assert found is not None
    assert found.own
    assert not found.accepted


@pytest.mark.parametrize("act", ["send-back", "refuse"])
def test_that_a_refusal_without_a_reason_says_what_is_missing(office: Team, act: Act) -> None:
    made = office.act("Rita", MEASURE, act)
    assert office.standing(MEASURE).problems
    office.set(made, "comment", "The policy is not attached.")
    assert not office.standing(MEASURE).problems


def test_that_the_whole_can_be_refused_corrected_and_validated_after_all(office: Team) -> None:
    office.act("Ada", WHOLE, "request")
    office.act("Val", WHOLE, "refuse", comment="Two measures lack evidence.")
    assert office.reviews.refusal is not None
    office.act("Ada", WHOLE, "resume", comment="Evidence added.")
    assert office.reviews.refusal is None
    office.act("Val", WHOLE, "validate")
    assert office.standing(WHOLE).state == "validated"
    assert not office.standing(WHOLE).changed
    office.answer("Ada", ITEM, "state", "partial")
    assert office.standing(WHOLE).changed


def test_that_everything_said_is_in_the_file_with_who_said_it(office: Team) -> None:
    office.act("Rita", ITEM, "verdict", verdict="to-correct", comment="Sign it – « ici ».")
    first = office.say("Ada", ITEM, "Which page?")
    office.say("Rita", ITEM, "The last one.", first)
    office.withdraw("Ada", first)
    path = office.session.path
    office.session.close()
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as file:
        rows = [json.loads(p) for (p,) in file.execute("SELECT payload FROM change")]
    said = {(r["author"], r["value"]) for r in rows if r["field"] in {"comment", "text"}}
    assert said == {
        ("Rita", "Sign it – « ici »."),
        ("Ada", "Which page?"),
        ("Rita", "The last one."),
    }
    office.session = Session.open(path)
    found = office.reviews.on(ITEM)
    assert [(c.by, c.text, c.withdrawn is not None) for c in found] == [
        ("Ada", "Which page?", True),
        ("Rita", "The last one.", False),
    ]
    assert found[1].answers == first


def test_that_a_validation_notices_documents_dates_and_incidents_and_no_remark(
    office: Team,
) -> None:
    session = office.session
    model = session.models[0]
    dated, incident = new_subject("event"), new_subject("incident")
    session.apply(events.edits(dated, "released", model))
    office.act("Val", WHOLE, "validate")

    office.say("Ada", WHOLE, "Thank you.")
    office.people(validator="Val")
    office.act("Rita", ITEM, "verdict", verdict="acceptable")
    session.apply(actions.made(((model, "transparency-1.1-draw-up"),), what="Ask counsel.")[1])
    assert not office.standing(WHOLE).changed

    for subject, item, field in (
        (PROVIDER, "company-name", "value"),
        (model, "parameters", "text"),
        (dated, events.ITEM, "note"),
        (incident, incidents.ITEM, "name"),
    ):
        session.answer(subject, item, field, "Another")
        assert office.standing(WHOLE).changed, item
        session.undo()
        assert not office.standing(WHOLE).changed, item


@pytest.mark.parametrize("about", [Target("measure", "transparency-1.1"), WHOLE])
def test_that_models_that_exchange_their_answers_leave_no_verdict_current(
    office: Team, about: Target
) -> None:
    session, one = office.session, office.session.models[0]
    other = new_subject("model")
    session.apply([(Key(other, "subject", "kind"), "model")])
    key = ("transparency-1.1-documented", "how")
    for model, said in ((one, "By hand."), (other, "By machine.")):
        session.answer(model, *key, said)
    act: Act = "validate" if about == WHOLE else "verdict"
    office.act("Rita", about, act, verdict="acceptable")
    noted = office.reviews.noted(about)
    seen, whose = noted["seen"], noted["whose"]
    _, edits = acts.opinion(about, at=office.now(), name="Me Ó", seen=seen, whose=whose)
    session.apply(edits)

    def current() -> tuple[bool, bool]:
        standing = office.standing(about)
        given = standing.verdict.current if standing.verdict else True
        (opinion,) = office.reviews.opinions
        return given and not standing.changed, not office.reviews.outdated(opinion)

    assert current() == (True, True)
    session.answer(one, *key, "By machine.")
    session.answer(other, *key, "By hand.")
    assert current() == (False, False)
    session.undo()
    session.undo()
    assert current() == (True, True)
    session.apply([(Key(other, "subject", "removed"), True)])  # says so by itself, as before
    assert current() == (False, False)
