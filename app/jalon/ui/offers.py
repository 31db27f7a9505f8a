"""What can be done about a project that did not open: read it, copy it, unlock or rescue it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from jalon.errors import ProjectError, UserError
from jalon.language import Translator
from jalon.session import Session
from jalon.ui import file_dialogs, messages
from jalon.ui.messages import Choice
from jalon.ui.names import SUFFIX, project_files, suffixed

if TYPE_CHECKING:
    from jalon.store.rescue import Rescued

_NAMED: Final = 12
"""Places that are named one by one; more would not fit into a message."""

Opening: TypeAlias = Callable[[], Session]


class Offers(QObject):
    """Puts a question for each trouble that a person can do something about.

    ``open_asked`` carries a path and a way to open it, ``failed`` an error and a title, and
    ``restore_asked`` says that a backup is to be chosen.
    """

    open_asked = Signal(object, object)
    failed = Signal(object, str)
    restore_asked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def about(self, error: UserError, path: Path, author: str, tr: Translator) -> bool:
        """Put the question that fits; False where there is nothing to offer."""
        if not isinstance(error, ProjectError):
            return False
        match error.reason:
            case "locked":
                self._locked(error, path, author, tr)
            case "protected" | "passphrase":
                self._protected(error, path, author, tr)
            case "damaged":
                self._damaged(error, path, author, tr)
            case _:
                return False
        return True

    def _locked(self, error: ProjectError, path: Path, author: str, tr: Translator) -> None:
        def read() -> None:
            self.open_asked.emit(path, lambda: Session.open(path, author=author, read_only=True))

        def copy() -> None:
            target = self._place(path, tr.text("copy"), tr.text("Work on a copy"), tr)
            if target:
                self.open_asked.emit(target, lambda: _copied(path, target, author))

        messages.ask(
            self._window,
            tr.text("{name} is open elsewhere", name=path.name),
            messages.words(tr, error),
            (
                Choice(tr.text("Read it as it is now"), read),
                Choice(tr.text("Work on a copy…"), copy),
                Choice(tr.text("Cancel"), None, "reject"),
            ),
            warn=False,
        )

    def _protected(self, error: ProjectError, path: Path, author: str, tr: Translator) -> None:
        def give(secret: str) -> None:
            opened = partial(Session.open, path, author=author, passphrase=secret, clears=False)
            self.open_asked.emit(path, opened)

        tried = messages.words(tr, error) if error.reason == "passphrase" else ""
        self._ask(path, tried, give, tr)

    def _ask(self, path: Path, tried: str, give: Callable[[str], None], tr: Translator) -> None:
        from jalon.ui.passphrase import AskPassphrase

        AskPassphrase(tr, path.name, tried, give, self._window).open()

    def _damaged(self, error: ProjectError, path: Path, author: str, tr: Translator) -> None:
        def save() -> None:
            target = self._place(path, tr.text("saved"), tr.text("Save what is readable"), tr)
            if target:
                self._rescue(path, target, author, tr)

        messages.ask(
            self._window,
            tr.text("{name} is damaged", name=path.name),
            messages.words(tr, error),
            (
                Choice(tr.text("Save what is readable…"), save),
                Choice(tr.text("Restore a backup…"), self.restore_asked.emit),
                Choice(tr.text("Cancel"), None, "reject"),
            ),
        )

    def _rescue(
        self, path: Path, target: Path, author: str, tr: Translator, secret: str | None = None
    ) -> None:
        from jalon.session.unlocking import passphrase
        from jalon.store import rescue

        try:
            made = rescue.rescue(path, target, opens=passphrase(secret))
        except ProjectError as error:
            if error.reason in {"protected", "passphrase"}:
                tried = messages.words(tr, error) if error.reason == "passphrase" else ""
                again = partial(self._rescue, path, target, author, tr)
                self._ask(path, tried, again, tr)
            else:
                self.failed.emit(error, tr.text("Nothing was saved"))
            return
        from jalon.session import rescue_words

        told = rescue_words.told(made, path.name, tr, secret)
        said = [line for sentence, listed in told for line in (sentence, *_few([*listed], tr))]
        self._rescued(
            made, said, lambda: Session.open(target, author=author, passphrase=secret), tr
        )

    def _rescued(self, made: "Rescued", said: list[str], opening: Opening, tr: Translator) -> None:
        """Tell what a rescue brought, and offer to open it."""
        target = made.path
        messages.ask(
            self._window,
            tr.text("What was readable is saved"),
            "\n".join(said),
            (
                Choice(
                    tr.text("Open {name}", name=target.name),
                    lambda: self.open_asked.emit(target, opening),
                ),
                Choice(tr.text("Close"), None, "reject"),
            ),
            warn=not made.whole,
        )

    def _place(self, path: Path, ending: str, title: str, tr: Translator) -> Path | None:
        chosen = file_dialogs.save_file(
            self._window,
            tr,
            title,
            path.with_name(f"{path.stem}-{ending}{SUFFIX}"),
            project_files(tr),
        )
        return suffixed(chosen) if chosen else None


def _few(listed: list[str], tr: Translator) -> list[str]:
    """Return the first of what is listed, and how many there are beyond."""
    beyond = len(listed) - _NAMED
    if beyond <= 0:
        return listed
    return [*listed[:_NAMED], tr.plural("and {count} more.", "and {count} more.", beyond)]


def _copied(path: Path, target: Path, author: str) -> Session:
    """Copy a project that somebody else writes to, as it is now, and open the copy."""
    with_writer = Session.open(path, author=author, read_only=True)
    try:
        with_writer.copy_to(target)
    finally:
        with_writer.close()
    return Session.open(target, author=author)
