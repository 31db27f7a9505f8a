"""What can be taken back and done again; each step is what fields held before it."""

from typing import Final, TypeAlias

from jalon.assessment.evidence import Edit

Step: TypeAlias = tuple[Edit, ...]

_KEPT: Final = 500


class Steps:
    """The steps of one sitting; nothing of them is stored, the record itself keeps all."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def add(self, before: Step) -> None:
        """Note a new step; what could be done again is forgotten."""
        self.done = [*self.done[-_KEPT:], before]
        self.undone.clear()

    def join(self, before: Step) -> None:
        """Note more of the newest step: both are taken back at once."""
        if not self.done:
            self.add(before)
            return
        known = {key for key, _ in self.done[-1]}
        self.done[-1] = (*self.done[-1], *(edit for edit in before if edit[0] not in known))
        self.undone.clear()

    def clear(self) -> None:
        """Forget every step."""
        self.done.clear()
        self.undone.clear()
