"""A copy without history in the window: what it lacks is said, and never shown as unanswered."""

from pathlib import Path

import pytest

from jalon.assessment.changes import PROVIDER
from jalon.ui.pages.history import HistoryPage
from jalon.ui.pages.overview import OverviewPage
from jalon.ui.places import HISTORY, OVERVIEW
from ui.stage import Stage, answer_dialogs, pump

ITEM = "copyright-1.1-draw-up"


@pytest.fixture
def outside(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copy, open; a report was signed and a state named before the last change."""
    stage.create()
    session = stage.session
    session.answer(PROVIDER, ITEM, "how", "first")
    session.record_report(
        file="signed.pdf",
        sha256="0" * 64,
        digest=session.assessment.digest(),
        language="en",
        signers=["Zoé"],
    )
    session.custody.name_version("Board of 3 June")
    session.answer(PROVIDER, ITEM, "how", "second")
    copy = stage.folder / "outside.jalon"
    answer_dialogs(monkeypatch, copy)
    stage.window.menus.actions["outside"].trigger()
    pump()
    stage.reopen(copy)
    return copy


def offered(stage: Stage) -> list[str]:
    page = stage.go(HISTORY)
    assert isinstance(page, HistoryPage)
    box = page.comparing.before.entry()
    return [box.itemText(number) for number in range(box.count())]


def test_that_the_overview_does_not_list_what_it_cannot_know(stage: Stage, outside: Path) -> None:
    page = stage.go(OVERVIEW)
    assert isinstance(page, OverviewPage)
    said = page.since.said.text()
    assert "signed.pdf" in said
    assert "what changed cannot be listed" in said
    stage.reopen(outside.with_name("project.jalon"))
    page = stage.go(OVERVIEW)
    assert isinstance(page, OverviewPage)
    assert "1 field reads otherwise now." in page.since.said.text()


def test_that_only_whole_states_are_offered_for_comparison(stage: Stage, outside: Path) -> None:
    assert [text for text in offered(stage) if "Board" in text or "signed" in text] == []
    page = stage.workspace.page
    assert isinstance(page, HistoryPage)
    assert "Board of 3 June (not whole in this copy" in page.naming._list.text()
    stage.session.custody.name_version("Ours")
    assert [text for text in offered(stage) if "Ours" in text]
    stage.reopen(outside.with_name("project.jalon"))
    assert len([text for text in offered(stage) if "Board" in text or "signed" in text]) == 2
