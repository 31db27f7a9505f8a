"""Dissent before the rest: the banner of the overview, and every opinion."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment.review.model import Opinion
from jalon.language import Translator, capital
from jalon.ui.desk import Desk
from jalon.ui.kit import Banner, Part, column, show_if
from jalon.ui.pages.page import Step
from jalon.ui.places import OPINIONS, REVIEW
from jalon.ui.theme import space

if TYPE_CHECKING:
    from jalon.ui.pages.linked import Entry, LinkedList


class Dissent(Part):
    """That somebody dissents, and the opinions, unfavourable ones first; nothing else.

    Each part is made when there is something for it to say: most records have neither.
    """

    asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._box = column(self, space(4), (0, 0, 0, space(8)))

    @cached_property
    def banner(self) -> Banner:
        """That somebody dissents."""
        made = Banner("warn", parent=self)
        made.hide()
        self._box.insertWidget(0, made)
        made.acted.connect(self._read)
        return made

    @cached_property
    def opinions(self) -> "LinkedList":
        """The opinions."""
        from jalon.ui.pages.linked import LinkedList

        made = LinkedList(self)
        made.hide()
        self._box.addWidget(made)
        made.asked.connect(self.asked)
        return made

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        review, said = self._desk.session.evaluation.review, _said(self._desk, tr)
        if said or "banner" in self.__dict__:
            self.banner.set_words(said, tr.text("Read it") if said else "")
            show_if(self.banner, bool(said))
        living = [opinion for opinion in review.opinions if opinion.withdrawn is None]
        entries = tuple(_entry(self._desk, tr, opinion) for opinion in living)
        if entries or "opinions" in self.__dict__:
            self.opinions.show_lines(tr.text("Opinions of advisers"), "", entries)
            show_if(self.opinions, bool(entries))
        show_if(self, bool(said or entries))

    def _read(self) -> None:
        review = self._desk.session.evaluation.review
        self.asked.emit(Step(OPINIONS) if review.dissent else Step(REVIEW))


def _entry(desk: Desk, tr: Translator, opinion: Opinion) -> "Entry":
    from jalon.export import review_words
    from jalon.ui.pages import where
    from jalon.ui.pages.linked import Entry

    whose = where.model(desk, tr, opinion.about.subject)
    return Entry(
        review_words.adviser(opinion, tr),
        capital(review_words.place(desk.session.form, opinion.about, tr, whose)),
        review_words.direction(opinion, tr),
        tr.text("Read"),
        Step(OPINIONS, opinion.id),
        opinion.direction == "unfavourable",
    )


def _said(desk: Desk, tr: Translator) -> str:
    """Say in a sentence that somebody dissents; nothing where nobody does."""
    review = desk.session.evaluation.review
    said = []
    if review.dissent:
        said.append(
            tr.plural(
                "{count} unfavourable opinion stands on the first page of the report.",
                "{count} unfavourable opinions stand on the first page of the report.",
                len(review.dissent),
            )
        )
    if review.refusal:
        from jalon.export import review_words

        name = review_words.who(review.refusal.by, tr)
        said.append(tr.text("{name} refused to validate this assessment.", name=name))
    return " ".join(said)
