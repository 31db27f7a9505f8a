"""The table of all evidence, and the acts that add to it."""

from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import (
    Button,
    Option,
    Text,
    show_if,
)
from jalon.ui.kit.shapes import TableColumn
from jalon.ui.kit.told import Told
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.evidence_form import about_files
from jalon.ui.pages.listing import Listing
from jalon.ui.theme import measure, space


class RegisterTable(Listing):
    """The table of all evidence, with what stands above it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._read_only = desk.session.read_only
        self.attach, self.link = Button("plain", "add", parent=self), Button("link", parent=self)
        self.refer, self.compare = Button("link", parent=self), Button("link", parent=self)
        self._acts = Acts(self.attach, self.link, self.refer, self.compare, parent=self)
        self._about = Text("small", "muted", width=measure(), parent=self)
        self._news = Told("small", "info", width=measure(), parent=self)
        self._stack(
            (
                (self._head, space(4)),
                (self._acts, space(2)),
                (self._about, space(1)),
                (self._news, space(5)),
                (self._fields, space(4)),
                (self._count, space(1)),
                (self.table, 0),
                (self.empty, 0),
            )
        )
        self._over = False
        self._tr: Translator | None = None
        for button in (self.attach, self.link, self.refer):
            button.setVisible(not self._read_only)
        self._news.hide()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        super().retranslate(tr)
        self._head.set_words(
            tr.text("Evidence"),
            tr.text("What shows that a requirement is met. Each piece is here once."),
        )
        self.attach.set_text(tr.text("Attach files…"))
        self.link.set_text(tr.text("Link files…"))
        self.refer.set_text(tr.text("Add a link or a reference"))
        self.compare.set_text(tr.text("Compare linked files"))
        self._about.set_text(about_files(tr))
        self.table.set_name(tr.text("Register of evidence"))
        self._offer(
            (
                Option("all", tr.text("All evidence")),
                Option("amiss", tr.text("Expired, changed or missing")),
                Option("unlinked", tr.text("Not linked to a requirement")),
                Option("removed", tr.text("Removed evidence")),
            ),
        )
        self.table.show_columns(
            (
                TableColumn("name", tr.text("Evidence"), 46),
                TableColumn("linked", tr.text("Linked to"), 20, 620),
                TableColumn("date", tr.text("Date"), 14, 740),
                TableColumn("expires", tr.text("Valid until"), 18, 520),
                TableColumn("state", tr.text("State"), 20),
            )
        )
        self.empty.set_words(
            tr.text("No evidence yet"),
            tr.text(
                "Attach files here or with a requirement: documents, test reports, logs, pictures"
                " of screens."
            ),
            "" if self._read_only else tr.text("Attach files…"),
        )

    def show_count(self, tr: Translator, shown: int, count: int) -> None:
        """Say how many of all are shown; what would have nothing to work on goes."""
        self._show_some(self.table, some=bool(count))
        show_if(self.attach, bool(count) and not self._read_only)
        if shown == count:
            words = tr.plural("{count} piece of evidence", "{count} pieces of evidence", shown)
        else:
            words = tr.plural(
                "{shown} of {count} piece of evidence",
                "{shown} of {count} pieces of evidence",
                count,
                shown=tr.number(shown),
            )
        self._count.set_text(words)

    def show_compare(self, *, wanted: bool) -> None:
        """Offer to compare linked files, where there are some."""
        show_if(self.compare, wanted)

    def show_news(self, words: str) -> None:
        """Say what goes on, or what came of it."""
        self._news.set_text(words)
        show_if(self._news, bool(words))

    def show_drop(self, *, over: bool) -> None:
        """Say that what is held over the page can be let go."""
        if over and self._tr:
            self.show_news(self._tr.text("Let go to attach."))
        elif self._over:
            self.show_news("")
        self._over = over
