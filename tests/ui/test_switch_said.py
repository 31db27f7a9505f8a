"""What was said of an act before is said in the other language when it is switched."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from jalon.store import outside
from jalon.ui import file_dialogs
from jalon.ui.kit.banner import Banner
from jalon.ui.kit.labeled import Problem
from jalon.ui.pages.before_signing import BeforeSigningPage
from jalon.ui.pages.models import ModelsPage
from jalon.ui.pages.register import RegisterPage
from jalon.ui.pages.report import ReportPage
from jalon.ui.places import EVIDENCE, HISTORY, MODELS, REPORT, SIGNING
from tools.report_printing import shorten
from ui.stage import Stage, pump

FRENCH = "fr"


def said(owner: QWidget) -> set[str]:
    """Return the words of what is seen, without those that are the same in both languages."""
    return {
        one.text().replace("\u00a0", " ").replace("\u202f", " ")
        for one in owner.findChildren(QLabel)
        if one.isVisibleTo(owner) and one.text()
    }


@pytest.mark.usefixtures("created")
def test_that_what_became_of_a_report_is_said_in_the_other_language(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten(monkeypatch)
    page = stage.go(REPORT)
    assert isinstance(page, ReportPage)
    stage.finish_jobs()
    assert any("tied to the record" in one for one in said(page))
    stage.window.set_language(FRENCH)
    stage.finish_jobs()
    assert not any("tied to the record" in one for one in said(page))
    assert any("liées à l’état du dossier" in one for one in said(page))
    monkeypatch.setattr(file_dialogs, "save_file", lambda *_: tmp_path / "rapport.pdf")
    stage.click(page.options.save)
    stage.finish_jobs()
    assert "Le rapport est enregistré" in said(page)
    stage.window.set_language("en")
    stage.finish_jobs()
    assert {"The report is saved", "rapport.pdf"} <= said(page)
    assert "Le rapport est enregistré" not in said(page)


@pytest.mark.usefixtures("created")
def test_that_why_a_file_cannot_be_compared_is_said_in_the_other_language(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "notes.jalon"
    other.write_text("no project")
    monkeypatch.setattr(file_dialogs, "open_file", lambda *_: other)
    page = stage.go(HISTORY)
    before = said(page)
    stage.click(page.comparing.file)  # type: ignore[attr-defined]  # of the history
    (problem,) = [one for one in said(page) - before if "notes.jalon" in one]
    stage.window.set_language(FRENCH)
    pump()
    (french,) = [one for one in said(page) if "notes.jalon" in one]
    assert french != problem


def test_that_why_a_project_did_not_open_is_said_in_the_other_language(
    stage: Stage, tmp_path: Path
) -> None:
    other = tmp_path / "notes.jalon"
    other.write_text("no project")
    stage.window.show_welcome()
    stage.window.projects.open_path(other)
    pump()
    banner = stage.window.welcome.findChild(Banner)
    assert isinstance(banner, Banner)
    first = said(banner)
    assert first
    stage.window.set_language(FRENCH)
    pump()
    assert banner.isVisible()
    assert said(banner)
    assert not said(banner) & first


@pytest.mark.usefixtures("created")
def test_that_why_a_field_is_not_accepted_is_said_in_the_other_language(
    stage: Stage, tmp_path: Path
) -> None:
    (tmp_path / "p.txt").write_text("proof")
    made = stage.session.attachments.attach(outside.read(tmp_path / "p.txt"))
    evidence = stage.go(EVIDENCE, made)
    assert isinstance(evidence, RegisterPage)
    stage.click(evidence.detail.remove)
    stage.click(evidence.detail.removal.confirm)
    assert_switched(stage, evidence.detail.removal)

    signing = stage.go(SIGNING)
    assert isinstance(signing, BeforeSigningPage)
    stage.type(signing.attesting.name, "")
    stage.click(signing.attesting.lines["nature"].box)
    assert_switched(stage, signing.attesting)

    models = stage.go(MODELS)
    assert isinstance(models, ModelsPage)
    stage.session.answer(stage.model, "model-name", "value", "Twice")
    stage.type(models._name.field, "Twice")
    models._add()
    assert_switched(stage, models._name)

    stage.window.menus.actions["new"].trigger()
    stage.type(stage.window.new.place, "")
    stage.click(stage.window.new.make)
    assert_switched(stage, stage.window.new)


def assert_switched(stage: Stage, owner: QWidget) -> None:
    """Hold every text of a part to another language, the problem it shows among them."""
    english = said(owner)
    assert owner.findChildren(Problem)
    stage.window.set_language(FRENCH)
    pump()
    assert any(one.isVisibleTo(owner) for one in owner.findChildren(Problem))
    assert not {one for one in english & said(owner) if " " in one and one != "Ada Test"}
    stage.window.set_language("en")
    pump()
    assert said(owner) == english
