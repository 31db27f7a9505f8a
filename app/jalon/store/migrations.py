"""Older versions of the file, brought to the current one step by step.

A step is added with each new ``schema.VERSION``; it works on a copy, and the old file stays.
"""

from collections.abc import Callable, Mapping
from typing import Final

import apsw

from jalon.store import faults
from jalon.store.schema import VERSION, foreign

STEPS: Final[Mapping[int, Callable[[apsw.Connection], None]]] = {}
"""From the version a step starts at to what it does; none yet, 1 being the first."""


def require_current(version: int, name: str) -> None:
    """Accept the current version; there is no older one to migrate yet.

    Raises:
        ProjectError: no step leads from ``version`` to the current one.
    """
    if version > VERSION:
        raise faults.newer(name)
    if version != VERSION and version not in STEPS:
        raise foreign(name)
