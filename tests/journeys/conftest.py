"""What every journey starts with: a home in which nothing was ever used, and chance."""

import random
from pathlib import Path

import pytest

pytest.register_assert_rewrite(
    "journeys.job", "journeys.person", "journeys.outside", "journeys.office", "journeys.weeks"
)

from journeys import texts  # noqa: E402  after the line above, which must come first


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


@pytest.fixture
def chance() -> random.Random:
    return texts.seeded()
