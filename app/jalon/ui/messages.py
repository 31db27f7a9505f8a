"""Failures, said once and clearly, in the reader's language."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from jalon.errors import UserError
from jalon.language import Translator
from jalon.values import dataclass

Role: TypeAlias = Literal["accept", "reject", "destroy"]

_ROLES = {
    "accept": QMessageBox.ButtonRole.AcceptRole,
    "reject": QMessageBox.ButtonRole.RejectRole,
    "destroy": QMessageBox.ButtonRole.DestructiveRole,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a question: its text and what it does."""

    text: str
    act: Callable[[], object] | None = None
    role: Role = "accept"


def words(tr: Translator, error: UserError) -> str:
    """Return what happened, what is safe and what to do, as the error says it."""
    return tr.told(error)


def says(error: UserError) -> Callable[[Translator], str]:
    """Return what says an error in a language, for a place where the language can change."""
    return partial(words, error=error)


def show(parent: QWidget, tr: Translator, error: UserError, title: str) -> QMessageBox:
    """Say that something failed; the window waits for the reader, the program does not."""
    return ask(parent, title, words(tr, error), (Choice(tr.text("Close"), role="reject"),))


def wait(parent: QWidget, title: str, text: str) -> QMessageBox:
    """Ask to wait; the window takes no click until :meth:`QMessageBox.done` is called."""
    return ask(parent, title, text, (), warn=False)


def ask(
    parent: QWidget, title: str, text: str, choices: Sequence[Choice], *, warn: bool = True
) -> QMessageBox:
    """Put a question over ``parent``; the chosen act runs when its button is pressed."""
    box = QMessageBox(parent)
    box.setObjectName("message")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning if warn else QMessageBox.Icon.Information)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(text)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setStandardButtons(QMessageBox.StandardButton.NoButton)  # else Qt adds one where none is
    _Answers(box, choices)
    box.open()
    return box


class _Answers(QObject):
    """The buttons of a question and what each does."""

    def __init__(self, box: QMessageBox, choices: Sequence[Choice]) -> None:
        super().__init__(box)
        self._acts: list[tuple[QPushButton, Callable[[], object] | None]] = []
        for choice in choices:
            button = box.addButton(choice.text, _ROLES[choice.role])
            self._acts.append((button, choice.act))
            if choice.role == "reject":
                box.setEscapeButton(button)
        self._box = box
        box.finished.connect(self._run)

    def _run(self, _result: int) -> None:
        chosen = self._box.clickedButton()
        for button, act in self._acts:
            if button is chosen and act:
                act()
