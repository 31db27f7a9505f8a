"""Any sequence of steps, edits, undo and redo: the review can go on, and no comment is lost."""

import tempfile
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from unit_review import Team, team

from jalon.assessment.changes import Key, Subject
from jalon.assessment.review import acts
from jalon.assessment.review.model import ACTS, VERDICTS, WHOLE, Act, Target
from jalon.forms import load
from jalon.forms.model import STATES
from jalon.session import Session
from tools.thorough import examples

ITEMS = [i for i, r in load.form().items.items() if r.scope == "provider"][:3]
TARGETS = [
    WHOLE,
    *(Target("requirement", item) for item in ITEMS),
    Target("measure", load.form().home[ITEMS[0]][2].id),
]
ANY = st.sampled_from(TARGETS)
NAMES = st.sampled_from(["Ada", "Rita", "Zoë", ""])
OPINED = st.sampled_from([WHOLE, TARGETS[-1], Target("chapter", "copyright")])
DIRECTIONS = st.sampled_from(["favourable", "unfavourable"])
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)

AFTER = {
    "request": "asked",
    "resume": "asked",
    "verdict": "given",
    "send-back": "sent-back",
    "validate": "validated",
    "refuse": "refused",
}


@dataclass
class World:
    """What the record should hold, kept beside it."""

    steps: dict[Target, list[tuple[Subject, Act]]] = field(default_factory=dict)
    withdrawn: set[Subject] = field(default_factory=set)
    comments: dict[Subject, str] = field(default_factory=dict)
    answers: dict[str, str | None] = field(default_factory=dict)
    words: dict[Subject, str] = field(default_factory=dict)
    opinions: dict[Subject, tuple[str, str]] = field(default_factory=dict)

    def state(self, about: Target) -> str:
        found, given = "none", False
        for subject, act in self.steps.get(about, []):
            if subject in self.withdrawn:
                continue
            given = given or act == "verdict"
            found = AFTER.get(act, "given" if given else "none")
        return found


class Review(RuleBasedStateMachine):
    """Takes steps in a real project and knows what should stand in it."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.team: Team = team(Path(self.folder.name))
        self.world = World()
        self.done: list[World] = []
        self.undone: list[World] = []
        self.ever_said: set[str] = set()

    def _note(self, before: World) -> None:
        if before != self.world:
            self.done.append(before)
            self.undone.clear()

    @rule(about=ANY, act=st.sampled_from(ACTS), by=NAMES, words=TEXT | st.just(""))
    def take_a_step(self, about: Target, act: Act, by: str, words: str) -> None:
        before = deepcopy(self.world)
        made = self.team.act(by, about, act, comment=words)
        self.world.words[made] = words
        self.world.steps.setdefault(about, []).append((made, act))
        self.ever_said |= {words} - {""}
        self._note(before)

    @rule()
    def set_the_clock_back(self) -> None:
        self.team.set_clock_back()

    @rule(about=ANY, by=NAMES, verdict=st.sampled_from(VERDICTS))
    def give_a_verdict(self, about: Target, by: str, verdict: str) -> None:
        before = deepcopy(self.world)
        made = self.team.act(by, about, "verdict", verdict=verdict, corrective_action="Mend it.")
        self.world.words[made] = ""
        self.world.steps.setdefault(about, []).append((made, "verdict"))
        self._note(before)

    @precondition(lambda self: any(self.world.steps.values()))
    @rule(data=st.data())
    def withdraw_or_restore_a_step(self, data: st.DataObject) -> None:
        before = deepcopy(self.world)
        every = [subject for taken in self.world.steps.values() for subject, _ in taken]
        subject = data.draw(st.sampled_from(every))
        if subject in self.world.withdrawn:
            self.team.session.apply(acts.restore(subject))
        else:
            self.team.withdraw("Rita", subject)
        self.world.withdrawn ^= {subject}
        self._note(before)

    @precondition(lambda self: any(self.world.steps.values()))
    @rule(data=st.data(), words=TEXT | st.just(""), verdict=st.sampled_from(VERDICTS))
    def say_a_step_otherwise(self, data: st.DataObject, words: str, verdict: str) -> None:
        before = deepcopy(self.world)
        every = [taken for steps in self.world.steps.values() for taken in steps]
        subject, act = data.draw(st.sampled_from(every))
        self.team.set(subject, "comment", words or None)
        if self.world.words[subject] != words:
            self.world.words[subject] = words
            self.ever_said |= {words} - {""}
        self._note(before)
        if act == "verdict":
            self.team.set(subject, "verdict", verdict)
            self.close_and_reopen("Ada")

    @rule(about=OPINED, direction=DIRECTIONS, words=TEXT, by=NAMES)
    def write_an_opinion(self, about: Target, direction: str, words: str, by: str) -> None:
        before = deepcopy(self.world)
        made, edits = acts.opinion(
            about, at=self.team.now(), name=by, direction=direction, reasons=words
        )
        self.team.session.apply(edits)
        self.world.opinions[made] = (direction, words)
        self._note(before)

    @precondition(lambda self: bool(self.world.opinions))
    @rule(data=st.data(), about=OPINED, direction=DIRECTIONS, words=TEXT)
    def write_an_opinion_anew_and_move_it(
        self, data: st.DataObject, about: Target, direction: str, words: str
    ) -> None:
        before = deepcopy(self.world)
        subject = data.draw(st.sampled_from(sorted(self.world.opinions)))
        said = [(Key(subject, "opinion", "direction"), direction)]
        said += [(Key(subject, "opinion", "reasons"), words)]
        self.team.session.apply([*said, *acts.moved(subject, about)])
        self.world.opinions[subject] = (direction, words)
        if before == self.world:
            self.close_and_reopen("Ada")  # where it stands is no part of this world
        self._note(before)

    @precondition(lambda self: bool(self.world.opinions))
    @rule(data=st.data())
    def withdraw_or_restore_an_opinion(self, data: st.DataObject) -> None:
        before = deepcopy(self.world)
        subject = data.draw(st.sampled_from(sorted(self.world.opinions)))
        if subject in self.world.withdrawn:
            self.team.session.apply(acts.restore(subject))
        else:
            self.team.withdraw("Zoë", subject)
        self.world.withdrawn ^= {subject}
        self._note(before)

    @precondition(lambda self: bool(self.world.comments))
    @rule(data=st.data())
    def empty_a_comment(self, data: st.DataObject) -> None:
        before = deepcopy(self.world)
        subject = data.draw(st.sampled_from(sorted(self.world.comments)))
        self.team.set(subject, "text", None)
        self.world.comments[subject] = ""
        self._note(before)

    @rule(about=ANY, words=TEXT, verdict=st.sampled_from(VERDICTS))
    def unite_with_a_copy_of_somebody_else(self, about: Target, words: str, verdict: str) -> None:
        session, here = self.team.session, self.team
        copy = session.path.with_name("copy.jalon")
        copy.unlink(missing_ok=True)
        session.copy_to(copy)
        self.team = Team(Session.open(copy, author="Zoë"))
        self.team._now = here._now
        self.comment(about, "Zoë", words)
        self.give_a_verdict(about, "Zoë", verdict)
        self.team.session.close()
        here._now = self.team._now
        self.team = here
        session.custody.take_in(copy)
        self.close_and_reopen("Ada")

    @rule(about=ANY, by=NAMES, words=TEXT)
    def comment(self, about: Target, by: str, words: str) -> None:
        before = deepcopy(self.world)
        made = self.team.say(by, about, words, next(iter(self.world.comments), None))
        self.world.comments[made] = words
        self.ever_said.add(words)
        self._note(before)

    @precondition(lambda self: bool(self.world.comments))
    @rule(data=st.data(), words=TEXT)
    def edit_a_comment(self, data: st.DataObject, words: str) -> None:
        before = deepcopy(self.world)
        subject = data.draw(st.sampled_from(sorted(self.world.comments)))
        self.team.set(subject, "text", words)
        self.world.comments[subject] = words
        self.ever_said.add(words)
        self._note(before)

    @precondition(lambda self: bool(self.world.comments))
    @rule(data=st.data())
    def withdraw_or_restore_a_comment(self, data: st.DataObject) -> None:
        before = deepcopy(self.world)
        subject = data.draw(st.sampled_from(sorted(self.world.comments)))
        if subject in self.world.withdrawn:
            self.team.session.apply(acts.restore(subject))
        else:
            self.team.withdraw("Ada", subject)
        self.world.withdrawn ^= {subject}
        self._note(before)

    @rule(item=st.sampled_from(ITEMS), state=st.sampled_from([*STATES, None]), by=NAMES)
    def edit_an_answer(self, item: str, state: str | None, by: str) -> None:
        before = deepcopy(self.world)
        self.team.answer(by, Target("requirement", item), "state", state)
        if self.world.answers.get(item) != state:
            self.world.answers[item] = state
        self._note(before)

    @rule()
    def undo(self) -> None:
        self.team.session.undo()
        if self.done:
            self.undone.append(self.world)
            self.world = self.done.pop()

    @rule()
    def redo(self) -> None:
        self.team.session.redo()
        if self.undone:
            self.done.append(self.world)
            self.world = self.undone.pop()

    @rule(by=NAMES)
    def close_and_reopen(self, by: str) -> None:
        path = self.team.session.path
        self.team.session.close()
        self.team.session = Session.open(path, author=by)
        self.done.clear()
        self.undone.clear()

    @invariant()
    def stands_where_the_steps_led(self) -> None:
        if hasattr(self, "team"):
            for about in TARGETS:
                assert self.team.standing(about).state == self.world.state(about)

    @invariant()
    def shows_every_comment(self) -> None:
        if hasattr(self, "team"):
            shown = {c.id: c.text for c in self.team.reviews.comments}
            assert shown == self.world.comments
            withdrawn = {c.id for c in self.team.reviews.comments if c.withdrawn}
            assert withdrawn == self.world.withdrawn & set(shown)

    @invariant()
    def shows_what_was_said_with_each_step_and_every_opinion(self) -> None:
        if hasattr(self, "team"):
            reviews = self.team.reviews
            assert {s.id: s.comment for s in reviews.steps} == self.world.words
            said = {o.id: (o.direction, o.reasons) for o in reviews.opinions}
            assert said == self.world.opinions
            against = {o for o, (way, _) in said.items() if way == "unfavourable"}
            assert {o.id for o in reviews.dissent} == against - self.world.withdrawn

    @invariant()
    def never_counts_more_verdicts_than_requirements(self) -> None:
        if hasattr(self, "team"):
            for tally in self.team.session.evaluation.by_measure.values():
                assert tally.reviewed is None or tally.reviewed <= tally.applicable
                assert tally.accepted_na == 0 or tally.reviewed is not None

    def teardown(self) -> None:
        if not hasattr(self, "team"):
            return
        session = self.team.session
        said = {c.value for c in session.history() if c.key.field in {"comment", "text"}}
        assert self.ever_said <= said
        for about in TARGETS:  # every state goes on to every other
            for act in ACTS:
                self.team.act("Rita", about, act, comment="On.")
                assert self.team.standing(about).state == AFTER.get(
                    act, "given" if self.team.standing(about).verdicts else "none"
                )
        assert session.check() == ()
        session.close()
        self.folder.cleanup()


TestReview = Review.TestCase
TestReview.settings = settings(max_examples=examples(4, 40), stateful_step_count=20, deadline=None)
