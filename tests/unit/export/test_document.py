"""Editions of documents: only what the reader gets, whatever was typed, read back from the PDF."""

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.snapshot import Snapshot
from jalon.export import document, document_data, pdf
from jalon.export.pdf import Printed
from jalon.export.tree import Cover
from jalon.forms import load
from jalon.forms.documents import Document, DocumentId, Recipient
from jalon.language import translator
from tools.report_printing import pages, together
from tools.report_records import MODEL, profile, snapshot
from tools.thorough import examples
from tools.uacheck import check

FORM = load.form()
DOCUMENTS: dict[DocumentId, Document] = {d.id: d for d in FORM.documents}
READERS: tuple[Recipient | None, ...] = ("ai-office", "national-authority", "downstream", None)
TEXTS = ("text", "long-text", "lines")
Fields = dict[tuple[Subject, str, str], Value]


def answered(text: str) -> Fields:
    """Answer every text of both documents with ``text`` and a mark of its own, all choices."""
    out: Fields = profile()
    for number, (about, field, answer) in enumerate(FORM.answers.values()):
        options = about.options(answer.choice)
        value: Value = f"{text} mark{number:03}x"
        if answer.kind == "number":
            value = 4_000_000_000 + number
        elif answer.kind in {"date", "month"}:
            value = "2026-03-14"[: 10 if answer.kind == "date" else 7]
        elif answer.kind == "choice":
            value = options[0].value
        elif answer.kind == "choices":
            value = [o.value for o in options]
        if answer.kind != "table":
            out[MODEL, field.id, answer.id] = value
    return out


def marks(wanted: Recipient | None, kind: DocumentId) -> tuple[set[str], set[str]]:
    """Return the marks of the texts a reader gets, and of those it must not get."""
    mine, others = set[str](), set[str]()
    for number, (about, _, answer) in enumerate(FORM.answers.values()):
        if answer.kind not in TEXTS:
            continue
        gets = about.id == kind and (wanted is None or wanted in answer.recipients)
        (mine if gets else others).add(f"mark{number:03}x")
    return mine, others


def made(record: Snapshot, kind: DocumentId, reader: Recipient | None, code: str = "en") -> Printed:
    return pdf.printed(document.build(record, kind, MODEL, reader, translator(code)))


def attached(data: bytes) -> dict[str, Any]:
    with pikepdf.open(BytesIO(data)) as file:
        assert list(file.attachments) == [document.DATA_NAME]
        inside = file.attachments[document.DATA_NAME].get_file().read_bytes()
    found: dict[str, Any] = json.loads(inside)
    return found


def everything(data: bytes) -> str:
    """Return all that a file holds: its text, its attachment, its metadata and every string."""
    with pikepdf.open(BytesIO(data)) as file:
        parts = [str(obj) for obj in file.objects if isinstance(obj, pikepdf.String)]
        streams = [
            obj.read_bytes().decode("utf-8", "ignore")
            for obj in file.objects
            if isinstance(obj, pikepdf.Stream)
        ]
    return together("".join([*pages(data), *parts, *streams]))


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("reader", READERS)
def test_that_an_edition_is_an_accessible_archive(reader: Recipient | None, code: str) -> None:
    record = snapshot(FORM, answered("Text"), example=True)
    assert check(made(record, "model-documentation", reader, code).data) == []


@pytest.mark.parametrize("code", ["en", "fr"])
def test_that_the_summary_is_an_accessible_archive_empty_or_full(code: str) -> None:
    for fields in ({}, answered("Texte")):
        data = made(snapshot(FORM, fields), "training-summary", "public", code).data
        assert check(data) == []


@pytest.mark.parametrize("reader", READERS)
def test_that_each_reader_gets_its_items_and_nothing_of_the_others(
    reader: Recipient | None,
) -> None:
    record = snapshot(FORM, answered("Text"))
    printed = made(record, "model-documentation", reader)
    mine, others = marks(reader, "model-documentation")
    text, whole = together("".join(pages(printed.data))), everything(printed.data)
    assert mine
    assert [mark for mark in sorted(mine) if mark not in text] == []
    assert [mark for mark in sorted(others) if mark in whole] == []
    told = {a["item"] + "." + a["part"] for s in attached(printed.data)["sections"]
            for a in s["answers"]}  # fmt: skip
    assert told == {
        place
        for place, (about, _, answer) in FORM.answers.items()
        if about.id == "model-documentation" and (reader is None or reader in answer.recipients)
    }


def test_that_exact_figures_are_for_the_ai_office_alone() -> None:
    fields: Fields = {
        **profile(training_compute=2.4e23),
        (MODEL, "mdf-size", "figure"): 7_310_000_001,
        (MODEL, "mdf-training-time", "days"): 47,
    }
    record = snapshot(FORM, fields)
    office, national, down = (
        everything(made(record, "model-documentation", r).data) for r in READERS[:3]
    )
    for figure in ("7,310,000,001", "2.4×10²³", "47days"):
        assert figure in office
        assert figure not in national
        assert figure not in down
    assert "7310000001" not in national + down
    assert "2.4e+23" not in national + down
    assert "5to15billion" in national
    assert "5to15billion" in down
    assert "5to15billion" not in office
    assert "10²³FLOP" in national
    assert "10²³" not in down
    assert "1to3months" in national
    assert "1to3months" not in down


def test_that_the_public_summary_holds_nothing_that_stays_in_the_company() -> None:
    printed = made(snapshot(FORM, answered("Text")), "training-summary", "public")
    mine, others = marks("public", "training-summary")
    whole = everything(printed.data)
    asked = {a["item"] for s in attached(printed.data)["sections"] for a in s["answers"]
             if a["status"] == "not-asked"}  # fmt: skip
    numbers = {
        f"mark{n:03}x" for n, (_, field, _) in enumerate(FORM.answers.values()) if field.id in asked
    }
    assert [mark for mark in sorted(mine - numbers) if mark not in whole] == []
    assert [mark for mark in sorted(others) if mark in whole] == []


STRANGE = [
    '<b>bold</b> & <img src="/etc/passwd"> <para>',
    "שלום עולם and مرحبا بالعالم",
    "x\u202eevil\u202c {placeholder} %s \\n $x",
    "]]> --> <script>alert(1)</script>",
    "😀 e\u0301 \uffff \x00",
]


@pytest.mark.parametrize("text", STRANGE)
def test_that_markup_and_other_scripts_are_text(text: str) -> None:
    record = snapshot(FORM, answered(text))
    for kind, reader in (("training-summary", "public"), ("model-documentation", None)):
        printed = made(record, kind, reader)  # type: ignore[arg-type]  # the pairs above
        assert check(printed.data) == []
        shown = together("".join(pages(printed.data)))
        for piece in ("<b>bold</b>", "<script>alert(1)</script>", "{placeholder}%s"):
            assert (piece in shown) == (piece in together(text))
        values = {a["value"] for s in attached(printed.data)["sections"] for a in s["answers"]
                  if isinstance(a["value"], str)}  # fmt: skip
        assert any(value.startswith(text) for value in values)


@settings(max_examples=examples(4, 30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_that_any_text_can_be_printed_and_leaks_to_nobody(text: str) -> None:
    hidden = "SECRETMARK"
    fields: Fields = {
        (MODEL, "mdf-design", "value"): f"{hidden} {text}",
        (MODEL, "mdf-architecture", "value"): text,
    }
    record = snapshot(FORM, fields)
    office = made(record, "model-documentation", "ai-office")
    down = made(record, "model-documentation", "downstream")
    assert hidden in everything(office.data)
    assert hidden not in everything(down.data)
    assert check(down.data) == []


# -- drafts and what is missing --------------------------------------------------------------


def test_that_drafts_and_what_is_missing_are_said_plainly() -> None:
    record = snapshot(FORM, profile())
    text = " ".join("".join(pages(made(record, "model-documentation", "downstream").data)).split())
    assert "Exemple-3B" in text
    assert "Draft from the company’s record, not confirmed yet." in text
    assert text.count("Not stated yet.") > 10
    assert "Not finished: of 22 items" in text
    assert "not the Commission’s form" in text
    french = made(record, "model-documentation", "downstream", "fr").data
    text = " ".join("".join(pages(french)).split())
    assert "Ébauche tirée du dossier" in text
    assert "ce n’est pas le formulaire de la Commission" in text


def test_that_the_head_names_provider_and_model_in_full() -> None:
    """A document goes out of the house: there a name that is cut short is a wrong one."""
    company = "Société d’Exploitation des Modèles de Langue Œuvre et Compagnie SAS en formation"
    model = "Exemple-3B-Instruct-Preview-2026-11-with-a-name-that-goes-on-to-its-end-RC1"
    more: Fields = {
        (PROVIDER, "company-name", "value"): company,
        (MODEL, "model-name", "value"): model,
    }
    record = snapshot(FORM, profile() | more)
    found = document.build(record, "model-documentation", MODEL, "downstream", translator("en"))
    assert isinstance(found.board, Cover)
    assert dict(found.board.facts)["Provider"] == company
    assert dict(found.board.facts)["Model"] == model


def test_that_the_running_head_says_title_and_day_in_full() -> None:
    summary = made(snapshot(FORM, profile()), "training-summary", None, "fr")
    _, second, *_ = pages(summary.data)
    head = " ".join(second.split())[:300]
    assert "Résumé public du contenu utilisé pour l’entraînement, 23 novembre 2026" in head


def test_that_what_is_left_is_drafts_is_said_when_every_item_is_stated() -> None:
    fields = answered("x")
    document = DOCUMENTS["model-documentation"]
    drafted = next(
        f.id for f in document.fields() if any(d.of == "company-name" for d in f.answer[0].drafts)
    )
    whole, text = (
        " ".join("".join(pages(made(snapshot(FORM, said), document.id, None).data)).split())
        for said in (fields, {k: v for k, v in fields.items() if k[1] != drafted})
    )
    assert "Every item is stated." not in whole
    assert "Every item is stated. 1 of them is a draft that nobody has confirmed yet" in text
    assert "Not finished" not in whole + text


def test_that_what_is_not_asked_is_not_printed_though_it_was_written() -> None:
    fields: Fields = {
        **profile(crawling="none"),
        (MODEL, "tcs-crawl-names", "value"): "GhostBot",
        (MODEL, "tcs-comments-1", "value"): "Left to us",
    }
    data = made(snapshot(FORM, fields), "training-summary", "public").data
    text = "".join(pages(data))
    assert "GhostBot" not in text
    assert "Left to us" in text
    assert text.count("Additional comments") == 1
    told = {(a["item"], a["status"]) for s in attached(data)["sections"] for a in s["answers"]}
    assert ("tcs-crawl-names", "not-asked") in told


def test_that_tables_and_lists_are_printed_whole() -> None:
    fields: Fields = {**profile(), (MODEL, "tcs-public-used", "value"): "yes"}
    names = [f"domain{n}.example" for n in range(1200)]
    fields[MODEL, "tcs-crawl-domains", "list"] = "\n".join(names)
    for number in range(40):
        row = f"value.row-{number:08x}"
        fields[MODEL, "tcs-public-large", row] = number + 1
        fields[MODEL, "tcs-public-large", f"{row}.name"] = f"Set{number}"
        fields[MODEL, "tcs-public-large", f"{row}.from"] = "2024-02"
    data = made(snapshot(FORM, fields), "training-summary", "public").data
    text = "".join(pages(data))
    assert all(name in together(text) for name in names)
    assert all(f"Set{number}" in text for number in range(40))
    assert "February 2024" in text
    assert check(data) == []


def test_that_the_company_s_copy_names_readers_and_what_is_to_be_checked() -> None:
    text = "".join(pages(made(snapshot(FORM, profile()), "model-documentation", None).data))
    assert "For: AI Office and national competent authorities" in text
    assert "Check against the official form." in text
    assert "Not to be handed out as it is" in text
    down = "".join(pages(made(snapshot(FORM, profile()), "model-documentation", "downstream").data))
    assert "Check against the official form" not in down


def test_that_the_attachment_is_what_json_prints() -> None:
    record = snapshot(FORM, answered("Text"))
    data = made(record, "model-documentation", "national-authority", "fr").data
    printed = document_data.edition(
        record, "model-documentation", MODEL, "national-authority", translator("fr")
    )
    assert attached(data) == json.loads(json.dumps(printed))
    assert "drafted_from" not in json.dumps(printed)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_that_another_program_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made(snapshot(FORM, answered("Texte")), "training-summary", "public").data)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    text = together(done.stdout.decode())
    mine, _ = marks("public", "training-summary")
    assert sum(mark in text for mark in mine) > 30
    assert "2.3Datacrawledandscrapedfromonlinesources" in text


def test_that_the_same_record_gives_the_same_bytes() -> None:
    record = snapshot(FORM, answered("Text"))
    one, two = (made(record, "model-documentation", "ai-office").data for _ in range(2))
    assert one == two
