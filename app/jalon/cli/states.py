"""Commands on states of a project: compare two of them, name the one now."""

from collections.abc import Iterator
from pathlib import Path

from jalon.assessment import compare as comparing
from jalon.assessment.state import Assessment
from jalon.assessment.versions import Version
from jalon.cli import changed, output
from jalon.errors import N_, UserError
from jalon.export import recorded_words
from jalon.forms.model import Form
from jalon.language import Translator, one_line
from jalon.session import Session, opened


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
        output.say(f"{changed.when(one.time)}  {one.author or '–'}  {one.name}")
    if not named:
        output.say(tr.text(N_("No version has a name yet.")))
    return output.GOOD


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
                f"  {sign} {changed.said(form, state, change, tr)}  "
                f"({change.author or '–'}, {changed.when(change.time)})"
            )


def _difference(one: comparing.Difference) -> dict[str, object]:
    return {
        **one.key._asdict(),
        "before": [changed.value(change) for change in one.before],
        "after": [changed.value(change) for change in one.after],
    }


def _version(one: Version) -> dict[str, object]:
    return {
        "name": one.name,
        "author": one.author,
        "time": one.time.isoformat(),
        "ids": list(one.ids),
    }
