"""The register of a project that was opened by its extract: fetched from the log when asked for."""

from contextlib import closing, suppress
from typing import Final

import apsw

from jalon.assessment.apart import Apart
from jalon.assessment.changes import REGISTER
from jalon.errors import ProjectError
from jalon.store import connection as connections
from jalon.store import extract, faults, log, rows, waiting
from jalon.store.rows import AlteredError, Row

_AFTER: Final = REGISTER[:-1] + chr(ord(REGISTER[-1]) + 1)
"""The first text that comes after all that begin as those of the register do."""

_WHERE: Final = " WHERE " + " OR ".join(
    f"(head.{name} >= '{REGISTER}' AND head.{name} < '{_AFTER}')" for name in ("subject", "field")
)
_EACH: Final = f"SELECT {rows.COLUMNS}{log.HEADS}{_WHERE}{log.BY_FIELD}"


class Register:
    """The current changes of the register as they were when the project was opened.

    Each is held against its id before it is shown. Nothing is written to the project before the
    whole log was gone through (:meth:`settle`), so what is fetched until then is of that moment;
    afterwards it needs no file any more.
    """

    __slots__ = ("_connection", "_name", "_settled")

    def __init__(self, connection: apsw.Connection, name: str) -> None:
        self._connection: apsw.Connection | None = connection
        self._name = name
        self._settled: waiting.Heads | None = None

    def beside(self, answers: waiting.Heads, told: extract.Told) -> Apart:
        """Return all current changes, where these are outside the register.

        Raises:
            ValueError: what is told of the register could not be.
        """
        newest, several = rows.moment(told.newest), bool(told.several)
        return Apart(answers, self._fetched, newest=newest, several=several)

    def settle(self, found: waiting.Heads) -> None:
        """Take it from what the log says."""
        self._settled, self._connection = found, None

    def let_go(self) -> None:
        """Take what is sound of it: the file is damaged, or is closed before it was held."""
        connection, self._connection = self._connection, None
        if connection and self._settled is None:
            with (
                suppress(ProjectError),
                faults.reading(self._name),
                connections.bounded(connection),
            ):
                self.settle(waiting.parts(_sound(connection), self._name)[1])

    def _fetched(self) -> waiting.Heads:
        """Return the changes of each field.

        Raises:
            ProjectError: they cannot be read, or one is not what its id says.
        """
        if self._settled is not None:
            return self._settled
        connection = self._connection
        if connection is None:
            raise faults.unreadable(self._name)
        with faults.reading(self._name), connections.bounded(connection):
            return waiting.parts(log.current(connection, _WHERE), self._name)[1]


def _sound(connection: apsw.Connection) -> list[Row]:
    """Return what is what its id says, as far as a damaged log can be read."""
    found = list[Row]()
    with (
        suppress(apsw.CorruptError, UnicodeDecodeError),
        closing(connection.execute(_EACH)) as those,
    ):
        for row in those:
            with suppress(AlteredError):
                rows.verified(row, row[2] or b"")
                found.append(row)
    return found
