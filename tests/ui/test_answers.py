"""What is typed and chosen in the window is in the file, and comes back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from jalon.assessment.changes import PROVIDER, Key
from jalon.session import Session
from jalon.ui.kit import ChoicesField
from jalon.ui.places import COMPANY, OVERVIEW, Place
from ui.stage import Stage, pump

HARD = "<b>&\"'</b> £ Ωμέγα Привет مرحبا 中文 🙂\n\nsecond paragraph"


def read(path: Path, subject: str, item: str, field: str) -> object:
    session = Session.open(path)
    try:
        return session.assessment.value(Key(subject, item, field)[0], item, field)  # type: ignore[arg-type]
    finally:
        session.close()


def test_that_a_new_project_opens_at_the_company(stage: Stage) -> None:
    stage.create()

    assert stage.workspace.place == COMPANY
    assert stage.session.author == "Ada Test"
    assert stage.workspace.page.findChildren(ChoicesField)


def test_that_every_kind_of_fact_is_typed_saved_and_shown_again(stage: Stage) -> None:
    path = stage.create()
    stage.type(stage.field("company-name"), "Zyx & Co")
    stage.click(stage.field("company-size").findChildren(QRadioButton)[1])
    stage.go(Place("model", stage.model))
    for fact, choice in (("model-origin", 0), ("compute-basis", 0), ("market-status", 0)):
        stage.click(stage.field(fact).findChildren(QRadioButton)[choice])
    assert stage.field("training-compute").isVisible()
    stage.type(stage.field("training-compute"), "2.5e23")
    stage.type(stage.field("placed-on-market"), "2026-03-14")
    box = stage.field("modalities").entry()
    stage.click(box)
    stage.workspace.leave()

    stage.reopen(path)

    model = stage.model
    assert stage.session.assessment.value(PROVIDER, "company-name", "value") == "Zyx & Co"
    assert stage.session.assessment.value(PROVIDER, "company-size", "value") == "small"
    assert stage.session.assessment.value(model, "training-compute", "value") == 2.5e23
    assert stage.session.assessment.value(model, "placed-on-market", "value") == "2026-03-14"
    assert stage.session.assessment.value(model, "modalities", "value") == ["text"]
    stage.go(Place("model", model))
    assert stage.field("modalities").value() == ["text"]


def test_that_every_field_of_a_requirement_is_saved_and_shown_again(stage: Stage) -> None:
    path = stage.create()
    item = "copyright-1.1-draw-up"
    body = stage.body(item)
    stage.press(body.state, Qt.Key.Key_2)
    for name, words in {
        "how": HARD,
        "gap": "a gap",
        "next-step": "a step",
        "owner": "P. N.",
    }.items():
        stage.type(body.fields[name], words)
    stage.type(body.fields["due"], "2027-01-31")
    stage.workspace.leave()

    stage.reopen(path)

    body = stage.body(item)
    assert body.state.value() == "partial"
    shown = {
        name: body.fields[name].value() for name in ("how", "gap", "next-step", "owner", "due")
    }
    assert shown == {
        "how": HARD,
        "gap": "a gap",
        "next-step": "a step",
        "owner": "P. N.",
        "due": "2027-01-31",
    }


def test_that_what_is_being_typed_is_on_disk_before_the_field_is_left(stage: Stage) -> None:
    path = stage.create()
    stage.type(stage.field("company-name"), "Not left yet")

    assert stage.workspace.desk.writing.condition == "saving"
    stage.wait(lambda: stage.workspace.desk.writing.condition == "saved")

    assert stage.session.drafts[Key(PROVIDER, "company-name", "value")] == "Not left yet"
    assert stage.session.path == path


def test_that_leaving_a_page_makes_one_change_of_a_text(stage: Stage) -> None:
    stage.create()
    before = len(stage.session.history())
    stage.type(stage.field("company-name"), "One change")
    stage.go(OVERVIEW)

    assert len(stage.session.history()) == before + 1
    assert not stage.session.drafts


def test_that_a_state_is_taken_back_by_its_key(stage: Stage) -> None:
    stage.create()
    body = stage.body("copyright-1.1-draw-up")
    stage.press(body.state, Qt.Key.Key_1)
    assert stage.session.assessment.value(PROVIDER, "copyright-1.1-draw-up", "state")

    stage.press(body.state, Qt.Key.Key_0)

    assert stage.session.assessment.value(PROVIDER, "copyright-1.1-draw-up", "state") is None


def test_that_a_closed_row_is_answered_by_a_digit(stage: Stage) -> None:
    stage.create()
    line = stage.row("copyright-1.1-implement")
    line.set_open(False)
    line.head.setFocus()
    QTest.keyClick(line.head, Qt.Key.Key_3)

    assert stage.session.assessment.value(PROVIDER, line.item, "state") == "planned"
    assert not line.is_open


def test_that_evidence_is_recorded_with_its_first_letter(stage: Stage) -> None:
    path = stage.create()
    item = "copyright-1.1-draw-up"
    evidence = stage.body(item).evidence
    evidence.list.add_asked.emit()
    pump()
    assert evidence.form is not None
    stage.type(evidence.form.fields.name, "Board minute")
    stage.type(evidence.form.fields.target, "minutes/2026-11.pdf")
    stage.type(evidence.form.fields.date, "2026-11-02")
    stage.click(evidence.form._done)

    stage.reopen(path)

    (entry,) = stage.session.attachments.register.linked(PROVIDER, item)  # type: ignore[arg-type]
    assert (entry.name, entry.target, entry.date) == (
        "Board minute",
        "minutes/2026-11.pdf",
        "2026-11-02",
    )


def test_that_an_evidence_form_left_empty_records_nothing(stage: Stage) -> None:
    stage.create()
    before = len(stage.session.history())
    evidence = stage.body("copyright-1.1-draw-up").evidence
    evidence.list.add_asked.emit()
    pump()
    assert evidence.form is not None
    stage.click(evidence.form._done)

    assert len(stage.session.history()) == before
    assert evidence.form is None


def test_that_closing_a_row_ends_what_is_being_written_in_it(stage: Stage) -> None:
    stage.create()
    before = len(stage.session.history())
    row = stage.row("copyright-1.1-draw-up")
    assert row.body
    row.body.evidence.list.add_asked.emit()
    pump()
    row.set_open(False)
    assert row.body.evidence.form is None
    assert len(stage.session.history()) == before


def test_that_evidence_is_removed_and_can_be_had_back(stage: Stage) -> None:
    stage.create()
    item = "copyright-1.1-draw-up"
    evidence = stage.body(item).evidence
    key = stage.session.attachments.refer([(PROVIDER, item)], name="Policy", target="policy.pdf")
    evidence.list.remove_asked.emit(key)
    assert stage.session.attachments.register.linked(PROVIDER, item) == ()  # type: ignore[arg-type]

    stage.window.menus.actions["undo"].trigger()

    assert [e.name for e in stage.session.attachments.register.linked(PROVIDER, item)] == ["Policy"]  # type: ignore[arg-type]
