"""What a PDF holds besides its words: links, colours, sizes, fonts, its structure."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pikepdf

_COLOURS = {"rg", "RG", "g", "G", "k", "K", "sc", "SC", "scn", "SCN"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a document looks, and what it could make a reader do."""

    actions: int
    pictures: int
    colours: frozenset[tuple[str, ...]]
    sizes: frozenset[str]
    fonts: frozenset[str]
    structure: Counter[str]


def look(path: Path) -> Look:
    """Read how a document looks, from its pages' own instructions."""
    colours: set[tuple[str, ...]] = set()
    sizes: set[str] = set()
    fonts: set[str] = set()
    actions = pictures = 0
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            found = (a for a in page.get("/Annots", []) if str(a.Subtype) != "/Widget")
            actions += sum("/A" in a and "/D" not in a.A for a in found)
            drawn = page.Resources.get("/XObject", {})
            pictures += sum(str(x.get("/Subtype")) == "/Image" for x in drawn.values())
            fonts |= {str(f.BaseFont).partition("+")[2] for f in page.Resources.Font.values()}
            for operands, operator in pikepdf.parse_content_stream(page):
                said = tuple(str(operand) for operand in operands)
                if str(operator) in _COLOURS:
                    colours.add((str(operator), *said))
                elif str(operator) == "Tf":
                    sizes.add(said[1])
        structure = Counter(_kinds(pdf.Root.StructTreeRoot))
    return Look(
        actions, pictures, frozenset(colours), frozenset(sizes), frozenset(fonts), structure
    )


def _kinds(node: pikepdf.Object) -> list[str]:
    """Return the kinds of all elements under a node of the structure tree."""
    out: list[str] = []
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Array):
            waiting.extend(found)
        elif isinstance(found, pikepdf.Dictionary):
            if "/S" in found:
                out.append(str(found.S))
            if "/K" in found:
                waiting.append(found.K)
    return out
