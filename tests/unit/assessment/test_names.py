"""Names of files that others chose, and kinds of files by their bytes."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jalon.assessment import media, names

ANY = st.text(st.characters(exclude_categories=[]), max_size=400)
RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{d}" for n in ("com", "lpt") for d in "0123456789")}


@given(name=ANY)
@example("../../etc/passwd")
@example("..\\..\\windows\\system32\\cmd.exe")
@example("-rf")
@example("CON.txt")
@example("nul")
@example("a" * 300 + ".pdf")
@example("é" * 300)
@example("🇫🇷" * 80 + ".docx")
@example("invoice\u202efdp.exe")
@example("a\x00b.txt")
@example(" . ")
@example("")
@example(".hidden")
@example("name.")
def test_that_a_harmless_name_is_one(name: str) -> None:
    made = names.harmless(name)
    assert made
    assert not set(made) & set('<>:"/\\|?*\x00')
    assert not made.startswith((".", "-", " ", "~"))
    assert not made.endswith((".", " "))
    assert made.partition(".")[0].rstrip().lower() not in RESERVED
    assert len(made) <= 101
    assert len(made.encode("utf-8")) <= 190
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in made)
    assert not set(made) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f")
    assert names.harmless(made) == made


@given(name=ANY)
def test_that_a_shown_name_hides_nothing_and_keeps_its_length(name: str) -> None:
    made = names.shown(name)
    assert len(made) == len(name)
    assert made.isprintable() or all(
        c.isprintable() or c in "\u200c\u200d" or unicodedata.category(c) == "Zs" for c in made
    )


@pytest.mark.parametrize(
    "name",
    [
        "évaluation.pdf",
        "Bilan n° 3 – été.xlsx",
        "Übersicht.docx",
        "отчёт.pdf",
        "報告書.pdf",
        "تقرير.pdf",
    ],
)
def test_that_accents_and_scripts_stay(name: str) -> None:
    assert names.harmless(name) == name
    assert names.shown(name) == name


def test_that_the_true_ending_of_a_name_written_backwards_is_seen() -> None:
    assert names.shown("rapport\u202efdp.exe") == "rapport\ufffdfdp.exe"
    assert media.may_run("rapport\u202efdp.exe", b"")


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.pdf", b"MZ\x90\x00\x03", media.PROGRAM),
        ("photo.jpg", b"\x89PNG\r\n\x1a\n", "image/png"),
        (
            "a.docx",
            b"PK\x03\x04\x14",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("a", b"PK\x03\x04\x14", "application/zip"),
        ("script", b"#!/bin/sh\n", media.PROGRAM),
        ("BMW.txt", b"BMW models and their data", "text/plain"),
        ("MZ notes", b"MZ, the initials", "text/plain"),
        ("a.exe", b"", media.PROGRAM),
        ("a.unknown", b"\x00\x01\x02", media.UNKNOWN),
        ("notes", "é".encode() * 255 + b"\xc3", "text/plain"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
    ],
)
def test_that_bytes_tell_the_kind_before_the_name_does(
    name: str, head: bytes, expected: str
) -> None:
    assert media.of(name, head) == expected


@pytest.mark.parametrize(
    "name",
    [
        "a.exe",
        "a.EXE",
        "a.pdf.bat",
        "a.docm",
        "a.xlsb",
        "a.mdb",
        "a.html",
        "a.desktop",
        "a.lnk",
        "a.sh",
    ],
)
def test_that_what_may_run_commands_is_known_by_its_name(name: str) -> None:
    assert media.may_run(name, b"harmless words")


@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.docx", "a.csv", "README", "a.json"])
def test_that_documents_do_not_raise_the_alarm(name: str) -> None:
    assert not media.may_run(name, b"harmless words")


@given(name=ANY, head=st.binary(max_size=600))
def test_that_any_name_and_bytes_have_a_kind(name: str, head: bytes) -> None:
    assert media.kind(media.of(name, head))
