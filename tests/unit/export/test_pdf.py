"""The printed report, read back by other programs than the one that printed it."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.snapshot import Snapshot
from jalon.export import interchange, pdf, report, tree
from jalon.export.pdf import Printed
from jalon.forms.model import Form
from jalon.language import Translator, available, translator
from tools import worked_example
from tools.report_printing import made, made_in_part, pages, together
from tools.report_records import MODEL, everything, profile, sample, snapshot, whose
from tools.thorough import THOROUGH, examples
from tools.uacheck import check

SCRIPTS = 'Ελληνικά Кириллица العربية 中文字 😀 e\u0301 \uffff <b>&"\' <font color="red">'


def test_that_the_report_is_an_accessible_archive_in_both_languages(printed: Printed) -> None:
    assert check(printed.data) == []


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_that_an_independent_program_finds_its_syntax_clean(
    printed: Printed, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(printed.data)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


_AGAIN = """
import hashlib, sys
from jalon.forms import load
from tools.report_printing import made
from tools.report_records import sample, snapshot
form = load.form()
print(hashlib.sha256(made(snapshot(form, sample(form), example=True)).data).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "77"][: examples(1, 2)])
def test_that_the_same_record_gives_the_same_bytes_in_another_process(
    english: Printed, seed: str
) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", _AGAIN]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == hashlib.sha256(english.data).hexdigest()


def test_that_the_answers_are_inside_as_the_source(printed: Printed, record: Snapshot) -> None:
    with pikepdf.open(BytesIO(printed.data)) as file:
        (specification,) = file.Root.AF
        assert specification.AFRelationship == pikepdf.Name.Source
        inside = file.attachments[report.ANSWERS_NAME].get_file().read_bytes()
    assert inside == interchange.dump(record)
    assert json.loads(inside)["digest"] == record.digest


def test_that_the_signature_page_has_two_named_fields_with_printed_meaning(
    english: Printed, english_pages: list[str]
) -> None:
    with pikepdf.open(BytesIO(english.data)) as file:
        fields = list(file.Root.AcroForm.Fields)
        assert [str(f.T) for f in fields] == ["Signature1", "Signature2"]
        assert all(str(f.FT) == "/Sig" and "/V" not in f and str(f.TU) for f in fields)
        assert all(f.P.objgen == file.pages[-1].obj.objgen for f in fields)
    last = english_pages[-1]
    assert "Responsible for the record" in last
    assert "Legal representative" in last
    assert "not a qualified signature" in last


def test_that_metadata_language_and_bookmarks_are_there(english: Printed) -> None:
    with pikepdf.open(BytesIO(english.data)) as file:
        assert str(file.docinfo.Title).startswith("Where Exemple-3B stands")
        assert str(file.docinfo.Author) == "Exemple IA SAS"
        assert str(file.Root.Lang) == "en"
        with file.open_outline() as outline:
            titles = [item.title for item in outline.root]
            parts = next(i for i in outline.root if i.title == "Measure by measure").children
            under = {part.title: [item.title for item in part.children] for part in parts}
    assert titles[0].startswith("Where Exemple-3B stands")
    assert len(under["Transparency Chapter"]) == 3
    assert all(title.startswith("Transparency 1.") for title in under["Transparency Chapter"])
    assert titles[-1] == "Attestations and signatures"


def _english() -> tuple[Translator, report.ReportOptions]:
    return translator("en"), report.ReportOptions("en")


def test_that_contents_name_the_page_where_each_part_begins(
    record: Snapshot, english_pages: list[str]
) -> None:
    found = english_pages
    begins = re.compile(r"^Contents$", re.MULTILINE)
    contents = "".join(begins.split(next(p for p in found if begins.search(p)))[1:])
    lines = dict(re.findall(r"^([A-Z][^.\n]*?) *[. ]*\n? ?(\d+)$", contents, re.MULTILINE))
    assert len(lines) == len(report.build(record, *_english()).sections) - 1
    for title, number in lines.items():
        assert title in found[int(number) - 1]


def test_that_each_page_is_numbered_marked_and_says_what_it_is(
    english_pages: list[str],
) -> None:
    for number, page in enumerate(english_pages, start=1):
        assert f"page {number} of {len(english_pages)}" in page
        assert "Confidential" in page
        assert "no legal advice, no certificate" in page
        assert "FICTIONAL EXAMPLE" in page


def test_that_only_the_worked_example_is_marked_as_one(form: Form) -> None:
    printed = made_in_part(snapshot(form, sample(form)), ("results", "signatures"))
    assert "EXAMPLE" not in "".join(pages(printed.data))


def test_that_every_answer_is_printed_in_full(
    form: Form, record: Snapshot, english_pages: list[str]
) -> None:
    text = together("".join(english_pages))
    for heads in record.assessment.heads.values():
        value = heads[0].value
        if isinstance(value, str) and " number " in value:
            assert together(value) in text
    for item, requirement in form.items.items():
        status = record.evaluation.items[whose(form, item), item]
        if (status.applies, status.state) != ("no", None):  # else nothing says it is asked
            assert together(requirement.demand) in text


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("ø" * 20_000, id="no space"),
        pytest.param("a wørd " * 2_900, id="words"),
        pytest.param("løne\n" * 4_000, id="lines"),
        pytest.param("pørt\n\n" * 3_300, id="paragraphs"),
        pytest.param("中" * 20_000, id="ideographs"),
    ],
)
def test_that_no_text_is_too_long_and_none_is_lost(form: Form, typed: str) -> None:
    item = next(i for i, r in form.items.items() if r.scope == "provider")
    answers = {
        **profile(),
        (PROVIDER, item, "state"): "partial",
        (PROVIDER, item, "how"): typed,
    }
    printed = made_in_part(snapshot(form, answers), ("measures",))
    assert check(printed.data) == []
    rare = "中" if "中" in typed else "ø"
    assert "".join(pages(printed.data)).count(rare) == typed.count(rare)


def test_that_the_board_page_is_one_page_whatever_the_data(form: Form) -> None:
    models = tuple(Subject(f"model-{n:08x}") for n in range(12))
    answers = dict(everything(form, "W" * 2_000 + " and more"))
    answers.update({(m, "model-name", "value"): f"Modèle {m} " * 50 for m in models})
    small = {key: value for key, value in answers.items() if key[2] not in ("how", "reason", "gap")}
    record, tr = snapshot(form, small, models=models, author="A" * 5000), translator("fr")
    whole = report.build(record, tr, report.ReportOptions("fr"))
    first = replace(whole, sections=whole.sections[:2])
    found = pages(pdf.printed(first).data)
    assert "page 1" in found[0]
    assert tr.text("Results by obligation") in found[1]


def test_that_hostile_text_is_printed_and_never_interpreted(form: Form) -> None:
    every = 1 if THOROUGH else 12
    printed = made(snapshot(form, everything(form, SCRIPTS, every)))
    assert check(printed.data) == []
    text = "".join(pages(printed.data))
    for part in ("Ελληνικά", "Кириллица", "中文字", "😀", "<b>&\"'", '<font color="red">'):
        assert together(part) in together(text)
    assert "[Arabic text, 7 characters" in text
    named = {s.printed for s in printed.substitutes}
    assert "[replacement character]" in named
    assert b"/URI" not in printed.data


def test_that_links_in_answers_do_not_become_links(english: Printed) -> None:
    with pikepdf.open(BytesIO(english.data)) as file:
        kinds = {str(a.Subtype) for p in file.pages for a in p.obj.get("/Annots", [])}
        targets = [a.get("/A") for p in file.pages for a in p.obj.get("/Annots", [])]
    assert kinds == {"/Link", "/Widget"}
    assert all(t is None or "/URI" not in t for t in targets)


def test_that_an_empty_record_has_a_report_that_claims_nothing(form: Form) -> None:
    printed = made(snapshot(form, {}))
    assert check(printed.data) == []
    first = together(pages(printed.data)[0])
    assert together("appear met") not in first
    assert together("Company not named") in first
    assert together("0%") in first


def test_that_the_marking_asked_for_stands_whole_on_each_page(record: Snapshot) -> None:
    asked = "Strictly confidential: for the board of directors only, 2026"
    options = report.ReportOptions("en", confidentiality=asked)
    whole = report.build(record, translator("en"), options)
    printed = pdf.printed(replace(whole, sections=(*whole.sections[:2], whole.sections[-1])))
    assert all(asked in page for page in pages(printed.data))


def test_that_a_screen_reader_meets_words_with_spaces_at_line_ends(
    record: Snapshot, english_pages: list[str]
) -> None:
    program = shutil.which("pdfinfo")
    if program is None:
        pytest.skip("pdfinfo is not installed")
    whole = report.build(record, *_english())
    # For each element the program reads the page again: of a whole report half a minute long.
    some = whole if THOROUGH else replace(whole, sections=whole.sections[:2])
    done = subprocess.run(
        [program, "-struct-text", "-"],
        input=pdf.printed(some).data,
        capture_output=True,
        check=False,
    )
    read = done.stdout.decode()
    assert "compares the measures they have implemented with the measures set out by" in read
    assert MODEL not in read
    assert MODEL not in "".join(english_pages)


@pytest.mark.parametrize("code", available())
def test_that_no_page_before_the_last_stands_nearly_empty(code: str) -> None:
    document = pypdfium2.PdfDocument(worked_example.printed(code)[1])
    filled = []
    for page in document:
        text = page.get_textpage()
        feet = [text.get_rect(number)[1] for number in range(text.count_rects())]
        filled.append(1 - min(y for y in feet if y > 64) / page.get_height())
        text.close()
        page.close()
    document.close()
    assert min(filled[:-1]) > 0.4


@pytest.mark.parametrize("code", available())
def test_that_no_heading_stands_last_on_a_page(code: str) -> None:
    found, data = worked_example.printed(code)
    headings = {
        block.text
        for section in found.sections
        for block in section.blocks
        if isinstance(block, tree.Heading)
    } | {section.title for section in found.sections}
    document = pypdfium2.PdfDocument(data)
    lasts = []
    for page in document:
        text = page.get_textpage()
        # What stands between the running head and the footer, in points from the foot.
        body = text.get_text_bounded(bottom=64, top=page.get_height() - 42).strip()
        lasts.append(body.splitlines()[-1].strip() if body else "")
        text.close()
        page.close()
    document.close()
    assert len(lasts) > 10
    assert [line for line in lasts if line in headings] == []


@pytest.mark.parametrize("code", available())
def test_that_what_does_not_apply_takes_no_room_from_the_board(code: str) -> None:
    taken, tr = worked_example.taken(code), translator(code)
    found, data = worked_example.printed(code)
    document = pypdfium2.PdfDocument(data)
    printed = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    idle = [o for o in taken.form.obligation if o.id.startswith("55-")]
    assert all(not taken.evaluation.by_obligation[o.id].applicable for o in idle)
    for obligation in idle:
        assert tr.of(f"{obligation.id}.title", obligation.title) not in printed
    assert len(found.board.gaps[1]) == 3
    for gap in found.board.gaps[1]:
        assert " ".join(gap.title.split())[:30] in printed
