"""The pages of the duties outside the Code: whom they concern, their rows, their law."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from jalon.assessment.changes import PROVIDER
from jalon.cli.main import parsed, run
from jalon.language import translator
from jalon.ui.pages.duty import DutyPage
from jalon.ui.places import COMPANY, OVERVIEW, Place
from tools.report_records import SCOPED
from ui.stage import Stage, pump, words_of

SUMMARY, REPRESENTATIVE = "training-summary", "authorised-representative"


pytestmark = pytest.mark.usefixtures("created")


def duty(stage: Stage, name: str) -> DutyPage:
    page = stage.go(Place("duty", measure=name))
    assert isinstance(page, DutyPage)
    return page


def tell_scope(stage: Stage) -> None:
    """Tell of a provider's own closed model on the Union market."""
    facts = {**SCOPED, "training-compute": 3e23, "modalities": ["text"]}
    for fact, value in facts.items():
        stage.session.answer(stage.model, fact, "value", value)


def said(widget: QWidget) -> str:
    return " ".join(words_of(w) for w in widget.findChildren(QLabel) if w.isVisibleTo(widget))


def status(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run(*parsed(["status", str(path), "--json"])) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_that_the_outline_has_the_duties_under_a_head_of_their_own(stage: Stage) -> None:
    model = stage.workspace._model
    entries = [model.entry(model.index(row)) for row in range(model.rowCount())]
    keys = [entry.key for entry in entries]
    at = keys.index("head:duties")
    names = [d.id for d in stage.session.form.duties]
    assert keys[at + 1 : at + 1 + len(names)] == [f"duty:{name}" for name in names]
    assert entries[at].label == "Duties outside the Code"
    assert entries[at + 1].total > 0


def test_that_an_answer_typed_on_a_duty_is_in_the_file_and_counted_apart(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    item = "training-summary-website"
    body = stage.body(item)
    stage.press(body.state, Qt.Key.Key_1)
    stage.type(body.fields["how"], "Linked <b>below</b> each page; see §\u00a04 Ω.")
    path = stage.session.path
    assert stage.window.projects.close()

    found = status(path, capsys)

    (row,) = [r for r in found["duties"]["items"] if r["item"] == item]
    assert row["state"] == "implemented"
    assert found["duties"]["duties"][SUMMARY]["results"]["settled"] == 1
    assert found["duties"]["results"]["settled"] == 1
    assert found["results"]["obligations"]["53(1)(d)"]["settled"] == 1
    assert found["results"]["overall"]["settled"] == 0
    assert item not in {r["item"] for r in found["items"]}
    assert run(*parsed(["export", str(path)])) == 0
    (answer,) = json.loads(capsys.readouterr().out)["answers"]
    assert answer["how"] == "Linked <b>below</b> each page; see §\u00a04 Ω."


def test_that_what_would_tell_is_said_once_and_leads_there(stage: Stage) -> None:
    page = duty(stage, REPRESENTATIVE)
    question = stage.session.form.fact["company-established"].label  # type: ignore[index]
    assert said(page).count(question) == 1

    stage.click(page.top.why._link)

    assert stage.workspace.place == COMPANY
    focused = stage.window.focusWidget()
    assert focused is not None
    assert stage.field("company-established").isAncestorOf(focused)


def test_that_a_duty_that_does_not_concern_the_company_says_why_once(stage: Stage) -> None:
    page = duty(stage, REPRESENTATIVE)
    stage.session.answer(PROVIDER, "company-established", "value", "union")
    pump()

    assert said(page).count("no representative appears to be needed") == 1
    assert all(line.status.applies == "no" for line in page.rows)
    entry = stage.workspace._model
    here = entry.entry(entry.place(f"duty:{REPRESENTATIVE}"))
    assert (here.total, here.state) == (0, "not-applicable")

    stage.session.answer(PROVIDER, "company-established", "value", "third-country")
    tell_scope(stage)
    pump()

    assert "no representative appears to be needed" not in said(page)
    assert {line.status.applies for line in page.rows} == {"yes"}


def test_that_answers_to_a_duty_outlive_a_change_of_scope(stage: Stage) -> None:
    stage.session.answer(PROVIDER, "company-established", "value", "third-country")
    tell_scope(stage)
    body = stage.body("representative-mandate")
    stage.type(body.fields["how"], "Signed in March.")
    stage.workspace.leave()
    stage.session.answer(PROVIDER, "company-established", "value", "union")
    pump()

    assert stage.body("representative-mandate").fields["how"].value() == "Signed in March."


@pytest.mark.parametrize(
    ("language", "act", "notice"),
    [
        ("en", "Regulation (EU) 2024/1689, Art. 53(1)(d)", "Explanatory Notice, point 32"),
        ("fr", "Règlement (UE) 2024/1689, art. 53, par. 1, point d)", "notice explicative, point"),
    ],
)
def test_that_the_law_panel_cites_the_act_and_the_template_and_not_the_code(
    stage: Stage, language: str, act: str, notice: str
) -> None:
    stage.window.set_language(language)
    page = duty(stage, SUMMARY)
    shown = said(stage.workspace.law).replace("\u00a0", " ")
    code = translator(language).text("Code of Practice, {place}", place="")
    assert act in shown
    assert code.strip(" ,") not in shown

    page.show_item("training-summary-channels")
    pump()

    assert notice in said(stage.workspace.law).replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_pointers_are_shown_with_weight_and_source_and_nothing_to_answer(
    stage: Stage, language: str
) -> None:
    stage.window.set_language(language)
    page = duty(stage, "own-system")
    tr = translator(language)
    shown = said(page)
    assert page.rows == []
    for note in page._duty.note:
        assert tr.of(f"{note.id}.text", note.text) in shown
        assert tr.of("law", note.source) in shown
    assert tr.date(date(2026, 12, 2)) in shown
    assert stage.workspace.law.isVisible()


def test_that_the_overview_shows_each_obligation_with_its_result(stage: Stage) -> None:
    stage.session.answer(PROVIDER, "company-established", "value", "third-country")
    stage.session.answer(PROVIDER, "representative-mandate", "state", "implemented")
    shown = said(stage.go(OVERVIEW))
    for one in stage.session.form.obligation:
        assert one.title in shown
    assert "hence not assessed" not in shown
    assert "Duties outside the Code are counted apart" in shown


def test_that_back_and_next_walk_through_the_duties(stage: Stage) -> None:
    names = [d.id for d in stage.session.form.duties]
    stage.go(Place("duty", measure=names[0]))
    for name in names[1:]:
        stage.click(stage.workspace.footer.ahead)
        assert stage.workspace.place == Place("duty", measure=name)
