"""``jalon about``: the texts of law behind this version, and what is a reading of ours."""

from datetime import date
from typing import TypeAlias

from jalon import __version__
from jalon.cli import output
from jalon.errors import N_
from jalon.forms import told
from jalon.forms.load import form
from jalon.forms.model import Form
from jalon.forms.notes import Note, NoteGroup
from jalon.language import Translator

Json: TypeAlias = dict[str, object]


def about(*, as_json: bool, tr: Translator) -> int:
    """Print editions, dates, sources and readings."""
    shipped = form()
    if as_json:
        output.show_json(described(shipped))
        return output.GOOD
    output.say(*_head(shipped, tr))
    for group in shipped.note_page("about").group:
        output.say("", tr.of(f"{group.id}.title", group.title))
        for note in group.note:
            named = told.title(note, tr)
            said = told.text(note, tr)
            if named:
                said = tr.text(N_("{name}: {text}"), name=named, text=said)
            output.say(f"  {said}", f"    {told.source(note, tr)}")
    return output.GOOD


def described(shipped: Form) -> Json:
    """Return the same as JSON; every text as an object by language code."""
    return {
        "version": __version__,
        "form": shipped.id,
        "edition": shipped.edition,
        "law_date": shipped.law_date,
        "signatories": signatories(shipped),
        "groups": [group(one) for one in shipped.note_page("about").group],
    }


def signatories(shipped: Form) -> Json | None:
    """Return the list of signatories with its day and source; null where the form has none."""
    listed = shipped.signatories
    if listed is None:
        return None
    return {
        "date": listed.date,
        "source": output.texts("law", listed.source),
        "address": listed.address,
        "whole": list(listed.whole),
        "partly": [{"name": p.name, "chapters": list(p.chapters)} for p in listed.partly],
        "absent": list(listed.absent),
        "remark": output.texts("signatories.remark", listed.remark),
    }


def group(one: NoteGroup) -> Json:
    """Return statements under their heading."""
    title = output.texts(f"{one.id}.title", one.title)
    return {"id": one.id, "title": title, "statements": [statement(n) for n in one.note]}


def statement(note: Note) -> Json:
    """Return one statement with its weight and its source."""
    return {
        "id": note.id,
        "weight": note.weight,
        "title": output.texts(f"{note.id}.title", note.title),
        "text": output.texts(f"{note.id}.text", note.text),
        "source": output.texts("law", note.source),
    }


def _head(shipped: Form, tr: Translator) -> tuple[str, ...]:
    lines = [
        tr.text(N_("Version {version}"), version=__version__),
        tr.text(
            N_("Questionnaire of {edition}; law as of {law}."),
            edition=tr.date(date.fromisoformat(shipped.edition)),
            law=tr.date(date.fromisoformat(shipped.law_date)),
        ),
    ]
    if shipped.signatories:
        day = told.listed_on(shipped.signatories, tr)
        lines.append(tr.text(N_("List of signatories of the Code: as of {day}."), day=day))
    return tuple(lines)
