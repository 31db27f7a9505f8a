"""The choice for whom a measure is shown, where there are several models."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import PROVIDER, Subject
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import LabeledField, Option, Part, SelectField, Text, column, show_if
from jalon.ui.kit.painting import elided
from jalon.ui.pages.page import narrow
from jalon.ui.theme import measure, space
from jalon.ui.viewpoint import EVERYONE

_WIDEST = 400
_LONGEST = 330
"""In pixels: the field, and the longest name that is shown in it."""


class ViewChoice(Part):
    """A drop-down with the company and its models, and what the choice means.

    ``chosen`` carries what :class:`jalon.ui.viewpoint.Viewpoint` takes.
    """

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.field = SelectField()
        self.field.setObjectName("viewpoint")
        self._labeled = LabeledField(self.field, parent=self)
        self._note = Text("small", "muted", width=measure(), parent=self)
        box = column(self, space(1), (0, space(4), 0, 0))
        held = Part(self)
        column(narrow(held, _WIDEST)).addWidget(self._labeled)
        box.addWidget(held)
        box.addWidget(self._note)
        self.field.edited.connect(self._edited)

    def show_offers(
        self, tr: Translator, offered: Sequence[str], here: str, *, company: bool
    ) -> None:
        """Show who can be looked at, and who is; ``company`` where it answers something here."""
        self._labeled.retranslate(tr)
        self._labeled.set_words(tr.text("Shown for"))
        self.field.set_options(tuple(Option(name, self._named(tr, name)) for name in offered))
        self.field.show_value(here)
        whole = here in self._desk.session.models
        self.field.entry().setToolTip(self._desk.model_shown(tr, Subject(here)) if whole else "")
        self._note.set_text(self._meaning(tr, here) if company else "")
        show_if(self._note, company)

    def _named(self, tr: Translator, name: str) -> str:
        if name == EVERYONE:
            return tr.text("The company and every model")
        if name == PROVIDER:
            return tr.text("The company")
        return self._desk.model_brief(tr, Subject(name), _cut)

    def _meaning(self, tr: Translator, here: str) -> str:
        if here == EVERYONE:
            return tr.text(
                "What the company answers holds for every model. To answer otherwise for one of"
                " them, choose it here."
            )
        if here == PROVIDER:
            return tr.text(
                "What the company answers holds for every model. To answer otherwise for one of"
                " them, or to see what each model answers, choose it here."
            )
        return tr.text("What holds for this model: its own answers, and those of the company.")

    def _edited(self, name: object) -> None:
        self.chosen.emit(str(name))


def _cut(name: str) -> str:
    return elided(" ".join(name.split()), "body", _LONGEST, Qt.TextElideMode.ElideRight)
