"""Where the review of each thing stands.

Steps are folded in the order in which they were taken; any may follow any, so that no state is
a dead end. Of each reviewer the last verdict stands; of several that stand, the least
favourable counts.
"""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.review import reading
from jalon.assessment.review.model import (
    TORN,
    WHOLE,
    Comment,
    Opinion,
    Role,
    State,
    Step,
    Target,
)
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.forms.model import Form, ItemId
from jalon.values import dataclass

if TYPE_CHECKING:  # what there is to say once somebody has reviewed something
    from collections.abc import Callable, Mapping

    from jalon.assessment.results import Applies
    from jalon.assessment.review.content import Content, Pair
    from jalon.assessment.review.verdicts import Given, Judge

NO_REASON: Final = N_("Give the reason.")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the review of one thing stands.

    Attributes:
        state: what the last step made of it.
        last: the step that did; None before the first.
        steps: all of them, oldest first, withdrawn ones included.
        verdicts: of each reviewer the last, the least favourable first.
        changed: whether the answers are others than when the last step was taken, or, of the
            whole, anything else that the record says; only of steps that note what they saw.
    """

    about: Target
    state: State = "none"
    last: Step | None = None
    steps: tuple[Step, ...] = ()
    verdicts: "tuple[Given, ...]" = ()
    changed: bool = False

    @property
    def asked(self) -> bool:
        """Whether a review was asked for and not cancelled, or has been given unasked."""
        return self.state != "none" or bool(self.verdicts)

    def moment(self, now: datetime) -> datetime:
        """Return when a step taken now counts as taken: after all others, whatever the clock says.

        One that was ahead and is right again would else leave each new step behind the old ones.
        """
        return reading.after(max((step.at for step in self.steps), default=None), now)

    @property
    def verdict(self) -> "Given | None":
        """The verdict that stands for it: the least favourable current one, else any."""
        return next((g for g in self.verdicts if g.current), next(iter(self.verdicts), None))

    @property
    def problems(self) -> tuple[str, ...]:
        """What is missing in the last step, as source texts; verdicts have their own."""
        if self.last is None or self.last.act not in ("send-back", "refuse"):
            return ()
        if self.last.torn:
            return (TORN,)
        return () if self.last.comment.strip() else (NO_REASON,)


@dataclass(frozen=True, slots=True)
class ItemReview:
    """What the review says of one requirement of one subject.

    Attributes:
        verdict: its own while current, else its measure's; None when there is none.
        own: whether that verdict is its own.
    """

    verdict: "Given | None"
    own: bool

    @property
    def reviewed(self) -> bool:
        """Whether it has a verdict that counts."""
        return self.verdict is not None and self.verdict.counts

    @property
    def accepted(self) -> bool:
        """Whether a second person finds it acceptable as it stands."""
        found = self.verdict
        return found is not None and found.counts and found.step.verdict == "acceptable"


class Reviews:
    """The review of a record; made anew with each evaluation.

    ``applies`` tells of each requirement of each subject whether it applies, as evaluated; it is
    asked once there is a review.
    """

    def __init__(
        self, form: Form, assessment: Assessment, applies: "Callable[[], Mapping[Pair, Applies]]"
    ) -> None:
        self._form, self._assessment, self._told = form, assessment, applies
        self.steps = reading.steps(assessment)
        by_target: dict[Target, list[Step]] = {}
        for step in self.steps:
            by_target.setdefault(step.about, []).append(step)
        self.standings: Mapping[Target, Standing] = {
            about: self._standing(about, taken) for about, taken in by_target.items()
        }

    def __eq__(self, other: object) -> bool:
        """Tell whether another review says the same."""
        if not isinstance(other, Reviews):
            return NotImplemented
        said = (self.standings, self.comments, self.opinions, self.people)
        return said == (other.standings, other.comments, other.opinions, other.people)

    def __hash__(self) -> int:
        return hash(self.steps)

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """Every comment, oldest first."""
        return reading.comments(self._assessment)

    @cached_property
    def opinions(self) -> tuple[Opinion, ...]:
        """Every opinion, unfavourable ones first, withdrawn ones last."""
        return reading.opinions(self._assessment)

    @cached_property
    def people(self) -> dict[Role, str]:
        """The names that stand for each role, as typed."""
        return reading.people(self._assessment)

    def of(self, about: Target) -> Standing:
        """Return where the review of something stands."""
        return self.standings.get(about) or Standing(about)

    def item(self, subject: Subject, item: str) -> ItemReview | None:
        """Return what the review says of a requirement; None where no review was asked."""
        if not self.standings:
            return None
        own = self.of(Target("requirement", item, subject))
        measure = self.of(Target("measure", self._home(item)[1]))
        if not (own.asked or measure.asked):
            return None
        mine, its = own.verdict, measure.verdict
        if mine is not None and (mine.current or its is None or not its.current):
            return ItemReview(mine, own=True)
        if its is not None:
            its = self._judge.inherited(its, (subject, item), self.pairs(measure.about))
        return ItemReview(its, own=False)

    def on(self, about: Target) -> tuple[Comment, ...]:
        """Return the comments on something, oldest first."""
        return tuple(c for c in self.comments if c.about == about)

    def seen(self, about: Target) -> str:
        """Return the digest of the answers that somebody looks at who looks at ``about``."""
        return self._content.digest(self.pairs(about))

    def applied(self, about: Target) -> str:
        """Return the digest of what applies of ``about``; facts are among the answers."""
        return self._applied(self.pairs(about))

    def noted(self, about: Target) -> dict[str, str]:
        """Return the digests that a step on ``about`` keeps, by the fields that keep them."""
        pairs = self.pairs(about)
        found = {"seen": self.seen(about), "applied": self._applied(pairs)}
        found["whose"] = self._content.whose(pairs)
        return {**found, "rest": self._rest} if about == WHOLE else found

    def outdated(self, opinion: Opinion) -> bool:
        """Tell whether answers changed since an opinion was given on them."""
        if opinion.whose and not self._content.keeps(opinion.whose, self.pairs(opinion.about)):
            return True
        return bool(opinion.seen) and opinion.seen != self.seen(opinion.about)

    def pairs(self, about: Target) -> "tuple[Pair, ...]":
        """Return whose answers to what a target covers; the whole covers the facts too."""
        match about.scope:
            case "requirement":
                return ((about.subject, about.item),)
            case "measure" | "chapter":
                return self._inside.get(about.item, ())
            case "whole":
                models = self._assessment.subjects("model")
                facts = (
                    (subject, str(fact))
                    for fact, scope in self._form.fact_scope.items()
                    for subject in ((PROVIDER,) if scope == "provider" else models)
                )
                return (*self._applies, *facts)

    def present(self, about: Target) -> bool:
        """Tell whether a target is in the project: no answer of a model that was removed.

        Nor one that a model gave in the company's place, and took back.
        """
        return about.scope != "requirement" or (about.subject, about.item) in self._applies

    @property
    def dissent(self) -> tuple[Opinion, ...]:
        """The unfavourable opinions that were not withdrawn."""
        return tuple(
            o for o in self.opinions if o.direction == "unfavourable" and o.withdrawn is None
        )

    @property
    def refusal(self) -> Step | None:
        """The refusal of the whole, while it stands."""
        whole = self.of(WHOLE)
        return whole.last if whole.state == "refused" else None

    @cached_property
    def _content(self) -> "Content":
        from jalon.assessment.review.content import Content

        return Content(self._assessment)

    @cached_property
    def _applies(self) -> "Mapping[Pair, Applies]":
        return self._told()

    @cached_property
    def _rest(self) -> str:
        from jalon.assessment.review.content import rest

        return rest(self._assessment, {*self._form.items, *self._form.fact_scope})

    @cached_property
    def _judge(self) -> "Judge":
        from jalon.assessment.review.verdicts import Judge

        return Judge(self._content, self.people, self._applied)

    def _applied(self, pairs: "tuple[Pair, ...]") -> str:
        from jalon.assessment.review.content import applicability

        return applicability((pair, a) for pair in pairs if (a := self._applies.get(pair)))

    @cached_property
    def _inside(self) -> "Mapping[str, tuple[Pair, ...]]":
        """The requirements of each chapter and measure, and of each duty outside the Code."""
        found: dict[str, list[Pair]] = {}
        for pair in self._applies:
            for place in dict.fromkeys(self._home(pair[1])):  # a duty is both in one
                found.setdefault(place, []).append(pair)
        return {place: tuple(pairs) for place, pairs in found.items()}

    def _home(self, item: str) -> tuple[str, str]:
        """Return the ids of the chapter and the measure, or of the duty, of a requirement."""
        known = ItemId(item)
        if known not in self._form.items:
            return "", ""
        return self._form.frame[known].id, self._form.sheet[known].id

    def _standing(self, about: Target, taken: list[Step]) -> Standing:
        from jalon.assessment.review import verdicts

        living = [s for s in taken if s.withdrawn is None]
        state = verdicts.folded(living)
        last = living[-1] if living else None
        pairs = self.pairs(about)
        given = [self._judge.given(s, pairs) for s in verdicts.standing_of_each(living)]
        changed = last is not None and bool(last.seen) and last.seen != self.seen(about)
        if last is not None and last.whose and not self._content.keeps(last.whose, pairs):
            changed = True
        if last is not None and last.applied:
            changed = changed or last.applied != self.applied(about)
        if last is not None and last.rest:
            changed = changed or last.rest != self._rest
        ordered = tuple(sorted(given, key=verdicts.order))
        return Standing(about, state, last, tuple(taken), ordered, changed)
