"""The way of one session's project to a later edition of the questionnaire.

Apart from the session, and imported when it is asked for, since no start needs it.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from jalon.assessment import carried, migration, versions
from jalon.assessment.carried import Carried, Place
from jalon.assessment.migration import Left, Plan
from jalon.assessment.state import Assessment, Edit
from jalon.errors import N_, UserError
from jalon.forms import load
from jalon.forms.model import Form
from jalon.store.project import Project


class Answers(Protocol):
    """What of a session is needed here."""

    author: str
    form: Form

    @property
    def assessment(self) -> Assessment:
        """The state now."""

    def settle(self) -> None:
        """Turn every text being typed into a change of its own."""

    def apply(self, edits: Sequence[Edit]) -> None:
        """Set several fields in one transaction, as one step of undo."""


class Editions:
    """What leads to a later edition, what was carried over, what is still to be confirmed."""

    def __init__(self, session: Answers, project: Project, answer: Callable[[Form], None]) -> None:
        self._session, self._project, self._answer = session, project, answer

    @property
    def later(self) -> Form | None:
        """The latest edition that these answers can be carried over to; None where it is theirs."""
        way = load.way(self._session.form.id)
        return way[-1] if len(way) > 1 else None

    def plan(self) -> Plan | None:
        """Return what carrying over would do; None where there is no later edition."""
        way = load.way(self._session.form.id)
        return migration.plan(way, self._session.assessment) if len(way) > 1 else None

    def carry_over(self, name: str) -> Plan:
        """Carry the answers over to the latest edition; durable on return, all or nothing.

        ``name`` is given to the state before, so that it can be looked at again. What was typed
        is settled first; undo ends here.

        Raises:
            UserError: there is no later edition, or two copies still disagree on a field.
            ProjectError: it could not be saved; the project is as before.
        """
        self._session.settle()
        planned = self.plan()
        if planned is None:
            raise UserError(N_("There is no later edition to carry the answers over to."))
        if any(self._session.assessment.conflicts()):
            raise UserError(
                N_(
                    "Some fields hold two different answers. Settle them first (History), so that"
                    " none of the two is lost on the way. Nothing was changed."
                )
            )
        before = versions.edits(self._session.assessment, name)
        later = planned.way[-1]
        edits = [*before, *planned.edits]
        self._project.answer_edition(later.id, edits, author=self._session.author)
        self._answer(later)
        return planned

    # -- afterwards ------------------------------------------------------------------------

    @property
    def waiting(self) -> frozenset[Place]:
        """The items whose answers wait to be confirmed."""
        return carried.waiting(self._session.assessment)

    @property
    def carried(self) -> tuple[Carried, ...]:
        """Every answer that was carried over, in the order of the questionnaire."""
        return migration.in_order(self._session.form, self._session.assessment)

    @property
    def left(self) -> tuple[Left, ...]:
        """The answers under ids that the edition answered now does not have."""
        form = self._session.form
        return migration.left(form, self._session.assessment, load.before(form.id))

    def confirm(self, places: Sequence[Place]) -> int:
        """Confirm that these answers hold for the edition now; return how many waited.

        Raises:
            ProjectError: it could not be saved.
        """
        edits = [e for p in places for e in carried.confirmation(self._session.assessment, p)]
        self._session.apply(edits)
        return len(edits)
