"""The compiled questionnaire: JSON of a validated form, and back without pydantic.

Validation costs as much as importing Qt; a start must not pay it. The build puts the compiled
form into the wheel; a checkout compiles once per content of its files.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from jalon import assets
from jalon.forms import document_cache
from jalon.forms.dates import (
    DateRule,
    Dates,
    EventKind,
    Extension,
    HolidayYear,
    Transition,
)
from jalon.forms.editions import Earlier, Move
from jalon.forms.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Before,
    Chapter,
    Column,
    Commitment,
    Concludes,
    Condition,
    Duty,
    Equals,
    Fact,
    FactGroup,
    FactId,
    Form,
    Measure,
    Not,
    Obligation,
    Period,
    Place,
    Requirement,
    Term,
)
from jalon.forms.notes import Note, NoteGroup, NotePage, PartSignatory, Signatories
from jalon.forms.options import Option

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Document: TypeAlias = Mapping[str, Any]

_SHAPE: Final = 9
"""Raised when the shapes change, so that no cache of older ones is read."""


def load(folder: "Traversable") -> Form:
    """Return the form in ``folder``: from the build, the cache, or compiled now."""
    shipped = folder / "compiled.json"
    if shipped.is_file():
        return restore(shipped.read_bytes())
    kept = assets.cache_folder() / f"form-{folder.name}-{_fingerprint(folder)}.json"
    if kept.is_file():
        return restore(kept.read_bytes())
    made = compile_form(folder)
    assets.write_cache(kept, made)
    return restore(made)


def compile_form(folder: "Traversable | Path") -> bytes:
    """Validate the form in ``folder`` and return it compiled.

    Raises:
        pydantic.ValidationError, jalon.forms.schema.FormError: the form is wrong.
    """
    from jalon.forms import schema

    form = schema.parse(folder)
    return json.dumps(_plain(form), ensure_ascii=False, separators=(",", ":")).encode()


def restore(compiled: bytes) -> Form:
    """Build a form from its compiled bytes."""
    document = json.loads(compiled)
    return Form(
        document["id"],
        document["edition"],
        document["law_date"],
        document["title"],
        tuple(_chapter(c) for c in document["chapter"]),
        tuple(_group(g) for g in document["facts"]),
        tuple(Obligation(**o) for o in document["obligation"]),
        tuple(Term(**t) for t in document["term"]),
        tuple(_duty(d) for d in document.get("duties", ())),
        _dates(document.get("dates", {})),
        tuple(_note_page(p) for p in document.get("notes", ())),
        _signatories(document["signatories"]) if "signatories" in document else None,
        tuple(map(document_cache.document, document.get("documents", ()))),
        _earlier(document["earlier"]) if "earlier" in document else None,
    )


def _fingerprint(folder: "Traversable") -> str:
    return assets.content_key(f"form-{folder.name}-{_SHAPE}", _files(folder))


def _files(folder: "Traversable", before: str = "") -> "Iterator[tuple[str, Traversable]]":
    """Yield every file that a form is compiled from; coverage tells about it, and is no part."""
    if isinstance(folder, Path):
        yield from _paths(folder, before)
        return
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            yield f"{before}{file.name}", file
        elif file.is_dir() and file.name != "coverage":
            yield from _files(file, f"{before}{file.name}/")


def _paths(folder: Path, before: str) -> "Iterator[tuple[str, Traversable]]":
    """Yield the same of a folder on the disk, and ask it no more than needed: at each start."""
    with os.scandir(folder) as found:
        for file in found:
            if file.name.endswith(".toml"):
                yield f"{before}{file.name}", Path(file.path)
            elif file.name != "coverage" and file.is_dir():
                yield from _paths(Path(file.path), f"{before}{file.name}/")


def _plain(value: object) -> object:
    """Turn dataclasses into dicts; unlike ``asdict`` it leaves out what is at its default."""
    import dataclasses

    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: _plain(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if f.default is dataclasses.MISSING or getattr(value, f.name) != f.default
        }
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def _chapter(document: Document) -> Chapter:
    return Chapter(
        document["id"],
        document["title"],
        document["binds"],
        tuple(
            Commitment(c["number"], c["title"], tuple(_measure(m) for m in c["measure"]))
            for c in document["commitment"]
        ),
        condition(document["applies_when"]) if "applies_when" in document else None,
        document.get("otherwise", ""),
        condition(document["voluntary_when"]) if "voluntary_when" in document else None,
    )


def _measure(document: Document) -> Measure:
    parts = {k: v for k, v in document.items() if k != "requirement"}
    return Measure(
        **{"number": None, **parts}, requirement=tuple(map(_requirement, document["requirement"]))
    )


def _duty(document: Document) -> Duty:
    parts: dict[str, Any] = dict(document)
    parts["requirement"] = tuple(map(_requirement, parts.get("requirement", ())))
    parts["note"] = tuple(Note(**n) for n in parts.get("note", ()))
    if "applies_when" in parts:
        parts["applies_when"] = condition(parts["applies_when"])
    return Duty(**parts)


def _note_page(document: Document) -> NotePage:
    return NotePage(document["id"], tuple(_note_group(g) for g in document["group"]))


def _note_group(document: Document) -> NoteGroup:
    notes = tuple(Note(**n) for n in document["note"])
    shown_for = tuple(document.get("shown_for", ()))
    return NoteGroup(document["id"], document["title"], notes, shown_for)


def _signatories(document: Document) -> Signatories:
    partly = document.get("partly", ())
    return Signatories(
        document["date"],
        document["source"],
        document["address"],
        tuple(document["whole"]),
        tuple(PartSignatory(p["name"], tuple(p["chapters"])) for p in partly),
        tuple(document.get("absent", ())),
        document.get("remark", ""),
    )


def _earlier(document: Document) -> Earlier:
    moves = tuple(Move(m["old"], tuple(m.get("new", ()))) for m in document.get("move", ()))
    return Earlier(document["edition"], moves)


def _requirement(document: Document) -> Requirement:
    parts = dict(document)
    for name in _CONVERT.keys() & parts.keys():
        parts[name] = _CONVERT[name](parts[name])
    return Requirement(**parts)


def _group(document: Document) -> FactGroup:
    return FactGroup(**{**document, "fact": tuple(map(_fact, document["fact"]))})


def _fact(document: Document) -> Fact:
    parts = dict(document)
    if "options" in parts:
        parts["options"] = tuple(Option(**o) for o in parts["options"])
    if "columns" in parts:
        parts["columns"] = tuple(Column(**c) for c in parts["columns"])
    if "shown_when" in parts:
        parts["shown_when"] = condition(parts["shown_when"])
    return Fact(**parts)


def _dates(document: Document) -> Dates:
    return Dates(
        tuple(EventKind(**e) for e in document.get("event", ())),
        tuple(map(_date_rule, document.get("rule", ()))),
        tuple(HolidayYear(**{**h, "days": tuple(h["days"])}) for h in document.get("holiday", ())),
    )


def _date_rule(document: Document) -> DateRule:
    parts = dict(document)
    for name in ("events", "done"):
        parts[name] = tuple(parts.get(name, ()))
    parts["transition"] = tuple(Transition(**t) for t in parts.get("transition", ()))
    if "extension" in parts:
        parts["extension"] = Extension(**parts["extension"])
    return DateRule(**parts)


def condition(document: Document) -> Condition:
    """Build a condition from its table; unknown ones are an error, never true."""
    match document:
        case {"fact": _}:
            return _leaf(document)
        case {"conclusion": name, "equals": value}:
            return Concludes(name, value)
        case {"any": parts}:
            return AnyOf(tuple(condition(p) for p in parts))
        case {"all": parts}:
            return AllOf(tuple(condition(p) for p in parts))
        case {"negated": part}:
            return Not(condition(part))
        case _:
            raise ValueError(f"no condition: {document!r}")


def _leaf(document: Document) -> Condition:
    match document:
        case {"fact": fact, "equals": value}:
            return Equals(FactId(fact), value)
        case {"fact": fact, "at_least": value}:
            return AtLeast(FactId(fact), value)
        case {"fact": fact, "before": day}:
            return Before(FactId(fact), day)
        case _:
            raise ValueError(f"no condition: {document!r}")


_CONVERT: Final[dict[str, Callable[[Any], object]]] = {
    "place": lambda d: Place(**d),
    "applies_when": condition,
    "periods": lambda rows: tuple(Period(**r) for r in rows),
    **dict.fromkeys(
        (
            "obligations",
            "evidence",
            "act",
            "law",
            "terms",
            "exceptions",
            "presumes",
        ),
        tuple,
    ),
}
