"""The left side of the report page: language, marking, what is missing, the ways to go on."""

from functools import partial

from PySide6.QtWidgets import QWidget

from jalon.assessment.changes import PROJECT, Key
from jalon.errors import UserError
from jalon.language import Translator, available, language_name
from jalon.ui import messages
from jalon.ui.binding import Binding
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, LabeledField, Option, SelectField, TextField, column
from jalon.ui.kit.told import Told
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.missing import Missing
from jalon.ui.pages.page import Head
from jalon.ui.theme import space
from jalon.ui.work import Made


class ReportOptions(QWidget):
    """Language, marking, what is missing, and the two ways to go on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._head = Head(self)
        self.language, self.marking = SelectField(), TextField()
        self._language = LabeledField(self.language, parent=self)
        self._marking = LabeledField(self.marking, parent=self)
        self._binding = Binding(
            self.marking, Key(PROJECT, "confidentiality", "value"), desk.writing
        )
        self.marking.set_read_only(read_only=desk.session.read_only)
        self.missing = Missing(desk, self)
        self.asked = self.missing.asked
        self._facts = Told("small", "muted", parent=self)
        self._problem = Told("body", "warn", parent=self)
        self._problem.hide()
        self.sign, self.save = Button("primary", parent=self), Button("plain", parent=self)
        box = column(self)
        buttons = Acts(self.sign, self.save, parent=self)
        for part, gap in (
            (self._head, space(6)),
            (self._language, space(4)),
            (self._marking, space(6)),
            (self.missing, space(5)),
            (self._facts, space(5)),
            (self._problem, 0),
            (buttons, 0),
        ):
            box.addWidget(part)
            box.addSpacing(gap)
        box.addStretch()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._head.set_words(
            tr.text("Report"), tr.text("Choose the language, read it through, then sign.")
        )
        self._language.retranslate(tr)
        self.language.set_options(tuple(Option(code, language_name(code)) for code in available()))
        self._language.set_words(tr.text("Language of the report"))
        self._marking.retranslate(tr)
        self._marking.set_words(
            tr.text("Confidentiality marking"),
            tr.text("It stands on every page. Left empty, the usual marking is printed."),
        )
        self.sign.set_text(tr.text("Sign the report"))
        self.save.set_text(tr.text("Save unsigned…"))
        for told in (self._facts, self._problem):
            told.retranslate(tr)

    def refresh(self, tr: Translator) -> None:
        """Show the marking, and what is missing now."""
        self._binding.refresh()
        self.missing.refresh(tr)

    def show_making(self, *, making: bool) -> None:
        """Offer signing and saving only for the report that is shown."""
        self.sign.setEnabled(not making)
        self.save.setEnabled(not making)
        self._problem.hide()

    def show_made(self, tr: Translator, made: Made) -> None:
        """Say how long the report is, and what it is tied to."""
        self.show_making(making=False)
        self._facts.say(tr, partial(_facts, made))

    def show_problem(self, tr: Translator, error: UserError) -> None:
        """Say why the report could not be made or saved."""
        self._problem.say(tr, messages.says(error))


def _facts(made: Made, tr: Translator) -> str:
    said = [
        tr.plural(
            "{count} page, tied to the record as it was at {time}.",
            "{count} pages, tied to the record as it was at {time}.",
            made.pages,
            time=tr.time(made.snapshot.time),
        )
    ]
    if made.substitutes:
        said.append(
            tr.text(
                "Characters that no font of the report has are printed by name: {names}.",
                names=", ".join(made.substitutes),
            )
        )
    return " ".join(said)
