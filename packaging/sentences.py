"""Sentences of the reference texts of the Code, each with its place and its hash.

The reference texts are Markdown copies: a heading for each commitment, measure and part of an
appendix, a block for each paragraph or point, and behind a block, in brackets, how sure its
wording is.

One rule for lists: what the text sets apart as a block of its own is a unit of its own. A list
printed within a sentence, "(a) …; and (b) …", stays part of that sentence.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

MARKS: Final = {
    "=2": "word for word in two sources",
    "=1": "word for word in one copy, compared with a shortened one",
    "~2": "wording not certified (two sources agree in substance)",
    "1": "wording not certified (one source)",
}
"""How sure the wording of the reference text is, strongest first; no certified copy exists."""

PLACES: Final = ("appendix", "paragraph", "point", "subparagraph", "sentence", "footnote")
Place = dict[str, int | str]
"""Some of :data:`PLACES`, counted from 1; ``point`` is what is printed, as ``a`` or ``1.a.ii``."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of the text; ``home`` is ``C1``, the number of a measure, or ``A1.2``."""

    id: str
    home: str
    place: Place
    text: str
    mark: str

    @property
    def sha256(self) -> str:
        """See :func:`fingerprint`."""
        return fingerprint(self.text)


def fingerprint(text: str) -> str:
    """Return the first 16 hexadecimal digits of the hash of a text, whitespace folded."""
    return hashlib.sha256(_folded(text).encode()).hexdigest()[:16]


def split(text: str, prefix: str) -> list[Sentence]:
    """Split the commitments, measures and appendices of a reference text into its sentences.

    Printed numbers and letters of blocks are places, not words; marks of provenance are kept
    apart. Ends of pages, captions of figures and the lines that name articles ("LEGAL TEXT")
    are no sentences of the Code.
    """
    sentences: list[Sentence] = []
    unmarked = "1" if any(_MARK.search(block) for _, block in _blocks(text)) else "=1"
    reading: _Reading | None = None
    for depth, block in _blocks(text):
        if block.startswith("#"):
            found = _HEADING.match(block)
            reading = _Reading(_home(found)) if found else None
        elif reading and not _NO_SENTENCE.match(block):
            words = reading.step(depth, block)
            sentences += _sentences(words, prefix, reading, unmarked)
    return sentences


def sentences_of(words: str) -> list[str]:
    """Return the sentences of one block of text."""
    return _END.split(words)


def headings(text: str) -> list[str]:
    """Return the headings of commitments, measures and parts of appendices, in order."""
    return [block.lstrip("# ") for _, block in _blocks(text) if _HEADING.match(block)]


def definitions(text: str) -> dict[str, str]:
    """Return what the glossary of a reference text says of each term."""
    found: dict[str, str] = {}
    term = ""
    for _, block in _blocks(text):
        if block.startswith("#"):
            term = ""
        elif head := _TERM.match(block):
            term = head[1]
            found[term] = block[head.end() :]
        elif term:
            found[term] += f" {block}"
    return found


_MARK = re.compile(r"\s*\[((?:=2|~2|1)(?![0-9])[^\]]*)\]$")
_FOOTNOTE = re.compile(r"\s*\[Footnote[^:\]]*:\s*([^\]]*)\]")
_HEADING = re.compile(r"#{2,4} (Commitment|Measure|Appendix) ([0-9.]+)")
_NO_SENTENCE = re.compile(r"(ADDITIONAL )?LEGAL TEXT|\[Figure ")
_TERM = re.compile(r"\*\*‘([^’]*)’[^*]*\*\*: ")
_NUMBER = re.compile(r"\((\d+)\) ")
_POINT = re.compile(r"- \(([a-z]+)\) ")
_END = re.compile(r"(?<=[.?!])(?<!e\.g\.)(?<!i\.e\.)\s+(?=[A-Z])")
_UNCOUNTED: Final = "T-C1"
"""Its ids were given before the paragraphs of commitments were counted."""


@dataclass
class _Reading:
    """Where in a home the reading stands.

    ``numbered`` says that it prints numbers of paragraphs; otherwise paragraphs are counted, and
    a list belongs to the paragraph before it. ``points`` holds depth and mark, outermost first.
    """

    home: str
    numbered: bool = False
    paragraph: int = 0
    subparagraph: int = 1
    points: list[tuple[int, str]] = field(default_factory=list)

    @property
    def place(self) -> Place:
        place: Place = {"appendix": self.home[1:]} if self.home.startswith("A") else {}
        place["paragraph"] = self.paragraph
        if self.points:
            place["point"] = ".".join(mark for _, mark in self.points)
        if self.subparagraph > 1:
            place["subparagraph"] = self.subparagraph
        return place

    def step(self, depth: int, block: str) -> str:
        """Go on to ``block``, indented by ``depth``; return its words."""
        if self.paragraph == 0 and not self.home.startswith("A"):
            # Right under a heading a number counts paragraphs, but in an appendix points.
            self.numbered = bool(_NUMBER.match(block))
        outer = [point for point in self.points if point[0] < depth]
        found = _NUMBER.match(block) or _POINT.match(block)
        if found and found[1].isdigit() and self.numbered:
            self.paragraph, self.subparagraph, self.points = int(found[1]), 1, []
        elif found:
            self.paragraph, self.subparagraph = max(self.paragraph, 1), 1
            self.points = [*outer, (depth, found[1])]
        elif self.numbered or (self.points and block[0].islower()):
            # What goes on after a list: of the point that it is indented under, or of none.
            self.subparagraph = self.subparagraph + 1 if self.points == outer else 2
            self.points = outer
        else:
            self.paragraph, self.subparagraph, self.points = self.paragraph + 1, 1, []
        return block[found.end() :] if found else block


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield each block with its indentation."""
    # Comments say where the copy comes from, and where a page ends; they are no part of the Code.
    without = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    for block in re.split(r"\n\s*\n", without):
        if words := block.strip():
            before = block[: block.index(words[0])]
            yield len(before.rpartition("\n")[2]), _folded(words)


def _home(heading: re.Match[str]) -> str:
    return {"Commitment": "C", "Appendix": "A"}.get(heading[1], "") + heading[2]


def _sentences(words: str, prefix: str, at: _Reading, unmarked: str) -> Iterator[Sentence]:
    marked = _MARK.search(words)
    mark = marked[1] if marked else ""
    words = words[: marked.start()] if marked else words
    stem = _stem(f"{prefix}-{at.home}", at.place)
    notes = 0
    for number, raw in enumerate(_END.split(words), start=1):
        place: Place = {**at.place, "sentence": number}
        text = _FOOTNOTE.sub("", raw)
        sure = _mark_of(number, mark) if mark else unmarked
        yield Sentence(f"{stem}-s{number}", at.home, place, text, sure)
        for note in _FOOTNOTE.findall(raw):
            notes += 1
            # A note that the copies of the final text do not have: one source at best.
            yield Sentence(f"{stem}-fn{notes}", at.home, {**place, "footnote": notes}, note, "1")


def _stem(stem: str, place: Place) -> str:
    parts = [] if stem == _UNCOUNTED else [f"p{place['paragraph']}"]
    parts += str(place["point"]).split(".") if "point" in place else []
    parts += [f"sub{place['subparagraph']}"] if "subparagraph" in place else []
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
