"""No sequence of answers on scope makes a written text disappear: real files, read by others."""

import json
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalon.assessment.changes import PROVIDER, Subject
from jalon.export import interchange, report
from jalon.export.report import ReportOptions
from jalon.forms import load
from jalon.forms.model import FactId, ItemId
from jalon.language import translator
from jalon.session import Session
from tools.thorough import examples

FORM = load.form()
WRITTEN = {
    "transparency-1.1-documented": "Ligne <1>\n« Ωmega » & Söhne",
    "copyright-1.1-draw-up": "policy \u00a0of 3 June",
    "copyright-1.4-open-source-alert": "notice in the README",
    "training-summary-website": "https://example.org/summary?a=1&b=2",
}
FACT_TEXTS = {"compute-assumptions": "6·P·D, one epoch", "licence-name": "Apache 2.0"}
CHOICES = [
    (fact, option.value)
    for fact, about in FORM.fact.items()
    if about.kind == "choice" and not about.retired
    for option in about.options
]
STEP = st.one_of(
    st.sampled_from(CHOICES),
    st.tuples(st.sampled_from([f for f, _ in CHOICES]), st.none()),
    st.tuples(st.just("training-compute"), st.sampled_from([4e20, 1.1e23, 3e25])),
    st.tuples(st.just("distribution"), st.just(["api", "product"])),
)


def whose(session: Session, item: str) -> Subject:
    scope = FORM.fact_scope.get(FactId(item)) or FORM.items[ItemId(item)].scope
    return PROVIDER if scope == "provider" else session.models[0]


@settings(max_examples=examples(6, 40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEP, min_size=1, max_size=25))
def test_that_no_sequence_of_answers_on_scope_makes_a_written_text_disappear(
    steps: list[tuple[str, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jalon"
        session = Session.create(path)
        for item, text in WRITTEN.items():
            session.answer(whose(session, item), item, "how", text)
        for fact, text in FACT_TEXTS.items():
            session.answer(whose(session, fact), fact, "value", text)
        for fact, value in steps:
            session.answer(whose(session, fact), fact, "value", value)
        snapshot = session.snapshot()
        exported = json.loads(interchange.dump(snapshot))
        printed = str(report.build(snapshot, translator("en"), ReportOptions("en")))
        session.close()
        stored = _stored(path)
    answers = {a["item"]: a.get("how") for a in exported["answers"]}
    facts = {f["item"]: f["value"] for f in exported["facts"]}
    for item, text in WRITTEN.items():
        assert answers[item] == text
        assert text in stored
        assert repr(text)[1:-1] in printed, item
    for fact, text in FACT_TEXTS.items():
        assert facts[fact] == text
        assert text in stored
        assert text in printed


def _stored(path: Path) -> set[str]:
    """Return every text value in the file, read without Jalon."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        rows = database.execute("select payload from change").fetchall()
    values = [json.loads(row[0])["value"] for row in rows]
    return {value for value in values if isinstance(value, str)}
