"""Reports of the shipped questionnaire, made once for all tests here."""

import pytest

from jalon.assessment.snapshot import Snapshot
from jalon.export.pdf import Printed
from jalon.forms import load
from jalon.forms.model import Form
from tools.report_printing import made, pages
from tools.report_records import sample, snapshot


@pytest.fixture(scope="session")
def form() -> Form:
    return load.form()


@pytest.fixture(scope="session")
def record(form: Form) -> Snapshot:
    return snapshot(form, sample(form), example=True)


@pytest.fixture(scope="session")
def english(record: Snapshot) -> Printed:
    return made(record)


@pytest.fixture(scope="session")
def english_pages(english: Printed) -> list[str]:
    return pages(english.data)


@pytest.fixture(scope="session")
def french(record: Snapshot) -> Printed:
    return made(record, "fr")


@pytest.fixture(params=["english", "french"])
def printed(request: pytest.FixtureRequest) -> Printed:
    found: Printed = request.getfixturevalue(request.param)
    return found
