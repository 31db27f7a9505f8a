"""What a model is called, also before it has a name: for screen, print and prompt."""

from jalon.assessment import models
from jalon.assessment.changes import Subject
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.language import BETWEEN, Translator


def called(assessment: Assessment, model: Subject, tr: Translator) -> str:
    """Return a model's name, or its number among the models until it has one.

    Living models of one name are told apart by their number; of a name on which two copies
    differ, both are told.
    """
    name = assessment.said(model, models.NAME, "value", BETWEEN).strip()
    if not name:
        return unnamed(assessment, model, tr)
    living = assessment.subjects(models.KIND)
    if len(living) > 1 and model in living and models.alike(assessment, model):
        return numbered(name, living.index(model) + 1, tr)
    return name


def numbered(name: str, number: int, tr: Translator) -> str:
    """Return the name of a model with what tells it from others of that name."""
    return tr.text(N_("{name} (model {number})"), name=name, number=tr.number(number))


def unnamed(assessment: Assessment, model: Subject, tr: Translator) -> str:
    """Return what stands for a model that has no name: its number among the models."""
    living = assessment.subjects(models.KIND)
    if model not in living:
        return tr.text(N_("Model without a name"))
    return tr.text(N_("Model {number}"), number=living.index(model) + 1)


def several(assessment: Assessment, subject: Subject) -> bool:
    """Tell whether a subject is a model that has to be named, since there are others.

    A model that was removed counts: its answers stay in the record.
    """
    every = (*assessment.subjects(models.KIND), *assessment.removed(models.KIND))
    return len(every) > 1 and subject in every
