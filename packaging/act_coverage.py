"""Coverage of the duties outside the Code, sentence by sentence of the AI Act.

``forms/<edition>/coverage/act.toml`` holds one row for each sentence of the articles that the
duties come from: what it is, the requirements that take it up or the reason why none does, and
the start of its hash, so that it can be found in the official text without being copied here.

``generate`` writes ``docs/coverage-act.md``; ``check`` compares it and the forms with the rows;
``verify FOLDER`` compares with the reference text in FOLDER, sentence by sentence; ``split FILE``
prints the rows of a text, for those who write the file.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from coverage_rows import EDITION, ROOT
from sentences import fingerprint, sentences_of

PAGE: Final = Path("docs/coverage-act.md")
ROWS: Final = Path("forms") / EDITION / "coverage" / "act.toml"
KINDS: Final = {"requirement": "binding", "option": "optional", "code": "", "explanation": ""}
"""What a sentence is, with the force of the items that take it up; ``code``: the Code's."""

_HEADING: Final = re.compile(r"### Article (\d+)\b")
_PARAGRAPH: Final = re.compile(r"(\d+)\. ")
_POINT: Final = re.compile(r"- \(([a-z]+)\) ")


@dataclass(frozen=True)
class Row:
    """What the program makes of one sentence; ``id`` as ``54-3-b-s1``."""

    id: str
    kind: str
    sha256: str
    items: list[str] = field(default_factory=list)
    reason: str = ""

    @property
    def article(self) -> str:
        """The number of its article."""
        return self.id.partition("-")[0]


@dataclass(frozen=True)
class Item:
    """A requirement of a duty as far as coverage looks at it; ``place`` as ``54-3-b``."""

    id: str
    force: str
    place: str
    sentence: int | None


@dataclass(frozen=True)
class Act:
    """The rows with the articles they are of, and the items of all duties."""

    reference: str
    articles: dict[str, str]
    rows: list[Row]
    items: dict[str, Item]


def read(root: Path = ROOT) -> Act:
    """Read rows and duties of the current edition."""
    document = _toml(root / ROWS)
    folder = root / "forms" / EDITION
    names = _toml(folder / "form.toml")["duties"]
    duties = [_toml(folder / "duties" / f"{name}.toml") for name in names]
    items = [_item(one) for duty in duties for one in duty.get("requirement", ())]
    rows = [Row(**row) for row in document["sentence"]]
    return Act(document["reference"], document["articles"], rows, {i.id: i for i in items})


def check(root: Path = ROOT) -> list[str]:
    """Return what is wrong between rows, forms and the generated page; empty when all is well."""
    act = read(root)
    faults = [*_faults(act)]
    page = root / PAGE
    if not page.is_file() or page.read_text(encoding="utf-8") != written(act):
        faults.append(f"{PAGE}: not current; run packaging/act_coverage.py generate")
    return faults


def verify(reference: Path, root: Path = ROOT) -> list[str]:
    """Return where the rows and the text of the Act in ``reference`` part ways."""
    act = read(root)
    path = reference / act.reference
    if not path.is_file():
        return [f"{path.name}: not found"]
    found = split(path.read_text(encoding="utf-8"), act.articles)
    rows = {row.id: row for row in act.rows}
    faults = [f"{i}: in the text only" for i in found if i not in rows]
    faults += [f"{i}: in the rows only" for i in rows if i not in found]
    if not faults and list(found) != list(rows):
        faults.append("not in the order of the text")
    for name, text in found.items():
        if name in rows:
            faults += [f"{name}: {fault}" for fault in _mismatches(rows[name], text)]
    return faults


def split(text: str, articles: Iterable[str]) -> dict[str, str]:
    """Return the sentences of these articles by id, in the order of the text."""
    found: dict[str, str] = {}
    article, paragraph, point, more = "", "", "", 0
    for block in re.split(r"\n\s*\n", text):
        words = " ".join(block.split())
        if words.startswith("#"):
            heading = _HEADING.match(words)
            article = heading[1] if heading and heading[1] in articles else ""
            paragraph, point = "", ""
        if not article or words.startswith("#"):
            continue
        if number := _PARAGRAPH.match(words):
            paragraph, point, more, words = number[1], "", 1, words[number.end() :]
        elif mark := _POINT.match(words):
            inner = point.partition(".")[0] if block.startswith("  ") else ""
            point, words = f"{inner}.{mark[1]}".lstrip("."), words[mark.end() :]
        else:
            point, more = "", more + 1
        parts = (article, paragraph, *point.split("."), f"sub{more}" if more > 1 else "")
        stem = "-".join(part for part in parts if part)
        found |= {f"{stem}-s{n}": one for n, one in enumerate(sentences_of(words), start=1)}
    return found


def written(act: Act) -> str:
    """Return the page, as Markdown."""
    return "\n".join([*_HEAD, *_lines(act)])


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 is good, 1 is faults found (one a line)."""
    parser = argparse.ArgumentParser(description="Coverage of the duties outside the Code.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("generate", help=f"write {PAGE}")
    commands.add_parser("check", help="compare rows, forms and page")
    commands.add_parser("verify", help="compare with the reference").add_argument(
        "folder", type=Path
    )
    show = commands.add_parser("split", help="print the rows of a reference text")
    show.add_argument("file", type=Path)
    show.add_argument("articles", nargs="+")
    chosen = parser.parse_args(arguments)
    match chosen.command:
        case "generate":
            (ROOT / PAGE).write_text(written(read()), encoding="utf-8")
            return 0
        case "split":
            found = split(chosen.file.read_text(encoding="utf-8"), chosen.articles)
            for name, text in found.items():
                print(f'# {text}\n[[sentence]]\nid = "{name}"\nsha256 = "{fingerprint(text)}"\n')
            return 0
        case "verify":
            faults = verify(chosen.folder)
        case _:
            faults = check()
    print("\n".join(faults) or "No fault found.")
    return 1 if faults else 0


# Checking


def _faults(act: Act) -> Iterator[str]:
    ids = [row.id for row in act.rows]
    yield from (f"{i}: used twice" for i in sorted({i for i in ids if ids.count(i) > 1}))
    for row in act.rows:
        yield from (f"{row.id}: {fault}" for fault in _row_faults(row, act))
    for item in act.items.values():
        if item.place and not any(_stands(item, row) for row in act.rows):
            yield f"{item.id}: none of its sentences stands where it is cited"
        if not any(item.id in row.items for row in act.rows) and item.force != "encouraged":
            yield f"{item.id}: no sentence calls for it"


def _row_faults(row: Row, act: Act) -> Iterator[str]:
    if row.kind not in KINDS:
        yield f"no kind {row.kind}"
        return
    if row.article not in act.articles:
        yield f"no article {row.article}"
    wanted = KINDS[row.kind]
    if wanted and not row.items:
        yield "no requirement takes it up"
    if not wanted and (row.items or not row.reason.strip()):
        yield "what demands nothing here has a reason and no requirements"
    for name in row.items:
        if name not in act.items:
            yield f"no requirement {name}"
        elif act.items[name].force != wanted:
            yield f"{name} is {act.items[name].force}, the sentence a {row.kind}"


def _stands(item: Item, row: Row) -> bool:
    place, _, sentence = row.id.rpartition("-s")
    where = place == item.place and item.sentence in (None, int(sentence))
    return where and item.id in row.items


def _mismatches(row: Row, text: str) -> Iterator[str]:
    if row.sha256 != fingerprint(text):
        yield f"another wording ({fingerprint(text)})"
    demands = re.search(r"\bshall\b", text) is not None
    quoted = re.search(r'"shall\b[^"]*"', row.reason) is not None
    if demands and row.kind in {"option", "explanation"} and not quoted:
        yield 'says "shall", and no reason says why that demands nothing here'
    if not demands and row.kind == "requirement" and not quoted:
        yield 'does not say "shall", and no reason says why it is counted all the same'


# Reading


def _item(one: dict[str, Any]) -> Item:
    place = one["place"]
    parts = (place.get("article"), place.get("paragraph"), place.get("point"))
    name = "-".join(str(part) for part in parts if part) if place["text"] == "act" else ""
    return Item(one["id"], one["force"], name, place.get("sentence"))


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


# Writing the page

_HEAD: Final = (
    "# Coverage of the duties outside the Code, sentence by sentence",
    "",
    "Generated from `forms/` by `packaging/act_coverage.py generate`; do not edit.",
    "",
    "Each sentence of the articles of Regulation (EU) 2024/1689 that the duties outside the Code",
    "come from has a row: what it is, and which requirements of Jalon take it up or why none does.",
    "“code” is served by the chapters of the Code ([coverage](coverage.md)). A lead-in and each of",
    "its points have rows of their own. The text is that of the Official Journal, which Regulation",
    "(EU) 2026/1744 left unchanged in these articles; the hashes in `forms/` find the sentence.",
    "",
)


def _lines(act: Act) -> Iterator[str]:
    kinds = [row.kind for row in act.rows]
    counted = ", ".join(f"{kind} {kinds.count(kind)}" for kind in KINDS if kind in kinds)
    forces = [item.force for item in act.items.values()]
    every = ", ".join(f"{f} {forces.count(f)}" for f in dict.fromkeys(forces))
    yield f"Sentences: {len(kinds)} ({counted}). Requirements: {len(forces)} ({every})."
    for article, title in act.articles.items():
        yield from ("", f"## Article {article} {title}", "")
        yield "| Sentence | Kind | Requirements, or why there is none |"
        yield "| --- | --- | --- |"
        for row in act.rows:
            if row.article == article:
                items = ", ".join(f"`{item}`" for item in row.items)
                told = ". ".join(part for part in (items, row.reason) if part)
                yield f"| {row.id} | {row.kind} | {told} |"
    yield ""


if __name__ == "__main__":
    sys.exit(main())
