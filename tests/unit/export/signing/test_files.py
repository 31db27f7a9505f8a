"""Writing finished documents: whole or not at all, never over another by accident."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from jalon.errors import ProjectError
from jalon.export.files import holds_signature, write_new

SIGNED = b"%PDF-1.7\n<< /ByteRange [0 1 2 3] /SubFilter /ETSI.CAdES.detached >>\n%%EOF\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")


def refusal(path: Path, data: bytes = b"new", **options: bool) -> ProjectError:
    with pytest.raises(ProjectError) as caught:
        write_new(path, data, **options)
    return caught.value


def test_that_the_bytes_arrive_and_nothing_else_is_left(tmp_path: Path) -> None:
    data = os.urandom(300_000)
    write_new(tmp_path / "report.pdf", data)
    assert (tmp_path / "report.pdf").read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]


def test_that_a_file_that_exists_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")
    refused = refusal(path)
    assert refused.reason == "exists"
    assert "report.pdf" in str(refused)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]


def test_that_a_file_is_replaced_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(b"old")
    write_new(path, b"new", replace=True)
    assert path.read_bytes() == b"new"


def test_that_a_signed_document_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(SIGNED)
    refused = refusal(path, replace=True)
    assert refused.reason == "exists"
    assert "never replaced" in str(refused)
    assert path.read_bytes() == SIGNED
    assert holds_signature(SIGNED)
    assert not holds_signature(b"%PDF-1.7\n%%EOF\n")


def test_that_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").mkdir()
    assert refusal(tmp_path / "report.pdf").reason == "exists"
    assert refusal(tmp_path / "report.pdf", replace=True).reason == "exists"


def test_that_a_missing_folder_is_named(tmp_path: Path) -> None:
    refused = refusal(tmp_path / "nowhere" / "report.pdf")
    assert refused.reason == "missing"
    assert "nowhere" in str(refused)


@posix
def test_that_a_link_to_nothing_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    assert refusal(tmp_path / "report.pdf").reason == "exists"
    assert not (tmp_path / "elsewhere.pdf").exists()


@posix
def test_that_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    write_new(tmp_path / "key.p12", b"secret", private=True)
    assert stat.S_IMODE((tmp_path / "key.p12").stat().st_mode) == 0o600


@posix
def test_that_a_full_disk_leaves_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    room = 1000

    def write(handle: int, data: bytes) -> int:
        nonlocal room
        if room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = real(handle, bytes(data)[: min(room, 400)])
        room -= written
        return written

    monkeypatch.setattr(os, "write", write)
    refused = refusal(tmp_path / "report.pdf", b"x" * 5000)
    assert refused.reason == "full"
    assert "no room" in str(refused)
    assert list(tmp_path.iterdir()) == []


@posix
def test_that_writes_in_small_pieces_are_put_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:7]))
    data = bytes(range(256)) * 3
    write_new(tmp_path / "report.pdf", data)
    assert (tmp_path / "report.pdf").read_bytes() == data


@posix
def test_that_a_disk_without_links_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(os, "link", link)
    write_new(tmp_path / "report.pdf", b"new")
    assert (tmp_path / "report.pdf").read_bytes() == b"new"
    (tmp_path / "other.pdf").write_bytes(b"old")
    assert refusal(tmp_path / "other.pdf").reason == "exists"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other.pdf", "report.pdf"]


@posix
def test_that_a_name_taken_meanwhile_is_not_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        path.write_bytes(b"somebody else's")

    monkeypatch.setattr(os, "fsync", fsync)
    assert refusal(path).reason == "exists"
    assert path.read_bytes() == b"somebody else's"
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]


@posix
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_that_a_folder_one_may_not_write_to_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    refused = refusal(folder / "report.pdf")
    assert refused.reason == "read-only"
    assert "locked" in str(refused)


def test_that_a_name_the_disk_refuses_is_one_message(tmp_path: Path) -> None:
    refused = refusal(tmp_path / ("x" * 300 + ".pdf"))
    assert refused.reason == "unreadable"
    assert list(tmp_path.iterdir()) == []
