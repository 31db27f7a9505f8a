"""A recorded change as commands write it: in words, in JSON, its time."""

from datetime import datetime

from jalon.assessment.changes import Change
from jalon.assessment.state import Assessment
from jalon.export import recorded_words
from jalon.forms.model import Form
from jalon.language import Translator, one_line


def when(time: datetime) -> str:
    """Return a moment to the second, by this computer's clock."""
    return time.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def said(form: Form, state: Assessment, change: Change, tr: Translator) -> str:
    """Return what a change says, on one line."""
    return one_line(recorded_words.change(form, state, change, tr))


def value(change: Change) -> dict[str, object]:
    """Return a change without the field that it is about."""
    return {
        "id": change.id,
        "value": change.value,
        "author": change.author,
        "time": change.time.isoformat(),
    }
