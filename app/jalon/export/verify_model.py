"""What can be said of a signed report: values only, no words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

from jalon.assessment.changes import Value

Status: TypeAlias = Literal["intact", "altered", "unsigned", "unreadable"]

Problem: TypeAlias = Literal[
    "not-a-pdf",
    "too-large",
    "encrypted",
    "damaged",
    "bytes-changed",
    "seal-broken",
    "container-changed",
    "something-added",
    "changed-later",
    "signature-lost",
    "weak-method",
]
"""Why a document is not intact.

``not-a-pdf``, ``too-large``, ``encrypted``, ``damaged``: it cannot be judged.
``bytes-changed``: bytes that were signed are others now. ``seal-broken``: the signature was not
made with the certificate's key over these bytes. ``container-changed``: the signature's own
container is not as it was written. ``something-added``: bytes stand after the last signature.
``changed-later``: between two signatures more happened than signing. ``signature-lost``: there
was a signature that no longer counts. ``weak-method``: made in a way that can be forged.
"""

Likeness: TypeAlias = Literal["identical", "changed", "another-project", "no-answers", "unreadable"]


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature and what is known of who made it.

    Attributes:
        field: the name of the form field.
        name, organisation, email: as the certificate has them.
        role: as the signatory claims it; empty when none is claimed.
        time: when the signature says it was made; by the signatory's clock, nobody vouches.
        subject, issuer: distinguished names (RFC 4514).
        serial: in hexadecimal.
        fingerprint: SHA-256 of the certificate, hexadecimal.
        issuer_fingerprint: of the issuer's certificate, when it is carried along and really
            signed this one; else empty.
        not_before, not_after: the certificate's period, UTC.
        valid_then: whether ``time`` lies in that period; None when no time is given.
        self_made: whether the issuer says it was made by Jalon.
        known: whether the reader named the certificate or its issuer as known.
        qualified: whether the certificate states that it is a qualified one.
        algorithm: such as ``ECDSA secp256r1, SHA-256``.
        certifies: whether it allows no change but further signatures.
        covers_all: whether it covers every byte of the file, or else the part before it.
        holds: whether this signature, taken alone, is whole.
    """

    field: str
    name: str
    organisation: str
    email: str
    role: str
    time: datetime | None
    subject: str
    issuer: str
    serial: str
    fingerprint: str
    issuer_fingerprint: str
    not_before: datetime
    not_after: datetime
    valid_then: bool | None
    self_made: bool
    known: bool
    qualified: bool
    algorithm: str
    certifies: bool
    covers_all: bool
    holds: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is another now than in the report; None where there was or is nothing.

    ``called`` is the name of the evidence or the action that has the field.
    """

    subject: str
    item: str
    field: str
    old: Value
    new: Value
    called: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the answers in the report stand to those of a project.

    Attributes:
        likeness: ``no-answers`` and ``unreadable`` speak of the report's attachment.
        differences: in reading order; only when ``changed``.
        digest: the project's digest as the report has it; may be empty.
        same_record: whether not only the answers but the whole record is the same.
    """

    likeness: Likeness
    differences: tuple[Difference, ...] = ()
    digest: str = ""
    same_record: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Attributes:
        status: intact only if every signature holds and nothing else happened to the file.
        problems: why it is not intact; empty when intact or simply unsigned.
        signers: in the order of signing; also of an altered document, as far as readable.
        sha256: of the whole file, hexadecimal.
        comparison: None when no project was given or the document is not to be trusted.
    """

    status: Status
    problems: tuple[Problem, ...]
    signers: tuple[Signer, ...]
    sha256: str
    comparison: Comparison | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the verdict as JSON values; times in ISO 8601."""
        return {
            "format": "jalon-verdict",
            "version": 1,
            "status": self.status,
            "problems": list(self.problems),
            "sha256": self.sha256,
            "signers": [_plain(signer, _SIGNER) for signer in self.signers],
            "comparison": None if self.comparison is None else _comparison(self.comparison),
        }


_SIGNER: Final = tuple(Signer.__slots__)
_DIFFERENCE: Final = tuple(Difference.__slots__)


def _plain(value: object, names: tuple[str, ...]) -> dict[str, Any]:
    found = {name: getattr(value, name) for name in names}
    return {n: v.isoformat() if isinstance(v, datetime) else v for n, v in found.items()}


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "likeness": comparison.likeness,
        "digest": comparison.digest,
        "same_record": comparison.same_record,
        "differences": [_plain(d, _DIFFERENCE) for d in comparison.differences],
    }
