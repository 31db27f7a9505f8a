"""Every date that follows from the record, with its rule; and the register of incidents."""

from collections.abc import Iterator
from datetime import date

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.deadlines import incident_fields, listing
from jalon.assessment.deadlines.engine import Reckoning
from jalon.assessment.deadlines.events import Event
from jalon.assessment.deadlines.incident_fields import Asked
from jalon.assessment.deadlines.incidents import INTERMEDIATE, ITEM, Incident
from jalon.assessment.deadlines.shapes import Deadline
from jalon.assessment.deadlines.words import Wording
from jalon.export.report_record import Record
from jalon.export.text import shortened
from jalon.export.tree import Block, Bullets, Cell, Facts, Heading, Section, Table, Words
from jalon.language import capital

_NAME = 60


def reckoned(record: Record) -> Reckoning:
    """Return what can be counted of the record on its day."""
    return Reckoning(record.form, record.assessment, record.evaluation, record.today)


def wording(record: Record) -> Wording:
    """Return the words for dates, each kept on one line."""
    return Wording(record.form, record.tr, record.date)


def coming(record: Record) -> Iterator[tuple[date, str, Subject, bool]]:
    """Yield what still has to be done: its day, what it is, whose, whether the day has passed."""
    words = wording(record)
    for row in listing.coming(reckoned(record).deadlines):
        if row.day:
            yield row.day, words.title(row), row.subject, row.status == "overdue"


def section(record: Record) -> Section:
    """Return every date in its group, with the rule, where it stands and what is uncertain."""
    tr = record.tr
    reckoning, words = reckoned(record), wording(record)
    blocks: list[Block] = [
        Words(
            tr.text(
                "As of {day}. How days are counted is our reading: calendar days are not moved past"
                " weekends, so the earliest day is shown; business days are Monday to Friday less"
                " the holidays of the Commission. Overdue means that the day has passed and"
                " nothing is recorded.",
                day=record.date(record.today),
            )
        )
    ]
    for part in listing.parts(reckoning.deadlines):
        blocks.append(Heading(tr.text(part.title)))
        if not part.rows:
            blocks.append(Words(tr.text("None.")))
        elif part.group == "waiting":
            blocks.append(Bullets(tuple(_brief(row, words) for row in part.rows)))
        elif part.group == "not-applicable":
            blocks += _not_applicable(record, part.rows, words)
        else:
            blocks.append(_table(record, part.rows, words, tr.text(part.title)))
    blocks += [*_events(record, reckoning), *_holidays(record)]
    return Section("dates", tr.text("Periods and due dates"), tuple(blocks))


def _brief(row: Deadline, words: Wording) -> Words:
    title = words.title(row)
    return Words(f"{title}. {words.counting(row)} ({words.where(row)})", "small", (title,))


def _not_applicable(record: Record, rows: tuple[Deadline, ...], words: Wording) -> Iterator[Block]:
    """Say each reason once, with everything that does not apply for it."""
    by_reason: dict[str, list[Words]] = {}
    for row in rows:
        title, whose = words.title(row), listing.whose(row, record.name)
        said = " · ".join((title, *whose, words.where(row)))
        by_reason.setdefault(words.why_not(row), []).append(Words(said, "small", (title,)))
    for reason, found in by_reason.items():
        yield Words(reason, "reason")
        yield Bullets(tuple(found))


def _table(record: Record, rows: tuple[Deadline, ...], words: Wording, summary: str) -> Table:
    tr = record.tr
    return Table(
        (tr.text("Day"), tr.text("What"), tr.text("How it was counted, and where it stands")),
        tuple(_row(record, row, words) for row in rows),
        (96, 150, 244),
        tr.text("{title}: day, what, how it was counted", title=summary),
    )


def _row(record: Record, row: Deadline, words: Wording) -> tuple[Cell, ...]:
    stands = Words(
        capital(words.stands(row)),
        "alert" if row.status == "overdue" else "small-strong",
    )
    whose = listing.whose(row, record.name)
    about = [Words(words.title(row), "small-strong"), Words(" · ".join(whose), "note")]
    counted = [Words(words.counting(row), "small")]
    counted += [Words(text, "note") for text in words.cautions(row)]
    if row.settle:
        counted.insert(0, Words(words.settled_by(row), "small-strong"))
    counted.append(Words(f"{words.where(row)} · {words.force(row)}", "note"))
    return (stands,), tuple(w for w in about if w.text), tuple(counted)


def _events(record: Record, reckoning: Reckoning) -> Iterator[Block]:
    tr = record.tr
    there = (PROVIDER, *record.models)
    shown = [e for e in reckoning.events if e.kind != INTERMEDIATE and e.whose in there]
    yield Heading(tr.text("Recorded events"))
    if not shown:
        yield Words(tr.text("No event is recorded."))
        return
    yield Table(
        (tr.text("Day"), tr.text("Event"), tr.text("Other days, and note")),
        tuple(_event(record, event) for event in shown),
        (96, 170, 224),
        tr.text("Recorded events: day, event, other days and note"),
        dense=True,
    )


def _event(record: Record, event: Event) -> tuple[Cell, ...]:
    tr = record.tr
    kind = record.form.dates.kind(event.kind)
    label = tr.of(f"event.{event.kind}.label", kind.label) if kind else event.kind
    day = record.date(event.day) if event.day else tr.text("no day yet")
    more = []
    for name in ("limit", "interim", "done"):
        when, words = getattr(event, name), getattr(kind, name, "")
        if when and words:
            said = tr.of(f"event.{event.kind}.{name}", words)
            more.append(tr.text("{label}: {day}", label=said, day=record.date(when)))
    cells = [Words(" · ".join(more), "small"), Words(event.note.strip(), "small")]
    state = [Words(tr.text("withdrawn"), "note")] if event.withdrawn else []
    whose = Words(record.name(event.whose), "note")
    return (
        (Words(day, "small"), *state),
        (Words(label, "small"), whose),
        tuple(cell for cell in cells if cell.text),
    )


def _holidays(record: Record) -> Iterator[Block]:
    tr = record.tr
    yield Heading(tr.text("Holidays of the Commission"))
    yield Words(
        tr.text(
            "Business days are counted by these lists alone. Of other years nothing is known here,"
            " and a period that reaches one has no known end."
        )
    )
    rows = []
    for year in record.form.dates.holiday:
        context = f"holiday.{year.year}"
        source = tr.of(f"{context}.source", year.source)
        rows.append((str(year.year), f"{source}\n{tr.of(f'{context}.checked', year.checked)}"))
    yield Facts(tuple(rows))


# -- the register ------------------------------------------------------------------------------


def register(record: Record) -> Section:
    """Return every serious incident with all that is known of it."""
    tr = record.tr
    reckoning, words = reckoned(record), wording(record)
    blocks: list[Block] = []
    rule = next((r for r in record.form.dates.rule if r.id == "incident-initial"), None)
    standing = reckoning.standing(rule, PROVIDER) if rule else None
    if standing and standing.why_not:
        blocks.append(Words(tr.of(*standing.why_not)))
    if not reckoning.incidents:
        blocks.append(Words(tr.text("No serious incident is recorded.")))
    for incident in reckoning.incidents:
        blocks += _incident(record, incident, reckoning, words)
    return Section(
        "incidents", tr.text("Register of serious incidents"), tuple(blocks), new_page=False
    )


def _incident(
    record: Record, incident: Incident, reckoning: Reckoning, words: Wording
) -> Iterator[Block]:
    tr = record.tr
    yield Heading(shortened(incident.name, _NAME) or tr.text("Incident without a name"))
    if incident.withdrawn:
        reason = incident.texts["withdrawn-reason"].strip()
        yield Words(
            tr.text("Withdrawn: {reason}", reason=reason) if reason else tr.text("Withdrawn"),
            "strong",
        )
    rows = listing.concerning(reckoning.deadlines, incident.subject)
    if rows:
        yield _table(record, rows, words, tr.text("Reports on this incident"))
    for title, _, asked in incident_fields.GROUPS:
        yield Heading(tr.text(title), 3)
        yield Facts(
            tuple((tr.text(one.label), _said(record, incident, one)) for one in asked), wide=True
        )
        if asked[0].name == "initial-sent" and incident.intermediate:
            days = tr.listed(record.date(day) for day in incident.intermediate)
            yield Facts(((tr.text(incident_fields.INTERMEDIATE), days),), wide=True)


def _said(record: Record, incident: Incident, asked: Asked) -> str:
    tr = record.tr
    value = record.assessment.value(incident.subject, ITEM, asked.name)
    unknown = tr.text("not known yet")
    if value in (None, "", []):
        return unknown
    match asked.kind:
        case "day":
            return record.day(str(value))
        case "harms":
            words = [tr.text(incident_fields.HARMS[harm]) for harm in incident.harms]
            return "\n".join(words) or unknown
        case "cause":
            return tr.text(incident_fields.CAUSES.get(str(value), str(value)))
        case "models":
            there = [model for model in incident.models if model in record.models]
            return tr.listed(record.name(model) for model in there) or unknown
        case "line" | "text" | "time":
            return str(value)
