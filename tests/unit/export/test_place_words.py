"""What a requirement is called where changes are listed: no two read alike."""

from collections import Counter

import pytest

from jalon.assessment.changes import PROVIDER, Key
from jalon.assessment.state import Assessment
from jalon.export import recorded_words
from jalon.forms import load
from jalon.language import available, translator


@pytest.mark.parametrize("code", available())
def test_that_no_two_requirements_are_called_alike(code: str) -> None:
    form, tr = load.form(), translator(code)
    named = Counter(
        recorded_words.place(form, Assessment(), Key(PROVIDER, item, "how"), tr)
        for item in form.items
    )
    assert {name for name, count in named.items() if count > 1} == set()
    assert len(named) == len(form.items)


def test_that_one_that_stands_alone_is_called_by_its_place_only() -> None:
    key = Key(PROVIDER, "transparency-1.2-contact", "how")
    named = recorded_words.place(load.form(), Assessment(), key, translator("en"))
    assert named == "Transparency Chapter, Measure 1.2, paragraph 1, sentence 1, how"
