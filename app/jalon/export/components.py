"""From the report's blocks to blocks on a page, each with its element of the document.

Plain text comes in; markup is made here, by the typesetter, and nowhere else.
"""

from typing import assert_never

from reportlab.lib.styles import ParagraphStyle

from jalon.export import tree
from jalon.export.charts import RangeBar, SignMark
from jalon.export.layout import Block, Flow, Space, Text
from jalon.export.layout_boxes import Beside, Grid, Row
from jalon.export.layout_styles import ALERT, GUTTER, MUTED, STYLES, columns
from jalon.export.tagging import Element
from jalon.export.text import Typesetter, paragraphs
from jalon.export.tree import Cell, Marked, Range, Role, Words

_BULLET = "\u2022"
_SIGN_WIDTH = 9.5
_LABEL_DROP = 0.7
"""Brings the first lines of a label and of its larger text to one height."""


class Setter:
    """Sets texts and small pieces; what it replaced can be asked of its typesetter."""

    def __init__(self, typesetter: Typesetter) -> None:
        self.typesetter = typesetter

    def words(self, words: Words, parent: Element, tag: str = "P") -> Text:
        """Set one paragraph."""
        markup = self.typesetter.markup(words.text, words.strong)
        return Text(markup, STYLES[words.role], parent.add(tag, lang=words.language))

    def line(self, text: str, role: Role, parent: Element, tag: str = "P") -> Text:
        """Set one paragraph of a role."""
        return self.words(Words(text, role), parent, tag)

    def typed(self, text: str, role: Role, parent: Element) -> list[Block]:
        """Set what a person typed: its empty lines part paragraphs, its line ends are kept."""
        return [self.line(part, role, parent) for part in paragraphs(text)]

    def cell(self, cell: Cell, parent: Element) -> Flow:
        """Set the content of a table cell."""
        return Flow([self._piece(piece, parent) for piece in cell])

    def _piece(self, piece: Words | Marked | Range, parent: Element) -> Block:
        match piece:
            case Words():
                return self.words(piece, parent)
            case Marked():
                return self.mark(piece, parent)
            case Range():
                alt = self.typesetter.printable(piece.alt)
                return RangeBar(piece, alt, parent.add("Figure"), above=1.5)
            case _:
                assert_never(piece)

    def mark(self, marked: Marked, parent: Element) -> Block:
        """Set a word with its sign."""
        style = STYLES["small-strong"]
        color = {"bad": ALERT, "none": MUTED}.get(marked.sign)
        if color is not None:
            style = ParagraphStyle(f"{style.name}-{marked.sign}", style, textColor=color)
        word = Text(self.typesetter.markup(marked.word), style, parent.add("P"))
        return Beside(
            SignMark(marked.sign, style.leading), Flow([word]), _SIGN_WIDTH, gap=3, whole_below=40
        )

    def bullets(self, block: tree.Bullets, parent: Element) -> list[Block]:
        """Set a list: each item with a label and a body of its own."""
        numbering = "/Decimal" if block.numbered else "/Disc"
        items = parent.add("L", owner="List", ListNumbering=numbering)
        out: list[Block] = []
        for number, item in enumerate(block.items, start=1):
            entry = items.add("LI")
            label = f"{number}." if block.numbered else _BULLET
            left = self.line(label, item.role, entry, "Lbl")
            right = self.words(item, entry, "LBody")
            right.after = 0
            out.append(Beside(left, Flow([right]), 12, gap=4, after=4))
        return out

    def facts(self, block: tree.Facts, parent: Element) -> list[Block]:
        """Set labels with hanging texts, as a list."""
        items = parent.add("L", owner="List", ListNumbering="/None")
        width = columns(5 if block.wide else 3)
        out: list[Block] = []
        for label, text in block.rows:
            entry = items.add("LI")
            left = self.line(label, "label", entry, "Lbl")
            right = Flow(self.typed(text, "small", entry.add("LBody")))
            out.append(Beside(left, right, width, after=5, whole_below=60, drop=_LABEL_DROP))
        return out

    def table(self, block: tree.Table, parent: Element) -> Grid:
        """Set a data table; the first column holds the heads of the rows."""
        table = parent.add("Table", owner="Table", Summary=self.typesetter.printable(block.summary))
        head_row = table.add("THead").add("TR")
        head: list[Block] = [
            self.line(
                words,
                "head-right" if number in block.right else "head",
                head_row.add("TH", owner="Table", Scope="/Column"),
            )
            for number, words in enumerate(block.head)
        ]
        body = table.add("TBody")
        rows = [self._row(cells, body.add("TR")) for cells in block.rows]
        padding = (2.6, 3.4) if block.dense else (5.0, 6.0)
        return Grid(head, rows, block.widths, padding=padding)

    def _row(self, cells: tuple[Cell, ...], parent: Element) -> list[Flow]:
        first = parent.add("TH", owner="Table", Scope="/Row")
        return [
            self.cell(cell, first if number == 0 else parent.add("TD"))
            for number, cell in enumerate(cells)
        ]

    def key(self, block: tree.Key, parent: Element) -> Block:
        """Set the reading key of the bars."""
        samples = (Range(1, 0, 1, ""), Range(0, 1, 1, ""), Range(0, 0, 1, ""), Range(0, 0, 0, ""))
        width = columns(3)
        entries = []
        for sample, words in zip(samples, block.words, strict=True):
            swatch = RangeBar(sample, "", None, thickness=7, above=2)
            text = self.line(words, "note", parent)
            entries.append(Row([swatch, text], [16, width - 16 - 6], gap=6))
        return Flow([Space(2), Row(entries, [width] * 4, gap=GUTTER)], after=4)
