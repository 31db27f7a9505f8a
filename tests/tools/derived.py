"""Keys of passphrases, each derived once: Argon2id is slow on purpose, a tenth of a second."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from jalon.store.protection import Passphrase, Raw

_derive = Passphrase.of


@cache
def _remembered(secret: Passphrase, salt: bytes) -> Raw:
    return _derive(secret, salt)


@contextmanager
def derived_once() -> Iterator[None]:
    """Have the same passphrase and salt derived once only: it is the same key each time.

    Each new file has a salt of its own, so its key is derived as the program does it.
    """

    def of(secret: Passphrase, salt: bytes) -> Raw:
        return _remembered(secret, salt)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Passphrase, "of", of)
        yield
