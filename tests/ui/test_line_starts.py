"""In French a place begins small within a line and with a capital where it begins one."""

import pytest

from jalon.assessment.changes import PROVIDER, Subject
from jalon.cli.main import parsed, run
from jalon.language import translator
from jalon.ui.pages import where
from jalon.ui.pages.actions import ActionsPage
from jalon.ui.places import ACTIONS
from ui.stage import Stage

ITEM = "copyright-1.1-draw-up"
pytestmark = pytest.mark.usefixtures("created")


def test_that_steps_and_requirements_to_choose_from_begin_with_a_capital(stage: Stage) -> None:
    stage.session.answer(PROVIDER, ITEM, "next-step", "Écrire la politique")
    stage.window.set_language("fr")
    page = stage.go(ACTIONS)
    assert isinstance(page, ActionsPage)
    (line,) = [one for one in page.all.proposals._lines if one.isVisible()]
    assert line._where.text().startswith("Chapitre Droit d’auteur, mesure")
    options = where.requirements(stage.workspace.desk, translator("fr"), ())
    assert len(options) > 40
    assert [o.help for o in options if not o.help[:1].isupper()] == []
    said = where.words(stage.workspace.desk, translator("fr"), (Subject(PROVIDER), ITEM))
    assert said.startswith("chapitre Droit d’auteur")


def test_that_the_list_of_items_begins_its_places_with_a_capital(
    capsys: pytest.CaptureFixture[str],
) -> None:
    capsys.readouterr()
    assert run(*parsed(["--language", "fr", "items"])) == 0
    places = [one for one in capsys.readouterr().out.splitlines() if ", mesure" in one]
    assert len(places) > 200
    assert [one for one in places if one.strip().startswith("chapitre")] == []
