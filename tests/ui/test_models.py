"""Several models through the window: added, looked at, differing, removed; read back by SQLite."""

import json
import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from jalon.assessment import inheritance, model_words, models
from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.assessment.review import acts
from jalon.assessment.review.model import Target
from jalon.export import report
from jalon.language import translator
from jalon.ui.kit import GrowingText
from jalon.ui.pages import linking
from jalon.ui.pages.actions import ActionsPage
from jalon.ui.pages.heir import HeirRow
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.model import ModelPage
from jalon.ui.pages.models import ModelsPage
from jalon.ui.pages.opinions import OpinionsPage
from jalon.ui.places import ACTIONS, DATES, EVIDENCE, MODELS, OPINIONS, OVERVIEW, Place
from jalon.ui.viewpoint import EVERYONE
from tools.report_printing import texts, together
from tools.thorough import examples
from ui.clipping import clipped
from ui.stage import Stage, pump
from ui.test_walk import NAMES, WORD, said

ITEM = "copyright-1.1-draw-up"
ODD = [
    "Modèle « Été »",
    "模型 7B",
    "نموذج ٣",
    "Mod\u202fèle %s {name}",
    "<b>&amp;</b>",
    "🜚 x",
    "É" * 90,
]


@pytest.fixture
def _ten_points(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    font = QFont(before)
    font.setPointSizeF(10)
    qapp.setFont(font)
    yield
    qapp.setFont(before)


pytestmark = pytest.mark.usefixtures("created")


def add(stage: Stage, name: str) -> Subject:
    """Add a model as a user does: the page of models, its field, its button."""
    before = stage.session.models
    page = stage.go(MODELS)
    assert isinstance(page, ModelsPage)
    stage.type(page.name, name)
    stage.click(page.add)
    (made,) = set(stage.session.models) - set(before)
    return made


def look_at(stage: Stage, index: int) -> MeasurePage:
    """Choose in the drop-down of a measure, by keys."""
    page = stage.workspace.page
    assert isinstance(page, MeasurePage)
    assert page.top.view is not None
    menu = page.top.view.field.entry()
    assert isinstance(menu, QComboBox)
    menu.setFocus()
    QTest.keyClick(menu, Qt.Key.Key_Home)
    for _ in range(index):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    pump()
    return page


def heir(page: MeasurePage, item: str = ITEM) -> HeirRow:
    line = next(r for r in page.rows if r.item == item and r.subject != PROVIDER)
    assert isinstance(line, HeirRow)
    return line


def words_in(widget: QWidget) -> str:
    return " ".join(w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget))


def in_file(stage: Stage) -> dict[tuple[str, str, str], object]:
    """Close the project and return what its file holds, without the program."""
    path = stage.session.path
    assert stage.window.projects.close()
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as project:
        rows = project.execute("SELECT payload FROM head JOIN change USING (seq)").fetchall()
    found = [json.loads(payload) for (payload,) in rows]
    return {(d["subject"], d["item"], d["field"]): d["value"] for d in found}


# -- adding, ordering, removing ----------------------------------------------------------------


@pytest.mark.parametrize("name", ODD)
def test_that_a_model_of_any_name_is_added_by_keyboard(stage: Stage, name: str) -> None:
    outline = stage.workspace.outline
    outline.setFocus(Qt.FocusReason.TabFocusReason)
    outline.keyboardSearch("Models")
    QTest.keyClick(outline, Qt.Key.Key_Return)
    pump()
    page = stage.workspace.page
    assert isinstance(page, ModelsPage)
    stage.type(page.name, name)
    QTest.keyClick(page.name.entry(), Qt.Key.Key_Return)
    pump()

    made = stage.session.models[1]
    assert stage.workspace.place == Place("model", made)
    held = in_file(stage)
    assert held[made, "model-name", "value"] == name
    assert held[made, "subject", "kind"] == "model"


@pytest.mark.parametrize("name", ["", "   ", "aLPHA"])
def test_that_a_name_that_cannot_be_is_refused_where_it_stands(stage: Stage, name: str) -> None:
    add(stage, "Alpha")
    page = stage.go(MODELS)
    assert isinstance(page, ModelsPage)
    stage.type(page.name, name)
    stage.click(page.add)

    assert len(stage.session.models) == 2
    assert page._name._line is not None
    assert page._name._line.isVisible()


def test_that_adding_is_one_step_of_undo(stage: Stage) -> None:
    add(stage, "Beta")
    stage.window.menus.actions["undo"].trigger()
    pump()
    assert len(stage.session.models) == 1
    assert stage.workspace.place == MODELS
    stage.window.menus.actions["redo"].trigger()
    pump()
    assert [stage.workspace.desk.model(m) for m in stage.session.models] == ["", "Beta"]


def test_that_a_model_is_renamed_by_its_fact_everywhere(stage: Stage) -> None:
    made = add(stage, "Beta")
    stage.type(stage.field("model-name"), "Gamma")
    stage.workspace.leave()
    pump()
    shown = [stage.workspace._model.entry(stage.workspace._model.index(n)).label for n in range(8)]
    assert "Gamma" in shown
    assert "Gamma" in stage.workspace.header._model.text()
    assert in_file(stage)[made, "model-name", "value"] == "Gamma"


def test_that_models_are_put_in_another_order(stage: Stage) -> None:
    add(stage, "B")
    third = add(stage, "C")
    page = stage.go(MODELS)
    assert isinstance(page, ModelsPage)
    stage.click(page.living.lines[2].acts[0])
    assert stage.session.models[1] == third
    assert page.living.lines[1].acts[0].hasFocus()
    QTest.keyClick(page.living.lines[1].acts[0], Qt.Key.Key_Space)
    pump()
    assert stage.session.models[0] == third
    assert in_file(stage)["project", "models", "order"][0] == third  # type: ignore[index]


def test_that_a_removed_model_comes_back_with_all_that_was_written(stage: Stage) -> None:
    made = add(stage, "Beta")
    item = next(i for i, r in stage.session.form.items.items() if r.scope == "model")
    stage.session.answer(made, item, "how", "Written.")
    before = stage.session.evaluation
    page = stage.go(Place("model", made))
    assert isinstance(page, ModelPage)
    stage.click(page.end.remove)

    assert stage.workspace.place == MODELS
    assert made not in stage.session.models
    shown = [stage.workspace._model.entry(stage.workspace._model.index(n)).label for n in range(8)]
    assert "Beta" not in shown
    models = stage.workspace.page
    assert isinstance(models, ModelsPage)
    assert "Beta" in words_in(models.removed)
    assert "Ada Test" in words_in(models.removed)
    stage.click(models.removed.lines[0].acts[0])
    assert stage.session.evaluation == before

    stage.go(Place("model", made))
    stage.click(page.end.remove)
    stage.keys(QKeySequence.StandardKey.Undo)
    assert stage.session.evaluation == before
    assert in_file(stage)[made, item, "how"] == "Written."


def test_that_the_last_model_cannot_be_removed(stage: Stage) -> None:
    page = stage.go(Place("model", stage.model))
    assert isinstance(page, ModelPage)
    assert not page.end.remove.isVisible()


# -- what a model inherits, and where it differs -------------------------------------------------


def test_that_the_company_s_answer_is_shown_as_inherited_with_its_source(stage: Stage) -> None:
    add(stage, "Beta")
    stage.session.answer(PROVIDER, ITEM, "state", "partial")
    stage.session.answer(PROVIDER, ITEM, "how", "As the company does.")
    stage.measure("copyright-1.1")
    line = heir(look_at(stage, 2))

    assert line.head.isChecked() or not line.is_open
    line.set_open(True)
    pump()
    text = words_in(line)
    assert "As the company does." in text
    assert "Partial" in text
    assert "Ada Test" in text
    assert "inherited from the company" in line.head.accessibleDescription()


def test_that_digits_do_not_answer_what_is_inherited(stage: Stage) -> None:
    made = add(stage, "Beta")
    stage.measure("copyright-1.1")
    line = heir(look_at(stage, 2))
    line.head.setFocus()
    QTest.keyClick(line.head, Qt.Key.Key_1)
    assert stage.session.assessment.value(made, ITEM, "state") is None
    assert stage.session.assessment.value(PROVIDER, ITEM, "state") is None


@settings(
    max_examples=examples(2, 20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    reason=st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=20),
    digit=st.integers(1, 5),
)
def test_that_a_model_answers_otherwise_and_takes_it_back(
    qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory, reason: str, digit: int
) -> None:
    stage = Stage(qtbot, tmp_path_factory.mktemp("window"))
    stage.create()
    try:
        differ(stage, reason if reason.strip() else f"x{reason}", digit)
    finally:
        stage.close()


def differ(stage: Stage, reason: str, digit: int) -> None:
    made = add(stage, "Beta")
    stage.session.answer(PROVIDER, ITEM, "state", "implemented")
    before = stage.session.evaluation
    stage.measure("copyright-1.1")
    page = look_at(stage, 2)
    line = heir(page)
    line.set_open(True)
    pump()
    assert line.taken_over is not None
    stage.click(line.taken_over.begin)

    assert line.reason is not None
    assert line.reason.field.entry().hasFocus()
    assert line.reason._labeled._line is not None
    assert line.reason._labeled._line.isVisible()
    assert stage.session.evaluation.overall == before.overall

    stage.type(line.reason.field, reason)
    assert line.body is not None
    stage.press(line.body.state, Qt.Key(Qt.Key.Key_0 + digit))
    stage.workspace.leave()
    pump()
    own = stage.session.evaluation.items[made, ITEM]  # type: ignore[index]
    assert own.state == line.body.state.value()
    assert stage.session.evaluation.overall.applicable == before.overall.applicable + 1
    assert not line.reason._labeled._line.isVisible()

    look_at(stage, 0)
    assert [r.subject for r in page.rows if r.item == ITEM] == [PROVIDER, made]
    look_at(stage, 2)
    line = heir(page)
    line.set_open(True)
    pump()
    assert line.reason is not None
    stage.click(line.reason.back)
    assert stage.session.evaluation.overall == before.overall
    assert line.taken_over is not None
    assert line.taken_over.begin.hasFocus()

    stage.click(line.taken_over.begin)
    assert line.reason.field.value() == reason
    held = in_file(stage)
    assert held[made, ITEM, "override-reason"] == reason
    assert held[made, ITEM, "override"] is True


def test_that_going_to_the_company_s_answer_opens_its_row(stage: Stage) -> None:
    add(stage, "Beta")
    stage.measure("copyright-1.1")
    page = look_at(stage, 1)
    line = heir(page)
    line.set_open(True)
    pump()
    assert line.taken_over is not None
    stage.click(line.taken_over._company)
    assert page.here.which == (PROVIDER, ITEM)
    assert next(r for r in page.rows if (r.subject, r.item) == (PROVIDER, ITEM)).is_open


def test_that_the_model_looked_at_goes_along_to_the_next_measure(stage: Stage) -> None:
    made = add(stage, "Beta")
    stage.measure("copyright-1.1")
    look_at(stage, 2)
    stage.workspace.go_on()
    pump()
    page = stage.workspace.page
    assert isinstance(page, MeasurePage)
    assert {line.subject for line in page.rows} == {made}


def test_that_fifty_models_are_looked_at_one_at_a_time(stage: Stage) -> None:
    edits = []
    for number in range(49):
        made = Subject(f"model-{number:08x}")
        edits += [(Key(made, "subject", "kind"), "model")]
        edits += [(Key(made, "model-name", "value"), f"M{number}")]
    stage.session.apply(edits)
    page = stage.measure("transparency-1.2")
    assert {line.subject for line in page.rows} == {PROVIDER}
    look_at(stage, 50)
    assert {line.subject for line in page.rows} == {stage.session.models[49]}
    assert len(page.rows) == len(page.sheet.requirement)
    keys = [
        stage.workspace._model.entry(stage.workspace._model.index(n)).key
        for n in range(stage.workspace._model.rowCount())
    ]
    assert not any(key.startswith("model:") for key in keys)
    stage.go(Place("model", stage.session.models[7]))
    assert stage.workspace.outline.currentIndex().data() == "M6"


def test_that_a_step_leads_to_the_row_of_its_model(stage: Stage) -> None:
    made = add(stage, "Beta")
    item = next(i for i, r in stage.session.form.items.items() if r.scope == "model")
    place = Place("measure", measure=stage.session.form.home[item][2].id)
    stage.workspace.go(place, item, made)
    pump()
    page = stage.workspace.page
    assert isinstance(page, MeasurePage)
    assert page.here.which == (made, item)


def test_that_tab_follows_the_page_from_top_to_bottom(stage: Stage) -> None:
    """Rows come and go as one looks at others; Tab goes on down the page."""
    add(stage, "Beta")
    stage.session.apply(inheritance.begin(stage.session.models[1], ITEM))
    stage.measure("copyright-1.1")
    look_at(stage, 2)
    page = look_at(stage, 0)
    for line in page.rows:
        line.set_open(True)
    pump()
    page.top.count.all_asked.setFocus()
    heights = []
    for _ in range(600):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        inside = at is not None and page._card.isAncestorOf(at)
        if at is None or (heights and not inside):
            break
        if not inside:
            continue
        heights.append(at.mapTo(page._card, at.rect().topLeft()).y())
    assert len(heights) > len(page.rows)
    rows = [line.y() for line in page.rows]
    which = [max(n for n, top in enumerate(rows) if top <= y) for y in heights]
    assert which == sorted(which)


# -- facts -----------------------------------------------------------------------------------------


def test_that_facts_of_the_company_are_shown_with_their_source(stage: Stage) -> None:
    chance = random.Random(3)  # noqa: S311  a test's choice
    name = "".join(chance.choices("aéß漢 1", k=12)).strip() + "x"
    stage.session.answer(PROVIDER, "company-country", "value", name)
    page = stage.go(Place("model", stage.model))
    assert isinstance(page, ModelPage)
    fact = page.company.fact("company-country")
    assert fact is not None
    assert name in words_in(fact)
    assert "Ada Test" in words_in(fact)


def test_that_a_model_can_have_another_contact_with_a_reason_only(stage: Stage) -> None:
    made = add(stage, "Beta")
    stage.session.answer(PROVIDER, "company-contact", "value", "Legal")
    page = stage.go(Place("model", made))
    assert isinstance(page, ModelPage)
    fact, fixed = page.company.fact("company-contact"), page.company.fact("code-position")
    assert fact is not None
    assert fixed is not None
    assert not fixed.begin.isVisible()
    stage.click(fact.begin)
    assert fact.own is not None
    stage.type(fact.own.question.field, "Lab")
    stage.workspace.leave()
    form, record = stage.session.form, stage.session.assessment
    item = fact.fact.id
    assert inheritance.whose(form, item, made, record) == PROVIDER

    stage.type(fact.own.reason, "Run by the lab.")
    stage.workspace.leave()
    assert inheritance.whose(form, item, made, stage.session.assessment) == made
    stage.click(fact.own.back)
    assert inheritance.whose(form, item, made, stage.session.assessment) == PROVIDER
    held = in_file(stage)
    assert held[made, "company-contact", "value"] == "Lab"
    assert held[made, "company-contact", "override-reason"] == "Run by the lab."
    assert held[made, "company-contact", "override"] is None


# -- how it looks ----------------------------------------------------------------------------------


def several(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Show every screen that several models have, in every state of its parts."""
    session, writing = stage.session, stage.workspace.desk
    stage.go(MODELS)
    yield "models", stage.window
    for model in session.models:
        page = stage.go(Place("model", model))
        pump(12)  # long pages settle step by step
        yield f"model {model}", stage.window
        assert isinstance(page, ModelPage)
        page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
        pump(12)
        yield f"model {model}, end", stage.window
    for measure in ("copyright-1.1", "transparency-1.2", "transparency-1.1"):
        for viewpoint in (EVERYONE, *session.models):
            writing.viewpoint.choose(viewpoint)
            page = stage.measure(measure)
            for line in page.rows:
                line.set_open(True)
            pump(12)
            yield f"{measure} for {viewpoint}", stage.window


def fill(stage: Stage) -> None:
    """Make models that differ, with a reason and without, and one that was removed."""
    stage.session.answer(stage.model, "model-name", "value", "Zyx-1B")
    first, gone = add(stage, "Zyx"), add(stage, "RFC 9309")
    stage.session.answer(PROVIDER, ITEM, "state", "implemented")
    stage.session.answer(PROVIDER, ITEM, "how", "Zyx")
    items = [r.id for r in stage.session.form.items.values() if r.scope == "provider"]
    for item in (ITEM, "company-contact", *items[:3]):
        stage.session.apply(inheritance.begin(first, item))
    stage.session.answer(first, ITEM, "override-reason", "Zyx")
    page = stage.go(Place("model", gone))
    assert isinstance(page, ModelPage)
    stage.click(page.end.remove)


def test_that_no_text_of_several_models_is_left_in_english(stage: Stage) -> None:
    fill(stage)
    english = {name: set(said(screen)) for name, screen in several(stage)}
    stage.window.set_language("fr")
    titles = {m.title for c in stage.session.form.chapter for m in c.measures()}
    left = {
        f"{name}: {text}"
        for name, screen in several(stage)
        for text in english[name] & set(said(screen))
        if text not in NAMES and text not in titles and WORD.search(text)
        and str(stage.folder) not in text
    }  # fmt: skip
    assert sorted(left) == []


@pytest.mark.usefixtures("_ten_points")
@pytest.mark.parametrize("size", [(1024, 700), (640, 400)])
def test_that_no_text_of_several_models_is_cut(stage: Stage, size: tuple[int, int]) -> None:
    fill(stage)
    stage.session.answer(stage.session.models[1], "model-name", "value", "Zyx " * 30)
    stage.window.set_language("fr")
    stage.show(*size)
    cut = [f"{name}: {line}" for name, screen in several(stage) for line in clipped(screen)]
    assert cut == []


def test_that_what_is_typed_as_a_reason_stays_while_the_language_changes(stage: Stage) -> None:
    made = add(stage, "Beta")
    stage.session.apply(inheritance.begin(made, ITEM))
    stage.measure("copyright-1.1")
    line = heir(look_at(stage, 2))
    line.set_open(True)
    pump()
    assert line.reason is not None
    stage.type(line.reason.field, "half a rea")
    stage.click(stage.workspace.header.language)
    assert line.reason.field.value() == "half a rea"
    assert isinstance(line.reason.field, GrowingText)
    assert in_file(stage)[made, ITEM, "override-reason"] == "half a rea"


def test_that_the_head_names_two_models_and_counts_three(stage: Stage) -> None:
    stage.session.apply(models.renamed(stage.session.assessment, stage.model, "Alpha"))
    add(stage, "Beta")
    shown = stage.workspace.header._model
    assert shown.text() == "Alpha and Beta"
    add(stage, "Gamma")
    assert shown.text() == "3 models"


def test_that_what_stands_for_a_model_without_a_name_is_one_thing_everywhere(stage: Stage) -> None:
    desk, tr, first = stage.workspace.desk, translator("en"), stage.model
    assert desk.model_shown(tr, first) == "Your model"
    added = add(stage, "Beta")
    assert desk.model_shown(tr, first) == "Model 1"
    assert model_words.called(stage.session.assessment, first, tr) == "Model 1"
    stage.session.apply(models.removed(stage.session.assessment, first))
    assert desk.model_shown(tr, first) == "Model without a name"
    assert desk.model_shown(tr, added) == "Beta"


@pytest.mark.parametrize("name", ["Alpha", "Sequoia " * 30])
def test_that_models_of_one_name_are_told_apart_wherever_they_are_named(
    stage: Stage, name: str
) -> None:
    desk, tr = stage.workspace.desk, translator("en")
    added = add(stage, "Beta")
    stage.session.apply([(Key(m, "model-name", "value"), name) for m in (stage.model, added)])
    pump()
    for number, model in enumerate((stage.model, added), start=1):
        assert desk.model_shown(tr, model).endswith(f" (model {number})")
    stage.measure("copyright-1.1")
    view = look_at(stage, 0).findChildren(QComboBox)
    shown = [box.itemText(at) for box in view for at in range(box.count())]
    assert {t[-9:] for t in shown if t.startswith(name[:7])} == {"(model 1)", "(model 2)"}
    stage.go(DATES)
    boxes = stage.workspace.findChildren(QComboBox)
    shown = [box.itemText(at) for box in boxes for at in range(box.count())]
    assert {t[-9:] for t in shown if t.startswith(name[:7])} == {"(model 1)", "(model 2)"}


def test_that_what_is_linked_to_a_removed_model_says_so_and_shows_no_other_models_row(
    stage: Stage,
) -> None:
    item = next(str(i) for i, r in stage.session.form.items.items() if r.scope == "model")
    session = stage.session
    session.apply(models.renamed(session.assessment, session.models[0], "Ariane"))
    session.apply(models.added(session.assessment, "Vega")[1])
    stays, goes = session.models
    paper = session.attachments.refer([(goes, item), (stays, item)], name="Paper", target="shelf")
    task = session.actions.add([(goes, item)], what="Do it")
    session.answer(goes, item, "next-step", "Go on")
    made = session.actions.take(
        next(p for p in session.actions.proposals() if p.origin.subject == goes)
    )
    about = Target("requirement", item, goes)
    now = datetime.now(UTC)
    session.apply(acts.opinion(about, at=now, name="Me Roy", direction="unfavourable")[1])
    session.apply(models.removed(session.assessment, goes))

    def links(place: Place, subject: str) -> list[tuple[str, bool]]:
        stage.workspace.go(place, subject)
        pump()
        found = stage.workspace.page.findChildren(linking._Place)
        return [(line._text.text(), line._show.isVisible()) for line in found if line.isVisible()]

    place = "Transparency Chapter, Measure 1.1, paragraph 1, sentence 1"
    gone, there = (f"{place} · Vega (removed)", False), (place, True)
    assert sorted(links(EVIDENCE, paper)) == sorted([gone, there])
    assert links(ACTIONS, task) == [gone]
    assert links(ACTIONS, made) == [gone]
    page = stage.workspace.page
    assert isinstance(page, ActionsPage)
    assert page.detail._origin.text() == f"Made from: {gone[0]}"
    stage.click(page.detail._origin)
    assert stage.workspace.place.measure == "transparency-1.1"
    whole = report.build(session.snapshot(), translator("en"), report.ReportOptions("en"))
    assert together(gone[0]) in together(" ".join(texts(whole)))
    opinions = stage.go(OPINIONS)
    assert isinstance(opinions, OpinionsPage)
    assert "Vega (removed)" in opinions.thread_.lines[0].head.text()
    overview = stage.go(OVERVIEW)
    assert any("Vega (removed)" in label.text() for label in overview.findChildren(QLabel))
    said = " ".join(texts(next(s for s in whole.sections if s.key == "review")))
    assert f"About {gone[0]}" in said.replace("\u00a0", " ")
