"""The lines of the printed report: where they end, and what the first page has room for."""

import re
from itertools import accumulate, pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import stringWidth

from jalon.assessment.conclusions import sources, words
from jalon.export import fonts
from jalon.export.components import Setter
from jalon.export.components_parts import gaps
from jalon.export.layout import Text
from jalon.export.layout_boxes import Row
from jalon.export.layout_styles import STYLES, WIDTH
from jalon.export.tagging import Element
from jalon.export.text import Typesetter
from jalon.export.tree import Gap, Gaps, Marked, Report, Table
from jalon.language import available, translator
from tools import worked_example

_SIGNS = "/\\-_.,:;?&=#@+|"


def _lines(typed: str, room: float) -> list[list[str]]:
    """Return the words of each line of a small text, of which none is wider than its room."""
    block = Text(Typesetter(fonts.faces(typed)).markup(typed), STYLES["small"], Element("P"))
    height = block.measure(room)
    broken = block._paragraph.blPara
    assert height == len(broken.lines) * STYLES["small"].leading
    lines = [line[1] for line in broken.lines]
    space = stringWidth(" ", broken.fontName, broken.fontSize)
    for line in lines:
        squeezed = (len(line) - 1) * space * rl_config.spaceShrinkage  # which reportlab takes back
        width = stringWidth(" ".join(line), broken.fontName, broken.fontSize)
        assert width <= room + squeezed + 0.01
    return lines


@given(
    st.one_of(
        st.lists(st.text("abcij0123456789/-_.", min_size=1, max_size=90), min_size=1, max_size=6),
        st.lists(st.text("中文字", min_size=1, max_size=200), min_size=1, max_size=1),
    ),
    st.floats(60, 300),
)
def test_that_cutting_long_words_loses_no_letter_and_keeps_the_lines_in_their_room(
    typed: list[str], room: float
) -> None:
    lines = _lines(" ".join(typed), room)
    assert "".join(word for line in lines for word in line) == "".join(typed)


def test_that_an_address_is_cut_after_a_sign_and_not_inside_a_word() -> None:
    typed = "preuves/transparence/registre-des-demandes-2026-10.pdf https://www.example.org/a/bc-de"
    ends = set(accumulate(len(word) for word in typed.split()))
    for room in (90, 120, 150, 180):
        lines, letters = _lines(typed, room), 0
        assert len(lines) > 1
        for line, following in pairwise(lines):
            letters += sum(len(word) for word in line)
            cut_well = line[-1][-1] in _SIGNS and following[0][0] not in _SIGNS
            assert letters in ends or cut_well, lines


def _example(code: str) -> tuple[Report, str]:
    """Return the report of the worked example, and its first page as printed."""
    found, data = worked_example.printed(code)
    document = pypdfium2.PdfDocument(data)
    first = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    return found, first


@pytest.mark.parametrize("code", available())
def test_that_the_first_page_asks_all_it_has_to_ask_and_names_three_days(code: str) -> None:
    found, first = _example(code)
    assert found.board.asked
    assert found.board.dates
    assert len(found.board.asked[1]) > 1
    for request in found.board.asked[1]:
        assert " ".join(request.split()) in first
    assert len(found.board.dates[1]) == 3
    for _, what in found.board.dates[1]:
        assert " ".join(what.split()) in first


@pytest.mark.parametrize(
    ("code", "head"),
    [("en", ("Check", "Outcome", "What was found")), ("fr", ("Vérification", "Issue", "Constat"))],
)
def test_that_the_checks_of_the_summary_are_headed_by_what_stands_below(
    code: str, head: tuple[str, ...]
) -> None:
    found, _ = _example(code)
    (part,) = [one for one in found.sections if one.key == "documents"]
    assert head in [block.head for block in part.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("code", available())
def test_that_citations_in_a_row_name_the_edition_of_the_guidelines_once(code: str) -> None:
    tr, several = translator(code), 0
    for conclusion in worked_example.taken(code).evaluation.conclusions.values():
        said = words.cited(conclusion.citations, tr).replace("\u00a0", " ")
        several += sum("Guidelines" in source for source in conclusion.citations) > 1
        assert said.count("C(2025) 7719") <= 1, said
        if code == "fr":  # the sources are common nouns there
            assert not re.search(r"; (Avis|Code|Lignes|Modèle|Notice|Recomm|Règlement)", said)
    assert several


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("en", "AI Act, Art. 55(1); Art. 51(2); Guidelines § 2.1 (", "2026/1744; AI Act, Art. 53"),
        (
            "fr",
            "Règlement sur l’IA, art. 55, par. 1 ; art. 51, par. 2 ; lignes directrices, § 2.1 (",
            "2026/1744 ; règlement sur l’IA, art. 53",
        ),
    ],
)
def test_that_citations_in_a_row_name_the_act_once(code: str, first: str, second: str) -> None:
    def said(*cited: str) -> str:
        return re.sub(r"\s", " ", words.cited(cited, translator(code)))

    assert said(sources.ACT_55_1, sources.ACT_51_2, sources.GUIDELINES_2_1).startswith(first)
    assert second in said(sources.ACT_3_SIZE, sources.ACT_53_2)  # another act was named between


def test_that_numbers_of_gaps_stay_whole_however_many_there_are() -> None:
    gap = Gap("Title", "Where", Marked("bad", "Not implemented"), "", "To settle", "Do it", "Ana")
    typesetter = Typesetter(fonts.faces(""))
    for count in (9, 99, 100, 1000):
        rows = gaps(Setter(typesetter), Gaps((gap,) * count), Element("Sect"))
        for row in rows:
            row.measure(WIDTH)
        numerals = [row._items[0] for row in rows if isinstance(row, Row)]
        assert len(numerals) == count
        assert {n.height for n in numerals} == {STYLES["numeral"].leading}
