"""Long names leave every column its room, and lists that are empty offer one act once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER, Key, new_subject
from jalon.language import translator
from jalon.ui.kit import (
    ChoiceField,
    Name,
    Option,
    OutlineEntry,
    Part,
    column,
    outline_paint,
)
from jalon.ui.pages.preview import Paper
from jalon.ui.places import ACTIONS, EVIDENCE, HISTORY, REPORT, Place
from tools.report_printing import shorten
from ui.clipping import clipped
from ui.stage import Stage, pump, words_of

UNBROKEN = st.text(st.characters(categories=("L", "N")), min_size=60, max_size=160)


pytestmark = pytest.mark.usefixtures("created")


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(company=UNBROKEN, first=UNBROKEN, second=UNBROKEN)
def test_that_long_names_leave_outline_and_law_their_widths(
    company: str, first: str, second: str, stage: Stage
) -> None:
    other = new_subject("model")
    stage.session.apply(
        [
            (Key(other, "subject", "kind"), "model"),
            (Key(PROVIDER, "company-name", "value"), company),
            (Key(stage.model, "model-name", "value"), first),
            (Key(other, "model-name", "value"), second),
        ]
    )
    stage.show(1024, 700)
    stage.go(Place("document", stage.model, document="training-summary"))
    outline, _, law = stage.workspace.panels.sizes()
    assert (outline, law) == (258, 262)
    footer, header = stage.workspace.footer, stage.workspace.header
    for way in (footer.back, footer.ahead):
        assert footer.rect().contains(way.geometry())
    assert header.rect().contains(header.language.geometry())
    shown = next(name for name in header.findChildren(Name) if name.text() == company)
    assert shown.toolTip() in {"", company}
    assert shown.toolTip() or shown.sizeHint().width() <= shown.width() + 1


def test_that_the_long_name_of_one_way_leaves_the_other_whole(stage: Stage) -> None:
    footer = stage.workspace.footer
    ways = (footer.back, footer.ahead)
    for names in (
        ("Long " * 40, "Incidents"),
        ("Models", "Long " * 40),
        ("Long " * 40, "Long " * 30),
    ):
        for width in (1280, 1024, 800):
            stage.show(width, 700)
            footer.show_ways(*names)
            pump()
            inside = footer.contentsRect()
            widths = [way.width() for way in ways]
            assert all(inside.contains(way.geometry()) for way in ways)
            assert not ways[0].geometry().intersects(ways[1].geometry())
            for way, name, wide in zip(ways, names, widths, strict=True):
                assert wide >= way.sizeHint().width() or wide >= inside.width() // 2 - 60, name
                assert way.toolTip() == ("" if wide >= way.sizeHint().width() else name)


@pytest.mark.parametrize("place", [ACTIONS, EVIDENCE])
def test_that_an_empty_list_offers_its_act_once(place: Place, stage: Stage) -> None:
    page = stage.go(place)
    shown = [words_of(b) for b in page.findChildren(QPushButton) if b.isVisibleTo(page)]
    assert shown
    assert len(shown) == len(set(shown))


def test_that_a_list_with_something_in_it_still_offers_its_act(stage: Stage) -> None:
    stage.session.actions.add(what="Write it down")
    page = stage.go(ACTIONS)
    shown = [words_of(b) for b in page.findChildren(QPushButton) if b.isVisibleTo(page)]
    assert shown.count("New action") == 1


def test_that_numbers_of_two_digits_stand_on_the_same_edge(stage: Stage) -> None:
    entries = [
        OutlineEntry(key=number, kind="measure", label="A", number=number)
        for number in ("1.1", "9.4", "10.1", "10.2", "")
    ]
    assert len({outline_paint._indent(entry) for entry in entries}) == 1
    assert stage.workspace.outline.isVisible()


def test_that_the_page_of_the_report_is_told_as_a_picture(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten(monkeypatch)
    page = stage.go(REPORT)
    stage.finish_jobs()
    paper = page.findChild(Paper)
    assert isinstance(paper, Paper)
    told = QAccessible.queryAccessibleInterface(paper)
    assert told.role() == QAccessible.Role.Graphic
    assert told.text(QAccessible.Text.Name).startswith("Page 1 of ")


def test_that_the_history_says_that_a_model_was_added(stage: Stage) -> None:
    page = stage.go(HISTORY)
    pump()
    said = {words_of(one) for one in page.findChildren(object) if hasattr(one, "text")}
    assert {"A model", "added", "Language"} <= said


@pytest.mark.parametrize("code", ["en", "fr"])
def test_that_short_choices_stand_under_each_other_where_there_is_no_room(
    code: str, qtbot: QtBot
) -> None:
    holder, field = Part(), ChoiceField()
    qtbot.addWidget(holder)
    column(holder).addWidget(field)
    field.retranslate(translator(code))
    field.set_options([Option("yes", "Yes"), Option("no", "No"), Option("?", "Not known yet")])
    field.show_value("no")
    holder.show()
    heights = []
    for width in (800, 300, 800):
        holder.resize(width, 200)
        pump()
        assert field.width() <= width
        assert field.rect().contains(field._back.geometry())
        assert clipped(holder) == []
        heights.append(field.sizeHint().height())
    assert heights[0] == heights[2] < heights[1]
