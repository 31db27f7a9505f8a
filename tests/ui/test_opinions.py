"""Opinions of advisers through the window, read back from the file, JSON and the PDF."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from jalon.assessment.changes import PROVIDER
from jalon.assessment.review import acts
from jalon.assessment.review.model import WHOLE
from jalon.cli.main import parsed, run
from jalon.session import Session, opened
from jalon.ui.kit import ChoiceField, SelectField
from jalon.ui.pages.opinion_form import OpinionForm
from jalon.ui.pages.opinions import OpinionsPage
from jalon.ui.pages.overview import OverviewPage
from jalon.ui.pages.review import ReviewPage
from jalon.ui.pages.review_forms import SaidForm
from jalon.ui.places import OPINIONS, OVERVIEW, REVIEW
from tools.report_printing import pages, shorten, together
from ui.clipping import clipped
from ui.stage import Stage, pump, words_of

pytestmark = pytest.mark.usefixtures("created")


def shown(widget: QWidget) -> str:
    return " ".join(words_of(w) for w in widget.findChildren(QLabel) if w.isVisibleTo(widget))


def page(stage: Stage) -> OpinionsPage:
    found = stage.go(OPINIONS)
    assert isinstance(found, OpinionsPage)
    return found


def form(stage: Stage) -> OpinionForm:
    found = page(stage).form
    assert found is not None
    return found


def choose(stage: Stage, field: object, at: int) -> None:
    assert isinstance(field, ChoiceField)
    stage.click(field._lines[at])


def about(field: SelectField, value: str) -> None:
    """Choose in the drop-down as the platform's list does."""
    at = field._values.index(value)
    field._menu.setCurrentIndex(at)
    field._menu.activated.emit(at)
    pump()


def write(stage: Stage, name: str, at: int, reasons: str, place: str = "whole:") -> None:
    """Record an opinion: unfavourable (0) or favourable (1)."""
    stage.click(page(stage).add)
    filled = form(stage)
    stage.type(filled.fields["name"], name)
    choose(stage, filled.fields["capacity"], 0)
    about(filled.about, place)
    choose(stage, filled.fields["direction"], at)
    stage.type(filled.fields["reasons"], reasons)
    stage.type(filled.fields["date"], "20/11/2026")
    stage.click(filled._done)


def close(stage: Stage) -> Path:
    path = stage.session.path
    assert stage.window.projects.close()
    return path


def test_that_an_opinion_goes_from_the_window_into_file_json_and_pdf(
    stage: Stage,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shorten(monkeypatch, "review")
    write(stage, "Inès Délégué", 0, "Le registre manque <b>.\nEt la date.", "chapter:copyright")
    write(stage, "Paul Pro", 1, "Well done.")
    lines = page(stage).thread_.lines
    assert "Inès Délégué" in lines[0].head.text()
    assert "Copyright Chapter" in lines[0].head.text()
    path = close(stage)

    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as file:
        query = "SELECT payload FROM head JOIN change USING (seq) WHERE head.item = 'opinion'"
        found = [json.loads(payload) for (payload,) in file.execute(query)]
    held = {(c["field"], c["value"]) for c in found}
    assert ("reasons", "Le registre manque <b>.\nEt la date.") in held
    assert {("direction", "unfavourable"), ("date", "2026-11-20"), ("item", "copyright")} <= held

    capsys.readouterr()
    assert run(*parsed(["status", str(path), "--json"])) == 0
    opinions = json.loads(capsys.readouterr().out)["opinions"]
    assert [(o["name"], o["direction"], o["about"]["item"]) for o in opinions] == [
        ("Inès Délégué", "unfavourable", "copyright"),
        ("Paul Pro", "favourable", None),
    ]

    report = tmp_path / "r.pdf"
    assert run(*parsed(["report", str(path), str(report)])) == 0
    printed = pages(report.read_bytes())
    assert together("Inès Délégué") in together(printed[0])
    assert "Well done" not in printed[0]
    assert together("Le registre manque <b>. Et la date.") in together("".join(printed[1:]))
    assert together("Well done.") in together("".join(printed[1:]))


def test_that_unfavourable_opinions_come_first_on_the_overview(stage: Stage) -> None:
    write(stage, "Paul", 1, "Good.")
    overview = stage.go(OVERVIEW)
    assert isinstance(overview, OverviewPage)
    assert not overview.dissent.banner.isVisible()
    write(stage, "Inès", 0, "Bad.")
    stage.go(OVERVIEW)
    assert overview.dissent.banner.isVisible()
    names = [line._text.text() for line in overview.dissent.opinions._lines]
    assert names == ["Inès, data protection officer", "Paul, data protection officer"]
    stage.click(overview.dissent.banner._button)
    assert stage.workspace.place == OPINIONS


def test_that_a_withdrawn_opinion_stays_and_is_said_to_be_withdrawn(stage: Stage) -> None:
    write(stage, "Inès", 0, "Bad.")
    line = page(stage).thread_.lines[0]
    stage.click(line.asks["withdraw"])
    assert "Withdrawn by Ada Test" in shown(line)
    assert line.text.text() == "Bad."
    overview = stage.go(OVERVIEW)
    assert isinstance(overview, OverviewPage)
    assert not overview.dissent.isVisible()
    page(stage)
    stage.click(line.asks["restore"])
    assert len(stage.session.evaluation.review.dissent) == 1


def test_that_an_opinion_says_what_is_missing_and_what_changed_since(stage: Stage) -> None:
    stage.click(page(stage).add)
    stage.type(form(stage).fields["name"], "Inès")
    stage.click(form(stage)._done)
    line = page(stage).thread_.lines[0]
    assert "Say whether the opinion is favourable or unfavourable." in shown(line)
    assert "Give the reasons of the opinion." in shown(line)
    stage.session.answer(PROVIDER, "copyright-1.1-draw-up", "state", "partial")
    assert "The answers have changed since this opinion." in shown(page(stage).thread_)


def test_that_an_opinion_left_empty_is_not_kept(stage: Stage) -> None:
    stage.click(page(stage).add)
    stage.type(form(stage).fields["name"], "x")
    stage.type(form(stage).fields["name"], "")
    stage.keys("Backspace")
    stage.click(form(stage)._done)
    assert stage.session.evaluation.review.opinions == ()


def test_that_what_is_being_typed_of_an_opinion_survives_another_page(stage: Stage) -> None:
    stage.click(page(stage).add)
    stage.type(form(stage).fields["reasons"], "Half a reas")
    stage.go(OVERVIEW)
    path = close(stage)
    session = Session.open(path)
    assert [o.reasons for o in session.evaluation.review.opinions] == ["Half a reas"]
    session.close()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (640, 400)])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_opinions_are_not_cut(stage: Stage, language: str, size: tuple[int, int]) -> None:
    write(stage, "W" * 60, 0, "Long reasons. " * 80)
    stage.click(page(stage).thread_.lines[0].asks["edit"])
    stage.window.set_language(language)
    stage.show(*size)
    assert clipped(stage.window) == []
    stage.go(OVERVIEW)
    assert clipped(stage.window) == []


def test_that_an_opinion_of_which_only_the_capacity_or_the_day_is_said_stays(stage: Stage) -> None:
    stage.click(page(stage).add)
    choose(stage, form(stage).fields["capacity"], 2)
    stage.type(form(stage).fields["capacity-text"], "Ethics board")
    stage.click(form(stage)._done)
    stage.click(page(stage).add)
    stage.type(form(stage).fields["date"], "20/11/2026")
    stage.click(form(stage)._done)
    stage.click(page(stage).add)
    stage.click(form(stage)._done)
    opinions = stage.session.evaluation.review.opinions
    assert {(o.capacity_text, o.day) for o in opinions} == {
        ("Ethics board", ""),
        ("", "2026-11-20"),
    }


@pytest.mark.parametrize("name", ["capacity", "direction"])
def test_that_an_opinion_of_which_one_choice_alone_is_made_stays(stage: Stage, name: str) -> None:
    stage.click(page(stage).add)
    choose(stage, form(stage).fields[name], 0)
    stage.click(form(stage)._done)
    (opinion,) = stage.session.evaluation.review.opinions
    assert {opinion.capacity, opinion.direction} & {"dpo", "unfavourable"}


def test_that_editing_an_opinion_that_is_open_already_loses_nothing(stage: Stage) -> None:
    stage.click(page(stage).add)
    stage.type(form(stage).fields["name"], "x")
    stage.type(form(stage).fields["name"], "")
    form_before = form(stage)
    page(stage)._asked("edit", form_before.subject or "")
    pump()
    assert form(stage) is form_before
    stage.type(form(stage).fields["reasons"], "No.")
    stage.click(form(stage)._done)
    assert [o.reasons for o in stage.session.evaluation.review.opinions] == ["No."]


def test_that_what_two_copies_say_otherwise_is_not_taken_for_nothing(
    stage: Stage, tmp_path: Path
) -> None:
    session, now = stage.session, datetime.now(UTC)
    opinion, edits = acts.opinion(WHOLE, at=now, name="?")
    comment, more = acts.comment(WHOLE, "?", by="Ada Test", at=now)
    session.apply([*edits, *more])
    session.copy_to(tmp_path / "two.jalon")
    with opened(tmp_path / "two.jalon", author="Béa") as two:
        for side, copy in enumerate((session, two)):
            copy.answer(opinion, "opinion", "name", ("Inès", "Agnès")[side])
            copy.answer(comment, "comment", "text", ("Yes.", "No.")[side])
    session.custody.take_in(tmp_path / "two.jalon")
    page(stage)._asked("edit", opinion)
    pump()
    stage.click(form(stage)._done)
    assert [o.name for o in session.evaluation.review.opinions] == ["Agnès / Inès"]
    review = stage.go(REVIEW)
    assert isinstance(review, ReviewPage)
    review.whole._asked("edit", comment)
    pump()
    review.whole.close_form()
    assert [c.text for c in session.evaluation.review.comments] == ["Yes.\n\nNo."]


def test_that_a_comment_that_is_emptied_stays_and_what_answers_it_is_not_left_alone(
    stage: Stage,
) -> None:
    first, edits = acts.comment(WHOLE, "Why?", by="Ada Test", at=datetime.now(UTC))
    _, more = acts.comment(WHOLE, "So.", by="Rita", at=datetime.now(UTC), answers=first)
    stage.session.apply([*edits, *more])
    review = stage.go(REVIEW)
    assert isinstance(review, ReviewPage)
    review.whole._asked("edit", first)
    pump()
    assert isinstance(review.whole.form, SaidForm)
    stage.type(review.whole.form.text, "")
    review.whole.close_form()
    pump()
    comments = stage.session.evaluation.review.comments
    assert [(c.text, c.edited is None) for c in comments] == [("", False), ("So.", True)]
    assert "(nothing written)" in shown(review)
    assert "in answer to Ada Test" in shown(review)
