"""A verdict in plain sentences, for the screen and for the terminal."""

from datetime import datetime, timedelta
from typing import Final

from jalon.assessment.names import shown
from jalon.errors import N_
from jalon.export import certificates, difference_words
from jalon.export.verify_model import Comparison, Difference, Problem, Signer, Status, Verdict
from jalon.language import Translator, one_line

_MOST_DIFFERENCES: Final = 20

_HEADLINES: Final[dict[Status, str]] = {
    "intact": N_("Intact: nothing was changed since it was signed."),
    "altered": N_("Not intact: do not rely on this document."),
    "unsigned": N_("Not signed: this document carries no signature."),
    "unreadable": N_("This file cannot be judged."),
}

_PROBLEMS: Final[dict[Problem, str]] = {
    "not-a-pdf": N_("It is no PDF."),
    "too-large": N_("It is larger than any report: it was not opened."),
    "encrypted": N_("It is encrypted. Save it without a password and verify it again."),
    "damaged": N_("It is damaged or cut short, or breaks the rules for PDF files."),
    "bytes-changed": N_("What was signed is not what the file holds now."),
    "seal-broken": N_("The signature was not made with the key of the certificate it names."),
    "container-changed": N_("The signature itself was changed, or is damaged."),
    "something-added": N_("Something was added to the file after the last signature."),
    "changed-later": N_("After a signature, the file was changed in other ways than by signing."),
    "signature-lost": N_("The file once carried a signature that it no longer shows."),
    "weak-method": N_(
        "The signature was made in a way that can be forged today: it proves nothing."
    ),
}


def explain(verdict: Verdict, tr: Translator) -> tuple[str, ...]:
    """Return what the verdict says, one sentence or short paragraph each."""
    lines = [tr.text(_HEADLINES[verdict.status])]
    lines += [tr.text(_PROBLEMS[problem]) for problem in verdict.problems]
    if verdict.status == "altered" and verdict.signers:
        lines.append(tr.text("It names as signatory, without any guarantee:"))
    for signer in verdict.signers:
        lines += _signer(signer, tr)
    if verdict.comparison is not None:
        lines += _comparison(verdict.comparison, tr)
    return tuple(lines)


def moment(tr: Translator, time: datetime) -> str:
    """Write an aware ``time`` with its own distance from UTC: ``3 June 2026, 14:32 UTC+02:00``."""
    offset = time.utcoffset() or timedelta(0)
    minutes = abs(int(offset.total_seconds())) // 60
    zone = f"{'-' if offset < timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return tr.text(
        "{date}, {time} UTC{zone}",
        date=tr.date(time.date()),
        time=tr.time(time.replace(tzinfo=None)),
        zone=zone,
    )


def _signer(signer: Signer, tr: Translator) -> list[str]:
    said = dict.fromkeys((signer.name, signer.role, signer.organisation))
    who = ", ".join(shown(one_line(part)) for part in said if part)
    nobody = tr.text("someone whom the certificate does not name")
    lines = [tr.text("Signed by {who}.", who=who if signer.name else nobody)]
    if signer.time is None:
        lines.append(tr.text("When it was signed is not stated."))
    else:
        lines.append(
            tr.text(
                "Signed on {moment}, by the clock of the signatory’s computer: nobody else "
                "confirms this time.",
                moment=moment(tr, signer.time),
            )
        )
    lines.append(_standing(signer, tr))
    lines.append(_identity(signer, tr))
    if signer.valid_then is False:
        lines.append(tr.text("The certificate was not valid at that time."))
    if not signer.covers_all and signer.holds:
        lines.append(
            tr.text("This signature covers the document as it was before the later signature.")
        )
    return lines


def _standing(signer: Signer, tr: Translator) -> str:
    if signer.qualified:
        return tr.text(
            "The certificate states that it is qualified; this was not checked against the EU "
            "trusted list."
        )
    if signer.self_made:
        return tr.text(
            "Not a qualified signature (eIDAS): the certificate was self-made with Jalon, no "
            "authority has checked the name."
        )
    return tr.text("Not a qualified signature (eIDAS).")


def _identity(signer: Signer, tr: Translator) -> str:
    grouped = certificates.grouped(signer.fingerprint)
    if signer.known:
        return tr.text("The certificate is one of those you know. SHA-256 {digits}", digits=grouped)
    return tr.text(
        "The signatory is not known to this computer: compare the certificate’s fingerprint with "
        "the one that the company gave you by another way. SHA-256 {digits}",
        digits=grouped,
    )


def _comparison(comparison: Comparison, tr: Translator) -> list[str]:
    match comparison.likeness:
        case "identical":
            return [tr.text("The answers in the report are identical to those of the project.")]
        case "another-project":
            return [tr.text("The report was made from another project.")]
        case "no-answers":
            return [tr.text("The file holds no answers to compare with the project.")]
        case "unreadable":
            return [tr.text("The answers inside the file cannot be read.")]
        case "changed":
            return _differences(comparison.differences, tr)


def _differences(differences: tuple[Difference, ...], tr: Translator) -> list[str]:
    count = len(differences)
    lines = [
        tr.plural(
            "{count} answer of the project changed since the report was made:",
            "{count} answers of the project changed since the report was made:",
            count,
        )
    ]
    lines += [difference_words.line(one, tr) for one in differences[:_MOST_DIFFERENCES]]
    if count > _MOST_DIFFERENCES:
        rest = count - _MOST_DIFFERENCES
        lines.append(tr.plural("and {count} more.", "and {count} more.", rest))
    return lines
