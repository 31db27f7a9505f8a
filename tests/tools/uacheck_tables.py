"""Tables: every row as wide, every head says what it is the head of (7.2, 7.5)."""

from pikepdf import Name

from tools.uacheck_file import File, Node

_SECTIONS = ("THead", "TBody", "TFoot")
_SCOPES = (Name.Row, Name.Column, Name.Both)


def check(file: File) -> None:
    for node in file.nodes():
        if node.tag == "Table":
            _check_table(file, node)


def _check_table(file: File, table: Node) -> None:
    rows = [
        row
        for kid in table.kids
        for row in (kid.kids if kid.tag in _SECTIONS else [kid])
        if row.tag == "TR"
    ]
    widths = set()
    for row in rows:
        cells = [cell for cell in row.kids if cell.tag in ("TH", "TD")]
        widths.add(sum(_span(cell, "/ColSpan") for cell in cells))
        if any(_span(cell, "/RowSpan") > 1 for cell in cells):
            file.fail("7.2-41", "cells over several rows are not checked here")
        for cell in cells:
            if cell.tag == "TH" and not _has_scope(cell):
                file.fail("7.5-1", "TH without Scope")
    if len(widths) > 1:
        file.fail("7.2-42", "rows have different numbers of columns")


def _span(cell: Node, name: str) -> int:
    return max([int(a.get(name, 1)) for a in cell.attributes()] or [1])


def _has_scope(cell: Node) -> bool:
    return any(a.get("/Scope") in _SCOPES for a in cell.attributes())
