"""Files of others: only ordinary ones, read once with suspicion, never the project's own."""

import hashlib
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from jalon.assessment.changes import Key, Subject
from jalon.errors import UserError
from jalon.store import here, outside
from jalon.store.project import Project


def test_that_a_file_is_told_by_name_size_hash_and_kind(tmp_path: Path) -> None:
    path = tmp_path / "Évaluation n° 1.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(100))
    found = outside.read(path)
    assert (found.name, found.size, found.media_type) == (path.name, 109, "application/pdf")
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert b"".join(found.content().pieces()) == path.read_bytes()


def test_that_an_empty_file_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    found = outside.read(path)
    assert (found.size, found.sha256) == (0, hashlib.sha256(b"").hexdigest())


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Path]]:
    """Things in a folder that are no ordinary files."""
    (tmp_path / "real").write_bytes(b"real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        monkeypatch.chdir(tmp_path)  # a socket's path has to be short
        bound.bind("socket")
        names = ("link", "dangling", "folder", "pipe", "socket")
        yield {name: tmp_path / name for name in names} | {"device": Path("/dev/zero")}


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices are POSIX's")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("link", "link is a link to a file elsewhere"),
        ("dangling", "dangling is a link to a file elsewhere"),
        ("folder", "folder is a folder"),
        ("pipe", "pipe is a device or a pipe"),
        ("socket", "socket is a device or a pipe"),
        ("device", "zero is a device or a pipe"),
    ],
)
def test_that_what_is_no_ordinary_file_is_refused_at_once(
    odd: dict[str, Path], name: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(odd["folder"])
    with pytest.raises(UserError, match=said):
        outside.read(odd[name])


def test_that_a_file_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not there any more"):
        outside.read(tmp_path / "gone.pdf")


def test_that_the_open_project_is_never_opened_by_its_path_or_another_name(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(project.path, tmp_path / "same file.pdf")
    opened: list[object] = []
    real = os.open
    monkeypatch.setattr(os, "open", lambda *a, **k: opened.append(a) or real(*a, **k))
    for path in (project.path, tmp_path / "same file.pdf"):
        with pytest.raises(UserError, match="is the project that is open"):
            outside.read(path)
    assert opened == []
    project.append([(Key(Subject("provider"), "a", "b"), "still ours")], author="A")
    status = project.path.stat()
    assert here.is_open((status.st_dev, status.st_ino))


def test_that_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes(b"x" * 3_000_000)
    real = outside._pieces

    def grows(where: Path) -> Iterator[bytes]:
        for piece in real(where):
            yield piece
            with path.open("ab") as stream:
                stream.write(b"more")

    monkeypatch.setattr(outside, "PIECE", 1_000_000)
    monkeypatch.setattr(outside, "_pieces", grows)
    with pytest.raises(UserError, match=r"log\.txt changed while it was being read"):
        outside.read(path)


def test_that_a_file_that_goes_or_changes_before_it_is_stored_leaves_nothing(
    project: Project, tmp_path: Path
) -> None:
    for change in (Path.unlink, lambda p: p.write_bytes(b"other bytes")):
        path = tmp_path / "a.txt"
        path.write_bytes(b"these bytes")
        found = outside.read(path)
        change(path)
        with pytest.raises(UserError):
            project.append([], author="A", contents=[found.content()])
        assert project.contents() == {}


def test_that_a_linked_file_is_compared_with_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "a.txt"
    path.parent.mkdir()
    path.write_bytes(b"as attached")
    file = outside.read(path).linked(tmp_path)
    assert file.path == "sub/a.txt"
    assert outside.compared(file, tmp_path) == "as-attached"
    os.utime(path, (1, 1))  # touched, but the same
    assert outside.compared(file, tmp_path) == "as-attached"
    status = path.stat()
    path.write_bytes(b"AS ATTACHED")  # as long as before, and as old
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert outside.compared(file, tmp_path) == "changed"
    path.write_bytes(b"longer than before")
    assert outside.compared(file, tmp_path) == "changed"
    path.unlink()
    assert outside.compared(file, tmp_path) == "missing"
    path.mkdir()
    assert outside.compared(file, tmp_path) == "unreadable"


def test_that_a_large_file_is_read_again_only_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "_HASHED_AT_A_LOOK", 5)
    path = tmp_path / "large.bin"
    path.write_bytes(b"0123456789")
    os.utime(path, (1_000, 1_000))
    file = outside.read(path).linked(tmp_path)
    path.write_bytes(b"9876543210")
    os.utime(path, (1_000, 1_000))
    assert outside.compared(file, tmp_path) == "as-attached"
    assert outside.compared(file, tmp_path, fully=True) == "changed"


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder on a file system that keeps any time, as one in memory does on Linux."""
    if not Path("/dev/shm").is_dir():  # noqa: S108  a place of the system's
        pytest.skip("no file system in memory here")
    with TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


@pytest.mark.parametrize("seconds", [999_999_999_999, -999_999_999_999])
def test_that_a_file_of_a_time_in_no_calendar_is_read_linked_and_compared(
    memory: Path, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = memory / "a.txt"
    path.write_bytes(b"0123456789")
    plain = outside.read(path).linked(memory)
    os.utime(path, (seconds, seconds))
    file = outside.read(path).linked(memory)
    assert (file.sha256, file.modified) == (plain.sha256, "")
    assert outside.compared(plain, memory) == outside.compared(file, memory) == "as-attached"
    monkeypatch.setattr(outside, "_HASHED_AT_A_LOOK", 5)
    path.write_bytes(b"9876543210")
    os.utime(path, (seconds, seconds))
    assert outside.compared(file, memory) == "changed"


def test_that_reading_can_be_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    with pytest.raises(outside.StoppedError):
        outside.read(path, stopped=lambda: True)


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are bytes on Linux")
def test_that_a_path_that_cannot_be_written_down_can_be_embedded_but_not_linked(
    tmp_path: Path,
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_bytes(b"x")
    found = outside.read(path)
    assert found.embedded().name == "caf\ufffd.txt"
    with pytest.raises(UserError, match="cannot be recorded"):
        found.linked(tmp_path)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc and /sys are Linux's")
@pytest.mark.parametrize(
    "path",
    ["/proc/version", "/proc/self/status", "/proc/self/environ", "/sys/kernel/uevent_seqnum"],
)
def test_that_what_the_system_writes_at_each_reading_is_refused_for_what_it_is(path: str) -> None:
    with pytest.raises(UserError, match="the system writes it anew each time it is read"):
        outside.read(Path(path))


def test_that_a_name_that_no_file_can_have_is_refused_in_words(tmp_path: Path) -> None:
    for refuse in (outside.read, outside.require_fit, outside.beginning):
        with pytest.raises(UserError) as caught:
            refuse(tmp_path / "a\0b.pdf")
        assert str(caught.value).endswith("nothing was attached: no file can have such a name.")
        assert "\0" not in str(caught.value)
