"""Removing for good what a change says: asked for with a reason, and told with what is left."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from jalon import assets
from jalon.assessment import repeated
from jalon.assessment.changes import Change
from jalon.errors import N_, UserError, system_reason
from jalon.export import recorded_words
from jalon.language import Translator
from jalon.ui import messages
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, LabeledField, Text, TextField, column
from jalon.ui.messages import Choice
from jalon.ui.pages.acts import Acts
from jalon.ui.theme import measure, space

if TYPE_CHECKING:
    from jalon.store.backups import Backup

_NAMED: Final = 8
"""Changes that are named one by one; more would not fit into a message."""


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


def ask(
    desk: Desk, change: Change, called: Callable[[Change], str], tr: Translator, window: QWidget
) -> None:
    """Ask for the reason, remove what the change says, and tell where it may still be.

    ``called`` says of a change where it stands, by whom and when it was made.
    """
    removal = _Removal(desk, tr, window, called, repeated.text(desk.session.form, change))
    what = recorded_words.place(desk.session.form, desk.session.assessment, change.key, tr)
    ReasonDialog(tr, what, lambda reason: removal.remove([change], reason), window).open()


class _Removal:
    """One text on its way out: of the change that was shown, of others that hold it, of backups."""

    def __init__(
        self,
        desk: Desk,
        tr: Translator,
        window: QWidget,
        called: Callable[[Change], str],
        text: str,
    ) -> None:
        self._desk, self._tr, self._window = desk, tr, window
        self._called, self._text = called, text
        self._gone: list[Change] = []

    def remove(self, changes: Sequence[Change], reason: str) -> None:
        """Remove what these changes say."""
        if not self._desk.writing.leave():
            return
        custody = self._desk.session.custody
        try:
            ids = [change.id for change in changes]
            self._gone += custody.remove(ids, reason, assets.backup_folder())
            more = custody.saying(self._text)
        except UserError as error:
            title = self._tr.text("Nothing was removed")
            if self._gone:
                title = self._tr.text("Not everything was removed")
            messages.show(self._window, self._tr, error, title)
            return
        if more:
            self._offer(more, reason)
        else:
            self._tell_of_backups()

    def _offer(self, more: Sequence[Change], reason: str) -> None:
        tr = self._tr
        said = tr.plural(
            "{count} more change holds the same text:",
            "{count} more changes hold the same text:",
            len(more),
        )
        places = [self._called(change) for change in more[:_NAMED]]
        if len(more) > _NAMED:
            beyond = len(more) - _NAMED
            places.append(tr.plural("and {count} more.", "and {count} more.", beyond))
        messages.ask(
            self._window,
            tr.text("The text still stands elsewhere in the file"),
            "\n".join([said, *places]),
            (
                Choice(
                    tr.text("Remove all that these say"),
                    lambda: self.remove(more, reason),
                    "destroy",
                ),
                Choice(tr.text("Keep them"), self._tell_of_backups, "reject"),
            ),
        )

    def _tell_of_backups(self) -> None:
        tr = self._tr
        custody = self._desk.session.custody
        held = custody.holding(self._gone, assets.backup_folder())
        if left := custody.unscrubbed:
            messages.show(self._window, tr, left, tr.text("The file still holds the text"))
        if not held:
            return
        said = tr.plural(
            "{count} backup still holds it:", "{count} backups still hold it:", len(held)
        )
        messages.ask(
            self._window,
            tr.text("The text is removed from the file"),
            "\n".join([said, *(str(backup.path) for backup in held)]),
            (
                Choice(tr.text("Delete these backups"), lambda: self._delete(held), "destroy"),
                Choice(tr.text("Keep them"), None, "reject"),
            ),
        )

    def _delete(self, held: "Sequence[Backup]") -> None:
        try:
            for backup in held:
                backup.path.unlink(missing_ok=True)
        except OSError as cause:
            name, tr = Path(str(cause.filename)).name, self._tr
            error = UserError(
                N_("{name} cannot be deleted: {why}."), name=name, why=system_reason(cause)
            )
            messages.show(self._window, tr, error, tr.text("Not every backup could be deleted"))
