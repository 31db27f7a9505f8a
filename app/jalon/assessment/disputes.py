"""What copies of a project say differently of an entry of a register, until one is chosen."""

from collections.abc import Mapping
from typing import TypeAlias

from jalon.assessment.changes import Subject, Value
from jalon.assessment.state import Assessment

Disputed: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""The fields that copies fill in differently, each with what is said there, oldest first.

A field that one copy left empty says so by an empty text; a file is named by its fingerprint.
"""


def found(assessment: Assessment, item: str) -> Mapping[Subject, Disputed]:
    """Return what is disputed in each entry whose fields belong to ``item``."""
    every: dict[Subject, dict[str, tuple[str, ...]]] = {}
    for key in assessment.conflicts():
        if key.item == item:
            said = dict.fromkeys(_said(c.value) for c in assessment.disputed(key))
            every.setdefault(key.subject, {})[key.field] = tuple(said)
    return {subject: tuple(sorted(fields.items())) for subject, fields in every.items()}


def _said(value: Value) -> str:
    if isinstance(value, dict):
        return str(value.get("sha256", ""))
    return value if isinstance(value, str) else ""
