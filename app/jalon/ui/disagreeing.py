"""What two copies of a project say differently in one field, in words beside the field."""

from jalon.assessment.changes import Change
from jalon.export import recorded_words
from jalon.language import BETWEEN, Translator
from jalon.session import Session


def words(session: Session, changes: tuple[Change, ...], tr: Translator) -> str:
    """Say what each of them says, and by whom it was written."""
    form, state = session.form, session.assessment
    each = [
        tr.text(
            "{value} ({author})",
            value=recorded_words.change(form, state, change, tr),
            author=change.author or tr.text("no name"),
        )
        for change in changes
    ]
    return tr.text("Two copies of this project differ here: {values}", values=BETWEEN.join(each))
