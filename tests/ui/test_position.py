"""The position on the Code, the ceiling of fines, About, and what a new project is told."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from jalon.assessment.changes import PROVIDER
from jalon.cli.main import parsed, run
from jalon.forms import load, told
from jalon.language import translator
from jalon.ui import about, places
from jalon.ui.pages import making
from jalon.ui.pages.position import PositionPage
from jalon.ui.places import COMPANY, OVERVIEW, POSITION, Kind
from tools.report_printing import shorten
from ui.stage import Stage, pump, words_of

FORM = load.form()
POSITIONS = ("signed-whole", "signed-chapters", "not-signed", "undecided", "")


pytestmark = pytest.mark.usefixtures("created")


def position(stage: Stage) -> PositionPage:
    page = stage.go(POSITION)
    assert isinstance(page, PositionPage)
    return page


def said(widget: QWidget) -> str:
    shown = (w for w in widget.findChildren(QLabel) if w.isVisibleTo(widget))
    return plain(" ".join(words_of(w) for w in shown))


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_that_every_place_has_its_page(stage: Stage) -> None:
    order = places.order(stage.session.form, stage.session.models, edition=True)
    assert {place.kind for place in order} == set(get_args(Kind))
    later = [place for place in order if place.kind in making._LATER]
    assert {type(making.page_of(stage.workspace.desk, place, stage.workspace)) for place in later}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("chosen", POSITIONS)
def test_that_each_position_is_told_with_what_it_means(
    stage: Stage, chosen: str, language: str
) -> None:
    stage.window.set_language(language)
    tr = translator(language)
    page = position(stage)
    if chosen:
        stage.session.answer(PROVIDER, "code-position", "value", chosen)
        pump()
    shown = said(page)
    groups = FORM.note_page("position").shown(chosen)
    hidden = [g for g in FORM.note_page("position").group if g not in groups]
    for group in groups:
        for note in group.note:
            assert plain(told.text(note, tr)) in shown
            assert plain(told.source(note, tr)) in shown
    for group in hidden:
        for note in group.note:
            assert plain(told.text(note, tr)) not in shown
    assert plain(tr.date(date(2026, 7, 31))) in shown


def test_that_the_way_leads_to_the_question_and_back_to_its_answer(stage: Stage) -> None:
    page = position(stage)
    stage.click(page.change.button)
    assert stage.workspace.place == COMPANY
    focused = stage.window.focusWidget()
    assert focused is not None
    assert stage.field("code-position").isAncestorOf(focused)

    stage.session.answer(PROVIDER, "code-position", "value", "signed-chapters")
    stage.session.answer(PROVIDER, "signed-chapters", "value", ["copyright", "transparency"])
    assert "Recorded: Signed, some chapters only (Transparency and Copyright)." in said(
        position(stage)
    )


@pytest.mark.parametrize(
    ("typed", "amount", "euros"),
    [
        ("600 000 000", "EUR 18,000,000", 18_000_000),
        ("0", "EUR 15,000,000", 15_000_000),
        ("500,000,000", "EUR 15,000,000", 15_000_000),
        ("7.5e9", "EUR 225,000,000", 225_000_000),
    ],
)
def test_that_a_turnover_typed_gives_the_ceiling_on_page_overview_and_in_the_status(
    stage: Stage,
    typed: str,
    amount: str,
    euros: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert position(stage).fine.amount.text() == "Not known yet"
    stage.click(position(stage).fine.way.button)
    assert stage.workspace.place == COMPANY
    stage.type(stage.field("turnover"), typed)
    stage.workspace.leave()

    assert position(stage).fine.amount.text() == amount
    shown = said(stage.workspace.page)
    for note in FORM.note_page("fine").group[0].note:
        assert plain(note.text) in shown
    assert "AI Act, Art. 101(1)" in shown
    assert f"Ceiling of fines (Art. 101): {amount}." in said(stage.go(OVERVIEW))
    path = stage.session.path
    assert stage.window.projects.close()
    capsys.readouterr()
    assert run(*parsed(["status", str(path), "--json"])) == 0
    assert json.loads(capsys.readouterr().out)["fine"]["ceiling"] == euros


def test_that_a_negative_turnover_is_not_taken(stage: Stage) -> None:
    stage.go(COMPANY)
    stage.type(stage.field("turnover"), "-5")
    stage.workspace.leave()

    assert stage.session.assessment.value(PROVIDER, "turnover", "value") is None
    assert position(stage).fine.amount.text() == "Not known yet"


def test_that_a_figure_outside_its_band_is_named(stage: Stage) -> None:
    stage.session.answer(PROVIDER, "turnover-band", "value", "up-to-2m")
    stage.session.answer(PROVIDER, "turnover", "value", 900_000_000)
    shown = said(position(stage))
    assert "EUR 27,000,000" in shown
    assert "outside the band stated" in shown


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_the_report_prints_what_the_screen_says(
    stage: Stage,
    tmp_path: Path,
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shorten(monkeypatch, "position", "method")
    tr = translator(language)
    stage.window.set_language(language)
    stage.session.answer(PROVIDER, "code-position", "value", "not-signed")
    stage.session.answer(PROVIDER, "turnover", "value", 812_345_600)
    page = position(stage)
    shown = [plain(words_of(w)) for w in page.findChildren(QLabel) if w.isVisibleTo(page)]
    amount = plain(page.fine.amount.text())
    path, target = stage.session.path, tmp_path / "r.pdf"
    assert stage.window.projects.close()
    assert run(*parsed(["--language", language, "report", str(path), str(target)])) == 0
    capsys.readouterr()
    done = subprocess.run(["pdftotext", target, "-"], capture_output=True, text=True, check=True)
    printed = plain(done.stdout)

    assert amount in printed
    assert "24 370 368" in amount.replace(",", " ")
    for group in FORM.note_page("position").shown("not-signed"):
        for note in group.note:
            assert plain(told.text(note, tr)) in shown
            assert plain(told.text(note, tr))[:70] in printed, note.id
    for note in FORM.note_page("fine").group[0].note:
        assert plain(told.text(note, tr))[:70] in printed, note.id
    for group in FORM.note_page("about").group:
        for note in group.note:
            assert plain(told.text(note, tr))[:40] in printed, note.id
    assert plain(told.signatories(FORM, tr)[0])[:60] in printed


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_about_names_editions_dates_readings_and_missing_french(
    stage: Stage, language: str
) -> None:
    stage.window.set_language(language)
    tr = translator(language)
    dialog = about.about(stage.window._tr, stage.window)
    dialog.show()
    pump()
    shown = said(dialog)
    for day in (date(2025, 7, 10), date(2026, 11, 23), date(2026, 7, 31)):
        assert plain(tr.date(day)) in shown
    for group in FORM.note_page("about").group:
        for note in group.note:
            assert plain(told.text(note, tr)) in shown
            assert plain(told.source(note, tr)) in shown
    dialog.close()


@pytest.mark.parametrize(("language", "article"), [("en", "Art. 91"), ("fr", "art. 91")])
def test_that_article_91_is_said_once_when_a_project_is_made(
    stage: Stage, language: str, article: str
) -> None:
    stage.window.set_language(language)
    stage.window.menus.actions["new"].trigger()
    pump()
    assert said(stage.window.new).count(article) == 1
    stage.window._back_to_project()
    assert article not in said(stage.go(COMPANY))
