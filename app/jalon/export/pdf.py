"""Prints a report: a tagged PDF/A-3a and PDF/UA-1, the answers attached, ready to be signed.

The same report gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from io import BytesIO
from typing import assert_never

from jalon.export import archive, components_parts, fonts, tree
from jalon.export.archive_metadata import Metadata
from jalon.export.components import Setter
from jalon.export.components_board import board, cover
from jalon.export.components_parts import Bookmarked, Contents, heading
from jalon.export.furniture import draw_furniture
from jalon.export.layout import Block, Flow, Line, Space
from jalon.export.layout_styles import (
    BOTTOM,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    STRUCTURE,
    TOP,
    TOP_FIRST,
    WIDTH,
)  # fmt: skip
from jalon.export.tagging import Element, TaggedCanvas
from jalon.export.text import Substitute, Typesetter
from jalon.export.tree import Report

_ROOM = PAGE_HEIGHT - TOP - BOTTOM
_ROOM_FIRST = PAGE_HEIGHT - TOP_FIRST - BOTTOM
_AFTER_NOTE = 7.0
_SECTION_GAP = 30.0
_NEARLY_EMPTY = 1 / 3


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed report.

    Attributes:
        data: the file.
        pages: how many it has.
        substitutes: what could not be printed as typed, for the user to know.
    """

    data: bytes
    pages: int
    substitutes: tuple[Substitute, ...]


def printed(report: Report) -> Printed:
    """Print ``report``; see :class:`Printed`."""
    typesetter = Typesetter(fonts.faces("".join(set(_texts(report)))), report.naming)
    document = Element("Document", lang=report.language)
    pages = _pages(report, Setter(typesetter), document)
    drawn, canvas = _drawn(report, pages, typesetter)
    metadata = Metadata(
        report.title, report.author, report.subject, report.language, report.created
    )
    answers = archive.Attachment(
        report.answers_name, "application/json", report.answers, report.answers_about
    )
    data = archive.finished(drawn, document, canvas.fields, [answers], metadata)
    return Printed(data, len(pages), typesetter.substitutes)


def _texts(value: object) -> Iterable[str]:
    """Yield every text of a report, to know which fonts it needs."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))


def _pages(report: Report, setter: Setter, document: Element) -> list[Flow]:
    pages = _first_pages(report, setter, document)
    own_page = isinstance(report.board, tree.Board)
    contents: list[Contents] = []
    for section in report.sections:
        flow = _section(report, section, setter, document.add("Sect"), contents)
        first = own_page and len(pages) == 1
        _place(flow, pages, new_page=first or (section.new_page and _well_filled(pages)))
    places = {
        part.key: number
        for number, page in enumerate(pages)
        for part in page.parts()
        if isinstance(part, Bookmarked)
    }
    for table in contents:
        table.pages = places
    return pages


def _first_pages(report: Report, setter: Setter, document: Element) -> list[Flow]:
    """Set the board page, or the head of a document, which may be longer than a page."""
    if isinstance(report.board, tree.Board):
        pages = [Flow([board(setter, report.board, report.percents, _ROOM_FIRST, document)])]
        pages[0].measure(WIDTH)
        return pages
    pages = []
    _place(cover(setter, report.board, document), pages, new_page=True)
    return pages


def _well_filled(pages: Sequence[Flow]) -> bool:
    """Tell whether the last page would not stand nearly empty if another began."""
    return not pages or pages[-1].height > _ROOM * _NEARLY_EMPTY


def _place(flow: Flow, pages: list[Flow], *, new_page: bool) -> None:
    """Put a section on pages, from the current one on or from a new one."""
    if not new_page:
        flow.before = _SECTION_GAP
        used = pages[-1].height + _SECTION_GAP
        halves = _halves(flow, _ROOM - used)
        if halves:
            pages[-1] = Flow([*pages[-1].items, Space(_SECTION_GAP), halves[0]])
            pages[-1].measure(WIDTH)
            flow = halves[1]
    while flow.items:
        halves = _halves(flow, _ROOM) or flow.first_shrunk(_ROOM)
        page = Flow([halves[0]])
        page.measure(WIDTH)
        pages.append(page)
        flow = halves[1]


def _halves(flow: Flow, room: float) -> tuple[Block, Flow] | None:
    """Return what fits ``room`` and the rest; None when nothing does."""
    if flow.measure(WIDTH) <= room:
        return flow, Flow([])
    return flow.split(room)


def _section(
    report: Report, section: tree.Section, setter: Setter, parent: Element,
    contents: list[Contents],
) -> Flow:  # fmt: skip
    out: list[Block] = [
        heading(setter, section.title, 1, parent, key=section.key, role="h1"),
        Line(STRUCTURE, 1.2, after=9),
    ]
    for number, block in enumerate(section.blocks):
        if isinstance(block, tree.Contents):
            entries = [(s.key, s.title) for s in report.sections if s.key != section.key]
            contents.append(Contents(setter, parent.add("TOC"), entries))
            out.append(contents[-1])
        else:
            made = _blocks(block, setter, parent, f"{section.key}-{number}")
            if isinstance(block, tree.Words):
                _keep_with(made[-1], block, section.blocks[number + 1 :])
            out += made
    return Flow(out)


def _keep_with(made: Block, words: tree.Words, rest: Sequence[object]) -> None:
    """Keep a sentence with what it leads to, and with the small print beneath it.

    It is then not left alone at the end of a page; but of many sentences in a row any page may
    end between two.
    """
    following = rest[0] if rest else None
    goes_on = isinstance(following, tree.Words)
    noted = isinstance(following, tree.Words) and following.role == "note"
    small = words.role == "note"
    made.sticky = bool(rest) and not small and (noted or not goes_on)
    if noted and not small:
        made.after = 1.0
    elif small and goes_on and not noted:
        made.after = max(made.after, _AFTER_NOTE)


def _blocks(
    block: tree.Words | tree.Heading | tree.Bullets | tree.Facts | tree.Table | tree.Key
    | tree.Gaps | tree.Measure | tree.Signatures,
    setter: Setter, parent: Element, key: str,
) -> Sequence[Block]:  # fmt: skip
    match block:
        case tree.Words():
            made: Sequence[Block] = [setter.words(block, parent)]
        case tree.Heading():
            role: tree.Role = "h2" if block.level == 2 else "h3"
            bookmark = key if block.level == 2 else ""
            made = [heading(setter, block.text, block.level, parent, key=bookmark, role=role)]
        case tree.Bullets():
            made = setter.bullets(block, parent)
        case tree.Facts():
            made = setter.facts(block, parent)
        case tree.Table():
            made = [setter.table(block, parent)]
        case tree.Key():
            made = [setter.key(block, parent)]
        case tree.Gaps():
            made = components_parts.gaps(setter, block, parent)
        case tree.Measure():
            made = components_parts.measure(setter, block, parent, key)
        case tree.Signatures():
            made = components_parts.signatures(setter, block, parent)
        case _:
            assert_never(block)
    return made


def _drawn(report: Report, pages: list[Flow], typesetter: Typesetter) -> tuple[bytes, TaggedCanvas]:
    out = BytesIO()
    canvas = TaggedCanvas(
        out,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        initialFontName=fonts.REGULAR,
        invariant=1,
        pageCompression=1,
        lang=report.language,
    )
    for number, page in enumerate(pages):
        draw_furniture(canvas, report.furniture, typesetter, number, len(pages))
        top = TOP if number else TOP_FIRST
        page.draw(canvas, MARGIN, PAGE_HEIGHT - top - page.height)
        canvas.showPage()
    canvas.save()
    return out.getvalue(), canvas
