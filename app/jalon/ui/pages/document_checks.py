"""The checks of the public summary: what was found, where it is mended, and where that stands."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment import summary_check
from jalon.assessment.summary_check import BASES, FINDINGS, Check
from jalon.language import Translator
from jalon.ui.kit import Button, Fold, Line, Part, Text, column, row, show_if
from jalon.ui.theme import measure, space

_ORDER: Final = tuple(FINDINGS)


class ChecksPart(Part):
    """All checks, faults first; ``mend_asked`` names the place where one is mended."""

    mend_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.head = Fold(parent=self)
        self.head.clicked.connect(self._toggled)
        self._body = Part(self)
        self._body.hide()
        self._intro = Text("body", "muted", width=measure(), parent=self._body)
        self._list = column(self._body, 0, (Fold.X, 0, Fold.X, space(5)))
        self._list.addWidget(self._intro)
        self.lines: list[CheckLine] = []
        box = column(self)
        box.addWidget(self.head)
        box.addWidget(self._body)

    @property
    def is_open(self) -> bool:
        """Whether the checks are shown."""
        return not self._body.isHidden()

    def show_checks(self, tr: Translator, checks: tuple[Check, ...]) -> None:
        """Show the outcome of every check."""
        counts = {f: sum(c.finding == f for c in checks) for f in _ORDER}
        said = [
            tr.plural("{count} fault", "{count} faults", counts["fault"]),
            tr.plural("{count} not known yet", "{count} not known yet", counts["unknown"]),
            tr.plural("{count} without a finding", "{count} without a finding", counts["clear"]),
        ]
        self.head.set_words(
            tr, tr.text("Checks of this summary"), ", ".join(said), warns=bool(counts["fault"])
        )
        self._intro.set_text(
            tr.text(
                "What the template asks, and what is often wrong in published summaries. What the"
                " record does not say is neither a fault nor in order. A check that finds nothing"
                " does not say that the summary is complete or right."
            )
        )
        ordered = sorted(checks, key=lambda check: _ORDER.index(check.finding))
        while len(self.lines) < len(ordered):
            line = CheckLine(self._body)
            line.mend_asked.connect(self.mend_asked)
            self._list.addWidget(line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            show_if(line, number < len(ordered))
            if number < len(ordered):
                line.show_check(tr, ordered[number])

    def _toggled(self) -> None:
        show_if(self._body, not self.is_open)
        self.head.setChecked(self.is_open)


class CheckLine(Part):
    """One check: its outcome, what it says, where that stands, and the way to the place."""

    mend_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.check: Check | None = None
        box = column(self, 0, (0, space(2), 0, 0))
        box.addWidget(Line(parent=self))
        inner = Part(self)
        line = row(inner, space(4), (0, space(2), 0, 0))
        left = Part(inner)
        stack = column(left)
        self._title = Text("medium", parent=left)
        self.words = Text("body", width=measure(), parent=left)
        self._source = Text("small", "muted", width=measure(), parent=left)
        for part in (self._title, self.words, self._source):
            stack.addWidget(part)
        self.finding = Text("small", "muted", wrap=False, parent=inner)
        self.link = Button("link", parent=inner)
        line.addWidget(left, 1)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.finding, 0, top)
        line.addWidget(self.link, 0, top)
        box.addWidget(inner)
        self.link.clicked.connect(self._asked)

    def show_check(self, tr: Translator, check: Check) -> None:
        """Show the outcome of one check."""
        self.check = check
        self._title.set_text(tr.text(summary_check.TITLES[check.id]))
        self.words.set_text(summary_check.words(check, tr))
        self._source.set_text("  ·  ".join((tr.text(BASES[check.basis]), tr.text(check.source))))
        self.finding.set_text(tr.text(FINDINGS[check.finding]))
        self.finding.set_ink("warn" if check.finding == "fault" else "muted")
        self.link.set_text(tr.text("Mend") if check.finding == "fault" else tr.text("Show"))
        self.link.setAccessibleDescription(self.words.text())

    def _asked(self) -> None:
        if self.check:
            self.mend_asked.emit(self.check.place)
