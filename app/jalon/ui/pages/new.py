"""A new project: where its file lies, and who answers."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui import file_dialogs
from jalon.ui.kit import Button, LabeledField, Scroll, Text, TextField, column
from jalon.ui.kit.order import Walked
from jalon.ui.names import SUFFIX, project_files, suffixed
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.page import NARROW, WIDE, Head, narrow
from jalon.ui.settings import LONGEST_AUTHOR, Settings
from jalon.ui.theme import measure, space


class NewPage(Walked):
    """Asks where the new file shall lie and whose answers it will hold."""

    create_asked = Signal(object, str)
    cancelled = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tr: Translator | None = None
        inner = QWidget()
        self._box = column(inner, space(5))
        self._head = Head(inner)
        self.place = TextField(parent=inner)
        self.name = TextField(longest=LONGEST_AUTHOR, parent=inner)
        self._place = LabeledField(self.place, parent=inner)
        self._name = LabeledField(self.name, parent=inner)
        self.choose = Button("link", parent=inner)
        self._notice = Text("small", "muted", width=measure(), parent=inner)
        self.make, self._cancel = Button("primary", parent=inner), Button("plain", parent=inner)
        self._box.addWidget(self._head)
        fields = QWidget(inner)
        asked = column(narrow(fields), space(5))
        for part in (self._place, self.choose, self._name):
            asked.addWidget(part)
        self._box.addWidget(fields)
        self._box.addWidget(self._notice)
        self._box.addWidget(Acts(self.make, self._cancel, parent=inner))
        self._box.addStretch()
        column(self).addWidget(Scroll(inner, fill="raised", parent=self))
        self.choose.clicked.connect(self._choose)
        self.make.clicked.connect(self._create)
        self._cancel.clicked.connect(self.cancelled)
        self.place.edited.connect(self._edited)
        self.set_span(WIDE)

    def set_span(self, width: int) -> None:
        """Fit the page to a window ``width`` pixels wide."""
        side = space(18) if width >= WIDE else space(10) if width >= NARROW else space(5)
        self._box.setContentsMargins(side, space(14), side, space(8))

    def begin(self) -> None:
        """Propose a free name in the user's documents, and the name given last."""
        self.place.show_value(str(_free(_documents(), self._stem())))
        self.name.show_value(self._settings.author)
        self._place.show_problem("")
        self.place.setFocus()

    def show_problem(self, said: Callable[[Translator], str]) -> None:
        """Say why the file could not be made."""
        if self._tr:
            self._place.say_problem(self._tr, said)
        self.place.entry().setFocus()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self._place.retranslate(tr)
        self._name.retranslate(tr)
        self._head.set_words(
            tr.text("New project"),
            tr.text(
                "One file holds everything: the company, its model, every answer and its history."
                " It is saved as you write."
            ),
        )
        self._place.set_words(
            tr.text("Where the file is kept"),
            tr.text("A folder that is backed up is a good place."),
        )
        self.choose.set_text(tr.text("Choose another place…"))
        self._name.set_words(
            tr.text("Your name"),
            tr.text(
                "Asked once. It stands beside each of your answers in the record and on the"
                " report, as declared by yourself."
            ),
        )
        self._notice.set_text(
            tr.text(
                "Good to know: the Commission can ask a provider for documents and information,"
                " and this file can be among them (AI Act, Art. 91)."
            )
        )
        self.make.set_text(tr.text("Create the project"))
        self._cancel.set_text(tr.text("Cancel"))

    def _stem(self) -> str:
        return self._tr.text("assessment") if self._tr else "assessment"

    def _choose(self) -> None:
        if self._tr is None:
            return
        path = file_dialogs.save_file(
            self,
            self._tr,
            self._tr.text("Where the new project is kept"),
            Path(str(self.place.value() or _documents())),
            project_files(self._tr),
        )
        if path:
            self.place.show_value(str(suffixed(path)))
            self._place.show_problem("")

    def _edited(self) -> None:
        self._place.show_problem("")

    def _create(self) -> None:
        typed = str(self.place.value() or "").strip()
        if not typed:
            if self._tr:
                self._place.say_problem(
                    self._tr, lambda tr: tr.text("Say where the file shall be kept.")
                )
            return
        path = Path(typed).expanduser()
        path = path if path.is_absolute() else _documents() / path
        self.create_asked.emit(suffixed(path), str(self.name.value() or "").strip())


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def _free(folder: Path, stem: str) -> Path:
    """Return the first free name in a folder: ``stem.jalon``, ``stem-2.jalon`` and so on."""
    number, path = 1, folder / f"{stem}{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{SUFFIX}"
    return path
