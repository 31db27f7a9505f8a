"""Rewriting a large file beside the window, before anything else is asked of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.session import Session
from jalon.ui import messages
from jalon.ui.jobs import Jobs


def rewrite(
    session: Session, jobs: Jobs, window: QWidget, tr: Translator, then: Callable[[], object]
) -> None:
    """Have a file rewritten that may hold what was removed; say so, and go on when it is done."""
    box = messages.wait(
        window,
        tr.text("{name} is being rewritten", name=session.path.name),
        tr.text(
            "The program ended last time before everything that was removed was cleared from"
            " the file. That is made up for now; the project opens when it is done."
        ),
    )

    def done(_: object) -> None:
        box.done(0)
        then()

    jobs.start(lambda _: session.clear(), done, done, kept=True)
