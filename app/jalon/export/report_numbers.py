"""The three numbers of the board page, never mixed: answered, reviewed, result."""

from fractions import Fraction

from jalon.assessment.results import Tally
from jalon.export import report_words
from jalon.export.report_record import Record
from jalon.export.tree import Number


def numbers(record: Record) -> tuple[Number, Number, Number]:
    """Return the three, in this order."""
    tr, tally = record.tr, record.evaluation.overall
    if not tally.applicable:
        nothing = tr.text("nothing applies")
        names = (tr.text("ANSWERED"), tr.text("REVIEWED"), tr.text("RESULT"))
        first, second, third = (Number(n, nothing, "", None, in_words=True) for n in names)
        return first, second, third
    answered = Number(
        tr.text("ANSWERED"),
        tr.percent(tally.answered / tally.applicable),
        tr.plural(
            "{answered} of {count} applicable requirement has an answer that counts.",
            "{answered} of {count} applicable requirements have an answer that counts.",
            tally.applicable,
            answered=tr.number(tally.answered),
        ),
    )
    return answered, _reviewed(record, tally), _result(record, tally)


def _reviewed(record: Record, tally: Tally) -> Number:
    tr = record.tr
    if tally.reviewed is None:
        text = tr.text("No second person was asked for a verdict.")
        return Number(tr.text("REVIEWED"), tr.text("not reviewed"), text, in_words=True)
    text = tr.plural(
        "{reviewed} of {count} requirement has a second person’s verdict that is current.",
        "{reviewed} of {count} requirements have a second person’s verdict that is current.",
        tally.applicable,
        reviewed=tr.number(tally.reviewed),
    )
    return Number(tr.text("REVIEWED"), tr.percent(tally.reviewed / tally.applicable), text)


def _result(record: Record, tally: Tally) -> Number:
    tr = record.tr
    sentences = [tr.text("{counts}.", counts=report_words.counts(tally, tr))]
    share = tr.percent(tally.declared_na / tally.applicable)
    sentences.append(
        tr.plural(
            "Declared not applicable: {count} ({share}), counted as unanswered.",
            "Declared not applicable: {count} ({share}), counted as unanswered.",
            tally.declared_na,
            share=share,
        )
    )
    if tally.accepted_na:
        sentences.append(
            tr.plural(
                "Accepted as not applicable by a second person, and left out: {count} ({share}).",
                "Accepted as not applicable by a second person, and left out: {count} ({share}).",
                tally.accepted_na,
                share=tr.percent(Fraction(tally.accepted_na, tally.applicable + tally.accepted_na)),
            )
        )
    if tally.doubtful.total:
        sentences.append(
            tr.plural(
                "Of {count} it is not known yet whether it applies.",
                "Of {count} it is not known yet whether they apply.",
                tally.doubtful.total,
            )
        )
    drawn = report_words.bar(tally, tr.text("All requirements"), tr)
    return Number(tr.text("RESULT"), report_words.result(tally, tr), " ".join(sentences), drawn)
