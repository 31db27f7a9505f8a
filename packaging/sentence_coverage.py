"""Coverage of the Code, sentence by sentence: which requirement answers which sentence.

The files in ``forms/<edition>/coverage/`` hold one row for each sentence of the commitments,
measures and appendices: where it stands, what it is, the requirements that take it up or the
reason why none does, and the start of its hash, so that the sentence can be found in the
official text without being copied here.

``generate`` writes ``docs/coverage.md``; ``check`` compares it and the forms with the rows;
``verify FOLDER`` splits the reference texts in FOLDER and compares sentence by sentence;
``split FILE PREFIX`` prints the rows of one text, for those who write the files.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from coverage_rows import FORCE, KINDS, ROOT, Chapter, Item, Row, chapters
from sentences import MARKS, PLACES, Place, Sentence, headings, split

PAGE: Final = Path("docs/coverage.md")

_BINDS: Final = re.compile(
    r"\b(will|commit|must|should be completed|needs? to|need not|refrain|remain responsible)\b"
)
"""Words that demand something, as a rule; a row that sees no demand there quotes them."""


def check(root: Path = ROOT) -> list[str]:
    """Return what is wrong between rows, forms and the generated page; empty when all is well."""
    read = chapters(root)
    faults = [fault for chapter in read for fault in _chapter_faults(chapter)]
    page = root / PAGE
    if not page.is_file() or page.read_text(encoding="utf-8") != written(read):
        faults.append(f"{PAGE}: not current; run packaging/sentence_coverage.py generate")
    return faults


def verify(reference: Path, root: Path = ROOT) -> list[str]:
    """Return where the rows and the reference texts in ``reference`` part ways."""
    return [
        fault
        for chapter in chapters(root)
        for fault in _differences(chapter, reference / chapter.reference)
    ]


def written(read: Iterable[Chapter]) -> str:
    """Return the page for ``read`` chapters, as Markdown."""
    return "\n".join([*_HEAD, *(line for chapter in read for line in _chapter_lines(chapter))])


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 is good, 1 is faults found (one a line)."""
    parser = argparse.ArgumentParser(description="Coverage of the Code, sentence by sentence.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("generate", help=f"write {PAGE}")
    commands.add_parser("check", help="compare rows, forms and page")
    compare = commands.add_parser("verify", help="compare rows with the reference texts")
    compare.add_argument("folder", type=Path)
    show = commands.add_parser("split", help="print the rows of a reference text")
    show.add_argument("file", type=Path)
    show.add_argument("prefix")
    chosen = parser.parse_args(arguments)
    match chosen.command:
        case "generate":
            (ROOT / PAGE).write_text(written(chapters()), encoding="utf-8")
            return 0
        case "split":
            print("\n".join(_skeleton(chosen.file, chosen.prefix)))
            return 0
        case "verify":
            faults = verify(chosen.folder)
        case _:
            faults = check()
    print("\n".join(faults) or "No fault found.")
    return 1 if faults else 0


# Checking


def _chapter_faults(chapter: Chapter) -> Iterator[str]:
    ids = [row.id for row in chapter.rows]
    yield from (f"{i}: used twice" for i in sorted({i for i in ids if ids.count(i) > 1}))
    for row in chapter.rows:
        yield from (f"{row.id}: {fault}" for fault in _row_faults(row, chapter))
    for item in chapter.items.values():
        yield from (f"{item.id}: {fault}" for fault in _item_faults(item, chapter.rows))


def _row_faults(row: Row, chapter: Chapter) -> Iterator[str]:
    if row.kind not in KINDS:
        yield f"no kind {row.kind}"
    if row.certainty not in MARKS:
        yield f"no mark of certainty {row.certainty}"
    if row.home not in chapter.titles or not row.id.startswith(f"{chapter.prefix}-"):
        yield "no such place in the chapter"
    if unknown := set(row.place) - set(PLACES):
        yield f"no such part of a place: {', '.join(sorted(unknown))}"
    # An example may be told where its requirement is explained.
    told = row.kind == "example" and row.reason.strip()
    if row.kind in FORCE and not row.items and not told:
        yield "no requirement takes it up"
    if row.kind not in FORCE and (row.items or not row.reason.strip()):
        yield "what demands nothing has a reason and no requirements"
    yield from _named_faults(row, chapter.items, chapter.named(row))


def _named_faults(row: Row, items: dict[str, Item], named: list[str]) -> Iterator[str]:
    yield from (f"no requirement {item}" for item in named if item not in items)
    for item in (items[name] for name in row.items if name in items):
        if item.force != FORCE.get(row.kind):
            yield f"{item.id} is {item.force}, the sentence a {row.kind}"


def _item_faults(item: Item, rows: list[Row]) -> Iterator[str]:
    mine = [row for row in rows if item.id in row.items]
    if not mine:
        yield "no sentence calls for it"
    elif not any(row in mine for row in _cited(item, rows)[0]):
        yield "none of its sentences stands where it is cited"


def _cited(item: Item, rows: list[Row]) -> tuple[list[Row], str]:
    """Return the rows of the place where an item is cited, and their point.

    A point that is no block of its own is printed within a sentence of the block around it.
    """
    rest = {part: value for part, value in item.place.items() if part != "point"}
    point = str(item.place.get("point", ""))
    here = [row for row in rows if row.home == item.home and rest.items() <= row.place.items()]
    if not point:
        return here, ""
    while point and not any(row.place.get("point") == point for row in here):
        point = point.rpartition(".")[0]
    return [row for row in here if row.place.get("point", "") == point], point


def _differences(chapter: Chapter, path: Path) -> Iterator[str]:
    if not path.is_file():
        yield f"{path.name}: not found"
        return
    text = path.read_text(encoding="utf-8")
    if list(chapter.titles.values()) != headings(text):
        odd = set(chapter.titles.values()) ^ set(headings(text))
        yield f"{chapter.id}: not the titles of the text, or not in its order {sorted(odd)}"
    found = split(text, chapter.prefix)
    rows = {row.id: row for row in chapter.rows}
    if list(rows) != [sentence.id for sentence in found]:
        there = {sentence.id for sentence in found}
        yield f"{chapter.id}: not the sentences of the text, or not in its order"
        yield from (f"{i}: in the text only" for i in sorted(there - set(rows)))
        yield from (f"{i}: in the rows only" for i in sorted(set(rows) - there))
    for sentence in found:
        if row := rows.get(sentence.id):
            yield from (f"{row.id}: {fault}" for fault in _mismatches(row, sentence))
    yield from _inner_points(chapter, found)


def _mismatches(row: Row, sentence: Sentence) -> Iterator[str]:
    if row.sha256 != sentence.sha256:
        yield f"another wording ({sentence.sha256})"
    if row.place != sentence.place:
        yield f"another place ({_inline(sentence.place)})"
    if row.certainty != sentence.mark:
        yield f"another mark of certainty ({sentence.mark})"
    if (row.kind == "encouragement") != (" encouraged " in sentence.text):
        yield "encouragement and wording disagree"
    for word in sorted(set(_BINDS.findall(sentence.text))):
        quoted = re.search(rf'"[^"]*\b{word}\b[^"]*"', row.reason.lower())
        if row.kind != "requirement" and not quoted:
            yield f'says "{word}", and no reason says why that demands nothing'


def _inner_points(chapter: Chapter, found: list[Sentence]) -> Iterator[str]:
    """Yield the items whose point is neither a block nor printed within their sentence."""
    texts = {sentence.id: sentence.text for sentence in found}
    for item in chapter.items.values():
        cited = str(item.place.get("point", ""))
        rows, point = _cited(item, chapter.rows)
        mark = f"({cited.rpartition('.')[2]})"
        if point != cited and not any(mark in texts.get(row.id, "") for row in rows):
            yield f"{item.id}: no point {cited} where it is cited"


def _skeleton(path: Path, prefix: str) -> Iterator[str]:
    for sentence in split(path.read_text(encoding="utf-8"), prefix):
        yield f"# {sentence.text}"
        yield "[[sentence]]"
        yield f'id = "{sentence.id}"'
        yield f"place = {_inline(sentence.place)}"
        yield f'certainty = "{sentence.mark}"'
        yield f'sha256 = "{sentence.sha256}"\n'


def _inline(place: Place) -> str:
    parts = (f'{k} = "{v}"' if isinstance(v, str) else f"{k} = {v}" for k, v in place.items())
    return f"{{ {', '.join(parts)} }}"


# Writing the page

_HEAD: Final = (
    "# Coverage of the Code, sentence by sentence",
    "",
    "Generated from `forms/` by `packaging/sentence_coverage.py generate`; do not edit.",
    "",
    "Each sentence of the commitments, measures and appendices of the Code of Practice for",
    "General-Purpose AI Models (10 July 2025) has a row: what it is, and which requirements of",
    "Jalon take it up or why none does. What the text sets apart as a block, such as a lead-in or",
    "a point, has rows of its own; a list within a sentence stays with its sentence.",
    "Headings, figures, the list of articles under a commitment (“LEGAL TEXT”), recitals,",
    "glossaries and the Model Documentation Form are not sentences of commitments, measures or",
    "appendices. Where a text prints no paragraph numbers, they are counted. No certified copy was",
    "at hand; the last column says how sure the wording is that a row was made from (in the",
    "Transparency and Copyright chapters, what bears no mark, such as a lead-in, is taken as known",
    "from one source). The hashes in `forms/` find the sentence without repeating it.",
    "",
)


def _chapter_lines(chapter: Chapter) -> Iterator[str]:
    yield f"## {chapter.title} chapter"
    yield ""
    yield _totals(chapter)
    for home, title in chapter.titles.items():
        rows = [row for row in chapter.rows if row.home == home]
        if rows:
            yield from ("", f"### {title}", "")
            yield "| Sentence | Where | Kind | Requirements, or why there is none | Wording |"
            yield "| --- | --- | --- | --- | --- |"
            yield from (_line(row) for row in rows)
    yield ""


def _totals(chapter: Chapter) -> str:
    kinds = _counted(KINDS, [row.kind for row in chapter.rows])
    forces = _counted(FORCE.values(), [item.force for item in chapter.items.values()])
    return (
        f"Sentences: {len(chapter.rows)} ({kinds}). Requirements: {len(chapter.items)} ({forces})."
    )


def _counted(names: Iterable[str], found: list[str]) -> str:
    return ", ".join(f"{name} {found.count(name)}" for name in names if name in found)


def _line(row: Row) -> str:
    items = ", ".join(f"`{item}`" for item in row.items)
    told = ". ".join(part for part in (items, row.reason) if part)
    cells = (row.id, where(row.place), row.kind, told.replace("|", "\\|"), MARKS[row.certainty])
    return f"| {' | '.join(cells)} |"


def where(place: Place) -> str:
    """Return a place within its home in words."""
    shown = {**place, "point": "".join(f"({p})" for p in str(place.get("point", "")).split("."))}
    parts = (f"{part} {shown[part]}" for part in PLACES if part in place and part != "appendix")
    return ", ".join(parts)


if __name__ == "__main__":
    sys.exit(main())
