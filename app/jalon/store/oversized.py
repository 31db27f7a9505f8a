"""What of a file is longer than anything of ours, where a look at it would fill the memory.

SQLite's own check of a database reads each entry of an index whole, whatever limit is set.
"""

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

import apsw

from jalon.store import extract
from jalon.store.rows import LONGEST_PAYLOAD, LONGEST_TEXT

Kind: TypeAlias = Literal["about", "altered", "current", "draft", "bytes"]

_NAMES: Final = ("subject", "item", "field")
_LIMITS: Final[dict[Kind, tuple[str, dict[str, int]]]] = {
    "about": ("meta", {"name": LONGEST_TEXT, "value": extract.LARGEST}),
    "altered": ("change", dict.fromkeys(("id", *_NAMES), LONGEST_TEXT)),
    "current": ("head", dict.fromkeys(_NAMES, LONGEST_TEXT)),
    "draft": (
        "draft",
        {
            **dict.fromkeys((*_NAMES, "author", "time", "sha256"), LONGEST_TEXT),
            "text": LONGEST_PAYLOAD,
        },
    ),
    "bytes": ("evidence", {"sha256": LONGEST_TEXT}),
}
"""In bytes, of the columns that stand in an index."""


def oversized(connection: apsw.Connection) -> Iterator[tuple[Kind, str]]:
    """Yield what is wrong with each table that has an entry longer than any of ours, and its name.

    No such entry is fetched.
    """
    for kind, (table, columns) in _LIMITS.items():
        longer = " OR ".join(f"octet_length({name}) > {most}" for name, most in columns.items())
        if connection.execute(f"SELECT 1 FROM {table} WHERE {longer} LIMIT 1").get:  # noqa: S608
            yield kind, table
