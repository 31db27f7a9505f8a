"""What the overview says below its table: duties, fines, what to do next, dates, what changed."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment import fine, fine_words
from jalon.assessment.changes import Subject
from jalon.assessment.results import Tally
from jalon.forms.model import FactId, ItemId, Sheet
from jalon.language import Translator
from jalon.ui import places, words
from jalon.ui.desk import Desk
from jalon.ui.kit import Part, RangeLegend, Text, column
from jalon.ui.pages import fact_way
from jalon.ui.pages.linked import Entry, LinkedList
from jalon.ui.pages.next_dates import next_dates, where
from jalon.ui.pages.next_steps import next_steps
from jalon.ui.pages.page import Step
from jalon.ui.pages.since_signed import SinceSigned
from jalon.ui.theme import measure, space

_LONGEST_LIST = 6


class Below(Part):
    """The lower part of the overview. ``asked`` carries a :class:`Step`."""

    asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = RangeLegend(parent=self)
        self._duties = Text("small", "muted", width=measure(), parent=self)
        self._fine = Text("small", "muted", width=measure(), parent=self)
        self._voluntary = Text("body", width=measure(), parent=self)
        self.next_steps = LinkedList(self)
        self.dates = LinkedList(self)
        self.first = LinkedList(self)
        self.since = SinceSigned(desk, self)
        box = column(self)
        for widget, gap in (
            (self._key, space(2)),
            (self._duties, space(2)),
            (self._fine, space(2)),
            (self._voluntary, space(8)),
            (self.next_steps, space(8)),
            (self.dates, space(8)),
            (self.first, space(8)),
            (self.since, 0),
        ):
            box.addWidget(widget)
            box.addSpacing(gap)
        for part in (self.next_steps, self.dates, self.first, self.since):
            part.asked.connect(self.asked)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``, and show the record."""
        self._key.retranslate(tr)
        self.refresh(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        desk = self._desk
        evaluation, today = desk.session.evaluation, datetime.now(UTC).astimezone().date()
        self._duties.set_text(_duties(tr, evaluation.duties))
        self._fine.set_text(_fine(desk, tr))
        self._voluntary.set_text(" ".join(_voluntary(desk, tr)))
        self._voluntary.setVisible(bool(evaluation.voluntary))
        self.next_steps.show_lines(tr.text("Next things to do"), "", next_steps(desk, tr))
        self.since.refresh(tr)
        self.first.show_lines(
            tr.text("What would settle most"),
            tr.text("Every requirement that is counted is settled."),
            _would_settle(desk, tr),
        )
        self.dates.show_lines(
            tr.text("Next due dates"),
            tr.text(
                "Nothing is due by what is recorded. Due dates are given with each requirement, and"
                " follow from what is entered on the page of dates."
            ),
            next_dates(desk, tr, today),
        )


def _voluntary(desk: Desk, tr: Translator) -> Iterable[str]:
    """Say how the chapters stand that were taken on voluntarily: apart from all else."""
    for chapter in desk.session.form.chapter:
        tally = desk.session.evaluation.voluntary.get(chapter.id)
        if tally:
            yield tr.text(
                "{chapter}, taken on voluntarily, is counted apart: {result} of {count}"
                " requirements.",
                chapter=tr.of(f"{chapter.id}.title", chapter.title),
                result=words.result(tr, tally),
                count=tr.number(tally.applicable),
            )


def _duties(tr: Translator, tally: Tally) -> str:
    """Say how the duties outside the Code stand: in the table above, and in no number above it."""
    if not tally.applicable:
        return tr.text("No duty outside the Code appears to apply, by your answers on scope.")
    return tr.plural(
        "Duties outside the Code are counted apart, and only in this table: {result} of {count}"
        " requirement.",
        "Duties outside the Code are counted apart, and only in this table: {result} of {count}"
        " requirements.",
        tally.applicable,
        result=words.result(tr, tally),
    )


def _fine(desk: Desk, tr: Translator) -> str:
    """Say in a line what a fine can come to; the page on the position tells the rest."""
    found = fine.of(desk.session.assessment)
    return tr.text(
        "Ceiling of fines (Art. 101): {amount}. It is a ceiling and no tariff; see Position on the"
        " Code.",
        amount=fine_words.amount(found, tr),
    )


def _would_settle(desk: Desk, tr: Translator) -> tuple[Entry, ...]:
    """Order facts and measures by how many counted requirements they would settle."""
    facts: Counter[FactId] = Counter()
    measures: Counter[str] = Counter()
    first: dict[str, tuple[Subject, ItemId]] = {}
    form = desk.session.form
    for (subject, item), status in desk.session.evaluation.items.items():
        if form.items[item].force != "binding" or status.applies == "no":
            continue
        facts.update(status.missing[:1])
        if status.counted not in {"settled", "own-means"}:
            home = form.sheet[item].id
            measures[home] += 1
            first.setdefault(home, (subject, item))
    entries = [(n, _fact_entry(desk, tr, fact, n)) for fact, n in facts.items()]
    every = {sheet.id: sheet for sheet in form.sheets}
    entries += [
        (n, _measure_entry(desk, tr, every[name], first[name], n)) for name, n in measures.items()
    ]
    entries.sort(key=lambda pair: -pair[0])
    return tuple(entry for _, entry in entries[:_LONGEST_LIST])


def _fact_entry(desk: Desk, tr: Translator, fact: FactId, count: int) -> Entry:
    return Entry(
        tr.of(f"{fact}.label", desk.session.form.fact[fact].label),
        tr.text("Scope: decides whether they apply"),
        _requirements(tr, count),
        tr.text("Answer"),
        fact_way.step(desk, fact),
    )


def _measure_entry(
    desk: Desk, tr: Translator, chosen: Sheet, first: tuple[Subject, ItemId], count: int
) -> Entry:
    subject, item = first
    return Entry(
        tr.of(f"{chosen.id}.title", chosen.title),
        where(desk, tr, item),
        _requirements(tr, count),
        tr.text("Open"),
        Step(places.of_item(desk.session.form, item), item, subject),
    )


def _requirements(tr: Translator, count: int) -> str:
    return tr.plural("{count} requirement", "{count} requirements", count)
