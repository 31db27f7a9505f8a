"""What the programs of those who get a signed report will show of its signature."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui.kit import Line, Part, Text, column, row
from jalon.ui.theme import measure, space
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """What a program shows: in a few words, and what that means."""

    program: str
    shows: str
    meaning: str


class Readers(Part):
    """Programs and what they show, so that nobody is surprised by a warning at the board.

    What is said here is measured, or marked as not tried: see ``docs/signatures.md``.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Text("heading", parent=self)
        self._lead = Text("body", "muted", width=measure(), parent=self)
        self._box = column(self)
        for part, gap in ((self._title, space(1)), (self._lead, space(3))):
            self._box.addWidget(part)
            self._box.addSpacing(gap)
        self.lines: list[_Program] = []

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._title.set_text(tr.text("What your readers’ programs will show"))
        self._lead.set_text(
            tr.text(
                "It depends on the certificate that you sign with, not on what the record says."
            )
        )
        found = [*shown(tr)]
        for _ in range(len(found) - len(self.lines)):
            self.lines.append(_Program(self))
            self._box.addWidget(Line(parent=self))
            self._box.addWidget(self.lines[-1])
        for line, what in zip(self.lines, found, strict=True):
            line.show_what(what)


def shown(tr: Translator) -> Iterator[Shown]:
    """Yield what each kind of program shows of a report that Jalon signed."""
    yield Shown(
        "Jalon",
        tr.text(
            "Whether the file is intact, by which certificate it was signed, what changed since"
        ),
        tr.text(
            "A self-made identity is called not known: the reader compares its fingerprint with the"
            " one that you told by another way. It is never called a qualified signature unless its"
            " certificate says so."
        ),
    )
    yield Shown(
        "Adobe Acrobat",
        tr.text("With a self-made identity: the validity is unknown"),
        tr.text(
            "That speaks of the certificate, which nobody on the program’s lists vouches for, not"
            " of the document. With a certificate whose issuer is on these lists, such as the"
            " European Union’s list of qualified providers, the signature should be called valid."
            " As its maker describes it; we have not tried it."
        ),
    )
    yield Shown(
        "Okular, pdfsig",
        tr.text("The signature is valid, its issuer not trusted yet"),
        tr.text(
            "The issuer is trusted once the reader has compared its fingerprint and imported its"
            " certificate, which “jalon issuer” writes from a self-made identity."
        ),
    )
    yield Shown(
        tr.text("Web browsers, simple viewers"),
        tr.text("Usually nothing but the page"),
        tr.text(
            "Most check no signature. The visible stamp alone proves nothing, since anybody can"
            " draw one: tell your readers with which program to check."
        ),
    )


class _Program(Part):
    """One program: its name at the left, what it shows beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = Text("small", "muted", parent=self)
        self._shows = Text("strong", parent=self)
        self._meaning = Text("body", width=measure(), parent=self)
        beside = Part(self)
        words = column(beside, space(1))
        words.addWidget(self._shows)
        words.addWidget(self._meaning)
        line = row(self, space(4), (0, space(3), 0, space(3)))
        line.addWidget(self._name, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(beside, 4, Qt.AlignmentFlag.AlignTop)

    def show_what(self, what: Shown) -> None:
        """Show one program."""
        self._name.set_text(what.program)
        self._shows.set_text(what.shows)
        self._meaning.set_text(what.meaning)
