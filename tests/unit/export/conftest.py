"""Reports of the shipped questionnaire, made once for all tests here."""

import pytest

from jalon.assessment.snapshot import Snapshot
from jalon.export.pdf import Printed
from jalon.forms import load
from jalon.forms.model import Form
from tools.report_printing import made
from tools.report_records import sample, snapshot


@pytest.fixture(scope="session")
def form() -> Form:
    return load.form()


@pytest.fixture(scope="session")
def record(form: Form) -> Snapshot:
    return snapshot(form, sample(form), example=True)


@pytest.fixture(scope="session", params=["en", "fr"])
def printed(request: pytest.FixtureRequest, record: Snapshot) -> Printed:
    return made(record, request.param)
