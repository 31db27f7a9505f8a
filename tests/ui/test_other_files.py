"""Files in whose place others come, by undo or by choice: what is said of them is what is there."""

import json
import os
from pathlib import Path

import pytest

from jalon.assessment.changes import PROVIDER, Subject
from jalon.cli.main import parsed, run
from jalon.store import outside
from jalon.ui.pages.evidence_detail import EvidenceDetail
from ui.stage import Stage, answer_dialogs, pump
from ui.test_evidence import ITEM, register

pytestmark = pytest.mark.usefixtures("created")


def shown(stage: Stage, path: Path, *, linked: bool) -> tuple[Subject, EvidenceDetail]:
    """Attach a file and show it in full."""
    made = stage.session.attachments.attach(outside.read(path), [(PROVIDER, ITEM)], linked=linked)
    page = register(stage)
    page.show_item(made)
    pump()
    return made, page.detail


def act(stage: Stage, name: str) -> None:
    stage.window.menus.actions[name].trigger()
    stage.finish_jobs()


def said(detail: EvidenceDetail) -> str:
    return detail.banner.accessibleName() if detail.banner.isVisible() else ""


def condition(stage: Stage, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what the command line says of the one piece there is."""
    path = stage.session.path
    stage.window.projects.close()
    capsys.readouterr()
    assert run(*parsed(["status", str(path), "--json"])) == 0
    (piece,) = json.loads(capsys.readouterr().out)["evidence"]
    return str(piece["condition"])


def test_that_undoing_what_was_taken_as_it_is_now_says_that_it_changed(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "procès-verbal.txt"
    file.write_text("draft", encoding="utf-8")
    _, detail = shown(stage, file, linked=True)
    file.write_text("final version", encoding="utf-8")
    stage.click(detail.compare)
    stage.finish_jobs()
    stage.click(detail.banner._button)
    stage.finish_jobs()
    assert said(detail) == ""
    act(stage, "undo")
    assert "has changed on disk" in said(detail)
    assert [p.kind for p in stage.session.points() if p.thing == "evidence"] == ["evidence"]
    act(stage, "redo")
    assert said(detail) == ""
    act(stage, "undo")
    assert condition(stage, capsys) == "changed"


def test_that_undoing_the_choice_of_another_file_says_that_the_first_is_gone(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, moved = tmp_path / "a.txt", tmp_path / "b.txt"
    file.write_text("one", encoding="utf-8")
    _, detail = shown(stage, file, linked=True)
    file.rename(moved)
    stage.click(detail.compare)
    stage.finish_jobs()
    assert "not where it was" in said(detail)
    answer_dialogs(monkeypatch, moved)
    stage.click(detail.banner._button)
    stage.finish_jobs()
    assert said(detail) == ""
    act(stage, "undo")
    assert "not where it was" in said(detail)


def test_that_no_other_file_is_taken_for_content_that_is_missing(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "a.txt", tmp_path / "b.txt"
    file.write_text("one", encoding="utf-8")
    other.write_text("another", encoding="utf-8")
    made, _ = shown(stage, file, linked=False)
    attachments = stage.session.attachments
    entry = attachments.entry(made)
    assert entry is not None
    attachments.remove(entry, "not needed")
    stage.reopen(stage.session.path)
    page = register(stage)
    page.show_item(made)
    pump()
    stage.click(page.detail.banner._button)
    assert "content is not in this project" in said(page.detail)
    answer_dialogs(monkeypatch, other)
    stage.click(page.detail.banner._button)
    stage.finish_jobs()
    assert "b.txt is not the file that was attached" in stage.message().informativeText()
    stage.reply("Close")
    answer_dialogs(monkeypatch, file)
    stage.click(page.detail.banner._button)
    stage.finish_jobs()
    assert said(page.detail) == ""
    present = stage.session.attachments.register.present()
    assert [(e.title, e.file.stored) for e in present if e.file] == [("a.txt", "embedded")]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("what", ["folder", "link", "pipe"])
def test_that_what_lies_in_the_place_of_a_linked_file_is_not_opened_and_said_to_be_that(
    stage: Stage, tmp_path: Path, what: str, language: str
) -> None:
    if what != "folder" and os.name == "nt":
        pytest.skip("links and pipes are POSIX's")
    stage.window.set_language(language)
    file = tmp_path / "procès-verbal.txt"
    file.write_text("draft", encoding="utf-8")
    _, detail = shown(stage, file, linked=True)
    other = file.rename(tmp_path / "elsewhere.txt")
    match what:
        case "folder":
            file.mkdir()
        case "link":
            file.symlink_to(other)
        case "pipe":
            os.mkfifo(file)
    stage.click(detail.open)
    told = stage.message().informativeText()
    begun = {"en": "In the place of procès-verbal.txt lies", "fr": "À la place de procès-verbal"}
    assert told.startswith(begun[language])
