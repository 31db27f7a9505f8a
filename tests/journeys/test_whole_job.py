"""The main job from end to end, through the real window, with a kill in the middle of it."""

import json
import os
import random
from pathlib import Path

import pytest

from jalon.forms.citations import citation
from jalon.ui import words
from journeys import job, outside, texts
from journeys.person import Person
from tools.thorough import examples

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")


@pytest.mark.parametrize(("first", "second"), [("en", "fr"), ("fr", "en")][: examples(1, 2)])
@outside.needs_pdfsig
def test_that_nothing_acknowledged_is_lost_and_the_signed_report_holds(
    first: str, second: str, home: Path, tmp_path: Path, chance: random.Random
) -> None:
    project, expected = tmp_path / "dossier été.jalon", {}
    author = f"{texts.word(chance)} {texts.word(chance)}"
    with Person(home, "--language", first, "window", language=first) as person:
        work_until_killed(person, second, project, author, expected, chance)

    left = outside.drafts(project, tmp_path / "left")
    with Person(home, project, language=second) as person:
        job.check_window(person, expected)
        person.leave()
    assert not any(project.parent.glob(f"{project.name}-*")), "more than one file was left"
    assert all(expected["provider", item, field] == text for (_, item, field), text in left.items())
    job.check_record(project, expected)
    assert not outside.jalon("check", project).stderr

    report = tmp_path / "report.pdf"
    with Person(home, project, language=second) as person:
        job.measure(person, "1.1", "copyright")
        person.do("open_row", row=job.DRAW_UP)
        job.state(person, job.DRAW_UP, "implemented")
        expected["provider", job.DRAW_UP, "state"] = "implemented"
        job.sign(person, report, texts.line(chance, 2), new=True)
        assert any(author in told for told in person.do("words"))
        person.leave()
    job.check_record(project, expected)
    assert outside.signed_whole(report), outside.pdfsig(report)
    assert author in outside.pdfsig(report)
    outside.jalon("verify", report, "--project", project)

    with Person(home, project, language=second) as person:
        job.measure(person, "1.1", "copyright")
        person.do("focus_row", row=job.KEEP)
        person.do("keys", sequence="2")
        person.all_saved()
        verify_in_window(person, report)
        person.leave()
    said = json.loads(
        outside.jalon("verify", report, "--project", project, "--json", code=1).stdout
    )
    changed = [(d["item"], d["field"], d["new"]) for d in said["comparison"]["differences"]]
    assert changed == [(job.KEEP, "state", "partial")]
    outside.jalon("verify", report)


def work_until_killed(
    person: Person,
    second: str,
    project: Path,
    author: str,
    expected: job.Expected,
    chance: random.Random,
) -> None:
    """Do the first half of the job, switch the language while typing, be killed typing on."""
    job.begin(person, project, author)
    job.fill_company(person, chance, expected)
    person.go(person.says("Your model"))
    job.fill_model(person, chance, expected)
    job.measure(person, "1.1", "copyright")
    job.fill_requirement(person, chance, expected)
    job.answer_by_keys(person, chance, expected)

    unfinished = texts.paragraphs(chance)
    how = f"{job.DRAW_UP}.how"
    person.do("type", text=unfinished, name=how)
    person.do("click", name={"en": "English", "fr": "Français"}[second])
    person.language = second
    person.do("wait", words=person.says("Saved {time}").partition("{")[0])
    assert person.do("read", name=how) == unfinished
    person.all_saved()
    assert person.do("sees", name=person.says("Your company")) is False  # it is in the outline only
    expected["provider", job.DRAW_UP, "how"] = unfinished

    text = texts.paragraphs(chance) + texts.line(chance, 200)
    person.do("type", text="", name=f"{job.DRAW_UP}.gap")
    kept = job.type_until_killed(person, chance, text)
    found = outside.drafts(project, project.parent / "killed")
    gap = next(t for (_, item, field), t in found.items() if (item, field) == (job.DRAW_UP, "gap"))
    assert text.startswith(gap)
    assert len(gap) >= kept, (len(gap), kept)
    expected["provider", job.DRAW_UP, "gap"] = gap


def verify_in_window(person: Person, report: Path) -> None:
    """Check the report through the menu; it must name what changed."""
    person.menu("&File", "&Verify a signed report…")
    person.choose_file("Choose a signed report…", report)
    person.do("wait", words=person.says("Intact: nothing was changed since it was signed."))
    place = citation(job.form(), job.KEEP, person.tr)
    changed = next(told for told in person.do("words") if told.startswith(place))
    assert words.state(person.tr, "planned") in changed
    assert words.state(person.tr, "partial") in changed
