"""Opening, recent projects, read-only files, copies, and each way in which a file fails."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QStandardPaths,
    Qt,
    QTimer,
    QTranslator,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER
from jalon.language import translator
from jalon.session import Session
from jalon.ui import file_dialogs
from jalon.ui.kit import Button, RecentProject
from jalon.ui.names import suffixed
from jalon.ui.places import COMPANY, REPORT, Place
from jalon.ui.window import Window
from ui.stage import Stage, answer_dialogs, pump, words_of

ITEM = "copyright-1.1-draw-up"


def failure(stage: Stage) -> str:
    """Return what the welcome page says of a project that did not open."""
    banner = stage.window.welcome._left._failure
    return banner.accessibleName() if banner.isVisible() else ""


def dialog_words(stage: Stage, language: str) -> set[str]:
    """Return the words of the dialog that asks for a place, Qt's own included, in a language."""
    seen: set[str] = set()

    def look() -> None:
        (dialog,) = stage.window.findChildren(QFileDialog)
        for part in (*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton)):
            seen.add(part.text().replace("&", ""))
        dialog.reject()

    qt = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert qt.load(QLocale(language), "qtbase", "_", folder)
    QCoreApplication.installTranslator(qt)
    QTimer.singleShot(0, look)
    try:
        file_dialogs.save_file(stage.window, translator(language), "?", stage.folder / "a.pdf")
    finally:
        QCoreApplication.removeTranslator(qt)
    return seen - {""}


def test_that_no_label_of_a_file_dialog_is_left_in_another_language(stage: Stage) -> None:
    french, english = dialog_words(stage, "fr"), dialog_words(stage, "en")

    assert {"Look in:", "Files of type:", "Cancel"} <= english
    assert len(french) == len(english)
    assert not english & french


def test_that_the_focus_goes_to_the_page_once_the_name_is_known(stage: Stage) -> None:
    stage.settings.author = ""
    stage.create()
    asked = stage.workspace.notices.author
    assert asked.isVisible()
    stage.type(asked.name, "Zoé")
    stage.press(asked.name, Qt.Key.Key_Return)

    assert stage.session.author == "Zoé"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert stage.workspace.page.isAncestorOf(focused)
    assert focused.accessibleName() == "Legal name of the company"


def test_that_a_project_is_listed_with_its_names_and_result(stage: Stage) -> None:
    stage.create()
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx")
    stage.session.answer(stage.model, "model-name", "value", "Zyx-1B")
    stage.session.answer(PROVIDER, ITEM, "state", "implemented")
    stage.window.projects.close()
    pump()

    (entry,) = stage.window.welcome.findChildren(RecentProject)
    assert "Zyx, Zyx-1B" in entry.accessibleName()
    (recent,) = stage.settings.recent
    assert (recent.settled, recent.total) == (1, recent.settled + recent.unanswered)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_a_project_is_listed_as_signed_changed_since_or_not_signed(
    stage: Stage, language: str
) -> None:
    stage.window.set_language(language)
    path = stage.create()
    heard = []

    def close_and_look() -> str:
        assert stage.window.projects.close()
        pump()
        (entry,) = stage.window.welcome.findChildren(RecentProject)
        heard.append(entry.accessibleDescription())
        return heard[-1]

    close_and_look()
    (unsigned,) = stage.settings.recent
    assert unsigned.signed == ""
    stage.reopen(path)
    session, day = stage.session, datetime.now(UTC).astimezone().date()
    about = {"file": "r.pdf", "sha256": "0" * 64, "language": "en", "signers": ["Zyx"]}
    session.record_report(**about, digest=session.assessment.digest())
    assert stage.window._tr.date(day, "medium") in close_and_look()
    stage.reopen(path)
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx")
    close_and_look()
    assert len(set(heard)) == 3
    (changed,) = stage.settings.recent
    assert (changed.signed, changed.as_signed) == (day.isoformat(), False)
    stage.reopen(path)
    stage.session.custody.protect("correct horse", stage.folder / "backups")
    close_and_look()
    (closed,) = stage.settings.recent
    assert closed.signed is None


def test_that_a_recent_project_opens_where_one_was(stage: Stage) -> None:
    path = stage.create()
    stage.go(Place("measure", measure="copyright-1.3"))
    stage.window.projects.close()
    pump()
    stage.click(stage.window.welcome.findChildren(RecentProject)[0])

    assert stage.session.path == path
    assert stage.workspace.place.measure == "copyright-1.3"


def test_that_a_missing_file_is_marked_and_can_be_taken_off_the_list(stage: Stage) -> None:
    path = stage.create()
    stage.window.projects.close()
    path.unlink()
    stage.window.show_welcome()
    pump()
    (entry,) = stage.window.welcome.findChildren(RecentProject)
    assert not entry.isEnabled()
    assert "no longer there" in entry.accessibleName() + entry.accessibleDescription()
    shown = [b for b in stage.window.welcome.findChildren(Button) if b.isVisible()]
    remove = next(b for b in shown if words_of(b) == "Remove")

    stage.click(remove)

    assert stage.settings.recent == ()


def test_that_a_project_stays_open_where_a_new_one_cannot_be_made(stage: Stage) -> None:
    path = stage.create()
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx")
    stage.create()  # at the same place: something is there

    assert stage.session.path == path
    assert "already" in stage.window.new.place.entry().accessibleDescription()
    stage.click(stage.window.new._cancel)
    pump()
    assert stage.workspace.isVisible()


def test_that_the_example_is_marked_and_not_listed(stage: Stage) -> None:
    assert stage.window.projects.open_example()
    pump()

    assert stage.workspace.header._mark.text() == "Fictional example"
    assert stage.session.example
    folder = stage.session.path.parent
    assert folder.exists()
    stage.window.projects.close()
    assert stage.settings.recent == ()
    assert not folder.exists()


def test_that_a_read_only_file_can_be_read_and_copied_but_not_changed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stage.create()
    stage.session.answer(PROVIDER, ITEM, "how", "Selectable")
    stage.window.projects.close()
    monkeypatch.setattr(
        Session, "read_only", property(lambda _: True)
    )  # root may write to anything: the store's own tests use a real read-only file
    assert stage.window.projects.open_path(path)
    body = stage.body(ITEM)

    assert stage.workspace.notices.read_only.isVisible()
    assert "Read-only" in stage.workspace.header._mark.text()
    assert body.fields["how"].value() == "Selectable"
    entry = body.fields["owner"].entry()
    assert isinstance(entry, QLineEdit)
    assert entry.isReadOnly()
    assert entry.isEnabled()
    before = len(stage.session.history())
    stage.type(body.fields["owner"], "nobody")
    stage.workspace.leave()
    assert len(stage.session.history()) == before


@pytest.mark.parametrize("kind", ["missing", "foreign", "newer"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_a_file_that_does_not_open_is_explained_on_the_welcome_page(
    stage: Stage, qtbot: QtBot, kind: str, language: str
) -> None:
    path, other = broken(stage, qtbot, kind)
    stage.window.set_language(language)
    stage.window.show_welcome()

    assert not stage.window.projects.open_path(path)

    pump()
    said = failure(stage)
    assert path.name in said
    assert stage.window.workspace is None
    assert not stage.window.findChildren(QMessageBox)
    if other:
        other.close()


@pytest.mark.parametrize("kind", ["damaged", "locked"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_what_can_be_done_about_a_file_that_does_not_open_is_offered(
    stage: Stage, qtbot: QtBot, kind: str, language: str
) -> None:
    path, other = broken(stage, qtbot, kind)
    stage.window.set_language(language)
    stage.window.show_welcome()

    assert not stage.window.projects.open_path(path)

    pump()
    box = stage.message()
    assert path.name in box.text()
    assert len(box.buttons()) == 3
    box.reject()
    pump()
    assert stage.window.workspace is None
    if other:
        other.close()


def broken(stage: Stage, qtbot: QtBot, kind: str) -> tuple[Path, Window | None]:
    """Return a project that does not open, and the other window that holds it, if one does."""
    path = stage.folder / f"{kind}.jalon"
    if kind == "missing":
        return path, None
    if kind == "foreign":
        path.write_text("Dear diary,\n" * 100)
        return path, None
    stage.create(path.name)
    if kind == "locked":
        other = stage.window
        stage.window = Window(stage.settings, "en")
        qtbot.addWidget(stage.window)
        stage.show(1280, 800)
        return path, other
    stage.window.projects.close()
    if kind == "newer":
        base = sqlite3.connect(path)
        base.execute("PRAGMA user_version = 999")
        base.close()
    else:
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    return path, None


def test_that_a_failure_while_a_project_is_open_leaves_it_open(stage: Stage) -> None:
    path = stage.create()
    assert not stage.window.projects.open_path(stage.folder / "none.jalon")
    pump()

    assert stage.session.path == path
    assert "none.jalon" in stage.message().informativeText()
    stage.message().close()


def test_that_a_copy_holds_everything_and_never_replaces_a_file(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.create()
    stage.session.answer(PROVIDER, "company-name", "value", "Zyx")
    copy = stage.folder / "copy.jalon"
    answer_dialogs(monkeypatch, copy)
    stage.window.menus.actions["copy"].trigger()
    assert stage.workspace.header.saved.text() == "Copy saved: copy.jalon"
    session = Session.open(copy)
    assert session.assessment.value(PROVIDER, "company-name", "value") == "Zyx"
    session.close()
    before = copy.read_bytes()

    stage.window.menus.actions["copy"].trigger()

    assert copy.read_bytes() == before
    assert "copy.jalon" in stage.message().informativeText()
    stage.message().close()


def test_that_a_new_project_never_replaces_a_file(stage: Stage) -> None:
    taken = stage.folder / "taken.jalon"
    taken.write_text("mine")
    stage.window.menus.actions["new"].trigger()
    stage.type(stage.window.new.place, str(stage.folder / "taken"))
    stage.click(stage.window.new.make)

    assert taken.read_text() == "mine"
    assert stage.window.workspace is None
    assert stage.window.shown is stage.window.new


def test_that_the_name_is_asked_once(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    stage.settings.author = ""
    stage.create()
    ask = stage.workspace.notices.author
    assert ask.isVisible()
    stage.type(ask.name, "Bea Once")
    stage.click(ask.save)

    assert not ask.isVisible()
    assert stage.session.author == "Bea Once"
    stage.session.answer(PROVIDER, ITEM, "state", "partial")
    assert stage.session.history()[0].author == "Bea Once"
    stage.reopen(stage.session.path)
    assert not stage.workspace.notices.author.isVisible()
    stage.close()


def test_that_panels_fold_and_can_be_laid_over_the_page(stage: Stage) -> None:
    stage.create()
    stage.measure("copyright-1.3")
    workspace = stage.workspace
    assert workspace.outline.isVisible()
    assert workspace.law.isVisible()

    stage.show(800, 600)
    assert workspace.outline.isVisible()
    assert not workspace.law.isVisible()
    stage.click(workspace.header.law)
    assert workspace.law.isVisible()

    stage.show(640, 480)
    stage.click(workspace.header.law)
    assert not workspace.outline.isVisible()
    stage.click(workspace.header.outline)
    assert workspace.outline.isVisible()
    assert not workspace.stack.isVisible()
    workspace.outline.visited.emit(COMPANY.id)
    pump()
    assert workspace.stack.isVisible()
    assert not workspace.outline.isVisible()


def test_that_back_and_next_walk_every_place_in_order(stage: Stage) -> None:
    stage.create()
    seen = [stage.workspace.place]
    while stage.workspace.place != REPORT:
        stage.workspace.go_on()
        seen.append(stage.workspace.place)
    assert [p.kind for p in seen[:3]] == ["company", "models", "model"]
    assert len([p for p in seen if p.kind == "measure"]) == sum(
        len(c.measures()) for c in stage.session.form.chapter
    )
    for place in reversed(seen[:-1]):
        stage.workspace.go_back()
        assert stage.workspace.place == place


def test_that_the_window_comes_back_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    path = stage.create()
    stage.measure("copyright-1.3")
    stage.workspace.panels.setSizes([300, 600, 380])
    stage.workspace.panels.splitterMoved.emit(300, 1)
    stage.show(780, 560)  # the screen of the tests is 800 wide
    widths = stage.workspace.panels.sizes()
    stage.window.close()

    again = Window(stage.settings, "en")
    qtbot.addWidget(again)
    again.show()
    again.projects.open_path(path)
    pump()
    assert (again.width(), again.height()) == (780, 560)
    assert again.workspace is not None
    assert again.workspace.panels.sizes()[0] == pytest.approx(widths[0], abs=3)
    again.close()


def test_that_a_project_gets_its_suffix() -> None:
    assert suffixed(Path("a/b")) == Path("a/b.jalon")
    assert suffixed(Path("a/v1.2")) == Path("a/v1.2.jalon")
    assert suffixed(Path("a/b.jalon")) == Path("a/b.jalon")


def test_that_a_duplicate_holds_everything_and_is_what_is_open_then(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stage.create()
    model = stage.model
    stage.type(stage.body(ITEM).fields["how"], "typed and not left yet")
    stage.session.answer(model, "model-name", "value", "Aurora")
    before = len(stage.session.history())
    twin = stage.folder / "twin.jalon"
    answer_dialogs(monkeypatch, twin)
    stage.window.menus.actions["duplicate"].trigger()
    pump()
    assert stage.session.path == twin
    assert len(stage.session.history()) == before + 1
    stage.session.answer(model, "model-name", "value", "Borealis")
    stage.window.projects.close()
    old, new = Session.open(first), Session.open(twin)
    assert old.assessment.text(model, "model-name", "value") == "Aurora"
    assert new.assessment.text(model, "model-name", "value") == "Borealis"
    for one in (old, new):
        assert "typed and not left yet" in {c.value for c in one.history()}
        assert one.check() == ()
        one.close()


def test_that_a_duplicate_never_replaces_a_file(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stage.create()
    there = stage.folder / "there.jalon"
    there.write_text("somebody's own")
    answer_dialogs(monkeypatch, there)
    stage.window.menus.actions["duplicate"].trigger()
    pump()
    assert there.read_text() == "somebody's own"
    assert "there.jalon" in stage.message().informativeText()
    assert stage.session.path == first


def test_that_an_older_file_opens_and_says_where_the_old_one_is(stage: Stage) -> None:
    frozen = next((Path(__file__).parents[1] / "data" / "projects").glob("v0-*.jalon"))
    path = stage.folder / "old.jalon"
    path.write_bytes(frozen.read_bytes())
    assert stage.window.projects.open_path(path)
    assert stage.workspace.header.saved.text() == "Older file kept: old-v0.jalon"
    assert (stage.folder / "old-v0.jalon").read_bytes() == frozen.read_bytes()
    stage.reopen(path)
    assert "kept" not in stage.workspace.header.saved.text()


def test_that_a_project_is_proposed_in_documents_or_where_there_is_no_such_folder_at_home(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = stage.folder / "Documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(documents))
    stage.window._begin_new()
    assert Path(str(stage.window.new.place.value())).parent == Path.home()
    documents.mkdir()
    stage.window._begin_new()
    assert Path(str(stage.window.new.place.value())).parent == documents


@pytest.mark.parametrize("act", ["new", "restore", "verify"])
def test_that_the_focus_is_where_it_was_after_another_page_of_the_program(
    stage: Stage, act: str
) -> None:
    stage.create()
    field = stage.field("company-name").entry()
    field.setFocus()
    stage.window.menus.actions[act].trigger()
    pump()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert stage.window.shown is not None
    assert stage.window.shown.isAncestorOf(focused)
    stage.window.front.left.emit()
    pump()
    assert QApplication.focusWidget() is field
