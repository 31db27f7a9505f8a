"""The position on the Code, who has signed it, and the ceiling of fines."""

from jalon.assessment import fine, fine_words
from jalon.assessment.changes import PROVIDER
from jalon.export import report_words
from jalon.export.report_record import POSITION, Record
from jalon.export.tree import Block, Facts, Heading, Section, Words
from jalon.forms import told
from jalon.forms.notes import NoteGroup


def section(record: Record) -> Section:
    """Return the part on the position on the Code, which ends with the ceiling of fines."""
    tr, form = record.tr, record.form
    position = record.chosen(PROVIDER, POSITION)
    blocks: list[Block] = [Words(report_words.position(record), "strong")]
    for group in form.note_page("position").shown(position):
        blocks += group_blocks(record, group)
    if form.signatories:
        day = told.listed_on(form.signatories, tr)
        blocks.append(Heading(tr.text("Signatories on {day}", day=day)))
        blocks += [Words(sentence) for sentence in told.signatories(form, tr)]
        source = tr.of("law", form.signatories.source)
        blocks.append(Words(f"{source}\u2002{form.signatories.address}", "note"))
    blocks += _fine(record)
    title = tr.text("Position on the Code and ceiling of fines")
    return Section("position", title, tuple(blocks))


def group_blocks(record: Record, group: NoteGroup) -> list[Block]:
    """Return statements under their heading, each with its weight and source beneath."""
    tr = record.tr
    out: list[Block] = [Heading(tr.of(f"{group.id}.title", group.title))]
    for note in group.note:
        if note.title:
            out.append(Words(told.title(note, tr), "strong"))
        out += [Words(told.text(note, tr)), Words(told.source(note, tr), "note")]
    return out


def _fine(record: Record) -> list[Block]:
    tr = record.tr
    found = fine.of(record.assessment)
    rows = (
        (tr.text("Ceiling"), fine_words.amount(found, tr)),
        (tr.text("How it comes about"), fine_words.basis(found, tr)),
        (tr.text("Where it stands"), record.article("101(1)")),
    )
    blocks: list[Block] = [Heading(tr.text("Ceiling of fines (Art. 101)")), Facts(rows)]
    for group in record.form.note_page("fine").group:
        blocks += group_blocks(record, group)
    return blocks
