"""The board page: one page whatever the data, the answer first."""

from dataclasses import replace
from functools import partial

from jalon.export import tree
from jalon.export.charts import RangeBar
from jalon.export.components import Setter
from jalon.export.components_parts import heading
from jalon.export.layout import Block, Fitted, Flow, Line, Space
from jalon.export.layout_boxes import Beside, Panel, Row
from jalon.export.layout_styles import (
    ALERT,
    GUTTER,
    HAIRLINE,
    STRUCTURE,
    TINT,
    WIDTH,
    columns,
)
from jalon.export.tagging import Element

BOARD_KEY = "board"
_VERSIONS = (
    (3, 3, 3, 1), (3, 3, 3, 0), (3, 2, 3, 1), (3, 2, 3, 0), (3, 1, 3, 0), (3, 1, 2, 0),
    (2, 1, 2, 0), (1, 1, 2, 0), (2, 1, 0, 0), (1, 1, 0, 0), (0, 1, 0, 0), (0, 0, 0, 0),
)  # fmt: skip
"""How many gaps, requests and dates, and whether what does not apply is named (1), from the
richest version to the barest. What does not apply is also in the table of the next page."""
_BARER = 6
"""From this version on, dissent is told in few words before a page leaves out still more."""
_BRIEF = _VERSIONS[_BARER : _BARER + 3]
"""With the reasons left out; what does not fit even so leaves out names."""
_ROOMS = (1.0, 0.7, 0.4)
"""Room between the parts; they stand closer together before anything is left out."""


def board(setter: Setter, page: tree.Board, scale: tuple[str, str, str], room: float,
          parent: Element) -> Block:  # fmt: skip
    """Set the board page; when it does not fit, what is told again later is left out first.

    Args:
        setter: sets the texts.
        page: what to say.
        scale: how 0, 50 and 100 % are written.
        room: height of the page.
        parent: the section of the page.
    """
    section = parent.add("Sect")

    def version(told: tree.Board, most: tuple[int, int, int, int], room_between: float) -> Flow:
        section.kids.clear()
        return Flow(_blocks(setter, told, scale, most, room_between, section))

    richest = [partial(version, page, _VERSIONS[0], between) for between in _ROOMS]
    barer = [partial(version, page, most, _ROOMS[-1]) for most in _VERSIONS[1:]]
    if page.dissent_brief:
        barer = barer[:_BARER]
    for told, versions in zip(page.dissent_brief, (_BRIEF, _VERSIONS[_BARER:]), strict=False):
        brief = replace(page, dissent=told)
        barer += [partial(version, brief, most, _ROOMS[-1]) for most in versions]
    return Fitted([*richest, *barer], room)


def cover(setter: Setter, page: tree.Cover, parent: Element) -> Flow:
    """Set the head of a document that is no report."""
    section = parent.add("Sect")
    facts = tree.Facts(page.facts)
    return Flow(
        [
            Line(STRUCTURE, 2.4, after=8),
            setter.line(page.eyebrow, "label", section),
            Space(3),
            heading(setter, page.title, 1, section, key=BOARD_KEY, role="title"),
            Space(4),
            setter.line(page.subtitle, "small", section),
            Space(8),
            Line(HAIRLINE, 0.6, after=9),
            *setter.facts(facts, section),
            Space(3),
            Line(HAIRLINE, 0.6, after=9),
            *(setter.words(note, section) for note in page.notes),
        ]
    )


def _blocks(
    setter: Setter,
    page: tree.Board,
    scale: tuple[str, str, str],
    most: tuple[int, int, int, int],
    between: float,
    parent: Element,
) -> list[Block]:
    out: list[Block] = [
        Line(STRUCTURE, 2.4, after=8),
        setter.line(page.eyebrow, "label", parent),
        Space(3),
        heading(setter, page.title, 1, parent, key=BOARD_KEY, role="title"),
        Space(4),
        setter.line(page.subtitle, "small", parent),
        *_dissent(setter, page.dissent, parent),
        Space(8 * between),
        Line(HAIRLINE, 0.6, after=7 * between),
        _facts(setter, page.facts, parent),
        Space(8 * between),
        Line(HAIRLINE, 0.6, after=11 * between),
        setter.words(page.conclusion, parent),
        Space(9 * between),
        _numbers(setter, page.numbers, scale, parent),
        Space(9 * between),
        setter.table(page.outcomes, parent),
        *([setter.line(page.outside, "note", parent)] if most[3] else []),
    ]
    out += _gaps(setter, page.gaps, most[0], parent)
    if page.asked and most[1]:
        out += _asked(setter, page.asked, most[1], parent)
    if page.dates and most[2]:
        out += _dates(setter, page.dates, most[2], parent)
    return [*out, *_unsaid(setter, page, most[:3], parent)]


def _unsaid(
    setter: Setter, page: tree.Board, shown: tuple[int, int, int], parent: Element
) -> list[Block]:
    """Say what was left out and where it stands, so that nothing goes without a word."""
    gaps, requests, dates = shown
    text = page.unsaid[gaps][requests][dates]
    return [Space(2), setter.line(text, "note", parent)] if text else []


def _dissent(
    setter: Setter, dissent: tuple[str, tuple[tuple[str, str], ...]] | None, parent: Element
) -> list[Block]:
    """Set who dissents and why; it is never left out."""
    if dissent is None:
        return []
    title, told = dissent
    section = parent.add("Sect")
    lines: list[Block] = [setter.line(title, "alert", section), Space(2)]
    items = section.add("L", owner="List", ListNumbering="/None")
    for head, why in told:
        text = f"{head} {why}" if head else why
        words = tree.Words(text, "small", (head,) if head else ())
        lines += [setter.words(words, items.add("LI"), "LBody"), Space(2)]
    return [Space(8), Panel(Flow(lines), (5, 10, 4, 10), fill=TINT, bar=ALERT)]


def _facts(setter: Setter, facts: tuple[tuple[str, str], ...], parent: Element) -> Block:
    items = parent.add("L", owner="List", ListNumbering="/None")
    cells: list[Block] = []
    for label, text in facts:
        entry = items.add("LI")
        lines: list[Block] = [setter.line(label, "label", entry, "Lbl")]
        body = entry.add("LBody")
        lines += [setter.line(part, "small", body) for part in text.split("\n")]
        cells.append(Flow(lines))
    width = (WIDTH - GUTTER * (len(cells) - 1)) / len(cells)
    return Row(cells, [width] * len(cells))


def _numbers(
    setter: Setter, numbers: tuple[tree.Number, ...], scale: tuple[str, str, str], parent: Element
) -> Block:
    widths = [columns(3), columns(3), columns(6)]
    items = parent.add("L", owner="List", ListNumbering="/None")
    panels: list[Block] = []
    for number in numbers:
        entry = items.add("LI")
        label = setter.line(number.label, "label", entry, "Lbl")
        body = entry.add("LBody")
        role: tree.Role = "figure-words" if number.in_words else "figure"
        lines: list[Block] = [label, setter.line(number.figure, role, body), Space(4)]
        if number.range:
            alt = setter.typesetter.printable(number.range.alt)
            figure = body.add("Figure")
            lines += [RangeBar(number.range, alt, figure, thickness=11, scale=scale), Space(5)]
        lines.append(setter.line(number.text, "small", body))
        panels.append(Panel(Flow(lines), (8, 11, 8, 11), fill=TINT, top=STRUCTURE))
    return Row(panels, widths, equal=True)


def _gaps(
    setter: Setter, gaps: tuple[str, tuple[tree.BriefGap, ...]], most: int, parent: Element
) -> list[Block]:
    title, found = gaps
    if not found or not most:
        return []
    out: list[Block] = [_small_heading(setter, title, parent)]
    items = parent.add("L", owner="List", ListNumbering="/Decimal")
    for number, gap in enumerate(found[:most], start=1):
        entry = items.add("LI")
        label = setter.line(str(number), "strong", entry, "Lbl")
        words = tree.Words(f"{gap.title} {gap.text}", "brief", (gap.title,))
        body = Flow([setter.words(words, entry, "LBody")])
        out.append(Beside(label, body, 10, gap=7, after=3.5))
    return out


def _asked(
    setter: Setter, asked: tuple[str, tuple[str, ...]], most: int, parent: Element
) -> list[Block]:
    title, requests = asked
    words = tuple(tree.Words(text, "brief") for text in requests[:most])
    bullets = setter.bullets(tree.Bullets(words), parent)
    return [_small_heading(setter, title, parent), *bullets]


def _dates(
    setter: Setter, dates: tuple[str, tuple[tuple[str, str], ...]], most: int, parent: Element
) -> list[Block]:
    title, days = dates
    head = _small_heading(setter, title, parent)
    items = parent.add("L", owner="List", ListNumbering="/None")
    cells: list[Block] = []
    for day, what in days[:most]:
        entry = items.add("LI")
        cells.append(
            Flow(
                [
                    setter.line(day, "strong", entry, "Lbl"),
                    setter.line(what, "small", entry, "LBody"),
                ]
            )
        )
    return [head, Row(cells, [columns(4)] * len(cells))]


def _small_heading(setter: Setter, title: str, parent: Element) -> Block:
    made = heading(setter, title, 2, parent, role="h3")
    made.before, made.after = 9, 4
    return made
