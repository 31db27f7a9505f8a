"""The register of evidence: every piece with fingerprint, dates, note, and where it is linked."""

from datetime import UTC
from typing import Final

from jalon.assessment import actions, evidence, register_words
from jalon.assessment.evidence import Evidence
from jalon.assessment.names import shown
from jalon.assessment.review.model import TORN
from jalon.export.report_record import Record
from jalon.export.text import shortened
from jalon.export.tree import Block, Cell, Section, Table, Words
from jalon.forms.model import ItemId
from jalon.language import capital

_HALF: Final = 32
"""Digits of a SHA-256 on one line."""


def section(record: Record) -> Section:
    """Return the list of all evidence, what was removed included."""
    tr = record.tr
    entries = tuple(evidence.register(record.assessment).entries.values())
    title = tr.text("Evidence list")
    if not entries:
        none = Words(tr.text("No evidence is recorded."))
        return Section("evidence", title, (none,), new_page=False)
    table = Table(
        (
            tr.text("Evidence"),
            tr.text("Where it is, fingerprint"),
            tr.text("Dates"),
            tr.text("Used by"),
        ),
        tuple(_row(record, entry) for entry in entries),
        (128, 196, 82, 82),
        tr.text("Evidence: name, where it is and its fingerprint, dates, requirements that use it"),
        dense=True,
    )
    blocks: list[Block] = [Words(text) for text in _intro(record, entries)]
    return Section("evidence", title, (*blocks, table), new_page=False)


def reference(record: Record, found: Evidence) -> str:
    """Return a piece of evidence in full, as it stands with a requirement."""
    tr = record.tr
    lines = [_named(record, found)]
    if found.date:
        lines[0] = tr.text("{name} ({day})", name=lines[0], day=record.day(found.date))
    expiry = register_words.expiry(tr, found, record.today)
    where = shown(found.file.path) if found.file else found.target
    torn = tr.text(TORN) if found.disputed else ""
    said = [where, found.note, expiry, _state(record, found), torn]
    if found.removed:
        said.append(tr.text("Reason: {reason}", reason=found.removed))
    return "\n".join([*lines, *(part for part in said if part)])


def _named(record: Record, entry: Evidence) -> str:
    """Return what a piece is called: as typed, or as a file's name can safely be shown."""
    return entry.name.strip() or shown(register_words.title(record.tr, entry))


def _state(record: Record, entry: Evidence) -> str:
    """Say what is amiss with a piece, dates apart; empty where nothing is."""
    condition = entry.condition(record.today, record.found.get(entry.subject))
    if condition in {"current", "expired", "expires-soon"}:
        return ""
    return register_words.condition(record.tr, condition)


def _intro(record: Record, entries: tuple[Evidence, ...]) -> tuple[str, ...]:
    tr = record.tr
    kept = sum(1 for e in entries if e.file and e.file.stored == "embedded" and not e.removed)
    said = [
        tr.plural(
            "{count} piece of evidence is recorded.",
            "{count} pieces of evidence are recorded, in the order of recording.",
            len(entries),
        ),
    ]
    if kept:
        said.append(
            tr.plural(
                "{count} file is kept in the project itself; this report does not hold it."
                " A fingerprint (SHA-256) tells whether a file is the one that was attached.",
                "{count} files are kept in the project itself; this report does not hold them."
                " A fingerprint (SHA-256) tells whether a file is the one that was attached.",
                kept,
            )
        )
    looked = len(record.found)
    if looked:
        said.append(
            tr.plural(
                "{count} linked file was compared with its fingerprint when this report was made.",
                "{count} linked files were compared with their fingerprints when this report was"
                " made.",
                looked,
            )
        )
    elif any(e.file and e.file.stored == "linked" for e in entries):
        said.append(tr.text("Linked files were not compared with their fingerprints."))
    return (" ".join(said),)


def _row(record: Record, entry: Evidence) -> tuple[Cell, ...]:
    tr = record.tr
    name = _named(record, entry)
    first: list[Words] = [Words(name, "small-strong")]
    if entry.removed:
        said = tr.text("Removed: {reason}", reason=entry.removed)
        first.append(Words(said, "alert"))
    elif amiss := _state(record, entry):
        first.append(Words(amiss, "alert"))
    if entry.disputed:
        first.append(Words(tr.text(TORN), "alert"))
    if entry.note:
        first.append(Words(entry.note, "note"))
    return tuple(first), _where(record, entry), _dates(record, entry), _used(record, entry)


def _where(record: Record, entry: Evidence) -> Cell:
    return (*_place(record, entry), *_recorded(record, entry))


def _recorded(record: Record, entry: Evidence) -> Cell:
    """Say by whom and when a piece was recorded, and its file anew."""
    zone = record.moment.tzinfo or UTC
    said = register_words.came(record.tr, entry, zone, lambda name: shortened(name, 80))
    return tuple(Words(line, "note") for line in said)


def _place(record: Record, entry: Evidence) -> Cell:
    tr = record.tr
    file = entry.file
    if file is None:
        return (Words(entry.target or tr.text("not stated"), "small"),)
    kind = register_words.kind(tr, entry)
    lines = [Words(" · ".join((kind, register_words.size(tr, file.size))), "small")]
    if not entry.removed:
        lines.append(Words(register_words.stored(tr, file), "small"))
    if file.path:
        lines.append(Words(shown(file.path), "note"))
    if entry.name.strip() and shown(file.name) != entry.name:
        lines.append(Words(shown(file.name), "note"))
    lines.append(Words("SHA-256", "note"))
    lines += [Words(part, "note") for part in (file.sha256[:_HALF], file.sha256[_HALF:])]
    return tuple(lines)


def _dates(record: Record, entry: Evidence) -> Cell:
    tr = record.tr
    lines = [Words(record.day(entry.date) if entry.date else tr.text("undated"), "small")]
    if expiry := register_words.expiry(tr, entry, record.today):
        late = entry.standing(record.today) == "expired"
        lines.append(Words(expiry, "alert" if late else "note"))
    return tuple(lines)


def _used(record: Record, entry: Evidence) -> Cell:
    tr = record.tr
    plan = actions.plan(record.assessment)
    named: dict[str, None] = {}
    for subject, item in entry.links:
        if action := plan.entries.get(subject):
            title = shortened(register_words.action_title(tr, action), 80)
            named[tr.text("Action: {title}", title=title)] = None
        elif item in record.form.items:
            named[record.measure(ItemId(item))] = None
    if not named:
        return (Words(tr.text("not linked"), "note"),)
    listed = tr.listed(named)
    return (Words(capital(listed), "note"),)
