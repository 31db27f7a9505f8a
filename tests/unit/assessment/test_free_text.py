"""Where two copies disagree, own words settle it only where any text is an answer."""

import pytest

from jalon.assessment import free_text
from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.forms import load

FORM = load.form()
ITEM = next(iter(FORM.items))
FACTS = {fact.kind: fact.id for fact in FORM.fact.values()}


@pytest.mark.parametrize(
    ("item", "field", "takes"),
    [
        *((ITEM, field, True) for field in ("how", "reason", "gap", "next-step", "owner")),
        *((ITEM, field, False) for field in ("state", "due", "override", "carried", "evidence-1")),
        *((FACTS[kind], "value", kind in {"text", "long-text"}) for kind in sorted(FACTS)),
        ("evidence", "note", True),
        ("evidence", "expires", False),
        ("action", "what", True),
        ("action", "priority", False),
        ("event", "note", True),
        ("event", "type", False),
        ("incident", "root-cause", True),
        ("incident", "aware", False),
        ("opinion", "reasons", True),
        ("opinion", "direction", False),
        ("review", "verdict", False),
        ("subject", "kind", False),
        ("models", "order", False),
        ("of-another-edition", "how", False),
    ],
)
def test_that_only_texts_take_a_text(item: str, field: str, takes: bool) -> None:  # noqa: FBT001
    assert free_text.takes(FORM, Key(PROVIDER, item, field)) is takes


def test_that_every_answer_and_cell_of_a_document_is_told_by_its_kind() -> None:
    texts = {"text", "long-text", "lines"}
    seen = set()
    for _, field, answer in FORM.answers.values():
        key = Key(Subject("model-1"), field.id, answer.id)
        assert free_text.takes(FORM, key) is (answer.kind in texts)
        seen.add(answer.kind)
        for column in answer.columns:
            cell = key._replace(field=f"{answer.id}.row-0123abcd.{column.id}")
            assert free_text.takes(FORM, cell) is (column.kind in texts)
        assert not free_text.takes(FORM, key._replace(field=f"{answer.id}.row-0123abcd"))
    assert {"text", "choice", "number", "table"} <= seen
