"""Sentences of the reference texts of the Code, each with its place and its hash.

The reference texts are Markdown copies: a heading for each commitment and measure, a block for
each paragraph or lettered point, and behind a block, in brackets, how sure its wording is.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MARKS: Final = {
    "=2": "word for word in two sources",
    "~2": "wording not certified (two sources agree in substance)",
    "1": "wording not certified (one source)",
}
"""How sure the wording of the reference text is, strongest first; no certified copy exists."""

PLACES: Final = ("paragraph", "subparagraph", "point", "sentence", "footnote")
Place = dict[str, int | str]
"""Some of :data:`PLACES`, counted from 1; ``point`` is the printed letter."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of the reference text; ``home`` is ``C1`` or the number of a measure."""

    id: str
    home: str
    place: Place
    text: str
    mark: str

    @property
    def sha256(self) -> str:
        """The first 16 hexadecimal digits of the hash of the text, whitespace folded."""
        return hashlib.sha256(_folded(self.text).encode()).hexdigest()[:16]


def split(text: str, prefix: str) -> list[Sentence]:
    """Split the commitments and measures of a reference text into its sentences.

    A lead-in and each lettered point are units of their own. Printed numbers and letters are
    places, not words; marks of provenance are kept apart.
    """
    sentences: list[Sentence] = []
    home, numbered = "", False
    place: Place = {}
    for block in _blocks(text):
        if block.startswith("#"):
            home, numbered, place = _home(block), False, {"paragraph": 0}
        elif home and not block.startswith("LEGAL TEXT:"):
            words, place, numbered = _placed(block, place, numbered=numbered)
            sentences += _sentences(words, f"{prefix}-{home}", place, numbered=numbered)
    return sentences


_MARK = re.compile(r"\s*\[((?:=2|~2|1)(?![0-9])[^\]]*)\]$")
_FOOTNOTE = re.compile(r"\s*\[Footnote[^:\]]*:\s*([^\]]*)\]")
_HEADING = re.compile(r"#{2,3} (Commitment|Measure) ([0-9.]+)")
_PARAGRAPH = re.compile(r"\((\d+)\) ")
_POINT = re.compile(r"- \(([a-z])\) ")
_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


def _blocks(text: str) -> Iterator[str]:
    # Comments say where the copy comes from; they are no part of the Code.
    without = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    yield from (_folded(block) for block in re.split(r"\n\s*\n", without) if block.strip())


def _home(heading: str) -> str:
    found = _HEADING.match(heading)
    if not found:
        return ""
    return f"C{found[2]}" if found[1] == "Commitment" else found[2]


def _placed(block: str, last: Place, *, numbered: bool) -> tuple[str, Place, bool]:
    """Return the words of a block, where it stands, and whether numbers are printed here."""
    paragraph = int(last["paragraph"])
    if found := _PARAGRAPH.match(block):
        return block[found.end() :], {"paragraph": int(found[1])}, True
    if found := _POINT.match(block):
        kept = {k: v for k, v in last.items() if k in {"paragraph", "subparagraph"}}
        return block[found.end() :], {**kept, "point": found[1]}, numbered
    if numbered:
        after = int(last.get("subparagraph", 1)) + 1
        return block, {"paragraph": paragraph, "subparagraph": after}, numbered
    return block, {"paragraph": paragraph + 1}, numbered


def _sentences(words: str, stem: str, place: Place, *, numbered: bool) -> Iterator[Sentence]:
    marked = _MARK.search(words)
    mark = marked[1] if marked else ""
    words = words[: marked.start()] if marked else words
    stem = _stem(stem, place, numbered=numbered)
    home = stem.split("-")[1]
    notes = 0
    for number, raw in enumerate(_END.split(words), start=1):
        at: Place = {**place, "sentence": number}
        text = _FOOTNOTE.sub("", raw)
        yield Sentence(f"{stem}-s{number}", home, at, text, _mark_of(number, mark))
        for note in _FOOTNOTE.findall(raw):
            notes += 1
            # A note that the copies of the final text do not have: one source at best.
            yield Sentence(f"{stem}-fn{notes}", home, {**at, "footnote": notes}, note, "1")


def _stem(stem: str, place: Place, *, numbered: bool) -> str:
    commitment = stem.split("-")[1].startswith("C")
    parts = [] if commitment and not numbered else [f"p{place['paragraph']}"]
    if "subparagraph" in place:
        parts.append(f"sub{place['subparagraph']}")
    if "point" in place:
        parts.append(str(place["point"]))
    return "-".join((stem, *parts))


def _mark_of(number: int, mark: str) -> str:
    """Return the mark of one sentence of a paragraph; the weakest where marks are mixed."""
    ordinal = ("first", "second", "third")[number - 1 : number]
    for part in mark.split(";"):
        found = re.match(r"\s*(=2|~2|1) (first|second|third)\b", part)
        if found and found[2] in ordinal:
            return found[1]
    found_marks = re.findall(r"(?:^|;)\s*(=2|~2|1)(?![0-9])", mark)
    return max(found_marks, key=list(MARKS).index, default="1")


def _folded(text: str) -> str:
    return " ".join(text.split())
