"""The facts that decide most, in a strip: what was answered, and what is still open."""

from typing import Final

from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import PROVIDER, Subject, Value
from jalon.assessment.conclusions import words
from jalon.errors import N_
from jalon.forms.conditions import NOT_KNOWN
from jalon.forms.model import Fact, FactId
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Beside, Card, Part, Text, column
from jalon.ui.theme import space

COMPANY: Final = {
    "company-established": N_("Established"),
    "company-size": N_("Size"),
    "turnover-band": N_("Turnover"),
    "code-position": N_("Position on the Code"),
}
MODEL: Final = {
    "model-origin": N_("Origin"),
    "market-status": N_("Union market"),
    "placed-on-market": N_("Placed on"),
    "modalities": N_("Generates"),
    "training-compute": N_("Training compute"),
    "commission-decision": N_("Commission decision"),
    "weights-public": N_("Weights public"),
    "crawling": N_("Web crawling"),
}
_ROW: Final = 4


class FactStrip(Card):
    """Facts of one subject side by side, four in a row; under each other where it is narrow."""

    def __init__(self, desk: Desk, subject: Subject, parent: QWidget) -> None:
        super().__init__(pad=space(4), spacing=space(3), fill="surface", parent=parent)
        self._desk, self._subject = desk, subject
        self._names = COMPANY if subject == PROVIDER else MODEL
        self._cells = {FactId(name): _Cell(self) for name in self._names}
        cells = list(self._cells.values())
        for first in range(0, len(cells), _ROW):
            self.box.addWidget(Beside(*cells[first : first + _ROW], least=space(30), parent=self))

    def refresh(self, tr: Translator) -> None:
        """Show the answers as they are now."""
        for name, cell in self._cells.items():
            said = self._compute(tr) if name == "training-compute" else self._answer(tr, name)
            cell.show_fact(tr.text(self._names[name]), said or tr.text("Not known yet"))

    def _answer(self, tr: Translator, name: FactId) -> str:
        session = self._desk.session
        value = session.assessment.value(self._subject, name, "value")
        return "" if value == NOT_KNOWN else _worded(tr, session.form.fact[name], value)

    def _compute(self, tr: Translator) -> str:
        """Return the compute as stated or estimated, which no single answer holds."""
        concluded = self._desk.session.evaluation.conclusions
        found = concluded.get((self._subject, "compute-indicative"))
        if found is None or found.value == "not-known":
            return ""
        amount = words.detail(found.reasons[0].details["compute"], tr)
        return tr.text("{number} FLOP", number=amount)


class _Cell(Part):
    """One fact: its name, and what was answered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = Text("small", "muted", parent=self)
        self._words = Text("medium", parent=self)
        box = column(self)
        box.addWidget(self._label)
        box.addWidget(self._words)
        box.addStretch()

    def show_fact(self, label: str, said: str) -> None:
        """Show a fact."""
        self._label.set_text(label)
        self._words.set_text(said)


def _worded(tr: Translator, fact: Fact, value: Value) -> str:
    labels = {o.value: tr.of(f"{fact.id}.{o.value}.label", o.label) for o in fact.options}
    match value:
        case list():
            return ", ".join(labels.get(str(one), str(one)) for one in value)
        case str() if fact.kind == "date":
            return tr.day(value)
        case str():
            return labels.get(value, value)
        case _:
            return ""
