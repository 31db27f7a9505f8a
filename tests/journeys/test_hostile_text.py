"""Texts that could do harm: kept, shown and printed as typed, and never interpreted."""

import json
import os
import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from journeys import job, outside, paper, texts
from journeys.outside import jalon
from journeys.person import Person
from tools.thorough import examples

MARKUP = "<b>&\"'</b> &amp; &#60; <i>{0} %s \\n </para></document> ]]>"
FONT = '<font color="red" size="40">big</font><a href="https://evil.example">here</a><br/>'
PICTURE = '<img src="/etc/hostname"/> <onDraw name="x"/> <super>up</super> javascript:alert(1)'
EMOJI = "Done 🙂, 👍🏽 and 👩‍💻 too"
GREEK = "Η πολιτική ισχύει για όλους"
CYRILLIC = "Политика действует для всех; Їжак, Ђорђе"
ARABIC = "السياسة سارية على الجميع"
CHINESE = "该政策适用于所有人"
FRENCH = "« L’œuvre\u00a0: 10\u202f000\u00a0€ »"
LINES = "first line\nsecond line\n    an indented one\nlast line"
AS_TYPED = (MARKUP, FONT, PICTURE, GREEK, CYRILLIC, FRENCH)
"""What the fonts of the report have."""

NAMED = (EMOJI, ARABIC, CHINESE)
"""What no font of the report need have: then it is printed by name."""

ITEMS = tuple(job.form().items)
OWN = [r.id for r in job.form().items.values() if r.scope == "provider"]


def long_text(chance: random.Random) -> str:
    """Return a text of 20 000 characters in lines and paragraphs."""
    text = ""
    while len(text) < 20_000:
        text += texts.line(chance, 12) + "\n" * chance.choice([1, 1, 2])
    return text[:19_999].rstrip("\n").ljust(19_999, "x") + "."


def harmless(text: str) -> str:
    """Return a text of the same shape that has nothing to interpret."""
    return re.sub(r"[^\s\u00a0\u202f]", "x", text)


def answered(project: Path, answers: dict[str, str], name: str, author: str = "Ada") -> None:
    """Make a project with a text for each requirement, through the command line."""
    document = {
        "format": "jalon-answers",
        "version": 1,
        "form": job.form().id,
        "facts": [
            {"subject": "provider", "item": "company-name", "value": name},
            {"subject": "model", "item": "model-name", "value": name},
        ],
        "answers": [
            {
                "subject": "provider" if item in OWN else "model",
                "item": item,
                "state": "partial",
                **dict.fromkeys(("how", "gap", "next_step"), text),
                "owner": name,
                "evidence": [{"name": name, "target": name, "note": text}],
            }
            for item, text in answers.items()
        ],
    }
    file = project.with_suffix(".json")
    file.write_text(json.dumps(document), encoding="utf-8")
    jalon("new", project, "--author", author)
    jalon("import", project, file, "--author", author)


@outside.needs_pdftotext
@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_every_text_is_printed_as_typed_or_by_a_name_that_is_told(
    language: str, tmp_path: Path, chance: random.Random
) -> None:
    project, report = tmp_path / "p.jalon", tmp_path / "p.pdf"
    every = (*AS_TYPED, *NAMED, LINES, long_text(chance))
    answered(project, dict(zip(ITEMS, every, strict=False)), MARKUP, author=FONT)
    document = outside.exported(project)
    stored = {a["item"]: a for a in document["answers"]}
    notes = {piece["id"]: piece["note"] for piece in document["evidence"]}
    for item, text in zip(ITEMS, every, strict=False):
        assert [stored[item][part] for part in ("how", "gap", "next_step")] == [text] * 3
        assert [notes[piece] for piece in stored[item]["evidence_ids"]] == [text]

    told = jalon("report", project, report, language=language).stdout
    print_out = outside.printed(report)
    whole = outside.together(print_out)
    for text in (*AS_TYPED, *LINES.split("\n"), *every[-1].split("\n")):
        assert outside.together(unicodedata.normalize("NFC", text)) in whole, text
    for letter in (c for c in EMOJI if unicodedata.category(c) == "So"):
        named = unicodedata.name(letter).lower()  # Unicode gives English names only
        name = f"[{named}]" if language == "en" else f"[caractère U+{ord(letter):04X}]"
        assert letter in print_out or (name in told and outside.together(name) in whole)
    for run, script in ((ARABIC, "ARAB"), (CHINESE, "")):
        plain = outside.together(run)
        names = [n for n in re.findall(r"\[[^]]+\]", told) if script in n.upper()]
        assert plain in whole or names, run
        assert plain in whole or all(outside.together(n) in whole for n in names)
    assert "□" not in print_out
    assert "\ufffd" not in print_out


def test_that_no_text_changes_the_look_or_gains_a_link(
    tmp_path: Path, chance: random.Random
) -> None:
    every = [MARKUP, FONT, PICTURE, FRENCH, LINES, long_text(chance)]
    chance.shuffle(every)
    kinds: list[paper.Look] = []
    for name, change in (("hostile", str), ("harmless", harmless)):
        project, report = tmp_path / f"{name}.jalon", tmp_path / f"{name}.pdf"
        answers = dict(zip(ITEMS, map(change, every), strict=False))
        answered(project, answers, change(MARKUP), author=change(FONT))
        jalon("report", project, report)
        kinds.append(paper.look(report))
    hostile, plain = kinds
    assert hostile.actions == 0
    assert hostile.pictures == plain.pictures
    assert hostile.colours <= plain.colours
    assert hostile.sizes <= plain.sizes
    assert hostile.structure == plain.structure
    assert plain.structure["/P"] > 20


@pytest.mark.skipif(os.name == "nt", reason="the window's journeys do not run on Windows")
def test_that_the_window_shows_and_keeps_every_text_as_typed(
    home: Path, tmp_path: Path, chance: random.Random
) -> None:
    project, long = tmp_path / "p.jalon", long_text(chance)
    typed = [MARKUP, FONT, EMOJI, GREEK, CYRILLIC, ARABIC, CHINESE, FRENCH, LINES]
    chance.shuffle(typed)
    fields = [f"{job.DRAW_UP}.{name}" for name in ("how", "gap", "next-step")]
    fields += [f"{job.KEEP}.{name}" for name in ("how", "gap", "next-step")]
    fields += [f"{job.IMPLEMENT}.{name}" for name in ("how", "gap", "next-step")]
    with Person(home, "--language", "fr", "window", language="fr") as person:
        job.begin(person, project, MARKUP)
        person.do("type", text=FONT, name="company-name")
        job.measure(person, "1.1", "copyright")
        for item in (job.DRAW_UP, job.KEEP, job.IMPLEMENT, job.SINGLE):
            person.do("open_row", row=item)
        for field, text in zip(fields, typed, strict=True):
            person.do("type", text=text, name=field)
        person.do("paste", text=long, name=f"{job.SINGLE}.how")
        person.do("type", text=PICTURE, name=f"{job.SINGLE}.owner")
        assert FONT in person.do("words"), "the header does not show the company as typed"
        assert MARKUP not in person.do("words")
        person.go(person.says("Overview"))
        person.leave()
    expected = dict(zip(fields, typed, strict=True)) | {f"{job.SINGLE}.how": long}
    stored = {f"{i}.{f}": v for (_, i, f), v in outside.heads(project).items()}
    assert {name: stored.get(name) for name in expected} == expected
    assert stored["company-name.value"] == FONT
    assert {c["author"] for c in json.loads(jalon("history", project, "--json").stdout)} == {MARKUP}
    with Person(home, "--language", "fr", "window", project, language="fr") as person:
        job.measure(person, "1.1", "copyright")
        for item in (job.DRAW_UP, job.KEEP, job.IMPLEMENT, job.SINGLE):
            person.do("open_row", row=item)
        for field, text in expected.items():
            assert person.do("read", name=field) == text
        assert person.do("read", name=f"{job.SINGLE}.owner") == PICTURE
        person.leave()


@settings(max_examples=examples(2, 12), deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.text(min_size=1, max_size=200), min_size=8, max_size=8))
def test_that_any_text_is_kept_and_can_be_printed(
    tmp_path_factory: pytest.TempPathFactory, found: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    project = folder / "p.jalon"
    answered(project, dict(zip(ITEMS, found, strict=False)), "x")
    stored = {a["item"]: a["how"] for a in outside.exported(project)["answers"]}
    assert stored == dict(zip(ITEMS, found, strict=False))
    jalon("report", project, folder / "p.pdf")
    assert paper.look(folder / "p.pdf").actions == 0
