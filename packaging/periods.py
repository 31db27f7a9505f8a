"""Numbers of the Code: every period, threshold and figure, with the requirement that holds it.

A row of a sentence (``forms/<edition>/coverage/``) names the numbers that its sentence says, as
``4 weeks``, ``at least 5`` or ``802.1x``; the terms of the glossary that say numbers have rows too.
Each is held by a period of a requirement that takes the sentence up, or told in its texts.

``generate`` writes ``docs/periods.md``; ``check`` compares it and the forms with the rows;
``verify FOLDER`` looks for numbers in the reference texts in FOLDER and compares.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from coverage_rows import ROOT, Chapter, Item, Row, chapters
from sentence_coverage import where
from sentences import definitions, fingerprint, split

PAGE: Final = Path("docs/periods.md")

_TO_TWENTY: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_TENS: Final = "twenty thirty forty fifty sixty"
_VALUES: Final = {
    **{word: value for value, word in enumerate(_TO_TWENTY.split(), start=1)},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), start=2)},
}
_WORD: Final = "|".join(_VALUES)
_REFERENCE: Final = re.compile(
    r"\b(?:Articles?|Art\.|recitals?|Measures?|Commitments?|Appendix|Appendices|[Pp]oints?"
    r"|[Pp]aragraphs?|[Ss]entences?|Directive|Regulation)(?: \(EU\))? [0-9(][0-9()./a-z]*(?:/EC)?"
    r"(?:(?:,? and |,? or |, | to )(?:points? )?(?![0-9]+ (?:business|day|week|month|year))"
    r"[0-9(][0-9()./a-z]*)*"
)
"""What is cited, not counted; "Measure 1, 30 days" cites the measure only."""
_MARK: Final = re.compile(r"\(\d+\)")
_OWN_LISTS: Final = re.compile(rf"\b(?:{_WORD}) (?:steps|elements|types)\b")
"""What counts the points of the Code's own lists."""
_NUMBER: Final = re.compile(
    r"\b(?P<least>at least )?"
    rf"(?P<value>(?:EUR )?[0-9][0-9.,^]*(?<![.,])(?: million|-bit|[xX])?|\b(?:{_WORD}|an?)\b)"
    r"(?: (?P<unit>business days?|hours?|days?|weeks?|months?|years?)\b|(?P<percent> ?%))?"
    r"|\b(?P<yearly>annually|yearly|(?:every|each|once a) year)\b"
)


def numbers(text: str) -> list[str]:
    """Return the numbers of a sentence, in its order: ``4 weeks``, ``at least 1``, ``256-bit``.

    What is cited, marks of points, and counts of the Code's own lists are left out; so is "one"
    unless something is to be "at least one".
    """
    for left_out in (_REFERENCE, _MARK, _OWN_LISTS):
        text = left_out.sub(" ", text)
    found = (_number(match) for match in _NUMBER.finditer(text))
    return list(dict.fromkeys(number for number in found if number))


def check(root: Path = ROOT) -> list[str]:
    """Return what is wrong between rows, forms and the generated page; empty when all is well."""
    read = chapters(root)
    faults = [fault for chapter in read for fault in _faults(chapter)]
    page = root / PAGE
    if not page.is_file() or page.read_text(encoding="utf-8") != written(read):
        faults.append(f"{PAGE}: not current; run packaging/periods.py generate")
    return faults


def verify(reference: Path, root: Path = ROOT) -> list[str]:
    """Return where the numbers of the rows and of the texts in ``reference`` part ways."""
    faults: list[str] = []
    for chapter in chapters(root):
        path = reference / chapter.reference
        if not path.is_file():
            faults.append(f"{path.name}: not found")
            continue
        text = path.read_text(encoding="utf-8")
        told = definitions(text)
        said = {one.id: numbers(one.text) for one in split(text, chapter.prefix)}
        said |= {term: numbers(words) for term, words in told.items()}
        named = {name: found for name, _, found, _ in _said(chapter)}
        faults += [
            f"{name}: says {said.get(name, [])}, its row {named.get(name, [])}"
            for name in dict.fromkeys((*said, *named))
            if said.get(name, []) != named.get(name, [])
        ]
        faults += [
            f"{one.term}: another wording ({fingerprint(told.get(one.term, ''))})"
            for one in chapter.glossary
            if one.sha256 != fingerprint(told.get(one.term, ""))
        ]
    return faults


def written(read: Iterable[Chapter]) -> str:
    """Return the page for ``read`` chapters, as Markdown."""
    return "\n".join([*_HEAD, *(line for chapter in read for line in _lines(chapter))])


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 is good, 1 is faults found (one a line)."""
    parser = argparse.ArgumentParser(description="Numbers of the Code and who holds them.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("generate", help=f"write {PAGE}")
    commands.add_parser("check", help="compare rows, forms and page")
    commands.add_parser("verify", help="compare rows with the reference texts").add_argument(
        "folder", type=Path
    )
    chosen = parser.parse_args(arguments)
    if chosen.command == "generate":
        (ROOT / PAGE).write_text(written(chapters()), encoding="utf-8")
        return 0
    faults = verify(chosen.folder) if chosen.command == "verify" else check()
    print("\n".join(faults) or "No fault found.")
    return 1 if faults else 0


# Reading numbers


def _number(match: re.Match[str]) -> str:
    if match["yearly"]:
        return "1 year"
    value = match["value"]
    figures = str(1 if value in {"a", "an"} else _VALUES.get(value, value.replace("X", "x")))
    if match["unit"]:
        return _counted(figures, match["unit"])
    if value in {"a", "an"} or (value == "one" and not match["least"]):
        return ""
    return f"{'at least ' * bool(match['least'])}{figures}{' %' * bool(match['percent'])}"


def _counted(figures: object, unit: str) -> str:
    one = unit.replace("-", " ").removesuffix("s")
    return f"{figures} {one}" if str(figures) == "1" else f"{figures} {one}s"


# Checking


def _said(chapter: Chapter) -> Iterator[tuple[str, str, list[str], list[Item]]]:
    """Yield what says numbers: its id, where it stands, the numbers, the items concerned."""
    rows = [(row.id, _place(chapter, row), row.numbers, chapter.named(row)) for row in chapter.rows]
    terms = [(one.term, "Glossary", one.numbers, one.items) for one in chapter.glossary]
    for name, place, found, items in (*rows, *terms):
        if found:
            yield name, place, found, [chapter.items[i] for i in items if i in chapter.items]


def _faults(chapter: Chapter) -> Iterator[str]:
    said = {(item.id, n) for *_, found, items in _said(chapter) for n in found for item in items}
    for name, _, found, items in _said(chapter):
        for number in found:
            if not any(_holders(number, items)):
                yield f"{name}: no requirement of it holds {number}"
    for item in chapter.items.values():
        for period in item.periods:
            if (item.id, _period(period)) not in said:
                yield f"{item.id}: no sentence of it says {_period(period)}"


def _period(period: dict[str, Any]) -> str:
    return _counted(period["value"], period["unit"])


def _holders(number: str, items: Iterable[Item]) -> Iterator[str]:
    """Yield where a number stands: the kind of a period of an item, or an item's texts."""
    for item in items:
        if held := [str(p["kind"]) for p in item.periods if _period(p) == number]:
            yield f"`{item.id}` ({', '.join(dict.fromkeys(held))})"
        elif number in numbers(item.told):
            yield f"`{item.id}`"


# Writing the page

_HEAD: Final = (
    "# Numbers of the Code",
    "",
    "Generated from `forms/` by `packaging/periods.py generate`; do not edit.",
    "",
    "Every period, threshold and figure of the three chapters, their appendices and the glossary,",
    "in the order of the text, with the requirements of Jalon that hold it: as a period, whose",
    "kind is named, or in what they demand and explain. Citations, marks of points and counts of",
    "the Code’s own lists (“three steps”) are no numbers here.",
    "",
)


def _lines(chapter: Chapter) -> Iterator[str]:
    yield from (f"## {chapter.title} chapter", "")
    yield "| Number | Where | Sentence | Requirements |"
    yield "| --- | --- | --- | --- |"
    for name, place, found, items in _said(chapter):
        for number in found:
            yield f"| {number} | {place} | {name} | {', '.join(_holders(number, items))} |"
    yield ""


def _place(chapter: Chapter, row: Row) -> str:
    home = " ".join(chapter.titles.get(row.home, row.home).split(" ")[:2])
    return f"{home}, {where(row.place)}"


if __name__ == "__main__":
    sys.exit(main())
