"""The language switches live: the page that is seen at once, the others when they are seen."""

import pytest
from PySide6.QtWidgets import QApplication

from jalon.language import Translator
from jalon.ui import front
from jalon.ui.application import Setting, application
from jalon.ui.pages.page import Page
from jalon.ui.places import COMPANY, OVERVIEW, Place
from ui.clipping import clipped
from ui.stage import Stage

pytestmark = pytest.mark.usefixtures("created")


def test_that_only_the_page_that_is_seen_is_retranslated(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    company, overview = stage.go(COMPANY), stage.go(OVERVIEW)
    spoken: list[Page] = []

    def noted(page: Page, tr: Translator) -> None:
        spoken.append(page)
        type(page).retranslate(page, tr)

    for page in (company, overview):
        monkeypatch.setattr(page, "retranslate", lambda tr, page=page: noted(page, tr))
    stage.window.set_language("fr")
    assert spoken == [overview]

    stage.go(COMPANY)
    assert spoken == [overview, company]
    stage.go(OVERVIEW)
    assert spoken == [overview, company]


def test_that_what_is_typed_stays_while_the_language_changes(stage: Stage) -> None:
    body = stage.body("copyright-1.1-draw-up")
    stage.type(body.fields["how"], "half a sentence")
    stage.click(stage.workspace.header.language)

    assert stage.window.language == "fr"
    assert body.fields["how"].value() == "half a sentence"
    assert stage.workspace.header.language.text() == "English"


def test_that_the_language_is_kept_for_next_time(stage: Stage) -> None:
    stage.window.set_language("fr")

    assert stage.settings.language == "fr"


def test_that_a_page_made_later_speaks_the_language_in_use(stage: Stage) -> None:
    stage.window.set_language("fr")
    stage.go(Place("measure", measure="copyright-1.1"))
    english = stage.session.form.home["copyright-1.1-draw-up"][2].summary  # type: ignore[index]

    assert stage.workspace.page.top.lead.text() != english


@pytest.mark.parametrize("languages", [("en", "fr"), ("fr", "en")])
def test_that_a_page_seen_again_in_another_language_is_painted_whole_at_once(
    stage: Stage, languages: tuple[str, str]
) -> None:
    places = (COMPANY, Place("model", stage.model))
    stage.window.set_language(languages[0])
    for place in places:
        stage.go(place)
    stage.go(OVERVIEW)
    stage.window.set_language(languages[1])
    for place in places:
        stage.workspace.go(place)  # and no round of the event loop
        assert clipped(stage.workspace.page) == []


def test_that_qts_own_dialogs_speak_french_too(stage: Stage, qapp: QApplication) -> None:
    assert application() is qapp
    setting = Setting(qapp, stage.settings)
    setting.set_language("fr")
    try:
        assert QApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    finally:
        setting.set_language("en")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_that_the_pages_of_the_program_follow_when_they_are_seen(stage: Stage) -> None:
    window = stage.window
    window.set_language("fr")
    window.menus.actions["verify"].trigger()
    assert window.verify.choose.words() != "Choose a signed report…"
    window.set_language("en")
    assert window.verify.choose.words() == "Choose a signed report…"
    window.projects.close()
    assert window.welcome._left.example.words() == "Look at a worked example"
    assert window.welcome.language.words() == "Français"


def test_that_each_of_three_languages_has_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "available", lambda: ("en", "de", "fr"))
    assert [front.other_than(code) for code in ("en", "de", "fr")] == ["de", "fr", "en"]
