"""Rows of a damaged database, read page by page without trusting how pages hang together.

SQLite reads a table by following its tree; one bad page hides all behind it. Here every page
that looks like the leaf of a table is read for itself, so that only what stood on bad pages is
missing. Nothing that comes out is trusted: the caller checks each row against its hash.

Source: the SQLite database file format, sections 1.5, 1.6 and 2.1 (as of SQLite 3.54).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

from jalon.store import protection
from jalon.store.connection import LOG_HEADER, is_log
from jalon.store.protection import Raw

Column: TypeAlias = int | bytes | None
"""Texts come as bytes; fractions, which our tables do not hold, as None."""

_TABLE_LEAF: Final = 13
_INDEX_LEAF, _INDEX_INNER = 10, 2
"""Tables without row ids are kept as indexes, whose inner pages hold rows, too."""

_HEAD: Final = {_TABLE_LEAF: 8, _INDEX_LEAF: 8, _INDEX_INNER: 12}
"""In bytes: what stands before the places of a page's cells."""

_HEADER: Final = 100
_FRAME: Final = 24
_SALTS, _FRAME_SALTS = slice(16, 24), slice(8, 16)
"""In the headers of a log and of each page in it: what all pages since it began anew share."""

_LONGEST: Final = 64 << 20
_SIZES: Final = {1 << power for power in range(9, 16)}
_USUAL_SIZE: Final = 4096
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_CONSTANTS: Final = {0: None, 8: 0, 9: 1}
_FRACTION: Final = 7
_FIRST_BLOB: Final = 12
_GOES_ON: Final = 0x80


class Pages:
    """Every page of a database and of the log beside it, the newest of each number in place.

    Attributes:
        genuine: how many pages are as they were written under the key, if there is one.

    Raises:
        OSError: the file cannot be read at all.
    """

    def __init__(self, path: Path, key: Raw | None = None) -> None:
        data = path.read_bytes()
        size = _page_size(data)
        self._key, self.genuine = key, 0
        self._pages = [
            self._plain(number, data[at : at + size])
            for number, at in enumerate(range(0, len(data), size), start=1)
        ]
        self._first = self._pages[0] if self._pages else b""
        log = path.with_name(path.name + "-wal")
        older = list[bytes]()
        for number, frame, newer in _frames(log.read_bytes(), size) if log.is_file() else ():
            page = self._plain(number, frame)
            self._pages.extend(b"" for _ in range(number - len(self._pages)))
            if newer or not self._pages[number - 1]:
                page, self._pages[number - 1] = self._pages[number - 1], page
            older.append(page)
        self._every = [*older, *self._pages]

    def _plain(self, number: int, page: bytes) -> bytes:
        """Return what stands on a page; an encrypted one ends where its reserved bytes begin."""
        if self._key is None:
            return page
        if len(page) <= protection.RESERVED:
            return b""
        found = protection.page(self._key, number, page)
        self.genuine += found.genuine
        return found.text

    def rows(self, columns: int) -> Iterator[tuple[int, tuple[Column, ...]]]:
        """Yield row id and columns of every row with so many columns, in tables with row ids."""
        return self._cells((_TABLE_LEAF,), columns)

    def keyed(self, columns: int) -> Iterator[tuple[Column, ...]]:
        """Yield the columns of every row with so many columns, in tables without row ids."""
        found = self._cells((_INDEX_LEAF, _INDEX_INNER), columns)
        return (row for _, row in found)

    def _cells(
        self, kinds: tuple[int, ...], columns: int
    ) -> Iterator[tuple[int, tuple[Column, ...]]]:
        for number, page in enumerate(self._every):
            start = _HEADER if number == 0 or page[:16] == self._first[:16] else 0
            if len(page) > start + 12 and page[start] in kinds:
                yield from _cells(page, start, self._pages, columns)


def _page_size(data: bytes) -> int:
    size = int.from_bytes(data[16:18])
    if size == 1:
        return 65536
    return size if size in _SIZES else _USUAL_SIZE


def _frames(log: bytes, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Yield number and bytes of each page in a log, and whether it is newer than the file.

    What is not was written before the log was last folded in: its header is blank since, or holds
    other salts than stand with these pages. Where the header is damaged, all count as newer.
    """
    header = log[:LOG_HEADER]
    for at in range(LOG_HEADER, len(log) - _FRAME - size + 1, _FRAME + size):
        frame = log[at : at + _FRAME]
        number = int.from_bytes(frame[:4])
        newer = any(header) and (not is_log(header) or frame[_FRAME_SALTS] == header[_SALTS])
        if 0 < number < _LONGEST // 512:
            yield number, log[at + _FRAME : at + _FRAME + size], newer


def _cells(
    page: bytes, start: int, pages: list[bytes], columns: int
) -> Iterator[tuple[int, tuple[Column, ...]]]:
    kind = page[start]
    head = start + _HEAD[kind]
    for cell in range(int.from_bytes(page[start + 3 : start + 5])):
        at = int.from_bytes(page[head + 2 * cell : head + 2 * cell + 2])
        if not 0 < at < len(page):
            continue
        try:
            row_id, found = _cell(page, at, kind, pages, columns)
        except (IndexError, ValueError):
            continue
        if found is not None:
            yield row_id, found


def _cell(
    page: bytes, at: int, kind: int, pages: list[bytes], columns: int
) -> tuple[int, tuple[Column, ...] | None]:
    length, at = _varint(page, at + 4 if kind == _INDEX_INNER else at)
    row_id = 0
    most = len(page) - 35
    if kind == _TABLE_LEAF:
        row_id, at = _varint(page, at)
    else:
        most = (len(page) - 12) * 64 // 255 - 23
    return row_id, _record(_payload(page, at, length, most, pages), columns)


def _payload(page: bytes, at: int, length: int, most: int, pages: list[bytes]) -> bytes:
    """Return a row's bytes, those on overflow pages included; ``most`` stand on the page itself."""
    usable = len(page)
    if length > _LONGEST:
        raise ValueError(length)
    if length <= most:
        return _exactly(page[at : at + length], length)
    least = (usable - 12) * 32 // 255 - 23
    local = least + (length - least) % (usable - 4)
    local = local if local <= most else least
    parts, number, left = [page[at : at + local]], page[at + local : at + local + 4], length - local
    seen: set[int] = set()
    while left > 0:
        following = int.from_bytes(number)
        if following in seen or not 0 < following <= len(pages):
            raise ValueError(following)
        seen.add(following)
        rest = pages[following - 1]
        if len(rest) != usable:
            raise ValueError(following)
        parts.append(rest[4 : 4 + min(left, usable - 4)])
        left -= len(parts[-1])
        number = rest[:4]
    return _exactly(b"".join(parts), length)


def _exactly(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise ValueError(length)
    return data


def _record(data: bytes, columns: int) -> tuple[Column, ...] | None:
    """Return the columns of a record; None when there are not so many."""
    length, at = _varint(data, 0)
    kinds: list[int] = []
    while at < length:
        kind, at = _varint(data, at)
        kinds.append(kind)
        if len(kinds) > columns:
            return None
    if len(kinds) != columns or at != length:
        return None
    found: list[Column] = []
    for kind in kinds:
        value, at = _column(data, at, kind)
        found.append(value)
    return tuple(found)


def _column(data: bytes, at: int, kind: int) -> tuple[Column, int]:
    if kind in _CONSTANTS:
        return _CONSTANTS[kind], at
    if kind in _INTEGERS:
        size = _INTEGERS[kind]
        return int.from_bytes(_exactly(data[at : at + size], size), signed=True), at + size
    if kind == _FRACTION:
        return None, at + 8
    if kind < _FIRST_BLOB:
        raise ValueError(kind)
    size = (kind - _FIRST_BLOB) // 2
    return _exactly(data[at : at + size], size), at + size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < _GOES_ON:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9
