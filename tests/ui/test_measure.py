"""The page of a measure: rows, reasons, scope, the law that follows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from jalon.assessment.changes import PROVIDER, Key, Subject, Value, new_subject
from jalon.forms import load
from jalon.forms.citations import places
from jalon.forms.model import ItemId
from jalon.language import translator
from jalon.ui.desk import beginning
from jalon.ui.kit import Button
from jalon.ui.pages.requirement import begun
from jalon.ui.places import Place
from jalon.ui.viewpoint import EVERYONE
from tools.thorough import examples
from ui.stage import Stage, pump

ITEM = "copyright-1.1-draw-up"


pytestmark = pytest.mark.usefixtures("created")


KNOWN: dict[str, Value] = {
    "model-origin": "own",
    "own-name": "yes",
    "generality": "ordinary",
    "compute-basis": "stated",
    "training-compute": 3.5e23,
    "modalities": ["text"],
    "market-status": "placed",
    "placed-on-market": "2026-01-01",
    "commission-decision": "none",
}
"""A model of the company's own, on the market."""


def conditional(stage: Stage) -> ItemId:
    """Return a requirement that, all else being known, depends on crawling."""
    for fact, value in KNOWN.items():
        stage.session.answer(stage.model, fact, "value", value)
    return next(
        r.id
        for r in stage.session.form.items.values()
        if r.applies_when
        and stage.session.evaluation.items[subject_of(stage, r.id), r.id].missing == ("crawling",)
    )


def subject_of(stage: Stage, item: ItemId) -> Subject:
    return PROVIDER if stage.session.form.items[item].scope == "provider" else stage.model


def words_in(part: QWidget) -> str:
    return " ".join(w.text() for w in part.findChildren(QLabel) if w.isVisibleTo(part))


def test_that_nothing_is_answered_beforehand(stage: Stage) -> None:
    for place in (m.id for c in stage.session.form.chapter for m in c.measures()):
        rows = stage.measure(place).rows
        assert {line.status.state for line in rows} <= {None}
        for line in rows[:: examples(6, 1)]:
            line.set_open(True)
            assert line.body is not None
            assert line.body.state.value() is None


@pytest.mark.parametrize("code", ["en", "fr"])
def test_that_no_two_requirements_of_a_page_are_called_alike(code: str) -> None:
    tr = translator(code)
    for form in map(load.form, load.shipped()):
        for sheet in form.sheets:
            called = [(places(one.place, tr), begun(form, one.id, tr)) for one in sheet.requirement]
            assert len(set(called)) == len(called), (sheet.id, called)
            assert all(len(begins) <= 121 for _, begins in called)


def test_that_fields_of_requirements_that_begin_alike_are_told_apart(stage: Stage) -> None:
    lines = stage.measure("safety-security-10.2").rows
    for code in ("en", "fr"):
        told = set()
        for line in lines:
            line.set_open(True)
            line.retranslate(translator(code))
            assert line.body is not None
            told.add(line.body.state.entry().accessibleDescription())
        assert len(told) == len(lines) > 1


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], "Say what the Fra…"),
        (["Say what you plan"], "Say what the Fra…"),
        (["Say what the Framework is about"], "Say wha… says of it."),
        (["Say what the Framework says of it"], "Say wha… it."),
        (["Say what the Framework says of it."], "Say what the Fra…"),
        (["Say what the Framework says of it. Also why."], "Say wha… it."),
    ],
)
def test_that_a_beginning_is_told_apart_from_others(others: list[str], expected: str) -> None:
    assert beginning("Say what the Framework says of it.", others, 17) == expected


def test_that_not_applicable_asks_for_a_reason(stage: Stage) -> None:
    body = stage.body(ITEM)
    assert not body.fields["reason"].isVisible()
    stage.press(body.state, Qt.Key.Key_6)
    assert body.fields["reason"].isVisible()
    assert not body.fields["how"].isVisible()
    problem = "Without a reason it counts as unanswered."
    assert any(problem in w.text() for w in body.findChildren(QLabel) if w.isVisible())

    stage.type(body.fields["reason"], "It has no outputs.")
    stage.workspace.leave()

    assert not any(problem in w.text() for w in body.findChildren(QLabel) if w.isVisible())


def test_that_other_means_are_asked_for_by_name(stage: Stage) -> None:
    body = stage.body(ITEM)
    stage.press(body.state, Qt.Key.Key_4)

    assert body.fields["how"].entry().accessibleName() == "By which other means"
    assert body.fields["how"].isVisible()


def test_that_what_was_written_stays_readable_under_another_state(stage: Stage) -> None:
    body = stage.body(ITEM)
    stage.type(body.fields["how"], "kept")
    stage.press(body.state, Qt.Key.Key_6)

    assert body.fields["how"].isVisible()
    assert body.fields["how"].value() == "kept"


def test_that_a_row_out_of_scope_says_why_and_can_still_be_answered(stage: Stage) -> None:
    item = conditional(stage)
    stage.session.answer(stage.model, "crawling", "value", "none")
    line = stage.row(item)
    why = stage.session.form.items[item].otherwise

    assert line.status.applies == "no"
    assert why in words_in(line)
    assert line.body is not None
    stage.press(line.body.state, Qt.Key.Key_1)
    assert stage.session.assessment.value(subject_of(stage, item), item, "state") == "implemented"


def test_that_a_row_in_doubt_leads_to_the_question_that_settles_it(stage: Stage) -> None:
    item = conditional(stage)
    line = stage.row(item)
    page = stage.workspace.page
    question = stage.session.form.fact["crawling"].label  # type: ignore[index]
    assert words_in(page).count(question) == 1, "once, and not in each of the rows"
    assert question not in words_in(line)

    stage.click(next(b for b in page.findChildren(Button) if b.accessibleDescription() == question))

    assert stage.workspace.place == Place("model", stage.model)
    focused = stage.window.focusWidget()
    assert focused is not None
    assert stage.field("crawling").isAncestorOf(focused)


def test_that_rows_that_hang_on_different_things_each_say_so(stage: Stage) -> None:
    research = new_subject("model")
    stage.session.apply([(Key(research, "subject", "kind"), "model")])
    for fact, value in KNOWN.items():
        stage.session.answer(stage.model, fact, "value", value)
        stage.session.answer(research, fact, "value", value)
    stage.session.answer(stage.model, "further-compute", "value", "none")
    stage.session.answer(stage.model, "high-impact", "value", "no")
    stage.session.answer(research, "market-status", "value", "research")
    stage.workspace.desk.viewpoint.choose(EVERYONE)
    page = stage.measure("safety-security-4.1")
    why = stage.session.form.chapter[-1].otherwise
    rows = [line for line in page.rows if line.subject in {stage.model, research}]
    assert {line.subject for line in rows} == {stage.model, research}
    for line in rows:
        assert line.status.applies == "no"
        assert why in words_in(line)
        assert ("research" in words_in(line)) is (line.subject == research)
    assert words_in(page).count(why) == len(page.rows)


def test_that_the_law_follows_the_row_one_is_in(stage: Stage) -> None:
    page = stage.measure("copyright-1.1")
    first, second = page.rows[0], page.rows[1]
    stage.click(second.head)
    assert law_of(stage, second.item) in shown_law(stage)

    first.head.setFocus()
    pump()

    assert law_of(stage, first.item) in shown_law(stage)
    assert law_of(stage, second.item) not in shown_law(stage)


def law_of(stage: Stage, item: ItemId) -> str:
    return plain(stage.session.form.items[item].explain)


def shown_law(stage: Stage) -> str:
    pump()
    return plain(" ".join(w.text() for w in stage.workspace.law.findChildren(QLabel)))


def plain(text: str) -> str:
    """Return a text with spaces at which any line may break."""
    return text.replace("\u00a0", " ")


def test_that_the_keys_walk_from_requirement_to_requirement(stage: Stage) -> None:
    page = stage.measure("copyright-1.1")
    page.rows[0].head.setFocus()
    pump()
    stage.keys("Ctrl+Down")

    assert page.rows[1].head.hasFocus()
    assert page.rows[1].is_open
    assert not page.rows[0].is_open

    stage.keys("Ctrl+Up")
    assert page.rows[0].is_open


def test_that_all_rows_open_and_close_at_once(stage: Stage) -> None:
    page = stage.measure("copyright-1.1")
    stage.click(page.top.count.all_asked)
    assert all(line.is_open for line in page.rows)
    stage.click(page.top.count.all_asked)
    assert not any(line.is_open for line in page.rows)


def test_that_the_outline_shows_what_an_answer_changed(stage: Stage) -> None:
    stage.session.answer(PROVIDER, ITEM, "state", "implemented")
    entry = next(
        stage.workspace._model.entry(stage.workspace._model.index(row))
        for row in range(stage.workspace._model.rowCount())
        if stage.workspace._model.entry(stage.workspace._model.index(row)).key
        == "measure:copyright-1.1"
    )

    assert entry.done == 1
    assert entry.state == "partial"


def test_that_a_page_left_is_made_only_once(stage: Stage) -> None:
    first = stage.measure("copyright-1.1")
    stage.measure("copyright-1.2")

    assert stage.measure("copyright-1.1") is first


def test_that_panels_take_the_focus_in_turn(stage: Stage) -> None:
    stage.measure("copyright-1.1")
    workspace = stage.workspace
    workspace.outline.setFocus()
    stage.window.menus.actions["panel"].trigger()
    focused = stage.window.focusWidget()
    assert focused is not None
    assert workspace.stack.isAncestorOf(focused)
    stage.window.menus.actions["panel"].trigger()
    assert workspace.law.hasFocus()
    stage.window.menus.actions["panel-back"].trigger()
    stage.window.menus.actions["panel-back"].trigger()
    assert workspace.outline.hasFocus()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_no_two_fields_of_open_rows_are_called_alike(stage: Stage, language: str) -> None:
    stage.window.set_language(language)
    page = stage.measure("copyright-1.1")
    for line in page.rows:
        line.set_open(True)
        assert line.body is not None
        line.body.complete()
    pump()
    bodies = [line.body for line in page.rows if line.body]
    said: list[tuple[str, str]] = []
    for body in bodies:
        controls = [field.entry() for field in (body.state, *body.fields.values())]
        controls += [body.history, body.planned.new, *filter(None, [body.review.fold])]
        controls += [b for b in body.evidence.findChildren(Button) if b.isVisible()]
        said += [(c.accessibleName(), c.accessibleDescription()) for c in controls]
    assert len(bodies) > 1
    assert len(said) == len(set(said))
    assert all(name for name, _ in said)
    where, _, _ = said[0][1].replace("\u00a0:", ":").partition(":")
    assert page.rows[0].head.accessibleName().startswith(where)
