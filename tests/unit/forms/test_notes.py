"""What is told and not asked: sources, weights, positions, the dated list of signatories."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jalon import assets
from jalon.forms import load, messages, schema, told
from jalon.forms.model import FactId
from jalon.forms.notes import Note, PartSignatory
from jalon.forms.schema import FormError
from jalon.language import available, translator

FORM = load.form()
NOTES = [
    *(n for page in FORM.notes for group in page.group for n in group.note),
    *(n for duty in FORM.duties for n in duty.note),
]
POSITIONS = ["", *(o.value for o in FORM.fact[FactId("code-position")].options)]


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.id)
def test_that_a_statement_has_source_and_weight_in_both_languages(note: Note) -> None:
    for code in available():
        tr = translator(code)
        assert told.text(note, tr)
        weight, _, source = told.source(note, tr).partition("  ·  ")
        assert weight == told.weight(note.weight, tr)
        assert source
    english, french = (told.text(note, translator(code)) for code in ("en", "fr"))
    assert english != french


@pytest.mark.parametrize("position", POSITIONS)
def test_that_every_position_is_told_what_it_means_and_both_sides(position: str) -> None:
    shown = [group.id for group in FORM.note_page("position").shown(position)]
    assert len([i for i in shown if FORM_GROUPS[i] == "What this position means"]) == 1
    assert {"position-changes", "position-stays"} <= set(shown)


FORM_GROUPS = {g.id: g.title for page in FORM.notes for g in page.group}


def test_that_nothing_is_called_compliant_and_no_presumption_is_given_to_the_code() -> None:
    for note in NOTES:
        assert not re.search(r"\bcompliant\b", note.text)
        assert not re.search(r"\bconforme\b", told.text(note, translator("fr")))
        for code in ("en", "fr"):
            said = told.text(note, translator(code))
            for sentence in re.split(r"(?<=\.) ", said):
                if re.search(r"presumption of|présomption de", sentence):
                    assert re.search(r"\b(Neither|no|ne|n’)\b", sentence) or "Ni " in sentence


@pytest.mark.parametrize("code", available())
def test_that_no_number_of_signatories_stands_without_its_date(code: str) -> None:
    tr, listed = translator(code), FORM.signatories
    assert listed is not None
    first, *others = told.signatories(FORM, tr)
    assert tr.date(date.fromisoformat(listed.date)) in first
    assert str(len(listed.whole)) in first
    assert all(name in first for name in listed.whole)
    assert "xAI" in " ".join(others)
    assert "Meta" in " ".join(others)
    texts = [tr.of(context, text) for context, text in messages.messages(FORM)]
    bare = rf"\b{len(listed.whole)} (signator|provider|fournisseur|signataire)"
    assert [text for text in texts if re.search(bare, text)] == []


def test_that_another_list_is_told_with_its_own_date() -> None:
    listed = FORM.signatories
    assert listed is not None
    part = PartSignatory("Zyx", ("transparency", "copyright"))
    other = replace(listed, date="2027-02-01", whole=("Abc",), partly=(part,), absent=(), remark="")
    said = told.signatories(replace(FORM, signatories=other), translator("en"))
    assert said == (
        "On 1 February 2027 the Commission listed 1 signatory of the whole Code: Abc.",
        "In part, on that day: Zyx (Transparency and Copyright).",
    )


@pytest.mark.parametrize(
    ("file", "before", "after", "fault"),
    [
        ("signatories.toml", '"safety-security"', '"safety"', "no chapter safety"),
        ("notes/position.toml", '["signed-whole"]', '["signed-wholly"]', "no position signed-wh"),
        ("notes/fine.toml", 'id = "fine-sme"', 'id = "fine-basis"', "fine-basis: used twice"),
        (
            "duties/cooperation.toml",
            '{ text = "act", article = "53", paragraph = 3 }',
            "{ paragraph = 3 }",
            "cooperation-as-necessary: the Code's own stand in a chapter",
        ),
        ("duties/cooperation.toml", 'article = "53", ', "", "an article is named for the Act"),
    ],
)
def test_that_a_wrong_file_is_named(
    tmp_path: Path, file: str, before: str, after: str, fault: str
) -> None:
    folder = tmp_path / FORM.id
    shutil.copytree(Path(str(assets.folder("forms") / FORM.id)), folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(FormError, match=re.escape(fault)):
        schema.parse(folder)
