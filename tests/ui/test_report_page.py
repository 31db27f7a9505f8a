"""The report in the window: preview, export, signing, verifying; read back by other means."""

import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment.changes import PROJECT, PROVIDER
from jalon.errors import UserError
from jalon.ui.desk import Desk
from jalon.ui.jobs import Job
from jalon.ui.pages.report import ReportPage
from jalon.ui.places import COMPANY, REPORT
from jalon.ui.work import Written
from tools.report_printing import shorten
from ui.stage import Stage, answer_dialogs, tab_goes_down, words_of

PHRASE = "correct horse battery"


pytestmark = pytest.mark.usefixtures("company")


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    shorten(monkeypatch)


def report(stage: Stage) -> ReportPage:
    """Show the report page with its report made."""
    page = stage.go(REPORT)
    assert isinstance(page, ReportPage)
    stage.finish_jobs()
    return page


def sign(stage: Stage, target: Path, monkeypatch: pytest.MonkeyPatch) -> ReportPage:
    """Make an identity and sign, through the window's own fields."""
    page = report(stage)
    stage.click(page.options.sign)
    panel = page.signing
    stage.type(panel.name, "Ada Test")
    stage.type(panel.path, str(stage.folder / "ada.p12"))
    stage.type(panel.role, "Chief executive")
    stage.type(panel.passphrase, PHRASE)
    stage.type(panel.again, PHRASE)
    answer_dialogs(monkeypatch, target)
    stage.click(panel.sign)
    stage.finish_jobs()
    return page


def holds_focus(owner: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and owner.isVisible() and owner.isAncestorOf(focused)


def test_that_the_report_is_made_and_shown_page_by_page(stage: Stage) -> None:
    page = stage.go(REPORT)
    assert isinstance(page, ReportPage)
    assert page.preview.paper.accessibleName() == "The report is being made…"
    stage.finish_jobs()
    assert page.preview.paper.accessibleName().startswith("Page 1 of ")
    assert not page.preview.paper._image.isNull()
    first = page.preview.paper._image.copy()

    stage.click(page.preview._ahead)
    stage.finish_jobs()

    assert page.preview._number == 2
    assert page.preview.paper._image != first


def test_that_the_page_is_seen_on_the_sheet(stage: Stage) -> None:
    paper = report(stage).preview.paper
    seen = paper.grab().toImage()
    ink = [
        (x, y)
        for y in range(2, seen.height() - 2)
        for x in range(2, seen.width() - 2)
        if seen.pixelColor(x, y).lightness() < 128
    ]
    assert len(ink) > 1000


def test_that_the_report_has_a_language_of_its_own(stage: Stage) -> None:
    page = report(stage)
    page.options.language.show_value("fr")
    page.options.language.edited.emit("fr")
    stage.finish_jobs()

    assert page._made is not None
    assert page._made.language == "fr"
    assert stage.window.language == "en"


def test_that_the_report_is_made_again_when_an_answer_changed(stage: Stage) -> None:
    page = report(stage)
    first = page._made
    stage.go(COMPANY)
    stage.session.answer(PROVIDER, "company-country", "value", "Zedland")
    assert page._made is first

    stage.go(REPORT)
    stage.finish_jobs()

    assert page._made is not first


def test_that_the_marking_is_kept_with_the_project(stage: Stage) -> None:
    page = report(stage)
    stage.type(page.options.marking, "For the board")
    stage.go(COMPANY)

    assert stage.session.assessment.value(PROJECT, "confidentiality", "value") == "For the board"


def test_that_what_is_missing_is_said_and_leads_there(stage: Stage) -> None:
    page = report(stage)
    said = " ".join(page.options.missing.words())
    assert "The name of the model is missing." in said
    assert "requirements have no answer." in said
    assert "The name of the company is missing." not in said
    first = page.options.missing._lines[0]

    stage.click(first._link)

    assert stage.workspace.place.kind == "model"


def test_that_an_unsigned_report_is_written_and_noted(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = report(stage)
    target = stage.folder / "report.pdf"
    answer_dialogs(monkeypatch, target)
    stage.click(page.options.save)
    stage.finish_jobs()

    assert target.read_bytes().startswith(b"%PDF-")
    assert page.outcome.isVisible()
    assert [c.value for c in stage.session.history() if c.key.field == "file"] == ["report.pdf"]


def test_that_no_file_is_ever_replaced(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = report(stage)
    target = stage.folder / "report.pdf"
    target.write_bytes(b"mine")
    answer_dialogs(monkeypatch, target)
    stage.click(page.options.save)
    stage.finish_jobs()

    assert target.read_bytes() == b"mine"
    assert "report.pdf" in page.options._problem.text()
    assert page.options._problem.isVisible()


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="needs poppler-utils")
def test_that_a_report_signed_in_the_window_is_valid_to_another_program(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = stage.folder / "signed.pdf"
    page = sign(stage, target, monkeypatch)

    assert page.outcome.isVisible(), page.signing._problem.text()
    seen = subprocess.run(["pdfsig", str(target)], capture_output=True, text=True, check=False)
    assert "Signature is Valid" in seen.stdout
    assert "Total document signed" in seen.stdout
    assert page.outcome._sentences.words()
    assert [c.value for c in stage.session.history() if c.key.field == "signers"] == [["Ada Test"]]


def test_that_the_focus_goes_along_with_signing_by_keyboard(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = report(stage)
    page.options.sign.setFocus()
    stage.press(page.options.sign, Qt.Key.Key_Space)
    assert holds_focus(page.signing)
    page.signing._cancel.setFocus()
    stage.press(page.signing._cancel, Qt.Key.Key_Space)
    assert holds_focus(page.options)

    page = sign(stage, stage.folder / "signed.pdf", monkeypatch)
    assert holds_focus(page.outcome)
    assert page.area.verticalScrollBar().value() == 0


def test_that_a_panel_beside_the_preview_is_not_drawn_out(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.window.resize(1280, 1200)
    page = sign(stage, stage.folder / "signed.pdf", monkeypatch)
    needed = page.outcome.heightForWidth(page.outcome.width())
    assert needed < page.preview.height()
    assert page.outcome.height() == needed


def test_that_no_passphrase_is_kept(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sign(stage, stage.folder / "signed.pdf", monkeypatch)

    assert page.signing.passphrase.value() == ""
    assert page.signing.again.value() == ""
    stage.settings._store.sync()
    kept = [p for p in stage.folder.rglob("*") if p.is_file() and PHRASE.encode() in p.read_bytes()]
    assert kept == []


def test_that_a_wrong_passphrase_is_one_clear_message(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sign(stage, stage.folder / "signed.pdf", monkeypatch)
    stage.click(page.outcome.done)
    stage.click(page.options.sign)
    assert page.signing.path.value() == str(stage.folder / "ada.p12")
    stage.type(page.signing.passphrase, "not this one")
    answer_dialogs(monkeypatch, stage.folder / "second.pdf")
    stage.click(page.signing.sign)
    stage.finish_jobs()

    assert "The passphrase does not open ada.p12" in page.signing._problem.text()
    assert page.signing.passphrase.value() == ""
    assert not (stage.folder / "second.pdf").exists()


def test_that_two_different_passphrases_make_no_identity(stage: Stage) -> None:
    page = report(stage)
    stage.click(page.options.sign)
    stage.type(page.signing.path, str(stage.folder / "ada.p12"))
    stage.type(page.signing.passphrase, PHRASE)
    stage.type(page.signing.again, f"{PHRASE}!")
    stage.click(page.signing.sign)

    assert page.signing._problem.isVisible()
    assert not (stage.folder / "ada.p12").exists()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_verifying_says_what_changed_since(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    target = stage.folder / "signed.pdf"
    sign(stage, target, monkeypatch)
    stage.window.set_language(language)
    stage.window.menus.actions["verify"].trigger()
    stage.click(stage.window.verify.choose)
    stage.finish_jobs()
    same = stage.window.verify.sentences.words()
    stage.click(stage.window.verify.back)
    stage.session.answer(PROVIDER, "company-name", "value", "Other SAS")
    stage.window.menus.actions["verify"].trigger()
    stage.click(stage.window.verify.choose)
    stage.finish_jobs()

    assert same
    assert stage.window.verify.sentences.words() != same
    assert any("Other SAS" in line for line in stage.window.verify.sentences.words())


def test_that_an_altered_report_is_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    target = stage.folder / "signed.pdf"
    sign(stage, target, monkeypatch)
    stage.window.menus.actions["verify"].trigger()
    stage.click(stage.window.verify.choose)
    stage.finish_jobs()
    intact = stage.window.verify.sentences.words()[0]
    data = bytearray(target.read_bytes())
    data[len(data) // 3] ^= 1
    target.write_bytes(bytes(data))

    stage.click(stage.window.verify.choose)
    stage.finish_jobs()

    assert stage.window.verify.sentences.words()[0] != intact


def test_that_a_missing_report_is_said_on_the_page(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.window.menus.actions["verify"].trigger()
    answer_dialogs(monkeypatch, stage.folder / "none.pdf")
    stage.click(stage.window.verify.choose)
    stage.finish_jobs()

    assert "none.pdf" in stage.window.verify._problem.text()
    assert stage.window.verify._problem.isVisible()


def test_that_closing_the_window_drops_what_is_being_made(stage: Stage) -> None:
    stage.workspace.go(REPORT)
    assert stage.window.jobs.busy

    assert stage.window.close()

    assert not stage.window.jobs.busy


def test_that_a_report_is_written_and_noted_though_the_window_is_closed_at_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, path = report(stage), stage.session.path
    target = stage.folder / "report.pdf"
    answer_dialogs(monkeypatch, target)
    page.options.save.click()

    assert stage.window.close()

    assert target.read_bytes().startswith(b"%PDF-")
    with closing(sqlite3.connect(path)) as file:
        changes = [json.loads(payload) for (payload,) in file.execute("SELECT payload FROM change")]
    assert [c["value"] for c in changes if c["field"] == "file"] == ["report.pdf"]


def test_that_a_project_stays_open_where_its_report_could_not_be_written(stage: Stage) -> None:
    page = stage.go(REPORT)
    assert isinstance(page, ReportPage)

    def full(_: Job[Written]) -> Written:
        raise UserError("The disk is full.")

    stage.window.jobs.start(full, page._was_written, page._not_saved, kept=True)
    assert not stage.window.close()

    assert page.options._problem.text() == "The disk is full."
    assert stage.window.close()


def test_that_the_report_is_made_again_on_another_day(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = report(stage)
    before = page._made
    tomorrow = stage.workspace.desk.today + timedelta(days=1)
    monkeypatch.setattr(Desk, "today", property(lambda _: tomorrow))
    stage.go(COMPANY)
    stage.go(REPORT)
    stage.finish_jobs()
    assert page._made is not before


def test_that_tab_goes_through_signing_and_the_preview_as_they_are_read(stage: Stage) -> None:
    page = report(stage)
    assert tab_goes_down(page.preview)
    stage.click(page.options.sign)
    assert page.signing._choose.isVisible()
    assert tab_goes_down(page.signing)


@pytest.mark.skipif(os.name == "nt", reason="pipes are POSIX's")
def test_that_a_pipe_in_the_place_of_a_report_is_refused_and_not_waited_for(
    stage: Stage, tmp_path: Path
) -> None:
    pipe = tmp_path / "report.pdf"
    os.mkfifo(pipe)
    stage.window.menus.actions["verify"].trigger()
    stage.window.verify.check(pipe)
    stage.finish_jobs()
    said = " ".join(map(words_of, stage.window.verify.findChildren(QWidget)))
    assert "report.pdf is a device or a pipe, not a file." in said
