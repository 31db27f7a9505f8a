"""Verifying a signed report: is it as it was signed, by whom, and has the project changed since?

Strict on purpose: whatever is not plainly intact is called altered. What a verdict means, and
what it cannot mean, is in docs/signatures.md.
"""

import hashlib
import logging
import warnings
from collections.abc import Collection, Sequence
from io import BytesIO
from types import TracebackType
from typing import Final

from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from jalon.assessment.snapshot import Snapshot
from jalon.export import verify_answers, verify_container, verify_revisions, verify_signer
from jalon.export.directory_names import allow_every_name
from jalon.export.files import bears_traces
from jalon.export.verify_container import NotIntact, Seal
from jalon.export.verify_model import Comparison, Problem, Signer, Status, Verdict
from jalon.export.verify_words import explain

__all__ = ["LARGEST_FILE", "Verdict", "explain", "verify"]

LARGEST_FILE: Final = 100 * 1024 * 1024
"""In bytes. A report of 300 pages has 2 MB."""

_MEBIBYTE: Final = 1024 * 1024
_LIMITS: Final = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=64 * _MEBIBYTE),
    document_budget=DocumentDecodeBudget(base_allowance=192 * _MEBIBYTE, max_ratio=20),
)
"""A small file must not unpack to fill the memory."""

_MOST_SIGNATURES: Final = 16

allow_every_name()

# pyHanko logs each suspicion with a stack trace; the verdict says it in words.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL + 1)


def verify(data: bytes, *, project: Snapshot | None = None, known: Collection[str] = ()) -> Verdict:
    """Judge the bytes of a PDF.

    Args:
        data: the whole file.
        project: the project to compare the report's answers with, as it is now.
        known: fingerprints (SHA-256, hexadecimal) of certificates whose holders the reader
            knows: signatories' or their issuers'.

    Returns:
        A verdict; nothing that the file contains makes this fail.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of oddities in foreign certificates
        return _verdict(data, sha256, project, frozenset(known))


def _verdict(data: bytes, sha256: str, project: Snapshot | None, known: frozenset[str]) -> Verdict:
    opened = _opened(data)
    if isinstance(opened, str):
        # Where a signature is, or was, "unreadable" would be too kind a word.
        if opened == "damaged" and bears_traces(data):
            return Verdict("altered", ("bytes-changed",), (), sha256)
        status: Status = "altered" if opened == "signature-lost" else "unreadable"
        return Verdict(status, (opened,), (), sha256)
    reader, signatures = opened
    if not signatures:
        return Verdict("unsigned", (), (), sha256, _compared(reader, project))
    problems, signers = _judged(data, reader, signatures, known)
    if problems:
        return Verdict("altered", tuple(dict.fromkeys(problems)), tuple(signers), sha256)
    return Verdict("intact", (), tuple(signers), sha256, _compared(reader, project))


def _opened(data: bytes) -> tuple[PdfFileReader, list[EmbeddedPdfSignature]] | Problem:
    """Return the file and its signatures, or why it cannot be read."""
    if len(data) > LARGEST_FILE:
        return "too-large"
    if not data.startswith(b"%PDF-"):
        return "damaged" if bears_traces(data) else "not-a-pdf"
    with _Noting([], "damaged"):
        reader = PdfFileReader(BytesIO(data), strict=True, decode_limits=_LIMITS)
        if reader.encrypted:
            return "encrypted"
        signatures = list(reader.embedded_signatures)
        lost = not signatures and bears_traces(data)
        return "signature-lost" if lost else (reader, signatures)
    return "damaged"


def _judged(
    data: bytes,
    reader: PdfFileReader,
    signatures: Sequence[EmbeddedPdfSignature],
    known: frozenset[str],
) -> tuple[list[Problem], list[Signer]]:
    """Return all that is wrong, and who signed, as far as readable, in the order of signing."""
    problems: list[Problem] = []
    if len(signatures) > _MOST_SIGNATURES:
        return ["changed-later"], []
    found: list[tuple[EmbeddedPdfSignature, Seal]] = []
    for signature in signatures:
        with _Noting(problems):
            found.append((signature, _seal(data, signature)))
    found.sort(key=lambda pair: pair[1].end)
    signers = []
    for signature, seal in found:
        own: list[Problem] = []
        with _Noting(own):
            _check_signature(signature, seal)
        with _Noting(problems):
            _check_later(signature)
        with _Noting(own):
            signer = verify_signer.signer(
                signature, covers_all=seal.end == len(data), known=known, holds=not own
            )
            signers.append(signer)
        problems += own
    if not problems:
        with _Noting(problems):
            verify_revisions.check(reader, len(data), found)
    return problems, signers


def _seal(data: bytes, signature: EmbeddedPdfSignature) -> Seal:
    seal = verify_container.seal(data, list(signature.byte_range))
    if seal.padded != signature.pkcs7_content:
        raise NotIntact("container-changed")
    return seal


def _check_signature(signature: EmbeddedPdfSignature, seal: Seal) -> None:
    """Check one signature alone, as if nothing had come after it."""
    certificate = signature.signer_cert
    verify_container.check(seal, certificate)
    bytes_as_signed, made_with_key = validate_sig_integrity(
        signature.signer_info, certificate, "data", signature.compute_digest()
    )
    if not bytes_as_signed:
        raise NotIntact("bytes-changed")
    if not made_with_key:
        raise NotIntact("seal-broken")
    if signature.sig_object_type != "/Sig":
        raise NotIntact("changed-later")
    if verify_signer.is_weak(signature):
        raise NotIntact("weak-method")


def _check_later(signature: EmbeddedPdfSignature) -> None:
    """Check what came after this signature: other signatures in fields made for them only."""
    signature.compute_integrity_info(  # type: ignore[no-untyped-call]  # as pyHanko has it
        diff_policy=verify_revisions.POLICY
    )
    coverage: object = signature.coverage
    result: object = signature.diff_result
    whole = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    if coverage not in whole:
        raise NotIntact("something-added")
    if not isinstance(result, DiffResult):
        raise NotIntact("changed-later")
    most = signature.docmdp_level
    allowed = ModificationLevel.FORM_FILLING if most is None else ModificationLevel(most.value)
    if result.modification_level > min(allowed, ModificationLevel.FORM_FILLING):
        raise NotIntact("changed-later")


def _compared(reader: PdfFileReader, project: Snapshot | None) -> Comparison | None:
    if project is None:
        return None
    from jalon.export.interchange import answers

    now = answers(project)
    with _Noting([], "damaged"):
        inside = verify_answers.read(reader)
        return Comparison("no-answers") if inside is None else verify_answers.compare(inside, now)
    return Comparison("unreadable")


class _Noting:
    """Notes what a step of the check finds wrong, and lets the check go on.

    A hostile file can make the libraries that read it fail in any way at all, and no such way
    may end in "intact" or in a crash: whatever is raised is the problem ``other``. See
    docs/decisions/006-signatures.md.
    """

    def __init__(self, problems: list[Problem], other: Problem = "container-changed") -> None:
        self._problems = problems
        self._other = other

    def __enter__(self) -> None:
        """Begin the step."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Note the failure; only what ends the program passes on."""
        if failure is None or not isinstance(failure, Exception):
            return False
        answer = failure.problem if isinstance(failure, NotIntact) else self._other
        self._problems.append(answer)
        return True
