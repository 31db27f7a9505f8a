"""The header in narrow windows: what is saved stays said, and nothing is cut."""

import pytest

from jalon.assessment.changes import PROVIDER, Key
from jalon.ui.kit import Text
from ui.clipping import clipped
from ui.stage import Stage, pump

SIZES = ((640, 400), (700, 450), (760, 500), (900, 600), (1024, 700), (1280, 800))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_no_width_cuts_a_word_of_the_header(stage: Stage, language: str) -> None:
    stage.window.projects.open_example()  # whose mark takes room
    stage.window.set_language(language)
    models = set()
    for place in stage.workspace.desk.places()[::9]:
        for size in SIZES:
            stage.show(*size)
            stage.go(place)
            header = stage.workspace.header
            assert not clipped(header), (size, place)
            for part in header.findChildren(Text):
                assert part.isHidden() or header.rect().contains(part.geometry())
            models.add((size[0], not header._model.isHidden()))
    assert (1280, True) in models
    assert (640, False) in models  # the outline has them


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_a_narrow_window_says_when_it_was_saved(stage: Stage, language: str) -> None:
    stage.create()
    stage.window.set_language(language)
    stage.show(640, 400)
    stage.type(stage.field("company-name"), "Exemple IA SAS")
    stage.workspace.leave()
    pump()
    header = stage.workspace.header
    assert not header.saved.isHidden()
    assert header.saved.text().startswith("Saved" if language == "en" else "Enregistré")
    assert not clipped(header)
    assert stage.session.shown(*Key(PROVIDER, "company-name", "value")) == "Exemple IA SAS"
