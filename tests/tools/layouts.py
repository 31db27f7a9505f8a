"""Files under a passphrase as the program wrote them before, and writes them now."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest

LAYOUTS: Final = (2048, 4096)
"""How large their pages are, in bytes: today, and until 27 November 2026."""


@contextmanager
def written_in(size: int) -> Iterator[None]:
    """Have files that the block puts under a passphrase get pages of this size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jalon.store.connection.PAGE", size)
        patch.setattr("jalon.store.copies.PAGE", size)
        yield
