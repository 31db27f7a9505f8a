"""Results by obligation, by measure, by subject, and what lies outside the questionnaire."""

from collections.abc import Iterator

from jalon.assessment.results import Tally
from jalon.export import report_models, report_words
from jalon.export.report_record import Record
from jalon.export.tree import Block, Cell, Contents, Heading, Key, Marked, Section, Table, Words
from jalon.forms.model import Obligation
from jalon.language import capital

_NONE: Cell = (Words("\u2013", "small-right"),)


def covered(record: Record) -> tuple[Obligation, ...]:
    """Return the obligations that at least one requirement serves."""
    served = {o for r in record.form.items.values() for o in r.obligations}
    return tuple(o for o in record.form.obligation if o.id in served)


def _left_out(record: Record) -> tuple[Obligation, ...]:
    inside = covered(record)
    return tuple(o for o in record.form.obligation if o not in inside)


def outside(record: Record) -> str:
    """Return a sentence naming what the questionnaire does not cover; empty when nothing."""
    tr, left_out = record.tr, _left_out(record)
    if not left_out:
        return ""
    return tr.text(
        "Outside this edition of the questionnaire, hence not assessed here: {articles}.",
        articles=tr.listed(record.article(o.article) for o in left_out),
    )


def applicable(record: Record) -> tuple[Obligation, ...]:
    """Return the obligations for which something applies or may apply."""
    tallies = record.evaluation.by_obligation
    return tuple(o for o in covered(record) if tallies[o.id].applicable)


def nothing_applies(record: Record) -> str:
    """Return a sentence naming the obligations that nothing applies to; empty when none."""
    tr = record.tr
    idle = [o for o in covered(record) if o not in applicable(record)]
    if not idle:
        return ""
    return tr.text(
        "Nothing applies, by the profile given: {articles}.",
        articles=tr.listed(record.article(o.article) for o in idle),
    )


def section(record: Record) -> Section:
    """Return the part on results, which ends with the contents of the report."""
    tr = record.tr
    blocks: list[Block] = [
        Words(
            tr.text(
                "Each binding requirement counts for the obligation it serves. The bar shows "
                "what is settled, what is done by own means, and what is still open."
            )
        ),
        _obligations(record),
        Key(
            (
                tr.text("Settled: implemented"),
                tr.text("Own means, not assessed"),
                tr.text("Without an answer"),
                tr.text("Partial, planned or not implemented"),
            )
        ),
        Heading(tr.text("Position on the Code")),
        Words(report_words.position_in_full(record)),
        Heading(tr.text("Contents")),
        Contents(),
    ]
    return Section("results", tr.text("Results by obligation"), tuple(blocks))


def _obligations(record: Record) -> Table:
    tr = record.tr
    rows = []
    for obligation in record.form.obligation:
        name = tr.of(f"{obligation.id}.title", obligation.title)
        head: tuple[Cell, ...] = (
            (Words(capital(record.article(obligation.article)), "small-strong"),),
            (Words(name, "small"),),
        )
        if obligation in covered(record):
            tally = record.evaluation.by_obligation[obligation.id]
            rows.append((*head, (report_words.reading(tally, tr),), *_figures(record, tally, name)))
        else:
            out = (Marked("none", tr.text("Not covered here")),)
            rows.append((*head, out, _NONE, _NONE, _NONE))
    return Table(
        (
            tr.text("Article"),
            tr.text("Obligation under the AI Act"),
            tr.text("Reading of the record"),
            tr.text("0 to 100%"),
            tr.text("Result"),
            tr.text("Settled"),
        ),
        tuple(rows),
        (66, 168, 106, 54, 54, 40),
        tr.text("Result for each obligation: reading, bar, range, settled of applicable"),
        right=(4, 5),
        dense=True,
    )


def _figures(record: Record, tally: Tally, name: str) -> tuple[Cell, Cell, Cell]:
    tr = record.tr
    drawn = report_words.bar(tally, name, tr)
    if drawn is None:
        return _NONE, _NONE, _NONE
    settled = tr.text(
        "{part} of {whole}", part=tr.number(tally.settled), whole=tr.number(tally.applicable)
    )
    return (
        (drawn,),
        (Words(report_words.result(tally, tr), "small-right"),),
        (Words(settled, "small-right"),),
    )


def by_measure(record: Record) -> Section:
    """Return the part with the figures of each chapter and measure, and of each subject."""
    tr = record.tr
    rows = []
    for chapter in record.form.chapter:
        name = tr.of(f"{chapter.id}.title", chapter.title)
        tally = record.evaluation.by_chapter[chapter.id]
        rows.append(_row(record, Words(name, "small-strong"), name, tally))
        if not tally.applicable:
            continue  # its measures have nothing to count either; the chapter's own part says why
        for measure in chapter.measures():
            title = tr.of(f"{measure.id}.title", measure.title)
            shown = f"{measure.number}\u2002{title}" if measure.number else title
            tally = record.evaluation.by_measure[measure.id]
            rows.append(_row(record, Words(shown, "small"), title, tally))
    blocks: list[Block] = [_table(record, tr.text("Chapter and measure"), tuple(rows))]
    blocks += [Words(text) for text in _apart(record)]
    if record.models:
        subjects = tuple(
            _row(record, Words(report_models.name(record, s), "small"), record.name(s), tally)
            for s, tally in record.evaluation.by_subject.items()
        )
        blocks += [
            Heading(tr.text("By company and model")),
            *report_models.by_subject(record),
            _table(record, tr.text("Who answers"), subjects),
        ]
    return Section("figures", tr.text("Figures by measure"), tuple(blocks))


def _apart(record: Record) -> Iterator[str]:
    """Say how the chapters stand that were taken on voluntarily: their rows count nothing."""
    tr = record.tr
    for chapter in record.form.chapter:
        tally = record.evaluation.voluntary.get(chapter.id)
        if tally:
            yield tr.text(
                "{chapter}, taken on voluntarily, is counted apart: {result} of {count}"
                " requirements.",
                chapter=tr.of(f"{chapter.id}.title", chapter.title),
                result=report_words.result(tally, tr),
                count=tr.number(tally.applicable),
            )


def _row(record: Record, words: Words, name: str, tally: Tally) -> tuple[Cell, ...]:
    tr = record.tr
    if not tally.applicable:
        reading: Cell = (report_words.reading(tally, tr),)
        return ((words,), reading, _NONE, _NONE, _NONE, _NONE, _NONE)
    drawn = report_words.bar(tally, name, tr)
    numbers = (tally.settled, tally.own_means, tally.weak, tally.unanswered)
    return (
        (words,),
        (drawn,) if drawn else _NONE,
        *((Words(tr.number(n), "small-right"),) for n in numbers),
        (Words(report_words.result(tally, tr), "small-right"),),
    )


def _table(record: Record, first: str, rows: tuple[tuple[Cell, ...], ...]) -> Table:
    tr = record.tr
    return Table(
        (
            first,
            tr.text("0 to 100%"),
            tr.text("Settled"),
            tr.text("Own means"),
            tr.text("Partial, planned or not"),
            tr.text("Without an answer"),
            tr.text("Result"),
        ),
        rows,
        (172, 84, 40, 40, 52, 48, 56),
        tr.text("Counts of requirements: settled, own means, weak, without an answer, result"),
        right=(2, 3, 4, 5, 6),
        dense=True,
    )
