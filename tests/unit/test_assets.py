"""The door to shipped data, and the folders of the user."""

import platformdirs
import pytest

from jalon import assets


@pytest.mark.parametrize("chosen", ["", " ", "/var/tmp/a cache", "relative", None])  # noqa: S108
def test_that_the_cache_lies_where_platforms_keep_caches(
    chosen: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if chosen is None:
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", chosen)
    assert assets.cache_folder.__wrapped__() == platformdirs.user_cache_path(
        "jalon", appauthor=False
    )
