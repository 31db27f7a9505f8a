"""Chooses every word of the report: a snapshot becomes a tree of typed blocks.

Pure: no PDF library, no file. :mod:`jalon.export.pdf` prints the tree.
"""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from jalon.assessment.changes import PROJECT
from jalon.assessment.snapshot import Snapshot
from jalon.errors import N_
from jalon.export import (
    interchange,
    report_actions,
    report_board,
    report_dates,
    report_documents,
    report_duties,
    report_editions,
    report_evidence,
    report_gaps,
    report_measures,
    report_method,
    report_next,
    report_points,
    report_position,
    report_profile,
    report_results,
    report_review,
    report_scope,
    report_signatures,
)
from jalon.export.report_record import Record
from jalon.export.text import Naming, shortened
from jalon.export.tree import Furniture, Report
from jalon.language import SOURCE_LANGUAGE, Translator

ANSWERS_NAME: Final = "jalon-answers.json"
"""The name of the attachment."""

_SCRIPTS: Final = {
    "ARABIC": N_("Arabic"),
    "HEBREW": N_("Hebrew"),
    "SYRIAC": N_("Syriac"),
    "DEVANAGARI": N_("Devanagari"),
    "BENGALI": N_("Bengali"),
    "TAMIL": N_("Tamil"),
    "TELUGU": N_("Telugu"),
    "THAI": N_("Thai"),
    "KHMER": N_("Khmer"),
    "TIBETAN": N_("Tibetan"),
}


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What the reader chooses for one report.

    Attributes:
        language: code of the report's language; the translator given is of this language.
        confidentiality: marking on each page; empty for the project's own, or the usual one.
        signatories: printed names of who signs first and second; empty where the signature
            itself shows the name.
        zone: time zone of printed times; None for this computer's.
    """

    language: str
    confidentiality: str = ""
    signatories: tuple[str, str] = ("", "")
    zone: tzinfo | None = None


def build(snapshot: Snapshot, tr: Translator, options: ReportOptions) -> Report:
    """Return the report of ``snapshot`` in the language of ``tr``."""
    record = Record(snapshot, tr, options.zone)
    weak = report_gaps.weak(record)
    title = report_board.title(record)
    editions = report_editions.section(record)
    if snapshot.example:
        title = tr.text("{title} (fictional example)", title=title)
    return Report(
        options.language,
        title,
        tr.text(
            "Gap analysis against the General-Purpose AI Code of Practice, edition of {edition}",
            edition=report_board.edition(record),
        ),
        record.company(),
        snapshot.time,
        _furniture(record, options),
        report_board.board(record, weak),
        (
            report_results.section(record),
            report_results.by_measure(record),
            *((editions,) if editions else ()),
            report_scope.section(record),
            report_gaps.section(record, weak, report_next.asked(record, weak)),
            report_review.section(record),
            report_actions.section(record),
            report_dates.section(record),
            report_dates.register(record),
            report_measures.section(record),
            report_duties.section(record),
            report_position.section(record),
            report_evidence.section(record),
            report_documents.section(record),
            report_profile.profile(record),
            report_method.section(record),
            report_points.section(record),
            report_signatures.section(record, options.signatories),
        ),
        naming(tr),
        (tr.percent(0), tr.percent(0.5), tr.percent(1)),
        interchange.dump(snapshot),
        ANSWERS_NAME,
        tr.text("All answers of the record, as JSON"),
    )


def marking(snapshot: Snapshot, tr: Translator, options: ReportOptions) -> str:
    """Return the confidentiality marking: the one asked for, the project's, or the usual one."""
    own = snapshot.assessment.text(PROJECT, "confidentiality", "value")
    return shortened(options.confidentiality or own, 60) or tr.text("Confidential")


def _furniture(record: Record, options: ReportOptions) -> Furniture:
    tr = record.tr
    names = [
        record.company(),
        *([record.name(record.models[0])] if len(record.models) == 1 else []),
    ]
    foot = tr.text(
        "Self-assessment: no legal advice, no certificate. "
        "Code, edition of {edition}; law on {law}.",
        edition=report_board.edition(record),
        law=report_board.law(record),
    )
    right = tr.text("Gap analysis, {day}", day=record.date(record.today))
    example = tr.text("FICTIONAL EXAMPLE") if record.snapshot.example else ""
    return Furniture(
        " · ".join(names),
        right,
        foot,
        tr.text("page {page} of {pages}"),
        marking(record.snapshot, tr, options),
        example,
    )


def naming(tr: Translator) -> Naming:
    """Return the words for what no font has."""
    return Naming(
        tr.text("[{script} text, {count} characters: see the attached answers]"),
        {key: tr.text(name) for key, name in _SCRIPTS.items()},
        tr.text("[cut here]"),
        "" if tr.code == SOURCE_LANGUAGE else tr.text("[character {code}]", code="{code}"),
    )
