"""The larger parts: measures with their requirements, gaps, contents, places to sign."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth

from jalon.export import fonts, tree
from jalon.export.charts import RangeBar
from jalon.export.components import Setter
from jalon.export.layout import Block, Flow, Line, Space, Text
from jalon.export.layout_boxes import Beside, Panel, Row
from jalon.export.layout_styles import (
    GUTTER,
    HAIRLINE,
    MUTED,
    STRUCTURE,
    STYLES,
    TINT,
    WIDTH,
    columns,
)
from jalon.export.tagging import Element, TaggedCanvas
from jalon.export.text import Markup


class Bookmarked(Text):
    """A heading that the bookmarks and the contents lead to.

    Attributes:
        key: name of the destination; unique in the document.
        level: 1 to 3, of the bookmarks.
    """

    def __init__(
        self, markup: Markup, plain: str, role: tree.Role, element: Element, key: str, level: int
    ) -> None:
        super().__init__(markup, STYLES[role], element)
        self.plain, self.key, self.level = plain, key, level
        self.sticky = True

    def split(self, room: float) -> None:
        """Never: a heading stays whole."""

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the heading and note its destination."""
        _, top = canvas.absolutePosition(x, y + self.height)
        canvas.bookmarkHorizontalAbsolute(self.key, top + 8)
        canvas.addOutlineEntry(self.plain, self.key, self.level - 1, closed=self.level > 1)
        super().draw(canvas, x, y)


def heading(
    setter: Setter, text: str, level: int, parent: Element, *, key: str = "", role: tree.Role = "h2"
) -> Text:
    """Set a heading; with a key it is bookmarked."""
    markup = setter.typesetter.markup(text)
    element = parent.add(f"H{level}")
    if key:
        plain = setter.typesetter.printable(text).replace("\n", " ")
        return Bookmarked(markup, plain, role, element, key, level)
    made = Text(markup, STYLES[role], element)
    made.sticky = True
    return made


def measure(setter: Setter, block: tree.Measure, parent: Element, key: str) -> list[Block]:
    """Set one measure: title, result, then its requirements as a list."""
    out: list[Block] = [heading(setter, block.title, 3, parent, key=key, role="h3")]
    if block.official:
        official = tree.Words(block.official, "official", language="en")
        out.append(setter.words(official, parent))
    out += [setter.line(block.summary, "note", parent), Space(4), _result(setter, block, parent)]
    if block.remark:
        out += [Space(3), setter.line(block.remark, "note", parent)]
    for piece in out:
        piece.sticky = True
    if not block.entries:
        return out
    items = parent.add("L", owner="List", ListNumbering="/None")
    for number, entry in enumerate(block.entries):
        out.append(Line(HAIRLINE if number else STRUCTURE, 0.5, before=3, after=5))
        out.append(_entry(setter, entry, items.add("LI")))
    return out


def _result(setter: Setter, block: tree.Measure, parent: Element) -> Block:
    words = setter.line(block.result, "small", parent)
    if block.bar is None:
        return Panel(words, (4, 8, 5, 8), fill=TINT)
    alt = setter.typesetter.printable(block.bar.alt)
    bar = RangeBar(block.bar, alt, parent.add("Figure"), thickness=7, above=2.5)
    row = Row([words, bar], [columns(9) - 10, columns(3) - 6], gap=GUTTER)
    return Panel(row, (4, 8, 5, 8), fill=TINT)


def _entry(setter: Setter, entry: tree.Entry, parent: Element) -> Block:
    label = parent.add("Lbl")
    left = Flow(
        [
            setter.line(entry.place, "note", label),
            setter.mark(entry.state, label),
            *(setter.line(flag, "note", label) for flag in entry.flags),
        ]
    )
    body = parent.add("LBody")
    right: list[Block] = [setter.line(entry.group, "label", body)] if entry.group else []
    right += [setter.line(entry.demand, "strong", body), Space(2)]
    for piece in right:
        piece.sticky = True
    for name, text in entry.parts:
        right += _part(setter, name, text, body)
    if entry.alert:
        right.append(setter.line(entry.alert, "alert", body))
    return Beside(left, Flow(right), columns(3), after=6, whole_below=140)


def _part(setter: Setter, name: str, text: str, parent: Element) -> list[Block]:
    """Set a label and a text: beside each other while short, flowing when long."""
    section = parent.add("Div")
    label = setter.line(name, "label", section)
    texts = setter.typed(text, "answer", section)
    return [Beside(label, Flow(texts), _PART_LABEL, gap=8, after=2, whole_below=40, drop=1.1)]


def gaps(setter: Setter, block: tree.Gaps, parent: Element) -> list[Block]:
    """Set the weak points as numbered cards."""
    items = parent.add("L", owner="List", ListNumbering="/Decimal")
    style = STYLES["numeral"]
    wide = stringWidth(str(len(block.gaps)), style.fontName, style.fontSize) + 1
    out: list[Block] = []
    for number, gap in enumerate(block.gaps, start=1):
        if number > 1:
            out.append(Line(HAIRLINE, 0.6, before=7, after=7))
        out.append(_gap(setter, number, max(wide, _NUMERAL), gap, items.add("LI")))
    return out


def _gap(setter: Setter, number: int, wide: float, gap: tree.Gap, parent: Element) -> Block:
    numeral = setter.line(str(number), "numeral", parent, "Lbl")
    body = parent.add("LBody")
    middle = Flow(
        [
            setter.line(gap.title, "strong", body),
            setter.line(gap.citation, "note", body),
            Space(3),
            setter.mark(gap.state, body),
            *([Space(2), setter.line(gap.found, "small", body)] if gap.found else []),
        ]
    )
    lines: list[Block] = [
        setter.line(gap.settles_label, "label", body),
        setter.line(gap.settles, "small", body),
        Space(3),
        setter.line(gap.who_when, "note", body),
    ]
    if gap.alert:
        lines.append(setter.line(gap.alert, "alert", body))
    right = Panel(Flow(lines), (0, 0, 1, 10), bar=STRUCTURE)
    return Row([numeral, middle, right], [wide, columns(7) - wide - GUTTER, columns(5)])


@dataclass
class Contents(Block):
    """The table of contents; ``pages`` is filled when the pages are known, before drawing."""

    setter: Setter
    element: Element
    entries: Sequence[tuple[str, str]]
    pages: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lines = [(self._line(title), key, title) for key, title in self.entries]

    def _line(self, title: str) -> Text:
        item = self.element.add("TOCI").add("Reference").add("Link")
        self._links = [*getattr(self, "_links", []), item]
        return Text(self.setter.typesetter.markup(title), STYLES["contents"], item)

    def _measured(self, width: float) -> float:
        half = (width - _CONTENTS_GAP) / 2
        for line, _, _ in self._lines:
            line.measure(half - _PAGE_NUMBER_ROOM)
        self._half = half
        return max(sum(line.height for line, _, _ in column) for column in self._columns())

    def _columns(self) -> tuple[Sequence[tuple[Text, str, str]], ...]:
        cut = -(-len(self._lines) // 2)
        return self._lines[:cut], self._lines[cut:]

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw two columns: each line with leaders, page number and link."""
        links = iter(self._links)
        for column in self._columns():
            top = y + self.height
            for line, key, title in column:
                top -= line.height
                self._entry(canvas, x, top, (line, key, title), next(links))
            x += self._half + _CONTENTS_GAP

    def _entry(
        self, canvas: TaggedCanvas, x: float, y: float, entry: tuple[Text, str, str], link: Element
    ) -> None:
        line, key, title = entry
        line.draw(canvas, x, y)
        size = STYLES["contents"].fontSize
        base, end = y + line.height - size, x + self._half
        _leaders(canvas, x + stringWidth(title, fonts.REGULAR, size) + 6, end - _PAGE_NUMBER_ROOM,
                 base)  # fmt: skip
        with canvas.element(link):
            canvas.setFont(fonts.REGULAR, size)
            canvas.setFillColor(STYLES["contents"].textColor)
            canvas.drawRightString(end, base, str(self.pages.get(key, 0) + 1))
        canvas.saveState()
        canvas.translate(x, y)
        canvas.link(link, key, title, self._half, line.height)
        canvas.restoreState()


def _leaders(canvas: TaggedCanvas, start: float, end: float, base: float) -> None:
    with canvas.artifact():
        canvas.setFont(fonts.REGULAR, 8)
        canvas.setFillColor(MUTED)
        at = end
        while at > start:
            canvas.drawString(at, base, ".")
            at -= 4.2


class SignatureBox(Block):
    """An empty frame; its place is noted for the form field."""

    def __init__(self, name: str, tip: str, element: Element) -> None:
        self._name, self._tip, self._element = name, tip, element

    def _measured(self, width: float) -> float:  # noqa: ARG002
        return 96.0

    def draw(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the frame as an artifact."""
        with canvas.artifact():
            canvas.setStrokeColor(MUTED)
            canvas.setLineWidth(0.7)
            canvas.rect(x, y, self.width, self.height, stroke=1, fill=0)
        canvas.saveState()
        canvas.translate(x, y)
        canvas.signature_field(self._element, self._name, self._tip, self.width, self.height)
        canvas.restoreState()


def signatures(setter: Setter, block: tree.Signatures, parent: Element) -> list[Block]:
    """Set the places to sign side by side: who and what it means above, the field below."""
    heads: list[Block] = []
    boxes: list[Block] = []
    for place in block.places:
        section = parent.add("Sect")
        lines: list[Block] = [setter.line(place.role, "strong", section)]
        if place.name:
            lines.append(setter.line(place.name, "small", section))
        lines.append(setter.line(place.meaning, "small", section))
        heads.append(Flow(lines))
        tip = setter.typesetter.printable(place.tip)
        field_element = section.add("Form", alt=tip)
        boxes.append(SignatureBox(place.field, tip, field_element))
    width = (WIDTH - GUTTER * (len(boxes) - 1)) / len(boxes)
    widths = [width] * len(boxes)
    return [
        Space(12),
        Flow([Row(heads, widths, after=6), Row(boxes, widths)], whole_below=400, after=10),
    ]


_PART_LABEL = 66.0
_NUMERAL = 22.0
_PAGE_NUMBER_ROOM = 24.0
_CONTENTS_GAP = 24.0
