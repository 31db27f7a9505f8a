"""What people wrote into the record, as something to find: answers, notes, names, reasons."""

from collections.abc import Iterator
from functools import partial

from jalon.assessment import attached_file, evidence, free_text
from jalon.assessment.changes import Key, Value
from jalon.assessment.state import Assessment
from jalon.export import recorded_words
from jalon.forms.model import Form
from jalon.language import Translator, capital, one_line
from jalon.ui.desk import Desk
from jalon.ui.folding import folded
from jalon.ui.pages import key_way
from jalon.ui.search.hits import Hit


def hits(desk: Desk, tr: Translator) -> Iterator[Hit]:
    """Yield every text of the record as it is now, what copies disagree on each way."""
    session = desk.session
    form, record = session.form, session.assessment
    for key, current in record.heads.items():
        if _is_gone(desk, key) or not (_is_file(key) or free_text.takes(form, key)):
            continue
        for text in dict.fromkeys(text for change in current for text in _texts(key, change.value)):
            where = partial(_where, form, record, key, tr)
            yield Hit(one_line(text), folded(text), where, partial(key_way.step, desk, key))


def _where(form: Form, record: Assessment, key: Key, tr: Translator) -> str:
    return capital(recorded_words.place(form, record, key, tr))


def _texts(key: Key, value: Value) -> Iterator[str]:
    if _is_file(key):
        file = attached_file.read(value)
        value = file.name if file else None
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and text.strip():
            yield text


def _is_file(key: Key) -> bool:
    return key.item == evidence.ITEM and key.field == "file"


def _is_gone(desk: Desk, key: Key) -> bool:
    """Tell whether a field is one of a model that was removed: no page shows it."""
    return key.subject.startswith("model-") and key.subject not in desk.session.models
