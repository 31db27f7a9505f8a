"""The menu bar: its titles at once, what is in the menus when it is first needed."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenuBar

from jalon.language import Translator
from jalon.ui.settings import Recent

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from jalon.ui.menu_contents import Contents


class Menus(QObject):
    """Builds the menu bar and holds its actions by name.

    ``recent_asked`` carries a path, ``language_asked`` a code, ``theme_asked`` a choice;
    ``edit_opens`` and ``edit_closed`` frame the time when the Edit menu is shown.
    """

    recent_asked = Signal(str)
    language_asked = Signal(str)
    theme_asked = Signal(str)
    recent_opens = Signal()
    edit_opens = Signal()
    edit_closed = Signal()

    def __init__(
        self, bar: QMenuBar, acts: Callable[[], Mapping[str, Callable[[], object]]]
    ) -> None:
        """Make the titles; ``acts`` tells what each action does, by name, once it is needed."""
        super().__init__(bar)
        self._bar, self._acts = bar, acts
        self._contents: Contents | None = None
        self._opened = self._writable = False
        self._theme = ""
        self._tr: Translator | None = None
        self._menus = {name: bar.addMenu("") for name in ("file", "edit", "view", "help")}

    @property
    def actions(self) -> Mapping[str, "QAction"]:
        """Every action, by name."""
        return self.contents().actions

    def contents(self) -> "Contents":
        """Return what is in the menus; made when it is first asked for."""
        if self._contents is None:
            from jalon.ui.menu_contents import Contents

            self._contents = made = Contents(self._bar, self._menus)
            for name, act in self._acts().items():
                made.actions[name].triggered.connect(act)
            made.recent_asked.connect(self.recent_asked)
            made.language_asked.connect(self.language_asked)
            made.theme_asked.connect(self.theme_asked)
            made.recent.aboutToShow.connect(self.recent_opens)
            self._menus["edit"].aboutToShow.connect(self.edit_opens)
            self._menus["edit"].aboutToHide.connect(self.edit_closed)
            made.set_project_open(opened=self._opened, writable=self._writable)
            made.show_theme(self._theme)
            if self._tr:
                made.retranslate(self._tr)
        return self._contents

    def set_project_open(self, *, opened: bool, writable: bool = False) -> None:
        """Offer what needs an open project, and one that can be written, while there is one."""
        self._opened, self._writable = opened, writable
        if self._contents:
            self._contents.set_project_open(opened=opened, writable=writable)

    def offer(self, names: Iterable[str], possible: set[str]) -> None:
        """Offer, of these acts, those that are possible."""
        self.contents().offer(names, possible)

    def name(self, words: Mapping[str, str]) -> None:
        """Name acts by other words, until the next :meth:`retranslate`."""
        for act, called in words.items():
            self.actions[act].setText(called)

    def show_theme(self, choice: str) -> None:
        """Mark the appearance in use."""
        self._theme = choice
        if self._contents:
            self._contents.show_theme(choice)

    def show_recent(self, tr: Translator, recent: tuple[Recent, ...]) -> None:
        """List the projects opened before."""
        self.contents().show_recent(tr, recent)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and mark it."""
        self._tr = tr
        self._menus["file"].setTitle(tr.text("&File"))
        self._menus["edit"].setTitle(tr.text("&Edit"))
        self._menus["view"].setTitle(tr.text("&View"))
        self._menus["help"].setTitle(tr.text("&Help"))
        if self._contents:
            self._contents.retranslate(tr)
