"""The places one can be at in an open project, in the order of Next and Back."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal, TypeAlias

from jalon.assessment.changes import PROVIDER, Subject
from jalon.forms.documents import Document
from jalon.forms.model import Form, ItemId, Sheet
from jalon.values import dataclass

Kind: TypeAlias = Literal[
    "overview",
    "edition",
    "company",
    "models",
    "model",
    "scope",
    "position",
    "measure",
    "duty",
    "document",
    "dates",
    "incidents",
    "review",
    "opinions",
    "actions",
    "evidence",
    "signing",
    "history",
    "report",
]


@dataclass(frozen=True, slots=True)
class Place:
    """One page of the project.

    Attributes:
        subject: whose page it is, where the kind is ``company``, ``model`` or ``document``.
        measure: the id of the measure or duty, where the kind is ``measure`` or ``duty``.
        document: the id of the document, where the kind is ``document``.
    """

    kind: Kind
    subject: Subject = PROVIDER
    measure: str = ""
    document: str = ""

    @property
    def id(self) -> str:
        """A name that settings and tests can keep."""
        return ":".join(part for part in (self.kind, self._which) if part)

    @property
    def _which(self) -> str:
        if self.kind == "document":
            return f"{self.subject}:{self.document}"
        return self.measure or (self.subject if self.kind == "model" else "")


OVERVIEW = Place("overview")
EDITION = Place("edition")
COMPANY = Place("company")
DATES = Place("dates")
INCIDENTS = Place("incidents")
POSITION = Place("position")
MODELS = Place("models")
SCOPE = Place("scope")
REVIEW = Place("review")
OPINIONS = Place("opinions")
SIGNING = Place("signing")
REPORT = Place("report")
ACTIONS = Place("actions")
EVIDENCE = Place("evidence")
HISTORY = Place("history")


def order(form: Form, models: tuple[Subject, ...], *, edition: bool = False) -> tuple[Place, ...]:
    """Return every place, in the order in which one reads them.

    ``edition`` tells whether the project is concerned by another edition of the questionnaire.
    """
    return (
        OVERVIEW,
        *((EDITION,) if edition else ()),
        COMPANY,
        MODELS,
        *(Place("model", subject) for subject in models),
        SCOPE,
        POSITION,
        *(Place("measure", measure=m.id) for c in form.chapter for m in c.measures()),
        *(Place("duty", measure=duty.id) for duty in form.duties),
        *documents(form, models),
        DATES,
        INCIDENTS,
        REVIEW,
        OPINIONS,
        ACTIONS,
        EVIDENCE,
        SIGNING,
        REPORT,
        HISTORY,
    )


def around(every: Sequence[Place], here: Place) -> Iterator[Place]:
    """Yield all other places, the nearest first: where Next leads, where Back does, and so on."""
    at = every.index(here)
    for pair in zip_longest(every[at + 1 :], reversed(every[:at])):
        yield from (place for place in pair if place)


def of_item(form: Form, item: ItemId) -> Place:
    """Return where a requirement is answered."""
    return Place("measure" if item in form.home else "duty", measure=form.sheet[item].id)


def documents(form: Form, models: tuple[Subject, ...]) -> tuple[Place, ...]:
    """Return the documents' places: of each model every document."""
    return tuple(
        Place("document", model, document=document.id)
        for model in models
        for document in form.documents
    )


def document(form: Form, place: Place) -> Document:
    """Return the document that ``place`` shows.

    Raises:
        StopIteration: the form has no such document.
    """
    return next(d for d in form.documents if d.id == place.document)


def measure(form: Form, place: Place) -> Sheet:
    """Return the measure or duty that ``place`` shows.

    Raises:
        StopIteration: the form has no such measure.
    """
    return next(sheet for sheet in form.sheets if sheet.id == place.measure)
