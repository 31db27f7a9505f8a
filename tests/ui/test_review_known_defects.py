"""What users of the CNIL's PIA tool met, tried on our review: none of it happens here.

The first seven are the "known problems" that the tool's own French FAQ (qa1 to qa7) answers; the
others are needs of its users' threads.
"""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFont, QKeySequence, QTextFragment
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit, QWidget

from jalon.assessment.attestations import WORDS, Statement, attested
from jalon.assessment.changes import PROVIDER
from jalon.assessment.review.model import WHOLE, Target
from jalon.cli.main import parsed, run
from jalon.session import Session
from jalon.store import outside
from jalon.ui.kit.faces import CheckLine
from jalon.ui.pages.before_signing import BeforeSigningPage
from jalon.ui.pages.overview import OverviewPage
from jalon.ui.pages.register import RegisterPage
from jalon.ui.pages.review import ReviewPage
from jalon.ui.pages.review_acts import Do
from jalon.ui.places import EVIDENCE, OVERVIEW, REVIEW, SIGNING
from tools.report_printing import pages, shorten, together
from ui.stage import Stage, pump, words_of
from ui.test_opinions import write
from ui.test_report_page import sign
from ui.test_review import be, do, entry, give, part, said_form, verdict_form

MEASURE, ITEM = "copyright-1.1", "copyright-1.1-draw-up"
ABOUT = Target("measure", MEASURE)


pytestmark = pytest.mark.usefixtures("created")


def jalon(*arguments: object) -> int:
    return run(*parsed([str(a) for a in arguments]))


def shown(widget: QWidget) -> str:
    found = [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)]
    return " ".join(words_of(w) for w in found if w.isVisibleTo(widget))


def test_qa1_that_marks_follow_each_step_without_leaving_the_page(stage: Stage) -> None:
    where = part(stage)
    marks = [entry(stage, f"measure:{MEASURE}").review]
    do(stage, where, "request")
    marks.append(entry(stage, f"measure:{MEASURE}").review)
    give(stage, where, 2, by="Rita")
    marks.append(entry(stage, f"measure:{MEASURE}").review)
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    marks.append(entry(stage, f"measure:{MEASURE}").review)
    stage.window.menus.actions["undo"].trigger()
    pump()
    marks.append(entry(stage, f"measure:{MEASURE}").review)
    assert marks == ["", "planned", "acceptable", "changed", "acceptable"]


def test_qa2_that_a_verdict_once_given_can_be_given_otherwise(stage: Stage) -> None:
    where = part(stage)
    for at, verdict in ((0, "to-correct"), (1, "improvable"), (2, "acceptable"), (0, "to-correct")):
        give(stage, where, at, by="Rita")
        given = stage.session.evaluation.review.of(ABOUT).verdict
        assert given is not None
        assert given.step.verdict == verdict
    do(stage, where, "verdict")
    stage.click(verdict_form(where).verdict._back)
    given = stage.session.evaluation.review.of(ABOUT).verdict
    assert given is not None
    assert given.step.verdict is None


def test_qa3_that_an_import_loses_no_part_of_a_review(stage: Stage, tmp_path: Path) -> None:
    where = part(stage)
    do(stage, where, "verdict")
    form = verdict_form(where)
    stage.type(form.fields["by"], "Rita")
    stage.click(form.verdict._lines[1])
    stage.type(form.fields["comment"], "Thin.")
    stage.type(form.fields["corrective-action"], "Sign.")
    stage.type(form.fields["corrective-owner"], "Zoë")
    stage.type(form.fields["corrective-due"], "31/01/2027")
    stage.click(form._done)
    first = stage.session.path
    stage.window.projects.close()
    out, second = tmp_path / "out.json", tmp_path / "second.jalon"
    assert jalon("export", first, out) == 0
    assert jalon("new", second) == 0
    assert jalon("import", second, out) == 0
    there = Session.open(second)
    given = there.evaluation.review.of(ABOUT).verdict
    assert given is not None
    assert given.counts
    step = given.step
    assert (step.verdict, step.comment, step.by) == ("improvable", "Thin.", "Rita")
    assert (step.corrective_action, step.corrective_owner) == ("Sign.", "Zoë")
    assert step.corrective_due == "2027-01-31"
    there.close()


def test_qa3_that_an_import_loses_no_word_and_no_step_of_anybody(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = part(stage)
    do(stage, where, "request")
    do(stage, where, "send-back")
    stage.type(said_form(where).text, "Half of it is missing.")
    stage.click(said_form(where)._done)
    do(stage, where, "resume")
    for text in ("First remark.", "Withdrawn remark."):
        do(stage, where, "comment")
        stage.type(said_form(where).text, text)
        stage.click(said_form(where)._done)
    where.set_open(True)
    pump()
    assert where.said is not None
    first, second = (
        next(one for one in where.said.lines if one.text.text() == text)
        for text in ("First remark.", "Withdrawn remark.")
    )
    stage.click(second.asks["withdraw"])
    stage.click(first.asks["answer"])
    stage.type(said_form(where).text, "An answer to it.")
    stage.click(said_form(where)._done)
    give(stage, part(stage), 0, by="Rita", comment="To be done again.")
    write(stage, "Me Dupont", 0, "Not yet.")
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    do(stage, page.whole, "refuse")
    stage.type(said_form(page.whole).text, "Too thin.")
    stage.click(said_form(page.whole)._done)
    here, there, out = stage.session.path, tmp_path / "second.jalon", tmp_path / "out.json"
    stage.window.projects.close()
    assert [jalon("export", here, out), jalon("new", there), jalon("import", there, out)] == [0] * 3
    told = [said_of(path, capsys) for path in (here, there)]
    assert told[0] == told[1]
    assert len(told[0]) == len(["request", "send-back", "resume", "verdict", "refuse"]) + 3 + 1


def said_of(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return everything that was said in a review, by the command line, without ids."""
    capsys.readouterr()
    assert jalon("status", path, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    comments = {c["id"]: c for c in found["review"]["comments"]}
    said = [
        [t["about"], t["state"], {k: v for k, v in step.items() if k not in {"id", "typed_by"}}]
        for t in found["review"]["targets"]
        for step in t["steps"]
    ]
    for one in comments.values():
        asked = comments[one["answers"]]["text"] if one["answers"] else None
        kept = ("about", "text", "by", "at", "edited", "withdrawn")
        said.append([asked, *(one[name] for name in kept)])
    said += [[{k: v for k, v in o.items() if k != "id"}] for o in found["opinions"]]
    return sorted(json.dumps(one, sort_keys=True) for one in said)


def test_qa4_that_a_pasted_comment_is_plain_text(stage: Stage) -> None:
    where = part(stage)
    do(stage, where, "comment")
    data = QMimeData()
    data.setHtml("<p style='background: yellow'>See <b>page 2</b></p>")
    data.setText("See page 2")
    QApplication.clipboard().setMimeData(data)
    said_form(where).text.entry().setFocus()
    stage.keys(QKeySequence.StandardKey.Paste)
    entry_ = said_form(where).text.entry()
    assert isinstance(entry_, QTextEdit)
    shown_as = {f.charFormat().fontWeight() for f in fragments(entry_)} | {
        f.charFormat().background().style() for f in fragments(entry_)
    }
    assert shown_as == {QFont.Weight.Normal, Qt.BrushStyle.NoBrush}
    stage.click(said_form(where)._done)
    assert [c.text for c in stage.session.evaluation.review.on(ABOUT)] == ["See page 2"]
    QApplication.clipboard().clear()  # its data is Python's, and Python ends before Qt


def fragments(entry_: QTextEdit) -> list[QTextFragment]:
    """Return the runs of letters of an editor, each with its look."""
    block, found = entry_.document().begin(), []
    while block.isValid():
        found += [one.fragment() for one in block]
        block = block.next()
    return found


def test_qa5_that_a_review_can_be_asked_for_whatever_is_still_empty(stage: Stage) -> None:
    assert stage.session.evaluation.overall.answered == 0
    where = part(stage)
    assert where.acts is not None
    assert where.acts.does["request"].isEnabled()
    do(stage, where, "request")
    assert stage.session.evaluation.review.of(ABOUT).state == "asked"
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    stage.click(page.ask_all)
    do(stage, page.whole, "validate")
    assert stage.session.evaluation.review.of(WHOLE).state == "validated"


def test_qa6_that_another_language_changes_every_word_of_a_review_at_once(stage: Stage) -> None:
    where = part(stage)
    do(stage, where, "request")
    give(stage, where, 1, by="Rita")
    where.set_open(True)
    pump()
    english = set(shown(where).split())
    stage.window.set_language("fr")
    pump()
    french = shown(where)
    assert "Améliorable" in french
    assert "Redemander" in french
    left = english & set(french.split()) - {
        "Rita",
        "Ada",
        "Test",
        "·",
        "2026",
        "26",
        "Nov",
        "corrective",
    }
    assert not {word for word in left if len(word) > 4 and word.isalpha()}


@pytest.mark.parametrize("name", ["verdict", "send-back", "comment"])
def test_qa6_that_what_is_being_filled_in_changes_its_language_and_keeps_its_words(
    stage: Stage, name: Do
) -> None:
    where = part(stage)
    do(stage, where, "request")
    do(stage, where, name)
    assert where.form is not None
    typed = where.form.fields["comment"] if name == "verdict" else where.form.text
    stage.type(typed, "Zweiundvierzig")
    if name == "verdict":
        stage.click(verdict_form(where).verdict._lines[1])
    english = {word for word in shown(where.form).split() if len(word) > 4}
    stage.window.set_language("fr")
    pump()
    assert where.form is not None, "the form went away"
    french = shown(where.form)
    assert english - {"Zweiundvierzig"}
    assert not english & set(french.split()) - {"action", "corrective", "Acceptable"}
    assert typed.value() == "Zweiundvierzig"


def test_qa7_that_after_a_refusal_the_way_on_is_there(stage: Stage) -> None:
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    do(stage, page.whole, "refuse")
    stage.type(said_form(page.whole).text, "Measure 1.4 is empty.")
    stage.click(said_form(page.whole)._done)
    assert "Measure 1.4 is empty." in shown(page)
    assert page.whole.acts is not None
    assert page.whole.acts.does["resume"].isVisible()
    give(stage, part(stage), 2, by="Rita")
    stage.go(REVIEW)
    do(stage, page.whole, "resume")
    assert stage.session.evaluation.review.of(WHOLE).state == "asked"
    assert "Measure 1.4 is empty." in shown(page)


def test_need_5_that_what_two_people_said_in_two_copies_is_all_there_when_they_are_united(
    stage: Stage, tmp_path: Path
) -> None:
    where = part(stage)
    do(stage, where, "comment")
    stage.type(said_form(where).text, "First version.")
    stage.click(said_form(where)._done)
    path, other = stage.session.path, tmp_path / "other.jalon"
    stage.session.copy_to(other)
    give(stage, part(stage), 2, by="Rita")
    stage.window.projects.close()
    stage.window.projects.open_path(other)
    pump()
    be(stage, "Zoë")
    where = part(stage)
    give(stage, where, 0, comment="No date.")
    stage.window.projects.close()
    assert jalon("merge", path, other, "--output", path) in (0, 1)
    united = Session.open(path)
    standing = united.evaluation.review.of(ABOUT)
    assert {(g.step.by, g.step.verdict) for g in standing.verdicts} == {
        ("Rita", "acceptable"),
        ("Zoë", "to-correct"),
    }
    assert standing.verdict is not None
    assert standing.verdict.step.by == "Zoë"
    assert [c.text for c in united.evaluation.review.on(ABOUT)] == ["First version."]
    united.close()


def test_need_8_that_a_request_is_taken_back_and_nothing_is_stuck_after_a_rejection(
    stage: Stage,
) -> None:
    where = part(stage)
    do(stage, where, "request")
    do(stage, where, "cancel")
    assert stage.session.evaluation.review.of(ABOUT).state == "none"
    do(stage, where, "request")
    do(stage, where, "send-back")
    body = stage.body(ITEM)
    stage.press(body.state, Qt.Key.Key_2)
    assert stage.session.assessment.value(PROVIDER, ITEM, "state") == "partial"
    where = part(stage)
    do(stage, where, "resume")
    give(stage, where, 2, by="Rita")
    do(stage, where, "request")
    assert stage.session.evaluation.review.of(ABOUT).state == "asked"


def test_need_16_that_the_report_leaves_out_nothing_that_the_screen_says(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten(monkeypatch, "review")
    where = part(stage)
    give(stage, where, 0, by="Rita", comment="One. " * 40 + "End of comment.")
    do(stage, where, "comment")
    stage.type(said_form(where).text, "Observation with « quotes » and <tags>.")
    stage.click(said_form(where)._done)
    where.set_open(True)
    pump()
    assert where.said is not None
    texts = [line.text.text() for line in where.said.lines]
    path, report = stage.session.path, tmp_path / "r.pdf"
    stage.window.projects.close()
    assert jalon("report", path, report) == 0
    printed = together("".join(pages(report.read_bytes())))
    assert len(texts) == 2
    for text in texts:
        assert together(text) in printed


def test_need_17_that_a_verdict_notices_that_the_evidence_is_another(stage: Stage) -> None:
    body = stage.body(ITEM)
    stage.click(body.evidence.list._add)
    assert body.evidence.form is not None
    stage.type(body.evidence.form.fields.name, "Policy 1.0")
    stage.click(body.evidence.form._done)
    where = part(stage)
    give(stage, where, 2, by="Rita")
    assert "Changed since" not in shown(where)
    body = stage.body(ITEM)
    entry_ = stage.session.attachments.register.linked(PROVIDER, ITEM)[0]
    body.evidence._edit(entry_.subject)
    assert body.evidence.form is not None
    stage.type(body.evidence.form.fields.name, "Policy 2.0")
    stage.click(body.evidence.form._done)
    assert "Changed since this verdict." in shown(part(stage))


def test_need_17_that_one_file_serves_several_and_each_verdict_notices_its_new_content(
    stage: Stage, tmp_path: Path
) -> None:
    paper, other = tmp_path / "policy.txt", "copyright-1.2-infringing-websites"
    paper.write_text("edition 1")
    places = [(PROVIDER, ITEM), (PROVIDER, other)]
    attachments = stage.session.attachments
    made = attachments.attach(outside.read(paper), places, linked=True)
    second = "copyright-1.2"
    for measure in (MEASURE, second):
        give(stage, stage.measure(measure).review, 2, by="Rita")
        assert "Changed since" not in shown(stage.measure(measure).review)
    paper.write_text("edition 2")
    page = stage.go(EVIDENCE, made)
    assert isinstance(page, RegisterPage)
    stage.finish_jobs()
    for measure in (MEASURE, second):  # that it lies there otherwise is no change of the record
        assert "Changed since" not in shown(stage.measure(measure).review)
    stage.go(EVIDENCE, made)
    stage.click(page.detail.banner._button)
    stage.finish_jobs()
    for measure in (MEASURE, second):
        assert "Changed since this verdict." in shown(stage.measure(measure).review)
    stage.window.menus.actions["undo"].trigger()
    pump()
    for measure in (MEASURE, second):
        assert "Changed since" not in shown(stage.measure(measure).review)
    entry_ = attachments.entry(made)
    assert entry_ is not None
    attachments.remove(entry_, "belongs elsewhere")
    pump()
    for measure in (MEASURE, second):
        assert "Changed since this verdict." in shown(stage.measure(measure).review)


def test_need_18_that_validation_keeps_the_state_at_the_decision(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    do(stage, page.whole, "validate")
    assert "The answers have changed since." not in shown(page)
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    stage.go(REVIEW)
    assert "The answers have changed since." in shown(page)
    stage.go(OVERVIEW)
    path = stage.session.path
    stage.window.projects.close()
    capsys.readouterr()
    assert jalon("status", path, "--json") == 0
    targets = json.loads(capsys.readouterr().out)["review"]["targets"]
    whole = next(t for t in targets if t["about"]["scope"] == "whole")
    assert (whole["state"], whole["changed_since"]) == ("validated", True)


def test_qa6_that_what_to_see_before_signing_changes_its_language_too(stage: Stage) -> None:
    page = stage.go(SIGNING)
    assert isinstance(page, BeforeSigningPage)
    english = shown(page)
    assert "Attestations" in english
    stage.window.set_language("fr")
    pump()
    french = shown(page)
    assert "Avant de signer" in french
    for words in WORDS.values():
        assert words in english
        assert words not in french


def test_qa7_that_a_refusal_is_seen_before_signing_until_it_is_settled(stage: Stage) -> None:
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    do(stage, page.whole, "refuse")
    stage.type(said_form(page.whole).text, "Measure 1.4 is empty.")
    stage.click(said_form(page.whole)._done)
    before = stage.go(SIGNING)
    assert isinstance(before, BeforeSigningPage)
    assert "refused to validate this assessment." in shown(before)
    stage.click(before.groups["dissent"].lines[0].link)
    assert stage.workspace.place == REVIEW
    do(stage, page.whole, "resume")
    do(stage, page.whole, "validate")
    stage.go(SIGNING)
    assert "refused to validate this assessment." not in shown(before)


def test_need_5_that_what_two_people_attest_in_two_copies_stands_side_by_side(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, other = stage.session.path, tmp_path / "other.jalon"
    stage.session.copy_to(other)
    stage.window.projects.close()
    assert jalon("attest", path, "nature", "--author", "Rita") == 0
    assert jalon("attest", other, "nature", "gaps", "--author", "Zoë") == 0
    assert jalon("merge", path, other, "--output", path) in (0, 1)
    capsys.readouterr()
    assert jalon("attest", path, "--json") == 0
    found = {a["statement"]: a for a in json.loads(capsys.readouterr().out)}
    assert {one["by"] for one in found["nature"]["given"]} == {"Rita", "Zoë"}
    assert {a["standing"] for a in (found["nature"], found["gaps"])} == {"given"}


def test_need_8_that_an_attestation_is_taken_back_and_given_again_next_year(stage: Stage) -> None:
    def box(statement: Statement) -> CheckLine:
        page = stage.go(SIGNING)
        assert isinstance(page, BeforeSigningPage)
        return page.attesting.lines[statement].box

    stage.click(box("answers"))
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    assert not box("answers").isChecked()
    stage.click(box("answers"))
    assert box("answers").isChecked()
    stage.click(box("answers"))
    assert not box("answers").isChecked()
    assert len(attested(stage.session.assessment).every) == 2


def test_need_18_that_a_signed_report_keeps_its_state_and_a_later_change_is_flagged(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten(monkeypatch)
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx SAS")
    sign(stage, stage.folder / "signed.pdf", monkeypatch)
    path = stage.session.path
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    stage.reopen(path)
    page = stage.go(OVERVIEW)
    assert isinstance(page, OverviewPage)
    assert "1 field reads otherwise now." in page.since.said.text()
    stage.window.projects.close()
    assert jalon("verify", stage.folder / "signed.pdf", "--project", path) == 1


def test_need_18_that_a_measure_says_when_what_applies_changed_after_its_verdict(
    stage: Stage,
) -> None:
    measure = "copyright-1.3"
    stage.session.answer(stage.model, "crawling", "value", "own")
    give(stage, stage.measure(measure).review, 2, by="Rita")
    assert "has changed since this verdict" not in shown(stage.measure(measure).review)
    stage.session.answer(stage.model, "crawling", "value", "none")
    assert "What applies has changed since this verdict." in shown(stage.measure(measure).review)
    stage.session.answer(stage.model, "crawling", "value", "own")
    assert "has changed since this verdict" not in shown(stage.measure(measure).review)
