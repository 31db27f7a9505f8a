"""What can be done at a seat: each act as a person does it, through fields, links and buttons."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from jalon.assessment.changes import Subject
from jalon.forms.model import STATES
from jalon.ui import file_dialogs
from jalon.ui.kit import ChoiceField, Field, SelectField
from jalon.ui.pages.actions import ActionsPage
from jalon.ui.pages.before_signing import BeforeSigningPage
from jalon.ui.pages.changes import ConflictRow
from jalon.ui.pages.history import HistoryPage
from jalon.ui.pages.opinions import OpinionsPage
from jalon.ui.pages.overview import OverviewPage
from jalon.ui.pages.register import RegisterPage
from jalon.ui.pages.report import ReportPage
from jalon.ui.pages.review import ReviewPage
from jalon.ui.pages.review_forms import SaidForm, VerdictForm
from jalon.ui.pages.review_part import ReviewPart
from jalon.ui.places import (
    ACTIONS,
    COMPANY,
    EVIDENCE,
    HISTORY,
    OPINIONS,
    OVERVIEW,
    REPORT,
    REVIEW,
    SIGNING,
    Place,
)
from journeys import shifted
from ui.stage import Stage, pump

PHRASE = "correct horse battery"


class Acts:
    """The acts of one person at one window. Days are ISO 8601, written as the window reads them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def sleep(self, ago: int) -> None:
        """Leave the window open over night: the clock is another, so many days before today."""
        shifted.behind(ago)

    # -- answers ---------------------------------------------------------------------------

    def fact(self, page: str, fact: str, text: str) -> None:
        """Type a fact of the company or of the model."""
        self.stage.go(COMPANY if page == "company" else Place("model", self.stage.model))
        self.stage.type(self.stage.field(fact), text)

    def scope(self, **facts: str) -> None:
        """Choose what is said of the model, option by option."""
        self.stage.go(Place("model", self.stage.model))
        for name, value in facts.items():
            fact = name.replace("_", "-")
            options = [o.value for o in self.stage.session.form.fact[fact].options]
            field = self.stage.field(fact)
            assert isinstance(field, ChoiceField)
            self.stage.click(field._lines[options.index(value)])
            if fact == "compute-basis":
                self.stage.type(self.stage.field("training-compute"), "2e23")

    def answer(self, item: str, state: str, **fields: str) -> None:
        """Answer a requirement: its state by its key, then its texts."""
        body = self.stage.body(item)
        self.stage.press(body.state, getattr(Qt.Key, f"Key_{STATES.index(state) + 1}"))
        for name, text in fields.items():
            self.stage.type(body.fields[name.replace("_", "-")], text)

    def speak(self, code: str) -> None:
        """Change the language of the window."""
        self.stage.window.set_language(code)
        pump()

    def undo(self, times: int, *, redo: bool) -> None:
        """Take the last steps back, and do them again."""
        self.stage.workspace.outline.setFocus()
        for name in ("undo", "redo") if redo else ("undo",):
            for _ in range(times):
                self.stage.window.menus.actions[name].trigger()
                pump()

    # -- review ----------------------------------------------------------------------------

    def people(self, **roles: str) -> None:
        """Name who takes part."""
        page = self._page(REVIEW, ReviewPage)
        for role, name in roles.items():
            self.stage.type(page.people.roles[role], name)  # type: ignore[index]

    def ask_all(self) -> None:
        """Ask for a review of every measure that applies."""
        self.stage.click(self._page(REVIEW, ReviewPage).ask_all)

    def step(self, about: str, act: str, said: str = "") -> None:
        """Take a step of a review, with its reason or remark if one is given."""
        part = self._part(about)
        assert part.acts is not None
        self.stage.click(part.acts.does[act])  # type: ignore[index]
        if said:
            self._say(part, said)

    def verdict(self, about: str, verdict: str, said: str, **corrective: str) -> list[str]:
        """Give a verdict; return what the form says is missing before the corrective action."""
        part = self._part(about)
        assert part.acts is not None
        self.stage.click(part.acts.does["verdict"])
        form = part.form
        assert isinstance(form, VerdictForm)
        at = ("to-correct", "improvable", "acceptable").index(verdict)
        self.stage.click(form.verdict._lines[at])
        self.stage.type(form.fields["comment"], said)
        missing = [form._problem.text()] if form._problem.isVisible() else []
        for name, text in corrective.items():
            self._put(form.fields[f"corrective-{name}"], text)
        self.stage.click(form._done)
        return missing

    def comment(self, about: str, said: str) -> None:
        """Comment on something."""
        self.step(about, "comment", said)

    def line(self, about: str, of: str, ask: str, said: str = "") -> None:
        """Answer, edit or withdraw what was said, or take its withdrawal back."""
        part = self._part(about)
        assert part.said is not None
        line = next(one for one in part.said.lines if one.isVisible() and one.text.text() == of)
        self.stage.click(line.asks[ask])  # type: ignore[index]
        if said:
            self._say(part, said)

    def opinion(self, name: str, capacity: int, direction: str, reasons: str, day: str) -> None:
        """Record the opinion of an adviser on the whole."""
        page = self._page(OPINIONS, OpinionsPage)
        self.stage.click(page.add)
        form = page.form
        assert form is not None
        self.stage.type(form.fields["name"], name)
        self.stage.click(form.fields["capacity"]._lines[capacity])  # type: ignore[attr-defined]
        at = ("unfavourable", "favourable").index(direction)
        self.stage.click(form.fields["direction"]._lines[at])  # type: ignore[attr-defined]
        self.stage.type(form.fields["reasons"], reasons)
        self._put(form.fields["date"], day)
        self.stage.click(form._done)

    # -- actions ---------------------------------------------------------------------------

    def act_on_gap(self, item: str, **fields: str) -> None:
        """Make an action of a requirement's gap or next step."""
        planned = self.stage.body(item).planned
        self.stage.click(planned.turn)
        self.stage.click(next(one for one in planned._lines if one.isVisible())._open)
        self._fill_action(fields)

    def act_on_verdict(self, what: str, **fields: str) -> None:
        """Make an action of a corrective action that a verdict asks for."""
        page = self._page(ACTIONS, ActionsPage)
        if page.all.proposals.all.isVisible():
            self.stage.click(page.all.proposals.all)
        lines = page.all.proposals._lines
        self.stage.click(next(x for x in lines if x.isVisible() and x._text.text() == what).make)
        self._fill_action(fields)

    def act(self, what: str, item: str, **fields: str) -> None:
        """Make an action from a requirement, whatever stands there."""
        self.stage.click(self.stage.body(item).planned.new)
        self._fill_action({"what": what, **fields})

    def end_action(self, what: str, state: str, reason: str = "", proof: str = "") -> None:
        """Say that an action is done, with a file, or dropped, with the reason."""
        self._open_action(what)
        self._fill_action({"state": state})
        fields = self._detail.fields
        assert fields is not None
        if reason:
            self.stage.type(fields.reason, reason)
        if proof:
            self.stage.click(fields.proofs.list._add)
            assert fields.proofs.form is not None
            _answer_dialogs(Path(proof))
            self.stage.click(fields.proofs.form.attach)
            self.stage.finish_jobs()

    # -- evidence --------------------------------------------------------------------------

    def drop(self, item: str, path: str) -> None:
        """Let a file fall on a requirement."""
        row, data = self.stage.row(item), QMimeData()
        data.setUrls([QUrl.fromLocalFile(path)])
        _drop(row, data)
        self.stage.finish_jobs()

    def link(self, path: str) -> None:
        """Link a file, through the register."""
        _answer_dialogs(Path(path))
        self.stage.click(self._register.all.link)
        self.stage.finish_jobs()

    def refer(self, item: str, **fields: str) -> None:
        """Name evidence that is kept elsewhere, under a requirement."""
        evidence = self.stage.body(item).evidence
        self.stage.click(evidence.list._add)
        form = evidence.form
        assert form is not None
        for name, text in fields.items():
            self._put(getattr(form.fields, name), text)
        self.stage.click(form._done)

    def describe(self, title: str, **fields: str) -> None:
        """Fill in the fields of a piece of evidence, in the register."""
        found = self._open_piece(title).fields
        assert found is not None
        for name, text in fields.items():
            self._put(getattr(found, name), text)

    def remove(self, title: str, reason: str) -> None:
        """Remove a piece of evidence, with a reason."""
        detail = self._open_piece(title)
        self.stage.click(detail.remove)
        self.stage.type(detail.removal.reason, reason)
        self.stage.click(detail.removal.confirm)

    def amiss(self, title: str, *, mend: bool) -> str:
        """Return what the banner of a piece of evidence says; take its file as it is now."""
        detail = self._open_piece(title)
        said = detail.banner.accessibleName() if detail.banner.isVisible() else ""
        if mend:
            self.stage.click(detail.banner._button)
            self.stage.finish_jobs()
        return str(said)

    # -- the project -----------------------------------------------------------------------

    def keep_version(self, name: str) -> None:
        """Give what the record says now a name."""
        naming = self._page(HISTORY, HistoryPage).naming
        self.stage.type(naming.name, name)
        self.stage.click(naming.keep)

    def copy(self, path: str) -> None:
        """Save a copy, to be worked on elsewhere."""
        _answer_dialogs(Path(path))
        self.stage.window.menus.actions["copy"].trigger()
        pump()

    def unite(self, path: str, keep: list[str]) -> list[list[str]]:
        """Take another copy in; keep these texts where the copies differ.

        Returns for each field that they fill in differently both texts.
        """
        _answer_dialogs(Path(path))
        self.stage.window.menus.actions["merge"].trigger()
        pump()
        box = next(b for b in self.stage.window.findChildren(QMessageBox) if b.isVisible())
        box.buttons()[0].click()
        pump()
        found = []
        while rows := self._page(HISTORY, HistoryPage).conflicts.rows:
            row = rows[0]
            assert isinstance(row, ConflictRow)
            said = [take.accessibleName() for take in row.takes]
            found.append(said)
            of_those = [n for n, one in enumerate(said) if any(k in one for k in keep)]
            self.stage.click(row.takes[of_those[0] if of_those else 0])
        return found

    def attest(self, statement: str) -> None:
        """Tick an attestation."""
        page = self._page(SIGNING, BeforeSigningPage)
        self.stage.click(page.attesting.lines[statement].box)  # type: ignore[index]

    def points(self) -> dict[str, int]:
        """Return how many points of each kind stand before one signs, each made sure to lead on."""
        page = self._page(SIGNING, BeforeSigningPage)
        self.stage.finish_jobs()
        count: dict[str, int] = {}
        for point in self.stage.session.points():
            count[point.kind] = count.get(point.kind, 0) + 1
        for kind, group in page.groups.items():
            assert group.isVisible() == bool(count.get(kind)), kind
        return count

    def sign(self, path: str, identity: str, role: str) -> None:
        """Sign the report in the language of the window, with an identity made now."""
        page = self._page(REPORT, ReportPage)
        self.stage.finish_jobs()
        self.stage.click(page.options.sign)
        panel = page.signing
        self.stage.type(panel.path, identity)
        self.stage.type(panel.role, role)
        self.stage.type(panel.passphrase, PHRASE)
        self.stage.type(panel.again, PHRASE)
        _answer_dialogs(Path(path))
        self.stage.click(panel.sign)
        self.stage.finish_jobs()

    def overview(self) -> dict[str, Any]:
        """Return what the overview says changed since, comes next, and is against it."""
        page = self._page(OVERVIEW, OverviewPage)
        lines = page.since.changes._lines
        against = [
            line._text.text()
            for line in page.dissent.opinions._lines
            if line.isVisible() and page.dissent.isVisible()
        ]
        return {
            "since": page.since.said.text(),
            "changes": [line._text.text() for line in lines if not line.isHidden()],
            "dates": [x._text.text() for x in page.below.dates._lines if not x.isHidden()],
            "more": page.since.all.text() if not page.since.all.isHidden() else "",
            "against": against,
        }

    # -- inside ----------------------------------------------------------------------------

    def _page(self, place: Any, kind: type[Any]) -> Any:  # noqa: ANN401
        page = self.stage.go(place)
        assert isinstance(page, kind)
        return page

    def _part(self, about: str) -> ReviewPart:
        """Show the review of the whole, of a measure or of a requirement, opened."""
        scope, _, item = about.partition(":")
        if scope == "whole":
            part = self._page(REVIEW, ReviewPage).whole
        elif scope == "measure":
            part = self.stage.measure(item).review
        else:
            part = self.stage.body(item).review
        if not part.is_open:
            part.set_open(True)
            pump()
        assert isinstance(part, ReviewPart)
        return part

    def _say(self, part: ReviewPart, said: str) -> None:
        assert isinstance(part.form, SaidForm)
        self.stage.type(part.form.text, said)
        self.stage.click(part.form._done)

    def _put(self, field: Field, text: str) -> None:
        """Type a text, or a day as the language of the window writes it; choose of a list."""
        if isinstance(field, SelectField):
            at = field._values.index(text)
            field.entry().setCurrentIndex(at)  # type: ignore[attr-defined]
            field.entry().activated.emit(at)  # type: ignore[attr-defined]
        else:
            self.stage.type(field, text)
        pump()

    @property
    def _detail(self) -> Any:  # noqa: ANN401
        page = self.stage.workspace.page
        assert isinstance(page, ActionsPage)
        return page.detail

    def _fill_action(self, fields: dict[str, str]) -> None:
        for name, text in fields.items():
            self._put(getattr(self._detail.fields, name), text)

    def _open_action(self, what: str) -> None:
        plan = self.stage.session.actions.plan.entries
        subject = next(s for s, one in plan.items() if one.what == what)
        self.stage.go(ACTIONS, subject)

    @property
    def _register(self) -> RegisterPage:
        page = self._page(EVIDENCE, RegisterPage)
        self.stage.finish_jobs()
        assert isinstance(page, RegisterPage)
        return page

    def _open_piece(self, title: str) -> Any:  # noqa: ANN401
        entries = self.stage.session.attachments.register.entries.values()
        subject = next(Subject(e.subject) for e in entries if e.title == title)
        page = self._register
        self.stage.go(EVIDENCE, subject)
        self.stage.finish_jobs()
        return page.detail


def _answer_dialogs(path: Path) -> None:
    """Answer the next dialogs about files, which are the platform's, with a path."""
    file_dialogs.open_files = lambda *_: [path]
    file_dialogs.save_file = lambda *_: path
    file_dialogs.open_file = lambda *_: path


def _drop(widget: QWidget, data: QMimeData) -> None:
    """Let something go over a widget, as the window system does."""
    at, action = QPointF(widget.rect().center()), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    corner = QPoint(int(at.x()), int(at.y()))
    enter = QDragEnterEvent(corner, action, data, buttons, keys)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(at, action, data, buttons, keys))
    pump()
