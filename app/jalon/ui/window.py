"""The main window: one project at a time, or the welcome page."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from jalon.errors import UserError
from jalon.language import Translator, translator
from jalon.ui import editing
from jalon.ui.editing import Editing
from jalon.ui.front import Front, other_than
from jalon.ui.jobs import Jobs
from jalon.ui.later import Later
from jalon.ui.menus import Menus
from jalon.ui.places import REPORT
from jalon.ui.projects import Projects
from jalon.ui.settings import ZOOMS, Settings
from jalon.ui.theme import span
from jalon.ui.workspace import Workspace

if TYPE_CHECKING:
    from jalon.ui.pages.new import NewPage
    from jalon.ui.pages.verify import VerifyPage
    from jalon.ui.pages.welcome import WelcomePage
    from jalon.ui.project_acts import ProjectActs


_FRAME: Final = QSize(16, 48)
"""About what the platform puts round a window; how much it is, it tells once it is shown."""


class Window(QMainWindow):
    """Shows one page of the program: welcome, new project, verifying, or the open project.

    ``language_changed``, ``theme_asked`` and ``zoom_asked`` are for the application, which
    holds what belongs to every window and dialog.
    """

    language_changed = Signal(str)
    theme_asked = Signal(str)
    zoom_asked = Signal(int)

    def __init__(self, settings: Settings, language: str) -> None:
        super().__init__()
        self.settings = settings
        self.later = Later(self)
        self._tr: Translator = translator(language)
        self.jobs = Jobs(self)
        self.projects = Projects(self, settings, self.jobs, self.later, self._tr, self._room)
        self._pages = QStackedWidget(self)
        self.setCentralWidget(self._pages)
        self.front = Front(settings, self.jobs, self._pages)
        self.menus = Menus(self.menuBar(), self._acts)
        self._editing = Editing(self)
        self._connect_menus()
        self._connect_pages()
        self._retranslate()
        self.menus.set_project_open(opened=False)
        self.menus.show_theme(settings.theme)
        self.setMinimumSize(480, 360)
        self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize() - _FRAME))
        self.restoreGeometry(settings.bytes("geometry"))

    @property
    def workspace(self) -> Workspace | None:
        """The open project's pages, if a project is open."""
        return self.projects.workspace

    @property
    def shown(self) -> QWidget | None:
        """The page of the program that is shown."""
        return self._pages.currentWidget()

    @property
    def welcome(self) -> "WelcomePage":
        """The page while no project is open."""
        return self.front.welcome

    @property
    def new(self) -> "NewPage":
        """The page where a project is begun."""
        return self.front.new

    @property
    def verify(self) -> "VerifyPage":
        """The page where a signed report is checked."""
        return self.front.verify

    @property
    def language(self) -> str:
        """The code of the language in use."""
        return self._tr.code

    def set_language(self, code: str) -> None:
        """Show everything in another language, at once and for next time."""
        self._tr = translator(code)
        self.settings.language = code
        self.language_changed.emit(code)
        self._retranslate()

    def show_welcome(self) -> None:
        """Show the welcome page."""
        self.welcome.refresh()
        self._show(self.welcome)
        self.welcome.take_focus()
        self.setWindowTitle("Jalon")

    # -- Qt --------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the project and the workers first; what cannot be saved is asked about."""
        if not self.projects.close(again=self.close):
            event.ignore()
            return
        self.settings.remember("geometry", self.saveGeometry())
        self.jobs.close()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Bring the file up to date when the window is left, so that a copy of it is whole."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.front.set_span(span(self.width()))
        left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if left and self.workspace:
            self.workspace.desk.writing.leave()
            self.workspace.desk.writing.checkpoint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self.front.set_span(span(self.width()))

    # -- inside ----------------------------------------------------------------------------

    def _acts(self) -> dict[str, Callable[[], object]]:
        """Return what each action of the menus does, by name."""
        return {
            "new": self._begin_new,
            "open": self.projects.ask_open,
            "copy": self._project_acts.save_copy,
            "duplicate": self._project_acts.duplicate,
            "report": self._go_to_report,
            "verify": self._begin_verify,
            "restore": self._begin_restore,
            "protect": self._project_acts.protect,
            "check": self._project_acts.check,
            "merge": self._project_acts.merge,
            "outside": self._project_acts.save_without_history,
            "close": self.projects.close,
            "quit": self.close,
            "undo": self._undo,
            "redo": self._redo,
            "cut": editing.cut,
            "copy-text": editing.copy,
            "paste": self._paste,
            "all": editing.select_all,
            "find": self._find,
            "larger": self._larger,
            "smaller": self._smaller,
            "usual": self._usual,
            "back": self._back,
            "next": self._next,
            "panel": self._next_panel,
            "panel-back": self._previous_panel,
            "keys": self._show_keys,
            "about": self._show_about,
        }

    def _connect_menus(self) -> None:
        self.menus.recent_asked.connect(self._open_recent)
        self.menus.recent_opens.connect(self._show_recent)
        self.menus.language_asked.connect(self.set_language)
        self.menus.theme_asked.connect(self._choose_theme)
        self.menus.edit_opens.connect(self._edit_opens)
        self.menus.edit_closed.connect(self._edit_closed)
        self.later.do(self.menus.contents)

    def _connect_pages(self) -> None:
        self.front.new_asked.connect(self._begin_new)
        self.front.open_asked.connect(self.projects.ask_open)
        self.front.example_asked.connect(self.projects.open_example)
        self.front.recent_asked.connect(self._open_recent)
        self.front.language_asked.connect(self._other_language)
        self.front.create_asked.connect(self._create)
        self.front.left.connect(self._back_to_project)
        self.front.restored.connect(self._open_recent)
        self.projects.restore_asked.connect(self._begin_restore)
        self.projects.opened.connect(self._project_opened)
        self.projects.closed.connect(self._project_closed)
        self.projects.copy_asked.connect(self._go_on_in_copy)
        self.projects.edition_asked.connect(self._carry_over)
        self.projects.failed.connect(self._failed)

    def _retranslate(self) -> None:
        self.menus.retranslate(self._tr)
        self.front.speak(self.shown, self._tr)
        self.projects.retranslate(self._tr)

    def _room(self) -> QSize:
        """Return the size that a page has, or will have as soon as the window is shown."""
        if self.isVisible():
            return self._pages.size()
        whole = self.size()
        if self.isMaximized() or self.isFullScreen():
            whole = self.screen().availableSize()
        return whole - QSize(0, self.menuBar().sizeHint().height())

    def _show(self, page: QWidget) -> None:
        self.front.speak(page, self._tr)
        self._pages.setCurrentWidget(page)

    def _other_language(self) -> None:
        self.set_language(other_than(self._tr.code))

    # -- projects --------------------------------------------------------------------------

    @cached_property
    def _project_acts(self) -> "ProjectActs":
        """What acts on the project as a whole; made when the menus, or anything else, need it."""
        from jalon.ui.project_acts import ProjectActs

        return ProjectActs(self.projects, self)

    def _go_on_in_copy(self) -> None:
        self._project_acts.go_on_in_copy()

    def _carry_over(self) -> None:
        self._project_acts.carry_over()

    def _project_opened(self, workspace: Workspace) -> None:
        if self._pages.indexOf(workspace) < 0:
            self._pages.addWidget(workspace)
            workspace.language_asked.connect(self._other_language)
            workspace.header.search.clicked.connect(self._find)
        self.front.forget_failure()
        self._show(workspace)
        workspace.outline.setFocus()
        writable = not workspace.desk.session.read_only
        self.menus.set_project_open(opened=True, writable=writable)
        self.setWindowTitle(f"{workspace.desk.session.path.stem} – Jalon")
        self.setWindowFilePath(str(workspace.desk.session.path))

    def _project_closed(self) -> None:
        self.menus.set_project_open(opened=False)
        self.setWindowFilePath("")
        self.show_welcome()

    def _failed(self, error: object, title: str) -> None:
        if not isinstance(error, UserError):
            return
        if self.shown is None:
            self.show_welcome()
        if self.shown is self.front.welcome:
            self.front.welcome.show_failure(error)
        else:
            from jalon.ui import messages

            messages.show(self, self._tr, error, title)

    def _begin_new(self) -> None:
        self.front.forget_failure()
        self.front.speak(self.new, self._tr)
        self.new.begin()  # has the focus before it is seen: what had it before keeps its place
        self._show(self.new)

    def _create(self, path: Path, author: str) -> None:
        try:
            self.projects.create(path, author)
        except UserError as error:
            from jalon.ui import messages

            self._show(self.new)
            self.new.show_problem(messages.says(error))

    def _begin_verify(self) -> None:
        workspace = self.workspace
        if workspace:
            workspace.leave()
        self.verify.begin(workspace.desk.session.snapshot() if workspace else None)
        self._show(self.verify)

    def _begin_restore(self) -> None:
        workspace = self.workspace
        if workspace:
            workspace.leave()
        self.front.speak(self.front.restore, self._tr)
        self.front.restore.begin(workspace.desk.session if workspace else None)
        self._show(self.front.restore)

    def _back_to_project(self) -> None:
        if self.workspace:
            self._show(self.workspace)
        else:
            self.show_welcome()

    def _open_recent(self, path: str) -> None:
        self.projects.open_path(Path(path))

    def _show_recent(self) -> None:
        self.menus.show_recent(self._tr, self.settings.recent)

    # -- acts ------------------------------------------------------------------------------

    def _go_to_report(self) -> None:
        if self.workspace:
            self._show(self.workspace)
            self.workspace.go(REPORT)

    def _find(self) -> None:
        if self.workspace:
            from jalon.ui.search.way_in import find

            self._show(self.workspace)
            find(self.workspace, self._tr)

    def _back(self) -> None:
        if self.workspace:
            self.workspace.go_back()

    def _next(self) -> None:
        if self.workspace:
            self.workspace.go_on()

    def _next_panel(self) -> None:
        if self.workspace:
            self.workspace.move_panel(1)

    def _previous_panel(self) -> None:
        if self.workspace:
            self.workspace.move_panel(-1)

    def _undo(self) -> None:
        editing.undo(self.workspace, self._tr)

    def _redo(self) -> None:
        editing.redo(self.workspace, self._tr)

    def _paste(self) -> None:
        """Paste into a field; files and pictures, and all outside of a field, are attached."""
        clipboard, workspace = editing.clipboard(), self.workspace
        files = any(url.isLocalFile() for url in clipboard.urls())
        first = files or (clipboard.hasImage() and not clipboard.hasText())
        if workspace and first and workspace.page.paste(clipboard):
            return
        if not editing.paste() and workspace:
            workspace.page.paste(clipboard)

    def _edit_opens(self) -> None:
        """Show in the menu what can be done now; its keys work at any other time, too."""
        session = self.workspace.desk.session if self.workspace else None
        clipboard, aim = editing.clipboard(), self._editing.aim
        pastes = self.workspace is not None and self.workspace.page.takes(clipboard)
        self.menus.offer(editing.ACTS, editing.possible(session, aim, pastes=pastes))
        desk = self.workspace.desk if self.workspace else None
        self.menus.name(editing.names(desk, aim, self._tr))

    def _edit_closed(self) -> None:
        self.menus.offer(editing.ACTS, set(editing.ACTS))
        self.menus.retranslate(self._tr)

    def _choose_theme(self, choice: str) -> None:
        self.menus.show_theme(choice)
        self.theme_asked.emit(choice)

    def _larger(self) -> None:
        self.zoom_asked.emit(next((z for z in ZOOMS if z > self.settings.zoom), ZOOMS[-1]))

    def _smaller(self) -> None:
        self.zoom_asked.emit(max((z for z in ZOOMS if z < self.settings.zoom), default=ZOOMS[0]))

    def _usual(self) -> None:
        self.zoom_asked.emit(100)

    def _show_keys(self) -> None:
        from jalon.ui import about

        about.shortcuts(self._tr, self).open()

    def _show_about(self) -> None:
        from jalon.ui import about

        about.about(self._tr, self).open()
