"""What changed since the last signed report, as the record notes it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon.assessment import signed
from jalon.assessment.changes import Change, Key
from jalon.assessment.signed import Signed
from jalon.language import Translator
from jalon.ui.desk import Desk
from jalon.ui.kit import Button, Part, Text, column, show_if
from jalon.ui.pages.linked import Entry, LinkedList
from jalon.ui.pages.page import Step
from jalon.ui.places import HISTORY
from jalon.ui.theme import measure, space

if TYPE_CHECKING:
    from jalon.assessment.compare import Difference
    from jalon.assessment.versions import Version

_LONGEST_LIST = 6
Place = tuple[str, str]
"""The subject and the item of changed fields."""


class SinceSigned(Part):
    """Who signed last and when, and what differs now; says so where no report was signed."""

    asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._of: Signed | None = None
        self._title = Text("heading", parent=self)
        self.said = Text("body", width=measure(), parent=self)
        self.changes = LinkedList(self)
        self.all = Button("link", parent=self)
        box = column(self, space(2))
        for part in (self._title, self.said, self.changes, self.all):
            box.addWidget(part)
        self.changes.asked.connect(self.asked)
        self.all.clicked.connect(self._all_asked)

    def refresh(self, tr: Translator) -> None:
        """Show the record as it is now."""
        session = self._desk.session
        last = signed.last(session.assessment)
        then: Version | None = None
        differs = last is not None and last.digest != session.assessment.digest()
        if differs and last and last.state and not session.custody.lacks(last.state):
            then = last.state
        self._title.set_text(tr.text("Since the last signed report"))
        found = _differences(self._desk, then) if then else {}
        self.said.set_text(_said(tr, last, found, unknown=differs and then is None))
        self.said.set_ink("text" if last else "muted")
        entries = tuple(_entry(self._desk, tr, one) for one in found.values())
        self.changes.show_lines("", "", entries[:_LONGEST_LIST])
        show_if(self.changes, bool(entries))
        more = len(entries) - _LONGEST_LIST
        self.all.set_text(tr.plural("{count} more: history", "{count} more: history", more))
        show_if(self.all, more > 0)

    def _all_asked(self) -> None:
        self.asked.emit(Step(HISTORY))


def _differences(desk: Desk, then: "Version") -> dict[Place, "list[Difference]"]:
    """Return what differs since a report, by what it belongs to, the newest change first."""
    found: dict[Place, list[Difference]] = {}
    from jalon.export.recorded_words import is_spoken

    differing = (d for d in desk.session.custody.since(then) if is_spoken(d.key))
    for one in sorted(differing, key=lambda d: _when(d.after), reverse=True):
        found.setdefault((one.key.subject, one.key.item), []).append(one)
    for birth in [place for place in found if place[1] == "subject"]:
        own = next((p for p in found if p[0] == birth[0] and p != birth), None)
        if own:  # that something is there now is no second entry beside what it says
            found[own] += found.pop(birth)
    return found


def _when(changes: tuple[Change, ...]) -> float:
    return max((change.time.timestamp() for change in changes), default=0.0)


def _said(
    tr: Translator, last: Signed | None, found: dict[Place, "list[Difference]"], *, unknown: bool
) -> str:
    if last is None:
        return tr.text("No report of this project has been signed yet.")
    head = tr.text(
        "{file}, signed by {names}, {day}.",
        file=last.file,
        names=tr.listed(last.signers),
        day=tr.date(last.time.astimezone().date()),
    )
    if unknown:
        rest = tr.text(
            "The record is another now; what was current then is not noted, so what changed"
            " cannot be listed."
        )
    elif found:
        number = sum(len(fields) for fields in found.values())
        rest = tr.plural(
            "{count} field reads otherwise now.", "{count} fields read otherwise now.", number
        )
    else:
        rest = tr.text("The record says the same now.")
    return f"{head} {rest}"


def _entry(desk: Desk, tr: Translator, changed: "list[Difference]") -> Entry:
    from jalon.export.review_words import is_of_review
    from jalon.ui.pages.changes import named
    from jalon.ui.pages.changes import signed as by_whom
    from jalon.ui.pages.key_way import step

    first: Key = changed[0].key
    births = (one.key for one in changed if one.key.item == "subject" and is_of_review(one.key))
    birth = next(births, None)
    text = named(desk, birth or first, tr)
    newest = max((c for one in changed for c in one.after), key=lambda c: c.time, default=None)
    more = len(changed) - 1
    if more and not birth:  # else all of it is new
        text = tr.plural("{place}, and {count} more", "{place}, and {count} more", more, place=text)
    who = by_whom(newest, tr) if newest else ""
    return Entry(text, who, "", tr.text("Open"), step(desk, first))
