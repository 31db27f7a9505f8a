"""The answers inside a report, and how they stand to those of a project now."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from jalon.assessment.changes import Value
from jalon.export.verify_model import Comparison, Difference

FORMAT: Final = "jalon-answers"
LARGEST: Final = 32 * 1024 * 1024
"""In bytes, unpacked: 8 000 answers take about 3 MB."""

_MOST_FILES: Final = 100
_FIELDS: Final[dict[str, str]] = {
    "next_step": "next-step",
    "override_reason": "override-reason",
    "evidence_ids": "evidence",
    "action_ids": "actions",
}
"""Names in the attachment that are others than in the record."""

_IDS: Final = ("evidence_ids", "action_ids", "evidence")
_REGISTERS: Final = {"evidence": "evidence", "actions": "action"}
"""Parts of a document that hold what answers name by id, and the item its fields are of."""

_SHARED: Final = frozenset({"provider", "project", ""})
"""Subjects that every project has."""

_OWN: Final[dict[str, str]] = {"events": "event", "incidents": "incident", **_REGISTERS}
"""Parts whose entries are subjects of their own, and their item."""

Answers = Mapping[tuple[str, str, str], Value]


def read(reader: PdfFileReader) -> dict[str, Any] | None:
    """Return the answers that are attached to the PDF; None when there are none.

    Raises:
        ValueError: there are some, but they cannot be read.
    """
    for stream in _attached(reader):
        data = stream.data
        if len(data) > LARGEST:
            raise ValueError("attachment too large")
        if data.lstrip()[:1] != b"{" or FORMAT.encode() not in data:
            continue
        try:
            document = json.loads(data)
        except (ValueError, RecursionError) as failure:
            raise ValueError("attachment unreadable") from failure
        if isinstance(document, dict) and document.get("format") == FORMAT:
            return document
    return None


def compare(then: Mapping[str, Any], now: Mapping[str, Any]) -> Comparison:
    """Compare two documents of the format ``jalon-answers``: a report's and a project's.

    Raises:
        ValueError: the first is not of the shape that the format has.
    """
    digest = str(then.get("digest", ""))
    same_record = bool(digest) and digest == now.get("digest")
    old, new = _flat(then), _flat(now)
    own, others = _subjects(then, old), _subjects(now, new)
    if not same_record and own and others and not own & others:
        return Comparison("another-project", (), digest)
    places = [*old, *(place for place in new if place not in old)]
    called = {**_names(then), **_names(now)}
    differences = tuple(
        Difference(*place, old.get(place), new.get(place), called.get(place[0], ""))
        for place in places
        if old.get(place) != new.get(place)
    )
    return Comparison("changed" if differences else "identical", differences, digest, same_record)


def _subjects(document: Mapping[str, Any], answers: Answers) -> set[str]:
    """Return the subjects that only this project has: their ids are drawn at random."""
    models = document.get("models", [])
    listed = {str(model) for model in models} if isinstance(models, list) else set()
    return (listed | {subject for subject, _, _ in answers}) - _SHARED


def _attached(reader: PdfFileReader) -> Iterator[StreamObject]:
    """Yield the files that the document names as its sources or attachments, each once."""
    seen: set[int] = set()
    try:
        named = reader.root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", ())
        for specification in [*_resolved(reader.root.get("/AF", ())), *_resolved(named)]:
            if not isinstance(specification, DictionaryObject):
                continue
            stream = specification["/EF"]["/F"]
            if isinstance(stream, StreamObject) and id(stream) not in seen:
                seen.add(id(stream))
                yield stream
    except (PdfError, KeyError, AttributeError, TypeError) as failure:
        raise ValueError("attachments unreadable") from failure


def _resolved(entries: Sequence[object]) -> list[object]:
    """Return what the entries of an array stand for; iterating over one yields references."""
    return [entries[at] for at in range(min(len(entries), _MOST_FILES))]


def _flat(document: Mapping[str, Any]) -> Answers:
    """Return every field that says something, by (subject, item, field)."""
    found: dict[tuple[str, str, str], Value] = dict(_said(document))
    called = _names(document)
    for part in ("facts", "answers", *_OWN):
        for entry in _objects(document, part):
            own = part in _OWN
            subject = str(entry.get("id" if own else "subject", ""))
            item = _OWN.get(part) or str(entry.get("item", ""))
            for name in (name for name in entry if name not in _NAMING[own]):
                value = _named(called, name, entry[name])
                if value not in (None, "", [], {}):
                    found[subject, item, _FIELDS.get(name, name)] = value
    for entry in _objects(document, "documents"):
        place = (
            str(entry.get("subject", "")),
            str(entry.get("item", "")),
            str(entry.get("part", "")),
        )
        if entry.get("value") not in (None, "", [], {}):
            found[place] = entry["value"]
    return found


def _objects(document: Mapping[str, Any], part: str) -> list[dict[str, Any]]:
    """Return the entries of one part of a file.

    Raises:
        ValueError: they are not of the shape that the format has.
    """
    entries = document.get(part, [])
    if not isinstance(entries, list):
        raise ValueError(f"{part} is no list")  # noqa: TRY004  of the file, not of the call
    if not all(isinstance(entry, dict) for entry in entries):
        raise ValueError(f"{part} holds no object")
    return entries


def _names(document: Mapping[str, Any]) -> dict[str, str]:
    """Return what evidence and actions are called, by id."""
    found: dict[str, str] = {}
    for entry in (e for part in _REGISTERS for e in _objects(document, part)):
        file = entry.get("file")
        named = entry.get("name") or (file.get("name") if isinstance(file, dict) else "")
        name = str(named or entry.get("target") or entry.get("what") or "")
        if line := name.strip().partition("\n")[0]:
            found[str(entry.get("id", ""))] = line
    return found


def _named(called: Mapping[str, str], field: str, value: Value) -> Value:
    """Return a value; ids of evidence and actions by what these are called."""
    if field not in _IDS or not isinstance(value, list):
        return value
    return [called.get(str(one), str(one)) for one in value]


_NAMING: Final = ({"subject", "item"}, {"id", "origin"})
"""What names an entry, in the lists of answers and in those of :data:`_OWN`."""
_ASIDE: Final = frozenset({"id", "about", "at", "seen", "edited", "applied", "rest"})
"""What goes with something said, and is nothing said itself."""

_SAID: Final = {
    "reviews": "review",
    "comments": "comment",
    "opinions": "opinion",
    "attestations": "attestation",
}


def _said(document: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str, str], Value]]:
    """Yield every field of the review that says something, as the record names them."""
    people = document.get("people", {})
    if not isinstance(people, dict):
        raise ValueError("people is no object")  # noqa: TRY004  of the file, not of the call
    yield from ((("project", "people", str(role)), name) for role, name in people.items() if name)
    for part, item in _SAID.items():
        for entry in _objects(document, part):
            for name in (name for name in entry if name not in _ASIDE):
                if entry[name] not in (None, "", [], {}):
                    field = str(name).replace("_", "-")
                    yield (str(entry.get("id", "")), item, field), entry[name]
            yield (str(entry.get("id", "")), item, "about"), entry.get("about")
