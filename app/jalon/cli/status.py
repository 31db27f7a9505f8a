"""``jalon status``: where a project stands."""

from datetime import date
from fractions import Fraction

from jalon.assessment import model_words
from jalon.assessment.item_status import ItemKey, ItemStatus
from jalon.assessment.results import Tally
from jalon.assessment.snapshot import Snapshot
from jalon.cli import (
    dates,
    output,
    registers,
    status_conclusions,
    status_documents,
    status_editions,
    status_models,
    status_position,
    status_review,
    status_signing,
)
from jalon.errors import N_
from jalon.forms import citations
from jalon.language import Translator

_READINGS = {
    "met": N_("appears met"),
    "not-met": N_("appears not met"),
    "not-settled": N_("not settled by this record"),
    "nothing-applies": N_("nothing applies"),
}


def status(snapshot: Snapshot, *, as_json: bool, tr: Translator) -> int:
    """Print the three numbers and the results by chapter, measure and obligation."""
    if as_json:
        output.show_json(described(snapshot, tr))
    else:
        output.say(*_lines(snapshot, tr))
    return output.GOOD


def described(snapshot: Snapshot, tr: Translator) -> dict[str, object]:
    """Return where the project stands, as JSON; :mod:`jalon.cli.status_schema` is its shape.

    Shares are fractions of 1, null when none. Texts are in the language of ``tr``.
    """
    evaluation, form = snapshot.evaluation, snapshot.form
    reckoning = dates.reckoned(snapshot)
    articles = {o.id: o.article for o in form.obligation}
    return {
        "format": "jalon-status",
        "version": 1,
        "form": form.id,
        "edition": form.edition,
        "law_date": form.law_date,
        "digest": snapshot.digest,
        "changes": snapshot.changes,
        "taken": snapshot.time.isoformat(timespec="seconds"),
        "example": snapshot.example,
        "conclusions": status_conclusions.described(snapshot, tr),
        "results": {
            "overall": figures(evaluation.overall),
            "chapters": {k: figures(t) for k, t in evaluation.by_chapter.items()},
            "measures": {k: figures(t) for k, t in evaluation.by_measure.items()},
            "obligations": {articles[k]: figures(t) for k, t in evaluation.by_obligation.items()},
            "voluntary": {k: figures(t) for k, t in evaluation.voluntary.items()},
            "subjects": {k: figures(t) for k, t in evaluation.by_subject.items()},
            "inherited": {k: figures(t) for k, t in evaluation.inherited_by.items()},
        },
        **status_models.described(snapshot),
        "items": [
            _item(snapshot, key, one)
            for key, one in evaluation.items.items()
            if key[1] in form.home
        ],
        "duties": _duties(snapshot),
        "documents": status_documents.described(snapshot),
        "review": status_review.review(snapshot),
        "opinions": status_review.opinions(snapshot),
        "dates": dates.described(reckoning, tr),
        "incidents": dates.incidents(reckoning),
        **status_position.described(snapshot),
        "evidence": registers.pieces(snapshot),
        "actions": registers.tasks(snapshot),
        "proposed_actions": registers.proposals(snapshot),
        **status_signing.described(snapshot, tr),
        **status_editions.described(snapshot),
        "conflicts": [list(key) for key in snapshot.assessment.conflicts()],
    }


def _item(snapshot: Snapshot, key: ItemKey, one: ItemStatus) -> dict[str, object]:
    subject, item = key
    return {
        "subject": subject,
        "item": item,
        "force": snapshot.form.items[item].force,
        **status_models.stated(one),
        "problems": list(one.problems),
        "review": status_review.item(one),
        **status_models.apart(snapshot, subject, item),
    }


def _duties(snapshot: Snapshot) -> dict[str, object]:
    """Return how the duties outside the Code stand; ``assessed`` is false for mere pointers."""
    evaluation, form = snapshot.evaluation, snapshot.form
    return {
        "results": figures(evaluation.duties),
        "duties": {
            duty.id: {
                "article": duty.article,
                "assessed": bool(duty.requirement),
                "applies": evaluation.duty_scope[duty.id].applies,
                "missing_facts": list(evaluation.duty_scope[duty.id].missing),
                "results": figures(evaluation.by_duty[duty.id]),
            }
            for duty in form.duties
        },
        "items": [
            _item(snapshot, key, one)
            for key, one in evaluation.items.items()
            if key[1] not in form.home
        ],
    }


def figures(tally: Tally) -> dict[str, object]:
    """Return the counts of a tally and what follows from them."""
    return {
        "applicable": tally.applicable,
        "not_known": tally.doubtful.total,
        "answered": tally.answered,
        "reviewed": tally.reviewed,
        "settled": tally.settled,
        "own_means": tally.own_means,
        "weak": tally.weak,
        "unanswered": tally.unanswered,
        "declared_not_applicable": tally.declared_na,
        "accepted_not_applicable": tally.accepted_na,
        "low": _share(tally.low),
        "high": _share(tally.high),
        "reading": tally.reading,
    }


def _share(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def _lines(snapshot: Snapshot, tr: Translator) -> list[str]:
    evaluation, form = snapshot.evaluation, snapshot.form
    lines = [
        tr.text(
            N_("Questionnaire of {edition}; law as of {law}."),
            edition=tr.date(date.fromisoformat(form.edition)),
            law=tr.date(date.fromisoformat(form.law_date)),
        ),
        *status_editions.lines(snapshot, tr),
        _line(tr.text("Overall"), evaluation.overall, tr),
        "",
        tr.text("By obligation of the AI Act"),
    ]
    for obligation in form.obligation:
        tally = evaluation.by_obligation[obligation.id]
        if any(obligation.id in r.obligations for r in form.items.values()):
            title = tr.of(f"{obligation.id}.title", obligation.title)
            lines.append(
                "  " + _line(f"{citations.article(obligation.article, tr)} {title}", tally, tr)
            )
    lines += ["", tr.text("By measure")]
    for chapter in form.chapter:
        lines.append(f"  {tr.of(f'{chapter.id}.title', chapter.title)}")
        for measure in chapter.measures():
            title = tr.of(f"{measure.id}.short", measure.short)
            tally = evaluation.by_measure[measure.id]
            lines.append("    " + _line(f"{measure.number or '–'} {title}", tally, tr))
    lines += ["", tr.text("Duties outside the Code")]
    for duty in form.duties:
        if duty.requirement:
            title = tr.of(f"{duty.id}.title", duty.title)
            cited = citations.article(duty.article, tr)
            lines.append("  " + _line(f"{cited} {title}", evaluation.by_duty[duty.id], tr))
    return [
        *lines,
        *_voluntary(snapshot, tr),
        *status_position.lines(snapshot, tr),
        *_models(snapshot, tr),
        "",
        *status_documents.lines(snapshot, tr),
        "",
        *status_conclusions.lines(snapshot, tr),
        "",
        *status_signing.lines(snapshot, tr),
    ]


def _voluntary(snapshot: Snapshot, tr: Translator) -> list[str]:
    """Say how the chapters stand that were taken on voluntarily; no figure above holds them."""
    taken = snapshot.evaluation.voluntary
    if not taken:
        return []
    lines = ["", tr.text(N_("Taken on voluntarily, counted apart"))]
    for chapter in snapshot.form.chapter:
        if chapter.id in taken:
            title = tr.of(f"{chapter.id}.title", chapter.title)
            lines.append("  " + _line(title, taken[chapter.id], tr))
    return lines


def _models(snapshot: Snapshot, tr: Translator) -> list[str]:
    """Say what holds for the company and for each of several models."""
    evaluation = snapshot.evaluation
    if len(evaluation.inherited_by) < 2:  # noqa: PLR2004  several
        return []
    lines = ["", tr.text(N_("By company and model; not to be added up"))]
    for subject, tally in evaluation.by_subject.items():
        name = tr.text(N_("The company"))
        if subject in evaluation.inherited_by:
            name = tr.text(
                N_("{name} ({count} inherited from the company)"),
                name=model_words.called(snapshot.assessment, subject, tr),
                count=evaluation.inherited_by[subject].applicable,
            )
        lines.append("  " + _line(name, tally, tr))
    return lines


def _line(name: str, tally: Tally, tr: Translator) -> str:
    if tally.low is None or tally.high is None:
        return tr.text(N_("{name}: nothing applies"), name=name)
    return tr.text(
        N_(
            "{name}: {range}, {reading}; {settled} settled, {own} by own means,"
            " {unanswered} unanswered, of {applicable}; {reviewed}"
        ),
        name=name,
        range=tr.percentages(tally.low, tally.high),
        reading=tr.text(_READINGS[tally.reading]),
        settled=tally.settled,
        own=tally.own_means,
        unanswered=tally.unanswered,
        applicable=tally.applicable,
        reviewed=_reviewed(tally, tr),
    )


def _reviewed(tally: Tally, tr: Translator) -> str:
    if tally.reviewed is None:
        said = tr.text(N_("no review asked for"))
    else:
        said = tr.text(N_("{count} reviewed"), count=tally.reviewed)
    if tally.accepted_na:
        left = tr.text(
            N_("{count} left out as not applicable, with a reviewer’s consent"),
            count=tally.accepted_na,
        )
        said = f"{said}; {left}"
    return said
