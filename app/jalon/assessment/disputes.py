"""What copies of a project say differently of an entry of a register, until one is chosen."""

from collections.abc import Mapping
from itertools import islice, permutations
from typing import Final, TypeAlias

from jalon.assessment.changes import Key, Subject, Value
from jalon.assessment.state import Assessment
from jalon.language import BETWEEN

Disputed: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""The fields that copies fill in differently, each with what is said there, oldest first.

A field that one copy left empty says so by an empty text; a file is named by its fingerprint.
"""

_BETWEEN: Final = ("\n\n", BETWEEN, "; ")
"""What stands between texts, names and roles of copies that disagree."""

_ORDERS: Final = 120
"""Of five copies each order is known, of more the first."""


def found(assessment: Assessment, item: str) -> Mapping[Subject, Disputed]:
    """Return what is disputed in each entry whose fields belong to ``item``."""
    every: dict[Subject, dict[str, tuple[str, ...]]] = {}
    for key in assessment.conflicts():
        if key.item == item:
            said = dict.fromkeys(_said(c.value) for c in assessment.disputed(key))
            every.setdefault(key.subject, {})[key.field] = tuple(said)
    return {subject: tuple(sorted(fields.items())) for subject, fields in every.items()}


def repeated(assessment: Assessment, key: Key, value: Value) -> bool:
    """Tell whether a text only says what copies say that disagree, one after the other.

    So an answers file tells a field that is disputed; read again, it settles nothing.
    """
    every = {text for change in assessment.disputed(key) if (text := _said(change.value))}
    orders = islice(permutations(sorted(every)), _ORDERS)
    return bool(every) and any(value == b.join(order) for order in orders for b in _BETWEEN)


def _said(value: Value) -> str:
    if isinstance(value, dict):
        return str(value.get("sha256", ""))
    return value if isinstance(value, str) else ""
