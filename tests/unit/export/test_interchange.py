"""The attached answers: complete, the same each time, and readable by import."""

import json

from jalon.assessment import interchange as reading
from jalon.assessment.changes import PROVIDER, Key
from jalon.assessment.snapshot import Snapshot
from jalon.assessment.state import Assessment
from jalon.export import interchange
from jalon.forms.model import Form
from tools.report_records import MODEL, profile, sample, snapshot


def test_that_a_record_comes_back_whole_from_its_own_answers(form: Form, record: Snapshot) -> None:
    edits = reading.read(interchange.dump(record), form, record.assessment)
    assert edits
    for key, value in edits:
        assert record.assessment.value(*key) == value, "and nothing is doubled"


def test_that_another_project_can_take_the_answers_over(form: Form, record: Snapshot) -> None:
    fresh = snapshot(form, {})
    edits = reading.read(interchange.dump(record), form, fresh.assessment)
    taken = {key: value for key, value in edits if key.subject in (PROVIDER, MODEL)}
    for key, value in sample(form).items():
        if key[0] in (PROVIDER, MODEL) and not key[2].startswith("evidence-"):
            assert taken[Key(*key)] == value


def test_that_the_same_record_gives_the_same_bytes(form: Form) -> None:
    first, second = (interchange.dump(snapshot(form, sample(form))) for _ in range(2))
    assert first == second


def test_that_the_document_says_what_it_is(record: Snapshot) -> None:
    document = json.loads(interchange.dump(record))
    assert document["format"] == "jalon-answers"
    assert document["version"] == 1
    assert document["form"] == record.form.id
    assert document["digest"] == record.digest
    assert document["taken"] == "2026-11-23T13:32:00+00:00"
    assert document["example"] is True
    assert document["models"] == [MODEL]


def test_that_what_is_not_answered_is_left_out(form: Form) -> None:
    document = interchange.answers(snapshot(form, profile()))
    assert document["answers"] == []


def test_that_text_that_is_no_unicode_is_still_json(form: Form) -> None:
    record = snapshot(form, {})
    name = Key(PROVIDER, "company-name", "value")
    change = next(iter(record.assessment.heads.values()))[0]
    broken = type(change)(change.id, name, "a\ud800b", "", change.time, change.edition, ())
    heads = {**record.assessment.heads, name: (broken,)}
    spoilt = Snapshot(
        form, Assessment(heads), record.evaluation, record.digest, 1, record.time, "", example=False
    )
    facts = json.loads(interchange.dump(spoilt))["facts"]
    assert facts[0]["value"] == "a\ud800b"
