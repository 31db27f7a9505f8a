"""A real project in which several people take steps of a review."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jalon.assessment.changes import PROJECT, PROVIDER, Key, Subject, Value
from jalon.assessment.review import acts
from jalon.assessment.review.model import WHOLE, Act, Target
from jalon.assessment.review.standing import Reviews, Standing
from jalon.session import Session

MEASURE = Target("measure", "copyright-1.1")
ITEM = Target("requirement", "copyright-1.1-draw-up")
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class Team:
    """Works on one project; whoever acts is named, and time passes with each act."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._now = START

    @property
    def reviews(self) -> Reviews:
        return self.session.evaluation.review

    def standing(self, about: Target) -> Standing:
        return self.reviews.of(about)

    def now(self) -> datetime:
        self._now += timedelta(minutes=1)
        return self._now

    def set_clock_back(self) -> None:
        self._now -= timedelta(days=2)

    @contextmanager
    def named(self, name: str) -> Iterator[None]:
        before = self.session.author
        self.session.set_author(name)
        yield
        self.session.set_author(before)

    def people(self, **names: str) -> None:
        for role, name in names.items():
            self.session.answer(PROJECT, "people", role, name)

    def answer(self, by: str, about: Target, field: str, value: Value) -> None:
        with self.named(by):
            self.session.answer(about.subject, about.item, field, value)

    def act(self, by: str, about: Target, act: Act, **more: str) -> Subject:
        noted = self.reviews.noted(about) if act in ("verdict", "validate", "refuse") else {}
        at = self.standing(about).moment(self.now())
        with self.named(by):
            made, edits = acts.step(about, act, by=by, at=at, **{**noted, **more})
            self.session.apply(edits)
        return made

    def say(self, by: str, about: Target, text: str, answers: Subject | None = None) -> Subject:
        with self.named(by):
            made, edits = acts.comment(about, text, by=by, at=self.now(), answers=answers)
            self.session.apply(edits)
        return made

    def withdraw(self, by: str, subject: Subject) -> None:
        with self.named(by):
            self.session.apply(acts.withdraw(subject, by=by, at=self.now()))

    def set(self, subject: Subject, field: str, value: Value) -> None:
        self.session.apply([(Key(subject, acts.kind(subject), field), value)])


def team(folder: Path, name: str = "p.jalon") -> Team:
    return Team(Session.create(folder / name, author="Ada"))


def busy(office: Team) -> None:
    """Have everything happen that a review can hold."""
    model = office.session.models[0]
    items = office.session.form.items.values()
    row = Target("requirement", next(i.id for i in items if i.scope == "model"), model)
    office.people(author="Ada", reviewer="Rita", validator="Val")
    office.answer("Ada", ITEM, "state", "not-applicable")
    office.answer("Ada", ITEM, "reason", "No model on the market.")
    office.session.attachments.refer([(PROVIDER, ITEM.item)], name="Memo", target="memo.pdf")
    office.act("Ada", MEASURE, "request", to="Rita")
    office.act("Rita", ITEM, "verdict", verdict="acceptable", comment="« D’accord »")
    office.act(
        "Rita",
        MEASURE,
        "verdict",
        verdict="improvable",
        corrective_action="Sign.",
        corrective_owner="Ada",
        corrective_due="2027-01-31",
    )
    office.act("Val", WHOLE, "refuse", comment="Too thin.")
    first = office.say("Ada", MEASURE, "<b>Which</b> page?")
    office.say("Rita", MEASURE, "All.", first)
    office.withdraw("Ada", first)
    office.say("Zoë", row, "On the model.")
    _, edits = acts.opinion(
        Target("chapter", "copyright"),
        at=office.now(),
        name="Me Dupont",
        capacity="counsel",
        direction="unfavourable",
        reasons="The policy is a draft.",
        date="2026-11-01",
        seen=office.reviews.seen(Target("chapter", "copyright")),
    )
    office.session.apply(edits)


def reviewed(folder: Path) -> Path:
    """Make a project in which all has been said once; return where it lies, closed."""
    office = team(folder)
    busy(office)
    office.session.close()
    return office.session.path
