"""The documents in the window: writing, drafts, readers, tables, checks, the PDF."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jalon.assessment.changes import PROVIDER
from jalon.cli.status import described
from jalon.forms.documents import DocumentId
from jalon.language import translator
from jalon.ui.kit import Field, GrowingText, LawPanel
from jalon.ui.pages.document import DocumentPage
from jalon.ui.pages.document_answer import AnswerPart
from jalon.ui.pages.document_links import DocumentLinks
from jalon.ui.pages.document_table import TablePart
from jalon.ui.pages.profile import ProfilePage
from jalon.ui.places import Place
from tools.report_printing import pages
from tools.thorough import examples
from tools.uacheck import check
from ui.clipping import clipped
from ui.stage import Stage, answer_dialogs, pump, words_of

FORM: DocumentId = "model-documentation"
SUMMARY: DocumentId = "training-summary"


pytestmark = pytest.mark.usefixtures("company")


def show(stage: Stage, document: DocumentId, item: str = "") -> DocumentPage:
    page = stage.go(Place("document", stage.model, document=document), item)
    assert isinstance(page, DocumentPage)
    return page


def answer(page: DocumentPage, place: str) -> AnswerPart:
    found = next((p for p in page.findChildren(AnswerPart) if p.place == place), None)
    assert found is not None, f"{place} is not on the page"
    return found


def field(page: DocumentPage, place: str) -> Field:
    found = answer(page, place).field
    assert found is not None
    return found


def status(stage: Stage, document: DocumentId) -> dict[str, Any]:
    """Return what ``jalon status --json`` says of a document."""
    whole = json.loads(json.dumps(described(stage.session.snapshot(), translator("en"))))
    found: dict[str, Any] = next(d for d in whole["documents"] if d["document"] == document)
    return found


def check_of(stage: Stage, name: str) -> str:
    checks = status(stage, SUMMARY)["checks"]
    return str(next(c["finding"] for c in checks if c["id"] == name))


def stored(path: Path, item: str, part: str) -> object:
    """Read a value from the closed file, without the program."""
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as project:
        rows = project.execute(
            "SELECT payload FROM head JOIN change USING (seq) WHERE change.item = ?"
            " AND change.field = ?",
            (item, part),
        ).fetchall()
    (row,) = rows
    return json.loads(row[0])["value"]


# -- writing ---------------------------------------------------------------------------------


@settings(
    max_examples=examples(3, 20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1))
def test_that_what_is_typed_is_in_the_record_when_the_page_is_left(stage: Stage, text: str) -> None:
    page = show(stage, FORM, "mdf-architecture")
    stage.type(field(page, "mdf-architecture.value"), text)
    show(stage, SUMMARY)

    found = stage.session.assessment.value(stage.model, "mdf-architecture", "value")
    assert found == text


def test_that_answers_of_every_kind_reach_the_file(stage: Stage) -> None:
    page = show(stage, FORM, "mdf-size.figure")
    stage.type(field(page, "mdf-size.figure"), "7,3e10")
    stage.press(field(page, "mdf-size.figure"), Qt.Key.Key_Return)
    show(stage, FORM, "mdf-release-date")
    stage.type(field(page, "mdf-release-date.value"), "14 March 2026")
    stage.workspace.leave()
    page = show(stage, SUMMARY, "tcs-latest.value")
    stage.type(field(page, "tcs-latest.value"), "03/2026")
    stage.workspace.leave()
    show(stage, SUMMARY, "tcs-public-used")
    stage.press(field(page, "tcs-public-used.value"), Qt.Key.Key_Space)
    path, model = stage.session.path, stage.model
    assessment = stage.session.assessment
    assert assessment.value(model, "mdf-release-date", "value") == "2026-03-14"
    assert assessment.value(model, "tcs-public-used", "value") == "yes"
    stage.window.projects.close()

    assert stored(path, "mdf-size", "figure") == 73_000_000_000
    assert stored(path, "tcs-latest", "value") == "2026-03"


def test_that_a_month_that_cannot_be_read_says_so_and_is_kept_as_typed(stage: Stage) -> None:
    page = show(stage, SUMMARY, "tcs-latest.value")
    month = field(page, "tcs-latest.value")
    stage.type(month, "soon")
    month.commit()
    pump()

    assert stage.session.assessment.value(stage.model, "tcs-latest", "value") is None
    assert "Write a month and a year" in month.entry().accessibleDescription()
    assert words_of(month.entry()) == "soon"


def test_that_undo_takes_an_answer_back(stage: Stage) -> None:
    page = show(stage, SUMMARY, "tcs-synthetic-used")
    stage.press(field(page, "tcs-synthetic-used.value"), Qt.Key.Key_Space)
    assert stage.session.assessment.value(stage.model, "tcs-synthetic-used", "value") == "yes"

    stage.window.menus.actions["undo"].trigger()
    pump()

    assert stage.session.assessment.value(stage.model, "tcs-synthetic-used", "value") is None
    assert field(page, "tcs-synthetic-used.value").value() is None


# -- drafts ----------------------------------------------------------------------------------


def test_that_a_draft_is_shown_with_its_source_until_something_is_written(stage: Stage) -> None:
    page = show(stage, FORM, "mdf-legal-name")
    part = answer(page, "mdf-legal-name.value")
    assert part.draft.isVisible()
    assert part.draft.words.text() == "Zyx SAS"
    assert "Legal name of the company" in part.draft.source.text()
    assert part.field is not None
    assert part.field.value() == ""

    stage.type(part.field, "Zyx Europe SAS")
    show(stage, SUMMARY)
    show(stage, FORM)

    assert part.draft.isHidden()
    stage.session.answer(PROVIDER, "company-name", "value", "Another")
    assert part.field.value() == "Zyx Europe SAS"


def test_that_a_draft_can_be_taken_over_and_its_source_shown(stage: Stage) -> None:
    page = show(stage, FORM, "mdf-legal-name")
    part = answer(page, "mdf-legal-name.value")
    stage.click(part.draft.take)
    assert stage.session.assessment.text(stage.model, "mdf-legal-name", "value") == "Zyx SAS"
    assert part.draft.isHidden()

    stage.session.answer(stage.model, "placed-on-market", "value", "2026-03-14")
    show(stage, FORM, "mdf-union-date")
    stage.click(answer(page, "mdf-union-date.value").draft.show_source)
    assert isinstance(stage.workspace.page, ProfilePage)


def test_that_nothing_is_chosen_or_written_beforehand(stage: Stage) -> None:
    for document in (FORM, SUMMARY):
        page = show(stage, document)
        for section in page.sections:
            section.set_open(True)
        pump()
        for part in page.findChildren(AnswerPart):
            if part.field is not None:
                assert part.field.value() in (None, "", []), part.place


def test_that_what_follows_appears_and_what_was_written_stays(stage: Stage) -> None:
    page = show(stage, SUMMARY, "tcs-crawl-used")
    used, names = answer(page, "tcs-crawl-used.value"), answer(page, "tcs-crawl-names.value")
    model = stage.model
    assert names.isVisible()
    stage.session.answer(model, "tcs-crawl-used", "value", "no")
    assert names.isHidden()
    stage.session.answer(model, "tcs-crawl-used", "value", "yes")
    assert names.field is not None
    show(stage, SUMMARY, "tcs-crawl-names")
    stage.type(names.field, "ZyxBot")
    stage.workspace.leave()
    stage.session.answer(model, "tcs-crawl-used", "value", "no")
    pump()

    assert used.isVisible()
    assert names.isVisible()
    assert "does not go into the document" in names._note.text()
    assert stage.session.assessment.text(model, "tcs-crawl-names", "value") == "ZyxBot"


# -- readers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", ["ai-office", "national-authority", "downstream"])
def test_that_the_page_can_be_seen_as_one_reader_does(stage: Stage, reader: str) -> None:
    page = show(stage, FORM)
    for section in page.sections:
        section.set_open(True)
    page.making.reader.show_value(reader)
    page.making.reader.edited.emit(reader)
    pump()

    for part in page.findChildren(AnswerPart):
        helper = part.place.endswith(".other")
        expected = reader in part.answer.recipients
        assert part.isVisibleTo(page) == expected or helper, part.place
    shown = {s.head.words()[2] for s in page.sections if not s.isHidden()}
    assert "" not in {words for words in shown if words}


def test_that_each_item_says_whom_it_is_for_and_whether_it_is_sure(stage: Stage) -> None:
    page = show(stage, FORM, "mdf-size.figure")
    figure, ranged = answer(page, "mdf-size.figure"), answer(page, "mdf-size.range")
    assert figure._readers.text() == "For: AI Office"
    assert "downstream providers" in ranged._readers.text()
    assert figure._doubt.isVisible()
    show(stage, FORM, "mdf-architecture")
    assert answer(page, "mdf-architecture.value")._doubt.isHidden()


def test_that_the_law_follows_the_answer(stage: Stage) -> None:
    show(stage, FORM, "mdf-size.range")
    panel = stage.workspace.findChild(LawPanel)
    assert isinstance(panel, LawPanel)
    said = panel.words()
    assert "Annex XI, Section 1, point 1(d)" in said
    assert "Check against the official form" in said
    assert "Using the Form itself is optional" in said

    show(stage, SUMMARY, "tcs-crawl-domains.list")
    said = panel.words()
    assert "Template, section 2.3 (C(2025) 8311 final)" in said
    assert "Art. 53(1)(d)" in said


# -- tables and lists ------------------------------------------------------------------------


def table(page: DocumentPage, place: str) -> TablePart:
    found = answer(page, place).table
    assert found is not None
    return found


def test_that_rows_are_added_filled_removed_and_brought_back(stage: Stage) -> None:
    page = show(stage, SUMMARY, "tcs-channels")
    channels = table(page, "tcs-channels.value")
    assert channels._none.isVisible()
    for name in ("First", "Second"):
        stage.click(channels.add)
        assert QApplication.focusWidget() is not None
        stage.type(channels.rows[-1].fields["name"], name)
        stage.workspace.leave()
    assert [r.fields["name"].value() for r in channels.rows] == ["First", "Second"]
    assert not channels._none.isVisible()

    stage.click(channels.rows[0]._remove)
    assert [r.fields["name"].value() for r in channels.rows] == ["Second"]
    stage.window.menus.actions["undo"].trigger()
    pump()
    assert [r.fields["name"].value() for r in channels.rows] == ["First", "Second"]


def test_that_a_long_list_scrolls_inside_and_is_counted(stage: Stage) -> None:
    stage.session.answer(stage.model, "crawling", "value", "own")
    names = "\n".join(f"site{n}.example" for n in range(1000))
    stage.session.answer(stage.model, "tcs-crawl-domains", "list", names)
    page = show(stage, SUMMARY, "tcs-crawl-domains.list")
    part = answer(page, "tcs-crawl-domains.list")
    assert isinstance(part.field, GrowingText)
    assert part.field.height() < 400
    assert part.field.value() == names
    assert part._note.text() == "1,000 entries"
    assert clipped(stage.window) == []


# -- checks ----------------------------------------------------------------------------------


def test_that_checks_follow_what_is_written_and_lead_to_the_place(stage: Stage) -> None:
    assert check_of(stage, "crawlers") == "unknown"
    stage.session.answer(stage.model, "crawling", "value", "own")
    page = show(stage, SUMMARY)
    assert page.checks is not None
    stage.click(page.checks.head)
    line = next(n for n in page.checks.lines if n.check and n.check.id == "crawlers")
    assert line.finding.text() == "Fault"
    assert check_of(stage, "crawlers") == "fault"

    stage.click(line.link)
    focused = QApplication.focusWidget()
    names = answer(page, "tcs-crawl-names.value")
    assert focused is not None
    assert names.isAncestorOf(focused)
    assert names.field is not None
    stage.type(names.field, "ZyxBot")
    stage.workspace.leave()
    pump()

    assert check_of(stage, "crawlers") == "clear"
    found = [n for n in page.checks.lines if n.check and n.check.id == "crawlers"]
    assert [n.finding.text() for n in found] == ["Nothing found"]


# -- the measure and back --------------------------------------------------------------------


def test_that_the_measure_says_how_far_the_form_is_and_leads_there_and_back(
    stage: Stage,
) -> None:
    before = described(stage.session.snapshot(), translator("en"))["results"]
    body = stage.body("transparency-1.1-documented")
    links = body.findChild(DocumentLinks)
    assert isinstance(links, DocumentLinks)
    (line,) = links.lines
    assert "1 of 45 answers stated, 1 of them a draft" in line.said.text()

    stage.click(line.link)
    page = stage.workspace.page
    assert isinstance(page, DocumentPage)
    page.show_item("mdf-architecture")
    stage.type(field(page, "mdf-architecture.value"), "Transformer")
    stage.click(page.serves)

    assert stage.workspace.place == Place("measure", measure="transparency-1.1")
    assert "2 of 45 answers stated" in line.said.text()
    assert described(stage.session.snapshot(), translator("en"))["results"] == before


# -- the PDF ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("reader", ["downstream", "company"])
def test_that_the_page_writes_the_edition_it_shows(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, reader: str, language: str
) -> None:
    stage.session.answer(stage.model, "mdf-design", "value", "SECRETDESIGN")
    stage.session.answer(stage.model, "mdf-architecture", "value", "OPENARCHITECTURE")
    page = show(stage, FORM)
    for chosen, value in ((page.making.reader, reader), (page.making.language, language)):
        chosen.show_value(value)
        chosen.edited.emit(value)
    target = stage.folder / f"{reader}.pdf"
    answer_dialogs(monkeypatch, target)
    stage.click(page.making.save)
    stage.finish_jobs()

    data = target.read_bytes()
    assert check(data) == []
    text = "".join(pages(data))
    assert "OPENARCHITECTURE" in text
    assert ("SECRETDESIGN" in text) == (reader == "company")
    assert ("Fournisseur" in text) == (language == "fr")
    (made,) = status(stage, FORM)["made"]
    assert (made["for"], made["file"], made["language"]) == (reader, f"{reader}.pdf", language)
    assert target.name in page.making._saved.text()


def test_that_a_pdf_that_cannot_be_written_is_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = stage.folder / "there.pdf"
    target.write_text("mine")
    page = show(stage, SUMMARY)
    answer_dialogs(monkeypatch, target)
    stage.click(page.making.save)
    stage.finish_jobs()

    assert target.read_text() == "mine"
    assert "there.pdf" in page.making._problem.text()
    assert status(stage, SUMMARY)["made"] == []


# -- keyboard and several models -------------------------------------------------------------


def test_that_the_keyboard_walks_the_sections(stage: Stage) -> None:
    page = show(stage, SUMMARY)
    page.sections[0].head.setFocus()
    stage.press(page.sections[0].head, Qt.Key.Key_Space)
    assert page.sections[0].is_open
    stage.keys("Ctrl+Down")
    assert not page.sections[0].is_open
    assert page.sections[1].is_open
    assert QApplication.focusWidget() is page.sections[1].head
    stage.keys("Ctrl+Up")
    assert page.sections[0].is_open


def test_that_every_control_has_a_name(stage: Stage) -> None:
    for document in (FORM, SUMMARY):
        page = show(stage, document)
        for section in page.sections:
            section.set_open(True)
        pump()
        for control in page.findChildren(Field):
            entry = control.entry()
            name = entry.accessibleName() or control.accessibleName() or words_of(entry)
            assert name, control.objectName()


def test_that_each_model_has_documents_of_its_own(stage: Stage) -> None:
    first = stage.model
    stage.session.answer(first, "model-name", "value", "Zyx-1B")
    from jalon.assessment import models

    second, edits = models.added(stage.session.assessment, "Zyx-2B")
    stage.session.apply(edits)
    stage.session.answer(first, "mdf-version", "value", "1")
    one = stage.go(Place("document", first, document=FORM), "mdf-version")
    two = stage.go(Place("document", second, document=FORM), "mdf-version")
    assert isinstance(one, DocumentPage)
    assert isinstance(two, DocumentPage)
    assert field(one, "mdf-version.value").value() == "1"
    assert field(two, "mdf-version.value").value() == ""
    assert "Zyx-2B" in stage.workspace.page.accessibleName()


def test_that_a_document_can_be_read_but_not_changed_in_a_read_only_project(
    stage: Stage,
) -> None:
    path = stage.session.path
    stage.window.projects.close()
    path.chmod(0o400)
    try:
        assert stage.window.projects.open_path(path)
        pump()
        if not stage.session.read_only:
            pytest.skip("this user may write every file")
        page = show(stage, FORM, "mdf-legal-name")
        part = answer(page, "mdf-legal-name.value")
        assert part.draft.isVisible()
        assert part.draft.take.isHidden()
    finally:
        path.chmod(0o600)
