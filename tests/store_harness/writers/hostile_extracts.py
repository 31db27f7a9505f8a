"""Makes extracts that lie, are none, or are too much, mostly with the checksum they ask for."""

import json
import random
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Final

COLUMNS: Final = 8
SEQ, ID, PAYLOAD, SUBJECT, ITEM, FIELD, TIME, AUTHOR = range(COLUMNS)
BEFORE: Final = 3
"""Lines before the columns."""

LARGEST: Final = 16 << 20
Rows = list[list[str]]
Put = str | bytes | float | None

NUMBERS: Final = ("", "-1", "0", "١٢", "1_0", " 7", "9" * 30, "9" * 5000, str(2**63), "1e3", "x")
TIMES: Final = (
    "",
    "now",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-23:59",
    "2026-11-27T00:00:00",
    "2026-11-27\x0010:00:00Z",
)
VALUES: Final = (
    '"wrong answer"',
    "null",
    "1e999",
    "NaN",
    '"\\ud800"',
    "[" * 100_000,
    "[" * 9 + "]" * 9,
    '{"sha256": 5}',
    "9" * 5000,
)
TEXTS: Final = ("", "\0", "\ufeff", "é" * 300, "evidence-zzzzzzzz", "project", "expunged", "model-")


def kept(path: Path) -> str:
    """Return the extract of a project."""
    with closing(sqlite3.connect(path)) as reader:
        row = reader.execute("SELECT value FROM meta WHERE name = 'extract'").fetchone()
    return str(row[0])


def put(path: Path, extract: Put) -> None:
    """Have another program write it, of whatever type, into tables that look as before."""
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        (sql,) = writer.execute("SELECT sql FROM sqlite_schema WHERE name = 'meta'").fetchone()
        loose = sql.replace("STRICT, ", "").replace(" TEXT NOT NULL", " BLOB")
        told = (writer.execute("PRAGMA schema_version").fetchone()[0], loose)
        if not isinstance(extract, str):
            _rename(writer, *told)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("UPDATE meta SET value = ? WHERE name = 'extract'", (extract,))
        if not isinstance(extract, str):
            _rename(writer, told[0] + 1, sql)


def _rename(writer: sqlite3.Connection, version: int, sql: str) -> None:
    writer.execute("PRAGMA writable_schema = ON")
    writer.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'meta'", (sql,))
    writer.execute(f"PRAGMA schema_version = {version + 1}")


def made(
    sound: str, others: Sequence[str], mutated: Callable[[bytes], bytes], dice: random.Random
) -> Put:
    """Return a hostile extract for the project whose own is ``sound``."""
    _, place, told, _ = sound.split("\n", BEFORE)
    match dice.randrange(8):
        case 0:  # bytes changed, whether the checksum knows it or not
            data = mutated(sound[9:].encode())
            return sealed(data) if dice.random() < 0.7 else sound[:9].encode() + data
        case 1:  # those of another file, or an older one, made to fit
            rest = dice.choice(others)[9:].split("\n", 1)[1]
            return _text(f"{place}\n{rest}")
        case 2:
            return _much(f"{place}\n{told}", dice)
        case 3:
            return dice.choice((None, 7, 1.5, b"", sound.encode(), sound[:40], b"\xff" * 60, "\n"))
        case _:
            return _of_rows(sound, f"{place}\n{_told(told, dice)}", dice)


def _told(sound: str, dice: random.Random) -> str:
    """Return what is told of the register: one time in two what is true, else a lie."""
    parts = sound.split(" ")
    if dice.random() < 0.5:
        return sound
    match dice.randrange(4):
        case 0:
            return dice.choice(("", "0 0 00000000 ", "1 0", "\0", sound[:-1], f"{sound} {sound}"))
        case 1:
            parts[-1] = dice.choice(TIMES)
        case _:
            parts[dice.randrange(len(parts))] = dice.choice(NUMBERS)
    return " ".join(parts)


def _of_rows(sound: str, before: str, dice: random.Random) -> Put:
    lines = sound.split("\n")[BEFORE:]
    rows = [lines[at : at + COLUMNS] for at in range(0, len(lines), COLUMNS)]
    for _ in range(dice.choice((1, 1, 2, 10))):
        _lie(rows, dice)
    text = "\n".join([before, *(column for row in rows for column in row)])
    return _text(text) if len(text) < 2 * LARGEST else None


def _lie(rows: Rows, dice: random.Random) -> None:
    at = dice.randrange(len(rows)) if rows else 0
    row = rows[at] if rows else [""] * COLUMNS
    other = dice.choice(rows or [row])
    match dice.randrange(8):
        case 0:
            del rows[at : at + dice.choice((1, 3, len(rows)))]
        case 1:
            rows[at:at] = [list(row)] * dice.choice((1, 2, 300))
        case 2:
            dice.shuffle(rows)
        case 3:
            one = dice.randrange(COLUMNS)
            row[one], other[one] = other[one], row[one]
        case 4:  # a change of another field, sound in itself
            row[SUBJECT : FIELD + 1] = other[SUBJECT : FIELD + 1]
        case 5:
            _say(row, dice.choice(VALUES), anew=dice.random() < 0.5)
        case _:
            _replace(row, dice)


def _replace(row: list[str], dice: random.Random) -> None:
    at, by = dice.choice(
        (
            (SEQ, NUMBERS),
            (TIME, TIMES),
            (FIELD, ("evidence-01234567", "value", "order", "kind")),
            (dice.randrange(COLUMNS), TEXTS),
        )
    )
    row[at] = dice.choice(by)


def _say(row: list[str], value: str, *, anew: bool) -> None:
    """Have a change say something else, with the id that asks for or not."""
    start, told, _ = row[PAYLOAD].rpartition('"value":')
    row[PAYLOAD] = f"{start}{told}{value}}}"
    if anew:
        row[ID] = sha256(row[PAYLOAD].encode()).hexdigest()


def _much(before: str, dice: random.Random) -> Put:
    """Return as much as is read, of what costs most."""
    room = LARGEST - len(before) - 20
    row = json.dumps({"value": 1})
    match dice.randrange(6):
        case 0:
            return _text(before + "\n" * room)
        case 1:
            rows = [f"1\n\n{row}\n\n\n\n\n"] * 200_000
            return _text("\n".join((before, *rows)))
        case 2:
            return _text("\n".join((before, "1", "a", "[" * (room - 99), *"bcde", "f")))
        case 3:
            return _text("\n".join((before, "1", "a", '{"a":[' + "1," * (room // 2), *"bcde", "f")))
        case 4:
            return _text("\n".join((before, "1", "\U0001f600" * (room // 4 - 99), *"abcdef")))
        case _:
            return _text(before + "\n7" * (room // 2))


def _text(body: str) -> Put:
    return sealed(body.encode())


def sealed(body: bytes) -> Put:
    """Return an extract with the checksum it asks for; as bytes where it is no text."""
    whole = b"%08x\n" % zlib.crc32(body) + body
    try:
        return whole.decode()
    except UnicodeDecodeError:
        return whole
