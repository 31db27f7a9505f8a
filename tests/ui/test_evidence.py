"""Evidence through the window: real files chosen, dropped, pasted; read back from the file."""

import hashlib
import json
import os
import sqlite3
import threading
import zlib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment.attached_file import File
from jalon.assessment.changes import PROVIDER, Key, Subject, Value, new_subject
from jalon.assessment.evidence import Evidence
from jalon.cli.main import parsed, run
from jalon.session import opened
from jalon.store import evidence as store
from jalon.store import outside
from jalon.ui import jobs, thumbnails
from jalon.ui.pages.register import RegisterPage
from jalon.ui.places import ACTIONS, EVIDENCE, OVERVIEW, Place
from ui.stage import Stage, answer_dialogs, pump

ITEM, OTHER = "copyright-1.1-draw-up", "copyright-1.1-implement"


pytestmark = pytest.mark.usefixtures("created")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "preuves" / "évaluation n° 1.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7 " + os.urandom(5000))
    return path


def drop(widget: QWidget, data: QMimeData) -> bool:
    """Let something go over a widget, as the window system does."""
    at, action = QPointF(widget.rect().center()), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(int(at.x()), int(at.y())), action, data, buttons, keys)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    dropped = QDropEvent(at, action, data, buttons, keys)
    QApplication.sendEvent(widget, dropped)
    pump()
    return dropped.isAccepted()


def of_files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def register(stage: Stage) -> RegisterPage:
    page = stage.go(EVIDENCE)
    assert isinstance(page, RegisterPage)
    stage.finish_jobs()
    return page


def linked(stage: Stage, item: str = ITEM) -> tuple[Evidence, ...]:
    return stage.session.attachments.register.linked(PROVIDER, item)


def stored(stage: Stage) -> dict[str, bytes]:
    """Close the project and read its bytes as anybody without Jalon would."""
    path = stage.session.path
    assert stage.window.projects.close()
    reader = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    found = dict(reader.execute("SELECT sha256, bytes FROM evidence"))
    reader.close()
    return found


# -- bringing in -----------------------------------------------------------------------------


def test_that_a_chosen_file_is_attached_to_the_row_and_stored_byte_for_byte(
    stage: Stage, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_dialogs(monkeypatch, paper)
    evidence = stage.body(ITEM).evidence
    stage.click(evidence.list._add)
    assert evidence.form is not None
    stage.click(evidence.form.attach)
    stage.finish_jobs()

    (entry,) = linked(stage)
    assert entry.title == "évaluation n° 1.pdf"
    assert evidence.list._lines[0]._name.accessibleName() == entry.title
    data = paper.read_bytes()
    assert stored(stage) == {hashlib.sha256(data).hexdigest(): data}


def test_that_files_dropped_on_a_closed_row_open_it_and_are_one_step_of_undo(
    stage: Stage, paper: Path
) -> None:
    other = paper.with_name("mesures.csv")
    other.write_text("a,b\n1,2\n")
    line = stage.row(ITEM)
    line.set_open(False)
    assert drop(line, of_files(paper, other))
    stage.finish_jobs()
    assert line.is_open
    assert [e.title for e in linked(stage)] == [paper.name, other.name]
    stage.window.menus.actions["undo"].trigger()
    assert linked(stage) == ()
    stage.window.menus.actions["redo"].trigger()
    assert {e.title for e in linked(stage)} == {paper.name, other.name}


def test_that_the_same_file_dropped_on_two_requirements_is_one_piece(
    stage: Stage, paper: Path
) -> None:
    for item in (ITEM, OTHER):
        assert drop(stage.row(item), of_files(paper))
        stage.finish_jobs()
    assert linked(stage, ITEM) == linked(stage, OTHER)
    page = register(stage)
    assert page.all.table.lines.rowCount() == 1
    assert len(stored(stage)) == 1


def test_that_files_links_and_pictures_are_pasted(stage: Stage, paper: Path) -> None:
    board = QGuiApplication.clipboard()
    line = stage.row(ITEM)
    line.head.setFocus()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#17597A"))
    link = QMimeData()
    link.setText("https://example.org/policy?v=2")
    for put in (
        lambda: board.setMimeData(of_files(paper)),
        lambda: board.setMimeData(link),
        lambda: board.setImage(image),
    ):
        put()
        stage.window.menus.actions["paste"].trigger()
        stage.finish_jobs()
    file, address, picture = linked(stage)
    assert (file.title, address.target) == (paper.name, "https://example.org/policy?v=2")
    assert picture.file is not None
    assert (picture.kind, picture.file.media_type) == ("image", "image/png")
    back = QImage.fromData(b"".join(stage.session.attachments.pieces(picture)))
    assert back.size() == image.size()
    assert back.pixelColor(5, 5) == QColor("#17597A")


def test_that_text_is_pasted_into_the_field_and_not_attached(stage: Stage) -> None:
    body = stage.body(ITEM)
    body.fields["how"].entry().setFocus()
    QGuiApplication.clipboard().setText("https://example.org is where we publish it")
    stage.window.menus.actions["paste"].trigger()
    pump()
    assert body.fields["how"].value() == "https://example.org is where we publish it"
    assert linked(stage) == ()


def test_that_files_pasted_while_a_field_has_the_keyboard_are_attached(
    stage: Stage, paper: Path
) -> None:
    body = stage.body(ITEM)
    body.fields["how"].entry().setFocus()
    QGuiApplication.clipboard().setMimeData(of_files(paper))
    stage.window.menus.actions["paste"].trigger()
    stage.finish_jobs()
    assert body.fields["how"].value() == ""
    assert [e.title for e in linked(stage)] == [paper.name]


@pytest.mark.skipif(os.name == "nt", reason="pipes are POSIX's")
def test_that_what_is_no_file_is_refused_in_one_message_and_the_rest_attached(
    stage: Stage, paper: Path, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(paper)
    gone = tmp_path / "gone.pdf"
    page = register(stage)
    data = of_files(tmp_path / "pipe", tmp_path / "link", tmp_path, gone, stage.session.path, paper)
    assert drop(page, data)
    stage.finish_jobs()
    said = stage.message().informativeText()
    for part in (
        "pipe is a device or a pipe",
        "link is a link to a file elsewhere",
        "is a folder",
        "gone.pdf is not there any more",
        "project.jalon is the project that is open",
    ):
        assert part in said
    entries = stage.session.attachments.register.present()
    assert [e.title for e in entries] == [paper.name]
    assert stage.session.check() == ()


def test_that_a_file_too_large_can_be_linked_instead(
    stage: Stage, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LARGEST", 4000)
    assert drop(stage.row(ITEM), of_files(paper))
    stage.finish_jobs()
    box = stage.message()
    assert paper.name in box.informativeText()
    assert linked(stage) == ()
    stage.click(box.buttons()[0])
    stage.finish_jobs()
    (entry,) = linked(stage)
    assert entry.file is not None
    assert (entry.file.stored, entry.file.path) == ("linked", "preuves/évaluation n° 1.pdf")
    assert stored(stage) == {}


def test_that_files_too_large_are_named_and_those_without_room_counted(
    stage: Stage, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LARGEST", 4000)
    others = [paper.with_name(f"{number}.bin") for number in range(10)]
    for path in others:
        path.write_bytes(bytes(5000))
    for paths, told, offered in (
        ([paper], f"{paper.name}. It can be linked", "Link it"),
        (others, "7.bin and 2 more. They can be linked", "Link them"),
    ):
        assert drop(stage.row(ITEM), of_files(*paths))
        stage.finish_jobs()
        assert told in stage.message().informativeText()
        assert [b.text() for b in stage.message().buttons()] == [offered, "Close"]
        stage.reply("Close")


def test_that_a_file_that_changes_between_reading_and_storing_leaves_nothing(
    stage: Stage, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = outside.read

    def read(path: Path, **more: object) -> outside.Outside:
        found = real(path, **more)  # type: ignore[arg-type]  # passed on
        path.write_bytes(b"%PDF-1.7 something else")
        return found

    monkeypatch.setattr(outside, "read", read)
    drop(stage.row(ITEM), of_files(paper))
    stage.finish_jobs()
    assert "changed while it was being read" in stage.message().informativeText()
    assert linked(stage) == ()
    assert stage.workspace.desk.writing.condition == "saved"
    assert stored(stage) == {}


def test_that_files_being_attached_when_the_project_is_closed_are_attached_all_the_same(
    stage: Stage, paper: Path
) -> None:
    others = [paper.with_name(f"{n} {paper.name}") for n in range(3)]
    for number, other in enumerate(others):
        other.write_bytes(b"%PDF-1.7 " + bytes([number]) * 200_000)
    assert drop(stage.row(ITEM), of_files(paper, *others))
    found = stored(stage)  # closes at once
    assert set(found.values()) == {path.read_bytes() for path in (paper, *others)}


def test_that_what_cannot_be_attached_while_closing_is_said_before_the_project_closes(
    stage: Stage, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing, read, settle = threading.Event(), outside.read, jobs.Jobs.settle

    def read_while_closing(path: Path, **more: object) -> outside.Outside:
        if path == paper:  # by then it is known that the other is not there
            assert closing.wait(60)
        return read(path, **more)  # type: ignore[arg-type]  # passed on

    def settled(made: jobs.Jobs) -> bool | None:
        closing.set()
        return settle(made)

    monkeypatch.setattr(outside, "read", read_while_closing)
    monkeypatch.setattr(jobs.Jobs, "settle", settled)
    gone = paper.with_name("gone.pdf")
    assert drop(stage.row(ITEM), of_files(gone, paper))
    stage.wait(lambda: stage.window.jobs._refused)
    assert not stage.window.projects.close()
    assert "gone.pdf is not there any more" in stage.message().informativeText()
    stage.reply("Close")
    assert set(stored(stage).values()) == {paper.read_bytes()}


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Have each file take until this is set to be read, longer than a closing window waits."""
    made, read = threading.Event(), outside.read

    def read_slowly(path: Path, **more: object) -> outside.Outside:
        made.wait(60)
        return read(path, **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(outside, "read", read_slowly)
    monkeypatch.setattr(jobs, "PATIENCE_MS", 50)
    return made


def test_that_closing_asks_where_attaching_takes_long_and_loses_nothing_unsaid(
    stage: Stage, paper: Path, slow: threading.Event
) -> None:
    assert drop(stage.row(ITEM), of_files(paper))
    assert not stage.window.projects.close()
    assert "still being attached" in stage.message().informativeText()
    slow.set()
    stage.reply("Go on waiting")
    assert stage.window.workspace is None
    assert stage.window.projects.open_path(stage.folder / "project.jalon")
    assert [e.title for e in linked(stage)] == [paper.name]


def test_that_one_can_close_without_what_is_still_being_attached(
    stage: Stage, paper: Path, slow: threading.Event
) -> None:
    stage.session.answer(PROVIDER, ITEM, "how", "kept")
    assert drop(stage.row(ITEM), of_files(paper))
    assert not stage.window.projects.close()
    stage.reply("Close without waiting")
    assert stage.window.workspace is None
    slow.set()
    stage.finish_jobs()
    with opened(stage.folder / "project.jalon") as session:
        assert session.assessment.value(PROVIDER, ITEM, "how") == "kept"
        assert session.attachments.register.present() == ()


# -- the register ----------------------------------------------------------------------------


def attach(stage: Stage, path: Path, *items: str, linked: bool = False) -> Subject:
    places = [(PROVIDER, item) for item in items]
    return stage.session.attachments.attach(outside.read(path), places, linked=linked)


def test_that_the_register_sorts_accents_among_their_letters(stage: Stage, tmp_path: Path) -> None:
    for name in ("Zone.txt", "Écart.txt", "essai.txt", "Dossier.txt"):
        (tmp_path / name).write_text(name)
        attach(stage, tmp_path / name, ITEM)
    table = register(stage).all.table
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)

    shown = [table.lines.index(n, 0).data() for n in range(table.lines.rowCount())]
    assert shown == ["Dossier.txt", "Écart.txt", "essai.txt", "Zone.txt"]


def test_that_the_register_sorts_filters_and_opens_by_keyboard(
    stage: Stage, tmp_path: Path
) -> None:
    dates = {"b.txt": "2026-03-01", "a.txt": "2026-05-01", "c.txt": ""}
    for name, day in dates.items():
        (tmp_path / name).write_text(name)
        made = attach(stage, tmp_path / name, ITEM)
        stage.session.answer(made, "evidence", "date", day)
    page = register(stage)
    table = page.all.table

    def shown() -> list[str]:
        return [str(table.lines.index(n, 0).data()) for n in range(table.lines.rowCount())]

    assert shown() == ["c.txt", "a.txt", "b.txt"]  # newest first
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert shown() == ["a.txt", "b.txt", "c.txt"]
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert shown() == ["a.txt", "b.txt", "c.txt"]  # without a date comes last either way
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert shown() == ["b.txt", "a.txt", "c.txt"]
    stage.type(page.all.filter, "A.T")
    assert shown() == ["a.txt"]
    table.setFocus()
    stage.press(table, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert page.detail.subject == table.here()
    stage.press(page.detail, Qt.Key.Key_Escape)
    assert table.isVisible()
    assert QApplication.focusWidget() is table
    stage.type(page.all.filter, "")
    assert len(shown()) == 3


def test_that_a_piece_is_linked_to_many_requirements_at_once(stage: Stage, paper: Path) -> None:
    made = attach(stage, paper, ITEM)
    page = register(stage)
    page.show_item(made)
    pump()
    stage.click(page.detail.links.add)
    picker = page.detail.links.picker
    assert picker is not None
    stage.type(picker.filter, "1.1 copyright")
    stage.press(picker.filter, Qt.Key.Key_Return)
    count = picker.list.options.rowCount()
    assert count >= 3
    for _ in range(count):
        stage.press(picker.list, Qt.Key.Key_Space)
        stage.press(picker.list, Qt.Key.Key_Down)
    stage.click(picker.pick)
    entry = stage.session.attachments.entry(made)
    assert entry is not None
    assert len(entry.links) == count + 1
    assert linked(stage, OTHER) == (entry,)
    page.detail.links._lines[0]._show.click()
    pump()
    assert stage.workspace.place == Place("measure", measure="copyright-1.1")
    stage.window.menus.actions["undo"].trigger()
    assert linked(stage, OTHER) == ()
    assert len(linked(stage)) == 1


def test_that_all_of_what_is_chosen_from_comes_into_sight(stage: Stage, paper: Path) -> None:
    made = attach(stage, paper, ITEM)
    page = register(stage)
    page.show_item(made)
    stage.show(1024, 768)
    stage.click(page.detail.links.add)
    picker = page.detail.links.picker
    assert picker is not None
    for part in (picker.filter, picker.list, picker.pick):
        assert part.visibleRegion().boundingRect().height() == part.height()


def test_that_removing_asks_for_a_reason_keeps_the_name_and_drops_the_bytes_at_closing(
    stage: Stage, paper: Path
) -> None:
    made = attach(stage, paper, ITEM)
    page = register(stage)
    page.all.table.setFocus()
    stage.press(page.all.table, Qt.Key.Key_Delete)
    removal = page.detail.removal
    assert removal.isVisible()
    stage.click(removal.confirm)
    assert removal._labeled._problem  # no reason, no removal
    assert len(linked(stage)) == 1
    stage.type(removal.reason, "belongs to another model")
    stage.click(removal.confirm)
    assert linked(stage) == ()
    assert "belongs to another model" in page.detail.banner.accessibleName()
    stage.window.menus.actions["undo"].trigger()
    pump()
    assert len(linked(stage)) == 1
    stage.window.menus.actions["redo"].trigger()
    evidence = stage.body(ITEM).evidence
    (line,) = evidence.list._lines
    assert line._struck
    assert "belongs to another model" in line._target.text()
    path = stage.session.path
    assert stored(stage) == {}
    assert stage.window.projects.open_path(path)
    entry = stage.session.attachments.entry(made)
    assert entry is not None
    assert (entry.title, entry.removed) == (paper.name, "belongs to another model")
    assert stage.session.check() == ()


def test_that_a_linked_file_is_looked_at_whenever_the_register_is_shown(
    stage: Stage, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = attach(stage, paper, ITEM, linked=True)
    changes = len(stage.session.history())
    page = register(stage)
    assert stage.session.attachments.found == {made: "as-attached"}
    stage.go(Place("measure", measure="copyright-1.1"))
    paper.write_bytes(b"%PDF-1.7 another edition")
    opened: list[str] = []
    real = os.open
    monkeypatch.setattr(os, "open", lambda p, *a, **k: opened.append(str(p)) or real(p, *a, **k))
    page = register(stage)
    assert stage.session.attachments.found == {made: "changed"}
    assert str(stage.session.path) not in opened
    assert len(stage.session.history()) == changes  # looking writes nothing
    page.show_item(made)
    pump()
    assert "has changed on disk" in page.detail.banner.accessibleName()
    stage.click(page.detail.banner._button)
    stage.finish_jobs()
    entry = stage.session.attachments.entry(made)
    assert entry is not None
    assert entry.file is not None
    assert entry.file.sha256 == hashlib.sha256(paper.read_bytes()).hexdigest()
    stage.click(page.detail.compare)
    stage.finish_jobs()
    assert page.detail.news.text() == "Compared: the file is as it was attached."
    paper.unlink()
    stage.click(page.detail.compare)
    stage.finish_jobs()
    assert "not where it was" in page.detail.banner.accessibleName()


def test_that_a_comparison_that_is_given_up_does_not_go_on_being_told(
    stage: Stage, paper: Path
) -> None:
    attach(stage, paper, ITEM, linked=True)
    page = register(stage)
    page.look(fully=True)
    assert page.all._news.text()
    stage.go(OVERVIEW)
    page = register(stage)
    assert page.all._news.text() == ""


def test_that_an_answer_given_while_files_are_attached_is_a_step_of_its_own(
    stage: Stage, paper: Path
) -> None:
    page = register(stage)
    others = [paper.with_name(f"{n}.txt") for n in range(3)]
    for other in others:
        other.write_text(other.name)
    session = stage.session

    def meanwhile(said: str) -> None:
        if "(2 of 3)" in said:
            session.answer(PROVIDER, ITEM, "how", "meanwhile")

    page.attaching.said.connect(meanwhile)
    page.attaching.files(others, ())
    stage.finish_jobs()
    assert len(session.attachments.register.entries) == 3
    session.undo()
    assert session.assessment.value(PROVIDER, ITEM, "how") == "meanwhile"
    assert len(session.attachments.register.entries) == 1


def test_that_opening_asks_first_warns_of_programs_and_opens_a_private_copy(
    stage: Stage, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    script = tmp_path / "-facture\u202efdp.sh"
    script.write_bytes(b"#!/bin/sh\necho\n")
    page = register(stage)
    for path, careful in ((paper, False), (script, True)):
        page.show_item(attach(stage, path))
        pump()
        stage.click(page.detail.open)
        assert not opened
        box = stage.message()
        assert (
            "program" in box.informativeText() and "Careful" in box.informativeText()
        ) == careful
        assert "\u202e" not in box.text()
        assert box.defaultButton() is None or not careful
        stage.reply("Cancel")
        assert not opened
        stage.click(page.detail.open)
        stage.reply("Open all the same" if careful else "Open")
        copy = Path(opened.pop().toLocalFile())
        assert copy.read_bytes() == path.read_bytes()
        assert copy.suffix == path.suffix
        assert not copy.name.startswith("-")
        assert not copy.is_relative_to(tmp_path)
    assert stage.window.projects.close()
    assert not copy.exists()


def test_that_an_address_is_opened_only_after_asking_and_only_of_the_web(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    for target in ("https://example.org/a", "javascript:alert(1)", "file:///etc/passwd", "vault 7"):
        stage.session.attachments.refer([(PROVIDER, ITEM)], name=target, target=target)
    evidence = stage.body(ITEM).evidence
    for entry in linked(stage):
        evidence.list.open_asked.emit(entry.subject)
        pump()
        if entry.target.startswith("https"):
            assert stage.message().informativeText() == entry.target
            stage.reply("Open")
    assert [url.toString() for url in opened] == ["https://example.org/a"]
    page = register(stage)
    page.show_item(linked(stage)[0].subject)
    assert page.detail.open.isVisible()
    stage.session.attachments.remove(linked(stage)[0], "another company's")
    pump()
    assert not page.detail.open.isVisible()


def test_that_a_file_is_saved_out_again(
    stage: Stage, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_dialogs(monkeypatch, tmp_path / "out.pdf")
    page = register(stage)
    page.show_item(attach(stage, paper))
    pump()
    stage.click(page.detail.save)
    assert (tmp_path / "out.pdf").read_bytes() == paper.read_bytes()
    stage.click(page.detail.save)
    assert "exists already" in stage.message().informativeText()


def told(stage: Stage, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Close the project and have the command line tell its evidence."""
    path = stage.session.path
    assert stage.window.projects.close()
    capsys.readouterr()
    assert run(*parsed(["status", str(path), "--json"])) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["evidence"]
    return found


@pytest.mark.parametrize("from_row", [True, False])
def test_that_a_file_is_linked_by_its_button_and_not_put_into_the_project(
    stage: Stage,
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    from_row: bool,
) -> None:
    answer_dialogs(monkeypatch, paper)
    if from_row:
        evidence = stage.body(ITEM).evidence
        stage.click(evidence.list._add)
        assert evidence.form is not None
        stage.click(evidence.form.link)
    else:
        stage.click(register(stage).all.link)
    stage.finish_jobs()
    folder = stage.session.path.parent
    (found,) = told(stage, capsys)
    file = found["file"]
    assert file["stored"] == "linked"
    assert file["sha256"] == hashlib.sha256(paper.read_bytes()).hexdigest()
    assert (file["name"], file["size"]) == (paper.name, paper.stat().st_size)
    assert Path(file["path"]) == paper.relative_to(folder)
    assert found["links"] == ([{"subject": PROVIDER, "item": ITEM}] if from_row else [])


def test_that_date_expiry_and_note_typed_in_the_register_are_recorded_and_expiry_is_said(
    stage: Stage, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = register(stage)
    assert drop(page, of_files(paper))
    stage.finish_jobs()
    (entry,) = stage.session.attachments.register.present()
    page.show_item(entry.subject)
    pump()
    fields = page.detail.fields
    assert fields is not None
    stage.type(fields.name, "Évaluation <i>finale</i>")
    stage.type(fields.date, "2020-01-15")
    stage.type(fields.expires, "2021-12-31")
    stage.type(fields.note, "Signée « par tous »")
    stage.workspace.desk.writing.leave()
    pump()
    stage.press(page.detail, Qt.Key.Key_Escape)
    line = page.all.table.lines.line(page.all.table.lines.index(0, 0))
    assert [cell.text for cell in line.cells] == [
        "Évaluation <i>finale</i>", "not linked", "15 Jan 2020", "31 Dec 2021", "Expired"
    ]  # fmt: skip
    (found,) = told(stage, capsys)
    assert (found["date"], found["expires"]) == ("2020-01-15", "2021-12-31")
    assert (found["name"], found["note"]) == ("Évaluation <i>finale</i>", "Signée « par tous »")
    assert found["condition"] == "expired"


# -- pictures --------------------------------------------------------------------------------


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few kilobytes that says it has this many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes([1, 0, 0, 0, 0])
    row = bytes(1 + (width + 7) // 8)
    rows = zlib.compress(row * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (5_001, 5_000), (100_000, 260)])
def test_that_an_image_bomb_is_never_decoded(size: tuple[int, int]) -> None:
    data = bomb(*size)
    assert len(data) < 200_000
    assert thumbnails.picture(data, "image/png").isNull()


def test_that_a_large_picture_within_the_limit_is_made_small() -> None:
    small = thumbnails.picture(bomb(5_000, 2_000), "image/png")
    assert (small.width(), small.height()) == (256, 102)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", bomb(50, 50)[:60], os.urandom(3000)])
@pytest.mark.parametrize(
    "kind", ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"]
)
def test_that_broken_pictures_are_none(data: bytes, kind: str) -> None:
    assert thumbnails.picture(data, kind).isNull() or kind == "image/png"


def test_that_a_picture_is_shown_and_a_bomb_has_a_sign(stage: Stage, tmp_path: Path) -> None:
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#C8372D"))
    image.save(str(tmp_path / "capture.png"))
    (tmp_path / "bomb.png").write_bytes(bomb(40_000, 40_000))
    page = register(stage)
    for name, seen in (("capture.png", True), ("bomb.png", False)):
        page.show_item(attach(stage, tmp_path / name))
        stage.finish_jobs()
        assert page.detail._facts._picture.isVisible() is seen
        page._show_all()


def test_that_pictures_in_sight_stand_small_in_the_table_and_others_are_not_made(
    stage: Stage, tmp_path: Path
) -> None:
    for number in range(60):
        image = QImage(90 + number, 60, QImage.Format.Format_RGB32)
        image.fill(QColor(200, number * 4, 45))
        image.save(str(tmp_path / f"capture {number:02}.png"))
        attach(stage, tmp_path / f"capture {number:02}.png")
    page = register(stage)
    table = page.all.table
    stage.finish_jobs()

    def pictured() -> list[int]:
        lines = [table.lines.line(table.lines.index(n, 0)) for n in range(60)]
        return [n for n, line in enumerate(lines) if line.picture is not None]

    def settled() -> list[int]:
        before: list[int] = []
        while (now := pictured()) != before:
            before = now
            pump()
            stage.finish_jobs()
        return now

    first = settled()
    assert first
    assert first == list(range(len(first)))
    assert len(first) < 40
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    pump()
    stage.finish_jobs()
    assert 59 in settled()


def test_that_no_linked_picture_that_became_another_is_shown_as_what_was_attached(
    stage: Stage, tmp_path: Path
) -> None:
    path = tmp_path / "capture.png"

    def paint(colour: str) -> None:
        image = QImage(64, 48, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        image.save(str(path))

    def colour() -> str | None:
        """Return the colour in which the piece stands in the register."""
        page = register(stage)
        table = page.all.table
        stage.wait(lambda: not page.thumbnails.wanted(entry()))
        stage.finish_jobs()
        picture = table.lines.line(table.lines.index(0, 0)).picture
        return picture.toImage().pixelColor(5, 5).name() if picture else None

    def entry() -> Evidence:
        found = stage.session.attachments.entry(made)
        assert found is not None
        return found

    paint("#c8372d")
    made = attach(stage, path, ITEM, linked=True)
    paint("#1d4fd7")
    assert colour() is None
    stage.go(OVERVIEW)
    paint("#c8372d")
    assert colour() == "#c8372d"
    stage.go(OVERVIEW)
    paint("#1d4fd7")
    assert colour() == "#c8372d"
    stage.session.attachments.renew(entry(), outside.read(path))
    assert colour() == "#1d4fd7"


# -- what others rely on ---------------------------------------------------------------------


def test_that_the_language_switches_while_a_piece_is_shown(stage: Stage, paper: Path) -> None:
    """The French manual of another tool says: leave the analysis and open it again."""
    page = register(stage)
    page.show_item(attach(stage, paper, ITEM))
    pump()
    stage.window.set_language("fr")
    pump()
    assert page.detail.open.words() == "Ouvrir…"
    assert page.detail._head._over.text() == "Document"
    page._show_all()
    assert page.all.table.lines.headerData(3, Qt.Orientation.Horizontal) == "Valable jusqu’au"
    stage.window.set_language("en")
    pump()
    assert page.all.attach.words() == "Attach files…"


def many(stage: Stage, count: int) -> None:
    """Attach many small files in one transaction."""
    edits: list[tuple[Key, Value]] = []
    contents = []
    for number in range(count):
        data = b"%d" % number
        content = store.of_bytes("a", data)
        name, made = f"rapport {number:04}.txt", new_subject("evidence")
        file = File(name, len(data), content.sha256, "text/plain", "embedded")
        edits += [(Key(made, "evidence", "file"), file.value()), (Key(PROVIDER, ITEM, made), True)]
        contents.append(content)
    stage.session.apply(edits, contents=contents)


def test_that_two_thousand_pieces_are_a_table_that_scrolls_sorts_and_filters(
    stage: Stage,
) -> None:
    many(stage, 2000)
    page = register(stage)
    table = page.all.table
    assert table.lines.rowCount() == 2000
    assert table.height() > 2000 * 20
    table.setFocus()
    stage.press(table, Qt.Key.Key_End)
    bar = page.area.verticalScrollBar()
    stage.press(table, Qt.Key.Key_PageDown)
    table.go_to(table.lines.keys()[-1])
    pump()
    assert bar.value() > bar.maximum() // 2
    stage.type(page.all.filter, "1999")
    assert table.lines.rowCount() == 1
    evidence = stage.body(ITEM).evidence
    assert len(evidence.list._lines) == 20
    assert "1,980" in evidence.list._more.words()


def test_that_actions_and_evidence_stand_in_the_outline_under_review(stage: Stage) -> None:
    model = stage.workspace.outline._outline
    keys = [model.entry(model.index(n)).key for n in range(model.rowCount())]
    at = keys.index("head:review")
    assert keys[at + 3 : at + 5] == [ACTIONS.id, EVIDENCE.id]
