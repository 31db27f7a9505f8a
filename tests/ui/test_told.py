"""What happens away from the focus is said to those who do not see it: once, in their language."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent

from jalon.ui.kit import told
from jalon.ui.pages.actions import ActionsPage
from jalon.ui.pages.models import ModelsPage
from jalon.ui.places import ACTIONS, MODELS
from jalon.ui.search.finder import Finder
from ui.stage import Stage, pump


class Reader:
    """Stands in for the platform's bridge to readers of screens: keeps what it would say."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self) -> None:
        self.said: list[str] = []
        self.pressing: list[str] = []
        self.listens = True

    def isActive(self) -> bool:
        return self.listens

    def updateAccessibility(self, event: QAccessibleEvent) -> None:
        assert isinstance(event, QAccessibleAnnouncementEvent)
        self.said.append(event.message())
        if event.politeness() == self.AnnouncementPoliteness.Assertive:
            self.pressing.append(event.message())


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    listening = Reader()
    monkeypatch.setattr(told, "QAccessible", listening)
    return listening


@pytest.mark.usefixtures("created")
def test_that_what_a_filter_leaves_is_said(stage: Stage, reader: Reader) -> None:
    for what in ("Écrire", "Relire", "Signer"):
        stage.session.actions.add(what=what)
    page = stage.go(ACTIONS)
    assert isinstance(page, ActionsPage)
    assert reader.said == []  # a page that comes is read from its focus
    stage.type(page.all.filter, "ecr")
    assert reader.said == ["1 of 3 actions, 0 overdue"]
    stage.type(page.all.filter, "")
    assert reader.said[1:] == ["3 actions, 0 overdue"]


@pytest.mark.usefixtures("created")
def test_that_a_problem_is_said_once_in_the_language_of_the_window(
    stage: Stage, reader: Reader
) -> None:
    stage.window.set_language("fr")
    page = stage.go(MODELS)
    assert isinstance(page, ModelsPage)
    stage.click(page.add)
    pump()
    assert reader.said == ["Donnez un nom au modèle."]


@pytest.mark.usefixtures("created")
def test_that_what_was_done_is_said_and_nothing_where_nobody_listens(
    stage: Stage, reader: Reader
) -> None:
    stage.workspace.header.say("Copy saved: x.jalon")
    assert reader.said == ["Copy saved: x.jalon"]
    reader.listens = False
    stage.workspace.header.say("Copy saved: y.jalon")
    assert len(reader.said) == 1


def test_that_a_file_that_does_not_open_is_said_at_once(
    stage: Stage, reader: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "no.jalon"
    path.write_text("not a project")
    stage.window.show_welcome()
    stage.window.projects.open_path(path)
    stage.finish_jobs()
    (said,) = reader.said
    assert "no.jalon" in said
    assert reader.pressing == reader.said


@pytest.mark.usefixtures("created")
def test_that_the_number_of_what_was_found_is_said(stage: Stage, reader: Reader) -> None:
    stage.window.activateWindow()
    stage.keys("Ctrl+F")
    finder = stage.workspace.findChild(Finder)
    assert isinstance(finder, Finder)
    before = len(reader.said)
    stage.type(finder.field, "robots.txt")
    assert reader.said[before:][-1:] == [finder.told.text()]
    stage.type(finder.field, "zzqx")
    assert reader.said[-1] == "Nothing has all of these words."
