"""What the parts of a session need of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from jalon.assessment.evaluate import Evaluation
from jalon.assessment.state import Assessment, Edit
from jalon.forms.model import Form
from jalon.store.evidence import Content


class Holder(Protocol):
    """An open project that can be changed."""

    form: Form
    assessment: Assessment
    evaluation: Evaluation

    @property
    def path(self) -> Path:
        """Where the project file lies."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written to the file."""

    @property
    def step(self) -> int:
        """The number of the newest step of undo."""

    def apply(
        self, edits: Sequence[Edit], *, contents: Sequence[Content] = (), joined: bool = False
    ) -> None:
        """Set several fields in one transaction; see ``Session.apply``."""
