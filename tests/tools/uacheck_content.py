"""What is on the pages: all ink marked, tagged and artifact apart (7.1), and the codes used."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Name, Object, String

from tools.uacheck_file import File, Node

_PAINT = re.compile(r"[SsfB]|[fBb]\*|[Fb]|sh|Do|T[jJ]|'|\"|INLINE IMAGE")
_SHOW = frozenset(("Tj", "TJ", "'", '"'))

Used = dict[tuple[int, int], tuple[Object, set[int]]]
"""By object: a font and the codes drawn with it."""


@dataclass
class _Reading:
    file: File
    page: int
    parents: Object | None
    resources: Object
    used: Used
    marks: list["Node | str"] = field(default_factory=list)
    font: Object | None = None
    fonts: list[Object] = field(default_factory=list)

    @property
    def mark(self) -> "Node | str":
        return self.marks[-1] if self.marks else ""


def check(file: File) -> Used:
    """Check all pages; returns the fonts with the codes drawn in them."""
    used: Used = {}
    for number, page in enumerate(file.pdf.pages, start=1):
        resources = page.obj.get("/Resources", Dictionary())
        reading = _Reading(file, number, page.obj.get("/StructParents"), resources, used)
        for operands, operator in pikepdf.parse_content_stream(page):
            _step(reading, str(operator), operands)
        if reading.marks:
            file.fail("7.1-3", f"page {number}: a mark is not closed")
    return used


def _step(reading: _Reading, operator: str, operands: Sequence[Object]) -> None:
    if operator in ("BDC", "BMC"):
        _open(reading, operands)
    elif operator == "EMC":
        reading.marks.pop()
    elif operator == "q":
        reading.fonts.append(reading.font)
    elif operator == "Q":
        reading.font = reading.fonts.pop()
    elif operator == "Tf":
        reading.font = reading.resources.Font[str(operands[0])]
    elif _PAINT.fullmatch(operator):
        _paint(reading, operator, operands)


def _open(reading: _Reading, operands: Sequence[Object]) -> None:
    file, inside = reading.file, reading.mark
    tag = str(operands[0])[1:]
    if tag == "Artifact":
        if isinstance(inside, Node):
            file.fail("7.1-1", "artifact inside tagged content")
        reading.marks.append("artifact")
        return
    properties = operands[1] if len(operands) > 1 else Dictionary()
    owner = file.owner(reading.parents, int(properties.get("/MCID", -1)))
    if owner is None:
        file.fail("7.1-3", f"page {reading.page}: {tag} belongs to no element")
    elif inside == "artifact":
        file.fail("7.1-2", "tagged content inside artifact")
    elif owner.tag != tag:
        file.fail("7.1-5", f"mark {tag} belongs to {owner.tag}")
    reading.marks.append(owner or "nobody")


def _paint(reading: _Reading, operator: str, operands: Sequence[Object]) -> None:
    if not reading.mark:
        reading.file.fail("7.1-3", f"page {reading.page}: unmarked ink ({operator})")
    if operator == "Do":
        found = reading.resources.XObject[str(operands[0])]
        if found.get("/Subtype") == Name.Form:
            reading.file.fail("7.20", "forms are not checked here")
    if operator not in _SHOW:
        return
    texts = operands[0] if operator == "TJ" else [operands[-1]]
    _, codes = reading.used.setdefault(reading.font.objgen, (reading.font, set()))
    for text in texts:
        if isinstance(text, String):
            codes.update(bytes(text))
