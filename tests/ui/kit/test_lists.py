"""The outline, evidence, the law panel, rows: what they tell and what they keep."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from jalon.language import translator
from jalon.ui import kit, theme, words
from jalon.ui.kit.item_views import said
from ui.kit.sample import Sample, outline, requirement_rows, tally

Key = Qt.Key


@pytest.fixture
def view(qtbot: QtBot) -> kit.OutlineView:
    model, _ = outline(Sample("en"))
    made = kit.OutlineView(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(268, 600)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def test_that_arrows_move_over_heads_and_only_return_visits(
    qtbot: QtBot, view: kit.OutlineView
) -> None:
    visited: list[str] = []
    view.visited.connect(visited.append)
    view.show_here("scope")
    assert visited == []
    qtbot.keyClick(view, Key.Key_Down)
    assert visited == []
    qtbot.keyClick(view, Key.Key_Return)
    assert visited == ["t"]
    qtbot.keyClick(view, Key.Key_Up)
    qtbot.keyClick(view, Key.Key_Up)
    qtbot.keyClick(view, Key.Key_Space)
    assert visited == ["t", "overview"]


def test_that_a_click_visits_and_a_click_on_a_head_does_not(
    qtbot: QtBot, view: kit.OutlineView
) -> None:
    visited: list[str] = []
    view.visited.connect(visited.append)
    model = view.model()
    for at in (2, 10):
        middle = view.visualRect(model.index(at, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert visited == ["c3"]


def test_that_the_ring_is_drawn_for_the_keyboard_and_not_for_the_mouse(
    qtbot: QtBot, view: kit.OutlineView
) -> None:
    line = view.visualRect(view.model().index(1, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=line.center())
    clicked = view.viewport().grab().toImage()
    qtbot.keyClick(view, Key.Key_Up)
    qtbot.keyClick(view, Key.Key_Down)
    at = line.center()
    at.setY(line.top() + 2)
    accent = theme.of(view).accent
    assert clicked.pixelColor(at).name().upper() != accent
    assert view.viewport().grab().toImage().pixelColor(at).name().upper() == accent


def test_that_counters_change_without_losing_the_place(qtbot: QtBot, view: kit.OutlineView) -> None:
    model = view.model()
    assert isinstance(model, kit.OutlineModel)
    _, entries = outline(Sample("en"))
    view.show_here("c3")
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    with qtbot.waitSignal(model.dataChanged):
        model.show_entries([*entries[:-1], kit.OutlineEntry("report", "page", "Rapport")])
    assert resets == []
    assert model.entry(view.currentIndex()).key == "c3"


def test_that_a_line_is_put_together_when_something_first_looks_at_it(qtbot: QtBot) -> None:
    made: list[str] = []

    def line(key: str, said: str) -> kit.OutlineLine:
        def make() -> kit.OutlineEntry:
            made.append(f"{key} {said}")
            return kit.OutlineEntry(key, "page", said)

        return kit.OutlineLine(key, "page", make)

    model = kit.OutlineModel()
    view = kit.OutlineView(model)
    model.setParent(view)
    qtbot.addWidget(view)
    model.show_lines([line(str(i), "one") for i in range(200)])
    view.resize(268, 300)
    with qtbot.waitExposed(view):
        view.show()
    view.show_here("150")
    view.viewport().grab()
    assert "150 one" in made
    assert "60 one" not in made
    assert len(made) == len(set(made)) < 100
    assert model.data(model.index(60), Qt.ItemDataRole.AccessibleTextRole) == "one"
    assert made[-1] == "60 one"

    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda a, b, _: changed.append((a.row(), b.row())))
    model.show_lines([line(str(i), "two" if i in {60, 80} else "one") for i in range(200)])
    assert changed == [(60, 60)]  # nobody knows what the other said
    assert model.data(model.index(80)) == "two"


def test_that_a_line_is_spoken_with_one_stop_between_its_sentences() -> None:
    assert (
        said("Demander deux devis.", "", "Transparence 1.3")
        == "Demander deux devis. Transparence 1.3"
    )
    assert said("Date", "12 oct.") == "Date. 12 oct."


def test_that_an_outline_line_is_spoken_as_the_page_says(qtbot: QtBot) -> None:
    model = kit.OutlineModel()
    model.show_entries([kit.OutlineEntry("a", "measure", "Reservations", "1.3", spoken="All")])
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "All"
    view = kit.OutlineView(model)
    model.setParent(view)
    qtbot.addWidget(view)
    role = QAccessible.queryAccessibleInterface(view).role()
    assert role == QAccessible.Role.List


ENTRIES = [
    kit.EvidenceEntry("e1", "Log <b>1</b>", "https://example.org", "2 Nov 2026"),
    kit.EvidenceEntry("e2", "Tests", "", problem="expired"),
]


@pytest.fixture
def evidence(qtbot: QtBot) -> kit.EvidenceList:
    made = kit.EvidenceList()
    made.retranslate(translator("en"))
    made.show_entries(ENTRIES)
    qtbot.addWidget(made)
    made.resize(500, 300)
    with qtbot.waitActive(made):
        made.show()
    return made


def button(owner: QWidget, name: str) -> QPushButton:
    return next(b for b in owner.findChildren(QPushButton) if b.accessibleName() == name)


def test_that_evidence_asks_for_what_is_clicked(qtbot: QtBot, evidence: kit.EvidenceList) -> None:
    asked: list[tuple[str, str]] = []
    evidence.add_asked.connect(lambda: asked.append(("add", "")))
    evidence.open_asked.connect(lambda key: asked.append(("open", key)))
    evidence.edit_asked.connect(lambda key: asked.append(("edit", key)))
    evidence.remove_asked.connect(lambda key: asked.append(("remove", key)))
    for name in ("Log <b>1</b>", "Tests", "Edit Tests", "Unlink Log <b>1</b>", "Add evidence"):
        qtbot.mouseClick(button(evidence, name), Qt.MouseButton.LeftButton)
    assert asked == [
        ("open", "e1"),
        ("open", "e2"),
        ("edit", "e2"),
        ("remove", "e1"),
        ("add", ""),
    ]


def test_that_removing_the_evidence_one_is_on_moves_the_focus_to_adding(
    evidence: kit.EvidenceList,
) -> None:
    button(evidence, "Unlink Tests").setFocus()
    evidence.show_entries(ENTRIES[:1])
    assert button(evidence, "Add evidence").hasFocus()


def test_that_widgets_of_old_evidence_do_not_pile_up(evidence: kit.EvidenceList) -> None:
    before = len(evidence.findChildren(QWidget))
    for _ in range(5):
        evidence.show_entries([])
        evidence.show_entries(ENTRIES)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(evidence.findChildren(QWidget)) == before


def test_that_read_only_evidence_can_be_opened_only(evidence: kit.EvidenceList) -> None:
    evidence.set_read_only(read_only=True)
    seen = [b.accessibleName() for b in evidence.findChildren(QPushButton) if b.isVisible()]
    assert seen == ["Log <b>1</b>", "Tests"]


def test_that_the_law_panel_starts_at_the_top_and_keeps_no_old_words(qtbot: QtBot) -> None:
    panel = kit.LawPanel()
    qtbot.addWidget(panel)
    panel.resize(264, 200)
    panel.show()
    long = kit.LawSection("Where", (kit.LawPart("text", "words " * 200),))
    panel.show_law("First", [long])
    qtbot.waitUntil(lambda: panel.verticalScrollBar().maximum() > 80)
    panel.verticalScrollBar().setValue(80)
    assert panel.verticalScrollBar().value() == 80
    panel.show_law("First", [long])
    assert panel.verticalScrollBar().value() == 80
    panel.show_law("Second", [long, kit.LawSection("Term", (kit.LawPart("term", "m", "n"),))])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert panel.verticalScrollBar().value() == 0
    shown = [w.text() for w in panel.findChildren(QLabel)]
    assert "First" not in shown
    assert shown.count("Where") == 1
    assert {"Second", "Term", "n", "m"} <= set(shown)


@pytest.mark.parametrize("between", [": ", "\u00a0: "])
def test_that_the_law_can_be_copied_as_it_stands(qtbot: QtBot, between: str) -> None:
    panel = kit.LawPanel()
    qtbot.addWidget(panel)
    panel.set_name("Law", between)
    parts = (kit.LawPart("source", "Art. 53(1)(c)"), kit.LawPart("term", "meaning", "term"))
    panel.show_law("Title", [kit.LawSection("Where", parts)])
    with qtbot.waitActive(panel):
        panel.show()
    panel.copy()
    copied = QApplication.clipboard().text()
    assert copied == f"Title\n\nWhere\nArt. 53(1)(c)\nterm{between}meaning"


def test_that_no_line_of_the_law_ends_between_an_article_and_its_number(qtbot: QtBot) -> None:
    panel = kit.LawPanel()
    qtbot.addWidget(panel)
    text = "The duty of Art. 53(1)(c); Guidelines § 4.2, Measure 1.3 and Arts 91 to 93."
    panel.show_law("Title", [kit.LawSection("Where", (kit.LawPart("text", text),))])
    (shown,) = [w.text() for w in panel.findChildren(QLabel) if "duty" in w.text()]
    assert shown.replace("\u00a0", " ") == text
    for sign in ("Art.", "§", "Measure", "Arts"):
        assert f"{sign}\u00a0" in shown
    assert text in panel.words()


def test_that_a_text_keeps_its_pad_when_it_gets_another_parent(qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    text = kit.Text(parent=first)
    text.set_pad(14, 0, 0, 0)
    text.set_text("words that wrap when there is too little room for them")
    text.resize(4, 4)
    for owner in (first, second):
        qtbot.addWidget(owner)
        owner.show()
    high = text.heightForWidth(200)
    text.setParent(second)
    text.show()
    text.resize(200, high)
    QApplication.processEvents()
    picture = text.grab().toImage()
    ground = picture.pixelColor(0, 0)
    column = [picture.pixelColor(x, y) for x in range(12) for y in range(picture.height())]
    assert set(map(str, column)) == {str(ground)}
    assert text.heightForWidth(200) == high


def test_that_a_row_says_its_state_only_while_it_is_closed(qtbot: QtBot) -> None:
    tr = translator("en")
    head = kit.RowHead()
    qtbot.addWidget(head)
    row = requirement_rows(Sample("en"))[2]
    head.show_row(row, tr)
    assert head.accessibleName() == f"{row.place} {row.demand}"
    told = QAccessible.queryAccessibleInterface(head)
    assert told.role() == QAccessible.Role.Button  # a check box would seem to say what is met
    assert head.accessibleDescription() == "Collapsed. Planned. no owner"
    closed = head.heightForWidth(320)
    qtbot.keyClick(head, Key.Key_Space)
    assert head.isChecked()
    assert head.accessibleDescription() == "Expanded. Planned. no owner"
    assert told.role() == QAccessible.Role.Button
    assert head.heightForWidth(320) <= closed


def test_that_results_are_said_without_rounding_up(qtbot: QtBot) -> None:
    tr = translator("en")
    assert words.result(tr, tally(16, 2, 10, 6, 2)) == "44 to 72%"
    assert words.result(tr, tally(999, 0, 1, 0)) == "99%"
    assert words.result(tr, tally(4, 0, 0, 0)) == "100%"
    assert words.result(tr, tally(0, 0, 0, 0)) == "Nothing applies"
    said = words.figures(tr, tally(16, 2, 10, 6, 2))
    assert said == (
        "Settled: 16 of 36 requirements. 2 by other means, not assessed. "
        "8 without an answer. Of these, 2 declared not applicable (6% of all)."
    )
    assert qtbot is not None


def test_that_an_obligation_out_of_scope_keeps_its_line_and_says_why(qtbot: QtBot) -> None:
    table = kit.ObligationTable()
    qtbot.addWidget(table)
    table.retranslate(translator("en"))
    table.show_rows([kit.ObligationRow("Systemic risk", "Art. 55", tally(0, 0, 0, 0), "Why")])
    for width in (900, 400):
        table.resize(width, 300)
        table.show()
        QApplication.processEvents()
        shown = {w.text() for w in table.findChildren(QLabel) if w.isVisible()}
        assert {"Systemic risk", "Art. 55", "Why"} <= shown


def test_that_a_banner_tells_its_act_and_shows_none_without_words(qtbot: QtBot) -> None:
    banner = kit.Banner("warn")
    qtbot.addWidget(banner)
    banner.set_words("Something is so.")
    banner.show()
    act = banner.findChildren(kit.Button)[0]
    assert not act.isVisible()
    banner.set_words("Something is so.", "Do it")
    with qtbot.waitSignal(banner.acted):
        qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
