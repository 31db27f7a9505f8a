"""What happened to a file after it was signed: further signatures, or more than that.

A PDF grows by revisions appended to it. pyHanko compares them; its usual policy forgives
changes of title, metadata and form, and new fields. This one forgives nothing but a signature
put into a field that was made for it before.
"""

from collections.abc import Sequence
from typing import Final

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    FormUpdatingRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from jalon.export.verify_container import NotIntact, Seal

MOST_REVISIONS: Final = 32
"""A report has one and one more for each signature; comparing costs time for each."""

POLICY: Final = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(  # type: ignore[no-untyped-call]  # as pyHanko has it
            ignored_keys=frozenset({"/AcroForm"})
        ),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldModificationRule(
                allow_in_place_appearance_stream_changes=False,
                always_modifiable=frozenset(),
                value_update_keys=frozenset({"/AP", "/V"}),
            )
        ],
        ignored_acroform_keys=frozenset(),
    ),
    ignore_orphaned_objects=False,
    ignore_identical_objects=False,
)


def check(
    reader: PdfFileReader,
    size: int,
    signatures: Sequence[tuple[EmbeddedPdfSignature, Seal]],
) -> None:
    """Hold the file's history to: written, signed, perhaps signed again, and nothing else.

    Args:
        reader: the file, read strictly.
        size: of the file, in bytes.
        signatures: in the order of signing.

    Raises:
        NotIntact: something stands after the last signature, or happened between two.
    """
    revisions = reader.xrefs.total_revisions
    if revisions > MOST_REVISIONS:
        raise NotIntact("changed-later")
    if signatures[-1][1].end != size:
        raise NotIntact("something-added")
    order = [signature.signed_revision for signature, _ in signatures]
    if order != list(range(revisions - len(order), revisions)):
        raise NotIntact("changed-later")
    _check_none_lost(reader, [signature.fq_name for signature, _ in signatures], order[0])


def _check_none_lost(reader: PdfFileReader, present: Sequence[str], first: int) -> None:
    """Look into every revision for a signature that the last one no longer shows."""
    for revision in range(reader.xrefs.total_revisions):
        past = reader.get_historical_resolver(revision)
        filled = {name for name, value, _ in enumerate_sig_fields(past) if value is not None}
        allowed = set(present[: max(0, revision - first + 1)])
        if filled != allowed:
            raise NotIntact("signature-lost")
