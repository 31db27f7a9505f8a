"""``jalon migrate``: to a later edition of the questionnaire, and what is to be confirmed there."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jalon.assessment.carried import Carried, Source
from jalon.assessment.changes import Subject
from jalon.assessment.migration import Left, Plan
from jalon.cli import output
from jalon.errors import N_, UserError
from jalon.export import edition_words
from jalon.forms import load
from jalon.forms.model import Form
from jalon.forms.succession import Succession
from jalon.language import Translator
from jalon.session import Session, opened


def show(path: Path, *, as_json: bool, tr: Translator) -> int:
    """Show what a later edition changes, and what is to be confirmed; nothing is changed.

    Code 1 while there is either.
    """
    with opened(path, read_only=True) as session:
        plan, carried = session.editions.plan(), session.editions.carried
        left = session.editions.left
        if as_json:
            output.show_json(_described(session, plan, carried, left, tr))
        else:
            output.say(*_lines(session, plan, carried, left, tr))
    return output.NO if plan or not all(one.confirmed for one in carried) else output.GOOD


def carry_over(path: Path, *, author: str, tr: Translator) -> int:
    """Carry the answers over to the latest edition; code 1 while some are to be confirmed."""
    with opened(path, author=author) as session:
        if session.read_only:
            raise session.unmigrated or UserError(
                N_("{name} is read-only; nothing was taken over."), name=path.name
            )
        before = edition_words.edition(session.form, tr)
        planned = session.editions.carry_over(
            tr.text(N_("Before carrying over, {edition}"), edition=before)
        )
        left = session.editions.left
        after = edition_words.edition(session.form, tr)
        waiting = session.editions.waiting
    output.say(
        tr.text(
            N_("{name}: from the {before} to the {after}."),
            name=path.name,
            before=before,
            after=after,
        ),
        *_kinds(planned, tr),
        *_told(len(waiting), len(left), tr),
    )
    return output.NO if waiting else output.GOOD


def confirm(path: Path, places: Sequence[Sequence[str]], *, author: str, tr: Translator) -> int:
    """Confirm the answers to these items (subject, item); code 1 while others wait.

    Raises:
        UserError: one of them does not wait; nothing was changed.
    """
    with opened(path, author=author) as session:
        wanted = list(dict.fromkeys((Subject(subject), item) for subject, item in places))
        for subject, item in wanted:
            if (subject, item) not in session.editions.waiting:
                raise UserError(
                    N_("{subject} {item} is not to be confirmed; nothing was changed."),
                    subject=subject,
                    item=item,
                )
        done = session.editions.confirm(wanted)
        rest = len(session.editions.waiting)
    output.say(
        tr.plural("{count} answer was confirmed.", "{count} answers were confirmed.", done),
        *_told(rest, 0, tr),
    )
    return output.NO if rest else output.GOOD


def _told(waiting: int, left: int, tr: Translator) -> Iterator[str]:
    if waiting:
        yield tr.plural(
            "{count} answer is to be confirmed; until then it counts as unanswered.",
            "{count} answers are to be confirmed; until then they count as unanswered.",
            waiting,
        )
    if left:
        yield tr.plural(
            "{count} answer stands on record under an item of an earlier edition.",
            "{count} answers stand on record under items of an earlier edition.",
            left,
        )


def _kinds(plan: Plan, tr: Translator) -> Iterator[str]:
    for kind, count in edition_words.counted(plan.successions).items():
        if count:
            named = tr.text(edition_words.KINDS[kind])
            said = tr.text(N_("{name}: {number}"), name=named, number=tr.number(count))
            yield f"  {said}"


def _lines(
    session: Session,
    plan: Plan | None,
    carried: Sequence[Carried],
    left: Sequence[Left],
    tr: Translator,
) -> Iterator[str]:
    if plan:
        old, new = plan.way[0], plan.way[-1]
        yield tr.text(
            N_("From the {before} to the {after}:"),
            before=edition_words.edition(old, tr),
            after=edition_words.edition(new, tr),
        )
        yield from _kinds(plan, tr)
        for one in plan.successions:
            if one.kind != "same":
                yield from ("", *_change(old, new, one, tr))
    waiting = [one for one in carried if not one.confirmed]
    if waiting:
        yield from ("", tr.text(N_("To be confirmed:")))
    for each in waiting:
        yield from ("", *_waiting(session, each, tr))
    if left:
        yield from ("", tr.text(N_("On record under items of an earlier edition:")))
    for gone in left:
        yield from ("", *_gone(session, gone, tr))
    if not plan and not waiting and not left:
        yield tr.text(N_("There is no later edition, and nothing to be confirmed."))


def _change(old: Form, new: Form, one: Succession, tr: Translator) -> Iterator[str]:
    name = " + ".join(one.old) or "–"
    kind, ids = tr.text(edition_words.KINDS[one.kind]), f"{name} → {one.new or '–'}"
    yield tr.text(N_("{label}: {text}"), label=kind, text=ids)
    for before in one.old or ("",):
        yield from _sides(old, before, new, one.new, tr)


def _sides(old: Form, before: str, new: Form, after: str, tr: Translator) -> Iterator[str]:
    for wording in edition_words.wordings(old, before, new, after, tr):
        yield f"  {wording.part}"
        if wording.before == wording.after:
            yield f"    = {wording.after}"
            continue
        yield from (f"    - {wording.before}",) if wording.before else ()
        yield from (f"    + {wording.after}",) if wording.after else ()


def _waiting(session: Session, one: Carried, tr: Translator) -> Iterator[str]:
    yield f"{one.subject} {one.item}"
    if one.edition in load.shipped():
        old = load.form(one.edition)
        for name in dict.fromkeys(source.item for source in one.sources):
            yield from _sides(old, name, session.form, one.item, tr)
    for source in one.sources:
        yield from _answer(session, one.edition, source, tr)


def _gone(session: Session, one: Left, tr: Translator) -> Iterator[str]:
    form = edition_words.knowing(session.form, one.item)
    title = edition_words.title(form, one.item, tr)
    yield tr.text(N_("{label}: {text}"), label=f"{one.subject} {one.item}", text=title)
    yield from _answer(session, form.id, Source(one.subject, one.item, one.fields), tr)


def _answer(session: Session, edition: str, source: Source, tr: Translator) -> Iterator[str]:
    form = load.form(edition) if edition in load.shipped() else session.form
    fields = edition_words.held(source, session.assessment)
    for label, value in edition_words.answers(form, source, fields, session.assessment, tr):
        named = f"  {source.subject} {source.item}, {label}"
        yield tr.text(N_("{label}: {text}"), label=named, text=value)


def _described(
    session: Session,
    plan: Plan | None,
    carried: Sequence[Carried],
    left: Sequence[Left],
    tr: Translator,
) -> dict[str, object]:
    way = plan.way if plan else (session.form,)
    return {
        "from": session.form.id,
        "to": plan.way[-1].id if plan else None,
        "items": [
            {
                "kind": one.kind,
                "old": list(one.old),
                "new": one.new or None,
                "texts": _texts(way[0], one.old, way[-1], one.new, tr),
            }
            for one in (plan.successions if plan else ())
            if one.kind != "same"
        ],
        "carried": [
            {
                "subject": one.subject,
                "item": one.item,
                "from": one.edition,
                "confirmed": one.confirmed,
                "by": one.by or None,
                "time": one.time or None,
                "answers": [
                    {
                        "subject": source.subject,
                        "item": source.item,
                        "fields": edition_words.held(source, session.assessment),
                    }
                    for source in one.sources
                ],
                "texts": _texts(
                    load.form(one.edition),
                    tuple(dict.fromkeys(source.item for source in one.sources)),
                    session.form,
                    one.item,
                    tr,
                )
                if one.edition in load.shipped()
                else [],
            }
            for one in carried
        ],
        "no_longer_asked": [
            {"subject": one.subject, "item": one.item, "fields": dict(one.fields)} for one in left
        ],
    }


def _texts(
    old: Form, olds: Sequence[str], new: Form, after: str, tr: Translator
) -> list[dict[str, str]]:
    return [
        {"old": before, "part": w.part, "before": w.before, "after": w.after}
        for before in olds or ("",)
        for w in edition_words.wordings(old, before, new, after, tr)
    ]
