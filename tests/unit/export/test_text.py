"""The one door for text: whatever was typed is printed, or named, and never interpreted."""

from html import unescape
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from jalon.export import fonts, report
from jalon.export.text import (
    NARROW_STAND_IN,
    Naming,
    Typesetter,
    clean,
    paragraphs,
    shortened,
)
from jalon.language import translator

HOSTILE = (
    "<b>&\"'",
    '<font color="red">red</font>',
    '<img src="/etc/passwd"/>',
    '<a href="javascript:alert(1)">x</a>',
    "<para><br/></unclosed>",
    "&lt;b&gt; &amp; &#60;",
    "<font name='NoSuchFont'>x</font>",
    "]]> <!-- x --> <?x?>",
)


def typesetter(text: str) -> Typesetter:
    return Typesetter(fonts.faces(text))


@pytest.mark.parametrize("typed", HOSTILE)
def test_that_markup_in_a_text_is_printed_as_typed(typed: str) -> None:
    paragraph = Paragraph(typesetter(typed).markup(typed), ParagraphStyle("plain"))
    assert paragraph.getPlainText() == typed


@given(st.text(max_size=300))
def test_that_no_text_at_all_is_interpreted_or_drawn_as_an_empty_box(typed: str) -> None:
    setter = typesetter(typed)
    markup = setter.markup(typed)
    Paragraph(markup, ParagraphStyle("plain", fontName=fonts.REGULAR))
    covers = {face.name: face.covers for face in fonts.faces(typed)}
    for font, part in setter.runs(typed):
        assert set(part) - {NARROW_STAND_IN} <= covers[font]


@given(st.text(max_size=200))
def test_that_only_bold_breaks_and_fonts_are_ever_markup(typed: str) -> None:
    markup = typesetter(typed).markup(typed, (typed[:20],))
    for tag in ("<br/>", "<b>", "</b>", "</font>", *(f'<font name="{n}">' for n in _NAMES)):
        markup = markup.replace(tag, "")
    assert "<" not in markup
    assert ">" not in markup


_NAMES = (fonts.REGULAR, fonts.FALLBACK, fonts.IDEOGRAPHS)


@pytest.mark.parametrize(
    "typed",
    ["Ελληνικά", "Кириллица", "中文字", "日本語かな", "한국어", "Tiếng Việt", "→ ✓ ½ ﬁ", "😀"],
)
def test_that_these_scripts_are_printed_themselves(typed: str) -> None:
    setter = typesetter(typed)
    assert "".join(part for _, part in setter.runs(typed)) == typed
    assert setter.substitutes == ()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("نص عربي", "[Arabic text, 7 characters: see the attached answers]"),
        ("שלום, עולם!", "[Hebrew text, 10 characters: see the attached answers]!"),
        ("देवनागरी", "[Devanagari text, 8 characters: see the attached answers]"),
        ("\ud800", "[replacement character]"),
        ("\uffff", "[replacement character]"),
        (NARROW_STAND_IN, "[U+E02F]"),
        ("\U0001fae0", "[melting face]"),
    ],
)
def test_that_what_no_font_can_print_is_named_and_noted(typed: str, printed: str) -> None:
    setter = typesetter(typed)
    assert setter.printable(typed) == printed
    assert [s.printed for s in setter.substitutes] == [printed.rstrip("!")]


def test_that_scripts_are_named_in_the_language_of_the_page() -> None:
    naming = Naming("[texte {script}, {count}]", {"ARABIC": "arabe"})
    setter = Typesetter(fonts.faces(""), naming)
    assert setter.printable("voir نصوص ici") == "voir [texte arabe, 4] ici"


def test_that_a_character_is_named_in_english_to_english_readers_only() -> None:
    naming = Naming(character="[caractère {code}]")
    setter = Typesetter(fonts.faces(""), naming)
    assert setter.printable("un \U0001fae0 \ud800") == "un [caractère U+1FAE0] [caractère U+FFFD]"
    assert report.naming(translator("fr")).character == "[caractère {code}]"
    assert report.naming(translator("en")).character == ""


def test_that_a_mark_stays_with_its_letter_or_is_named() -> None:
    assert typesetter("").printable("e\u0301") == "é"
    assert "x\u0332" in typesetter("").printable("x\u0332")
    assert typesetter("").printable("a\u1ab0") == "a[combining doubled circumflex accent]"


def test_that_a_narrow_space_breaks_no_line_and_is_no_substitute() -> None:
    setter = typesetter("")
    assert NARROW_STAND_IN in setter.markup("12\u202f%")
    assert setter.substitutes == ()


def test_that_controls_and_overrides_vanish_and_line_ends_stay() -> None:
    assert clean("a\u202eb\u200b\x00c\r\nd\u2028e\u2029f\tg") == "abc\nd\ne\n\nf    g"


def test_that_line_breaks_indents_and_paragraphs_are_kept() -> None:
    typed = "One\n  two\n\n \nThree"
    assert paragraphs(typed) == ("One\n  two", "Three")
    assert unescape(typesetter("").markup("One\n  two")) == "One<br/>\u00a0\u00a0two"


def test_that_too_long_a_text_is_cut_visibly() -> None:
    assert clean("x" * 200_001).endswith("x [cut here]")


def test_that_a_shortened_text_says_so_and_keeps_to_its_length() -> None:
    assert shortened("A short one", 40) == "A short one"
    cut = shortened("One two three four five, six", 24)
    assert cut == "One two three four five…"
    assert len(shortened("x" * 20_000, 40)) == 40


def test_that_a_shortened_text_keeps_its_no_break_spaces() -> None:
    typed = "Gand\u00a0: matériel\u202f?\nOui"

    assert shortened(typed, 40) == "Gand\u00a0: matériel\u202f? Oui"
    assert shortened(typed, 9) == "Gand…"


def test_that_fonts_are_read_for_ideographs_only_when_needed() -> None:
    assert len(fonts.faces("plain")) == 2
    assert len(fonts.faces("plain 中")) == 3


def test_that_every_font_comes_with_its_licence() -> None:
    from jalon import assets

    folder = assets.folder("resources") / "fonts"
    names = {entry.name for entry in folder.iterdir()}
    licences = {name.partition("-")[0] for name in names if name.endswith(".txt")}
    shipped = {name.partition("-")[0].partition(".")[0] for name in names if name.endswith(".ttf")}
    assert shipped == licences
    assert all(BytesIO((folder / n).read_bytes()).read(1) for n in names)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("the duties of Art. 53 (Art. 56(7))", ("Art. 53", "Art. 56(7)")),
        ("Arts 51 to 55 and § 3.1.2", ("Arts 51", "§ 3.1.2")),
        ("EUR 15 million at most", ("EUR 15 million",)),
        ("online since 13 March 2026", ("13 March",)),
        ("about 1.05 × 10¹³ tokens", ("1.05 × 10¹³",)),
        ("Paragraph 3, point (2), sentence 1", ("Paragraph 3", "point (2)", "sentence 1")),
    ],
)
def test_that_no_line_ends_inside_a_citation_an_amount_or_a_day(
    typed: str, kept: tuple[str, ...]
) -> None:
    set_up = unescape(typesetter("").markup(typed))
    assert set_up.replace("\u00a0", " ") == typed
    for words in kept:
        assert words.replace(" ", "\u00a0") in set_up
    assert " " in set_up
