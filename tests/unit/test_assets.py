"""The door to shipped data, and the folders of the user."""

import os
import time
from pathlib import Path

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


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(assets, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def aged(path: Path, text: str) -> Path:
    """Write a file that looks as though it had lain there for a while, but for its inode's time."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1e9, 1e9))
    return path


def test_that_files_as_they_were_are_not_read_again(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [(name, aged(tmp_path / name, name)) for name in ("a", "b")]
    monkeypatch.setattr(time, "time", lambda: 4e9)
    key = assets.content_key("x", files)
    assert len(list(cache.iterdir())) == 1
    read = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or b"")
    assert assets.content_key("x", reversed(files)) == key
    assert read == []


@pytest.mark.parametrize("change", ["content", "same size", "name", "more", "fewer", "replaced"])
def test_that_any_change_to_files_makes_another_key(
    change: str, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = aged(tmp_path / "a", "one"), aged(tmp_path / "b", "two")
    files = [("a", first), ("b", second)]
    monkeypatch.setattr(time, "time", lambda: 4e9)
    key = assets.content_key("x", files)
    assert cache.exists()
    if change == "content":
        aged(first, "one more")
    elif change == "same size":
        aged(first, "eno")
    elif change == "name":
        files[0] = ("c", first)
    elif change == "more":
        files.append(("c", aged(tmp_path / "c", "")))
    elif change == "fewer":
        files.pop()
    else:
        aged(tmp_path / "other", "eno").replace(first)
    changed = assets.content_key("x", files)
    assert changed != key
    assert changed == assets.content_key("x", files)


def test_that_what_was_written_just_now_is_read_each_time(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one", encoding="utf-8")
    assert assets.content_key("x", [("a", file)]) == assets.content_key("x", [("a", file)])
    assert not cache.exists()


def test_that_a_damaged_note_is_made_anew(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = aged(tmp_path / "a", "one")
    monkeypatch.setattr(time, "time", lambda: 4e9)
    key = assets.content_key("x", [("a", file)])
    note = next(cache.iterdir())
    for damage in (b"", b"\xff\xfe", b"0000\n", note.read_bytes()[:-3]):
        note.write_bytes(damage)
        assert assets.content_key("x", [("a", file)]) == key
