"""Commands on two copies of a project: merge, conflicts, settle."""

import os
from collections.abc import Iterator
from pathlib import Path

from jalon.assessment import free_text
from jalon.assessment.changes import Change, Key, Subject, Value
from jalon.assessment.state import Assessment
from jalon.cli import changed, output
from jalon.errors import N_, UserError
from jalon.export import recorded_words
from jalon.language import Translator, alphabetical, one_line
from jalon.session import Session, opened
from jalon.store import faults, whole
from jalon.store.merge import Arrived


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

    Raises:
        UserError: it could not be written; or it was, but not into the one file.
    """
    united = first if target.resolve() == first.resolve() else whole.unfinished(target)
    try:
        if united != first:
            _begin(first, united, target)
        session = Session.open(united, author=author)
        try:
            arrived = session.custody.take_in(second, passphrase=passphrase)
            told = [*_conflicts(session, tr)]
        finally:
            session.close()
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
            whole.drop(united)
    output.say(*_arrived(arrived, called or second.name, tr), *told)
    if united == first and session.unfolded:
        raise session.unfolded
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


def key_of(subject: str, item: str, field: str) -> Key:
    """Return the field that a command names."""
    return Key(Subject(subject), item, field)


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
                text=changed.said(session.form, session.assessment, change, tr),
            )
            yield f"  {change.id[:12]}  {changed.when(change.time)}  {said}"


def _taken(current: tuple[Change, ...], take: str) -> Change:
    found = [change for change in current if change.id.startswith(take)]
    if len(found) != 1:
        raise UserError(N_("The field has no value with this id; nothing was changed."))
    return found[0]


def _described(assessment: Assessment, key: Key) -> dict[str, object]:
    return {**key._asdict(), "values": [changed.value(change) for change in assessment.heads[key]]}
