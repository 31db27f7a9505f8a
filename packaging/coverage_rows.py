"""What coverage reads: the rows of sentences beside the form's requirements.

``forms/<edition>/coverage/<chapter>.toml`` names the reference text and the prefix of its ids and
holds one row for each sentence; a long chapter has its rows in files of their own beside it, one
for each commitment (``<chapter>-c1.toml``) and appendix (``<chapter>-a1.toml``).
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sentences import Place

ROOT: Final = Path(__file__).resolve().parents[1]
EDITION: Final = max(file.parent.name for file in ROOT.glob("forms/*/form.toml"))
"""The latest edition of the Code, whose tables stand in ``docs/``; ids end with its date."""

FORCE: Final = {
    "requirement": "binding",
    "encouragement": "encouraged",
    "presumption": "presumption",
    "example": "example",
}
"""Kinds of sentences that items take up, with the force these must have."""
KINDS: Final = (*FORCE, "explanation", "definition")


@dataclass(frozen=True)
class Row:
    """What the program makes of one sentence; ``numbers`` are the periods and the like it says."""

    id: str
    kind: str
    place: Place
    certainty: str
    sha256: str
    items: list[str] = field(default_factory=list)
    reason: str = ""
    numbers: list[str] = field(default_factory=list)

    @property
    def home(self) -> str:
        """``C1``, the number of a measure, or ``A1.2``."""
        return self.id.split("-")[1]


@dataclass(frozen=True)
class Definition:
    """A term of a text's glossary whose definition says numbers."""

    term: str
    numbers: list[str]
    items: list[str]
    sha256: str


@dataclass(frozen=True)
class Item:
    """A requirement as far as coverage looks at it; ``told`` is its texts, but for evidence."""

    id: str
    force: str
    home: str
    place: Place
    told: str
    periods: list[dict[str, Any]]


@dataclass(frozen=True)
class Chapter:
    """A chapter with its rows; ``titles`` by home, in reading order, appendices last."""

    id: str
    title: str
    reference: str
    prefix: str
    titles: dict[str, str]
    items: dict[str, Item]
    rows: list[Row]
    glossary: list[Definition]

    def named(self, row: Row) -> list[str]:
        """Return the items that take a row up or that its reason names."""
        return [*row.items, *re.findall(rf"\b{self.id}-[\w.-]*\w", row.reason)]


def chapters(root: Path = ROOT) -> list[Chapter]:
    """Read all chapters of the current edition, in the form's order."""
    folder = root / "forms" / EDITION
    return [_chapter(folder, name) for name in _toml(folder / "form.toml")["chapters"]]


def _chapter(folder: Path, name: str) -> Chapter:
    form = _toml(folder / f"{name}.toml")
    head = _toml(folder / "coverage" / f"{name}.toml")
    titles: dict[str, str] = {}
    items: dict[str, Item] = {}
    for commitment in form.get("commitment") or _commitments(folder, name):
        own = f"C{commitment['number']}"
        titles[own] = f"Commitment {commitment['number']} {commitment['title']}"
        for measure in commitment["measure"]:
            home = measure.get("number") or own
            titles.setdefault(home, f"Measure {home} {measure['title']}")
            items |= {one["id"]: _item(one, home) for one in measure["requirement"]}
    titles |= {f"A{n}": f"Appendix {n} {t}" for n, t in head.get("appendices", {}).items()}
    files = [head, *(_toml(f) for f in sorted((folder / "coverage").glob(f"{name}-*.toml")))]
    rows = [Row(**row) for one in files for row in one.get("sentence", ())]
    order = list(titles)
    rows.sort(key=lambda row: order.index(row.home) if row.home in titles else len(order))
    glossary = [Definition(**one) for one in head.get("glossary", ())]
    return Chapter(
        name, form["title"], head["reference"], head["prefix"], titles, items, rows, glossary
    )


def _commitments(folder: Path, name: str) -> list[dict[str, Any]]:
    found = [_toml(file) for file in folder.glob(f"{name}-c*.toml")]
    return sorted(found, key=lambda commitment: int(commitment["number"]))


def _item(one: dict[str, Any], home: str) -> Item:
    place = one["place"]
    home = f"A{place['appendix']}" if "appendix" in place else home
    told = (one["demand"], one["explain"], one.get("otherwise", ""), *one.get("exceptions", ()))
    return Item(one["id"], one["force"], home, place, " ".join(told), one.get("periods", []))


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
