"""A look at linked files beside the window, so that a page tells of those that changed."""

from jalon.assessment.changes import Subject
from jalon.assessment.evidence import Found
from jalon.errors import UserError
from jalon.store import outside
from jalon.store.outside import StoppedError
from jalon.ui.desk import Desk
from jalon.ui.jobs import Job


def look(desk: Desk) -> None:
    """Compare the linked files with what they were; what is new is told by the session."""
    attachments = desk.session.attachments
    files = [
        (entry.subject, entry.file)
        for entry in attachments.register.present()
        if entry.file and entry.file.stored == "linked"
    ]
    folder = attachments.folder

    def work(job: Job[dict[Subject, Found]]) -> dict[Subject, Found]:
        found: dict[Subject, Found] = {}
        for subject, file in files:
            try:
                found[subject] = outside.compared(file, folder, stopped=lambda: job.dropped)
            except StoppedError:
                break
        return found

    def done(found: dict[Subject, Found]) -> None:
        if not attachments.closed:
            desk.session.note_found(found)

    if files:
        desk.jobs.start(work, done, _nothing)


def _nothing(_error: UserError) -> None:
    """Say nothing: a file that cannot be read is found as such."""
