"""Attestations, the places to sign, and what a signature proves."""

from typing import Final

from jalon.assessment.attestations import STATEMENTS, WORDS, attested
from jalon.export import contradiction_words
from jalon.export.report_record import Record
from jalon.export.text import shortened
from jalon.export.tree import Block, Bullets, Facts, Heading, Section, Signatory, Signatures, Words

FIELDS: Final = ("Signature1", "Signature2")
"""The names of the signature fields."""


def section(record: Record, names: tuple[str, str]) -> Section:
    """Return the last part.

    Args:
        record: what is attested.
        names: printed names of the two who sign; empty where the signature shows it.
    """
    tr = record.tr
    blocks: tuple[Block, ...] = (
        Words(
            tr.text(
                "What people have attested before this report was made, as recorded: names are as "
                "declared. The electronic signature covers the whole file, with the attached "
                "answers."
            )
        ),
        Bullets(_attestations(record), numbered=True),
        _places(record, names),
        Heading(tr.text("What a signature proves, and what not")),
        Facts(_proves(record)),
    )
    return Section("signatures", tr.text("Attestations and signatures"), blocks)


def _attestations(record: Record) -> tuple[Words, ...]:
    """Return each statement with who attested it and when; one that nobody gave says so."""
    tr, found = record.tr, attested(record.assessment)
    rows = []
    for statement in STATEMENTS:
        said = [contradiction_words.attested(one, tr, record.zone) for one in found.of(statement)]
        who = " ".join(said) or tr.text("Not given.")
        rows.append(Words(" ".join((tr.text(WORDS[statement]), who)), "body", (who,)))
    return tuple(rows)


def _places(record: Record, names: tuple[str, str]) -> Signatures:
    tr = record.tr
    by_signature = tr.text("Name: as shown by the signature")
    first, second = (shortened(name, 80) or by_signature for name in names)
    return Signatures(
        (
            Signatory(
                FIELDS[0],
                tr.text("Responsible for the record"),
                first,
                tr.text("Has drawn up the record and answers for its content."),
                tr.text("Signature of the person responsible for the record"),
            ),
            Signatory(
                FIELDS[1],
                tr.text("Legal representative"),
                second,
                tr.text("Has taken note of the report and takes on the action list."),
                tr.text("Signature of the legal representative"),
            ),
        )
    )


def _proves(record: Record) -> tuple[tuple[str, str], ...]:
    tr = record.tr
    return (
        (
            tr.text("It proves"),
            tr.text(
                "that the file has not changed since, and with which certificate it was signed."
            ),
        ),
        (
            tr.text("It does not prove"),
            tr.text(
                "that the answers are right. The time is that of the signer’s computer, unless a "
                "third party’s time stamp is in the file."
            ),
        ),
        (
            tr.text("Kind"),
            tr.text(
                "Electronic signature; not a qualified signature (Regulation (EU) No 910/2014) "
                "unless made with a qualified certificate and device. A PDF reader may show "
                "“validity unknown” for a certificate that the company made itself."
            ),
        ),
    )
