"""Where a review stands, in one line: made once there is something to say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui import review_words
from jalon.ui.kit import Part, StatePill, Text, column, row, show_if
from jalon.ui.reviewing import Reviewing
from jalon.ui.theme import measure, space


class ReviewLine(Part):
    """Where a review stands, in one line, and what weakens it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        box = column(self, space(1))
        first = QWidget(self)
        line = row(first, space(3))
        self._pill = StatePill(parent=first)
        self._words = Text("small", "muted", parent=first)
        self._said = Text("body", width=measure(), parent=self)
        self._warned = Text("small", "warn", width=measure(), parent=self)
        line.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        for part in (first, self._said, self._warned):
            box.addWidget(part)

    def show_standing(self, tr: Translator, reviewing: Reviewing, *, brief: bool) -> None:
        """Show where it stands; ``brief`` leaves out what is said below."""
        standing = reviewing.standing
        told = review_words.review_said(tr, standing)
        self._pill.show_state(review_words.pill(standing), told)
        show_if(self._pill, standing.asked)
        words = (review_words.headline(tr, standing), review_words.count(tr, reviewing.comments))
        self._words.set_text("  ·  ".join(part for part in words if part))
        self._warned.set_text(" ".join(review_words.warnings(tr, standing)))
        show_if(self._warned, bool(self._warned.text()))
        self._said.set_text("" if brief else review_words.reasons(tr, standing))
        show_if(self._said, bool(self._said.text()))
