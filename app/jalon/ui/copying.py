"""Copies of the open project elsewhere: asking for the place, writing, opening them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from jalon.errors import N_, UserError
from jalon.language import Translator
from jalon.session import Session
from jalon.ui import file_dialogs
from jalon.ui.names import SUFFIX, project_files, suffixed
from jalon.ui.workspace import Workspace

_REMEMBERED = N_(
    "{name} could not be read any more. The copy was made from what the program had in memory:"
    " every current answer is in it, its history and the attached files are not. The file that"
    " cannot be read was not changed; should its disk come back, unite it with the copy."
)


class Copying(QObject):
    """Writes copies where the user wants them.

    ``failed`` carries an :class:`UserError` and a title for the reader.
    """

    failed = Signal(object, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def save(self, workspace: Workspace, tr: Translator) -> None:
        """Ask for a place and write a whole copy of the project there."""
        self._save(workspace, tr, tr.text("Save a copy"), history=True)

    def save_without_history(self, workspace: Workspace, tr: Translator) -> None:
        """Ask for a place and write a copy for outsiders there: what is current, no more."""
        self._save(workspace, tr, tr.text("Save a copy without history"), history=False)

    def duplicated(self, workspace: Workspace, tr: Translator) -> Session | None:
        """Ask for a place, write the whole project there and open it; None where it is not."""
        path = self._asked_place(workspace, tr, tr.text("Duplicate"))
        return self._opened(workspace.desk.session, path, tr, Session.copy_to) if path else None

    def moved(
        self, workspace: Workspace, tr: Translator
    ) -> tuple[Session, UserError | None] | None:
        """Ask for a place and open a copy there of a project that cannot be saved.

        Where its own file cannot be read any more either, the copy holds what is in memory, and
        an error comes with it that says so. None where there is no copy.
        """
        path = self._asked_place(workspace, tr, tr.text("Go on in a copy"))
        lacking: list[UserError] = []

        def write(session: Session, target: Path) -> None:
            if not session.custody.go_on_in(target):
                lacking.append(UserError(_REMEMBERED, name=session.path.name))

        made = self._opened(workspace.desk.session, path, tr, write) if path else None
        return (made, lacking[0] if lacking else None) if made else None

    def _save(self, workspace: Workspace, tr: Translator, title: str, *, history: bool) -> None:
        path = self._asked_place(workspace, tr, title)
        if path is None:
            return
        try:
            workspace.desk.session.copy_to(path, history=history)
        except UserError as error:
            self._tell(error, tr)
            return
        workspace.header.say(tr.text("Copy saved: {name}", name=path.name))

    def _opened(
        self, session: Session, path: Path, tr: Translator, write: Callable[[Session, Path], None]
    ) -> Session | None:
        try:
            write(session, path)
            return session.open_copy(path)
        except UserError as error:
            self._tell(error, tr)
            return None

    def _tell(self, error: UserError, tr: Translator) -> None:
        self.failed.emit(error, tr.text("No copy was saved"))

    def _asked_place(self, workspace: Workspace, tr: Translator, title: str) -> Path | None:
        now = workspace.desk.session.path
        proposed = now.with_name(f"{now.stem}-{tr.text('copy')}{SUFFIX}")
        path = file_dialogs.save_file(self._window, tr, title, proposed, project_files(tr))
        return suffixed(path) if path else None
