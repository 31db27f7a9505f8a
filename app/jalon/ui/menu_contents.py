"""What is in the menus: the actions with the platform's shortcuts, and their words."""

import sys
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from jalon.language import Translator, available, language_name
from jalon.ui.settings import Recent
from jalon.ui.theme import Choice
from jalon.values import dataclass

Keys = QKeySequence.StandardKey
Role = QAction.MenuRole

_DIGITS: Final = 9
"""So many recent projects have a digit to be chosen by."""

THEMES: tuple[Choice, ...] = ("system", "light", "dark", "contrast")


WAYS: Final = (
    (("Ctrl+[", "Alt+Left"), ("Ctrl+]", "Alt+Right"))
    if sys.platform == "darwin"  # where Alt with an arrow walks words in a field
    else (("Alt+Left",), ("Alt+Right",))
)
"""The keys of Back and of Next, those that are shown first."""


@dataclass(frozen=True, slots=True)
class _Made:
    """How an action is made; its words come later."""

    name: str
    keys: QKeySequence.StandardKey | str | tuple[str, ...] | None = None
    role: QAction.MenuRole = QAction.MenuRole.NoRole


_FILE = (
    _Made("new", Keys.New),
    _Made("open", Keys.Open),
    _Made("copy", Keys.SaveAs),
    _Made("duplicate"),
    _Made("outside"),
    _Made("merge"),
    _Made("restore"),
    _Made("protect"),
    _Made("check"),
    _Made("report", Keys.Print),
    _Made("verify"),
    _Made("close", Keys.Close),
    _Made("quit", Keys.Quit, Role.QuitRole),
)
_EDIT = (
    _Made("undo", Keys.Undo),
    _Made("redo", Keys.Redo),
    _Made("cut", Keys.Cut),
    _Made("copy-text", Keys.Copy),
    _Made("paste", Keys.Paste),
    _Made("all", Keys.SelectAll),
    _Made("find", Keys.Find),
)
_VIEW = (
    _Made("larger", Keys.ZoomIn),
    _Made("smaller", Keys.ZoomOut),
    _Made("usual", "Ctrl+0"),
    _Made("back", WAYS[0]),
    _Made("next", WAYS[1]),
    _Made("panel", "F6"),
    _Made("panel-back", "Shift+F6"),
)
_HELP = (_Made("keys", Keys.HelpContents), _Made("about", None, Role.AboutRole))

NEEDS_PROJECT = (
    "copy",
    "duplicate",
    "outside",
    "merge",
    "protect",
    "check",
    "report",
    "close",
    "undo",
    "redo",
    "find",
    "back",
    "next",
    "panel",
    "panel-back",
)
_WRITES: Final = ("merge", "protect")
"""Of these, what a project that is only read has no use for."""


class Contents(QObject):
    """The actions of four menus, by name, and the menus in them.

    ``recent_asked`` carries a path, ``language_asked`` a code, ``theme_asked`` a choice.
    """

    recent_asked = Signal(str)
    language_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(self, bar: QMenuBar, menus: dict[str, QMenu]) -> None:
        super().__init__(bar)
        self.actions: dict[str, QAction] = {}
        self._menus = menus
        self.recent = QMenu(bar)
        self._languages, self._themes = QMenu(bar), QMenu(bar)
        self._fill_file()
        self._fill(menus["edit"], _EDIT)
        for before in ("cut", "all", "find"):
            menus["edit"].insertSeparator(self.actions[before])
        for menu in (menus["file"], menus["edit"]):
            menu.setToolTipsVisible(True)
        self._fill_view()
        self._fill(menus["help"], _HELP)

    def set_project_open(self, *, opened: bool, writable: bool) -> None:
        """Offer what needs an open project only while there is one that can be written."""
        for name in NEEDS_PROJECT:
            self.actions[name].setEnabled(opened and (writable or name not in _WRITES))

    def offer(self, names: Iterable[str], possible: set[str]) -> None:
        """Offer, of these acts, those that are possible."""
        for name in names:
            self.actions[name].setEnabled(name in possible)

    def show_theme(self, choice: str) -> None:
        """Mark the appearance in use."""
        for action in self._themes.actions():
            action.setChecked(action.data() == choice)

    def show_recent(self, tr: Translator, recent: tuple[Recent, ...]) -> None:
        """List the projects opened before."""
        self.recent.clear()
        called = [", ".join(part for part in (p.company, p.model) if part) for p in recent]
        for project, names in zip(recent, called, strict=True):
            alike = called.count(names) > 1  # as copies of a project are
            words = f"{names} – {project.path}" if names and alike else names or project.path
            number, shown = len(self.recent.actions()) + 1, words.replace("&", "&&")
            action = self.recent.addAction(f"&{number}  {shown}" if number <= _DIGITS else shown)
            action.setData(project.path)
            action.setEnabled(project.exists)
            action.triggered.connect(self._recent_chosen)
        if not recent:
            self.recent.addAction(tr.text("None yet")).setEnabled(False)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and mark it."""
        for action in self._languages.actions():
            action.setChecked(action.data() == tr.code)
        self.recent.setTitle(tr.text("Open &recent"))
        self._languages.setTitle(tr.text("&Language"))
        self._themes.setTitle(tr.text("&Appearance"))
        for name, words in {**_file_words(tr), **_other_words(tr)}.items():
            self.actions[name].setText(words)
        for name, words in _tips(tr).items():
            self.actions[name].setToolTip(words)
        for action in self._themes.actions():
            action.setText(_theme_words(tr, action.data()))

    def _fill(self, menu: QMenu, made: tuple[_Made, ...]) -> None:
        for one in made:
            action = menu.addAction("")
            action.setMenuRole(one.role)
            if isinstance(one.keys, str):
                action.setShortcut(QKeySequence(one.keys))
            elif isinstance(one.keys, tuple):
                action.setShortcuts([QKeySequence(keys) for keys in one.keys])
            elif one.keys is not None:
                action.setShortcuts(one.keys)
            self.actions[one.name] = action

    def _fill_file(self) -> None:
        menu = self._menus["file"]
        self._fill(menu, _FILE)
        menu.insertMenu(self.actions["copy"], self.recent)
        for before in ("copy", "report", "close"):
            menu.insertSeparator(self.actions[before])

    def _fill_view(self) -> None:
        menu = self._menus["view"]
        menu.addMenu(self._languages)
        menu.addMenu(self._themes)
        menu.addSeparator()
        self._fill(menu, _VIEW)
        menu.insertSeparator(self.actions["back"])
        languages, themes = QActionGroup(self), QActionGroup(self)
        for code in available():
            action = self._languages.addAction(f"&{language_name(code)}")
            action.setData(code)
            action.triggered.connect(self._language_chosen)
            languages.addAction(action).setCheckable(True)
        for choice in THEMES:
            action = self._themes.addAction("")
            action.setData(choice)
            action.triggered.connect(self._theme_chosen)
            themes.addAction(action).setCheckable(True)

    def _recent_chosen(self) -> None:
        if isinstance(action := self.sender(), QAction):
            self.recent_asked.emit(action.data())

    def _language_chosen(self) -> None:
        if isinstance(action := self.sender(), QAction):
            self.language_asked.emit(action.data())

    def _theme_chosen(self) -> None:
        if isinstance(action := self.sender(), QAction):
            self.theme_asked.emit(action.data())


def _file_words(tr: Translator) -> dict[str, str]:
    return {
        "new": tr.text("&New project…"),
        "open": tr.text("&Open…"),
        "copy": tr.text("&Save a copy…"),
        "duplicate": tr.text("&Duplicate and go on there…"),
        "outside": tr.text("Save a copy without &history…"),
        "merge": tr.text("&Unite with another copy…"),
        "restore": tr.text("Restore a &backup…"),
        "protect": tr.text("&Passphrase…"),
        "check": tr.text("Check the whole &file"),
        "report": tr.text("Repor&t…"),
        "verify": tr.text("&Verify a signed report…"),
        "close": tr.text("&Close the project"),
        "quit": tr.text("&Quit"),
    }


def _other_words(tr: Translator) -> dict[str, str]:
    return {
        "undo": tr.text("&Undo"),
        "redo": tr.text("&Redo"),
        "cut": tr.text("Cu&t"),
        "copy-text": tr.text("&Copy"),
        "paste": tr.text("&Paste"),
        "all": tr.text("Select &all"),
        "find": tr.text("&Find…"),
        "larger": tr.text("La&rger text"),
        "smaller": tr.text("&Smaller text"),
        "usual": tr.text("&Usual text size"),
        "back": tr.text("&Back"),
        "next": tr.text("&Next"),
        "panel": tr.text("Next &panel"),
        "panel-back": tr.text("Pre&vious panel"),
        "keys": tr.text("&Keyboard shortcuts"),
        "about": tr.text("&About Jalon"),
    }


def _tips(tr: Translator) -> dict[str, str]:
    """What acts do, where their names do not say all of it."""
    return {
        "copy": tr.text("The whole project in another file; you go on in this one."),
        "duplicate": tr.text("The whole project in another file, which is then the open one."),
        "outside": tr.text("For outsiders: what is recorded now, without what was there before."),
        "merge": tr.text("Takes in what somebody else answered in a copy; nothing is dropped."),
        "restore": tr.text("Brings an earlier state back, in a file of its own."),
        "protect": tr.text("Encrypts the project, its backups and its copies."),
        "check": tr.text("Whether every change and every attached file is as it was recorded."),
        "report": tr.text("Read the report, sign it and save it as a PDF."),
        "verify": tr.text("Whether a PDF is intact, who signed it, and what has changed since."),
        "find": tr.text("Pages, requirements, questions, defined terms, and all that was written."),
    }


def _theme_words(tr: Translator, choice: str) -> str:
    match choice:
        case "light":
            return tr.text("&Light")
        case "dark":
            return tr.text("&Dark")
        case "contrast":
            return tr.text("&High contrast")
        case _:
            return tr.text("As the &system")
