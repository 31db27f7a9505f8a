"""Coverage of the Code, sentence by sentence: which requirement answers which sentence.

The files ``forms/<edition>/coverage/<chapter>.toml`` hold one row for each sentence of a
chapter's commitments and measures: where it stands, what it is, the requirements that take it
up or the reason why none does, and the start of its hash, so that the sentence can be found in
the official text without being copied here.

``generate`` writes ``docs/coverage.md``; ``check`` compares it and the forms with the rows;
``verify FOLDER`` splits the reference texts in FOLDER and compares sentence by sentence;
``split FILE PREFIX`` prints the rows of one text, for those who write the files.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sentences import MARKS, PLACES, Place, Sentence, split

ROOT: Final = Path(__file__).resolve().parents[1]
EDITION: Final = "code-2025-07-10"
PAGE: Final = Path("docs/coverage.md")

FORCE: Final = {"requirement": "binding", "encouragement": "encouraged"}
"""Kinds of sentences that call for requirements, with the force these must have."""
KINDS: Final = (*FORCE, "explanation", "definition")


@dataclass(frozen=True)
class Row:
    """What the program makes of one sentence."""

    id: str
    kind: str
    place: Place
    certainty: str
    sha256: str
    items: list[str] = field(default_factory=list)
    reason: str = ""

    @property
    def home(self) -> str:
        """``C1`` or the number of a measure."""
        return self.id.split("-")[1]


@dataclass(frozen=True)
class Item:
    """A requirement as far as coverage looks at it."""

    id: str
    force: str
    home: str
    place: Place


@dataclass(frozen=True)
class Chapter:
    """A chapter with its rows; ``titles`` by home, in reading order."""

    id: str
    title: str
    reference: str
    prefix: str
    titles: dict[str, str]
    items: dict[str, Item]
    rows: list[Row]


def chapters(root: Path = ROOT) -> list[Chapter]:
    """Read all chapters of the current edition, in the form's order."""
    folder = root / "forms" / EDITION
    return [_chapter(folder, name) for name in _toml(folder / "form.toml")["chapters"]]


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


# Reading the forms


def _chapter(folder: Path, name: str) -> Chapter:
    form = _toml(folder / f"{name}.toml")
    rows = _toml(folder / "coverage" / f"{name}.toml")
    titles: dict[str, str] = {}
    items: dict[str, Item] = {}
    for commitment in form["commitment"]:
        own = f"C{commitment['number']}"
        titles[own] = f"Commitment {commitment['number']} {commitment['title']}"
        for measure in commitment["measure"]:
            home = measure.get("number") or own
            titles.setdefault(home, f"Measure {home} {measure['title']}")
            for one in measure["requirement"]:
                items[one["id"]] = Item(one["id"], one["force"], home, one["place"])
    return Chapter(
        name,
        form["title"],
        rows["reference"],
        rows["prefix"],
        titles,
        items,
        [Row(**row) for row in rows["sentence"]],
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


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
    if row.kind in FORCE and not row.items:
        yield "no requirement takes it up"
    if row.kind not in FORCE and (row.items or not row.reason.strip()):
        yield "what demands nothing has a reason and no requirements"
    for item in row.items:
        if item not in chapter.items:
            yield f"no requirement {item}"
        elif chapter.items[item].force != FORCE.get(row.kind):
            yield f"{item} is {chapter.items[item].force}, the sentence a {row.kind}"


def _item_faults(item: Item, rows: Iterable[Row]) -> Iterator[str]:
    mine = [row for row in rows if item.id in row.items]
    if not mine:
        yield "no sentence calls for it"
    elif not any(row.home == item.home and item.place.items() <= row.place.items() for row in mine):
        yield "none of its sentences stands where it is cited"


def _differences(chapter: Chapter, path: Path) -> Iterator[str]:
    if not path.is_file():
        yield f"{path.name}: not found"
        return
    found = split(path.read_text(encoding="utf-8"), chapter.prefix)
    rows = {row.id: row for row in chapter.rows}
    if list(rows) != [sentence.id for sentence in found]:
        there = {sentence.id for sentence in found}
        yield f"{chapter.id}: not the sentences of the text, or not in its order"
        yield from (f"{i}: in the text only" for i in sorted(there - set(rows)))
        yield from (f"{i}: in the rows only" for i in sorted(set(rows) - there))
    for sentence in found:
        if row := rows.get(sentence.id):
            yield from (f"{row.id}: {fault}" for fault in _mismatches(row, sentence))


def _mismatches(row: Row, sentence: Sentence) -> Iterator[str]:
    if row.sha256 != sentence.sha256:
        yield f"another wording ({sentence.sha256})"
    if row.place != sentence.place:
        yield f"another place ({_inline(sentence.place)})"
    if row.certainty != sentence.mark:
        yield f"another mark of certainty ({sentence.mark})"
    if (row.kind == "encouragement") != (" encouraged " in sentence.text):
        yield "encouragement and wording disagree"


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
    "Each sentence of the commitments and measures of the Code of Practice for General-Purpose",
    "AI Models (10 July 2025) has a row: what it is, and which requirements of Jalon take it up or",
    "why none does. A lead-in and each lettered point are rows of their own. Headings, the list of",
    "articles under a commitment (“LEGAL TEXT”), recitals and the Model Documentation Form are not",
    "sentences of commitments or measures. The Transparency chapter prints no paragraph numbers:",
    "they are counted. No certified copy of these two chapters was at hand; the last column says",
    "how sure the wording is that a row was made from (what bears no mark, such as a lead-in, is",
    "taken as known from one source). The hashes in `forms/` find the sentence without repeating",
    "it.",
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
    kinds = {kind: sum(row.kind == kind for row in chapter.rows) for kind in KINDS}
    forces = {f: sum(i.force == f for i in chapter.items.values()) for f in FORCE.values()}
    told = ", ".join(f"{kind} {count}" for kind, count in kinds.items() if count)
    asked = ", ".join(f"{force} {count}" for force, count in forces.items())
    return f"Sentences: {len(chapter.rows)} ({told}). Requirements: {len(chapter.items)} ({asked})."


def _line(row: Row) -> str:
    where = ", ".join(f"{part} {row.place[part]}" for part in PLACES if part in row.place)
    items = ", ".join(f"`{item}`" for item in row.items)
    told = ". ".join(part for part in (items, row.reason) if part)
    cells = (row.id, where, row.kind, told.replace("|", "\\|"), MARKS[row.certainty])
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
