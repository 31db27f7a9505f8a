"""``jalon evidence``: attach, list, save out and remove, without a window."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jalon.assessment import model_words, models, names, register_words
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.assessment.evidence import ITEM, Evidence, Found, is_web
from jalon.cli import output, registers
from jalon.errors import N_, UserError, system_reason
from jalon.language import Translator, capital
from jalon.session import Session, opened
from jalon.session.attachments import Place
from jalon.store import outside


def add(
    path: Path,
    sources: Sequence[str],
    *,
    to: Sequence[str],
    model: str,
    link: bool,
    told: dict[str, str],
    author: str,
    tr: Translator,
) -> int:
    """Attach files, or record addresses of the web, and link them to requirements.

    A file whose content is already known here under the same name is linked as well, and one
    whose content was missing is whole again. ``told`` holds name, date, expires and note.
    """
    problems = 0
    with opened(path, author=author) as session:
        _require_writable(session)
        places = [_place(session, item, model) for item in to]
        told = {**told, **_days(told)}
        for source in sources:
            try:
                made = _attached(session, source, places, link=link)
            except UserError as error:
                output.complain(output.message(error, tr))
                problems += 1
                continue
            edits: list[tuple[Key, Value]] = [
                (Key(made, ITEM, field), value) for field, value in told.items() if value
            ]
            session.apply(edits, joined=True)
            entry = session.attachments.entry(made)
            if entry:
                output.say(f"{made}  {names.shown(register_words.title(tr, entry))}")
    return output.UNANSWERED if problems else output.GOOD


def show(path: Path, *, as_json: bool, check: bool, tr: Translator) -> int:
    """List every piece; with ``check`` compare linked files with their fingerprints."""
    with opened(path) as session:
        if check:
            session.attachments.note_found(compared(session, fully=True))
        snapshot = session.snapshot()
        entries = session.attachments.register.entries.values()
        found = dict(snapshot.found)
        form, assessment = session.form, session.assessment
    today = snapshot.time.date()
    conditions = {e.subject: e.condition(today, found.get(e.subject)) for e in entries}
    amiss = {"changed", "missing", "unreadable"} & set(conditions.values())
    if as_json:
        output.show_json(registers.pieces(snapshot))
        return output.NO if amiss else output.GOOD
    for entry in entries:
        output.say(*_lines(tr, entry, register_words.condition(tr, conditions[entry.subject])))
        for subject, item in entry.links:
            several = model_words.several(assessment, subject)
            model = model_words.called(assessment, subject, tr) if several else ""
            output.say(f"    {capital(register_words.place(tr, form, item, model))}")
    output.say(
        tr.plural("{count} piece of evidence.", "{count} pieces of evidence.", len(conditions))
    )
    return output.NO if amiss else output.GOOD


def extract(path: Path, folder: Path, *, only: Sequence[str], tr: Translator) -> int:
    """Write the files that are in the project into a folder; nothing there is replaced."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            N_("{name} cannot be written: {why}."), name=str(folder), why=system_reason(error)
        ) from error
    problems = 0
    with opened(path) as session:
        chosen = [_entry(session, name) for name in only] if only else _embedded(session)
        for entry in chosen:
            target = _free(folder, entry)
            try:
                session.attachments.extract(entry, target)
            except UserError as error:
                output.complain(output.message(error, tr))
                problems += 1
                continue
            output.say(f"{entry.subject}  {target.name}")
    return output.UNANSWERED if problems else output.GOOD


def remove(path: Path, name: str, *, reason: str, author: str, tr: Translator) -> int:
    """Remove a piece with a reason; name, fingerprint and reason stay on record."""
    with opened(path, author=author) as session:
        _require_writable(session)
        entry = _entry(session, name)
        shared = session.attachments.used_elsewhere(entry)
        session.attachments.remove(entry, reason)
    output.say(
        tr.text(
            N_("{name} was removed; its name, fingerprint and reason stay on record."),
            name=register_words.title(tr, entry),
        )
    )
    if entry.file and entry.file.stored == "embedded":
        output.say(
            tr.text(N_("Its content stays in the project: another piece of evidence has it too."))
            if shared
            else tr.text(N_("Its content was dropped from the project."))
        )
    return output.GOOD


def looked_at(session: Session) -> Session:
    """Look at the linked files, so that what is told next knows of those that changed."""
    found = compared(session, fully=False)
    if found:
        session.attachments.note_found(found)
    return session


def compared(session: Session, *, fully: bool) -> dict[Subject, Found]:
    """Compare every linked file with its fingerprint."""
    return {
        entry.subject: outside.compared(entry.file, session.attachments.folder, fully=fully)
        for entry in session.attachments.register.present()
        if entry.file and entry.file.stored == "linked"
    }


def _attached(session: Session, source: str, places: Sequence[Place], *, link: bool) -> Subject:
    if is_web(source):
        known = next(
            (e for e in session.attachments.register.present() if e.target == source), None
        )
        if known:
            session.attachments.link(known, places)
            return known.subject
        return session.attachments.refer(places, name="", target=source)
    found = outside.read(Path(source))
    return session.attachments.attach(found, places, linked=link)


def _place(session: Session, item: str, model: str) -> Place:
    requirement = next((r for i, r in session.form.items.items() if i == item), None)
    if requirement is None:
        raise UserError(N_("There is no requirement {name}."), name=item)
    if requirement.scope == "provider":
        return PROVIDER, item
    if model:
        return models.called(session.assessment, model), item
    if len(session.models) > 1:
        raise UserError(
            N_("Say for which model {item} is answered, with --model: {models}."),
            item=item,
            models=", ".join(session.models),
        )
    return session.models[0], item


def _entry(session: Session, name: str) -> Evidence:
    entry = session.attachments.entry(Subject(name))
    if entry is None:
        raise UserError(N_("There is no piece of evidence {name} in the project."), name=name)
    return entry


def _embedded(session: Session) -> list[Evidence]:
    present = session.attachments.register.present()
    return [e for e in present if e.file and e.file.stored == "embedded"]


def _free(folder: Path, entry: Evidence) -> Path:
    """Return a harmless name that nothing in the folder has."""
    name = names.harmless(entry.file.name if entry.file else entry.title)
    target, number = folder / name, 1
    while target.exists() or target.is_symlink():
        number += 1
        target = folder / names.numbered(name, number)
    return target


def _lines(tr: Translator, entry: Evidence, condition: str) -> tuple[str, ...]:
    parts = [register_words.kind(tr, entry), condition]
    if entry.file:
        parts.append(register_words.size(tr, entry.file.size))
    if entry.file and not entry.removed:
        parts.append(register_words.stored(tr, entry.file))
    if entry.date:
        parts.append(entry.date)
    if entry.expires:
        parts.append(tr.text(N_("until {day}"), day=entry.expires))
    lines = [f"{entry.subject}  {names.shown(register_words.title(tr, entry))}"]
    lines.append("  " + ", ".join(parts))
    if entry.where and entry.where != entry.title:
        lines.append(f"  {names.shown(entry.where)}")
    if entry.file:
        lines.append(f"  SHA-256 {entry.file.sha256}")
    if entry.removed:
        lines.append("  " + tr.text(N_("Removed: {reason}"), reason=entry.removed))
    return tuple(lines)


def _require_writable(session: Session) -> None:
    if session.read_only:
        raise session.unmigrated or UserError(
            N_("{name} is read-only; nothing was changed."), name=session.path.name
        )


def _days(told: dict[str, str]) -> dict[str, str]:
    """Return the days that are told, as they are recorded; other ways of ISO 8601 are read, too."""
    found = {}
    for part in ("date", "expires"):
        try:
            if told.get(part):
                found[part] = date.fromisoformat(told[part]).isoformat()
        except ValueError as cause:
            raise UserError(
                N_("{text} is no date; write it like 2026-11-23."), text=told[part]
            ) from cause
    return found
