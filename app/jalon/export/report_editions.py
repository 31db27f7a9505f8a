"""The change of edition in the report: what is to be confirmed, what is asked no longer."""

from jalon.assessment import migration
from jalon.assessment.carried import Carried, Source
from jalon.assessment.migration import Left
from jalon.export import edition_words
from jalon.export.report_record import Record
from jalon.export.text import shortened
from jalon.export.tree import Block, Facts, Heading, Section, Words
from jalon.forms import load
from jalon.forms.model import Form

_LONG = 2000
"""In characters; the attached answers hold each text whole."""


def section(record: Record) -> Section | None:
    """Return the part on the change of edition; None where nothing was carried over."""
    tr, form, assessment = record.tr, record.form, record.assessment
    waiting = [one for one in migration.in_order(form, assessment) if not one.confirmed]
    left = migration.left(form, assessment, load.before(form.id))
    if not waiting and not left:
        return None
    blocks: list[Block] = [
        Words(
            tr.text(
                "Answers were carried over from an earlier edition of the questionnaire. One whose"
                " wording is not the same counts as unanswered until somebody has confirmed it."
            )
        )
    ]
    if waiting:
        blocks.append(Heading(tr.text("To be confirmed")))
        for one in waiting:
            blocks += _waiting(record, one)
    if left:
        blocks.append(Heading(tr.text("No longer asked")))
        for gone in left:
            blocks += _left(record, gone)
    return Section("editions", tr.text("Change of edition"), tuple(blocks))


def _waiting(record: Record, one: Carried) -> list[Block]:
    tr, form = record.tr, record.form
    rows: list[tuple[str, str]] = []
    old = load.form(one.edition) if one.edition in load.shipped() else None
    if old:
        for name in dict.fromkeys(source.item for source in one.sources):
            for wording in edition_words.wordings(old, name, form, one.item, tr):
                if wording.before != wording.after:
                    said = wording.before or tr.text("nothing")
                    rows.append((tr.text("{part}, before", part=wording.part), said))
                    said = wording.after or tr.text("nothing")
                    rows.append((tr.text("{part}, now", part=wording.part), said))
    for source in one.sources:
        rows += _answers(record, old or form, source)
    title = f"{edition_words.title(form, one.item, tr)} ({record.name(one.subject)})"
    return [Heading(title, 3), Facts(tuple(rows), wide=True)]


def _left(record: Record, one: Left) -> list[Block]:
    form = edition_words.knowing(record.form, one.item)
    title = edition_words.title(form, one.item, record.tr)
    rows = _answers(record, form, Source(one.subject, one.item, one.fields))
    named = f"{title} ({record.name(one.subject)})"
    return [Heading(named, 3), Facts(tuple(rows), wide=True)]


def _answers(record: Record, form: Form, source: Source) -> list[tuple[str, str]]:
    fields = edition_words.held(source, record.assessment)
    found = edition_words.answers(form, source, fields, record.assessment, record.tr)
    whose = record.name(source.subject)
    return [
        (
            record.tr.text("Answered before ({whose}), {field}", whose=whose, field=label),
            shortened(value, _LONG),
        )
        for label, value in found
    ]
