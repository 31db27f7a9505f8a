"""What file managers and browsers hand over: names that are bytes, addresses, shares."""

import os
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QDesktopServices

from jalon.assessment.evidence import is_web
from jalon.ui import dropped
from tools.thorough import examples
from ui.stage import Stage, pump
from ui.test_evidence import ITEM, drop, linked, stored

POSIX = pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX alone")
NAMES = st.binary(min_size=1, max_size=40).filter(lambda n: not {0, ord("/")} & set(n))


def of_urls(*urls: bytes | str) -> QMimeData:
    """Return what a file manager puts into a drag: addresses as they are written there."""
    data = QMimeData()
    data.setUrls(
        [QUrl.fromEncoded(QByteArray(u.encode() if isinstance(u, str) else u)) for u in urls]
    )
    return data


@POSIX
@settings(max_examples=examples(60, 1000), deadline=None)
@given(NAMES.filter(lambda n: n not in {b".", b".."}))
def test_that_a_file_of_any_name_is_the_one_that_was_dropped(name: bytes) -> None:
    found = dropped.told_apart(of_urls(f"file:///srv/{quote(name)}"))
    assert [os.fsencode(path) for path in found.paths] == [b"/srv/" + name]


@settings(max_examples=examples(60, 1000), deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_that_an_address_stays_one_without_blanks_that_leads_to_the_same_page(part: str) -> None:
    url = f"https://example.org/{quote(part, safe='')}?q={quote(part, safe='')}"
    (address,) = dropped.told_apart(of_urls(url)).addresses
    assert address.split() == [address]
    again = QUrl(address, QUrl.ParsingMode.StrictMode)
    assert again.isValid()
    assert bytes(again.toEncoded().data()) == bytes(QUrl(url).toEncoded().data())


@POSIX
@pytest.mark.usefixtures("created")
@pytest.mark.skipif(sys.platform == "darwin", reason="its disks take UTF-8 names only")
def test_that_a_file_whose_name_is_in_an_old_encoding_is_attached(
    stage: Stage, tmp_path: Path
) -> None:
    name = "procès-verbal signé.txt".encode("latin-1")
    with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:  # noqa: PTH123  a name in bytes
        file.write(b"signed on 3 June")
    assert drop(stage.row(ITEM), of_urls(f"file://{quote(str(tmp_path))}/{quote(name)}"))
    stage.finish_jobs()
    assert [entry.title for entry in linked(stage)] == ["proc\ufffds-verbal sign\ufffd.txt"]
    assert [*stored(stage).values()] == [b"signed on 3 June"]


@pytest.mark.usefixtures("created")
def test_that_a_link_with_blanks_is_recorded_and_opened_as_the_browser_gave_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    given_by_browser = "https://example.org/Policy%20v%202.pdf?for=r%26d"
    assert drop(stage.row(ITEM), of_urls(given_by_browser))
    attachments = stage.session.attachments
    attachments.refer([("provider", ITEM)], name="typed", target="https://example.org/Our policy")
    pump()
    first, second = linked(stage)
    assert first.target == given_by_browser
    for entry in (first, second):
        stage.body(ITEM).evidence.list.open_asked.emit(entry.subject)
        pump()
        stage.reply("Open")
    assert [bytes(url.toEncoded().data()).decode() for url in opened] == [
        given_by_browser,
        "https://example.org/Our%20policy",
    ]
    assert all(is_web(entry.target) for entry in (first, second))


@pytest.mark.usefixtures("created")
def test_that_what_lies_elsewhere_is_named_and_the_rest_attached(
    stage: Stage, tmp_path: Path
) -> None:
    (tmp_path / "here.txt").write_text("here", encoding="utf-8")
    here = QUrl.fromLocalFile(str(tmp_path / "here.txt")).toString()
    assert drop(stage.row(ITEM), of_urls("smb://archive/board/minutes.pdf", here))
    stage.finish_jobs()
    assert "smb://archive/board/minutes.pdf was not attached" in stage.message().informativeText()
    assert [entry.title for entry in linked(stage)] == ["here.txt"]
    stage.reply("Close")
    assert drop(stage.row(ITEM), of_urls("ftp://archive/minutes.pdf"))
    assert "ftp://archive/minutes.pdf was not attached" in stage.message().informativeText()
    stage.reply("Close")


@POSIX
def test_that_a_host_in_the_address_of_a_file_is_this_computer_or_another() -> None:
    found = dropped.told_apart(of_urls("file://localhost/srv/a", "file://no-such-host/srv/b"))
    assert found.paths == (Path("/srv/a"),)
    assert found.others == ("file://no-such-host/srv/b",)
