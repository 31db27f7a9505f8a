"""Choosing a backup: what each holds, how it differs from now, and a new file made of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jalon import assets
from jalon.assessment import compare
from jalon.assessment.state import Assessment
from jalon.errors import UserError
from jalon.language import Translator
from jalon.session import Session
from jalon.store import backups
from jalon.store.backups import Backup, Inside
from jalon.ui import file_dialogs, messages
from jalon.ui.jobs import Jobs
from jalon.ui.kit import Button, EmptyState, Line, Scroll, Text, column
from jalon.ui.kit.order import Walked
from jalon.ui.kit.told import Told
from jalon.ui.names import SUFFIX, project_files, suffixed
from jalon.ui.pages.acts import Acts
from jalon.ui.pages.page import NARROW, WIDE, Head
from jalon.ui.theme import space
from jalon.values import dataclass

_MOST = 60


@dataclass(frozen=True, slots=True)
class _Kept:
    """One backup as the page tells of it; ``differs`` is None where no project is open."""

    backup: Backup
    file: str
    inside: Inside
    answers: int
    differs: int | None


class RestorePage(Walked):
    """Lists the backups of the open project, or of every project that has some.

    ``closed`` says that the page is done with, ``restored`` carries the new file.
    """

    closed = Signal()
    restored = Signal(str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._tr: Translator | None = None
        self._now: Assessment | None = None
        self._kept: tuple[_Kept, ...] = ()
        self._looked = False
        inner = QWidget()
        self._box = column(inner, space(4))
        self._head = Head(inner)
        self.back = Button("plain", parent=inner)
        self._problem = Told("body", "warn", parent=inner)
        self._none = EmptyState(parent=inner)
        self._list = QWidget(inner)
        self._rows = column(self._list, space(3))
        for part in (self._head, Acts(self.back, parent=inner), self._problem, self._none):
            self._box.addWidget(part)
        self._box.addWidget(self._list)
        self._box.addStretch()
        column(self).addWidget(Scroll(inner, fill="raised", parent=self))
        self._problem.hide()
        self._none.hide()
        self.back.clicked.connect(self.closed)
        self.set_span(WIDE)

    def set_span(self, width: int) -> None:
        """Fit the page to a window ``width`` pixels wide."""
        side = space(18) if width >= WIDE else space(10) if width >= NARROW else space(5)
        self._box.setContentsMargins(side, space(14), side, space(8))

    def begin(self, session: Session | None) -> None:
        """List anew: the backups of the open project, or all there are."""
        root, self._looked = assets.backup_folder(), False
        self._now = session.assessment if session else None
        if session:
            found = [(b, session.path.name) for b in session.custody.backups(root)]
        else:
            found = [
                (b, Path(origin.file).name)
                for origin in backups.origins(root)
                for b in backups.found(origin.folder)
            ]
        key, now = (session.custody.key if session else None), self._now

        def look(_job: object) -> tuple[_Kept, ...]:
            return tuple(_looked(b, name, backups.inside(b, key), now) for b, name in found[:_MOST])

        self._problem.hide()
        self._show(())
        self._jobs.start(look, self._take, self._failed)
        self.back.setFocus()

    def retranslate(self, tr: Translator) -> None:
        """Set every text in the language of ``tr``."""
        self._tr = tr
        self._head.set_words(
            tr.text("Restore a backup"),
            tr.text(
                "Jalon keeps checked copies on this computer: all of the last day, then one a"
                " day, a week and a month. Restoring makes a new file; the one you have stays."
            ),
        )
        self._none.set_words(
            tr.text("There is no backup yet"),
            tr.text("One is made soon after a project was opened, and once a day."),
        )
        self.back.set_text(tr.text("Go back"))
        self._problem.retranslate(tr)
        self._show(self._kept)

    def _take(self, kept: tuple[_Kept, ...]) -> None:
        self._kept, self._looked = kept, True
        self._show(kept)

    def _show(self, kept: tuple[_Kept, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        if self._tr is None:
            return
        for one in kept:
            self._rows.addWidget(_Row(one, self._tr, partial(self._restore, one), self._list))
        self._none.setVisible(self._looked and not kept)

    def _restore(self, kept: _Kept) -> None:
        if self._tr is None:
            return
        tr = self._tr
        day = kept.backup.time.astimezone().strftime("%Y-%m-%d")
        stem = Path(kept.file).stem or tr.text("assessment")
        path = file_dialogs.save_file(
            self,
            tr,
            tr.text("Where the restored file is kept"),
            Path.home() / f"{stem}-{day}{SUFFIX}",
            project_files(tr),
        )
        if not path:
            return
        target = suffixed(path)
        try:
            backups.restore(kept.backup, target)
        except UserError as error:
            self._failed(error)
            return
        self.restored.emit(str(target))

    def _failed(self, error: UserError) -> None:
        if self._tr:
            self._problem.say(self._tr, messages.says(error))


class _Row(QWidget):
    """One backup: when and whose, what it holds, and the way to restore it."""

    def __init__(
        self, kept: _Kept, tr: Translator, restore: Callable[[], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        box = column(self, space(1))
        when, what = Text("strong", parent=self), Text("body", "muted", parent=self)
        when.set_text(_when(kept, tr))
        what.set_text(_what(kept, tr))
        self.restore = Button("link", parent=self)
        self.restore.set_text(tr.text("Restore into a new file…"))
        self.restore.setAccessibleName(
            tr.text("{label}: {text}", label=when.text(), text=self.restore.text())
        )
        self.restore.clicked.connect(restore)
        for part in (when, what, self.restore, Line(parent=self)):
            box.addWidget(part)


def _looked(backup: Backup, file: str, inside: Inside, now: Assessment | None) -> _Kept:
    state = Assessment(inside.heads)
    answers = sum(
        1 for key in inside.heads if key.field == "state" and state.value(*key) is not None
    )
    differs = None if now is None or inside.trouble else len(compare.differences(state, now))
    return _Kept(backup, file, inside, answers, differs)


def _when(kept: _Kept, tr: Translator) -> str:
    time = kept.backup.time.astimezone()
    return tr.text(
        "{day}, {time}, {file}", day=tr.date(time.date()), time=tr.time(time), file=kept.file
    )


def _what(kept: _Kept, tr: Translator) -> str:
    if kept.inside.trouble in {"protected", "passphrase"}:
        return tr.text(
            "Protected by a passphrase; it is asked for when the restored file is opened."
        )
    if kept.inside.trouble:
        return tr.text("It cannot be read; choose another one.")
    said = [tr.plural("{count} answer", "{count} answers", kept.answers)]
    if kept.inside.author:
        said.append(tr.text("last change by {name}", name=kept.inside.author))
    if kept.differs is not None:
        said.append(
            tr.plural(
                "{count} field differs from now", "{count} fields differ from now", kept.differs
            )
            if kept.differs
            else tr.text("the same as now")
        )
    return ", ".join(said)
