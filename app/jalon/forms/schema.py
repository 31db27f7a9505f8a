"""Strict validation of the shipped questionnaires; needs pydantic, so not on the start path.

Used by the build, the tests, and a checkout the first time it sees a changed form.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from operator import itemgetter
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from jalon.forms import conditions, date_checks, document_schema
from jalon.forms.model import Condition, Fact, Form, Frame, Requirement

Document: TypeAlias = dict[str, object]


class FormError(Exception):
    """A shipped form is wrong; a programming error, found by tests and the build."""


def parse(folder: Traversable) -> Form:
    """Read and validate the form whose files lie in ``folder``.

    Raises:
        pydantic.ValidationError: a file does not have its shape.
        FormError: the files contradict each other.
    """
    head = _toml(folder / "form.toml")
    chapters, duties, notes, documents = (
        _names(head, name) for name in ("chapters", "duties", "notes", "documents")
    )
    document = {
        **head,
        "chapter": [_chapter(folder, name) for name in chapters],
        "duties": [_toml(folder / "duties" / f"{name}.toml") for name in duties],
        "notes": [_toml(folder / "notes" / f"{name}.toml") for name in notes],
        "signatories": _toml(folder / "signatories.toml"),
        "facts": _toml(folder / "profile.toml")["group"],
        "term": _toml(folder / "terms.toml")["term"],
        "dates": {
            **_toml(folder / "dates.toml"),
            **_toml(folder / "holidays.toml"),
        },
        "documents": [_toml(folder / "documents" / f"{name}.toml") for name in documents],
    }
    if (folder / "earlier.toml").is_file():
        document["earlier"] = _toml(folder / "earlier.toml")
    form = TypeAdapter(Form).validate_json(json.dumps(document, default=str))
    check(form)
    return form


def check(form: Form) -> None:
    """Check what shapes alone cannot say: references, ids, reasons.

    Raises:
        FormError: with every fault, one a line.
    """
    faults = [
        *_ids(form),
        *_references(form),
        *_places(form),
        *_told(form),
        *date_checks.faults(form),
        *document_schema.check(form),
        *_moves(form),
    ]
    if faults:
        raise FormError("\n".join(faults))


def _names(head: Document, key: str) -> list[str]:
    """Take a list of names of files out of the head of a form."""
    names = head.pop(key)
    if not isinstance(names, list):
        raise FormError(f"form.toml: {key} is no list")
    return [str(name) for name in names]


def _toml(path: Traversable) -> Document:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _chapter(folder: Traversable, name: str) -> Document:
    """Read a chapter: one file, or a head and a file for each commitment (``name-c1.toml``).

    TOML has no null, so a measure without a number leaves it out.
    """
    document: dict[str, Any] = _toml(folder / f"{name}.toml")
    if "commitment" not in document:
        files = [f for f in folder.iterdir() if re.fullmatch(rf"{name}-c\d+\.toml", f.name)]
        commitments = [_toml(f) for f in files]
        document["commitment"] = sorted(commitments, key=itemgetter("number"))
    for commitment in document["commitment"]:
        for measure in commitment["measure"]:
            measure.setdefault("number", None)
    return document


def _ids(form: Form) -> Iterable[str]:
    ids = [
        *(r.id for sheet in form.sheets for r in sheet.requirement),
        *(sheet.id for sheet in form.sheets),
        *(note.id for duty in form.duties for note in duty.note),
        *(group.id for page in form.notes for group in page.group),
        *(note.id for page in form.notes for group in page.group for note in group.note),
        *(f.id for g in form.facts for f in g.fact),
        *document_schema.ids(form.documents),
    ]
    yield from (f"{i}: used twice" for i in sorted({i for i in ids if ids.count(i) > 1}))
    yield from (
        f"{i}: not lower case with hyphens" for i in ids if i != i.lower() or "_" in i or " " in i
    )


def _references(form: Form) -> Iterable[str]:
    obligations = {o.id for o in form.obligation}
    terms = {t.id for t in form.term}
    for requirement in form.items.values():
        yield from _requirement(form, requirement, obligations, terms)
    frames: tuple[Frame, ...] = (*form.chapter, *form.duties)
    for frame in frames:
        if (frame.applies_when is None) != (frame.otherwise == ""):
            yield f"{frame.id}: a condition needs its reason (otherwise)"
        for rule in (frame.applies_when, frame.voluntary_when):
            if rule:
                yield from _condition(form, frame.id, rule)
    for fact in form.fact.values():
        yield from _fact(form, fact)


def _fact(form: Form, fact: Fact) -> Iterable[str]:
    if fact.kind in {"choice", "choices"} and not fact.options:
        yield f"{fact.id}: a choice without options"
    if fact.overridable and form.fact_scope[fact.id] == "model":
        yield f"{fact.id}: what each model answers cannot be overridable"
    if (fact.kind == "table") != bool(fact.columns):
        yield f"{fact.id}: a table has columns, and nothing else has"
    if fact.shown_when:
        yield from _condition(form, fact.id, fact.shown_when)


def _requirement(
    form: Form, requirement: Requirement, obligations: set[str], terms: set[str]
) -> Iterable[str]:
    where = requirement.id
    yield from (
        f"{where}: no obligation {o}" for o in requirement.obligations if o not in obligations
    )
    yield from (f"{where}: no term {t}" for t in requirement.terms if t not in terms)
    if (requirement.applies_when is None) != (requirement.otherwise == ""):
        yield f"{where}: a condition needs its reason (otherwise), and a reason its condition"
    yield from (
        f"{where}: presumes no item {i}" for i in requirement.presumes if i not in form.items
    )
    if (requirement.force == "presumption") != bool(requirement.presumes):
        yield f"{where}: a presumption names what it presumes, and nothing else does"
    if requirement.applies_when:
        yield from _condition(form, where, requirement.applies_when)
        if requirement.scope == "provider" and not _readable(form, requirement.applies_when):
            yield f"{where}: looks at an unknown fact"


def _told(form: Form) -> Iterable[str]:
    """Yield what statements and the list of signatories name and the form does not have."""
    position = next((f for f in form.fact.values() if f.id == "code-position"), None)
    known = {"", *(o.value for o in (position.options if position else ()))}
    for page in form.notes:
        for group in page.group:
            yield from (f"{group.id}: no position {p}" for p in group.shown_for if p not in known)
    if form.signatories:
        date.fromisoformat(form.signatories.date)
        chapters = {chapter.id for chapter in form.chapter}
        named = {c for one in form.signatories.partly for c in one.chapters}
        yield from (f"signatories: no chapter {c}" for c in sorted(named - chapters))


def _places(form: Form) -> Iterable[str]:
    """Yield the requirements whose place does not find them in the text that they are from."""
    for requirement in form.items.values():
        place, inside = requirement.place, requirement.id in form.home
        if inside != (place.text == "code"):
            yield f"{requirement.id}: the Code's own stand in a chapter, and nothing else does"
        if (place.text == "act") != bool(place.article):
            yield f"{requirement.id}: an article is named for the Act, and for nothing else"
        if place.section and place.text != "template":
            yield f"{requirement.id}: sections are those of the template"


def _moves(form: Form) -> Iterable[str]:
    """Yield what is wrong with the map from the edition before, as far as this form can tell."""
    known: set[str] = {*form.items, *form.fact, *form.first_answers}
    named: set[str] = set()
    for move in form.earlier.move if form.earlier else ():
        if move.old in named:
            yield f"{move.old}: its answers go two ways"
        named.add(move.old)
        yield from (
            f"{move.old}: no {new} to take its answers" for new in move.new if new not in known
        )


def _readable(form: Form, condition: Condition) -> bool:
    return all(f in form.fact for f in conditions.facts(condition))


def _condition(form: Form, where: str, condition: Condition) -> Iterable[str]:
    values: Mapping[str, set[str]] = {
        f.id: {o.value for o in f.options} for f in form.fact.values()
    }
    for fact in conditions.facts(condition):
        if fact not in form.fact:
            yield f"{where}: no fact {fact}"
    for equals in conditions.equalities(condition):
        known = values.get(equals.fact, set())
        if known and equals.equals not in known:
            yield f"{where}: {equals.fact} has no option {equals.equals}"
