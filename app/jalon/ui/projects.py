"""Opening, making, showing and closing the one project of the window."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QWidget

from jalon.errors import UserError
from jalon.language import Translator
from jalon.session import Session
from jalon.ui.desk import Desk
from jalon.ui.jobs import Jobs, ProjectJobs
from jalon.ui.later import Later
from jalon.ui.pages.making import first_place
from jalon.ui.settings import Settings
from jalon.ui.viewpoint import Viewpoint
from jalon.ui.workspace import Workspace
from jalon.ui.writing import Writing

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from jalon.ui.backing import Backing
    from jalon.ui.offers import Offers


class Projects(QObject):
    """Holds the open project, if there is one.

    ``opened`` carries its workspace, ``closed`` says that none is open any more, ``failed``
    carries an :class:`UserError` and a title for the reader, ``restore_asked`` says that a
    backup is to be chosen, ``copy_asked`` that what cannot be saved is to go on in a copy,
    ``edition_asked`` that the answers are to be carried over to the later edition.
    """

    opened = Signal(object)
    closed = Signal()
    failed = Signal(object, str)
    restore_asked = Signal()
    copy_asked = Signal()
    edition_asked = Signal()

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
        self.language = tr
        self._giving_up = self._clears = False
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

    def _open_so(self, path: object, opened: object) -> None:
        if isinstance(path, Path) and callable(opened):
            self._take(opened, path)

    def retranslate(self, tr: Translator) -> None:
        """Speak the language of ``tr`` from now on."""
        self.language = tr
        if self.workspace:
            self.workspace.retranslate(tr)

    # -- opening ---------------------------------------------------------------------------

    def ask_open(self) -> None:
        """Ask which project to open."""
        from jalon.ui import file_dialogs
        from jalon.ui.names import project_files

        path = file_dialogs.open_file(
            self._window,
            self.language,
            self.language.text("Open a project"),
            project_files(self.language),
        )
        if path:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a project; tells whether it is open now."""
        if self.workspace and self.workspace.desk.session.path == path:
            self.opened.emit(self.workspace)
            return True
        anew = partial(Session.open, path, author=self._settings.author, clears=False)
        if self._later.waits:
            # A start shows its first page before it has gone through the log.
            return self._take(partial(anew, deferred=True), path, anew)
        return self._take(anew, path)

    def open_example(self) -> bool:
        """Open the worked example, in the language of the window."""
        from tempfile import TemporaryDirectory

        from jalon import example

        made = TemporaryDirectory(prefix="jalon-", ignore_cleanup_errors=True)
        code = self.language.code
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
        if self._left(self.close):
            session = Session.create(path, author=author, language=self.language.code)
            self.close()
            self._settings.author = author or self._settings.author
            self.show(session)

    def _take(
        self,
        opened: Callable[[], Session],
        path: Path | None = None,
        anew: Callable[[], Session] | None = None,
    ) -> bool:
        """Open another project; the one that is open is closed only when that succeeded.

        ``anew`` opens it in another way, where a page cannot be made of what the first way read.
        """
        try:
            session = opened()
        except UserError as error:
            self._not_opened(error, path)
            return False
        if not self.close():
            session.close()
            return False
        if session.unscrubbed:
            self._clears = True
            self._later.do(partial(self._clear, session, path, anew))
            return False
        return self._shown(session, path, anew)

    def _clear(
        self, session: Session, path: Path | None, anew: Callable[[], Session] | None
    ) -> None:
        """Have a large file rewritten beside the window, before anything else is asked of it."""
        from jalon.ui import rewriting

        def then() -> None:
            self._clears = False
            self._shown(session, path, anew)

        rewriting.rewrite(session, self._jobs, self._window, self.language, then)

    def _shown(
        self, session: Session, path: Path | None, anew: Callable[[], Session] | None
    ) -> bool:
        """Show a project that was opened; tells whether a page could be made of it."""
        try:
            shown = self.show(session)
        except UserError as error:  # of what opening leaves unread
            self._turn_away(session)
            if anew:
                return self._take(anew, path)
            self._not_opened(error, path)
            return False
        if session.kept:
            name = session.kept.name
            shown.header.say(self.language.text("Older file kept: {name}", name=name))
        return True

    # -- showing ---------------------------------------------------------------------------

    def show(self, session: Session) -> Workspace:
        """Show an open project, from its first page on; none is shown before."""
        writing = Writing(session)
        viewpoint = Viewpoint()
        desk = Desk(session, writing, ProjectJobs(self._jobs), self._settings, viewpoint)
        workspace = Workspace(desk, self.language)
        writing.setParent(workspace)
        viewpoint.setParent(workspace)
        workspace.notices.copy_asked.connect(self.copy_asked)
        workspace.edition_asked.connect(self.edition_asked)
        self._backing = None
        workspace.restore_splitter(self._settings.bytes("splitter"))
        self.workspace = workspace
        workspace.take_room(self._room())
        workspace.go(first_place(desk))
        self._later.do(self._verify)
        self._later.do(self.remember)
        self.opened.emit(workspace)
        self._later.do(self._start_clocks)
        self._later.do(self._look_around)
        return workspace

    def show_anew(self, workspace: Workspace, change: Callable[[], None]) -> Workspace:
        """Make a change after which no page of the open project is true, and show it anew."""
        self._jobs.settle()  # files on their way in or out are told of by the pages that go
        workspace.end()
        if self._backing:
            self._backing.end()
        change()
        self._put_away(workspace)
        self.closed.emit()
        workspace.deleteLater()
        return self.show(workspace.desk.session)

    def remember(self) -> None:
        """Note how the welcome page will tell of this project; the example is not noted."""
        if self.workspace and not self.workspace.desk.session.example:
            desk = self.workspace.desk
            self._settings.add_recent(desk.recent())
            self._settings.set_place(desk.session.path, self.workspace.place.id)

    @contextmanager
    def without_backups(self) -> Iterator[None]:
        """Make no backup meanwhile; the next one is waited for anew."""
        if self._backing:
            self._backing.end()
        try:
            yield
        finally:
            if self._backing:
                self._backing.start()

    def _look_around(self) -> None:
        if self.workspace:
            self.workspace.notices.look_around()

    def _start_clocks(self) -> None:
        """Begin to wait for what is done unasked: the time counts from the first page on."""
        workspace = self.workspace
        if workspace is None or self._backing is not None:
            return
        from jalon.ui.backing import Backing

        workspace.look_ahead()
        self._backing = backing = Backing(workspace.desk, self._jobs, workspace)
        backing.failed.connect(self._backup_failed)
        backing.start()

    # -- closing ---------------------------------------------------------------------------

    def _verify(self) -> None:
        """Hold what the first page was made from against the log, as soon as the page is there.

        A damaged file is left as it is, unless something that is not saved keeps it open.
        """
        workspace = self.workspace
        if workspace is None:
            return
        session = workspace.desk.session
        try:
            session.verify()
        except UserError as error:
            if workspace.desk.writing.condition == "failed":
                return  # said there, and what was typed can go on in a copy
            self._turn_away(session)
            self._not_opened(error, session.path)

    def turn_away(self) -> None:
        """Close the open project, which a check has found damaged, and offer what fits."""
        if self.workspace:
            from jalon.store import faults

            session = self.workspace.desk.session
            self._turn_away(session)
            self._not_opened(faults.damaged(session.path.name), session.path)

    def _turn_away(self, session: Session) -> None:
        """Let go of a file that turned out to be damaged, and of what is shown of it."""
        if workspace := self.workspace:
            self._put_away(workspace)
            workspace.deleteLater()
        session.leave()
        self.closed.emit()

    def _not_opened(self, error: UserError, path: Path | None) -> None:
        """Say why a project was not opened, and offer what fits."""
        author, tr = self._settings.author, self.language
        if not (path and self._offers.about(error, path, author, tr)):
            self.failed.emit(error, tr.text("The project was not opened"))

    def close(self, *, again: Callable[[], object] | None = None) -> bool:
        """Close the open project once what was typed is safe; tells whether none is open.

        Where it is not, the user is asked first, and may have ``again`` tried: closing the
        project, unless it is told otherwise.
        """
        if self._clears:
            self._jobs.settle()  # the file is not let go of before it is rewritten
        workspace = self.workspace
        if workspace is None:
            return True
        if self._giving_up:
            self._jobs.give_up()
        elif not self._settled(again or self.close):
            return False
        if not self._left(again or self.close):
            return False
        self.remember()
        self._put_away(workspace)
        given_up, self._giving_up = self._giving_up, False
        try:
            workspace.desk.session.close()
        except UserError as error:
            if not given_up:
                self.failed.emit(error, self.language.text("Not everything was saved"))
        if self._example:
            self._example.cleanup()
            self._example = None
        self.closed.emit()
        workspace.deleteLater()
        return True

    def close_unsaved(self) -> None:
        """Close the open project although not everything is in its file."""
        self._giving_up = True
        self.close()

    def _put_away(self, workspace: Workspace) -> None:
        """End all that goes on in the pages of the open project; its session stays open."""
        self._settings.remember("splitter", workspace.splitter_state())
        workspace.end()
        workspace.desk.writing.give_up()
        workspace.desk.jobs.end()
        if self._backing:
            self._backing.end()
        self.workspace = None

    def _left(self, again: Callable[[], object]) -> bool:
        """End what is being typed; tells whether it is safe, or given up, and asks where not."""
        if self.workspace is None:
            return True
        self.workspace.leave()
        writing = self.workspace.desk.writing
        if self._giving_up or (writing.condition != "failed" and not writing.fold()):
            return True
        from jalon.ui import leaving

        window, tr = self._window, self.language
        try_again, give_up = partial(self._try, again), partial(self._give_up, again)
        if writing.unfolded:
            leaving.ask_about_unfolded(window, tr, writing.unfolded, try_again, give_up)
        else:
            copy = self.copy_asked.emit
            leaving.ask_about_unsaved(window, tr, writing.trouble, try_again, copy, give_up)
        return False

    def _settled(self, again: Callable[[], object]) -> bool:
        """Wait for files on their way in or out; tells whether one can go on, and asks if not."""
        done = self.workspace is None or self._jobs.settle()
        if done is None:
            from jalon.ui import leaving

            give_up = partial(self._give_up, again)
            leaving.ask_about_files(self._window, self.language, again, give_up)
        return bool(done)  # what could not be written or attached is said by who tried it

    def _try(self, again: Callable[[], object]) -> None:
        if self.workspace and self.workspace.desk.writing.retry():
            again()

    def _give_up(self, again: Callable[[], object]) -> None:
        self._giving_up = True
        again()

    def _backup_failed(self, error: object) -> None:
        """Say so where "Saved" stands: nothing is lost, and nobody is stopped."""
        if self.workspace and isinstance(error, UserError):
            from jalon.ui import messages

            self.workspace.header.say(
                self.language.text("No backup: {why}", why=messages.words(self.language, error))
            )
