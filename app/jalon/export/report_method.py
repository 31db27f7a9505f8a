"""How the figures are counted, which texts were used, and what this report is not."""

from operator import attrgetter
from typing import Final

from jalon.assessment.changes import PROJECT, RECORDS, Key
from jalon.export import report_models, report_words
from jalon.export.report_board import edition, law
from jalon.export.report_measures import translated_titles
from jalon.export.report_position import group_blocks
from jalon.export.report_record import Record
from jalon.export.text import shortened
from jalon.export.tree import Block, Bullets, Facts, Heading, Section, Words
from jalon.forms import told
from jalon.language import SOURCE_LANGUAGE

_TEXTS: Final = "about-texts"


def section(record: Record) -> Section:
    """Return the part on method and legal scope."""
    tr = record.tr
    blocks: tuple[Block, ...] = (
        Heading(tr.text("How the figures are counted")),
        _bullets(_counting(record)),
        Heading(tr.text("How an obligation is read")),
        _bullets(_reading(record)),
        Heading(tr.text("How gaps are ordered")),
        Words(
            tr.text(
                "By state: not implemented, partial, planned; within a state those without an "
                "owner first, then in the order of the Code. No weight is given beyond that."
            )
        ),
        Heading(tr.text("Texts used")),
        Facts(_texts(record)),
        *_told(record),
        Heading(tr.text("Legal scope")),
        _bullets(_scope(record)),
        Heading(tr.text("State of the record")),
        Facts(_record(record)),
    )
    return Section("method", tr.text("Method and legal notice"), blocks)


def _told(record: Record) -> list[Block]:
    """Return what is text and what a reading, what French was not at hand, what is not known."""
    blocks: list[Block] = []
    for group in record.form.note_page("about").group:
        if group.id != _TEXTS:  # these have a table of their own
            blocks += group_blocks(record, group)
    return blocks


def _bullets(items: tuple[str, ...]) -> Bullets:
    return Bullets(tuple(Words(text) for text in items))


def _counting(record: Record) -> tuple[str, ...]:
    tr = record.tr
    return (
        tr.text(
            "Counted are the binding requirements that apply by the facts of the profile, and "
            "those of which it is not known yet whether they apply. Encouragements, examples "
            "and presumptions are shown and not counted. A requirement put to each model counts "
            "once for each model. Duties outside the Code are counted apart: by obligation, and "
            "in figures of their own."
        ),
        *report_models.counting(record),
        tr.text(
            "Answered: requirements with an answer that counts, divided by those counted. A "
            "requirement without an answer never gets a state by default."
        ),
        tr.text(
            "Reviewed: requirements with a verdict that is complete, that was given on the answer "
            "as it now stands, and by somebody who did not write it. A requirement’s own verdict "
            "goes before that on its measure; of several reviewers the least favourable counts. "
            "Where no review was asked for, the report says “not reviewed” and gives no figure."
        ),
        tr.text(
            "Result: a range. Its lower end is the share settled, that is implemented; its upper "
            "end adds own means and all that has no answer yet. Partial, planned and not "
            "implemented are never settled."
        ),
        tr.text(
            "Own means: another adequate means than that of the Code, for assessment by the "
            "Commission (AI Act, Art. 53(4)). It is a band of its own inside the range, marked "
            "“not assessed”. Without a description it counts as unanswered."
        ),
        tr.text(
            "Declared not applicable: it needs a reason, and a second person’s verdict "
            "“acceptable” before it leaves the count. Until then it counts as unanswered. Its "
            "share is printed, accepted or not."
        ),
        tr.text(
            "Where it is not known whether a requirement applies, both ends take the worse and "
            "the better case, so that the range grows wider."
        ),
        tr.text(
            "Percentages are rounded to whole numbers; less than all is never written 100%, and "
            "more than nothing never 0%."
        ),
    )


def _reading(record: Record) -> tuple[str, ...]:
    tr = record.tr
    return (
        tr.text("“Appears met”: every requirement counted for it is settled."),
        tr.text(
            "“Appears not met”: at least one that applies is partial, planned or not implemented."
        ),
        tr.text(
            "“Not settled by this record”: neither; answers are missing, rest on own means, or "
            "it is not known what applies."
        ),
        tr.text(
            "A reading says what the record shows for the requirements of this questionnaire. It "
            "is no finding that an obligation is fulfilled."
        ),
    )


def _texts(record: Record) -> tuple[tuple[str, str], ...]:
    """Return the texts used, with their editions and dates."""
    tr, form = record.tr, record.form
    rows = [
        (tr.text("Edition of the Code"), edition(record)),
        (tr.text("State of the law"), law(record)),
    ]
    if form.signatories:
        rows.append((tr.text("List of signatories"), told.listed_on(form.signatories, tr)))
    for group in form.note_page("about").group:
        if group.id == _TEXTS:
            rows += [
                (told.title(note, tr), f"{told.text(note, tr)}\n{told.source(note, tr)}")
                for note in group.note
            ]
    if tr.code != SOURCE_LANGUAGE:
        rows.append((tr.text("Titles"), translated_titles(record)))
    return tuple(rows)


def _scope(record: Record) -> tuple[str, ...]:
    tr = record.tr
    return (
        tr.text(
            "This report is a self-assessment. It is no legal advice, no certificate and no "
            "audit, and it is not the Signatory Form of the AI Office."
        ),
        tr.text(
            "Adherence to the Code is a means to demonstrate compliance (AI Act, Art. 53(4) and "
            "55(2)); it is not conclusive evidence, and signing the Code gives no presumption of "
            "conformity. Only harmonised standards can give one, and none exists for "
            "general-purpose AI models."
        ),
        tr.text(
            "The duties of providers of general-purpose AI models have applied since 2 August "
            "2025, the powers of the Commission and the fines since 2 August 2026. For models "
            "placed on the market before 2 August 2025 the duties are to be met by 2 August 2027 "
            "(Art. 111(3) and 113)."
        ),
        tr.text(
            "Ceiling of fines for providers of general-purpose AI models: 3% of the annual total "
            "worldwide turnover or EUR 15 million, whichever is higher (Art. 101). It is a "
            "ceiling, subject to proportionality. The lower-of rule of Art. 99(6) for smaller "
            "companies concerns the fines of Art. 99 only."
        ),
        tr.text(
            "Models are supervised by the Commission alone, through the AI Office (Art. 88). It "
            "can ask for this file (Art. 91)."
        ),
        tr.text(
            "The public summary of training content (Art. 53(1)(d)), cooperation (Art. 53(3)), "
            "the authorised representative (Art. 54) and the notification (Art. 52) lie outside "
            "the Code: signing the Code neither fulfils nor shows them. They are assessed in a "
            "part of their own and counted apart. Duties for AI systems are not assessed."
        ),
    )


def _record(record: Record) -> tuple[tuple[str, str], ...]:
    tr, snapshot = record.tr, record.snapshot
    offset = f"{record.moment:%z}"
    names = report_words.authors(record)
    said = tr.plural(
        "{name}, as declared by themselves",
        "{name}, as declared by themselves",
        len(names),
        name=tr.listed(shortened(name, 80) for name in names),
    )
    digest = " ".join(snapshot.digest[at : at + 8] for at in range(0, len(snapshot.digest), 8))
    return (
        (
            tr.text("Taken"),
            tr.text(
                "{day}, {time} ({zone})",
                day=record.date(record.today),
                time=f"{record.moment:%H:%M}",
                zone=f"UTC{offset[:3]}:{offset[3:5]}",
            ),
        ),
        (
            tr.text("Changes"),
            tr.plural("{count} change recorded", "{count} changes recorded", snapshot.changes),
        ),
        (tr.text("Written by"), said if names else tr.text("not named")),
        *report_models.removed(record),
        *_removed_for_good(record),
        (tr.text("Digest of the record (SHA-256)"), digest),
        (
            tr.text("Attached answers"),
            tr.text(
                "All answers are attached to this file as jalon-answers.json. The figures above "
                "can be counted again from them."
            ),
        ),
    )


def _removed_for_good(record: Record) -> tuple[tuple[str, str], ...]:
    """Return who removed what a change said for good, when and why; nothing where nobody did."""
    tr = record.tr
    told = sorted(
        (
            change
            for key, current in record.assessment.heads.items()
            if _tells(key)
            for change in current
        ),
        key=attrgetter("time", "id"),
    )
    if not told:
        return ()
    emptied = len({change.key.field for change in told})
    lines = [
        tr.plural(
            "What {count} change said was removed for good; nothing of it is left in the record.",
            "What {count} changes said was removed for good; nothing of it is left in the record.",
            emptied,
        )
    ]
    for change in told:
        value = change.value if isinstance(change.value, dict) else {}
        reason = value.get("reason")
        lines.append(
            tr.text(
                "{day}, by {name}. Reason: {reason}",
                day=record.date(change.time.astimezone(record.zone).date()),
                name=shortened(change.author, 80) or tr.text("nobody named"),
                reason=reason if isinstance(reason, str) and reason else tr.text("not stated"),
            )
        )
    return ((tr.text("Removed for good"), "\n".join(lines)),)


def _tells(key: Key) -> bool:
    return (key.subject, key.item) == (PROJECT, RECORDS)
