"""SHA-256 of short texts, without the library that Python loads for long ones.

Python's ``hashlib`` brings OpenSSL: as long to load as some thousand changes take to hash, and
memory besides. A start hashes a few hundred. Python has an implementation of its own, which its
``random`` takes for the same reason; where it was built without, ``hashlib`` serves. For files and
whole logs OpenSSL is several times as fast: they take ``hashlib``.
"""

import sys
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import _Hash

Hashing: TypeAlias = "Callable[[bytes], _Hash]"

sha256: Hashing
try:
    if sys.version_info >= (3, 12):
        from _sha2 import sha256
    else:
        from _sha256 import sha256  # type: ignore[import-not-found,no-redef]
except ImportError:
    from hashlib import sha256

_WORTH_LOADING: Final = 4_000
"""Texts after which OpenSSL has made up for being loaded."""


def for_another(done: int) -> Hashing:
    """Return what hashes the next of many short texts fastest, after so many."""
    if done >= _WORTH_LOADING or "hashlib" in sys.modules:
        from hashlib import sha256 as fast

        return fast
    return sha256


def streamed(data: bytes = b"") -> "_Hash":
    """Return the hash of a file, to be fed the rest of it piece by piece: OpenSSL's."""
    from hashlib import sha256 as fast

    return fast(data)
