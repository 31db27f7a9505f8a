"""Commands on copies of a project: merge, conflicts, settle, compare, version, protect, backup."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jalon import assets
from jalon.assessment import compare as comparing
from jalon.assessment import free_text
from jalon.assessment.changes import Change, Key, Subject, Value
from jalon.assessment.state import Assessment
from jalon.assessment.versions import Version
from jalon.cli import output
from jalon.errors import N_, UserError
from jalon.export import recorded_words
from jalon.forms.model import Form
from jalon.language import Translator, alphabetical, one_line
from jalon.session import Session, opened
from jalon.store import faults, whole
from jalon.store.merge import Arrived

_STAMP: Final = "%Y-%m-%d %H:%M:%S"
_SEALED: Final = N_(
    "{name} opens only with this passphrase now. Nobody can restore it: keep it in a safe place."
    " Copies made before, and what the disk keeps of the old file, are not protected."
)
_RESEALED: Final = N_(
    "{name} opens only with this passphrase now. Nobody can restore it: keep it in a safe place."
)


def merge(
    first: Path,
    second: Path,
    target: Path,
    *,
    author: str,
    passphrase: str | None,
    called: str | None,
    tr: Translator,
) -> int:
    """Unite two copies into ``target``, which may be the first of them; code 1 on conflicts.

    All or nothing: a copy that cannot be taken in leaves no new file and changes no old one.
    ``passphrase`` is that of the second, where it is another. ``called`` is how messages call the
    files, where whoever runs this gives them names of its own for the time being.
    """
    united = first if target.resolve() == first.resolve() else whole.unfinished(target)
    try:
        if united != first:
            _begin(first, united, target)
        with opened(united, author=author) as session:
            arrived = session.custody.take_in(second, passphrase=passphrase)
            told = [*_conflicts(session, tr)]
        if united != first:
            whole.take_name(united, target)
    except UserError as error:
        names = {united.name: target.name}
        if called:
            names |= dict.fromkeys((first.name, second.name, target.name, united.name), called)
        error.details["name"] = names.get(str(error.details.get("name")), error.details.get("name"))
        raise
    finally:
        if united != first:
            united.unlink(missing_ok=True)
    output.say(*_arrived(arrived, called or second.name, tr), *told)
    if left := session.custody.unscrubbed:  # also once it was closed
        output.complain(output.message(left, tr))
    return output.NO if told else output.GOOD


def _begin(first: Path, united: Path, target: Path) -> None:
    """Copy the first to where the union is made, which gets the name ``target`` once it is one.

    Raises:
        UserError: there is something of that name, or the first cannot be read.
    """
    if os.path.lexists(target):
        raise faults.exists(target.name)
    with opened(first, read_only=True) as session:
        session.copy_to(united)


def conflicts(path: Path, *, as_json: bool, tr: Translator) -> int:
    """List the fields that two copies answered differently; code 1 where there are any."""
    with opened(path) as session:
        if as_json:
            output.show_json(
                [_described(session.assessment, key) for key in session.assessment.conflicts()]
            )
            return output.NO if any(session.assessment.conflicts()) else output.GOOD
        told = [*_conflicts(session, tr)]
    output.say(*(told or [tr.text(N_("There is nothing to settle."))]))
    return output.NO if told else output.GOOD


def settle(path: Path, key: Key, *, take: str | None, write: str | None, author: str) -> int:
    """Settle one field by taking one of its values or writing another.

    Raises:
        UserError: the field is not in conflict, has no value of that id, or takes no text.
    """
    with opened(path, author=author) as session:
        current = session.assessment.heads.get(key, ())
        if key not in set(session.assessment.conflicts()):
            raise UserError(N_("This field is not in conflict; nothing was changed."))
        value: Value = write
        if take is not None:
            value = _taken(current, take).value
        elif not free_text.takes(session.form, key):
            raise UserError(
                N_(
                    "This field takes no text of your own: take one of its values, with --take;"
                    " nothing was changed."
                )
            )
        session.answer(*key, value)
    return output.GOOD


def compare(
    path: Path, other: Path | None, *, ends: tuple[str, str], as_json: bool, tr: Translator
) -> int:
    """Say what differs between two states of a project, or two copies; code 1 if anything does."""
    with opened(path) as session:
        before, after = _state(session, ends[0]), _state(session, ends[1])
        form, state = session.form, session.assessment
    if other:
        with opened(other) as session:
            after = _state(session, ends[1])
            state = comparing.knowing(state, session.assessment)
    found = comparing.differences(before, after)
    if as_json:
        output.show_json([_difference(one) for one in found])
    else:
        for one in found:
            output.say(*_lines(one, form, state, tr))
        output.say(tr.plural("{count} field differs.", "{count} fields differ.", len(found)))
    return output.NO if found else output.GOOD


def version(path: Path, name: str | None, *, author: str, as_json: bool, tr: Translator) -> int:
    """Give the state now a name, or list the named states."""
    with opened(path, author=author) as session:
        if name is not None:
            session.custody.name_version(name)
        named = session.custody.versions
    if as_json:
        output.show_json([_version(one) for one in named])
        return output.GOOD
    for one in named:
        output.say(f"{one.time.astimezone().strftime(_STAMP)}  {one.author or '–'}  {one.name}")
    if not named:
        output.say(tr.text(N_("No version has a name yet.")))
    return output.GOOD


def protect(path: Path, passphrase: str | None, *, tr: Translator) -> int:
    """Set, change or remove the passphrase of a project.

    Raises:
        UserError: the passphrase is empty.
    """
    if passphrase == "":
        raise UserError(N_("An empty passphrase protects nothing; nothing was changed."))
    with opened(path) as session:
        before = session.custody.protected
        sealed = session.custody.protect(passphrase, assets.backup_folder())
    if passphrase is None:
        output.say(tr.text(N_("{name} opens without a passphrase now."), name=path.name))
    else:
        output.say(tr.text(_RESEALED if before else _SEALED, name=path.name))
    if before:
        output.say(tr.text(N_("Copies and backups made before open with the passphrase they had.")))
    if sealed.dropped:
        output.say(
            tr.plural(
                "{count} backup without a passphrase was replaced by a protected one.",
                "{count} backups without a passphrase were replaced by a protected one.",
                sealed.dropped,
            )
        )
    if sealed.left:
        output.complain(output.message(sealed.left, tr))
        return output.NO
    return output.GOOD


def backup(path: Path, *, as_json: bool, listing: bool, tr: Translator) -> int:
    """Back the project up now, or list its backups, the newest first."""
    root = assets.backup_folder()
    with opened(path) as session:
        if not listing:
            making = session.custody.begin_backup(root)
            if making:
                while not making.step():
                    pass
                making.finish(datetime.now(UTC))
        found = session.custody.backups(root)
    if as_json:
        output.show_json([{"path": str(b.path), "time": b.time.isoformat()} for b in found])
        return output.GOOD
    output.say(*(f"{b.time.astimezone().strftime(_STAMP)}  {b.path}" for b in found))
    if not found:
        output.say(tr.text(N_("There is no backup of this project here yet.")))
    return output.GOOD


def _arrived(arrived: Arrived, name: str, tr: Translator) -> Iterator[str]:
    yield tr.plural(
        "{count} change came in from {name}.",
        "{count} changes came in from {name}.",
        arrived.changes,
        name=name,
    )
    for author, number in sorted(arrived.authors.items(), key=lambda pair: alphabetical(pair[0])):
        said = tr.text(N_("{author}: {count}"), author=author or "–", count=tr.number(number))
        yield f"  {said}"
    if arrived.evidence:
        yield tr.plural(
            "{count} attached file came in.",
            "{count} attached files came in.",
            arrived.evidence,
        )
    if arrived.removed:
        yield tr.plural(
            "{count} value was removed, as the other copy has recorded.",
            "{count} values were removed, as the other copy has recorded.",
            arrived.removed,
        )
    if arrived.exposed:
        yield tr.text(
            N_(
                "{name} is under a passphrase and the file it came into is not: whoever has that"
                " file can read what came in."
            ),
            name=name,
        )


def _conflicts(session: Session, tr: Translator) -> Iterator[str]:
    for key in session.assessment.conflicts():
        yield tr.text(
            N_("To be settled: {place}"),
            place=one_line(recorded_words.place(session.form, session.assessment, key, tr)),
        )
        for change in session.assessment.heads[key]:
            said = tr.text(
                N_("{name}: {text}"),
                name=change.author or "–",
                text=_said(session.form, session.assessment, change, tr),
            )
            yield f"  {change.id[:12]}  {change.time.astimezone().strftime(_STAMP)}  {said}"


def _taken(current: tuple[Change, ...], take: str) -> Change:
    found = [change for change in current if change.id.startswith(take)]
    if len(found) != 1:
        raise UserError(N_("The field has no value with this id; nothing was changed."))
    return found[0]


def _state(session: Session, named: str) -> Assessment:
    """Return the state now, or that of the version with this name.

    Raises:
        UserError: there is no such version, or it is not in a copy without history.
    """
    if not named:
        return session.assessment
    found = [one for one in session.custody.versions if one.name == named]
    if not found:
        raise UserError(N_("There is no version named {name}."), name=named)
    if session.custody.lacks(found[-1]):
        raise UserError(
            N_(
                "This copy is without history, and not all that was current at {name} is in it."
                " Compare with a copy that has its history."
            ),
            name=named,
        )
    return session.custody.state_of(found[-1].ids)


def _lines(
    one: comparing.Difference, form: Form, state: Assessment, tr: Translator
) -> Iterator[str]:
    yield one_line(recorded_words.place(form, state, one.key, tr))
    for sign, side in (("-", one.before), ("+", one.after)):
        for change in side:
            yield (
                f"  {sign} {_said(form, state, change, tr)}  "
                f"({change.author or '–'}, {change.time.astimezone().strftime(_STAMP)})"
            )


def _said(form: Form, state: Assessment, change: Change, tr: Translator) -> str:
    return one_line(recorded_words.change(form, state, change, tr))


def _described(assessment: Assessment, key: Key) -> dict[str, object]:
    return {**key._asdict(), "values": [_value(change) for change in assessment.heads[key]]}


def _difference(one: comparing.Difference) -> dict[str, object]:
    return {
        **one.key._asdict(),
        "before": [_value(change) for change in one.before],
        "after": [_value(change) for change in one.after],
    }


def _value(change: Change) -> dict[str, object]:
    return {
        "id": change.id,
        "value": change.value,
        "author": change.author,
        "time": change.time.isoformat(),
    }


def _version(one: Version) -> dict[str, object]:
    return {
        "name": one.name,
        "author": one.author,
        "time": one.time.isoformat(),
        "ids": list(one.ids),
    }


def key_of(subject: str, item: str, field: str) -> Key:
    """Return the field that a command names."""
    return Key(Subject(subject), item, field)
