"""Looking for something in an open project, from anywhere in its window."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from jalon.language import Translator
from jalon.ui.pages.page import Step
from jalon.ui.search.finder import Finder
from jalon.ui.workspace import Workspace


def find(workspace: Workspace, tr: Translator) -> None:
    """Show the finder over a project; it takes the focus, and gives it back."""
    finder = workspace.findChild(Finder)
    if not isinstance(finder, Finder):
        finder = Finder(workspace.desk, workspace.header, workspace)
        finder.chosen.connect(partial(_go, workspace))
        finder.leaned.connect(workspace.lean_to)
        finder.left.connect(partial(_go_back, workspace, finder))
        workspace.spoke.connect(partial(_go_back, workspace, finder))
    if not finder.isVisible():
        finder.setProperty(_FROM, _panel(workspace))
    finder.begin(tr)


_FROM = "from"
"""Which of its panels had the focus, by its place among them."""


def _panels(workspace: Workspace) -> tuple[QWidget, ...]:
    return (workspace.page, workspace.outline, workspace.law, workspace.header, workspace.footer)


def _panel(workspace: Workspace) -> int:
    focused = QApplication.focusWidget()
    held = [
        at
        for at, panel in enumerate(_panels(workspace))
        if focused is not None and (focused is panel or panel.isAncestorOf(focused))
    ]
    return next(iter(held), 0)


def _go(workspace: Workspace, step: object) -> None:
    if isinstance(step, Step):
        workspace.page.setFocus()
        workspace.go(step.place, step.item, step.subject)


def _go_back(workspace: Workspace, finder: Finder) -> None:
    """Give the focus back to what had it; Qt remembers that of each panel."""
    if finder.isHidden():
        return
    panel = _panels(workspace)[finder.property(_FROM)]
    (panel.focusWidget() or panel).setFocus(Qt.FocusReason.OtherFocusReason)
    finder.hide()  # where nothing could take the focus
