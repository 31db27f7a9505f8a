"""The profile of company and models."""

from jalon.assessment.changes import PROVIDER
from jalon.export import report_models
from jalon.export.report_record import Record
from jalon.export.tree import Block, Facts, Heading, Section, Words


def profile(record: Record) -> Section:
    """Return the profile: every fact asked, with its answer."""
    tr = record.tr
    blocks: list[Block] = []
    for subject in (PROVIDER, *record.models):
        scope = "provider" if subject == PROVIDER else "model"
        blocks.append(Heading(record.name(subject)))
        for group in record.form.facts:
            if group.scope != scope:
                continue
            rows = tuple(
                (tr.of(f"{fact.id}.label", fact.label), record.fact(subject, fact.id))
                for fact in group.fact
                if record.shown(fact, subject)
            )
            if rows:
                blocks.append(Heading(tr.of(f"{group.id}.title", group.title), 3))
                blocks.append(Facts(rows, wide=True))
        blocks += report_models.profile(record, subject)
    intro = Words(tr.text("The facts that decide what applies, as stated by the author."))
    return Section("profile", tr.text("Profile of company and models"), (intro, *blocks))
