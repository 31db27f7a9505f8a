"""Which rows of a measure wait for an answer."""

from collections.abc import Sequence

from jalon.assessment import inheritance
from jalon.assessment.changes import PROVIDER
from jalon.session import Session
from jalon.ui.pages.rows import Which


def waits(session: Session, which: Which) -> bool:
    """Tell whether a row waits for an answer that can be given in it."""
    subject, item = which
    status, requirement = session.evaluation.status(subject, item), session.form.items[item]
    inherits = (
        subject != PROVIDER
        and requirement.scope == "provider"
        and not inheritance.begun(session.assessment, subject, item)
    )
    binds = requirement.force == "binding"
    return status.state is None and status.applies != "no" and binds and not inherits


def first(session: Session, keys: Sequence[Which]) -> Which | None:
    """Return the row to begin with: the first that waits for an answer."""
    waiting = (which for which in keys if waits(session, which))
    return next(waiting, next(iter(keys), None))
