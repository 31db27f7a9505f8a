"""Coverage of the official forms: which answer of Jalon's documents takes up which of their rows.

``forms/<edition>/coverage/documents.toml`` holds one row for each row of the Model Documentation
Form and each field of the template of the public summary: the answers or fields that take it up,
and the start of its hash, so that it can be found in the reference without being copied here.

``generate`` writes ``docs/documents.md``; ``check`` compares it and the forms with the rows;
``verify FOLDER`` reads the reference files in FOLDER and compares counts, order, recipients and
certainty; ``rows FOLDER`` prints the rows, for those who write the file.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coverage_rows import EDITION, ROOT
from sentences import fingerprint

PAGE: Final = Path("docs/documents.md")
FORM: Final = "model_documentation_form.md"
TEMPLATE: Final = "training_summary_template.md"

_READERS: Final = ("ai-office", "national-authority", "downstream")
_SURE: Final = ("two sources",)
_TEXT_WORDS: Final = {"one source": "one-source", "uncertain": "uncertain"}


@dataclass(frozen=True)
class Row:
    """A row of an official form: its section, the hash of what it says, what takes it up."""

    document: str
    section: str
    sha256: str
    takes: tuple[str, ...]


@dataclass(frozen=True)
class Official:
    """A row as a reference file has it; crosses and certainty only where it has them."""

    section: str
    item: str
    text: str
    crosses: tuple[str, ...] = ()
    wording: str = ""
    readers: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer of Jalon's document that is a row of the official form, and its labels."""

    place: str
    section: str
    labels: tuple[str, ...]
    recipients: tuple[str, ...]
    wording: str
    crosses: str


# -- what Jalon has ------------------------------------------------------------------------


def documents(root: Path = ROOT) -> dict[str, dict[str, Any]]:
    """Read the documents of the current edition, by id, in the form's order."""
    folder = root / "forms" / EDITION
    names = _toml(folder / "form.toml")["documents"]
    return {name: _toml(folder / "documents" / f"{name}.toml") for name in names}


def rows(root: Path = ROOT) -> list[Row]:
    """Read the rows of both official forms."""
    read = _toml(root / "forms" / EDITION / "coverage" / "documents.toml")["row"]
    return [Row(r["document"], r["section"], r["sha256"], tuple(r["takes"])) for r in read]


def answers(document: dict[str, Any]) -> list[Answer]:
    """Return the answers that are rows of the official form, in reading order."""
    return [
        Answer(
            f"{field['id']}.{answer['id']}",
            section["number"],
            tuple(t for t in (field["label"], answer.get("label")) if t),
            tuple(answer.get("recipients", ())),
            answer.get("wording", "sure"),
            answer.get("crosses", "sure"),
        )
        for section in document["section"]
        for field in section["field"]
        for answer in field["answer"]
        if answer.get("row", True)
    ]


def check(root: Path = ROOT) -> list[str]:
    """Return what is wrong between rows, documents and the generated page."""
    read, there = documents(root), rows(root)
    faults: list[str] = []
    for name, document in read.items():
        taken = [t for row in there if row.document == name for t in row.takes]
        faults += [f"{t}: taken up twice" for t in sorted({t for t in taken if taken.count(t) > 1})]
        have = _takers(name, document)
        faults += [f"{t}: not in the document" for t in taken if t not in have]
        faults += [f"{t}: takes up no row of the official form" for t in have if t not in taken]
        order = [have.index(t) for t in taken if t in have]
        if order != sorted(order):
            faults.append(f"{name}: not in the order of the official form")
    page = root / PAGE
    if not page.is_file() or page.read_text(encoding="utf-8") != written(read, there):
        faults.append(f"{PAGE}: not current; run packaging/document_coverage.py generate")
    return faults


def _takers(name: str, document: dict[str, Any]) -> list[str]:
    """Return what takes up rows: answers of the Form; of the template, whole fields."""
    if name == "model-documentation":
        return [answer.place for answer in answers(document)]
    return [f["id"] for s in document["section"] if s.get("official", True) for f in s["field"]]


# -- what the references have --------------------------------------------------------------


def form_rows(text: str) -> Iterator[Official]:
    """Yield the rows of the Model Documentation Form, section by section."""
    section = ""
    for line in text.split("\n## What the third draft had", maxsplit=1)[0].splitlines():
        if found := re.match(r"## (\d+)\. ", line):
            section = found[1]
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if not (section and line.startswith("| ")) or cells[0] in {"Item", "---"}:
            continue
        item, asks, *crosses, wording, sure, _sources = cells
        yield Official(section, item, f"{item} | {asks}", tuple(crosses), wording, sure)


def template_rows(text: str) -> Iterator[Official]:
    """Yield the fields of the template, section by section."""
    section = ""
    for line in text.split("\n## ANNEX")[1].splitlines():
        if line.startswith("**Version of the Summary"):
            version, update = line.split(" **Last update:**")
            yield Official("", "Version of the Summary", version)
            yield Official("", "Last update", f"**Last update:**{update}")
        elif found := re.match(r"\*{1,2}(\d(?:\.\d)+)\. ", line):
            section = found[1]
        elif line.startswith("- "):
            yield Official(section, re.split(r"[:?]", line[2:])[0], line[2:])


def verify(reference: Path, root: Path = ROOT) -> list[str]:
    """Return where rows and documents part ways with the reference files in ``reference``."""
    read, there = documents(root), rows(root)
    faults: list[str] = []
    for name, file, parse in (
        ("model-documentation", FORM, form_rows),
        ("training-summary", TEMPLATE, template_rows),
    ):
        if not (reference / file).is_file():
            faults.append(f"{file}: not found")
            continue
        official = list(parse((reference / file).read_text(encoding="utf-8")))
        mine = [row for row in there if row.document == name]
        if len(official) != len(mine):
            faults.append(f"{name}: {len(official)} rows in the reference, {len(mine)} here")
        for row, theirs in zip(mine, official, strict=False):
            if (row.section, row.sha256) != (theirs.section, fingerprint(theirs.text)):
                faults.append(f"{name}: {theirs.section} {theirs.item}: another row or wording")
        if name == "model-documentation":
            faults += _crosses(official, answers(read[name]))
    return faults


def _crosses(official: list[Official], mine: list[Answer]) -> Iterator[str]:
    """Yield where readers, certainty, sections or names differ, row by row."""
    for theirs, answer in zip(official, mine, strict=False):
        where = f"{answer.place} ({theirs.item})"
        if answer.section != theirs.section:
            yield f"{where}: stands in section {theirs.section}"
        plain = theirs.item.casefold()
        if not any(label.casefold() in plain for label in answer.labels):
            yield f"{where}: has another name"
        for reader, cross in zip(_READERS, theirs.crosses, strict=True):
            if cross == "?" and answer.crosses != "uncertain":
                yield f"{where}: the cross for {reader} is not known"
            if cross != "?" and (cross == "✓") != (reader in answer.recipients):
                yield f"{where}: the cross for {reader} differs"
        for kind, said, have in (
            ("wording", theirs.wording, answer.wording),
            ("readers", theirs.readers, answer.crosses),
        ):
            if _certainty(said) != have:
                yield f"{where}: {kind}: {said!r} there, {have!r} here"


def _certainty(said: str) -> str:
    """Return our word; "two sources" only where nothing is left to one."""
    said = said.split("(", maxsplit=1)[0].strip() if said.startswith("two sources (") else said
    if said.strip() in _SURE:
        return "sure"
    if "uncertain" in said:
        return "uncertain"
    return "one-source" if "one source" in said else said


# -- the page ------------------------------------------------------------------------------

_HEAD: Final = (
    "# Coverage of the official forms",
    "",
    "Generated from `forms/` by `packaging/document_coverage.py generate`; do not edit.",
    "",
    "Each row of the Model Documentation Form and each field of the template of the public",
    "training-content summary, with the answer of Jalon that takes it up. No complete copy of the",
    "final Form was at hand: the last two columns say how sure its wording and its crosses are.",
    "An answer with several parts is stored under its field and the part.",
)
_KNOWN: Final = {"sure": "two sources", "one-source": "one source", "uncertain": "uncertain"}


def written(read: dict[str, dict[str, Any]], there: Iterable[Row]) -> str:
    """Return the page as Markdown."""
    lines = [*_HEAD]
    mine = {t: row for row in there for t in row.takes}
    for name, document in read.items():
        lines += ["", f"## {document['title']}", ""]
        lines += (
            _form_lines(document)
            if name == "model-documentation"
            else _template_lines(document, mine)
        )
    return "\n".join(lines) + "\n"


def _form_lines(document: dict[str, Any]) -> Iterator[str]:
    titles = {s["number"]: s["title"] for s in document["section"]}
    found = answers(document)
    yield (
        f"Rows: {len(found)}. To be checked against the official form: "
        + str(sum(a.wording != "sure" or a.crosses != "sure" for a in found))
        + "."
    )
    section = ""
    for answer in found:
        if answer.section != section:
            section = answer.section
            count = sum(a.section == section for a in found)
            yield from ("", f"### {section} {titles[section]} ({count})", "")
            yield "| Answer | Row | AIO | NCA | DP | Wording | Crosses |"
            yield "| --- | --- | :-: | :-: | :-: | --- | --- |"
        crosses = " | ".join("✓" if r in answer.recipients else "–" for r in _READERS)
        label = ": ".join(answer.labels)
        yield (
            f"| `{answer.place}` | {label} | {crosses} | {_KNOWN[answer.wording]} |"
            f" {_KNOWN[answer.crosses]} |"
        )


def _template_lines(document: dict[str, Any], mine: dict[str, Row]) -> Iterator[str]:
    rows_ = {row for row in mine.values() if row.document == document["id"]}
    yield f"Fields of the template: {len(rows_)}."
    for section in document["section"]:
        beside = "" if section.get("official", True) else " (not in the template)"
        yield from (
            "",
            f"### {section['number']} {section['title']}".replace("  ", " ") + beside,
            "",
        )
        yield "| Field | Name | Parts |"
        yield "| --- | --- | --- |"
        for field in section["field"]:
            parts = ", ".join(f"`{a['id']}` ({a['kind']})" for a in field["answer"])
            yield f"| `{field['id']}` | {field['label']} | {parts} |"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 is good, 1 is faults found (one a line)."""
    parser = argparse.ArgumentParser(description="Coverage of the official forms.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("generate", help=f"write {PAGE}")
    commands.add_parser("check", help="compare rows, documents and page")
    for name in ("verify", "rows"):
        commands.add_parser(name).add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    if options.command == "generate":
        (ROOT / PAGE).write_text(written(documents(), rows()), encoding="utf-8")
        return 0
    if options.command == "rows":
        _print_rows(options.folder)
        return 0
    faults = check() if options.command == "check" else verify(options.folder)
    print("\n".join(faults) if faults else "documents: all rows are there")
    return int(bool(faults))


def _print_rows(folder: Path) -> None:
    """Print a row for each of the references; what takes it up is for a person to say."""
    for name, file, parse in (
        ("model-documentation", FORM, form_rows),
        ("training-summary", TEMPLATE, template_rows),
    ):
        for one in parse((folder / file).read_text(encoding="utf-8")):
            print(f'\n# {one.item}\n[[row]]\ndocument = "{name}"\nsection = "{one.section}"')
            print(f'sha256 = "{fingerprint(one.text)}"\ntakes = []')


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
