"""What the window remembers between two runs; nothing of it belongs to a project."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final, cast, get_args

from PySide6.QtCore import QByteArray, QLocale, QObject, QSettings

from jalon import language
from jalon.ui.theme import Choice
from jalon.values import dataclass, named, replace

ZOOMS: Final = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes that can be chosen, in per cent of the platform's."""

LONGEST_AUTHOR: Final = 200
"""In characters: what is taken of a name; it stands beside each answer, and on the report."""

_KEPT_RECENT: Final = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A project opened before, as the welcome page tells of it without opening it.

    Attributes:
        company: its name as given in the project; may be empty, like ``model``.
        saved: when it was last saved (ISO, aware); empty when not known.
        settled, own_means, unanswered, total: how its requirements count.
        low, high: the ends of its result, 0 to 1; None where nothing applies.
        protected: it opens with a passphrase only; nothing of what it says is noted.
        signed: the day of the last signed report (ISO); empty where there is none, None where
            that was not noted.
        as_signed: whether the record is still what that report is made from.
    """

    path: str
    company: str = ""
    model: str = ""
    saved: str = ""
    settled: int = 0
    own_means: int = 0
    unanswered: int = 0
    total: int = 0
    low: float | None = None
    high: float | None = None
    example: bool = False
    protected: bool = False
    signed: str | None = None
    as_signed: bool = False

    @property
    def exists(self) -> bool:
        """Whether the file is there now."""
        try:
            return Path(self.path).is_file()
        except OSError:
            return False

    @property
    def saved_at(self) -> datetime | None:
        """When it was last saved."""
        return datetime.fromisoformat(self.saved) if self.saved else None


class Settings(QObject):
    """The window's settings over one ``QSettings`` store."""

    def __init__(self, store: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        store.setFallbacksEnabled(False)

    @property
    def language(self) -> str:
        """The language last chosen, else the system's if there is one, else the source's."""
        codes = language.available()
        chosen = self._text("language")
        if chosen in codes:
            return chosen
        system = (QLocale.languageToCode(QLocale.system().language()),)
        return next((code for code in system if code in codes), language.SOURCE_LANGUAGE)

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def theme(self) -> Choice:
        """Light, dark, or as the system."""
        chosen = self._text("theme")
        return cast("Choice", chosen) if chosen in get_args(Choice) else "system"

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._store.setValue("theme", choice)

    @property
    def zoom(self) -> int:
        """The size of texts, in per cent of the platform's."""
        chosen = self._text("zoom")
        return int(chosen) if chosen.isdecimal() and int(chosen) in ZOOMS else 100

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._store.setValue("zoom", str(percent))

    @property
    def author(self) -> str:
        """The name that answers are recorded under; empty until it was asked for."""
        return self._text("author")[:LONGEST_AUTHOR].strip()

    @author.setter
    def author(self, name: str) -> None:
        self._store.setValue("author", name)

    @property
    def backups(self) -> bool:
        """Whether backups are made; they are unless switched off."""
        return self._text("backups") != "off"

    @backups.setter
    def backups(self, wanted: bool) -> None:
        self._store.setValue("backups", "on" if wanted else "off")

    def explained(self, path: Path) -> bool:
        """Whether it was said of the project at ``path`` what its place means."""
        return str(path) in self._listed("explained")

    def note_explained(self, path: Path) -> None:
        """Remember that it was said."""
        kept = [str(path), *(p for p in self._listed("explained") if p != str(path))]
        self._store.setValue("explained", json.dumps(kept[:_KEPT_RECENT]))

    @property
    def identity(self) -> str:
        """The identity file signed with last; the passphrase is kept nowhere."""
        return self._text("identity")

    @identity.setter
    def identity(self, path: str) -> None:
        self._store.setValue("identity", path)

    def bytes(self, name: str) -> QByteArray:
        """Return a remembered state of the window (``geometry``, ``splitter``)."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def remember(self, name: str, value: QByteArray) -> None:
        """Remember a state of the window."""
        self._store.setValue(name, value)

    def place(self, path: Path) -> str:
        """Return the id of the place where one was in the project at ``path``."""
        return self._places().get(str(path), "")

    def set_place(self, path: Path, place: str) -> None:
        """Remember where one was in the project at ``path``."""
        kept = {str(path): place, **{p: v for p, v in self._places().items() if p != str(path)}}
        self._store.setValue("places", json.dumps(dict(list(kept.items())[:_KEPT_RECENT])))

    @property
    def recent(self) -> tuple[Recent, ...]:
        """The projects opened before, the last one first."""
        try:
            entries = json.loads(self._text("recent") or "[]")
            return tuple(Recent(**entry) for entry in entries)
        except (ValueError, TypeError):
            return ()

    def add_recent(self, entry: Recent) -> None:
        """Put a project at the head of the recent ones."""
        entry = replace(entry, path=str(Path(entry.path).absolute()))
        others = (r for r in self.recent if r.path != entry.path)
        self._write_recent((entry, *others))

    def remove_recent(self, path: str) -> None:
        """Take a project off the list; the file is not touched."""
        self._write_recent(tuple(r for r in self.recent if r.path != path))

    def _write_recent(self, entries: tuple[Recent, ...]) -> None:
        kept = [named(entry) for entry in entries[:_KEPT_RECENT]]
        self._store.setValue("recent", json.dumps(kept))

    def _places(self) -> Mapping[str, str]:
        try:
            found = json.loads(self._text("places") or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _listed(self, name: str) -> list[str]:
        try:
            found = json.loads(self._text(name) or "[]")
        except ValueError:
            return []
        return [str(entry) for entry in found] if isinstance(found, list) else []

    def _text(self, name: str) -> str:
        value = self._store.value(name)
        return value if isinstance(value, str) else ""


def user_settings() -> Settings:
    """Return the settings of the person at the screen."""
    return Settings(QSettings("Jalon", "Jalon"))
