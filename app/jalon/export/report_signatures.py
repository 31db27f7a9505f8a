"""Attestations, the places to sign, and what a signature proves."""

from typing import Final

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
                "Who signs attests what follows. The electronic signature covers the whole file, "
                "with the attached answers."
            )
        ),
        Bullets(tuple(Words(text) for text in _attestations(record)), numbered=True),
        _places(record, names),
        Heading(tr.text("What a signature proves, and what not")),
        Facts(_proves(record)),
    )
    return Section("signatures", tr.text("Attestations and signatures"), blocks)


def _attestations(record: Record) -> tuple[str, ...]:
    tr = record.tr
    return (
        tr.text(
            "To my knowledge the answers describe the situation of {company} on {day}.",
            company=record.company(),
            day=record.date(record.today),
        ),
        tr.text("The evidence referred to exists and can be produced."),
        tr.text(
            "The gaps, and the requirements without an answer, have been brought to the "
            "attention of those who decide."
        ),
        tr.text(
            "I know that this report is a self-assessment: no certificate, no legal advice, no "
            "presumption of conformity."
        ),
    )


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
