"""The way to a question of the profile."""

from jalon.assessment import facts, scope
from jalon.assessment.changes import PROVIDER, Subject
from jalon.forms.conditions import NOT_KNOWN
from jalon.forms.model import FactId
from jalon.ui.desk import Desk
from jalon.ui.pages.page import Step
from jalon.ui.places import COMPANY, Place


def step(desk: Desk, fact: FactId, subject: Subject = PROVIDER) -> Step:
    """Return where a question stands, as asked from one subject's page.

    From the company's, a question on models leads to the first that has not answered it.
    """
    session = desk.session
    if session.form.fact_scope[fact] == "provider" or not session.models:
        return Step(COMPANY, fact)
    if subject in session.models:
        return Step(Place("model", subject), fact)

    form, state, drawn = session.form, session.assessment, session.evaluation.conclusions

    def lacks(model: Subject) -> tuple[bool, bool]:
        """Tell how much a model lacks it: most if it is put there, and nothing said."""
        lacking = facts.value(form, fact, model, state) in (None, NOT_KNOWN)
        return lacking and scope.asked(form, fact, model, state, drawn), lacking

    return Step(Place("model", max(session.models, key=lacks)), fact)
