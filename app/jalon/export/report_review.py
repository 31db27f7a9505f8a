"""Review and opinions in full: dissent first, then validation, then place by place."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from jalon.assessment.review.model import (
    ROLE_WORDS,
    STATE_WORDS,
    TORN,
    WHOLE,
    WHOLE_WORDS,
    Comment,
    Opinion,
    Step,
    Target,
    Withdrawal,
)
from jalon.assessment.review.standing import Standing
from jalon.assessment.review.verdicts import Given
from jalon.export import review_words
from jalon.export.report_record import Answer, Record
from jalon.export.text import shortened
from jalon.export.tree import Block, Facts, Heading, Section, Words
from jalon.language import capital

Row = tuple[str, str]


def section(record: Record) -> Section:
    """Return the part that says all that was said in the review."""
    tr, found = record.tr, record.evaluation.review
    blocks: list[Block] = []
    names = [(tr.text(ROLE_WORDS[role]), who) for role, who in found.people.items() if who]
    if names:
        blocks += [Heading(tr.text("Who takes part")), Facts(tuple(names))]
    if found.opinions:
        blocks.append(Heading(tr.text("Opinions of advisers")))
        for opinion in found.opinions:
            blocks += _opinion(record, opinion)
    places = [_place(record, about) for about in _targets(record)]
    if places:
        blocks.append(Heading(tr.text("What was reviewed and remarked")))
        blocks += [block for place in places for block in place]
    if not blocks:
        none = tr.text("No review was asked for, and no opinion is recorded.")
        blocks.append(Words(none))
    else:
        blocks.insert(0, Words(_intro(record)))
    return Section("review", tr.text("Review and opinions"), tuple(blocks), new_page=False)


def of_answer(record: Record, answer: Answer) -> str:
    """Say in short what the review says of a requirement; empty where none was asked."""
    review = answer.status.review
    if review is None:
        return ""
    if review.verdict is None:
        return record.tr.text("Asked, no verdict yet")
    given = review.verdict
    verdict = review_words.verdict(given.step, record.tr)
    return _said(record, given, verdict, of_measure=not review.own)


def of_measure(record: Record, measure: str) -> str:
    """Say in short what the review says of a measure; empty where none was asked."""
    tr = record.tr
    standing = record.evaluation.review.of(Target("measure", measure))
    if not standing.asked:
        return ""
    given = standing.verdict
    if given is None:
        return tr.text("Review: {state}.", state=review_words.stands(standing, tr))
    said = _said(record, given, review_words.verdict_said(given.step, tr))
    return tr.text("Review: {state}.", state=said)


# -- inside --------------------------------------------------------------------------------


def _intro(record: Record) -> str:
    tr = record.tr
    return tr.text(
        "All that reviewers, advisers and authors said of this record, as they said it. Names are "
        "as declared. What was withdrawn is marked and stays. Only verdicts that are complete, "
        "given on the answers as they now stand, and by somebody who did not write them, count."
    )


def _opinion(record: Record, opinion: Opinion) -> list[Block]:
    tr, found = record.tr, record.evaluation.review
    title = tr.text(
        "{direction}: {name}",
        direction=review_words.direction(opinion, tr),
        name=review_words.adviser(opinion, tr),
    )
    model = record.model(opinion.about.subject)
    about = review_words.place(record.form, opinion.about, tr, model)
    rows: list[Row] = [(tr.text("About"), capital(about))]
    if opinion.day:
        rows.append((tr.text("Date"), record.day(opinion.day)))
    rows.append((tr.text("Reasons"), opinion.reasons.strip() or tr.text("No reasons are given.")))
    if found.outdated(opinion):
        rows.append((tr.text("Note"), tr.text("The answers have changed since this opinion.")))
    rows += _withdrawn(record, opinion.withdrawn)
    missing = tr.text("Note") if opinion.torn else tr.text("Missing")
    rows += [(missing, tr.text(problem)) for problem in opinion.problems]
    rows.append((tr.text("Recorded"), _stamp(record, opinion.typed_by, opinion.at)))
    if opinion.withdrawn:
        title = tr.text("{title} (withdrawn)", title=title)
    return [Heading(title, 3), Facts(tuple(rows))]


def _targets(record: Record) -> tuple[Target, ...]:
    """Return what was reviewed or remarked upon, in the order of the questionnaire."""
    found = record.evaluation.review
    said = dict.fromkeys([*found.standings, *(c.about for c in found.comments)])
    places = {"": -1}
    for chapter in record.form.chapter:
        places[chapter.id] = len(places)
        for measure in chapter.measures():
            places[measure.id] = len(places)
            places.update({r.id: len(places) + n for n, r in enumerate(measure.requirement)})
    last = len(places)
    return tuple(sorted(said, key=lambda t: (places.get(t.item, last), t.subject)))


def _place(record: Record, about: Target) -> list[Block]:
    tr, found = record.tr, record.evaluation.review
    title = review_words.place(record.form, about, tr, record.model(about.subject))
    standing = found.of(about)
    rows: list[Row] = []
    if standing.steps:
        rows.append((tr.text("State"), _state(record, standing)))
    for given in standing.verdicts:
        rows += _verdict(record, given)
    steps = [s for s in standing.steps if s.id not in {g.step.id for g in standing.verdicts}]
    if steps:
        rows.append((tr.text("Steps"), "\n\n".join(_step(record, step) for step in steps)))
    comments = found.on(about)
    if comments:
        said = "\n\n".join(_comment(record, c, comments) for c in comments)
        rows.append((tr.text("Comments"), said))
    return [Heading(capital(title), 3), Facts(tuple(rows))]


def _state(record: Record, standing: Standing) -> str:
    tr = record.tr
    named = WHOLE_WORDS if standing.about == WHOLE else STATE_WORDS
    said = [tr.text(named[standing.state])]
    if standing.changed and standing.about == WHOLE:
        said.append(tr.text("The answers have changed since."))
    said += [tr.text(problem) for problem in standing.problems]
    return "\n".join(said)


def _verdict(record: Record, given: Given) -> list[Row]:
    tr, step = record.tr, given.step
    head = tr.text(
        "{verdict} ({name}, {moment})",
        verdict=review_words.verdict(step, tr),
        name=review_words.who(step.by, tr),
        moment=_moment(record, step.at),
    )
    weak = [tr.text(words) for words in (*given.remarks, *given.problems)]
    typed = _typed(record, step.by, step.typed_by)
    rows = [(tr.text("Verdict"), "\n".join(part for part in (head, *weak, typed) if part))]
    if step.comment.strip():
        rows.append((tr.text("Comment"), step.comment))
    if step.corrective_action or step.corrective_owner or step.corrective_due:
        rows.append((tr.text("Corrective action"), _corrective(record, step)))
    return rows


def _corrective(record: Record, step: Step) -> str:
    tr = record.tr
    who = tr.text(
        "{owner}, {day}",
        owner=step.corrective_owner.strip() or tr.text("no owner"),
        day=record.day(step.corrective_due) if step.corrective_due else tr.text("no date"),
    )
    return "\n".join((step.corrective_action.strip() or tr.text("none named"), who))


def _step(record: Record, step: Step) -> str:
    """Say a step that is no standing verdict, with all that was said with it."""
    tr = record.tr
    said = review_words.taken(step, tr)
    if step.act == "verdict":
        said = tr.text("{said}: {verdict}", said=said, verdict=review_words.verdict(step, tr))
    lines = [f"{said} ({_moment(record, step.at)})"]
    lines += [part for part in (step.comment, _typed(record, step.by, step.typed_by)) if part]
    if step.corrective_action or step.corrective_owner or step.corrective_due:
        words = _corrective(record, step).replace("\n", ", ")
        lines.append(tr.text("Corrective action: {action}", action=words))
    return "\n".join([*lines, *_gone(record, step.withdrawn)])


def _comment(record: Record, comment: Comment, among: Sequence[Comment]) -> str:
    tr = record.tr
    answered = next((c for c in among if c.id == comment.answers), None)
    name = review_words.who(comment.by, tr)
    if answered:
        other = review_words.who(answered.by, tr)
        name = tr.text("{name}, in answer to {other}", name=name, other=other)
    head = tr.text("{name}, {moment}:", name=name, moment=_moment(record, comment.at))
    lines = [head, comment.text or tr.text("(nothing written)")]
    if comment.torn:
        lines.append(tr.text(TORN))
    if comment.edited:
        lines.append(tr.text("Edited on {moment}", moment=_moment(record, comment.edited)))
    return "\n".join([*lines, *_gone(record, comment.withdrawn)])


def _said(record: Record, given: Given, verdict: str, *, of_measure: bool = False) -> str:
    tr = record.tr
    said = tr.text(
        "{verdict} ({name}, {day})",
        verdict=verdict,
        name=shortened(review_words.who(given.step.by, tr), 60),
        day=_day(record, given.step.at),
    )
    if of_measure:
        said = tr.text("{verdict}, on the whole measure", verdict=said)
    weak: Iterable[str] = (*given.remarks, *given.problems)
    return ". ".join([said, *(tr.text(words).rstrip(".") for words in weak)])


def _withdrawn(record: Record, withdrawal: Withdrawal | None) -> list[Row]:
    if withdrawal is None:
        return []
    tr = record.tr
    return [(tr.text("Withdrawn"), _stamp(record, withdrawal.by, withdrawal.at))]


def _gone(record: Record, withdrawal: Withdrawal | None) -> list[str]:
    rows = _withdrawn(record, withdrawal)
    return [record.tr.text("{label}: {text}", label=label, text=text) for label, text in rows]


def _stamp(record: Record, name: str, at: datetime) -> str:
    tr = record.tr
    said = review_words.who(name, tr)
    return tr.text("{name}, {moment}", name=said, moment=_moment(record, at))


def _typed(record: Record, by: str, typed_by: str) -> str:
    """Say who recorded something, where that is somebody else."""
    if not typed_by or " ".join(typed_by.split()) == " ".join(by.split()):
        return ""
    return record.tr.text("Recorded by {name}", name=typed_by)


def _day(record: Record, at: datetime) -> str:
    return record.date(at.astimezone(record.moment.tzinfo).date())


def _moment(record: Record, at: datetime) -> str:
    local = at.astimezone(record.moment.tzinfo)
    return record.tr.text("{day}, {time}", day=record.date(local.date()), time=f"{local:%H:%M}")
