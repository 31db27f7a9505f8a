"""What the report says of actions and evidence: every entry, with all that was entered."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalon.assessment import actions, evidence
from jalon.assessment.changes import PROJECT, PROVIDER, Subject
from jalon.assessment.interchange import read
from jalon.assessment.review import acts
from jalon.assessment.review.model import DIRECTIONS, TORN, WHOLE, Target
from jalon.assessment.snapshot import Snapshot
from jalon.cli import registers
from jalon.export import interchange, report
from jalon.export.tree import Facts, Heading
from jalon.language import available, translator
from jalon.session import Session
from jalon.store import outside
from tools.report_printing import made_in_part, pages, texts, together
from tools.thorough import examples

ONE, TWO = (PROVIDER, "copyright-1.1-draw-up"), (PROVIDER, "copyright-1.1-implement")
MEASURE = Target("measure", "copyright-1.1")
LONG = "Pas de politique – voir « annexe » <b>; " * 40
WORDS = st.text(
    st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x24F), min_size=3, max_size=30
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made_up = Session.create(tmp_path / "p.jalon", author="Ana")
    yield made_up
    made_up.close()


def printed(snapshot: Snapshot, language: str = "en") -> str:
    """Return the first page and the registers, as printed, without spaces."""
    data = made_in_part(snapshot, ("actions", "evidence", "review"), language).data
    return together("".join(pages(data)))


@pytest.mark.parametrize("language", available())
def test_that_every_action_and_piece_of_evidence_is_printed(
    session: Session, tmp_path: Path, language: str
) -> None:
    paper = tmp_path / "Preuve n° 1 – décision.txt"
    paper.write_text("signed", encoding="utf-8")
    attached = session.attachments.attach(outside.read(paper), [ONE, TWO])
    linked = session.attachments.attach(outside.read(paper), [], linked=True)
    removed = session.attachments.refer([ONE], name="Old memo", target="memo 1999")
    unlinked = session.attachments.refer([], name="Nowhere used", target="Shelf 7")
    for piece, field, value in (
        (attached, "note", "Signed by the board."),
        (attached, "expires", "2020-02-29"),
        (linked, "date", "2025-12-24"),
        (unlinked, "note", LONG),
        (unlinked, "target", f"Shelf 7 {LONG[::-1]}"),
    ):
        session.answer(piece, evidence.ITEM, field, value)
    entry = session.attachments.entry(removed)
    assert entry is not None
    session.attachments.remove(entry, f"Superseded by the decision. {LONG.upper()}")
    task = session.actions.add([ONE, TWO], what=f"Draw up the policy.\n{LONG}")
    for field, value in (
        ("owner", "Inès Ångström"),
        ("due", (session.snapshot().time.date() - timedelta(3)).isoformat()),
        ("priority", "high"),
        ("cost", "Three days of counsel"),
    ):
        session.answer(task, actions.ITEM, field, value)
    dropped = session.actions.add([], what="Buy a tool")
    session.answer(dropped, actions.ITEM, "state", "dropped")
    session.answer(dropped, actions.ITEM, "reason", "Made by ourselves.")
    nameless = session.actions.add([ONE])
    session.attachments.link(entry, [(nameless, actions.ITEM)])
    whole = printed(session.snapshot(), language)
    tr = translator(language)
    title = tr.text("Action without words")
    assert together(tr.text("Action: {title}", title=title)) in whole
    sha256 = hashlib.sha256(b"signed").hexdigest()
    for text in (
        paper.name, sha256, "Signed by the board.", "Old memo", "memo 1999",
        "Superseded by the decision.", "Nowhere used", "Shelf 7",
        LONG, LONG.upper(), LONG[::-1], "Draw up the policy.",
        "Inès Ångström", "Three days of counsel", "Buy a tool", "Made by ourselves.",
    ):  # fmt: skip
        assert together(text) in whole, text
    for word in ("Overdue", "High", "not linked", "Dropped"):
        assert together(translator(language).text(word)) in whole, word


@settings(
    max_examples=examples(3, 20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=12))
def test_that_whatever_they_are_called_all_are_printed(
    tmp_path_factory: pytest.TempPathFactory, data: list[tuple[str, str, str]]
) -> None:
    session = Session.create(tmp_path_factory.mktemp("registers") / "p.jalon")
    for name, note, what in data:
        session.attachments.refer([ONE], name=name, target="", note=note)
        session.actions.add([TWO], what=what)
    whole = printed(session.snapshot())
    session.close()
    for text in (text for entry in data for text in entry):
        assert together(text) in whole, text


@settings(
    max_examples=examples(2, 20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.lists(WORDS, min_size=16, max_size=16, unique=True))
def test_that_what_two_copies_say_otherwise_is_printed_from_both(
    tmp_path_factory: pytest.TempPathFactory, data: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    one = Session.create(folder / "one.jalon", author="Ana")
    task, paper = one.actions.add([ONE]), one.attachments.refer([ONE], name="Paper", target="")
    gone = one.attachments.refer([ONE], name="Gone", target="")
    opinion, edits = acts.opinion(WHOLE, at=datetime.now(UTC), name="Adviser", reasons="No.")
    one.apply(edits)
    one.copy_to(folder / "two.jalon")
    two = Session.open(folder / "two.jalon", author="Bo")
    fields = [(task, actions.ITEM, name) for name in ("what", "owner", "cost", "reason")]
    fields += [(paper, evidence.ITEM, name) for name in ("name", "note")]
    fields += [(gone, evidence.ITEM, "removed"), (opinion, "opinion", "reasons")]
    for side, copy in enumerate((one, two)):
        copy.answer(opinion, "opinion", "direction", DIRECTIONS[side])
        for number, key in enumerate(fields):
            copy.answer(*key, data[number + side * len(fields)])
    two.close()
    one.custody.take_in(folder / "two.jalon")
    whole = printed(one.snapshot())
    assert all(together(text) in whole for text in data)
    assert [o.name for o in one.evaluation.review.dissent] == ["Adviser"]
    assert "UnfavourableopinionofAdviser" in whole
    assert [e.subject for e in one.attachments.register.present()] == [paper]
    one.answer(*fields[0], "Settled.")
    assert one.actions.plan.entries[task].what == "Settled."
    one.close()


def test_that_days_and_choices_on_which_two_copies_disagree_are_printed_from_both(
    session: Session, tmp_path: Path
) -> None:
    task, paper = (
        session.actions.add([ONE], what="Act"),
        session.attachments.refer([ONE], name="P", target=""),
    )
    opinion, edits = acts.opinion(WHOLE, at=datetime.now(UTC), name="Me Ó")
    verdict, more = acts.step(MEASURE, "verdict", by="Rita", at=datetime.now(UTC))
    session.apply([*edits, *more])
    session.copy_to(tmp_path / "two.jalon")
    said: dict[tuple[Subject, str, str], tuple[str | None, str | None]] = {
        (task, "action", "due"): ("2028-02-29", "2026-12-31"),
        (task, "action", "priority"): ("low", "high"),
        (task, "action", "state"): ("dropped", "in-progress"),
        (paper, "evidence", "date"): ("2024-02-29", "2025-12-31"),
        (paper, "evidence", "expires"): ("2099-01-01", "2020-12-31"),
        (paper, "evidence", "target"): ("shelf 7", "shelf 8"),
        (opinion, "opinion", "capacity"): ("dpo", "counsel"),
        (opinion, "opinion", "direction"): ("favourable", "unfavourable"),
        (opinion, "opinion", "about"): ("chapter", "measure"),
        (opinion, "opinion", "item"): ("copyright", "copyright-1.2"),
        (verdict, "review", "verdict"): ("acceptable", "to-correct"),
        (verdict, "review", "corrective-due"): ("2028-03-01", "2027-10-31"),
        (verdict, "review", "by"): ("Rita B", "Rita Ó"),
        (*ONE, "how"): ("By hand.", "By machine."),
        (*ONE, "owner"): ("Ana", "Bo"),
        (*ONE, "due"): ("2028-06-30", "2027-01-31"),
        (PROJECT, "people", "reviewer"): ("Rita", "Zoë"),
    }
    two = Session.open(tmp_path / "two.jalon", author="Bo")
    for side, copy in enumerate((session, two)):
        copy.answer(paper, "evidence", "note", "both")
        for key, values in said.items():
            copy.answer(*key, values[side])
    two.close()
    session.custody.take_in(tmp_path / "two.jalon")
    tree = report.build(session.snapshot(), translator("en"), report.ReportOptions("en"))
    whole = together("\n".join(texts(tree)))
    for text in (
        "31 December 2026 / 29 February 2028", "Low / High", "Dropped / In progress",
        "29 February 2024 / 31 December 2025", "expired (valid until 31 December 2020)",
        "valid until 1 January 2099", "shelf 7 / shelf 8", "data protection officer / counsel",
        "Unfavourable / Favourable", "Unfavourable opinion of Me Ó",
        "Copyright Chapter, Measure 1.2", "To correct / Acceptable",
        "31 October 2027 / 1 March 2028", "Rita B / Rita Ó",
        "By hand.", "By machine.", "Ana / Bo", "31 January 2027 / 30 June 2028", "Rita; Zoë",
    ):  # fmt: skip
        assert together(text) in whole, text
    assert together(TORN) in whole
    (entry,) = registers.tasks(session.snapshot())
    assert entry["disputed"] == {
        "due": ["2028-02-29", "2026-12-31"],
        "priority": ["low", "high"],
        "state": ["dropped", "in-progress"],
    }
    assert (entry["due"], entry["state"], entry["problems"]) == (None, "open", [TORN])
    (piece,) = registers.pieces(session.snapshot())
    assert (piece["condition"], piece["date"], piece["expires"]) == ("expired", None, None)
    document = json.dumps(interchange.answers(session.snapshot(), whole=True))
    read(document, session.form, session.assessment)  # none of it keeps the file from being read
    session.answer(task, "action", "due", "2028-02-29")
    assert session.actions.plan.entries[task].due == "2028-02-29"


def test_that_an_action_is_said_in_its_heading_or_in_full_below_it(session: Session) -> None:
    short, long = "Read what the crawler keeps.", f"Zweitens {LONG}"
    for what in (short, long):
        session.actions.add([ONE], what=what)
    found = report.build(session.snapshot(), translator("en"), report.ReportOptions("en"))
    headings = [b.text for s in found.sections for b in s.blocks if isinstance(b, Heading)]
    facts = [b.rows for s in found.sections for b in s.blocks if isinstance(b, Facts)]
    said = [text for rows in facts for label, text in rows if label == "What"]
    assert short in headings
    assert said == [long.strip()]
    assert max(map(len, headings)) <= 140
