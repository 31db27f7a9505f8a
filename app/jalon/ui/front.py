"""The pages of the program itself: welcome, new project, verifying."""

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from jalon.language import Translator, available, language_name
from jalon.ui.jobs import Jobs
from jalon.ui.settings import Settings

if TYPE_CHECKING:
    from jalon.ui.pages.new import NewPage
    from jalon.ui.pages.restore import RestorePage
    from jalon.ui.pages.verify import VerifyPage
    from jalon.ui.pages.welcome import WelcomePage

    _Own = TypeVar("_Own", WelcomePage, NewPage, VerifyPage, RestorePage)


class Front(QObject):
    """Makes each page when it is first asked for: whoever opens a project needs none of them.

    Its signals are those of the pages; ``left`` says that one of them is done with.
    """

    new_asked = Signal()
    open_asked = Signal()
    example_asked = Signal()
    recent_asked = Signal(str)
    language_asked = Signal()
    create_asked = Signal(object, str)
    left = Signal()
    restored = Signal(str)

    def __init__(self, settings: Settings, jobs: Jobs, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._settings, self._jobs, self._stack = settings, jobs, stack
        self._made: list[WelcomePage | NewPage | VerifyPage | RestorePage] = []
        self._spoken: dict[QWidget, str] = {}
        self._width = 0

    @cached_property
    def welcome(self) -> "WelcomePage":
        """What is shown while no project is open."""
        from jalon.ui.pages.welcome import WelcomePage

        page = self._take(WelcomePage(self._settings, self._stack))
        page.new_asked.connect(self.new_asked)
        page.open_asked.connect(self.open_asked)
        page.example_asked.connect(self.example_asked)
        page.recent_asked.connect(self.recent_asked)
        page.language_asked.connect(self.language_asked)
        return page

    @cached_property
    def new(self) -> "NewPage":
        """Where a project is begun."""
        from jalon.ui.pages.new import NewPage

        page = self._take(NewPage(self._settings, self._stack))
        page.create_asked.connect(self.create_asked)
        page.cancelled.connect(self.left)
        return page

    @cached_property
    def verify(self) -> "VerifyPage":
        """Where a signed report is checked."""
        from jalon.ui.pages.verify import VerifyPage

        page = self._take(VerifyPage(self._jobs, self._stack))
        page.closed.connect(self.left)
        return page

    @cached_property
    def restore(self) -> "RestorePage":
        """Where a backup is chosen."""
        from jalon.ui.pages.restore import RestorePage

        page = self._take(RestorePage(self._jobs, self._stack))
        page.closed.connect(self.left)
        page.restored.connect(self.restored)
        return page

    def speak(self, page: QWidget | None, tr: Translator) -> None:
        """Give a page the language in use; the others wait until they are seen."""
        for known in self._made:
            if known is page and self._spoken.get(known) != tr.code:
                self._spoken[known] = tr.code
                known.retranslate(tr)
                if self._welcomed and known is self.welcome:
                    self.welcome.language.set_text(language_name(other_than(tr.code)))

    def set_span(self, width: int) -> None:
        """Fit the pages to a window ``width`` pixels wide."""
        self._width = width
        for page in self._made:
            page.set_span(width)

    def forget_failure(self) -> None:
        """Take back what the welcome page says could not be opened."""
        if self._welcomed:
            self.welcome.show_failure(None)

    @property
    def _welcomed(self) -> bool:
        """Whether there is a welcome page, without making one."""
        return "welcome" in self.__dict__

    def _take(self, page: "_Own") -> "_Own":
        self._stack.addWidget(page)
        page.set_span(self._width)
        self._made.append(page)
        return page


def other_than(code: str) -> str:
    """Return the code of the language that the language buttons switch to: each has its turn."""
    every = available()
    return every[(every.index(code) + 1) % len(every)]
