"""The duties outside the Code in the report, read back from the printed pages."""

import shutil
import subprocess
from pathlib import Path

import pytest

from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.forms import load
from jalon.language import translator
from tools.report_printing import made_in_part
from tools.report_records import MODEL, profile, snapshot

FORM = load.form()
Answers = dict[tuple[Subject, str, str], Value]

pytestmark = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed"
)


def printed(answers: Answers, folder: Path, language: str) -> str:
    path = folder / f"{language}.pdf"
    path.write_bytes(made_in_part(snapshot(FORM, answers), ["duties", "evidence"], language).data)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.replace("\u00a0", " ").replace("\u202f", " ").split())


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_every_row_note_and_answer_of_a_duty_is_printed(language: str, tmp_path: Path) -> None:
    tr = translator(language)
    answers: Answers = {
        **profile(systemic_risk="yes", licence="proprietary"),
        (PROVIDER, "company-established", "value"): "third-country",
        (PROVIDER, "representative-keeps", "state"): "partial",
        (PROVIDER, "representative-keeps", "gap"): "Zyx GmbH holds no copy <yet>.",
        (MODEL, "notification-made", "state"): "implemented",
        (MODEL, "notification-made", "how"): "By EU SEND on 3 May.",
    }
    text = printed(answers, tmp_path, language)
    for duty in FORM.duties:
        assert plain(tr.of(f"{duty.id}.title", duty.title)) in text
        assert plain(tr.of(f"{duty.id}.binds", duty.binds))[:60] in text
        for row in duty.requirement:
            assert plain(tr.of(f"{row.id}.demand", row.demand)) in text, row.id
        for note in duty.note:
            assert plain(tr.of(f"{note.id}.text", note.text))[:50] in text, note.id
            assert plain(tr.of("law", note.source)).split(" (")[0][:30] in text, note.id
    assert "Zyx GmbH holds no copy <yet>." in text
    assert "By EU SEND on 3 May." in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_a_duty_that_does_not_apply_is_named_with_its_reason(
    language: str, tmp_path: Path
) -> None:
    tr = translator(language)
    answers: Answers = {**profile(), (PROVIDER, "company-established", "value"): "union"}
    text = printed(answers, tmp_path, language)
    duty = next(d for d in FORM.duties if d.id == "authorised-representative")
    assert plain(tr.of(f"{duty.id}.otherwise", duty.otherwise)) in text
    first = duty.requirement[1]
    assert plain(tr.of(f"{first.id}.demand", first.demand)) not in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_that_the_article_that_evidence_serves_is_broken_between_words_only(
    language: str, tmp_path: Path
) -> None:
    found = Subject("evidence-0000000a")
    answers: Answers = {
        **profile(licence="proprietary"),
        (MODEL, "training-summary-drawn-up", "state"): "implemented",
        (MODEL, "training-summary-drawn-up", str(found)): True,
        (found, "subject", "kind"): "evidence",
        (found, "evidence", "name"): "Zyx record",
        (found, "evidence", "target"): "zyx.pdf",
    }
    text = printed(answers, tmp_path, language)
    listed = text[text.rindex("zyx.pdf") :][:160]
    assert {"en": "Art. 53(1)(d)", "fr": "Art. 53, par. 1, point d)"}[language] in listed
    assert {"en": "undated", "fr": "sans date"}[language] in listed
