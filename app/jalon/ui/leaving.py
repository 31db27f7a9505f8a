"""What is asked before a project is left in which something is not saved, or not finished."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from jalon.errors import UserError
from jalon.language import Translator
from jalon.ui import messages
from jalon.ui.messages import Choice


def ask_about_files(
    window: QWidget, tr: Translator, wait: Callable[[], object], give_up: Callable[[], object]
) -> None:
    """Ask whether to ``wait`` for files on their way in or out, or to ``give_up`` those."""
    messages.ask(
        window,
        tr.text("Not everything is finished"),
        tr.text(
            "Files are still being attached or written. All answers are saved. If the project"
            " is closed now, what is not finished is not attached and not written."
        ),
        (
            Choice(tr.text("Go on waiting"), wait),
            Choice(tr.text("Close without waiting"), give_up, "destroy"),
            Choice(tr.text("Cancel"), None, "reject"),
        ),
    )


def ask_about_unfolded(
    window: QWidget,
    tr: Translator,
    left: UserError,
    try_again: Callable[[], None],
    close: Callable[[], None],
) -> None:
    """Ask whether to ``close`` a file of which the last lies beside it, as ``left`` says."""
    messages.ask(
        window,
        tr.text("The file alone is not whole"),
        messages.words(tr, left),
        (
            Choice(tr.text("Try again"), try_again),
            Choice(tr.text("Close all the same"), close, "destroy"),
            Choice(tr.text("Cancel"), None, "reject"),
        ),
    )


def ask_about_unsaved(
    window: QWidget,
    tr: Translator,
    trouble: UserError | None,
    try_again: Callable[[], None],
    in_a_copy: Callable[[], None],
    give_up: Callable[[], None],
) -> None:
    """Ask what is to become of what could not be saved; ``trouble`` says why it could not."""
    messages.ask(
        window,
        tr.text("Not everything is saved"),
        messages.words(tr, trouble) if trouble else "",
        (
            Choice(tr.text("Try again"), try_again),
            Choice(tr.text("Go on in a copy elsewhere…"), in_a_copy),
            Choice(tr.text("Close without saving"), give_up, "destroy"),
            Choice(tr.text("Cancel"), None, "reject"),
        ),
    )
