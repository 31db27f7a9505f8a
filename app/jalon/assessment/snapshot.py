"""A project at one moment, as a worker or an export reads it: nobody can change it."""

from datetime import datetime

from jalon.assessment.changes import Subject
from jalon.assessment.evaluate import Evaluation
from jalon.assessment.evidence import Found
from jalon.assessment.state import Assessment
from jalon.forms.model import Form
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The open project, frozen.

    Attributes:
        digest: see :meth:`jalon.assessment.state.Assessment.digest`.
        changes: how many changes the record holds; the revision that people quote.
        time: when the picture was taken (aware).
        author: the self-declared name of who works on the project now; may be empty.
        example: whether this is the worked example and must be marked as such.
        found: what the last look at linked files has found, by piece of evidence; of those that
            were looked at since the project was opened.
    """

    form: Form
    assessment: Assessment
    evaluation: Evaluation
    digest: str
    changes: int
    time: datetime
    author: str
    example: bool
    found: tuple[tuple[Subject, Found], ...] = ()
