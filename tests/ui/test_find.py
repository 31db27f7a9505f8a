"""Finding something in the project: by any of its words, by keyboard alone, in both languages."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jalon.assessment import models
from jalon.assessment.changes import PROVIDER, Key, new_subject
from jalon.forms import load
from jalon.ui.folding import folded, spans
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.places import COMPANY, EVIDENCE, Place
from jalon.ui.search.finder import Finder
from jalon.ui.search.hits import Hit, Hits, found_by, sought
from tools.thorough import examples
from ui.stage import Stage, pump

ITEM = next(i for i, r in load.form().items.items() if r.scope == "provider" and "copyright" in i)
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"))
QUIET = [HealthCheck.function_scoped_fixture]


@pytest.fixture(params=["en", "fr"])
def stage(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, request.param)
    made.create()
    made.window.activateWindow()
    yield made
    made.close()


def finder(stage: Stage) -> Finder:
    found = stage.workspace.findChild(Finder)
    assert isinstance(found, Finder)
    return found


def look_for(stage: Stage, words: str) -> list[Hit]:
    """Type words into the finder, opened by its key; return what it lists."""
    stage.keys("Ctrl+F")
    stage.type(finder(stage).field, words)
    return list(finder(stage).list.found.hits)


def test_that_words_without_accents_lead_to_a_measure_by_keyboard_alone(stage: Stage) -> None:
    stage.workspace.outline.setFocus()
    wanted = {"en": "copyright POLICY", "fr": "POLITIQUE elaborer"}[stage.window._tr.code]
    hits = look_for(stage, wanted)
    assert [hit.step().place.measure for hit in hits[:1]] == ["copyright-1.1"]
    stage.press(finder(stage).field, Qt.Key.Key_Return)
    assert stage.workspace.place == Place("measure", measure="copyright-1.1")
    assert finder(stage).isHidden()
    assert stage.workspace.page.isAncestorOf(focus()) or focus() is stage.workspace.page


def focus() -> object:
    return QApplication.focusWidget()


def test_that_every_requirement_is_found_by_its_own_words(stage: Stage) -> None:
    stage.keys("Ctrl+F")
    tr, form = stage.window._tr, stage.session.form
    for item, requirement in form.items.items():
        demand = tr.of(f"{item}.demand", requirement.demand)
        found = finder(stage)._hits.fitting(unicodedata.normalize("NFD", demand).upper())
        assert item in [hit.step().item for hit in found], demand


@settings(max_examples=examples(8, 60), deadline=None, suppress_health_check=QUIET)
@given(st.text(LETTERS, min_size=2, max_size=40), st.data())
def test_that_what_somebody_wrote_is_found_where_it_stands(
    stage: Stage, text: str, data: st.DataObject
) -> None:
    words = [word for word in text.split() if len(folded(word)) > 1]
    assume(words)
    stage.session.answer(PROVIDER, ITEM, "how", f"{'a ' * 80}{text}")
    word = data.draw(st.sampled_from(words))
    listed = look_for(stage, word)
    hits = finder(stage)._hits.fitting(word)
    assert listed == hits[:200]
    steps = [(hit.step().place.kind, hit.step().item, hit.step().subject) for hit in hits]
    assert ("measure", ITEM, PROVIDER) in steps
    assert finder(stage).told.text().startswith(stage.window._tr.number(len(hits)))
    stage.press(finder(stage), Qt.Key.Key_Escape)


def test_that_a_text_being_typed_is_found_and_its_row_is_shown(stage: Stage) -> None:
    body = stage.body(ITEM)
    stage.type(body.fields["how"], "Zyxwv reglement")
    hits = look_for(stage, "zyxwv")
    assert [hit.title for hit in hits] == ["Zyxwv reglement"]
    stage.go(COMPANY)
    look_for(stage, "zyxwv")
    QTest.keyClick(finder(stage).field.entry(), Qt.Key.Key_Down)
    assert focus() is finder(stage).list
    QTest.keyClick(finder(stage).list, Qt.Key.Key_Return)
    pump()
    page = stage.workspace.page
    assert isinstance(page, MeasurePage)
    assert [line.item for line in page.rows if line.is_open] == [ITEM]


def test_that_names_reasons_and_remarks_of_all_kinds_are_found(stage: Stage) -> None:
    session = stage.session
    place = (PROVIDER, ITEM)
    session.attachments.attach_bytes("Qwx protocole.pdf", b"%PDF-1.4", [place])
    session.attachments.refer([place], name="Registre", target="https://qwx.example")
    action = session.actions.add([place], what="Faire le tri (qwx)")
    opinion = new_subject("opinion")
    session.apply(
        [
            (Key(opinion, "opinion", field), value)
            for field, value in {
                "name": "Maître Qwx",
                "capacity": "counsel",
                "direction": "unfavourable",
                "reasons": "Le qwx manque.",
            }.items()
        ]
        + [(Key(opinion, "subject", "kind"), "opinion")]
    )
    hits = look_for(stage, "QWX")
    assert {hit.title for hit in hits} == {
        "Qwx protocole.pdf",
        "https://qwx.example",
        "Faire le tri (qwx)",
        "Maître Qwx",
        "Le qwx manque.",
    }
    for hit in hits:
        assert hit.where().strip()
        stage.workspace.go(hit.step().place, hit.step().item)
        pump()
    assert action in {hit.step().item for hit in hits}
    assert EVIDENCE in {hit.step().place for hit in hits}


def test_that_a_removed_model_is_not_found_and_one_that_comes_back_is(stage: Stage) -> None:
    session = stage.session
    made, edits = models.added(session.assessment, "Wvutsr")
    session.apply(edits)
    session.answer(made, "model-name", "value", "Wvutsr")
    assert [hit.step().place.subject for hit in look_for(stage, "wvutsr")][-1] == made
    session.apply(models.removed(session.assessment, made))
    assert look_for(stage, "wvutsr") == []
    session.undo()
    assert look_for(stage, "wvutsr")


def test_that_escape_and_a_look_elsewhere_put_it_away(stage: Stage) -> None:
    field = stage.go(COMPANY) and stage.field("company-name")
    field.entry().setFocus()
    look_for(stage, "ai act")
    QTest.keyClick(finder(stage).list, Qt.Key.Key_Escape)
    pump()
    assert finder(stage).isHidden()
    assert focus() is field.entry()
    look_for(stage, "ai act")
    field.entry().setFocus()
    pump()
    assert finder(stage).isHidden()
    stage.click(stage.workspace.header.search)
    assert finder(stage).isVisible()


def test_that_it_speaks_the_language_that_was_chosen_last(stage: Stage) -> None:
    look_for(stage, "code")
    before = finder(stage).told.text()
    stage.window.set_language({"en": "fr", "fr": "en"}[stage.window._tr.code])
    pump()
    assert finder(stage).isHidden()
    look_for(stage, "code")
    assert finder(stage).told.text() != before
    named = str(finder(stage).list.accessibleName())
    assert named in {"Search results", "Résultats de la recherche"}
    assert named == stage.window._tr.text("Search results")


def test_that_what_is_typed_in_the_list_goes_on_in_the_line(stage: Stage) -> None:
    look_for(stage, "regi")
    QTest.keyClick(finder(stage).field.entry(), Qt.Key.Key_Tab)
    assert focus() is finder(stage).list
    QTest.keyClicks(finder(stage).list, "s")
    pump()
    assert finder(stage).field.value() == "regis"
    QTest.keyClick(finder(stage).field.entry(), Qt.Key.Key_Down)
    QTest.keyClick(finder(stage).list, Qt.Key.Key_Up)
    assert focus() is finder(stage).field.entry()


@given(st.lists(st.text(LETTERS, max_size=12), max_size=12), st.text(LETTERS, max_size=5))
@settings(max_examples=examples(60, 600))
def test_that_typing_on_finds_what_a_search_from_the_start_finds(
    texts: list[str], asked: str
) -> None:
    def made(text: str) -> Hit:
        return Hit(text, found_by(text, "more"), str, lambda: pytest.fail("not asked for"))

    def everything() -> Hits:
        half = len(texts) // 2
        return Hits([made(text) for text in texts[:half]], [made(text) for text in texts[half:]])

    on = everything()
    for end in range(len(asked) + 1):
        found = [hit.title for hit in on.fitting(asked[:end])]
        assert found == [hit.title for hit in everything().fitting(asked[:end])]
        plain = [t for t in texts if all(w in folded(f"{t}\nmore") for w in sought(asked[:end]))]
        assert sorted(found) in ([], sorted(plain))


@given(st.text(LETTERS, max_size=30), st.integers(0, 29), st.integers(1, 6))
@settings(max_examples=examples(100, 1000))
def test_that_what_is_marked_is_what_was_looked_for(text: str, start: int, length: int) -> None:
    part = folded(text[start : start + length])
    assume(part.strip())
    ((at, many),) = spans(text, [part])
    assert part in folded(text[at : at + many])
    assert part not in folded(text[at + 1 : at + many])
