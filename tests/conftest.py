"""What holds for every test."""

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # no test measures time
settings.load_profile("house")

LONGEST = ("test_walk.py",)
"""Files whose tests take longest. Begun last, one of them would keep a single worker busy."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest; the rest stays in its order."""
    items.sort(key=lambda item: item.path.name not in LONGEST)
