"""The full check of the open project, when somebody asks for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui import messages
from jalon.ui.messages import Choice
from jalon.ui.projects import Projects

_NAMED = 8
"""Troubles that are listed; more would not fit into a message."""


def check(projects: Projects, window: QWidget) -> None:
    """Check every page and every change of the open project, and say what was found.

    Raises:
        ProjectError: the file cannot be read.
    """
    workspace, tr = projects.workspace, projects.language
    if workspace is None or not workspace.desk.writing.leave():
        return
    session = workspace.desk.session
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        with projects.without_backups():
            problems = session.check()
    finally:
        QGuiApplication.restoreOverrideCursor()
    name = session.path.name
    if not problems:
        sound = tr.text("{name} is sound: every change is as it was recorded.", name=name)
        close = Choice(tr.text("Close"), role="reject")
        messages.ask(window, tr.text("The file is sound"), sound, (close,), warn=False)
        return
    messages.ask(
        window,
        tr.text("{name} is damaged", name=name),
        "\n".join(_told(problems, tr)),
        (
            Choice(tr.text("Close it and see what can be done"), projects.turn_away),
            Choice(tr.text("Cancel"), None, "reject"),
        ),
    )


def _told(problems: Sequence[tuple[str, str]], tr: Translator) -> list[str]:
    """Return what is wrong, one line each, and how much more there is."""
    lines = [f"{tr.text(message)} {place}".rstrip() for message, place in problems]
    beyond = len(lines) - _NAMED
    if beyond <= 0:
        return lines
    return [*lines[:_NAMED], tr.plural("and {count} more.", "and {count} more.", beyond)]
