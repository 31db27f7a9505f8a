"""Names that the pages of dates share."""

from jalon.assessment.changes import PROVIDER, Subject
from jalon.language import Translator
from jalon.ui.desk import Desk


def named(desk: Desk, tr: Translator, subject: Subject) -> str:
    """Name the company or a model, one that was removed included."""
    if subject == PROVIDER:
        return tr.text("The company")
    if subject in desk.session.models:
        return desk.model_shown(tr, subject)
    name = desk.model(subject) or tr.text("Model without a name")
    return tr.text("{name} (removed)", name=name)
