"""Any sequence of commands: what was acknowledged is there, also after closing and reopening."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from jalon.assessment.changes import PROVIDER, Key, Value
from jalon.assessment.evaluate import evaluate
from jalon.assessment.state import Assessment
from jalon.forms import load
from jalon.forms.citations import citation
from jalon.forms.model import STATES, FactId
from jalon.language import available, translator
from jalon.session import Session
from tools.thorough import examples

FACT = FactId("crawling")
"""Some requirements apply by what is answered to it."""

ITEMS = [i for i, r in load.form().items.items() if r.scope == "provider"][:4]
VALUES = [*(option.value for option in load.form().fact[FACT].options), None]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


class Project(RuleBasedStateMachine):
    """Keeps beside the session what it should hold, and the steps that undo would take."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.session = Session.create(Path(self.folder.name) / "p.jalon", author="A")
        self.expected: dict[Key, Value] = {}
        self.done: list[tuple[Key, Value]] = []
        self.undone: list[tuple[Key, Value]] = []
        self.recorded = len(self.session.history())

    def _set(self, key: Key, value: Value) -> None:
        value = value or None
        if self.expected.get(key) != value:
            self.done.append((key, self.expected.get(key)))
            self.undone.clear()
            self.expected[key] = value

    @rule(item=st.sampled_from(ITEMS), state=st.sampled_from([*STATES, None]))
    def answer(self, item: str, state: str | None) -> None:
        self.session.answer(PROVIDER, item, "state", state)
        self._set(Key(PROVIDER, item, "state"), state)

    @rule(value=st.sampled_from(VALUES))
    def answer_a_question_on_scope(self, value: str | None) -> None:
        model = self.session.models[0]
        self.session.answer(model, FACT, "value", value)
        self._set(Key(model, FACT, "value"), value)

    @rule(item=st.sampled_from(ITEMS), text=TEXT)
    def type(self, item: str, text: str) -> None:
        self.session.draft(PROVIDER, item, "how", text)
        assert self.session.shown(PROVIDER, item, "how") == text
        self.session.settle()
        self._set(Key(PROVIDER, item, "how"), text)

    @rule()
    def undo(self) -> None:
        self.session.undo()
        if self.done:
            key, before = self.done.pop()
            self.undone.append((key, self.expected.get(key)))
            self.expected[key] = before

    @rule()
    def redo(self) -> None:
        self.session.redo()
        if self.undone:
            key, after = self.undone.pop()
            self.done.append((key, self.expected.get(key)))
            self.expected[key] = after

    @rule(text=TEXT, item=st.sampled_from(ITEMS))
    def close_while_typing_and_reopen(self, item: str, text: str) -> None:
        self.session.draft(PROVIDER, item, "gap", text)
        path = self.session.path
        self.session.close()
        self.session = Session.open(path, author="B")
        self.expected[Key(PROVIDER, item, "gap")] = text or None
        self.done.clear()
        self.undone.clear()

    @rule(code=st.sampled_from(available()))
    def switch_language(self, code: str) -> None:
        assert citation(self.session.form, load.form().items[ITEMS[0]].id, translator(code))

    @invariant()
    def holds_what_was_acknowledged(self) -> None:
        if not hasattr(self, "session"):
            return
        for key, value in self.expected.items():
            assert self.session.assessment.value(*key) == value

    @invariant()
    def evaluates_as_if_for_the_first_time(self) -> None:
        if hasattr(self, "session"):
            form, heads = self.session.form, dict(self.session.assessment.heads)
            assert self.session.evaluation == evaluate(form, Assessment(heads))

    @invariant()
    def never_forgets_a_change(self) -> None:
        if hasattr(self, "session"):
            now = len(self.session.history())
            assert now >= self.recorded
            self.recorded = now

    def teardown(self) -> None:
        if hasattr(self, "session"):
            assert self.session.check() == ()
            self.session.close()
            self.folder.cleanup()


TestProject = Project.TestCase
TestProject.settings = settings(
    max_examples=examples(10, 60), stateful_step_count=20, deadline=None
)
