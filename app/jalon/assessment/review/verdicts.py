"""Verdicts as they stand: what is missing in them, and what keeps them from counting.

A verdict counts while it is complete, while the answers are those that it was given on, and
for answers that somebody else wrote. Names are self-declared; nothing here proves who it was.
"""

from collections.abc import Callable, Iterable
from typing import Final

from jalon.assessment.review.content import Content, Pair
from jalon.assessment.review.model import TORN, VERDICTS, Role, State, Step, alike, named
from jalon.errors import N_
from jalon.values import dataclass

CHANGED: Final = N_("Changed since this verdict.")
SCOPE_CHANGED: Final = N_("What applies has changed since this verdict.")
BY_AUTHOR: Final = N_("Reviewed by its author: no second person’s verdict.")
BY_AUTHOR_IN_PART: Final = N_("For some requirements, reviewed by their author.")
NOT_NAMED: Final = N_("Not given by somebody named as reviewer.")


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict as it stands.

    Attributes:
        current: the answers, and what applies, are those that it was given on.
        problems: what is missing in it, as source texts.
        remarks: what keeps it from counting all the same, as source texts.
    """

    step: Step
    current: bool
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is complete, current and a second person's."""
        return self.current and not self.problems and not self.remarks


class Judge:
    """Tells how verdicts stand, by the answers and the names in a record."""

    def __init__(
        self,
        content: Content,
        people: dict[Role, str],
        applied: Callable[[tuple[Pair, ...]], str],
    ) -> None:
        self._content, self._applied = content, applied
        self._authors, self._reviewers = named(people["author"]), named(people["reviewer"])

    def given(self, step: Step, pairs: Iterable[Pair]) -> Given:
        """Return how a verdict stands on these answers."""
        over = tuple(pairs)
        same = bool(step.seen) and step.seen == self._content.digest(over)
        same = same and self._content.keeps(step.whose, over)
        applies = not step.applied or step.applied == self._applied(over)
        stale = "" if same and applies else CHANGED if applies or not same else SCOPE_CHANGED
        wrote = {w for pair in over if (w := self._wrote(step.by, pair)) is not None}
        if wrote == {True, False}:
            by_author = BY_AUTHOR_IN_PART
        else:
            by_author = BY_AUTHOR if self._is_author(step.by, wrote) else ""
        remarks = self._remarks(step, stale, by_author)
        return Given(step, not stale, missing(step), remarks)

    def inherited(self, given: Given, pair: Pair, pairs: Iterable[Pair]) -> Given:
        """Return how a verdict on a measure stands for one of its requirements."""
        step = given.step
        wrote = self._wrote(step.by, pair)
        if wrote is None:  # nobody's answer: whoever wrote the others is no second person
            wrote = any(self._wrote(step.by, one) for one in pairs)
            wrote = wrote or alike(step.by) in self._authors - self._reviewers
        stale = next((said for said in given.remarks if said in (CHANGED, SCOPE_CHANGED)), "")
        remarks = self._remarks(step, stale, BY_AUTHOR if wrote else "")
        return Given(step, given.current, given.problems, remarks)

    def _is_author(self, name: str, wrote: set[bool]) -> bool:
        return True in wrote or (not wrote and alike(name) in self._authors - self._reviewers)

    def _remarks(self, step: Step, stale: str, by_author: str) -> tuple[str, ...]:
        known = not self._reviewers or alike(step.by) in self._reviewers
        said = (stale, by_author, "" if known else NOT_NAMED)
        return tuple(words for words in said if words)

    def _wrote(self, name: str, pair: Pair) -> bool | None:
        """Tell whether somebody wrote an answer; unnamed changes are the named authors'.

        None where nothing is written.
        """
        authors = {alike(author) for author in self._content.authors(*pair)}
        if not authors:
            return None
        if "" in authors:
            authors |= self._authors
        return bool(alike(name)) and alike(name) in authors


def missing(step: Step) -> tuple[str, ...]:
    """Return what a verdict lacks, as source texts."""
    if step.torn:
        return (TORN,)
    wanted = [
        (step.verdict, N_("Choose a verdict.")),
        (step.by, N_("Say who gives the verdict.")),
    ]
    if step.verdict == "to-correct":
        wanted.append((step.comment, N_("Say what is to be corrected.")))
    if step.verdict == "improvable":
        wanted += [
            (step.corrective_action, N_("Say which corrective action is asked for.")),
            (step.corrective_owner, N_("Say who carries out the corrective action.")),
            (step.corrective_due, N_("Say by when the corrective action is due.")),
        ]
    return tuple(words for there, words in wanted if not (there or "").strip())


def standing_of_each(living: Iterable[Step]) -> tuple[Step, ...]:
    """Return of each reviewer the last verdict; one still being chosen takes no other's place."""
    latest: dict[str, Step] = {}
    for step in living:
        before = latest.get(alike(step.by))
        if step.act == "verdict" and (before is None or step.verdict or not before.verdict):
            latest[alike(step.by)] = step
    return tuple(latest.values())


def order(given: Given) -> tuple[int, float]:
    """Sort verdicts: the least favourable first, then the newest."""
    verdict = given.step.verdict
    return (VERDICTS.index(verdict) if verdict else len(VERDICTS)), -given.step.at.timestamp()


def folded(living: Iterable[Step]) -> State:
    """Return what the steps made of something, one after the other."""
    state: State = "none"
    given = False
    for step in living:
        match step.act:
            case "request" | "resume":
                state = "asked"
            case "cancel":
                state = "given" if given else "none"
            case "verdict":
                state, given = "given", True
            case "send-back":
                state = "sent-back"
            case "validate":
                state = "validated"
            case "refuse":
                state = "refused"
    return state
