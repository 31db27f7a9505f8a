"""For whom the measures are shown, where there are several models."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from jalon.assessment.changes import PROVIDER, Subject
from jalon.forms.model import Requirement

EVERYONE: Final = "everyone"
"""The company and every model, under each other."""

SIDE_BY_SIDE: Final = 4
"""Up to so many models are shown under each other; of more, one at a time."""


class Viewpoint(QObject):
    """What the user chose to look at; it goes with them from measure to measure."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen = ""

    def choose(self, name: str) -> None:
        """Look at a model, at the company (``provider``), or at everyone."""
        if name != self.chosen:
            self.chosen = name
            self.changed.emit()

    def here(self, asked: Sequence[Requirement], models: Sequence[Subject]) -> str:
        """Return for whom these requirements are shown: as chosen, where that can be."""
        offered = offers(asked, models)
        return self.chosen if self.chosen in offered else offered[0]


def offers(asked: Sequence[Requirement], models: Sequence[Subject]) -> tuple[str, ...]:
    """Return for whom these requirements can be shown, the usual first."""
    if len(models) < 2:  # nothing to choose
        return (EVERYONE,)
    if len(models) <= SIDE_BY_SIDE:
        return (EVERYONE, *models)
    company = any(requirement.scope == "provider" for requirement in asked)
    return (PROVIDER, *models) if company else tuple(models)
