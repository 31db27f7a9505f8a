"""What the window says of a review: lines of its thread, and the words beside a verdict."""

from datetime import datetime
from typing import Final, Literal, TypeAlias

from jalon.assessment.review.model import (
    STATE_WORDS,
    TORN,
    WHOLE_WORDS,
    Comment,
    Step,
    Withdrawal,
)
from jalon.assessment.review.standing import Standing
from jalon.assessment.review.verdicts import Given
from jalon.export import review_words as words
from jalon.language import Translator
from jalon.ui.reviewing import Reviewing
from jalon.values import dataclass

Ask: TypeAlias = Literal["confirm", "edit", "answer", "withdraw", "restore"]
ASKS: Final[tuple[Ask, ...]] = ("confirm", "edit", "answer", "withdraw", "restore")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said.

    Attributes:
        key: comes back in ``asked``.
        head: who did what, and when.
        verdict: name and word of a verdict, shown as a pill; None where it is none.
        text: as typed.
        notes: what is to be known of it; ``warnings`` what weakens it.
        asks: what can be done with it.
        quiet: it was withdrawn: grey, and readable.
    """

    key: str
    head: str
    text: str = ""
    verdict: tuple[str, str] | None = None
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    quiet: bool = False


def headline(tr: Translator, standing: Standing) -> str:
    """Say where a review stands, beside the verdict's own pill."""
    given, last = standing.verdict, standing.last
    if standing.state == "none" and given is None:
        return ""
    said = []
    if standing.state != "given" and last is not None:
        said.append(f"{words.taken(last, tr)}, {day(tr, last.at)}")
    if given is not None and standing.about.scope != "whole":
        said.append(f"{words.who(given.step.by, tr)}, {day(tr, given.step.at)}")
    return "  ·  ".join(said)


def reasons(tr: Translator, standing: Standing) -> str:
    """Return what is said with the step or the verdict that stands."""
    last, given = standing.last, standing.verdict
    if last is not None and standing.state in ("sent-back", "refused"):
        return last.comment
    if given is None:
        return ""
    return "\n".join(part for part in (given.step.comment, *_corrective(tr, given.step)) if part)


def warnings(tr: Translator, standing: Standing) -> tuple[str, ...]:
    """Say what weakens or is missing in a review as it stands."""
    given = standing.verdict
    found = [*standing.problems]
    if standing.about.scope == "whole" and standing.changed:
        return (tr.text("The answers have changed since."), *(tr.text(p) for p in found))
    if given is not None:
        found += [*given.remarks, *given.problems]
    return tuple(tr.text(problem) for problem in found)


def state(tr: Translator, standing: Standing) -> str:
    """Name where a review stands; a verdict by its own word."""
    given = standing.verdict
    if standing.state == "given" and given is not None:
        return words.verdict(given.step, tr)
    named = WHOLE_WORDS if standing.about.scope == "whole" else STATE_WORDS
    return tr.text(named[standing.state])


def review_said(tr: Translator, standing: Standing) -> str:
    """Name a review and where it stands; a validation has a word of its own."""
    if standing.about.scope == "whole":
        return state(tr, standing)
    return tr.text("Review: {state}", state=words.stands(standing, tr))


def pill(standing: Standing) -> str | None:
    """Return the icon of where a review stands."""
    given = standing.verdict
    match standing.state:
        case "given" if given is not None and given.current:
            return given.step.verdict
        case "validated":
            return "acceptable" if not standing.changed else None
        case "sent-back" | "refused":
            return "to-correct"
        case "asked":
            return "planned"
        case _:
            return None


def thread(tr: Translator, reviewing: Reviewing, *, read_only: bool) -> tuple[Said, ...]:
    """Return every step and comment, oldest first."""
    standing, comments = reviewing.standing, reviewing.comments
    given = {g.step.id: g for g in standing.verdicts}
    lines = [(s.at, _step(tr, reviewing, s, given.get(s.id))) for s in standing.steps]
    lines += [(c.at, _comment(tr, reviewing, c, comments)) for c in comments]
    found = [line for _, line in sorted(lines, key=lambda pair: pair[0])]
    if not read_only:
        return tuple(found)
    return tuple(
        Said(s.key, s.head, s.text, s.verdict, s.notes, s.warnings, (), s.quiet) for s in found
    )


def count(tr: Translator, comments: tuple[Comment, ...]) -> str:
    """Say how many comments stand; nothing where none does."""
    number = sum(1 for c in comments if c.withdrawn is None)
    return tr.plural("{count} comment", "{count} comments", number) if number else ""


def moment(tr: Translator, at: datetime) -> str:
    """Write when something was said."""
    return tr.text("{day}, {time}", day=day(tr, at), time=tr.time(at))


def day(tr: Translator, at: datetime) -> str:
    """Write the day on which something was said."""
    return tr.date(at.astimezone().date(), "medium")


def _step(tr: Translator, reviewing: Reviewing, step: Step, given: Given | None) -> Said:
    own = reviewing.is_own(step.by) or reviewing.is_own(step.typed_by)
    asks: list[Ask] = []
    if step.withdrawn is None:
        stale = step.act == "verdict" and given is not None and not given.current
        asks += ["confirm"] if stale and own else []
        asks += ["edit"] if own and (step.act != "verdict" or not stale) else []
        asks += ["withdraw"] if own else []
    elif own:
        asks = ["restore"]
    weak = (*given.remarks, *given.problems) if given else ()
    verdict = (step.verdict or "", words.verdict(step, tr)) if step.act == "verdict" else None
    return Said(
        step.id,
        f"{words.taken(step, tr)}  ·  {moment(tr, step.at)}",
        step.comment,
        verdict,
        (
            *_corrective(tr, step),
            *_typed(tr, step.by, step.typed_by),
            *gone(tr, step.withdrawn),
        ),
        tuple(tr.text(problem) for problem in weak),
        tuple(asks),
        quiet=step.withdrawn is not None,
    )


def _comment(
    tr: Translator, reviewing: Reviewing, comment: Comment, among: tuple[Comment, ...]
) -> Said:
    answered = next((c for c in among if c.id == comment.answers), None)
    name = words.who(comment.by, tr)
    if answered:
        other = words.who(answered.by, tr)
        name = tr.text("{name}, in answer to {other}", name=name, other=other)
    own = reviewing.is_own(comment.by) or reviewing.is_own(comment.typed_by)
    asks: list[Ask] = ["answer"]
    if own:
        asks += ["restore"] if comment.withdrawn else ["edit", "withdraw"]
    edited = comment.edited
    notes = (tr.text("Edited on {moment}", moment=moment(tr, edited)),) if edited else ()
    return Said(
        comment.id,
        f"{name}  ·  {moment(tr, comment.at)}",
        comment.text or tr.text("(nothing written)"),
        None,
        (*notes, *_typed(tr, comment.by, comment.typed_by), *gone(tr, comment.withdrawn)),
        (tr.text(TORN),) if comment.torn else (),
        tuple(asks),
        quiet=comment.withdrawn is not None,
    )


def _corrective(tr: Translator, step: Step) -> tuple[str, ...]:
    if not (step.corrective_action or step.corrective_owner or step.corrective_due):
        return ()
    due = step.corrective_due
    who = tr.text(
        "{owner}, {day}",
        owner=step.corrective_owner.strip() or tr.text("no owner"),
        day=tr.day(due, "medium") or tr.text("no date"),
    )
    action = step.corrective_action.strip() or tr.text("none named")
    return (tr.text("Corrective action: {action}", action=f"{action} ({who})"),)


def _typed(tr: Translator, by: str, typed_by: str) -> tuple[str, ...]:
    if not typed_by or " ".join(typed_by.split()) == " ".join(by.split()):
        return ()
    return (tr.text("Recorded by {name}", name=typed_by),)


def gone(tr: Translator, withdrawn: Withdrawal | None) -> tuple[str, ...]:
    """Say that something was withdrawn, by whom and when; nothing where it was not."""
    if withdrawn is None:
        return ()
    name, when = words.who(withdrawn.by, tr), moment(tr, withdrawn.at)
    return (tr.text("Withdrawn by {name}, {moment}", name=name, moment=when),)
