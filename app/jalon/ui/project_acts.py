"""What is done with the open project as a whole: copies, uniting, passphrase, another edition."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from jalon import assets
from jalon.errors import UserError
from jalon.ui.names import project_files
from jalon.ui.places import EDITION
from jalon.ui.projects import Projects

if TYPE_CHECKING:
    from jalon.ui.copying import Copying


class ProjectActs(QObject):
    """Acts on the project that is open; does nothing while there is none.

    What fails is told by ``failed`` of the projects. The menus want this object at each start:
    what an act needs is imported when it is chosen.
    """

    def __init__(self, projects: Projects, window: QWidget) -> None:
        super().__init__(window)
        self._projects, self._window = projects, window

    @cached_property
    def _copying(self) -> "Copying":
        """What writes copies; made when the first is asked for."""
        from jalon.ui.copying import Copying

        made = Copying(self._window)
        made.failed.connect(self._projects.failed)
        return made

    # -- copies ----------------------------------------------------------------------------

    def save_copy(self) -> None:
        """Ask for a place and write a whole copy of the project there."""
        if workspace := self._projects.workspace:
            self._copying.save(workspace, self._projects.language)

    def save_without_history(self) -> None:
        """Ask for a place and write a copy for outsiders there: what is current, no more."""
        if workspace := self._projects.workspace:
            self._copying.save_without_history(workspace, self._projects.language)

    def duplicate(self) -> None:
        """Ask for a place, write the whole project there, and go on in that file.

        The project that was open stays as it is; what can be undone here cannot be there.
        """
        workspace, tr = self._projects.workspace, self._projects.language
        if workspace is None or not workspace.desk.writing.leave():
            return
        place, made = workspace.place, self._copying.duplicated(workspace, tr)
        if made is None:
            return
        if not self._projects.close():
            made.close()
            return
        shown = self._projects.show(made)
        shown.go(place)
        shown.header.say(tr.text("This is {name} now.", name=made.path.name))

    def go_on_in_copy(self) -> None:
        """Copy the project elsewhere and go on there, with what could not be saved here."""
        workspace, tr = self._projects.workspace, self._projects.language
        moved = self._copying.moved(workspace, tr) if workspace else None
        if workspace is None or moved is None:
            return
        made, lacking = moved
        pending, place = workspace.desk.writing.pending(), workspace.place
        self._projects.close_unsaved()
        shown = self._projects.show(made)
        shown.desk.writing.take(pending)
        shown.go(place)
        if lacking:
            self._projects.failed.emit(lacking, tr.text("The copy has no history"))

    def merge(self) -> None:
        """Ask for another copy and take in what it has more."""
        workspace, tr = self._projects.workspace, self._projects.language
        if workspace is None or not workspace.desk.writing.leave():
            return
        from jalon.ui import file_dialogs, uniting

        title = tr.text("Unite with another copy")
        if path := file_dialogs.open_file(self._window, tr, title, project_files(tr)):
            uniting.unite(workspace, path, self._window, tr)

    def check(self) -> None:
        """Check every page and every change of the file."""
        from jalon.ui import checking

        try:
            checking.check(self._projects, self._window)
        except UserError as error:
            tr = self._projects.language
            self._projects.failed.emit(error, tr.text("The file could not be checked"))

    # -- passphrase and edition ------------------------------------------------------------

    def protect(self) -> None:
        """Ask for a passphrase, another one, or none."""
        workspace = self._projects.workspace
        if workspace is None or not workspace.desk.writing.leave():
            return
        from jalon.ui.passphrase import SetPassphrase

        protected = workspace.desk.session.custody.protected
        SetPassphrase(self._projects.language, protected, self._protect, self._window).open()

    def _protect(self, secret: str | None) -> None:
        workspace, tr = self._projects.workspace, self._projects.language
        if workspace is None:
            return
        with self._projects.without_backups():
            try:
                sealed = workspace.desk.session.custody.protect(secret, assets.backup_folder())
            except UserError as error:
                self._projects.failed.emit(error, tr.text("The passphrase was not changed"))
                return
            self._projects.remember()
            workspace.header.say(
                tr.text("The project opens without a passphrase now.")
                if secret is None
                else tr.text("The project opens only with this passphrase now.")
            )
            if sealed.left:
                self._projects.failed.emit(sealed.left, tr.text("Backups can still be read"))

    def carry_over(self) -> None:
        """Carry the answers over to the later edition, and show the project anew.

        No page of the edition before is shown any more: each was made of what that one asks.
        """
        workspace, tr = self._projects.workspace, self._projects.language
        if workspace is None or not workspace.desk.writing.leave():
            return
        from jalon.export import edition_words

        session = workspace.desk.session
        before = edition_words.edition(session.form, tr)

        def carry() -> None:
            try:
                session.editions.carry_over(
                    tr.text("Before carrying over, {edition}", edition=before)
                )
            except UserError as error:
                self._projects.failed.emit(error, tr.text("The answers were not carried over"))

        self._projects.show_anew(workspace, carry).go(EDITION)
