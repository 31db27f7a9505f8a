"""How statements of law, and the list of signatories, are said in the language of the reader."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from jalon.errors import N_
from jalon.forms.model import Form
from jalon.forms.notes import Note, Signatories, Weight
from jalon.language import Translator


def weight(value: Weight, tr: Translator) -> str:
    """Name the weight of a statement."""
    match value:
        case "binding":
            return tr.text(N_("Binding"))
        case "not-binding":
            return tr.text(N_("Not binding"))
        case "fact":
            return tr.text(N_("Fact"))
        case "reading":
            return tr.text(N_("Our reading"))
        case _:
            assert_never(value)


def title(note: Note, tr: Translator) -> str:
    """Return the heading of a statement; empty where it has none."""
    return tr.of(f"{note.id}.title", note.title)


def text(note: Note, tr: Translator) -> str:
    """Return what a statement says."""
    return tr.of(f"{note.id}.text", note.text)


def source(note: Note, tr: Translator) -> str:
    """Return the weight of a statement and where it is written, in a line."""
    return "  ·  ".join((weight(note.weight, tr), tr.of("law", note.source)))


def signatories(form: Form, tr: Translator) -> tuple[str, ...]:
    """Return who has signed the Code, in sentences that all hang on the day of the list."""
    listed = form.signatories
    return () if listed is None else tuple(_signatories(form, listed, tr))


def listed_on(listed: Signatories, tr: Translator) -> str:
    """Return the day of a list of signatories."""
    return tr.date(date.fromisoformat(listed.date))


def _signatories(form: Form, listed: Signatories, tr: Translator) -> Iterator[str]:
    yield tr.plural(
        "On {day} the Commission listed {count} signatory of the whole Code: {names}.",
        "On {day} the Commission listed {count} signatories of the whole Code: {names}.",
        len(listed.whole),
        day=listed_on(listed, tr),
        names=tr.listed(listed.whole),
    )
    titles = {c.id: tr.of(f"{c.id}.title", c.title) for c in form.chapter}
    for one in listed.partly:
        yield tr.text(
            N_("In part, on that day: {name} ({chapters})."),
            name=one.name,
            chapters=tr.listed(titles[c] for c in one.chapters),
        )
    if listed.absent:
        yield tr.text(N_("Not on that list: {names}."), names=tr.listed(listed.absent))
    if listed.remark:
        yield tr.of("signatories.remark", listed.remark)
