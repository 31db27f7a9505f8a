"""States of a record, made from plain values."""

import json
from datetime import UTC, datetime

from jalon.assessment import changes
from jalon.assessment.changes import Key, Subject, Value
from jalon.assessment.state import Assessment

MODEL, OTHER = Subject("model-00000001"), Subject("model-00000002")


def state(*values: tuple[Subject, str, str, Value]) -> Assessment:
    found = []
    for subject, item, field, value in values:
        stored = changes.payload(
            Key(subject, item, field),
            value,
            author="A",
            time=datetime(2026, 1, 1, tzinfo=UTC),
            edition="e",
            supersedes=(),
        )
        found.append(changes.change(changes.change_id(stored), json.loads(stored)))
    return Assessment().with_changes(found)
