"""The review goes out with the answers and comes in again, into any project."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from unit_review import Team, busy, team

from jalon.assessment import interchange
from jalon.assessment.changes import PROVIDER, Key
from jalon.assessment.interchange_problems import Refused
from jalon.assessment.review import acts
from jalon.assessment.review.model import WHOLE, Target
from jalon.assessment.review.verdicts import CHANGED
from jalon.export import interchange as outgoing
from jalon.forms import load
from jalon.store import outside

MEASURE = Target("measure", "copyright-1.1")
ITEM = Target("requirement", "copyright-1.1-draw-up")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Team]:
    made = team(tmp_path, "first.jalon")
    yield made
    made.session.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Team]:
    made = team(tmp_path, "second.jalon")
    yield made
    made.session.close()


OF_MODELS = next(str(i) for i, r in load.form().items.items() if r.scope == "model")


def document(office: Team) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(outgoing.dump(office.session.snapshot()))
    return found


def take(office: Team, text: dict[str, Any], author: str = "Ada") -> None:
    with office.named(author):
        session = office.session
        session.apply(interchange.read(json.dumps(text), session.form, session.assessment))


def without_place(text: dict[str, Any]) -> dict[str, Any]:
    """Leave out what names the file itself: digest, time, the models' ids."""
    aside = ("digest", "taken", "models")
    written = json.dumps({name: part for name, part in text.items() if name not in aside})
    for number, model in enumerate(text["models"]):
        written = written.replace(model, f"M{number}")
    found: dict[str, Any] = json.loads(written)
    return found


def test_that_a_review_comes_in_again_as_it_went_out(office: Team, elsewhere: Team) -> None:
    busy(office)
    went = document(office)
    assert {"people", "reviews", "comments", "opinions"} <= set(went)
    take(elsewhere, went)
    assert without_place(document(elsewhere)) == without_place(went)
    tally = elsewhere.session.evaluation.by_measure[MEASURE.item]
    assert tally == office.session.evaluation.by_measure[MEASURE.item]
    assert tally.accepted_na == 1
    before = len(elsewhere.session.history())
    take(elsewhere, went)
    assert len(elsewhere.session.history()) == before


@pytest.mark.parametrize("stored", ["absent", "linked"])
def test_that_nothing_reads_as_changed_because_files_stay_behind(
    office: Team, elsewhere: Team, tmp_path: Path, stored: str
) -> None:
    paper = tmp_path / "proof.txt"
    paper.write_text("As adopted.", encoding="utf-8")
    places = [(PROVIDER, ITEM.item), (office.session.models[0], OF_MODELS)]
    office.session.attachments.attach(outside.read(paper), places, linked=stored == "linked")
    office.answer("Ada", ITEM, "state", "implemented")
    for about in (ITEM, MEASURE):
        office.act("Rita", about, "verdict", verdict="acceptable")
    office.act("Val", WHOLE, "validate")
    noted = {"seen": office.reviews.seen(WHOLE), "name": "N", "direction": "favourable"}
    office.session.apply(acts.opinion(WHOLE, at=office.now(), **noted)[1])
    take(elsewhere, document(office))
    assert [elsewhere.standing(a).verdicts[0].counts for a in (ITEM, MEASURE)] == [True, True]
    assert not elsewhere.standing(WHOLE).changed
    (opinion,) = elsewhere.reviews.opinions
    assert not elsewhere.reviews.outdated(opinion)
    (entry,) = elsewhere.session.attachments.register.present()
    assert entry.file
    assert entry.file.stored == stored
    elsewhere.session.attachments.remove(entry, "another file")
    assert elsewhere.standing(ITEM).verdicts[0].remarks == (CHANGED,)
    assert elsewhere.standing(WHOLE).changed


def test_that_the_order_of_the_entries_does_not_matter(office: Team, elsewhere: Team) -> None:
    busy(office)
    went = document(office)
    turned = {**went, **{n: [*reversed(went[n])] for n in ("reviews", "comments", "answers")}}
    take(elsewhere, turned)
    assert without_place(document(elsewhere)) == without_place(went)


def test_that_a_verdict_written_by_hand_is_one_on_the_answers_of_its_file(office: Team) -> None:
    text = {
        "format": "jalon-answers",
        "version": 1,
        "form": office.session.form.id,
        "answers": [{"subject": "provider", "item": ITEM.item, "state": "implemented"}],
        "reviews": [
            {
                "about": {"scope": "requirement", "item": ITEM.item},
                "step": "verdict",
                "by": "Rita",
                "verdict": "acceptable",
            }
        ],
        "comments": [{"about": {"scope": "whole"}, "text": "Good.", "by": "Rita"}],
        "opinions": [
            {
                "about": {"scope": "measure", "item": MEASURE.item},
                "name": "DPO",
                "capacity": "dpo",
                "direction": "favourable",
                "reasons": "Fine.",
            }
        ],
    }
    take(office, text)
    given = office.standing(ITEM).verdict
    assert given is not None
    assert given.counts
    assert not office.reviews.outdated(office.reviews.opinions[0])
    before = len(office.session.history())
    take(office, text)
    assert len(office.session.history()) == before
    office.session.answer(PROVIDER, ITEM.item, "state", "partial")
    assert not office.session.evaluation.by_measure[MEASURE.item].reviewed
    assert office.reviews.outdated(office.reviews.opinions[0])


def test_that_null_takes_a_part_back_and_what_is_absent_stays(office: Team) -> None:
    busy(office)
    went = document(office)
    refusal = next(e for e in went["reviews"] if e["step"] == "refuse")
    change = {"id": refusal["id"], "about": {"scope": "whole"}, "step": "refuse", "comment": None}
    empty = {name: went[name] for name in ("format", "version", "form")}
    take(office, {**empty, "reviews": [change], "people": {"reviewer": None}})
    assert office.standing(WHOLE).problems
    assert office.standing(WHOLE).last is not None
    assert office.reviews.refusal is not None
    assert (office.reviews.refusal.by, office.reviews.people["reviewer"]) == ("Val", "")
    assert office.reviews.people["author"] == "Ada"


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ({"reviews": [{"about": {"scope": "whole"}, "step": "approve"}]}, "reviews[0].step"),
        (
            {"reviews": [{"about": {"scope": "measure", "item": "x"}, "step": "request"}]},
            "reviews[0].about.item",
        ),
        (
            {
                "comments": [
                    {
                        "about": {
                            "scope": "requirement",
                            "item": ITEM.item,
                            "subject": "nobody",
                        },
                        "text": "t",
                    }
                ]
            },
            "comments[0].about.subject",
        ),
        (
            {
                "comments": [
                    {
                        "about": {"scope": "requirement", "item": OF_MODELS},
                        "text": "t",
                    }
                ]
            },
            "comments[0].about.subject",
        ),
        ({"comments": [{"about": {"scope": "whole"}, "text": ""}]}, "comments[0].text"),
        (
            {"comments": [{"about": {"scope": "whole"}, "text": "t", "answers": "comment-0"}]},
            "comments[0].answers",
        ),
        (
            {"opinions": [{"about": {"scope": "whole"}, "direction": "neutral"}]},
            "opinions[0].direction",
        ),
        (
            {"opinions": [{"about": {"scope": "whole"}, "at": "2026-11-01T10:00:00"}]},
            "opinions[0].at",
        ),
        (
            {"reviews": [{"id": "review-1", "about": {"scope": "whole"}, "step": "cancel"}]},
            "reviews[0].id",
        ),
        (
            {"reviews": [{"about": {"scope": "whole"}, "step": "validate", "seen": "x"}]},
            "reviews[0].seen",
        ),
        ({"people": {"owner": "Ada"}}, "people.owner"),
    ],
)
def test_that_what_does_not_fit_is_refused_where_it_stands(
    office: Team, part: dict[str, Any], place: str
) -> None:
    text = {"format": "jalon-answers", "version": 1, "form": office.session.form.id, **part}
    with pytest.raises(Refused) as caught:
        interchange.read(json.dumps(text), office.session.form, office.session.assessment)
    assert [p.place for p in caught.value.problems] == [place]


def test_that_two_copies_that_differ_keep_what_both_said(office: Team) -> None:
    made = office.say("Ada", MEASURE, "First.")
    key = Key(made, "comment", "text")
    current = office.session.assessment.heads[key]
    twin = current[0].__class__(
        current[0].id.replace("a", "b"),  # type: ignore[arg-type]
        key,
        "Second.",
        "Rita",
        current[0].time,
        current[0].edition,
        (),
    )
    from jalon.assessment.evaluate import evaluate
    from jalon.assessment.state import Assessment

    heads = {**office.session.assessment.heads, key: (*current, twin)}
    found = evaluate(office.session.form, Assessment(heads)).review.on(MEASURE)
    assert found[0].text == "First.\n\nSecond."
    assert found[0].torn
