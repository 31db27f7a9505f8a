"""Before you sign, through the window: points and their ways, attestations, the printed report."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from jalon.assessment.attestations import STATEMENTS, WORDS, Statement
from jalon.assessment.changes import PROVIDER
from jalon.assessment.contradictions import Kind
from jalon.cli.main import parsed, run
from jalon.session import Session
from jalon.store import outside
from jalon.ui.kit import Text
from jalon.ui.pages.actions import ActionsPage
from jalon.ui.pages.before_signing import BeforeSigningPage
from jalon.ui.pages.linked import EntryLine
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.opinions import OpinionsPage
from jalon.ui.pages.register import RegisterPage
from jalon.ui.pages.report import ReportPage
from jalon.ui.pages.review import ReviewPage
from jalon.ui.places import OPINIONS, OVERVIEW, REVIEW, SIGNING
from tools.report_printing import pages, shorten, together
from ui.clipping import clipped
from ui.stage import Stage, pump
from ui.test_opinions import write
from ui.test_review import ITEM, do, give, part, said_form

DOCS = Path(__file__).parents[2] / "docs"

pytestmark = pytest.mark.usefixtures("created")


def signing(stage: Stage) -> BeforeSigningPage:
    page = stage.go(SIGNING)
    assert isinstance(page, BeforeSigningPage)
    return page


def texts(line: EntryLine) -> str:
    return f"{line._text.text()}\n{line._where.text()}"


def tick(stage: Stage, statement: Statement) -> None:
    """Tick or clear a box by the keyboard."""
    page = signing(stage)
    box = page.attesting.lines[statement].box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    pump()


def status(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run(*parsed(["status", str(path), "--json"])) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def recorded(path: Path) -> list[dict[str, Any]]:
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as file:
        return [json.loads(p) for (p,) in file.execute("SELECT payload FROM change ORDER BY seq")]


def dissenting(stage: Stage) -> None:
    """Have an opinion, a stale verdict, an answer without evidence and one by no reviewer."""
    give(stage, part(stage), 2, by="Rita")
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    do(stage, page.whole, "refuse")
    stage.type(said_form(page.whole).text, "Too thin.")
    stage.click(said_form(page.whole)._done)


def test_that_the_window_tells_what_the_command_line_tells(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    dissenting(stage)
    page = signing(stage)
    shown: dict[str, tuple[str, list[str]]] = {}
    for kind, group in page.groups.items():
        if group.isHidden():
            continue
        group.set_open(True)
        while not group.more.isHidden():
            stage.click(group.more)
        lines = [texts(line) for line in group.lines if not line.isHidden()]
        shown[kind] = (group.head.words()[2], lines)
    path = stage.session.path
    stage.window.projects.close()
    told = status(path, capsys)["contradictions"]
    assert {kind: n for kind, n in told["counts"].items() if n} == {
        kind: int(count) for kind, (count, _) in shown.items()
    }
    for kind, (_, lines) in shown.items():
        points = [point for point in told["points"] if point["kind"] == kind]
        assert len(points) == len(lines)
        for point, line in zip(points, lines, strict=True):
            assert point["text"] in line
            assert not point["where"] or point["where"] in line
    assert {"dissent", "stale-review", "no-evidence", "scope", "unanswered"} <= set(shown)


def test_that_each_point_leads_to_its_place_by_the_keyboard(stage: Stage) -> None:
    dissenting(stage)
    wanted = {
        "dissent": {"review"},
        "no-evidence": {"measure"},
        "stale-review": {"measure"},
        "scope": {"company", "model"},
        "unanswered": {"measure"},
    }
    for kind, places in wanted.items():
        page = signing(stage)
        group = next(g for k, g in page.groups.items() if k == kind)
        group.head.setFocus()
        if not group.is_open:
            QTest.keyClick(group.head, Qt.Key.Key_Space)
            pump()
        assert group.is_open
        link = group.lines[0].link
        link.setFocus()
        QTest.keyClick(link, Qt.Key.Key_Space)
        pump()
        assert stage.workspace.place.kind in places, kind
    page = signing(stage)
    stage.click(page.groups["no-evidence"].lines[0].link)
    measure = stage.workspace.page
    assert isinstance(measure, MeasurePage)
    row = next(line for line in measure.rows if line.item == ITEM)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert row is focused or row.isAncestorOf(focused)


def test_that_an_unfavourable_opinion_leads_to_itself(stage: Stage) -> None:
    write(stage, "Me Dupont", 0, "A draft.")
    group = signing(stage).groups["dissent"]
    assert "Me Dupont gives an unfavourable opinion." in texts(group.lines[0])
    stage.click(group.lines[0].link)
    assert stage.workspace.place == OPINIONS


def test_that_what_is_said_of_a_review_leads_to_the_very_review(stage: Stage) -> None:
    for number in range(7):
        write(stage, f"Adviser {number}", 0, "A draft. " * 60)
    give(stage, part(stage), 2, by="Rita")
    page = stage.go(REVIEW)
    assert isinstance(page, ReviewPage)
    do(stage, page.whole, "validate")
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)

    def follow(kind: Kind, text: str) -> QWidget:
        group = signing(stage).groups[kind]
        group.set_open(True)
        pump()
        stage.click(next(line for line in group.lines if text in texts(line)).link)
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    for number in (0, 6):
        focused = follow("dissent", f"Adviser {number}")
        opinions = stage.workspace.page
        assert isinstance(opinions, OpinionsPage)
        line = next(s for s in opinions.thread_.lines if f"Adviser {number}" in s.head.text())
        assert line.isAncestorOf(focused)
    assert part(stage).isAncestorOf(follow("stale-review", "gave the verdict"))
    assert page.whole.isAncestorOf(follow("stale-review", "validated"))


def test_that_evidence_and_actions_lead_to_themselves(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "preuve.txt"
    file.write_text("as attached", encoding="utf-8")
    session = stage.session
    session.attachments.attach(outside.read(file), [(PROVIDER, ITEM)], linked=True)
    session.actions.add([(PROVIDER, ITEM)], what="Adopt the policy")
    group = signing(stage).groups["action"]
    assert "Nobody is named who carries out the action “Adopt the policy”." in texts(group.lines[0])
    stage.click(group.lines[0].link)
    page = stage.workspace.page
    assert isinstance(page, ActionsPage)
    assert page.detail.isVisible()
    stage.go(OVERVIEW)
    file.write_text("another text", encoding="utf-8")
    group = signing(stage).groups["evidence"]
    stage.finish_jobs()
    assert group.isVisible()
    assert "“preuve.txt” is not what it was" in texts(group.lines[0])
    stage.click(group.lines[0].link)
    register = stage.workspace.page
    assert isinstance(register, RegisterPage)
    assert register.detail.isVisible()


def test_that_nothing_is_ticked_beforehand_and_nothing_keeps_one_from_signing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten(monkeypatch)
    page = signing(stage)
    assert [line.box.isChecked() for line in page.attesting.lines.values()] == [False] * 4
    assert page.report.isEnabled()
    stage.click(page.report)
    report = stage.workspace.page
    assert isinstance(report, ReportPage)
    stage.finish_jobs()
    assert report.options.sign.isEnabled()
    said = report.options.missing.words()
    assert any("do not go together" in line for line in said)
    assert "0 of 4 attestations are given on the record as it is." in said
    last = report.options.missing._lines[len(said) - 1]
    stage.click(last._link)
    assert stage.workspace.place == SIGNING


def test_that_an_attestation_is_recorded_goes_stale_is_given_again_and_taken_back(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.type(signing(stage).attesting.name, "Zoë Chief")
    tick(stage, "gaps")
    line = signing(stage).attesting.lines["gaps"]
    assert line.box.isChecked()
    assert "Attested by Zoë Chief" in line.given.text()
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    line = signing(stage).attesting.lines["gaps"]
    assert not line.box.isChecked()
    assert "the record has changed since" in line.stale.text()
    tick(stage, "gaps")
    assert line.box.isChecked()
    assert line.stale.isHidden()
    tick(stage, "gaps")
    assert not line.box.isChecked()
    assert line.given.text() == "Not given."
    stage.window.menus.actions["undo"].trigger()
    pump()
    assert line.box.isChecked()
    path = stage.session.path
    stage.window.projects.close()
    log = [c for c in recorded(path) if c["subject"].startswith("attestation-")]
    given = [c for c in log if c["field"] == "by"]
    assert [(c["value"], c["author"]) for c in given] == [("Zoë Chief", "Ada Test")] * 2
    assert all(c["time"] for c in given)
    told = next(a for a in status(path, capsys)["attestations"] if a["statement"] == "gaps")
    assert told["standing"] == "given"
    assert [bool(one["withdrawn"]) for one in told["given"]] == [True, False]
    assert {one["words"] for one in told["given"]} == {WORDS["gaps"]}


def test_that_nobody_attests_without_a_name(stage: Stage) -> None:
    page = signing(stage)
    stage.type(page.attesting.name, " ")
    tick(stage, "nature")
    assert not page.attesting.lines["nature"].box.isChecked()
    assert QApplication.focusWidget() is page.attesting.name.entry()
    assert not stage.session.assessment.subjects("attestation")


def test_that_the_boxes_are_those_of_the_person_named(stage: Stage) -> None:
    tick(stage, "nature")
    page = signing(stage)
    stage.type(page.attesting.name, "Somebody Else")
    line = page.attesting.lines["nature"]
    assert not line.box.isChecked()
    assert "Attested by Ada Test" in line.given.text()
    tick(stage, "nature")
    assert line.given.text().count("Attested by") == 2


def test_that_a_project_that_cannot_be_written_shows_all_and_takes_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick(stage, "nature")
    path = stage.session.path
    stage.window.projects.close()
    monkeypatch.setattr(
        Session, "read_only", property(lambda _: True)
    )  # root may write to anything: the store's own tests use a real read-only file
    assert stage.window.projects.open_path(path)
    page = signing(stage)
    line = page.attesting.lines["nature"]
    assert line.box.isChecked()
    assert not line.box.isEnabled()
    assert page.groups["unanswered"].isVisible()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_the_report_prints_every_point_and_every_attestation(
    stage: Stage,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    shorten(monkeypatch, "points", "signatures")
    dissenting(stage)
    tick(stage, "answers")
    stage.press(stage.body(ITEM).state, Qt.Key.Key_2)
    stage.press(stage.body(ITEM).state, Qt.Key.Key_1)
    stage.session.answer(PROVIDER, ITEM, "gap", "Another record.")
    tick(stage, "nature")
    path, target = stage.session.path, tmp_path / "r.pdf"
    stage.window.projects.close()
    assert run(*parsed(["report", str(path), str(target), "-l", language])) == 0
    capsys.readouterr()
    assert run(*parsed(["--language", language, "status", str(path), "--json"])) == 0
    told = json.loads(capsys.readouterr().out)
    printed = together("".join(pages(target.read_bytes())))
    for point in told["contradictions"]["points"]:
        assert together(point["text"]) in printed
        if point["kind"] in ("scope", "dissent"):
            assert together(point["where"]) in printed
    for one in told["attestations"]:
        assert together(one["text"]) in printed
    assert [one["standing"] for one in told["attestations"]] == [
        "stale",
        "not-given",
        "not-given",
        "given",
    ]
    if language == "en":
        assert printed.count(together("Not given.")) == 2
        assert together("the record has changed since.") in printed


def test_that_what_is_attested_claims_nothing_of_the_law() -> None:
    for statement in STATEMENTS:
        words = WORDS[statement].lower()
        assert "complian" not in words
        assert "comply" not in words


@pytest.mark.parametrize("width", [1280, 1024, 640])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_no_word_of_the_page_is_cut(stage: Stage, language: str, width: int) -> None:
    dissenting(stage)
    tick(stage, "answers")
    stage.window.set_language(language)
    stage.show(width, 700)
    page = signing(stage)
    for group in page.groups.values():
        group.set_open(True)
    pump()
    assert clipped(page) == []


def test_that_a_screen_reader_tells_one_way_from_another(stage: Stage) -> None:
    dissenting(stage)
    for name in ("Me Dupont", "Me Durand"):
        write(stage, name, 0, "A draft.")
    page = signing(stage)
    for group in page.groups.values():
        group.set_open(True)
    pump()
    links = [line.link for g in page.groups.values() for line in g.lines if line.isVisible()]
    told = [link.accessibleDescription() for link in links]
    assert len(set(told)) == len(told) > 10
    assert sum("Me Dupont gives an unfavourable opinion" in one for one in told) == 1


def test_that_every_control_of_the_page_has_a_name(stage: Stage) -> None:
    dissenting(stage)
    page = signing(stage)
    controls: list[QWidget] = [group.head for group in page.groups.values() if group.isVisible()]
    controls += [line.box for line in page.attesting.lines.values()]
    controls += [line.link for g in page.groups.values() for line in g.lines if line.isVisible()]
    assert controls
    for control in controls:
        said = control.accessibleName() or getattr(control, "text", str)()
        assert said


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_it_names_the_programs_that_the_documentation_was_written_of(
    stage: Stage, language: str
) -> None:
    stage.window.set_language(language)
    page = signing(stage)
    told = "\n".join(part.text() for part in page.readers.findChildren(Text) if part.isVisible())
    table = (DOCS / "signatures.md").read_text("utf-8").partition("## What programs show")[2]
    programs = [row.split("|")[1] for row in table.split("##")[0].splitlines() if "|" in row][2:]
    words = {word.strip("(),") for program in programs for word in program.split()}
    named = {word for word in words if word[:1].isupper()} | {"pdfsig"}
    assert {"Jalon", "Adobe", "Acrobat", "Okular"} <= named
    assert [name for name in named if name not in told] == []
    assert told.count("\n") == 1 + 3 * 4
