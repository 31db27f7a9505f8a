"""What the report says of review and opinions: all of it, dissent on the first page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from unit_review import ITEM, MEASURE, Team, busy, team

from jalon.assessment.review import acts
from jalon.assessment.review.model import WHOLE, Target
from jalon.assessment.snapshot import Snapshot
from jalon.language import available
from tools.report_printing import made_in_part, pages, together
from tools.thorough import examples

LONG = "Pas de politique – voir « annexe » <b>; " * 40


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Team]:
    made_up = team(tmp_path)
    yield made_up
    made_up.session.close()


def printed(snapshot: Snapshot, language: str = "en", *keys: str) -> list[str]:
    """Return the pages with the results, the review and more sections, by their keys."""
    return pages(made_in_part(snapshot, ("results", "review", *keys), language).data)


def advise(office: Team, name: str, direction: str, reasons: str) -> None:
    _, edits = acts.opinion(
        WHOLE, at=office.now(), name=name, direction=direction, reasons=reasons, capacity="dpo"
    )
    office.session.apply(edits)


def said(office: Team) -> list[str]:
    """Return every text that somebody wrote in the review."""
    found = office.reviews
    texts = [s.comment for s in found.steps] + [s.corrective_action for s in found.steps]
    texts += [c.text for c in found.comments]
    texts += [t for o in found.opinions for t in (o.name, o.reasons)]
    return [text for text in texts if text]


@pytest.mark.parametrize("language", available())
def test_that_everything_said_in_the_review_is_printed(office: Team, language: str) -> None:
    busy(office)
    office.act("Zoë", ITEM, "verdict", verdict="to-correct", comment="Not so fast.")
    old = office.standing(ITEM).verdicts[0].step
    office.withdraw("Zoë", old.id)
    whole = together("".join(printed(office.session.snapshot(), language, "measures")))
    assert len(said(office)) > 8
    for text in said(office):
        assert together(text) in whole, text


def test_that_an_unfavourable_opinion_stands_on_the_first_page(office: Team) -> None:
    advise(office, "Paul Favour", "favourable", "Well done.")
    advise(office, "Inès Contra", "unfavourable", "The record of crawling is missing.")
    first = together(printed(office.session.snapshot())[0])
    assert together("Unfavourable opinion of Inès Contra, data protection officer") in first
    assert together("The record of crawling is missing.") in first
    assert together("Well done.") not in first
    assert together("opinion of Paul Favour") not in first


def test_that_a_withdrawn_opinion_leaves_the_first_page_and_is_said_to_be_withdrawn(
    office: Team,
) -> None:
    advise(office, "Inès Contra", "unfavourable", "Too early.")
    office.withdraw("Inès Contra", office.reviews.opinions[0].id)
    found = printed(office.session.snapshot())
    assert together("opinion of Inès Contra") not in together(found[0])
    assert together("Too early.") not in together(found[0])
    rest = together("".join(found[1:]))
    assert together("Unfavourable: Inès Contra, data protection officer (withdrawn)") in rest
    assert together("Too early.") in rest


def test_that_a_refusal_stands_on_the_first_page_until_it_is_answered(office: Team) -> None:
    office.act("Val", WHOLE, "refuse", comment="Two measures lack evidence.")
    first = together(printed(office.session.snapshot())[0])
    assert together("Validation refused by Val") in first
    assert together("Two measures lack evidence.") in first
    office.act("Ada", WHOLE, "resume")
    found = printed(office.session.snapshot())
    assert "refused" not in found[0]
    assert together("Two measures lack evidence.") in together("".join(found))


@pytest.mark.parametrize("language", available())
def test_that_much_dissent_keeps_the_first_page_one_page(office: Team, language: str) -> None:
    office.session.answer(ITEM.subject, "company-name", "value", "W" * 60)
    for number in range(9):
        advise(office, f"Adviser {number} " + "W" * 70, "unfavourable", LONG)
    office.act("Val", WHOLE, "refuse", comment=LONG)
    found = printed(office.session.snapshot(), language)
    assert re.search(r"\b7\b", found[0])
    first = together(found[0])
    assert all(f"Adviser{number}W" in first for number in range(9))
    assert "1" in found[1]
    heading = {"en": "Results by obligation", "fr": "Résultats par obligation"}[language]
    assert together(heading) in together(found[1])


@pytest.mark.parametrize(("count", "named"), [(10, 10), (18, 15)])
def test_that_whoever_advises_against_is_named_on_the_first_page_while_there_is_room(
    office: Team, count: int, named: int
) -> None:
    for number in range(count):
        advise(office, f"Adv{number:02}", "unfavourable", f"Reason{number:02}.")
    first, second, *_ = map(together, printed(office.session.snapshot()))
    found = {int(n) for n in re.findall(r"Adv(\d\d)", first)}
    assert found == set(range(count - named, count))
    assert f"Reason{count - 1:02}." in first
    assert (together(f"{count - named} more.") in first) == (count > named)
    assert "Adv" not in second


@pytest.mark.parametrize(
    ("advisers", "language"),
    [(0, "en"), (1, "fr"), (20, "fr"), (20, "en"), (1, "en"), (0, "fr")][: examples(3, 6)],
)
def test_that_what_the_first_page_has_no_room_for_is_counted_there(
    office: Team, language: str, advisers: int
) -> None:
    for item, demanded in office.session.form.items.items():
        if demanded.force == "binding" and demanded.scope == "provider":
            office.session.answer(ITEM.subject, item, "state", "partial")
    for number in range(advisers):
        name = "🦊" * 7 + f" Dr {number} " + "عبد الرحمن"
        advise(office, name, "unfavourable", "🚧 not yet " * 60)
    record = office.session.snapshot()
    gaps = record.evaluation.overall.weak + record.evaluation.duties.weak
    first, *rest = printed(record, language, "gaps")
    settled, unsaid, asked = {
        "en": ("To settle it", r"Not shown here: (\d+) gaps", "What is asked of the board"),
        "fr": ("Pour trancher", r"Non repris ici : (\d+) écarts", "Ce qui est demandé"),
    }[language]
    shown, left = first.count(settled), re.search(unsaid, " ".join(first.split()))
    assert left or (shown, advisers) == (3, 0)
    assert not left or shown + int(left[1]) == gaps
    assert asked in "".join(rest)


def test_that_a_stale_verdict_and_one_by_the_author_are_said_to_be_so(office: Team) -> None:
    office.answer("Ada", ITEM, "state", "implemented")
    office.act("Ada", ITEM, "verdict", verdict="acceptable")
    whole = together("".join(printed(office.session.snapshot(), "en", "measures")))
    assert together("Reviewed by its author") in whole
    office.act("Rita", MEASURE, "verdict", verdict="acceptable")
    office.answer("Ada", ITEM, "how", "Otherwise.")
    whole = together("".join(printed(office.session.snapshot(), "en", "measures")))
    assert together("Changed since this verdict") in whole


def test_that_the_whole_is_validated_and_a_part_reviewed(office: Team) -> None:
    asked = [together(words) for words in ("Review asked", "Validation asked")]
    office.act("Ada", MEASURE, "request", to="Rita")
    told = together("".join(printed(office.session.snapshot())))
    assert [told.count(words) for words in asked] == [1, 0]
    office.act("Ada", WHOLE, "request", to="Val")
    told = together("".join(printed(office.session.snapshot())))
    assert [told.count(words) for words in asked] == [1, 1]


def test_that_accepted_not_applicable_is_printed_with_its_share(office: Team) -> None:
    before = office.session.evaluation.overall.applicable
    office.answer("Ada", ITEM, "state", "not-applicable")
    office.answer("Ada", ITEM, "reason", "None.")
    office.act("Rita", ITEM, "verdict", verdict="acceptable")
    assert office.session.evaluation.overall.applicable == before - 1
    first = together(printed(office.session.snapshot())[0])
    assert together("Accepted as not applicable by a second person, and left out: 1 (1%)") in first


def test_that_an_opinion_on_a_chapter_names_it(office: Team) -> None:
    _, edits = acts.opinion(
        Target("chapter", "copyright"), at=office.now(), name="N", direction="unfavourable"
    )
    office.session.apply(edits)
    first = together(printed(office.session.snapshot())[0])
    assert together("Unfavourable opinion of N (the Copyright Chapter).") in first
    assert together("No reasons are given.") in first
