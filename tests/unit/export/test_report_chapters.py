"""The report on a chapter that does not apply: why, once; apart, where it was taken on."""

from collections.abc import Iterator

import pytest

from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.snapshot import Snapshot
from jalon.export import report
from jalon.export.tree import Block, Measure, Report, Words
from jalon.forms.model import Form, ItemId
from jalon.language import translator
from tools.report_printing import texts
from tools.report_records import MODEL, profile, snapshot

OTHER = Subject("model-00000002")
ITEM = ItemId("safety-security-8.2-financial")
WHY = "This chapter does not appear to apply: it is relevant for providers of models with systemic"
Fields = dict[tuple[Subject, str, str], Value]


def small(*, full: str, **more: Value) -> Fields:
    """A model without systemic risk, a position on the Code and one answer to the chapter."""
    fields = profile() | {
        (MODEL, "systemic-risk", "value"): "no",
        (MODEL, "training-compute", "value"): 3.3e23,
        (PROVIDER, "code-position", "value"): "signed-whole",
        (PROVIDER, "full-code", "value"): full,
        (PROVIDER, ITEM, "state"): "planned",
    }
    return fields | {(PROVIDER, ITEM, field): value for field, value in more.items()}


def printed(record: Snapshot) -> Report:
    return report.build(record, translator("en"), report.ReportOptions("en"))


def part(found: Report) -> tuple[Block, ...]:
    return next(s for s in found.sections if s.key == "measures").blocks


def of_the_chapter(found: Report) -> Iterator[Measure]:
    for block in part(found):
        if isinstance(block, Measure) and block.title.startswith("Safety and Security"):
            yield block


def test_that_what_a_commitment_itself_asks_is_headed_by_its_chapter(form: Form) -> None:
    found = printed(snapshot(form, small(full="yes")))
    heads = [block.title for block in part(found) if isinstance(block, Measure)]
    itself = [head for head in heads if " itself: " in head]
    assert [head.split(" itself: ")[0] for head in itself] == [
        f"{chapter} · Commitment {number}"
        for chapter, number in (
            ("Copyright", 1),
            *(("Safety and Security", n) for n in (3, 5, 6, 7, 9)),
        )
    ]


@pytest.mark.parametrize("full", ["yes", "no"])
def test_that_the_reason_of_a_chapter_is_told_once_in_its_part(form: Form, full: str) -> None:
    found = printed(snapshot(form, small(full=full)))
    said = [b.text for b in part(found) if isinstance(b, Words) and WHY in b.text]
    assert len(said) == 1
    labels = {label for m in of_the_chapter(found) for e in m.entries for label, _ in e.parts}
    assert "Why" not in labels


def test_that_an_answer_outside_the_chapter_is_kept_and_not_counted(form: Form) -> None:
    found = printed(snapshot(form, small(full="no")))
    (measure,) = of_the_chapter(found)
    row = next(e for e in measure.entries if e.demand == form.items[ITEM].demand)
    assert (row.state.word, dict(row.parts)["Recorded"]) == ("Does not apply", "Planned")
    assert measure.result == "Nothing applies."


def test_that_a_chapter_taken_on_freely_shows_states_and_its_own_counts(form: Form) -> None:
    found = printed(snapshot(form, small(full="yes")))
    measures = {m.title: m for m in of_the_chapter(found)}
    measure = next(m for title, m in measures.items() if "8.2" in title)
    row = next(e for e in measure.entries if e.demand == form.items[ITEM].demand)
    assert row.state.word == "Planned"
    assert "Recorded" not in dict(row.parts)
    count = sum(r.force == "binding" for r in form.sheet[ITEM].requirement)
    assert measure.result.startswith(f"Counted apart: of {count} requirements 1 partial, planned")
    assert found.board.numbers[2].text.count("Safety") == 0


@pytest.mark.parametrize("full", ["yes", "no"])
def test_that_the_figures_name_a_chapter_that_is_counted_apart(form: Form, full: str) -> None:
    """Its row says that nothing applies: without a word beside it that is half the truth."""
    found = printed(snapshot(form, small(full=full)))
    blocks = next(s for s in found.sections if s.key == "figures").blocks
    said = [block.text for block in blocks if isinstance(block, Words)]
    expected = ["Safety and Security, taken on voluntarily, is counted apart: 0 to 99% of 282"]
    assert [text[: len(expected[0])] for text in said] == (expected if full == "yes" else [])


def test_that_the_reason_names_its_model_where_another_is_bound(form: Form) -> None:
    fields = small(full="yes")
    for (subject, item, field), value in profile().items():
        if subject == MODEL:
            fields[OTHER, item, field] = value
    fields |= {
        (MODEL, "model-name", "value"): "Small",
        (OTHER, "model-name", "value"): "Large",
        (OTHER, "systemic-risk", "value"): "yes",
        (OTHER, "training-compute", "value"): 2.5e25,
    }
    found = printed(snapshot(form, fields, models=(MODEL, OTHER)))
    said = [b.text for b in part(found) if isinstance(b, Words) and WHY in b.text]
    assert len(said) == 1
    assert said[0].startswith("Small: ")
    assert not any("taken this chapter on" in text for text in texts(found))
