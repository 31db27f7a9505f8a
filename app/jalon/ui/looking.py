"""A look at linked files beside the window, so that a page tells of those that changed."""

from collections.abc import Callable, Mapping

from jalon.assessment.changes import Subject
from jalon.assessment.evidence import Found
from jalon.errors import UserError
from jalon.store import outside
from jalon.store.outside import StoppedError
from jalon.ui.desk import Desk
from jalon.ui.jobs import Job

Look = Job[dict[Subject, Found]]


def look(
    desk: Desk,
    *,
    fully: bool = False,
    only: Subject | None = None,
    done: Callable[[Mapping[Subject, Found]], None] | None = None,
) -> Look | None:
    """Compare the linked files, or ``only`` one, with what they were, in the worker.

    ``fully`` reads them to their ends. What is new is told by the session, after ``done``.
    Returns None where there is nothing to compare.
    """
    attachments = desk.session.attachments
    files = [
        (entry.subject, entry.file)
        for entry in attachments.register.present()
        if entry.file and entry.file.stored == "linked" and only in {None, entry.subject}
    ]
    folder = attachments.folder

    def work(job: Look) -> dict[Subject, Found]:
        found: dict[Subject, Found] = {}
        for subject, file in files:
            try:
                found[subject] = outside.compared(
                    file, folder, fully=fully, stopped=lambda: job.dropped
                )
            except StoppedError:
                break
        return found

    def tell(found: dict[Subject, Found]) -> None:
        if attachments.closed:
            return
        if done:
            done(found)
        desk.session.note_found(found)

    return desk.jobs.start(work, tell, _nothing) if files else None


def _nothing(_error: UserError) -> None:
    """Say nothing: a file that cannot be read is found as such."""
