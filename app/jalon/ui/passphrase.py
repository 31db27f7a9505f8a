"""Dialogs that take a passphrase: to open a protected project, to set or take away one."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from jalon.language import Translator
from jalon.ui.kit import Button, LabeledField, Text, TextField, column, row
from jalon.ui.theme import measure, space


class PassphraseDialog(QDialog):
    """A title, what it means, one field or two, and the ways out; nothing typed is kept."""

    def __init__(self, tr: Translator, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("passphrase")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._tr = tr
        self._box = column(self, space(4), (space(6), space(6), space(6), space(5)))
        head, words = Text("title", parent=self), Text("body", width=measure(), parent=self)
        head.set_text(title)
        words.set_text(text)
        self._box.addWidget(head)
        self._box.addWidget(words)
        self.setMinimumWidth(420)

    def field(self, label: str, help_: str = "") -> LabeledField:
        """Add a field whose letters are not shown."""
        made = LabeledField(TextField(), parent=self)
        made.retranslate(self._tr)
        made.set_words(label, help_)
        entry = made.field.entry()
        if isinstance(entry, QLineEdit):
            entry.setEchoMode(QLineEdit.EchoMode.Password)
        self._box.addWidget(made)
        return made

    def ways(self, accept: str, act: Callable[[], None], other: Button | None = None) -> None:
        """Add the buttons; Return does what the first of them does."""
        go, cancel = Button("primary", parent=self), Button("plain", parent=self)
        go.set_text(accept)
        go.setDefault(True)
        cancel.set_text(self._tr.text("Cancel"))
        go.clicked.connect(act)
        cancel.clicked.connect(self.reject)
        foot = QWidget(self)
        line = row(foot, space(3))
        for button in (go, cancel, other):
            if button:
                line.addWidget(button)
        line.addStretch()
        if other:
            QWidget.setTabOrder(cancel, other)
        self._box.addStretch()
        self._box.addWidget(foot)


class AskPassphrase(PassphraseDialog):
    """Asks for the passphrase of a project; ``tried`` says why the last one was refused."""

    def __init__(
        self,
        tr: Translator,
        name: str,
        tried: str,
        give: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(
            tr,
            tr.text("{name} is protected", name=name),
            tr.text("Its answers can be read only with the passphrase. Jalon does not keep it."),
            parent,
        )
        self._give = give
        self.secret = self.field(tr.text("Passphrase of the project"))
        self.secret.show_problem(tried)
        self.ways(tr.text("Open"), self._accept)
        self.secret.field.setFocus()

    def _accept(self) -> None:
        given = str(self.secret.field.value())
        self.accept()
        self._give(given)


class SetPassphrase(PassphraseDialog):
    """Asks for a new passphrase, twice; where there is one it can be taken away."""

    def __init__(
        self,
        tr: Translator,
        protected: bool,  # noqa: FBT001  says what the dialog is about
        give: Callable[[str | None], None],
        parent: QWidget,
    ) -> None:
        super().__init__(
            tr,
            tr.text("Passphrase of the project"),
            tr.text(
                "With a passphrase nobody can read the file, its log or its backups without it."
                " Nobody can restore it either: keep it in a safe place. Copies made before stay"
                " as they are."
            ),
            parent,
        )
        self._give = give
        self.secret = self.field(
            tr.text("New passphrase"), tr.text("Several words are better than one.")
        )
        self.again = self.field(tr.text("The same again"))
        remove = Button("link", parent=self) if protected else None
        if remove:
            remove.set_text(tr.text("Take the passphrase away"))
            remove.clicked.connect(self._remove)
        self.remove = remove
        self.ways(tr.text("Protect the project"), self._accept, remove)
        self.secret.field.setFocus()

    def _accept(self) -> None:
        given, again = str(self.secret.field.value()), str(self.again.field.value())
        self.secret.show_problem("" if given else self._tr.text("An empty one protects nothing."))
        differs = given and given != again
        self.again.show_problem(self._tr.text("The two are not the same.") if differs else "")
        if given and not differs:
            self.accept()
            self._give(given)

    def _remove(self) -> None:
        self.accept()
        self._give(None)
