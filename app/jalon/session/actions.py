"""The actions of the open project: making, linking, moving them on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jalon.assessment import actions, evidence
from jalon.assessment.actions import Action, Plan, State
from jalon.assessment.changes import Key, Subject
from jalon.assessment.evidence import Evidence
from jalon.session.holder import Holder

if TYPE_CHECKING:  # what asks for an action is worked out where somebody looks
    from jalon.assessment.proposals import Proposal

Place = tuple[Subject, str]
"""A requirement of a subject, which an action serves."""


class Actions:
    """The actions of one session."""

    def __init__(self, session: Holder) -> None:
        self._session = session

    @property
    def plan(self) -> Plan:
        """All actions of the project."""
        return actions.plan(self._session.assessment)

    def entry(self, subject: Subject) -> Action | None:
        """Return an action; None when it was taken back."""
        return self.plan.entries.get(subject)

    def proposals(self) -> "tuple[Proposal, ...]":
        """Return what asks for an action and has none yet."""
        from jalon.assessment import proposals

        session = self._session
        return proposals.every(session.assessment, session.evaluation)

    def step_of(self, subject: Subject, item: str) -> "Proposal | None":
        """Return a requirement's next step or gap, if it is written and no action yet."""
        from jalon.assessment import proposals

        found = proposals.step_of(self._session.assessment, subject, item)
        return None if found is None or found.origin in self.plan.origins else found

    def add(self, places: Sequence[Place] = (), *, what: str = "") -> Subject:
        """Make an action; one step of undo.

        Raises:
            UserError: it could not be saved.
        """
        made, edits = actions.made(tuple(places), what=what)
        self._session.apply(edits)
        return made

    def take(self, proposal: "Proposal") -> Subject:
        """Make an action of what the record proposes; its texts stay where they are, too.

        Raises:
            UserError: it could not be saved.
        """
        made, edits = actions.made(
            proposal.places,
            what=proposal.what,
            owner=proposal.owner,
            due=proposal.due,
            origin=proposal.origin,
        )
        self._session.apply(edits)
        return made

    def move(self, action: Action, state: State) -> None:
        """Say how an action stands.

        Raises:
            UserError: it could not be saved.
        """
        self._session.apply([(Key(action.subject, actions.ITEM, "state"), state)])

    def link(self, action: Action, places: Sequence[Place]) -> None:
        """Have an action serve more requirements, as one step."""
        self._session.apply(actions.links(action.subject, tuple(places)))

    def unlink(self, action: Action, places: Sequence[Place]) -> None:
        """Have an action serve these requirements no more; it stays in the list."""
        edits = actions.links(action.subject, tuple(places))
        self._session.apply([(key, None) for key, _ in edits])

    def is_empty(self, action: Action) -> bool:
        """Tell whether nothing was said of an action that was begun: no field, link or proof."""
        heads = self._session.assessment.heads
        said = (
            str(change.value or "").strip()
            for field in actions.FIELDS
            for change in heads.get(Key(action.subject, actions.ITEM, field), ())
        )
        return not (action.links or self._proofs(action) or any(said))

    def forget(self, action: Action) -> None:
        """Take back an action that was begun and left empty."""
        proofs = [
            (Key(action.subject, actions.ITEM, proof.subject), None)
            for proof in self._proofs(action)
        ]
        self._session.apply([*actions.taken_back(action), *proofs])

    def _proofs(self, action: Action) -> tuple[Evidence, ...]:
        return evidence.linked(self._session.assessment, action.subject, actions.ITEM)
