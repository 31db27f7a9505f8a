"""What follows from answers."""

from unit_questionnaire import CRAWLS, form, requirement
from unit_state import MODEL, OTHER, state

from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.evaluate import Evaluation, evaluate
from jalon.forms.model import Form


def evaluated(asked: Form, *values: tuple[Subject, str, str, Value]) -> Evaluation:
    return evaluate(asked, state((MODEL, "subject", "kind", "model"), *values))


def test_that_nothing_answered_is_unanswered_and_not_a_no() -> None:
    found = evaluated(form(requirement("r")))
    assert found.items[PROVIDER, "r"].state is None
    assert (found.overall.unanswered, found.overall.weak) == (1, 0)


def test_that_a_company_that_does_not_crawl_is_not_asked_crawling_points() -> None:
    asked = form(requirement("r", when=CRAWLS))
    assert (
        evaluated(asked, (MODEL, "crawling", "value", "none")).items[PROVIDER, "r"].applies == "no"
    )
    assert (
        evaluated(asked, (MODEL, "crawling", "value", "own")).items[PROVIDER, "r"].applies == "yes"
    )


def test_that_unknown_crawling_names_the_fact_that_would_settle_it() -> None:
    found = evaluated(
        form(requirement("r", when=CRAWLS)), (MODEL, "crawling", "value", "not-known")
    )
    status = found.items[PROVIDER, "r"]
    assert (status.applies, found.overall.doubtful.total) == ("not-known", 1)


def test_that_a_fact_without_an_answer_is_named_as_missing() -> None:
    assert evaluated(form(requirement("r", when=CRAWLS))).items[PROVIDER, "r"].missing == (
        "crawling",
    )


def test_that_one_crawling_model_makes_the_company_concerned() -> None:
    found = evaluated(
        form(requirement("r", when=CRAWLS)),
        (OTHER, "subject", "kind", "model"),
        (MODEL, "crawling", "value", "none"),
        (OTHER, "crawling", "value", "own"),
    )
    assert found.items[PROVIDER, "r"].applies == "yes"


def test_that_each_model_answers_what_binds_models() -> None:
    found = evaluated(
        form(requirement("r", scope="model")),
        (OTHER, "subject", "kind", "model"),
        (OTHER, "r", "state", "implemented"),
    )
    assert found.by_subject[MODEL].settled == 0
    assert found.by_subject[OTHER].settled == 1
    assert found.overall.applicable == 2


def test_that_encouragements_never_count() -> None:
    found = evaluated(
        form(requirement("r", force="encouraged")), (PROVIDER, "r", "state", "implemented")
    )
    assert found.overall.applicable == 0
    assert found.items[PROVIDER, "r"].state == "implemented"


def test_that_own_means_without_a_description_count_as_unanswered_and_say_so() -> None:
    asked = form(requirement("r"))
    bare = evaluated(asked, (PROVIDER, "r", "state", "alternative"))
    told = evaluated(
        asked, (PROVIDER, "r", "state", "alternative"), (PROVIDER, "r", "how", "Thus.")
    )
    assert (bare.overall.unanswered, bare.overall.own_means) == (1, 0)
    assert bare.items[PROVIDER, "r"].problems
    assert (told.overall.unanswered, told.overall.own_means) == (0, 1)


def test_that_not_applicable_needs_a_reason() -> None:
    asked = form(requirement("r"))
    bare = evaluated(
        asked, (PROVIDER, "r", "state", "not-applicable"), (PROVIDER, "r", "reason", "  ")
    )
    told = evaluated(
        asked, (PROVIDER, "r", "state", "not-applicable"), (PROVIDER, "r", "reason", "No.")
    )
    assert bare.items[PROVIDER, "r"].problems
    assert not told.items[PROVIDER, "r"].problems
    assert told.overall.declared_na == bare.overall.declared_na == 1


def test_that_a_state_of_an_unknown_name_is_no_answer() -> None:
    found = evaluated(form(requirement("r")), (PROVIDER, "r", "state", "compliant"))
    assert found.items[PROVIDER, "r"].state is None


def test_that_results_are_told_by_chapter_measure_and_obligation() -> None:
    found = evaluated(form(requirement("r")), (PROVIDER, "r", "state", "implemented"))
    assert found.by_chapter["c"] == found.by_measure["c-1.1"] == found.by_obligation["53-1-c"]
    assert found.overall.reading == "met"
    assert found.overall.reviewed is None
