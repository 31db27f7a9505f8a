"""What was dropped or pasted, told apart: files of this computer, addresses of the web, others."""

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl

from jalon.assessment.evidence import is_web
from jalon.values import dataclass

_WHOLE = QUrl.ComponentFormattingOption.FullyEncoded
_NO_BLANKS = QUrl.ComponentFormattingOption.EncodeSpaces


@dataclass(frozen=True, slots=True)
class Dropped:
    """What lies in a drop or a paste, in its order.

    Attributes:
        others: what is neither, as a share of another program: nothing of it can be read.
    """

    paths: tuple[Path, ...]
    addresses: tuple[str, ...]
    others: tuple[str, ...]


def told_apart(data: QMimeData) -> Dropped:
    """Return what lies in a drop or a paste; a text counts if it is one address of the web."""
    urls = data.urls() or ([QUrl(_line(data))] if is_address(data) else [])
    paths, addresses, others = [], [], []
    for url in urls:
        if (path := _path(url)) is not None:
            paths.append(path)
        elif is_web(address := _address(url)):
            addresses.append(address)
        else:
            others.append(url.toDisplayString())
    return Dropped(tuple(paths), tuple(addresses), tuple(others))


def is_address(data: QMimeData) -> bool:
    """Tell whether a text is one address of the web."""
    return is_web(_line(data))


def _line(data: QMimeData) -> str:
    """Return a text that is one line; empty for any other."""
    text = data.text().strip() if data.hasText() else ""
    return "" if len(text.split()) != 1 else text


def _path(url: QUrl) -> Path | None:
    """Return the path of a file of this computer; its name is bytes, which Qt takes for UTF-8."""
    if not url.isLocalFile():
        return None
    if os.name == "nt":
        return Path(url.toLocalFile())
    if url.host() and not _is_here(url.host()):
        return None
    return Path(os.fsdecode(unquote_to_bytes(url.path(_WHOLE))))


def _is_here(host: str) -> bool:
    """Tell whether a host that a file manager names is this computer."""
    import socket

    return host.casefold() in {"localhost", socket.gethostname().casefold()}


def _address(url: QUrl) -> str:
    """Return an address in letters that are seen; what would end or hide it stays encoded."""
    readable = url.toString(_NO_BLANKS)
    return readable if readable.isprintable() else url.toString(_WHOLE)
