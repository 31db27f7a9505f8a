"""Signing a report: with which identity, as what; the passphrase is asked and forgotten."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from jalon.language import Translator
from jalon.ui import file_dialogs
from jalon.ui.kit import Button, Field, LabeledField, Option, SelectField, Text, TextField, column
from jalon.ui.kit.order import stand
from jalon.ui.kit.told import Told
from jalon.ui.pages.acts import Acts
from jalon.ui.theme import space
from jalon.ui.work import NewIdentity
from jalon.values import dataclass

_FILE, _NEW = "file", "new"
_IDENTITIES = "*.p12 *.pfx"


@dataclass(frozen=True, slots=True)
class Order:
    """What to sign with. ``new`` is set when the identity is to be made first."""

    identity: Path
    passphrase: str
    role: str
    new: NewIdentity | None = None


class SigningPanel(QWidget):
    """Asks for everything a signature needs.

    ``sign_asked`` carries an :class:`Order`.
    """

    sign_asked = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr: Translator | None = None
        self.which = SelectField()
        self.path, self.role = TextField(), TextField()
        self.name, self.organisation, self.email = TextField(), TextField(), TextField()
        self.passphrase, self.again = _secret(), _secret()
        self._labeled: dict[Field, LabeledField] = {
            field: LabeledField(field, parent=self)
            for field in (
                self.which,
                self.name,
                self.organisation,
                self.email,
                self.path,
                self.role,
                self.passphrase,
                self.again,
            )
        }
        self._title = Text("heading", parent=self)
        self._choose = Button("link", parent=self)
        self._notice = Text("small", "muted", parent=self)
        self._problem = Told("body", "warn", parent=self)
        self.sign, self._cancel = Button("primary", parent=self), Button("plain", parent=self)
        self._lay_out()
        self.which.edited.connect(self._which_changed)
        self._choose.clicked.connect(self._choose_path)
        self.sign.clicked.connect(self._sign)
        self._cancel.clicked.connect(self.cancelled)
        self._problem.hide()

    def begin(self, *, identity: str, name: str, organisation: str) -> None:
        """Propose the identity used last, or to make one of this name."""
        self.which.show_value(_FILE if identity else _NEW)
        self.path.show_value(identity)
        self.name.show_value(name)
        self.organisation.show_value(organisation)
        self.forget()
        self._which_changed()

    def forget(self) -> None:
        """Forget the passphrase."""
        self.passphrase.show_value("")
        self.again.show_value("")

    def show_made(self, identity: Path) -> None:
        """Go on with an identity that was just made."""
        self.which.show_value(_FILE)
        self.path.show_value(str(identity))
        self._which_changed()

    def begin_anew(self) -> None:
        """Take back what was said of an attempt before."""
        self._problem.hide()
        self.forget()

    def show_problem(self, said: Callable[[Translator], str]) -> None:
        """Say why it could not be signed; the passphrase has to be typed again."""
        if self._tr:
            self._problem.say(self._tr, said)
        self.forget()

    def set_busy(self, *, busy: bool) -> None:
        """Refuse a second click while the report is being signed."""
        self.sign.setEnabled(not busy)

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self._problem.retranslate(tr)
        for labeled in self._labeled.values():
            labeled.retranslate(tr)
        self._title.set_text(tr.text("Sign the report"))
        self.which.set_options(
            (
                Option(_FILE, tr.text("An identity file I have (.p12, .pfx)")),
                Option(_NEW, tr.text("A new identity, made by Jalon")),
            )
        )
        said = {
            self.which: (tr.text("How do you sign?"), ""),
            self.name: (tr.text("Name of the signatory"), ""),
            self.organisation: (tr.text("Organisation"), ""),
            self.email: (tr.text("E-mail (may be left empty)"), ""),
            self.role: (tr.text("Role of the signatory"), tr.text("It is printed on the report.")),
            self.passphrase: (
                tr.text("Passphrase of the identity"),
                tr.text("Asked at each signature. Jalon does not keep it and cannot restore it."),
            ),
            self.again: (tr.text("The same passphrase again"), ""),
        }
        for field, (label, explanation) in said.items():
            self._labeled[field].set_words(label, explanation)
        self._notice.set_text(
            tr.text(
                "This is an electronic signature. It is not a qualified one (eIDAS) without a"
                " qualified certificate and device."
            )
        )
        self.sign.set_text(tr.text("Sign and save…"))
        self._cancel.set_text(tr.text("Go back"))
        self._which_changed()

    def _lay_out(self) -> None:
        box = column(self, space(4))
        box.addWidget(self._title)
        for field, labeled in self._labeled.items():
            stand(box, labeled)
            if field is self.path:
                stand(box, self._choose)
        stand(box, self._problem, self._notice, Acts(self.sign, self._cancel, parent=self))

    @property
    def _new(self) -> bool:
        return str(self.which.value()) == _NEW

    def _which_changed(self) -> None:
        for field in (self.name, self.organisation, self.email, self.again):
            self._labeled[field].setVisible(self._new)
        if self._tr is None:
            return
        if self._new:
            self._labeled[self.path].set_words(
                self._tr.text("Where the identity file is kept"),
                self._tr.text("Whoever has this file and the passphrase can sign in your name."),
            )
            self._choose.set_text(self._tr.text("Choose another place…"))
            if not self.path.value():
                self.path.show_value(str(Path.home() / self._tr.text("signature.p12")))
        else:
            self._labeled[self.path].set_words(self._tr.text("Identity file"))
            self._choose.set_text(self._tr.text("Choose a file…"))

    def _choose_path(self) -> None:
        if self._tr is None:
            return
        kind = self._tr.text("Identities ({pattern})", pattern=_IDENTITIES)
        title, now = self._choose.words(), self.path.value()
        if self._new:
            path = file_dialogs.save_file(self, self._tr, title, Path(now), kind)
        else:
            path = file_dialogs.open_file(self, self._tr, title, kind, now)
        if path:
            self.path.show_value(str(path))

    def _sign(self) -> None:
        if self._tr is None:
            return
        if self._missing(self._tr):
            self.show_problem(self._missing)
            return
        self._problem.hide()
        person = NewIdentity(self.name.value(), self.organisation.value(), self.email.value())
        order = Order(
            Path(self.path.value().strip()).expanduser(),
            self.passphrase.value(),
            self.role.value().strip(),
            person if self._new else None,
        )
        self.sign_asked.emit(order)

    def _missing(self, tr: Translator) -> str:
        if not self.path.value().strip():
            return tr.text("Choose the identity file.")
        if not self.passphrase.value():
            return tr.text("Type the passphrase of the identity.")
        if self._new and self.passphrase.value() != self.again.value():
            return tr.text("The two passphrases differ. Type them again.")
        return ""


def _secret() -> TextField:
    field = TextField()
    field.entry().setEchoMode(QLineEdit.EchoMode.Password)
    return field
