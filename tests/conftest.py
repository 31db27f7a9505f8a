"""What holds for every test."""

import gc
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # no test measures time
settings.load_profile("house")

LONGEST = ("test_walk.py",)
"""Files whose tests take longest. Begun last, one of them would keep a single worker busy."""

_NEW: Final = 5_000
_ROUNDS: Final = 20


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest; the rest stays in its order."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish() -> None:
    """Have objects that know of each other only be given back between two tests, never in one.

    Python would do it in any thread, also in the one that speaks with the process which hands out
    the tests; a widget that is deleted there ends this process. What is there by now stays.
    """
    gc.disable()
    gc.freeze()


@pytest.fixture(autouse=True)
def _given_back() -> Iterator[None]:
    """Look for them after the test, if there may be many."""
    yield
    new, _, rounds = gc.get_count()
    if new > _NEW or rounds >= _ROUNDS:
        gc.collect(2 if rounds >= _ROUNDS else 1)
