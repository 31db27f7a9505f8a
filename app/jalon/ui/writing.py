"""What is typed and chosen, on its way into the file, and whether it has arrived.

A text being typed is on disk well within a second, whatever happens next; it becomes one
change when its field or page is left, after thirty idle seconds, and at the end. A choice is
a change at once. What could not be saved stays here, on the screen, and is tried again.
"""

from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from jalon.assessment.changes import Key, Value
from jalon.errors import UserError
from jalon.language import Translator
from jalon.session import Session

Condition: TypeAlias = Literal["saved", "saving", "failed", "read-only"]

DRAFT_MS = 300
SETTLE_MS = 30_000
CHECKPOINT_MS = 1_000
AGAIN_MS = 5_000


class Writing(QObject):
    """Writes into one session, and keeps what it could not write.

    ``changed`` says that :attr:`condition` may be another.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._texts: dict[Key, str] = {}
        self._values: dict[Key, Value] = {}
        self._trouble: UserError | None = None
        self._unfolded: UserError | None = None
        self._busy = False
        self._draft = self._timer(DRAFT_MS, self._write_drafts)
        self._settle = self._timer(SETTLE_MS, self._settle_idle)
        self._checkpoint = self._timer(CHECKPOINT_MS, self.checkpoint)
        self._again = self._timer(AGAIN_MS, self.retry)

    # -- what there is ---------------------------------------------------------------------

    @property
    def condition(self) -> Condition:
        """Whether everything on the screen is in the file."""
        if self._session.read_only:
            return "read-only"
        if self._trouble:
            return "failed"
        return "saving" if self._texts or self._values else "saved"

    @property
    def busy(self) -> bool:
        """Whether something is being written at this moment; ``changed`` follows."""
        return self._busy

    @property
    def trouble(self) -> UserError | None:
        """Why saving fails now, if it does."""
        return self._trouble

    @property
    def unfolded(self) -> UserError | None:
        """Why what is saved is not all in the one file, if it is not: nothing is lost."""
        return self._unfolded

    def shown(self, key: Key) -> Value:
        """Return what a field shows: what has not arrived yet, else what the record holds."""
        if key in self._texts:
            return self._texts[key]
        if key in self._values:
            return self._values[key]
        return self._session.shown(*key)

    def dispute(self, key: Key, tr: Translator) -> str:
        """Say what two copies say of a field that disagree; empty where they agree."""
        changes = self._session.assessment.disputed(key)
        if not changes or key in self._values:
            return ""
        from jalon.ui import disagreeing  # seldom wanted: kept off the start

        return disagreeing.words(self._session, changes, tr)

    # -- what comes ------------------------------------------------------------------------

    def type_text(self, key: Key, text: str) -> None:
        """Take a text as it is being typed."""
        self._texts[key] = text
        if not self._draft.isActive():
            self._draft.start()
        self._settle.start()
        self.changed.emit()

    def choose(self, key: Key, value: Value) -> bool:
        """Take a choice, a date or a state: a change at once. Tells whether it was saved."""
        self._texts.pop(key, None)
        self._values[key] = value
        return self._flush()

    def leave(self) -> bool:
        """Make changes of all that was typed. Tells whether everything was saved."""
        self._settle.stop()
        if not self._texts and not self._values and not self._session.drafts:
            return self._trouble is None
        return self._flush() and self._try(self._session.settle)

    def do(self, command: Callable[[], object]) -> bool:
        """Settle, then run a command of the session that writes. Tells whether it was saved."""
        return self.leave() and self._try(command)

    def retry(self) -> bool:
        """Try again to save what could not be saved."""
        saved = self._flush() and self.leave()
        if saved and self._unfolded:
            self.checkpoint()
        return saved

    def checkpoint(self) -> None:
        """Bring the one file up to date, so that a copy made now is whole.

        Where that fails, everything is saved all the same; it is tried again after a while.
        """
        self._checkpoint.stop()
        if self.condition != "saved":
            return
        before, self._unfolded = self._unfolded, None
        try:
            self._session.checkpoint()
        except UserError as error:
            self._unfolded = error
            self._checkpoint.start(AGAIN_MS)
        if before or self._unfolded:
            self.changed.emit()

    def fold(self) -> UserError | None:
        """Bring the one file up to date where that is still to be done; tells why it is not."""
        if self._unfolded or self._checkpoint.isActive():
            self.checkpoint()
        return self._unfolded

    def fold_soon(self) -> None:
        """Bring the one file up to date soon: something was written that did not come by here."""
        self._checkpoint.start(CHECKPOINT_MS)

    def pending(self) -> tuple[tuple[Key, Value], ...]:
        """Return what could not be saved, so that another file can take it."""
        return (*self._values.items(), *self._texts.items())

    def take(self, pending: tuple[tuple[Key, Value], ...]) -> bool:
        """Take over what another file could not keep. Tells whether it was saved."""
        self._values.update(pending)
        return self._flush()

    def give_up(self) -> None:
        """Forget what could not be saved."""
        for timer in (self._draft, self._settle, self._checkpoint, self._again):
            timer.stop()
        self._texts.clear()
        self._values.clear()
        self._trouble = self._unfolded = None

    # -- inside ----------------------------------------------------------------------------

    def _timer(self, interval_ms: int, then: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(then)
        return timer

    def _write_drafts(self) -> None:
        self._flush()

    def _settle_idle(self) -> None:
        self.leave()

    def _flush(self) -> bool:
        self._draft.stop()
        return self._try(self._write_all)

    def _write_all(self) -> None:
        for key, text in list(self._texts.items()):
            self._session.draft(*key, text)
            self._texts.pop(key)
        if self._values:
            self._session.apply(list(self._values.items()))
            self._values.clear()

    def _try(self, command: Callable[[], object]) -> bool:
        busy = self._busy
        self._busy = True
        try:
            command()
        except UserError as error:
            self._trouble = error
        else:
            self._trouble = None
        finally:
            self._busy = busy
        if self._trouble:
            self._again.start()
            self.changed.emit()
            return False
        self._again.stop()
        self._checkpoint.start(CHECKPOINT_MS)
        self.changed.emit()
        return True
