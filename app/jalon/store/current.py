"""What is current in an open project: from the log, or at a start first from the extract.

An opening that is deferred takes it from the extract (:mod:`jalon.store.extract`). It is held
against the log, which counts, before anything else is read and before anything is written.
"""

from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import apsw

from jalon.store import connection as connections
from jalon.store import extract, log, waiting
from jalon.store.rows import AlteredError, Row

if TYPE_CHECKING:
    from jalon.assessment.state import Heads
    from jalon.store.register import Register

_LONG: Final = 320
"""In bytes: an answer that is longer has a text, which most first pages do not show."""


class Current:
    """What an opening has found to be current in the file called ``name``.

    Attributes:
        agreed: whether the log says what an opening that was deferred took from the extract.
    """

    def __init__(self, name: str) -> None:
        self.agreed = True
        self._name = name
        self._rows: list[Row] | None = None
        self._extract: extract.Extract | None = None
        self._register: Register | None = None

    @property
    def is_deferred(self) -> bool:
        """Whether what is said to be current is still to be held against the log."""
        return self._extract is not None

    def read(self, connection: apsw.Connection, *, deferred: bool) -> None:
        """Find what is current: in the extract where that is enough for now and there is one.

        Raises:
            AlteredError: a current change is missing or not what its id says.
        """
        if deferred:
            self._extract = extract.read(connection)
        if not self._extract:
            self._rows = log.current(connection)

    def heads(self, connection: apsw.Connection) -> "Heads":
        """Return the current changes of each field; see :meth:`Project.heads`."""
        if self._extract:
            with suppress(AlteredError, ValueError):  # it was checked, or somebody else made it
                return self._first_look(self._extract, connection)
            self._extract = None
        # Opening has read them; the first caller need not do so again.
        kept, self._rows = self._rows, None
        rows = log.current(connection) if kept is None else kept
        return MappingProxyType(waiting.heads(rows, self._name))

    def forget(self) -> None:
        """Drop what opening has read: something is about to be written."""
        self._rows = None

    def hold_against_log(self, connection: apsw.Connection) -> None:
        """Hold what the extract said against the log, once.

        Raises:
            AlteredError: the log is damaged.
        """
        if self._extract is None:
            return
        try:
            self._hold(self._extract, connection)
        except (AlteredError, UnicodeDecodeError, apsw.Error):
            self.let_go()
            raise
        self._extract = self._register = None

    def let_go(self) -> None:
        """Take what is sound of the register while the file can be read."""
        if self._register:
            self._register.let_go()

    def _first_look(self, found: extract.Extract, connection: apsw.Connection) -> "Heads":
        """Return what the extract says is current, the register to be fetched when asked for.

        Raises:
            AlteredError, ValueError: it says nothing that could be.
        """
        told = found.told()
        answers, more = waiting.parts(found.rows(), self._name, _LONG)
        if more:
            raise AlteredError("an extract holds some of the register")
        if told is None:
            return MappingProxyType(answers)
        from jalon.store.register import Register

        self._register = self._register or Register(connection, self._name)
        return self._register.beside(answers, told)

    def _hold(self, found: extract.Extract, connection: apsw.Connection) -> None:
        with connections.bounded(connection):
            current = log.current(connection)
        _, register = waiting.parts(current, self._name)  # changes, as the columns say
        self.agreed = found.is_of(connection, current)
        if not self.agreed:
            from jalon.store import integrity

            if integrity.check(connection):
                raise AlteredError("the extract and the log disagree, and the log is damaged")
        if self._register:
            self._register.settle(register)
