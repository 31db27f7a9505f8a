"""The shape of what is to be seen before signing, in ``jalon status --json``; needs pydantic."""

from jalon.assessment.attestations import Standing, Statement
from jalon.assessment.contradictions.model import Kind, Thing
from jalon.assessment.entries import Count, Strict
from jalon.assessment.review.model import Scope
from jalon.cli.status_schema_review import Withdrawn


class PointAbout(Strict):
    """What a review or an opinion is about."""

    scope: Scope
    item: str | None


class Contradiction(Strict):
    """One point; ``text`` and ``where`` are in the language asked for.

    ``at`` says what it is found at: ``subject`` is the id of the opinion, review, action or piece
    of evidence, or whose answer ``item`` is. ``depending`` counts the requirements that a question
    on scope decides.
    """

    kind: Kind
    at: Thing
    subject: str
    item: str | None
    field: str | None
    about: PointAbout | None
    text: str
    where: str | None
    depending: Count


class Contradictions(Strict):
    """What does not go together in the record; nothing here is scored."""

    counts: dict[Kind, Count]
    points: list[Contradiction]


class Attestation(Strict):
    """That somebody attested a statement, by name; stale when the record changed since."""

    id: str
    by: str
    typed_by: str | None
    at: str
    words: str | None
    stale: bool
    withdrawn: Withdrawn | None


class SigningStatement(Strict):
    """One of the four statements; ``text`` is in the language asked for."""

    statement: Statement
    text: str
    standing: Standing
    given: list[Attestation]


class LastSigned(Strict):
    """The report that was signed last, as the record notes it."""

    file: str
    signers: list[str]
    time: str
    digest: str
    unchanged: bool
