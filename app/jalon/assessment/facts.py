"""Reading the facts of the profile: as answered, never filled in."""

from jalon.assessment import carried, inheritance
from jalon.assessment.changes import Subject
from jalon.assessment.state import Assessment
from jalon.forms.conditions import FactValue
from jalon.forms.model import FactId, Form


def value(form: Form, fact: FactId, subject: Subject, assessment: Assessment) -> FactValue:
    """Return what was answered, as seen from one subject; None when nothing was.

    What was answered to an earlier edition and waits to be confirmed is not known.
    A fact of the company is read from the company, unless the model has its own. The rows of a
    table are read by :func:`rows`.
    """
    whose = inheritance.whose(form, fact, subject, assessment)
    found = (
        None if carried.waits(assessment, whose, fact) else assessment.value(whose, fact, "value")
    )
    if isinstance(found, list):
        return tuple(v for v in found if isinstance(v, str)) or None
    if isinstance(found, (bool, dict)) or found == "":
        return None
    return found


def answered(form: Form, fact: FactId, subject: Subject, assessment: Assessment) -> bool:
    """Tell whether something was answered, "not known" included."""
    whose = inheritance.whose(form, fact, subject, assessment)
    return assessment.value(whose, fact, "value") not in (None, "", [])


def rows(
    form: Form, fact: FactId, subject: Subject, assessment: Assessment
) -> tuple[dict[str, float], ...]:
    """Return the rows of a table of numbers; cells that are empty are left out."""
    whose = inheritance.whose(form, fact, subject, assessment)
    found = assessment.value(whose, fact, "value")
    lines = found if isinstance(found, list) else []
    if carried.waits(assessment, whose, fact):
        return ()
    return tuple(
        {
            name: float(cell)
            for name, cell in line.items()
            if isinstance(cell, int | float) and not isinstance(cell, bool)
        }
        for line in lines
        if isinstance(line, dict)
    )
