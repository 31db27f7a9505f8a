"""Commands on a project file: new, import, export, history, check."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jalon.assessment.changes import Change
from jalon.cli import output
from jalon.errors import N_, UserError
from jalon.language import Translator, one_line
from jalon.session import Session, opened
from jalon.store import sniff

if TYPE_CHECKING:
    from jalon.assessment.interchange_problems import Problem

_LINE: Final = 60
_LARGEST: Final = 32 * 1024 * 1024
"""In bytes: of answers to be taken over, as of those that a report holds."""


def new(path: Path, *, author: str, tr: Translator) -> int:
    """Make an empty project."""
    session = Session.create(path, author=author, language=tr.code)
    session.close()
    output.say(
        tr.text(N_("{name} was made. Nothing is answered yet."), name=path.name),
        tr.text(
            N_(
                "Keep in mind that the Commission can ask for documents like this one"
                " (AI Act, Art. 91)."
            )
        ),
    )
    return output.GOOD


def take_over(path: Path, answers: Path, *, author: str, tr: Translator) -> int:
    """Take the answers of a file over, all or none."""
    from jalon.assessment import interchange
    from jalon.assessment.interchange_problems import Refused

    text = output.read(answers, _LARGEST)
    with opened(path, author=author) as session:
        if session.read_only:
            raise session.unmigrated or UserError(
                N_("{name} is read-only; nothing was taken over."), name=path.name
            )
        try:
            edits = interchange.read(text, session.form, session.assessment)
        except Refused as refused:
            output.complain(
                tr.text(N_("{name} was not taken over; nothing was changed:"), name=answers.name),
                *(f"  {_told(problem, tr)}" for problem in refused.problems),
            )
            return output.UNANSWERED
        before = len(session.history())
        session.apply(edits)
        made = len(session.history()) - before
    output.say(tr.plural("{count} change was made.", "{count} changes were made.", made))
    return output.GOOD


def _told(problem: "Problem", tr: Translator) -> str:
    text = tr.text(problem.message, **problem.details)
    return tr.text(N_("{label}: {text}"), label=problem.place, text=text)


def export(path: Path, target: Path | None, *, tr: Translator) -> int:
    """Write the current answers as JSON to ``target``, or print them."""
    from jalon.export import files, interchange

    with opened(path) as session:
        document = interchange.answers(session.snapshot(), whole=True)
    if target is None:
        output.show_json(document)
        return output.GOOD
    data = json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"
    files.write_new(target, data)
    output.say(tr.text(N_("Written: {name}"), name=str(target)))
    return output.GOOD


def history(path: Path, *, as_json: bool, tr: Translator) -> int:
    """Print every recorded change in words, newest first; as JSON with all that is recorded."""
    from jalon.export import recorded_words

    with opened(path) as session:
        changes = session.history()
        form, assessment = session.form, session.assessment
    if as_json:
        output.show_json([_described(change) for change in changes])
        return output.GOOD
    told = [change for change in changes if recorded_words.is_spoken(change.key)]
    for change in told:
        said = tr.text(
            N_("{label}: {text}"),
            label=one_line(recorded_words.place(form, assessment, change.key, tr)),
            text=_short(recorded_words.change(form, assessment, change, tr)),
        )
        moment = f"{change.time.astimezone():%Y-%m-%d %H:%M:%S}"
        output.say(f"{moment}  {change.author or '–'}  {said}")
    output.say(
        tr.plural(
            "{count} change; names are self-declared.",
            "{count} changes; names are self-declared.",
            len(told),
        )
    )
    return output.GOOD


def check(path: Path, *, tr: Translator) -> int:
    """Check the whole file, which is left as it is."""
    with opened(path, read_only=True) as session:
        problems = session.check()
        misled = not problems and session.misled()
    for problem, place in problems:
        output.complain(f"{tr.text(problem)} {place}".rstrip())
    if not problems:
        output.say(
            tr.text(N_("{name} is sound: every change is as it was recorded."), name=path.name)
        )
    if sniff.has_two_names(path):
        output.complain(
            tr.text(
                N_(
                    "{name} has a second name on its disk. While it is open by the other, or was"
                    " not closed well there, an older state is read here."
                ),
                name=path.name,
            )
        )
    if misled:
        output.say(
            tr.text(
                N_(
                    "What it keeps for the first page of a start is not what its changes say. That"
                    " is harmless: the changes count, and it is written anew when the project has"
                    " been changed and is closed."
                )
            )
        )
    return output.NO if problems else output.GOOD


def schema(*, of_status: bool) -> int:
    """Print the JSON Schema of an answers file, or of what ``status --json`` prints."""
    if of_status:
        from jalon.cli import status_schema

        output.show_json(status_schema.schema())
        return output.GOOD
    from jalon.assessment import interchange

    output.show_json(interchange.schema())
    return output.GOOD


def _described(change: Change) -> dict[str, object]:
    return {
        "id": change.id,
        "subject": change.key.subject,
        "item": change.key.item,
        "field": change.key.field,
        "value": change.value,
        "author": change.author,
        "time": change.time.isoformat(),
        "edition": change.edition,
        "supersedes": list(change.supersedes),
    }


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LINE else f"{line[: _LINE - 1].rstrip()}…"
