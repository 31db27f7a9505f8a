"""Measures with many points: headings between their rows, exceptions in the law panel."""

from PySide6.QtCore import Qt

from jalon.forms.load import form
from jalon.language import translator
from jalon.ui import law
from jalon.ui.kit import Text
from ui.stage import Stage


def test_that_a_long_measure_is_ordered_by_headings(stage: Stage) -> None:
    stage.create()
    longest = max(
        (m for c in form().chapter for m in c.measures()), key=lambda m: len(m.requirement)
    )
    page = stage.measure(longest.id)
    assert len(page.rows) == len(longest.requirement)
    shown = [t.text() for t in page.findChildren(Text) if t.isVisibleTo(page)]
    groups = list(dict.fromkeys(r.group for r in longest.requirement if r.group))
    assert len(groups) > 2
    assert [t for t in shown if t in groups] == groups


def test_that_a_chapter_out_of_scope_says_why_once_and_can_be_answered(stage: Stage) -> None:
    stage.create()
    stage.session.answer(stage.model, "market-status", "value", "research")
    chapter = next(c for c in form().chapter if c.applies_when)
    for chosen in chapter.measures():
        page = stage.measure(chosen.id)
        assert {line.status.applies for line in page.rows} == {"no"}
        said = [t.text() for t in page.findChildren(Text) if t.isVisibleTo(page)]
        told = [t for t in said if chapter.otherwise in t]
        assert len(told) == 1
        assert "research" in told[0]
    body = stage.body(chapter.measures()[0].requirement[0].id)
    assert body.state.isEnabled()


def test_that_stated_exceptions_stand_in_the_law_panel() -> None:
    tr = translator("fr")
    item = next(i for i in form().items.values() if i.exceptions)
    sections = {s.label: s for s in law.sections(form(), item.id, tr)}
    shown = [part.text for part in sections[tr.text("Stated exceptions")].parts]
    assert shown == [
        tr.of(f"{item.id}.exceptions.{n}", text) for n, text in enumerate(item.exceptions)
    ]
    assert shown != list(item.exceptions)


def test_that_relief_for_smaller_companies_has_a_heading_of_its_own() -> None:
    for code in ("en", "fr"):
        tr = translator(code)
        for item in form().items.values():
            sections = {s.label: s.parts for s in law.sections(form(), item.id, tr)}
            shown = [(part.kind, part.text) for part in sections.get(tr.text("Relief"), ())]
            said = tr.of(f"{item.id}.relief", item.relief)
            assert shown == ([("text", said)] if item.relief else [])


def test_that_an_assumption_of_the_code_is_told_for_its_requirement_alone(stage: Stage) -> None:
    point = "safety-security-3.5-a2.1-visibility-assumed"
    stage.create()
    stage.session.answer(stage.model, "systemic-risk", "value", "yes")
    stage.session.answer(stage.model, "safe-reference", "value", "yes")
    stage.press(stage.body(point).state, Qt.Key.Key_1)
    stage.workspace.leave()
    page = stage.measure("safety-security-3.5")
    said = [t.text() for t in page.findChildren(Text) if t.isVisibleTo(page)]
    (told,) = (text for text in said if "recorded as implemented" in text)
    assert "(Appendix 2.1, point (2))" in told
    assert "takes nothing else of this measure as met" in told
    stage.session.answer(stage.model, "safe-reference", "value", "no")
    page = stage.measure("safety-security-3.5")
    said = [t.text() for t in page.findChildren(Text) if t.isVisibleTo(page)]
    assert not any("recorded as implemented" in text for text in said)
