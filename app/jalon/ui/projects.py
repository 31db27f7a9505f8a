"""Opening, making, copying and closing the one project of the window."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QWidget

from jalon import assets
from jalon.errors import UserError
from jalon.language import Translator
from jalon.session import Session
from jalon.ui.backing import Backing
from jalon.ui.desk import Desk
from jalon.ui.jobs import Jobs
from jalon.ui.later import Later
from jalon.ui.names import project_files
from jalon.ui.pages.making import first_place
from jalon.ui.places import EDITION, Place
from jalon.ui.settings import Settings
from jalon.ui.viewpoint import Viewpoint
from jalon.ui.workspace import Workspace
from jalon.ui.writing import Writing

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from jalon.ui.copying import Copying
    from jalon.ui.offers import Offers


class Projects(QObject):
    """Holds the open project, if there is one.

    ``opened`` carries its workspace, ``closed`` says that none is open any more, ``failed``
    carries an :class:`UserError` and a title for the reader, ``restore_asked`` says that a
    backup is to be chosen.
    """

    opened = Signal(object)
    closed = Signal()
    failed = Signal(object, str)
    restore_asked = Signal()

    def __init__(
        self,
        window: QWidget,
        settings: Settings,
        jobs: Jobs,
        later: Later,
        tr: Translator,
        room: Callable[[], QSize],
    ) -> None:
        """Open projects in a window; ``room`` tells the size of the pages in it."""
        super().__init__(window)
        self._room = room
        self._later = later
        self._window, self._settings, self._jobs = window, settings, jobs
        self._tr = tr
        self._giving_up = False
        self._example: TemporaryDirectory[str] | None = None
        self.workspace: Workspace | None = None
        self._backing: Backing | None = None

    @cached_property
    def _offers(self) -> "Offers":
        """What is offered when a project does not open; most open."""
        from jalon.ui.offers import Offers

        made = Offers(self._window)
        made.open_asked.connect(self._open_so)
        made.failed.connect(self.failed)
        made.restore_asked.connect(self.restore_asked)
        return made

    @cached_property
    def _copying(self) -> "Copying":
        """What writes copies; made when the first is asked for."""
        from jalon.ui.copying import Copying

        made = Copying(self._window)
        made.failed.connect(self.failed)
        return made

    def _open_so(self, path: object, opened: object) -> None:
        if isinstance(path, Path) and callable(opened):
            self._take(opened, path)

    def retranslate(self, tr: Translator) -> None:
        """Speak the language of ``tr`` from now on."""
        self._tr = tr
        if self.workspace:
            self.workspace.retranslate(tr)

    # -- opening ---------------------------------------------------------------------------

    def ask_open(self) -> None:
        """Ask which project to open."""
        from jalon.ui import file_dialogs

        path = file_dialogs.open_file(
            self._window, self._tr, self._tr.text("Open a project"), project_files(self._tr)
        )
        if path:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a project; tells whether it is open now."""
        if self.workspace and self.workspace.desk.session.path == path:
            self.opened.emit(self.workspace)
            return True
        return self._take(lambda: Session.open(path, author=self._settings.author), path)

    def open_example(self) -> bool:
        """Open the worked example, in the language of the window."""
        from tempfile import TemporaryDirectory

        from jalon import example

        made = TemporaryDirectory(prefix="jalon-", ignore_cleanup_errors=True)
        code = self._tr.code
        path = Path(made.name) / f"example-{code}.jalon"
        if not self._take(lambda: example.make(path, code)):
            made.cleanup()
            return False
        self._example = made
        return True

    def create(self, path: Path, author: str) -> None:
        """Make a project and open it; the one that is open is closed only when it is made.

        Raises:
            UserError: it cannot be made there.
        """
        if self._left():
            session = Session.create(path, author=author, language=self._tr.code)
            self.close()
            self._settings.author = author or self._settings.author
            self._show(session)

    def _take(self, opened: Callable[[], Session], path: Path | None = None) -> bool:
        """Open another project; the one that is open is closed only when that succeeded."""
        try:
            session = opened()
        except UserError as error:
            if path and self._offers.about(error, path, self._settings.author, self._tr):
                return False
            self.failed.emit(error, self._tr.text("The project was not opened"))
            return False
        if not self.close():
            session.close()
            return False
        shown = self._show(session)
        if session.kept:
            name = session.kept.name
            shown.header.say(self._tr.text("Older file kept: {name}", name=name))
        return True

    def _show(self, session: Session) -> Workspace:
        writing = Writing(session)
        viewpoint = Viewpoint()
        desk = Desk(session, writing, self._jobs, self._settings, viewpoint)
        workspace = Workspace(desk, self._tr)
        writing.setParent(workspace)
        viewpoint.setParent(workspace)
        writing.failed.connect(self._saving_failed)
        workspace.notices.copy_asked.connect(self.go_on_in_copy)
        workspace.edition_asked.connect(self.carry_over)
        self._backing = None
        workspace.restore_splitter(self._settings.bytes("splitter"))
        self.workspace = workspace
        workspace.take_room(self._room())
        workspace.go(first_place(desk))
        self._later.do(self._remember)
        self.opened.emit(workspace)
        self._later.do(self._start_clocks)
        self._later.do(workspace.notices.look_around)
        return workspace

    def _start_clocks(self) -> None:
        """Begin to wait for what is done unasked: the time counts from the first page on."""
        workspace = self.workspace
        if workspace is None or self._backing is not None:
            return
        workspace.look_ahead()
        self._backing = backing = Backing(workspace.desk, workspace)
        backing.failed.connect(self._backup_failed)
        backing.start()

    # -- closing ---------------------------------------------------------------------------

    def close(self) -> bool:
        """Close the open project once what was typed is safe; tells whether none is open."""
        workspace = self.workspace
        if workspace is None:
            return True
        if not self._left():
            return False
        session, writing = workspace.desk.session, workspace.desk.writing
        self._remember()
        self._settings.remember("splitter", workspace.splitter_state())
        workspace.end()
        writing.give_up()
        if self._backing:
            self._backing.end()
        given_up, self.workspace, self._giving_up = self._giving_up, None, False
        try:
            session.close()
        except UserError as error:
            if not given_up:
                self.failed.emit(error, self._tr.text("Not everything was saved"))
        if self._example:
            self._example.cleanup()
            self._example = None
        self.closed.emit()
        workspace.deleteLater()
        return True

    def _left(self) -> bool:
        """End what is being typed; tells whether it is safe, or given up, and asks where not."""
        if self.workspace is None:
            return True
        self.workspace.leave()
        if self.workspace.desk.writing.condition == "failed" and not self._giving_up:
            self._ask_about_unsaved()
            return False
        return True

    def _remember(self) -> None:
        """Note how the welcome page will tell of this project; the example is not noted."""
        if self.workspace and not self.workspace.desk.session.example:
            desk = self.workspace.desk
            self._settings.add_recent(desk.recent())
            self._settings.set_place(desk.session.path, self.workspace.place.id)

    def _ask_about_unsaved(self) -> None:
        from jalon.ui import messages
        from jalon.ui.messages import Choice

        tr = self._tr
        trouble = self.workspace.desk.writing.trouble if self.workspace else None
        messages.ask(
            self._window,
            tr.text("Not everything is saved"),
            messages.words(tr, trouble) if trouble else "",
            (
                Choice(tr.text("Try again"), self._close_again),
                Choice(tr.text("Go on in a copy elsewhere…"), self.go_on_in_copy),
                Choice(tr.text("Close without saving"), self._close_anyway, "destroy"),
                Choice(tr.text("Cancel"), None, "reject"),
            ),
        )

    def _close_again(self) -> None:
        if self.workspace and self.workspace.desk.writing.retry():
            self._window.close()

    def _close_anyway(self) -> None:
        self._giving_up = True
        self._window.close()

    # -- copies ----------------------------------------------------------------------------

    def save_copy(self) -> None:
        """Ask for a place and write a whole copy of the project there."""
        if self.workspace:
            self._copying.save(self.workspace, self._tr)

    def save_without_history(self) -> None:
        """Ask for a place and write a copy for outsiders there: what is current, no more."""
        if self.workspace:
            self._copying.save_without_history(self.workspace, self._tr)

    def duplicate(self) -> None:
        """Ask for a place, write the whole project there, and go on in that file.

        The project that was open stays as it is; what can be undone here cannot be there.
        """
        workspace = self.workspace
        if workspace is None or not workspace.desk.writing.leave():
            return
        place, made = workspace.place, self._copying.duplicated(workspace, self._tr)
        if made is None:
            return
        if not self.close():
            made.close()
            return
        shown = self._show_at(made, place)
        shown.header.say(self._tr.text("This is {name} now.", name=made.path.name))

    def go_on_in_copy(self) -> None:
        """Copy the project elsewhere and go on there, with what could not be saved here."""
        workspace = self.workspace
        moved = self._copying.moved(workspace, self._tr) if workspace else None
        if workspace is None or moved is None:
            return
        made, lacking = moved
        pending, place = workspace.desk.writing.pending(), workspace.place
        self._giving_up = True
        self.close()
        self._show(made).desk.writing.take(pending)
        if self.workspace:
            self.workspace.go(place)
        if lacking:
            self.failed.emit(lacking, self._tr.text("The copy has no history"))

    def merge(self) -> None:
        """Ask for another copy and take in what it has more."""
        if self.workspace is None or not self.workspace.desk.writing.leave():
            return
        from jalon.ui import file_dialogs

        path = file_dialogs.open_file(
            self._window,
            self._tr,
            self._tr.text("Unite with another copy"),
            project_files(self._tr),
        )
        if path:
            from jalon.ui import uniting

            uniting.unite(self.workspace, path, self._window, self._tr)

    def protect(self) -> None:
        """Ask for a passphrase, another one, or none."""
        if self.workspace is None or not self.workspace.desk.writing.leave():
            return
        from jalon.ui.passphrase import SetPassphrase

        protected = self.workspace.desk.session.custody.protected
        SetPassphrase(self._tr, protected, self._protect, self._window).open()

    def _protect(self, secret: str | None) -> None:
        if self.workspace is None:
            return
        if self._backing:
            self._backing.end()
        try:
            self.workspace.desk.session.custody.protect(secret, assets.backup_folder())
        except UserError as error:
            self.failed.emit(error, self._tr.text("The passphrase was not changed"))
        else:
            self._remember()
            self.workspace.header.say(
                self._tr.text("The project opens without a passphrase now.")
                if secret is None
                else self._tr.text("The project opens only with this passphrase now.")
            )
        if self._backing:
            self._backing.start()

    def carry_over(self) -> None:
        """Carry the answers over to the later edition, and show the project anew.

        No page of the edition before is shown any more: each was made of what that one asks.
        """
        workspace = self.workspace
        if workspace is None or not workspace.desk.writing.leave():
            return
        from jalon.export import edition_words

        session, tr = workspace.desk.session, self._tr
        before = edition_words.edition(session.form, tr)
        workspace.end()
        if self._backing:
            self._backing.end()
        try:
            session.editions.carry_over(tr.text("Before carrying over, {edition}", edition=before))
        except UserError as error:
            self.failed.emit(error, tr.text("The answers were not carried over"))
        self._settings.remember("splitter", workspace.splitter_state())
        workspace.desk.writing.give_up()
        self.workspace = None
        self.closed.emit()
        workspace.deleteLater()
        self._show_at(session, EDITION)

    def _show_at(self, session: Session, place: Place) -> Workspace:
        """Show a session's project at a place."""
        shown = self._show(session)
        shown.go(place)
        return shown

    def _saving_failed(self, error: object) -> None:
        """Saving has begun to fail: the notice in the workspace says so at once."""
        if self.workspace and isinstance(error, UserError):
            self.workspace.notices.refresh(self._tr)

    def _backup_failed(self, error: object) -> None:
        """Say so where "Saved" stands: nothing is lost, and nobody is stopped."""
        if self.workspace and isinstance(error, UserError):
            from jalon.ui import messages

            self.workspace.header.say(
                self._tr.text("No backup: {why}", why=messages.words(self._tr, error))
            )
