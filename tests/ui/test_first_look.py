"""The first page of a start comes from the extract; the log, looked at right after it, counts."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER, Key
from jalon.session import Session
from jalon.ui import places
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


def misled(path: Path, name: str) -> None:
    """Have an extract with a sound checksum name another company than the log does."""
    with closing(sqlite3.connect(path)) as reader:
        (text,) = reader.execute("SELECT value FROM meta WHERE name = 'extract'").fetchone()
    body = text[9:].replace("Exemple IA SAS", name)
    assert body != text[9:]
    other = f"{zlib.crc32(body.encode()):08x}\n{body}"
    edited(path, "UPDATE meta SET value = ? WHERE name = 'extract'", other)


def shown(page: QWidget) -> str:
    """Return all that a page's fields hold and say."""
    said = (one.property("text") or one.property("plainText") for one in page.findChildren(QWidget))
    return "\n".join(str(text) for text in said if text)


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
