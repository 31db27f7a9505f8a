"""What can be done in a review, as links: which, in which state, in which words."""

from typing import Final, Literal, TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.review.model import State
from jalon.assessment.review.standing import Standing
from jalon.language import Translator
from jalon.ui.kit import Button, Part, column, show_if
from jalon.ui.pages.acts import Links

Do: TypeAlias = Literal[
    "request", "resume", "verdict", "validate", "send-back", "refuse", "cancel", "comment"
]
_DOES: Final[tuple[Do, ...]] = (
    "request", "resume", "verdict", "validate", "send-back", "refuse", "cancel", "comment",
)  # fmt: skip
_OF_PARTS: Final[dict[State, tuple[Do, ...]]] = {
    "none": ("request", "verdict", "comment"),
    "asked": ("verdict", "send-back", "cancel", "comment"),
    "given": ("verdict", "request", "comment"),
    "sent-back": ("resume", "verdict", "comment"),
    "validated": ("request", "verdict", "comment"),
    "refused": ("resume", "verdict", "comment"),
}
_OF_THE_WHOLE: Final[dict[State, tuple[Do, ...]]] = {
    "none": ("request", "validate", "refuse", "comment"),
    "asked": ("validate", "refuse", "cancel", "comment"),
    "given": ("request", "validate", "refuse", "comment"),
    "sent-back": ("resume", "validate", "refuse", "comment"),
    "validated": ("validate", "refuse", "request", "comment"),
    "refused": ("resume", "validate", "comment"),
}
"""What is offered; each act is possible in each state, and can be undone."""


class ReviewActs(Part):
    """The links of one review. ``asked`` carries which was chosen.

    ``fold`` is a link of somebody else's that stands in the same line.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget, *, fold: Button | None = None) -> None:
        super().__init__(parent)
        self.does = {name: Button("link", parent=self) for name in _DOES}
        for name, button in self.does.items():
            button.setObjectName(name)
            button.clicked.connect(self._clicked)
        links = (*self.does.values(), *((fold,) if fold else ()))
        self.links = Links(*links, parent=self)
        column(self).addWidget(self.links)

    def show_standing(self, standing: Standing, tr: Translator, *, own: bool) -> None:
        """Offer what can be done now; ``own`` tells that giving a verdict changes one's own."""
        whole = standing.about.scope == "whole"
        offered = (_OF_THE_WHOLE if whole else _OF_PARTS)[standing.state]
        for name, button in self.does.items():
            own_verdict = own and name == "verdict"
            said = tr.text("Change the verdict") if own_verdict else _named(name, standing, tr)
            button.set_text(said)
            show_if(button, name in offered)
        self.links.arrange()

    def _clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked.emit(sender.objectName())


def _asking(standing: Standing, tr: Translator) -> str:
    if standing.about.scope == "whole":
        return tr.text("Ask for validation")
    if standing.verdicts:
        return tr.text("Ask for a review again")
    return tr.text("Ask for a review")


def _named(name: Do, standing: Standing, tr: Translator) -> str:
    said = ""
    match name:
        case "request":
            said = _asking(standing, tr)
        case "resume":
            said = tr.text("Changes made: ask again")
        case "verdict" if standing.verdicts:
            said = tr.text("Give another verdict")
        case "verdict":
            said = tr.text("Give a verdict")
        case "validate":
            said = tr.text("Validate")
        case "send-back":
            said = tr.text("Send back")
        case "refuse":
            said = tr.text("Refuse validation")
        case "cancel":
            said = tr.text("Cancel the request")
        case "comment":
            said = tr.text("Comment on it")
    return said
