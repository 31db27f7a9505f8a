"""What holds for tests without a window."""

from collections.abc import Iterator

import pytest

from tools.derived import derived_once


@pytest.fixture(scope="module", autouse=True)
def _derived_once() -> Iterator[None]:
    with derived_once():
        yield
