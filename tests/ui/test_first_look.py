"""The first page of a start comes from the extract; the log, looked at right after it, counts."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.session import Session, opened
from jalon.store.project import Project
from jalon.ui import places
from jalon.ui.places import Place
from jalon.ui.settings import Settings
from jalon.ui.window import Window
from ui import stage

NAME = Key(PROVIDER, "company-name", "value")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with an answer, closed."""
    made = tmp_path / "évaluation.jalon"
    session = Session.create(made, author="Ada Test")
    session.answer(*NAME, "Exemple IA SAS")
    session.close()
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that are nobody's."""
    return stage.settings(tmp_path)


@pytest.fixture
def window(qtbot: QtBot, settings: Settings) -> Iterator[Window]:
    """A window that nobody has seen yet, as at a start."""
    made = Window(settings, "en")
    qtbot.addWidget(made)
    yield made
    if made.workspace:
        made.workspace.desk.writing.give_up()
    made.close()


def edited(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        assert writer.execute(sql, values).rowcount > 0


def misled(path: Path, name: str, of: str = "Exemple IA SAS") -> None:
    """Have an extract with a sound checksum say something else than the log does."""
    with closing(sqlite3.connect(path)) as reader:
        (text,) = reader.execute("SELECT value FROM meta WHERE name = 'extract'").fetchone()
    body = text[9:].replace(of, name)
    assert body != text[9:]
    other = f"{zlib.crc32(body.encode()):08x}\n{body}"
    edited(path, "UPDATE meta SET value = ? WHERE name = 'extract'", other)


def shown(page: QWidget) -> str:
    """Return all that a page's fields hold and say."""
    said = (one.property("text") or one.property("plainText") for one in page.findChildren(QWidget))
    return "\n".join(str(text) for text in said if text)


def refuses(window: Window) -> None:
    """Show a window, and see that it says of its project that it is damaged, and lets go of it."""
    window.show()
    stage.pump()
    assert window.workspace is None
    (box,) = (b for b in window.findChildren(QMessageBox) if b.isVisible())
    assert "damaged" in box.text()
    box.reject()


def test_that_a_damaged_log_closes_the_first_page_and_the_file_stays(
    window: Window, path: Path
) -> None:
    edited(path, "UPDATE change SET author = 'Somebody else' WHERE seq = 2")
    before = path.read_bytes()

    assert window.projects.open_path(path)
    assert window.workspace is not None
    assert window.workspace.desk.session.assessment.value(*NAME) == "Exemple IA SAS"
    window.show()
    stage.pump()

    assert window.workspace is None
    assert window.shown is window.welcome
    (box,) = (b for b in window.findChildren(QMessageBox) if b.isVisible())
    assert "damaged" in box.text()
    assert [button.text() for button in box.buttons()][:2] == [
        "Save what is readable…",
        "Restore a backup…",
    ]
    box.reject()
    assert path.read_bytes() == before
    assert not path.with_name(path.name + ".lock").exists()


def test_that_keys_pressed_at_once_write_into_no_damaged_file(window: Window, path: Path) -> None:
    edited(path, "UPDATE change SET author = 'Somebody else' WHERE seq = 2")
    before = path.read_bytes()
    assert window.projects.open_path(path)
    assert window.workspace is not None
    session = window.workspace.desk.session
    assert not window.workspace.desk.writing.choose(NAME, "Another name")

    assert window.workspace.desk.writing.condition == "failed"
    window.show()
    stage.pump()
    assert window.workspace is not None  # what was typed is still there, to go on in a copy
    assert session.assessment.value(*NAME) == "Exemple IA SAS"
    assert path.read_bytes() == before


def test_that_the_log_counts_where_the_extract_says_something_else(
    window: Window, settings: Settings, path: Path
) -> None:
    misled(path, "Invented SARL")
    company = places.Place("company")
    settings.set_place(path, company.id)

    assert window.projects.open_path(path)
    assert window.workspace is not None
    assert window.workspace.place == company
    assert "Invented SARL" in shown(window.workspace.page)
    window.show()
    stage.pump()

    assert window.workspace.desk.session.assessment.value(*NAME) == "Exemple IA SAS"
    assert "Exemple IA SAS" in shown(window.workspace.page)
    assert "Invented" not in shown(window)


def test_that_what_is_opened_later_is_held_against_the_log_first(
    window: Window, path: Path
) -> None:
    misled(path, "Invented SARL")
    window.show_welcome()
    window.show()
    stage.pump()

    assert window.projects.open_path(path)
    assert window.workspace is not None
    assert window.workspace.desk.session.assessment.value(*NAME) == "Exemple IA SAS"


def test_that_a_text_left_by_a_crash_is_held_against_the_log(window: Window, path: Path) -> None:
    with Project.open(path) as project:
        project.draft(NAME, "Typed before the crash", "Ada Test")
    misled(path, "Typed before the crash")  # by which nothing of it would be new

    assert window.projects.open_path(path)
    window.show()
    stage.pump()

    assert window.workspace is not None
    assert window.workspace.desk.session.assessment.value(*NAME) == "Typed before the crash"


LONG = "Exemple IA SAS " * 40
NO_CHANGE = f'"value":{"[" * 9}{"]" * 9}}}'
"""The end of a change that is none of ours."""


def test_that_an_extract_of_which_no_page_can_be_made_is_passed_over(
    window: Window, settings: Settings, path: Path
) -> None:
    """Long answers are not parsed before a page asks for them."""
    with opened(path, author="Ada Test") as session:
        session.answer(*NAME, LONG)
    misled(path, NO_CHANGE, f'"value":"{LONG}"}}')
    settings.set_place(path, "company")

    assert window.projects.open_path(path)
    window.show()
    stage.pump()

    assert window.workspace is not None
    assert window.workspace.desk.session.assessment.value(*NAME) == LONG
    assert not [box for box in window.findChildren(QMessageBox) if box.isVisible()]


EVIDENCE = Place("evidence")
PIECE = Key(Subject("evidence-0a1b2c3d"), "evidence", "name")
SAYS = '"value":"Policy"}'
"""The end of its change."""


@pytest.fixture
def with_evidence(path: Path) -> Path:
    """The project with a piece of evidence, whose changes no opening parses."""
    session = Session.open(path, author="Ada Test")
    session.apply([(PIECE, "Policy"), (PIECE._replace(item="subject", field="kind"), "evidence")])
    session.close()
    return path


def test_that_the_log_counts_where_the_extract_tells_of_no_register(
    window: Window, settings: Settings, with_evidence: Path
) -> None:
    misled(with_evidence, "\n0 0 ", "\n2 0 ")
    settings.set_place(with_evidence, EVIDENCE.id)

    assert window.projects.open_path(with_evidence)
    assert window.workspace is not None
    assert window.workspace.desk.session.assessment.value(*PIECE) is None
    window.show()
    stage.pump()

    assert window.workspace.desk.session.assessment.value(*PIECE) == "Policy"
    assert not [box for box in window.findChildren(QMessageBox) if box.isVisible()]


@pytest.mark.parametrize("place", ["evidence", "overview", "measure:transparency-1.2"])
def test_that_a_damaged_register_is_refused_at_a_start(
    window: Window, settings: Settings, with_evidence: Path, place: str
) -> None:
    """At once where the first page shows it, else right after that page, which needs none of it."""
    edited(
        with_evidence,
        "UPDATE change SET payload = CAST(payload || ' ' AS BLOB)"
        " WHERE item = 'evidence' AND field = 'name'",
    )
    before = with_evidence.read_bytes()
    settings.set_place(with_evidence, place)

    assert window.projects.open_path(with_evidence) == (place != EVIDENCE.id)
    if window.workspace is None:
        window.show_welcome()
    refuses(window)
    assert with_evidence.read_bytes() == before


def test_that_what_was_typed_at_once_goes_on_in_a_copy_beside_a_damaged_register(
    window: Window, with_evidence: Path, tmp_path: Path
) -> None:
    edited(with_evidence, "UPDATE change SET author = 'Somebody else' WHERE item = 'subject'")
    assert window.projects.open_path(with_evidence)
    assert window.workspace is not None
    desk = window.workspace.desk
    assert not desk.writing.choose(NAME, "Another name")
    window.show()
    stage.pump()

    assert window.workspace is not None
    assert not desk.session.custody.go_on_in(tmp_path / "copy.jalon")
    with opened(tmp_path / "copy.jalon") as copy:
        assert copy.check() == ()
        assert copy.assessment.value(*PIECE) == "Policy"
        assert copy.assessment.value(*NAME) == "Exemple IA SAS"


def test_that_a_log_of_which_no_page_can_be_made_is_refused_at_a_start(
    window: Window, settings: Settings, with_evidence: Path
) -> None:
    with closing(sqlite3.connect(with_evidence)) as reader:
        ((payload,),) = reader.execute(
            "SELECT payload FROM change WHERE item = 'evidence' AND field = 'name'"
        ).fetchall()
    none = payload.replace(SAYS.encode(), NO_CHANGE.encode())
    assert none != payload
    edited(
        with_evidence,
        "UPDATE change SET payload = ?, id = ? WHERE payload = ?",
        none,
        sha256(none).hexdigest(),
        payload,
    )
    edited(with_evidence, "DELETE FROM meta WHERE name = 'extract'")
    before = with_evidence.read_bytes()
    settings.set_place(with_evidence, EVIDENCE.id)

    assert not window.projects.open_path(with_evidence)
    window.show_welcome()
    refuses(window)
    assert with_evidence.read_bytes() == before
