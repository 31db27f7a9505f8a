"""Removing for good what a change says: asked for with a reason, and told with what is left."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from jalon import assets
from jalon.assessment.changes import Change
from jalon.errors import N_, UserError, system_reason
from jalon.language import Translator
from jalon.ui import messages
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, LabeledField, Text, TextField, column
from jalon.ui.messages import Choice
from jalon.ui.pages.acts import Acts
from jalon.ui.theme import measure, space


class ReasonDialog(QDialog):
    """Says what removing means, and takes the reason without which nothing is removed."""

    def __init__(
        self, tr: Translator, what: str, give: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("removing")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text("Remove for good"))
        self.setMinimumWidth(420)
        self._tr, self._give = tr, give
        box = column(self, space(4), (space(6), space(6), space(6), space(5)))
        for role, words in (
            ("title", tr.text("Remove for good")),
            ("strong", what),
            (
                "body",
                tr.text(
                    "A secret typed by mistake, or what a person has the right to have erased: its"
                    " text is taken out of the file. That it was there, who removed it, when and"
                    " why stays on record. Copies and reports made before still hold it. This"
                    " cannot be undone."
                ),
            ),
        ):
            part = Text(role, width=measure(), parent=self)  # type: ignore[arg-type]  # three roles
            part.set_text(words)
            box.addWidget(part)
        self.reason = LabeledField(TextField(), parent=self)
        self.reason.retranslate(tr)
        self.reason.set_words(tr.text("Reason"))
        box.addWidget(self.reason)
        self.go, cancel = Button("primary", parent=self), Button("plain", parent=self)
        self.go.set_text(tr.text("Remove the text"))
        cancel.set_text(tr.text("Cancel"))
        self.go.clicked.connect(self._accept)
        cancel.clicked.connect(self.reject)
        box.addWidget(Acts(self.go, cancel, parent=self))
        self.reason.field.setFocus()

    def _accept(self) -> None:
        given = str(self.reason.field.value()).strip()
        if not given:
            self.reason.show_problem(self._tr.text("Say why. Without a reason nothing is removed."))
            return
        self.accept()
        self._give(given)


def ask(desk: Desk, change: Change, what: str, tr: Translator, window: QWidget) -> None:
    """Ask for the reason, remove what the change says, and tell where it may still be."""

    def remove(reason: str) -> None:
        if not desk.writing.leave():
            return
        try:
            held = desk.session.custody.expunge(change.id, reason, assets.backup_folder())
        except UserError as error:
            messages.show(window, tr, error, tr.text("Nothing was removed"))
            return
        if held:
            said = tr.plural(
                "{count} backup still holds it:", "{count} backups still hold it:", len(held)
            )
            messages.ask(
                window,
                tr.text("The text is removed from the file"),
                "\n".join([said, *(str(backup.path) for backup in held)]),
                (
                    Choice(
                        tr.text("Delete these backups"),
                        lambda: _delete(desk, change, tr, window),
                        "destroy",
                    ),
                    Choice(tr.text("Keep them"), None, "reject"),
                ),
            )

    ReasonDialog(tr, what, remove, window).open()


def _delete(desk: Desk, change: Change, tr: Translator, window: QWidget) -> None:
    root = assets.backup_folder()
    try:
        desk.session.custody.drop_backups(change.id, root)
    except OSError as cause:
        name = Path(str(cause.filename)).name
        error = UserError(
            N_("{name} cannot be deleted: {why}."), name=name, why=system_reason(cause)
        )
        messages.show(window, tr, error, tr.text("Not every backup could be deleted"))
