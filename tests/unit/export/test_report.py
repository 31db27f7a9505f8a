"""The words and figures of the report, before anything is printed."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from unit_questionnaire import CRAWLS, requirement
from unit_questionnaire import form as questionnaire

from jalon.assessment import actions
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.assessment.evaluate import evaluate
from jalon.assessment.snapshot import Snapshot
from jalon.assessment.state import Assessment
from jalon.export import report, tree
from jalon.export.tree import Entry, Measure, Report, Section
from jalon.forms import load
from jalon.forms.model import Form, ItemId, Obligation
from jalon.language import translator
from jalon.session import Session, opened
from tools.report_printing import texts
from tools.report_records import MODEL, profile, sample, snapshot, whose

Fields = dict[tuple[Subject, str, str], Value]


def built(record: Snapshot, language: str = "en") -> Report:
    return report.build(record, translator(language), report.ReportOptions(language))


def section(found: Report, key: str) -> Section:
    return next(s for s in found.sections if s.key == key)


def entries(found: Report) -> list[Entry]:
    blocks = (*section(found, "measures").blocks, *section(found, "duties").blocks)
    return [e for block in blocks if isinstance(block, Measure) for e in block.entries]


def entry(found: Report, form: Form, item: ItemId) -> Entry:
    demand = form.items[item].demand
    return next(e for e in entries(found) if e.demand == demand)


def one(form: Form, item: ItemId, **answer: Value) -> Snapshot:
    """Return a record with the usual profile and one answer."""
    subject = whose(form, item)
    out: Fields = profile()
    for field, value in answer.items():
        out[subject, item, field.replace("_", "-")] = value
    return snapshot(form, out)


def binding(form: Form) -> ItemId:
    return next(i for i, r in form.items.items() if r.force == "binding" and r.applies_when is None)


def test_that_the_board_page_gives_answered_reviewed_and_a_range(record: Snapshot) -> None:
    board = built(record).board
    tally = record.evaluation.overall
    answered, reviewed, result = board.numbers
    assert answered.figure == f"{round(100 * tally.answered / tally.applicable)}%"
    assert reviewed.figure == "not reviewed"
    assert re.fullmatch(r"\d+ to \d+%", result.figure)
    assert f"{tally.own_means} by own means, not assessed" in result.text
    assert f"Declared not applicable: {tally.declared_na}" in result.text


def test_that_the_bar_shows_what_the_words_say(record: Snapshot) -> None:
    tally = record.evaluation.overall
    drawn = built(record).board.numbers[2].range
    assert drawn is not None
    assert drawn.low == pytest.approx(float(tally.low or 0))
    assert drawn.high == pytest.approx(float(tally.high or 0))
    assert drawn.own == pytest.approx(tally.own_means / tally.applicable)
    assert f"{tally.settled} settled" in drawn.alt


def test_that_obligations_without_items_are_named_as_outside(form: Form) -> None:
    form = replace(form, obligation=(*form.obligation, Obligation("99", "99", "Zyx")))
    found = built(snapshot(form, sample(form)))
    served = {o for r in form.items.values() for o in r.obligations}
    outside = [o for o in form.obligation if o.id not in served]
    assert outside
    for obligation in outside:
        assert f"Art.\u00a0{obligation.article}" in found.board.outside
    table = next(b for b in section(found, "results").blocks if isinstance(b, tree.Table))
    assert len(table.rows) == len(form.obligation)
    assert sum("Not covered here" in tuple(texts(r)) for r in table.rows) == len(outside)


def test_that_nothing_is_ever_called_compliant(form: Form, record: Snapshot) -> None:
    for one_record in (record, snapshot(form, {})):
        words = " ".join(texts(built(one_record)))
        assert not re.search(r"\b(is|are|fully|non-)\s*compliant", words, re.IGNORECASE)
        for found in re.finditer("presumption of conformity", words):
            before = words[max(0, found.start() - 40) : found.start()]
            assert "no " in before


def test_that_every_requirement_is_there_answered_or_not(form: Form) -> None:
    found = entries(built(snapshot(form, {})))
    assert [e.demand for e in found] == [r.demand for r in form.items.values()]
    assert {e.state.word for e in found} <= {"Not answered"}


def test_that_all_parts_of_an_answer_are_printed(form: Form) -> None:
    item = binding(form)
    answer = {"state": "partial", "how": "H", "gap": "G", "next_step": "N", "owner": "O"}
    found = entry(built(one(form, item, due="2027-01-15", **answer)), form, item)
    assert found.state.word == "Partial"
    assert dict(found.parts) == {
        "How": "H",
        "Evidence": "none recorded",
        "Gap": "G",
        "Next step": "N",
        "Owner": "O",
        "Due": "15\u00a0January\u00a02027",
    }


def test_that_what_does_not_apply_by_rule_says_why_and_keeps_the_answer(form: Form) -> None:
    answers = profile(crawling="none")
    record = snapshot(form, answers)
    key = next(k for k, s in record.evaluation.items.items() if s.applies == "no")
    answers[key[0], key[1], "state"] = "implemented"
    found = entry(built(snapshot(form, answers)), form, key[1])
    assert found.state.word == "Does not apply"
    assert dict(found.parts)["Why"] == form.items[key[1]].otherwise
    assert dict(found.parts)["Recorded"] == "Implemented"


def test_that_what_may_apply_names_the_facts_it_depends_on(form: Form) -> None:
    record = snapshot(form, profile(crawling="not-known"))
    key, status = next((k, s) for k, s in record.evaluation.items.items() if s.missing)
    found = entry(built(record), form, key[1])
    assert "Not known yet whether it applies" in found.flags
    assert form.fact[status.missing[0]].label in dict(found.parts)["Depends on"]


def test_that_encouragements_are_marked_as_not_counted(form: Form, record: Snapshot) -> None:
    found = built(record)
    shown = {e.demand for e in entries(found)}
    for item, asked in form.items.items():
        if asked.demand not in shown:  # neither asked nor answered, like its whole measure
            status = record.evaluation.items[whose(form, item), item]
            assert (status.applies, status.state) == ("no", None)
            continue
        flags = entry(found, form, item).flags
        assert ("Encouraged, not counted" in flags) == (asked.force == "encouraged")
        assert ("Optional, not counted" in flags) == (asked.force == "optional")


def test_that_an_answer_that_does_not_count_says_what_is_missing(form: Form) -> None:
    item = binding(form)
    found = built(one(form, item, state="alternative"))
    assert "counts as unanswered" in entry(found, form, item).alert
    assert any("the answer is incomplete" in text for text in texts(section(found, "gaps")))


def test_that_gaps_are_ordered_by_state_and_at_most_three_are_on_the_board(
    record: Snapshot,
) -> None:
    found = built(record)
    cards = next(b for b in section(found, "gaps").blocks if isinstance(b, tree.Gaps)).gaps
    order = ["Not implemented", "Partial", "Planned"]
    weights = [order.index(card.state.word) for card in cards]
    assert weights == sorted(weights)
    assert len(cards) == record.evaluation.overall.weak + record.evaluation.duties.weak
    assert len(found.board.gaps[1]) == 3


def test_that_a_gap_says_what_would_settle_it_who_and_when(form: Form) -> None:
    item = binding(form)
    asked = form.items[item].evidence[0]
    bare = built(one(form, item, state="not-implemented"))
    card = next(b for b in section(bare, "gaps").blocks if isinstance(b, tree.Gaps)).gaps[0]
    assert card.settles == asked
    assert card.who_when == "No owner · no date"
    late = built(one(form, item, state="partial", next_step="Do it", owner="Ana", due="2026-11-22"))
    card = next(b for b in section(late, "gaps").blocks if isinstance(b, tree.Gaps)).gaps[0]
    assert (card.settles, card.alert) == ("Do it", "Overdue")
    assert card.who_when == "Ana · 22\u00a0November\u00a02026"


def test_that_what_is_due_today_is_not_overdue(form: Form) -> None:
    item = binding(form)
    found = built(one(form, item, state="partial", next_step="Do it", due="2026-11-23"))
    assert "Overdue" not in set(texts(found.sections))
    assert found.board.dates is not None
    assert ("23\u00a0November\u00a02026", "Do it") in found.board.dates[1]


def test_that_a_gap_on_the_board_says_whose_it_is_where_there_are_several_models(
    form: Form,
) -> None:
    item = next(
        i
        for i, r in form.items.items()
        if r.force == "binding" and r.applies_when is None and r.scope == "model"
    )
    other = Subject("model-00000002")
    answers: Fields = profile()
    answers |= {(other, *key[1:]): value for key, value in answers.items() if key[0] == MODEL}
    answers[other, "model-name", "value"] = "Beispiel-70B mit einem langen Namen"
    answers |= {(model, item, "state"): "partial" for model in (MODEL, other)}
    titles = [
        gap.title for gap in built(snapshot(form, answers, models=(MODEL, other))).board.gaps[1]
    ]
    alone = [gap.title for gap in built(one(form, item, state="partial")).board.gaps[1]]
    name = answers[MODEL, "model-name", "value"]
    places, whose = zip(*(title.split(" · ")[:2] for title in titles), strict=True)
    assert set(places) == {"Transparency\u00a01.1"}
    assert whose[0] == name
    assert whose[1].startswith("Beispiel-70B mit")
    assert all(len(title) <= 91 for title in titles)
    assert not any(str(name) in title for title in alone)


def test_that_the_board_is_asked_for_owners_and_dates_that_lack(form: Form) -> None:
    asked = built(one(form, binding(form), state="partial")).board.asked
    assert asked is not None
    assert asked[1][:2] == (
        "Name an owner for 1 gap that has none.",
        "Set a date for 1 gap that has none.",
    )


@pytest.mark.parametrize(
    ("due", "owner", "expected"),
    [
        ("2027-03-01", "Bruno", ()),
        ("2026-01-02", "Bruno", ("Decide on 1 next step whose date has passed.",)),
        (
            "",
            "",
            ("Name an owner for 1 gap that has none.", "Set a date for 1 gap that has none."),
        ),
    ],
)
def test_that_a_step_made_an_action_is_asked_about_as_the_action_says(
    form: Form, due: str, owner: str, expected: tuple[str, ...]
) -> None:
    item = binding(form)
    whom = whose(form, item)
    answers: Fields = profile()
    for field, value in (
        *(("state", "partial"), ("next-step", "Do it")),
        *(("owner", "Anna"), ("due", "2026-02-03")),
    ):
        answers[whom, item, field] = value
    late = built(snapshot(form, answers)).board.asked
    assert late is not None
    assert late[1][0] == "Decide on 1 next step whose date has passed."
    _, edits = actions.made(
        ((whom, item),),
        what="Do it",
        owner=owner,
        due=due,
        origin=actions.Origin(whom, item, "next-step"),
    )
    asked = built(snapshot(form, answers | {tuple(key): value for key, value in edits})).board.asked
    assert asked is not None
    assert asked[1][: len(expected)] == expected
    assert bool(expected) or "next step" not in " ".join(asked[1])


@pytest.mark.parametrize(
    ("position", "words"),
    [
        ("signed-whole", "focuses its enforcement"),
        ("signed-chapters", "the benefit of the Code is lost"),
        ("not-signed", "This report is such a gap analysis"),
        ("undecided", "Signing stays possible at any time"),
        (None, "does not say whether the company has signed"),
    ],
)
def test_that_the_position_on_the_code_is_said_with_what_it_means(
    form: Form, position: str | None, words: str
) -> None:
    answers = profile()
    answers[PROVIDER, "code-position", "value"] = position
    answers[PROVIDER, "signed-chapters", "value"] = ["transparency", "copyright"]
    found = built(snapshot(form, answers))
    assert any(words in text for text in texts(section(found, "results")))


def test_that_a_position_on_which_two_copies_differ_is_not_called_unstated(form: Form) -> None:
    key = Key(PROVIDER, "code-position", "value")
    first, second = (
        snapshot(form, profile() | {tuple(key): said}) for said in ("not-signed", "undecided")
    )
    heads = dict(first.assessment.heads)
    heads[key] = (*first.assessment.heads[key], *second.assessment.heads[key])
    torn = Assessment(MappingProxyType(heads))
    found = built(replace(first, assessment=torn, evaluation=evaluate(form, torn)))
    said = "Two copies of this project differ here: "
    assert dict(found.board.facts)["Position on the Code"].startswith(said)
    for part in ("results", "position"):
        assert any(said in text for text in texts(section(found, part)))
    assert not any("Not stated in this record" in text for text in texts(found.board))


def test_that_actions_come_by_date_and_what_is_overdue_is_said(record: Snapshot) -> None:
    table = next(b for b in section(built(record), "actions").blocks if isinstance(b, tree.Table))
    days = [next(texts(row)) for row in table.rows]
    assert days == sorted(days, key=lambda d: d.endswith("2027"))
    for row in table.rows:
        assert ("Overdue" in tuple(texts(row))) == ("2026" in next(texts(row)))


def test_that_evidence_is_listed_once_with_where_it_is_used(record: Snapshot) -> None:
    table = next(b for b in section(built(record), "evidence").blocks if isinstance(b, tree.Table))
    linked = {k.subject for k in record.assessment.heads if k.item == "evidence"}
    assert len(table.rows) == len(linked)
    assert re.search(r"Transparency\u00a01\.\d", " ".join(texts(table.rows)))


def test_that_large_numbers_are_powers_of_ten(record: Snapshot) -> None:
    found = set(texts(section(built(record), "profile")))
    assert "1.1\u00a0×\u00a010²³\u00a0FLOP" in found


def test_that_each_of_several_models_answers_under_its_name(form: Form) -> None:
    item = next(i for i, r in form.items.items() if r.scope == "model" and r.force == "binding")
    other = Subject("model-00000002")
    answers = {
        **profile(),
        (other, "model-name", "value"): "Exemple-7B",
        (other, item, "state"): "implemented",
    }
    found = built(snapshot(form, answers, models=(MODEL, other)))
    both = [e for e in entries(found) if e.demand == form.items[item].demand]
    assert [(e.flags[0], e.state.word) for e in both] == [
        ("Exemple-3B", "Not answered"),
        ("Exemple-7B", "Implemented"),
    ]
    assert "Exemple-3B and Exemple-7B" in set(texts(found.board))


def test_that_digest_changes_time_and_author_are_on_record(record: Snapshot) -> None:
    words = " ".join(texts(section(built(record), "method")))
    assert record.digest in words.replace(" ", "")
    assert f"{record.changes:,} changes recorded" in words
    assert "Inès Morel, as declared by themselves" in words


def test_that_everybody_who_wrote_the_record_is_named_and_nobody_in_the_place_of_others(
    tmp_path: Path,
) -> None:
    people = {"Solène Brun": 3, "Thabo Nkosi": 2, "Ursula": 1, "": 1}
    items = [str(i) for i, r in load.form().items.items() if r.scope == "provider"]
    path = tmp_path / "p.jalon"
    Session.create(path, author="Solène Brun").close()
    for name, count in people.items():
        for item in [items.pop() for _ in range(count)]:
            with opened(path, author=name) as session:
                session.answer(PROVIDER, item, "state", "planned")
    with opened(path, author="Zora, who only prints") as session:
        found = built(session.snapshot())
    first = next(said for what, said in found.board.facts if what == "State of the record")
    assert first.splitlines()[-1] == "by Solène Brun, Thabo Nkosi and 1 more"
    words = " ".join(texts(section(found, "method")))
    assert "Written by Solène Brun, Thabo Nkosi and Ursula, as declared by themselves" in words
    assert "Zora" not in " ".join(texts(found))


def test_that_the_article_91_request_is_mentioned_once(record: Snapshot) -> None:
    words = " ".join(texts(built(record)))
    assert words.count("can ask for this file (Art. 91)") == 1


def test_that_the_fine_ceiling_has_no_lower_of_rule(record: Snapshot) -> None:
    words = " ".join(texts(section(built(record), "method")))
    assert "EUR 15 million, whichever is higher (Art. 101)" in words


def test_that_where_nothing_applies_no_figure_is_given() -> None:
    form = questionnaire(requirement("crawlers", scope="model", when=CRAWLS))
    board = built(snapshot(form, {(MODEL, "crawling", "value"): "none"})).board
    assert [number.figure for number in board.numbers] == ["nothing applies"] * 3
    assert board.conclusion.text.startswith("Nothing in this edition")


def test_that_the_marking_is_the_one_asked_for_then_the_projects_then_the_usual(
    form: Form,
) -> None:
    tr = translator("en")
    own: Fields = {(Subject("project"), "confidentiality", "value"): "Board only"}
    options = report.ReportOptions("en")
    assert report.marking(snapshot(form, {}), tr, options) == "Confidential"
    assert report.marking(snapshot(form, own), tr, options) == "Board only"
    asked = report.ReportOptions("en", confidentiality="Secret")
    assert report.marking(snapshot(form, own), tr, asked) == "Secret"


def test_that_choosing_the_words_loads_no_pdf_library() -> None:
    code = "import jalon.export.report, sys; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    loaded = set(done.stdout.split())
    assert "jalon.export.report" in loaded
    assert not loaded & {"reportlab", "pikepdf", "pyhanko", "pydantic"}


def test_that_a_gap_made_an_action_names_who_carries_the_action_out(form: Form) -> None:
    item = next(i for i, r in form.items.items() if r.force == "binding" and not r.applies_when)
    subject, action = whose(form, item), Subject("action-00000001")
    answers: Fields = profile()
    answers |= {(subject, item, "state"): "partial", (subject, item, "gap"): "Not written."}
    for made in (False, True):
        if made:
            origin: Value = {"subject": subject, "item": item, "field": "gap"}
            answers |= {
                (action, "subject", "kind"): "action",
                (action, "action", "what"): "Write it.",
                (action, "action", "owner"): "Zoë",
                (action, "action", "due"): "2027-01-15",
                (action, "action", "origin"): origin,
            }
        found = built(snapshot(form, answers))
        card = next(b for b in section(found, "gaps").blocks if isinstance(b, tree.Gaps)).gaps[0]
        for said in (found.board.gaps[1][0].text, " ".join(texts(card))):
            assert ("Zoë" in said) == made, said
            assert ("no owner" in said.lower()) != made
