"""The four attestations: ticked by name, recorded, stale once the record changes."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from jalon.assessment import attestations
from jalon.assessment.attestations import STATEMENTS, WORDS, Attested, Statement, attested
from jalon.assessment.review.model import alike
from jalon.export import contradiction_words
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import LabeledField, Part, Text, TextField, column, show_if
from jalon.ui.kit.faces import CheckLine
from jalon.ui.theme import measure, space


class Attesting(Part):
    """Who attests, and the four statements; none is ever ticked by itself."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tr: Translator | None = None
        self._title = Text("heading", parent=self)
        self._lead = Text("body", width=measure(), parent=self)
        self.name = TextField()
        self._named = LabeledField(self.name, parent=self)
        self._named.setMaximumWidth(measure())
        self.name.show_value(desk.session.author)
        self.name.edited.connect(self._name_changed)
        box = column(self)
        for part, gap in (
            (self._title, space(2)),
            (self._lead, space(4)),
            (self._named, space(4)),
        ):
            box.addWidget(part)
            box.addSpacing(gap)
        self.lines = {statement: _Line(self) for statement in STATEMENTS}
        for statement, line in self.lines.items():
            line.box.setObjectName(statement)
            line.box.clicked.connect(partial(self._clicked, statement))
            box.addWidget(line)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self._title.set_text(tr.text("Attestations"))
        self._lead.set_text(
            tr.text(
                "What you tick is recorded with your name and the time, and printed on the report;"
                " what is not ticked is printed as not given. When the record changes afterwards,"
                " an attestation no longer holds and says so. You can take yours back."
            )
        )
        self._named.retranslate(tr)
        self._named.set_words(
            tr.text("Who attests"), tr.text("As declared; nothing here proves who it was.")
        )

    def refresh(self, tr: Translator) -> None:
        """Show who has attested what, and whether it still holds."""
        self._tr = tr
        found, read_only = attested(self._desk.session.assessment), self._desk.session.read_only
        self.name.set_read_only(read_only=read_only)
        for statement, line in self.lines.items():
            line.show_statement(tr, found, statement, self._who())
            line.box.setEnabled(not read_only)

    def _who(self) -> str:
        return " ".join(str(self.name.value() or "").split())

    def _name_changed(self) -> None:
        self._named.show_problem("")
        if self._tr:
            self.refresh(self._tr)

    def _clicked(self, statement: Statement) -> None:
        wanted, who = self.lines[statement].box.isChecked(), self._who()
        if self._tr is None:
            return
        if not who:
            self.lines[statement].box.setChecked(False)
            self._named.say_problem(self._tr, lambda tr: tr.text("Say who attests."))
            self.name.entry().setFocus()
            return
        words = self._tr.text(WORDS[statement])

        def record() -> None:
            session, now = self._desk.session, datetime.now(UTC)
            found = attested(session.assessment)
            if wanted:
                edits = attestations.given_again(
                    session.assessment, found, statement, by=who, at=now, words=words
                )
            else:
                edits = attestations.taken_back(found, statement, by=who, at=now)
            session.apply(edits)

        self._desk.writing.do(record)
        self.refresh(self._tr)


class _Line(Part):
    """One statement: its box, and who has attested it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = CheckLine(self)
        self.given = Text("small", "muted", width=measure(), parent=self)
        self.stale = Text("small", "warn", width=measure(), parent=self)
        inner = column(self, 0, (0, 0, 0, space(3)))
        inner.addWidget(self.box)
        under = Part(self)
        below = column(under, 0, (space(7), 0, 0, 0))
        below.addWidget(self.given)
        below.addWidget(self.stale)
        inner.addWidget(under)

    def show_statement(
        self, tr: Translator, found: Attested, statement: Statement, who: str
    ) -> None:
        """Show a statement as it stands; ticked where ``who`` attests it on the record now."""
        standing = found.of(statement)
        mine = [one for one in standing if alike(one.by) == alike(who)]
        self.box.set_words(tr.text(WORDS[statement]))
        self.box.setChecked(bool(who) and any(not one.stale for one in mine))
        current = [contradiction_words.attested(one, tr) for one in standing if not one.stale]
        old = [contradiction_words.attested(one, tr) for one in standing if one.stale]
        self.given.set_text("\n".join(current) or ("" if old else tr.text("Not given.")))
        self.stale.set_text("\n".join(old))
        show_if(self.given, bool(self.given.text()))
        show_if(self.stale, bool(old))
        said = " ".join((*current, *old)) or tr.text("Not given.")
        self.box.setAccessibleDescription(said)
