"""What can be taken back and done again; each step is what fields held before it."""

from typing import Final, TypeAlias

from jalon.assessment.changes import Key
from jalon.assessment.state import Edit

Step: TypeAlias = tuple[Edit, ...]

_KEPT: Final = 500


class Steps:
    """The steps of one sitting; nothing of them is stored, the record itself keeps all.

    ``number`` is another after each new step and each one taken back or done again.
    """

    def __init__(self) -> None:
        self.number = 0
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def add(self, before: Step) -> None:
        """Note a new step; what could be done again is forgotten."""
        self.done = [*self.done[-_KEPT:], before]
        self.undone.clear()
        self.number += 1

    def join(self, before: Step) -> None:
        """Note more of the newest step: both are taken back at once."""
        if not self.done:
            self.add(before)
            return
        known = {key for key, _ in self.done[-1]}
        self.done[-1] = (*self.done[-1], *(edit for edit in before if edit[0] not in known))
        self.undone.clear()

    def fields(self, steps: list[Step]) -> tuple[Key, ...]:
        """Return the fields of the last of ``steps``."""
        return tuple(key for key, _ in steps[-1]) if steps else ()

    def move(self, source: list[Step], target: list[Step], back: Step) -> None:
        """Note that the last step of ``source`` was taken back, or done again, by ``back``."""
        source.pop()
        target.append(back)
        self.number += 1

    def clear(self) -> None:
        """Forget every step."""
        self.done.clear()
        self.undone.clear()
        self.number += 1
