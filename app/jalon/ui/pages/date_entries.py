"""What a list says of each date, and where its link leads."""

from jalon.assessment.changes import Subject
from jalon.assessment.deadlines import listing
from jalon.assessment.deadlines.events import Event
from jalon.assessment.deadlines.incidents import Incident
from jalon.assessment.deadlines.shapes import Deadline
from jalon.assessment.deadlines.words import Wording
from jalon.errors import N_
from jalon.forms.model import FactId, ItemId
from jalon.language import Translator, capital
from jalon.ui import places
from jalon.ui.desk import Desk
from jalon.ui.kit import LawPart, LawSection
from jalon.ui.law import edition_note, law_note
from jalon.ui.pages.date_lines import Entry
from jalon.ui.pages.date_words import named
from jalon.ui.pages.page import Law, Step
from jalon.ui.places import COMPANY, INCIDENTS, Place
from jalon.values import replace


def entry(desk: Desk, tr: Translator, row: Deadline, wording: Wording, *, brief: bool) -> Entry:
    """Return how a list shows a date; ``brief`` says nothing of how it was counted."""
    whose = [*listing.whose(row, lambda subject: named(desk, tr, subject))]
    whose.append(wording.force(row))
    return Entry(
        row,
        capital(wording.title(row)),
        capital(wording.stands(row)),
        "  ·  ".join(part for part in whose if part),
        _said(row, wording, brief=brief),
        "" if row.status == "not-applicable" else wording.settled_by(row),
        _link(tr, row),
    )


def unlinked(entry: Entry) -> Entry:
    """Return an entry whose link leads nowhere, where its own page shows it."""
    return replace(entry, link="")


def _said(row: Deadline, wording: Wording, *, brief: bool) -> str:
    if row.status == "not-applicable" and row.source is None:
        return wording.why_not(row)
    return "" if brief else wording.counting(row)


# -- where a link leads ------------------------------------------------------------------------


def recorded(row: Deadline) -> str:
    """Return the kind of event that a link offers to record; empty when it leads elsewhere."""
    wanted = next((s for s in row.settle if s.want in {"event", "fact"}), None)
    if wanted and wanted.want == "event":
        return wanted.name
    if row.status in {"overdue", "due", "next"} and not wanted and row.source is None:
        names = row.rule.done or row.rule.events
        return "" if _told(row) or not names else names[0].partition(".")[0]
    if row.status == "not-started" and row.rule.events:
        return row.rule.events[0].partition(".")[0]
    return ""


def _told(row: Deadline) -> str:
    """Return the date of the profile that tells that it was done; empty where an event does."""
    return next((name for name in row.rule.done if name.endswith("-date")), "")


def target(desk: Desk, row: Deadline) -> Step | None:
    """Return where a link leads that records nothing by itself."""
    asked = next((s.name for s in row.settle if s.want == "fact"), _told(row))
    if isinstance(row.source, Incident):
        return Step(INCIDENTS, row.source.subject)
    if row.rule.id.startswith("incident-"):
        return Step(INCIDENTS)
    if row.rule.item and not asked:
        item = ItemId(row.rule.item)
        return Step(places.of_item(desk.session.form, item), item, row.subject)
    fact = asked or row.rule.fact
    return Step(_home(desk, fact, row.subject), fact) if fact else None


def _home(desk: Desk, fact: str, subject: Subject) -> Place:
    models = desk.session.models
    if desk.session.form.fact_scope[FactId(fact)] == "provider" or not models:
        return COMPANY
    return Place("model", subject if subject in models else models[0])


def _link(tr: Translator, row: Deadline) -> str:
    offers = (
        (isinstance(row.source, Event), N_("Open the event")),
        (bool(recorded(row)), N_("Record it")),
        (isinstance(row.source, Incident), N_("Open the incident")),
        (row.rule.id.startswith("incident-"), N_("Open the register")),
        (any(s.want == "fact" for s in row.settle), N_("Answer")),
        (bool(row.rule.item) and not _told(row), N_("Open the requirement")),
        (bool(row.rule.fact), N_("Open the profile")),
    )
    return tr.text(next((words for holds, words in offers if holds), ""))


# -- the law beside it -------------------------------------------------------------------------


def law(desk: Desk, tr: Translator, row: Deadline, wording: Wording) -> Law:
    """Return what the law panel says of a date."""
    form = desk.session.form
    where = [LawPart("text", wording.where(row)), LawPart("source", wording.force(row))]
    note = edition_note if ItemId(row.rule.item) in form.home else law_note
    where.append(LawPart("source", note(form, tr)))
    counted = (LawPart("text", wording.counting(row)),)
    cautions = tuple(LawPart("text", caution) for caution in wording.cautions(row))
    sections = (
        LawSection(tr.text("How the day is counted"), counted),
        LawSection(tr.text("Where it stands"), tuple(where)),
        LawSection(tr.text("Exceptions and cautions"), cautions),
    )
    return Law(capital(wording.title(row)), tuple(s for s in sections if s.parts))
