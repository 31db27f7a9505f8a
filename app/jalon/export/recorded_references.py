"""What a recorded value refers to by an id or a code, in words."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeAlias

from jalon.assessment import actions, model_words, models
from jalon.assessment.changes import Key, Subject, Value
from jalon.assessment.deadlines import events, incidents
from jalon.assessment.review.model import Target
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.export import difference_words, review_words
from jalon.forms.model import Form
from jalon.language import Translator, available, language_name

_Worder: TypeAlias = Callable[[Form, Assessment, Value, Translator], str]


def words(form: Form, state: Assessment, key: Key, said: Value, tr: Translator) -> str:
    """Return what a value refers to; empty where it speaks for itself."""
    worder = _WORDERS.get((key.item, key.field))
    return worder(form, state, said, tr) if worder else ""


def _model(_form: Form, state: Assessment, said: Value, tr: Translator) -> str:
    every = (*state.subjects(models.KIND), *state.removed(models.KIND))
    return model_words.called(state, Subject(str(said)), tr) if said in every else ""


def _models(form: Form, state: Assessment, said: Value, tr: Translator) -> str:
    found = said if isinstance(said, list) else []
    return tr.listed(_model(form, state, one, tr) or str(one) for one in found)


def _whose(form: Form, state: Assessment, said: Value, tr: Translator) -> str:
    """Name what an event is of: a model, or an incident by its name."""
    if not isinstance(said, str) or not said.startswith(f"{incidents.ITEM}-"):
        return _model(form, state, said, tr)
    called = state.text(Subject(said), incidents.ITEM, "name").strip()
    return called or tr.text(N_("Incident without a name"))


def _origin(form: Form, _state: Assessment, said: Value, tr: Translator) -> str:
    found = actions.origin(said)
    if found is None:
        return ""
    return difference_words.place(form, Key(found.subject, found.item, found.field), tr)


def _about(form: Form, _state: Assessment, said: Value, tr: Translator) -> str:
    if not isinstance(said, str) or not said:
        return ""
    about = Target("requirement" if said in form.items else "measure", said)
    return review_words.place(form, about, tr)


def _comment(_form: Form, state: Assessment, said: Value, _tr: Translator) -> str:
    return state.text(Subject(said), "comment", "text") if isinstance(said, str) else ""


def _moment(_form: Form, _state: Assessment, said: Value, tr: Translator) -> str:
    try:
        moment = datetime.fromisoformat(str(said)).astimezone()
    except ValueError:
        return ""
    return f"{tr.date(moment.date())}, {tr.time(moment)}"


def _language(_form: Form, _state: Assessment, said: Value, _tr: Translator) -> str:
    return language_name(said) if isinstance(said, str) and said in available() else ""


_OF_REVIEW: Final = ("review", "comment", "opinion", "attestation")
_WORDERS: Final[dict[tuple[str, str], _Worder]] = {
    (actions.ITEM, "origin"): _origin,
    (events.ITEM, "whose"): _whose,
    (incidents.ITEM, "models"): _models,
    ("models", "order"): _models,
    ("document", "model"): _model,
    ("comment", "answers"): _comment,
    ("language", "value"): _language,
    ("report", "language"): _language,
    ("report", "at"): _moment,
    ("document", "language"): _language,
    **{(kind, "item"): _about for kind in _OF_REVIEW},
    **{(kind, "subject"): _model for kind in _OF_REVIEW},
    **{(kind, name): _moment for kind in _OF_REVIEW for name in ("at", "edited", "withdrawn")},
}
