"""Rows of a damaged database, read page by page without trusting how pages hang together.

SQLite reads a table by following its tree; one bad page hides all behind it. Here every page
that looks like the leaf of a table is read for itself, so that only what stood on bad pages is
missing. Nothing that comes out is trusted: the caller checks each row against its hash.

Source: the SQLite database file format, sections 1.5, 1.6 and 2.1 (as of SQLite 3.54).
"""

import os
import stat
from collections.abc import Iterator, Mapping
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

_GENERATIONS: Final = 8
"""Rows on long chains of pages are put together at most so often as the files are large."""

_PIECE: Final = 1 << 20
"""In bytes: what is read of the file at once; whole pages of any size."""

_SIZES: Final = {1 << power for power in range(9, 16)}
_USUAL_SIZE: Final = 4096
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_CONSTANTS: Final = {0: None, 8: 0, 9: 1}
_FRACTION: Final = 7
_FIRST_BLOB: Final = 12
_GOES_ON: Final = 0x80

_Newer: TypeAlias = Mapping[int, int]
"""By the number of a page: where its newest content stands in the log."""


class Pages:
    """Every page of a database and of the log beside it, read one at a time; to be closed.

    Which frames of a damaged log were in force cannot always be told. All of them are read; a
    row that goes on beyond its page is followed through the log's pages and through the file's.

    Raises:
        OSError: the file cannot be read at all.
    """

    def __init__(self, path: Path, key: Raw | None = None) -> None:
        self._key = key
        self._file = _opened(path)
        try:
            self._log = _opened(path.with_name(path.name + "-wal"))
        except OSError:
            self._log = -1
        self._length = os.fstat(self._file).st_size
        for size in _page_sizes(_read(self._file, 0, _HEADER), key):
            self._size = size
            self._older, self._newer = self._frames()
            if self.genuine:
                break
        self._first = self._page(1, {})[:16]
        self._ways: list[_Newer] = []
        for frames in (self._newer, [*self._older, *self._newer], []):
            if (way := dict(frames)) not in self._ways:
                self._ways.append(way)
        self._left = 0

    def close(self) -> None:
        """Let go of the files."""
        for descriptor in (self._file, self._log):
            if descriptor >= 0:
                os.close(descriptor)

    @property
    def genuine(self) -> bool:
        """Whether any page is as it was written under the key."""
        key = self._key
        return key is not None and any(
            len(raw) > protection.RESERVED and protection.page(key, number, raw).genuine
            for number, raw in self._raw()
        )

    def rows(self, columns: int, longest: int) -> Iterator[tuple[int, tuple[Column, ...]]]:
        """Yield row id and columns of every row with so many columns, in tables with row ids.

        None is longer than ``longest`` bytes. One may come several times, in several states.
        """
        return self._cells((_TABLE_LEAF,), columns, longest)

    def keyed(self, columns: int, longest: int) -> Iterator[tuple[Column, ...]]:
        """Yield the columns of every row with so many columns, in tables without row ids."""
        found = self._cells((_INDEX_LEAF, _INDEX_INNER), columns, longest)
        return (row for _, row in found)

    def _raw(self) -> Iterator[tuple[int, bytes]]:
        """Yield number and bytes of each page of the file and its log, what is current last."""
        size = self._size
        number = 0
        for framed, at in self._older:
            yield framed, _read(self._log, at, size)
        for at in range(0, self._length, _PIECE):
            piece = _read(self._file, at, _PIECE)
            for start in range(0, len(piece), size):
                number += 1
                yield number, piece[start : start + size]
        for framed, at in self._newer:
            yield framed, _read(self._log, at, size)

    def _page(self, number: int, newer: _Newer) -> bytes:
        """Return what stands on a page, in the log where it has a newer one."""
        if number in newer:
            return self._plain(number, _read(self._log, newer[number], self._size))
        return self._plain(number, _read(self._file, (number - 1) * self._size, self._size))

    def _plain(self, number: int, page: bytes) -> bytes:
        """Return what stands on a page; an encrypted one ends where its reserved bytes begin."""
        if self._key is None:
            return page
        if len(page) <= protection.RESERVED:
            return b""
        return protection.page(self._key, number, page).text

    def _frames(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return number and place of each page in the log: of older ones, and of newer ones.

        Older ones were written before the log was last folded in: its header is blank since, or
        holds other salts than stand with these pages. Where the header is damaged, all count as
        newer.
        """
        older, newer = list[tuple[int, int]](), list[tuple[int, int]]()
        if self._log < 0:
            return older, newer
        header = _read(self._log, 0, LOG_HEADER)
        length = os.fstat(self._log).st_size
        for at in range(LOG_HEADER, length - _FRAME - self._size + 1, _FRAME + self._size):
            frame = _read(self._log, at, _FRAME)
            in_force = not is_log(header) or frame[_FRAME_SALTS] == header[_SALTS]
            if number := int.from_bytes(frame[:4]):
                (newer if any(header) and in_force else older).append((number, at + _FRAME))
        return older, newer

    def _cells(
        self, kinds: tuple[int, ...], columns: int, longest: int
    ) -> Iterator[tuple[int, tuple[Column, ...]]]:
        self._left = _GENERATIONS * (self._length + len(self._older + self._newer) * self._size)
        for number, raw in self._raw():
            page = self._plain(number, raw)
            start = _HEADER if number == 1 or page[:16] == self._first else 0
            if len(page) > start + 12 and page[start] in kinds:
                yield from self._of_page(page, start, columns, longest)

    def _of_page(
        self, page: bytes, start: int, columns: int, longest: int
    ) -> Iterator[tuple[int, tuple[Column, ...]]]:
        kind = page[start]
        head = start + _HEAD[kind]
        for cell in range(int.from_bytes(page[start + 3 : start + 5])):
            at = int.from_bytes(page[head + 2 * cell : head + 2 * cell + 2])
            if not 0 < at < len(page):
                continue
            try:
                length, row_id, most, at = _cell(page, at, kind)
            except IndexError:
                continue
            if length > longest:
                continue
            for newer in self._ways if length > most else self._ways[:1]:
                try:
                    found = _record(self._payload(page, at, length, most, newer), columns)
                except (IndexError, ValueError, OSError):
                    continue
                if found is not None:
                    yield row_id, found

    def _payload(self, page: bytes, at: int, length: int, most: int, newer: _Newer) -> bytes:
        """Return a row's bytes, those on following pages included; ``most`` stand on its own."""
        usable = len(page)
        if length <= most:
            return _exactly(page[at : at + length], length)
        self._left -= length
        if self._left < 0:  # rows that share their pages: in no file that SQLite has written
            raise ValueError(length)
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
        parts, number = [page[at : at + local]], page[at + local : at + local + 4]
        left = length - local
        seen: set[int] = set()
        while left > 0:
            following = int.from_bytes(number)
            if following in seen or not following:
                raise ValueError(following)
            seen.add(following)
            rest = self._page(following, newer)
            if len(rest) != usable:
                raise ValueError(following)
            parts.append(rest[4 : 4 + min(left, usable - 4)])
            left -= len(parts[-1])
            number = rest[:4]
        return _exactly(b"".join(parts), length)


def _opened(path: Path) -> int:
    """Open an ordinary file; never waits, as it would for who fills a pipe.

    Raises:
        OSError: it is none, or cannot be read.
    """
    quiet = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, os.O_RDONLY | quiet)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError("no ordinary file")
    return descriptor


def _read(descriptor: int, at: int, length: int) -> bytes:
    os.lseek(descriptor, at, os.SEEK_SET)
    return os.read(descriptor, length)


def _page_sizes(header: bytes, key: Raw | None) -> tuple[int, ...]:
    """Return how large pages may be: one size, unless an encrypted file lacks a sound header."""
    if key and not protection.salt(header):
        return protection.SIZES
    size = int.from_bytes(header[16:18])
    return (65536 if size == 1 else size if size in _SIZES else _USUAL_SIZE,)


def _cell(page: bytes, at: int, kind: int) -> tuple[int, int, int, int]:
    """Return a cell's length, its row id, how much of it its page can hold, and where it begins."""
    length, at = _varint(page, at + 4 if kind == _INDEX_INNER else at)
    if kind == _TABLE_LEAF:
        row_id, at = _varint(page, at)
        return length, row_id - (row_id >> 63 << 64), len(page) - 35, at
    return length, 0, (len(page) - 12) * 64 // 255 - 23, at


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
