"""Starts the window, and holds what belongs to the whole application."""

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from jalon import __version__
from jalon.errors import UserError
from jalon.language import translator
from jalon.ui import theme
from jalon.ui.settings import Settings, user_settings
from jalon.ui.theme import Appearance
from jalon.ui.window import Window

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

_TIDY_MS: Final = 2_000
"""How long after the first page is painted what was left behind is looked for."""


def run(project: Path | None, *, example: bool = False, language: str | None = None) -> int:
    """Show the window until it is closed; return the exit status.

    ``project`` or the worked ``example`` is opened at once; ``language`` overrides the one
    chosen last.
    """
    app = application()
    settings = user_settings()
    setting = Setting(app, settings)
    window = Window(settings, language or settings.language)
    setting.take(window)
    if example:
        window.projects.open_example()
    elif project:
        window.projects.open_path(project.absolute())
    if window.shown is None:
        window.show_welcome()
    window.show()
    return app.exec()


def application() -> QApplication:
    """Return the one application, made when there is none."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else theme.styled_application(sys.argv[0])
    app.setApplicationName("Jalon")
    app.setApplicationDisplayName("Jalon")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("eu.jalon.Jalon")
    return app


class Setting(QObject):
    """Colours, text size, the icon, and the words of Qt's own dialogs, for one application."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app, self._settings = app, settings
        self._points = app.font().pointSizeF()
        self._translator: QTranslator | None = None
        self._appearance = Appearance(app)
        self._appearance.choose(settings.theme)
        self._enlarge(settings.zoom)
        self._window: Window | None = None

    def take(self, window: Window) -> None:
        """Serve a window: do what its menus ask, and say what no one foresaw."""
        self._window = window
        window.later.do(self._complete)
        window.theme_asked.connect(self.set_theme)
        window.zoom_asked.connect(self.set_zoom)
        sys.excepthook = self.say_failure

    def set_language(self, code: str) -> None:
        """Have Qt's own dialogs and menus speak this language."""
        from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

        if self._translator:
            self._app.removeTranslator(self._translator)
            self._translator = None
        locale = QLocale(code)
        QLocale.setDefault(locale)
        found = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if found.load(locale, "qtbase", "_", folder):
            self._app.installTranslator(found)
            self._translator = found
        handle = self._window.windowHandle() if self._window else None
        if handle is not None:
            # Qt would now tell every widget, hidden pages too; the window itself tells those seen
            QCoreApplication.removePostedEvents(handle, QEvent.Type.LanguageChange.value)

    def set_theme(self, choice: theme.Choice) -> None:
        """Follow the system, or stay light, dark or in high contrast."""
        self._settings.theme = choice
        self._appearance.choose(choice)

    def set_zoom(self, percent: int) -> None:
        """Set the size of all texts, in per cent of the platform's."""
        self._settings.zoom = percent
        self._enlarge(percent)

    def _enlarge(self, percent: int) -> None:
        font = self._app.font()
        font.setPointSizeF(self._points * percent / 100)
        self._app.setFont(font)

    def say_failure(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Say that the program itself failed; the details can be copied from the message.

        What a reader can act on is said as what it is, wherever it comes up.
        """
        import traceback

        if isinstance(error, UserError) and self._window:
            from jalon.ui import messages

            tr = translator(self._window.language)
            messages.show(self._window, tr, error, tr.text("This could not be done"))
            return

        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        if issubclass(kind, KeyboardInterrupt) or self._window is None:
            return
        from PySide6.QtWidgets import QMessageBox

        tr = translator(self._window.language)
        box = QMessageBox(self._window)
        box.setObjectName("failure")
        box.setIcon(QMessageBox.Icon.Critical)
        box.setText(tr.text("Jalon met an error of its own"))
        box.setInformativeText(
            tr.text(
                "What you have written is kept in the file as far as “Saved” was shown. The"
                " details below help those who mend Jalon; look through them before you pass"
                " them on."
            )
        )
        box.setDetailedText(details)
        box.open()

    def _complete(self) -> None:
        """Set what no first page shows."""
        from jalon.ui.collecting import Collecting
        from jalon.ui.kit import icon

        self._app.setWindowIcon(icon())
        if self._window:
            Collecting(self._window).begin()
            self.set_language(self._window.language)
            self._window.language_changed.connect(self.set_language)
            tidying = QTimer(self._window)  # whose worker does it
            tidying.setSingleShot(True)
            tidying.timeout.connect(self._tidy)
            tidying.start(_TIDY_MS)

    def _tidy(self) -> None:
        """Remove what the program, killed or without power, has left where temporary files lie."""
        from jalon.store import private

        if self._window:
            self._window.jobs.start(lambda _: private.sweep(), lambda _: None, lambda _: None)
