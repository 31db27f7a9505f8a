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
    among: frozenset[Subject] = frozenset(),
    done: Callable[[Mapping[Subject, Found]], None] | None = None,
) -> Look | None:
    """Compare linked files, all or ``only`` one or ``among`` some, with what they were.

    The worker does it; ``fully`` reads them to their ends. What is new is told by the session,
    after ``done``.
    Returns None where there is nothing to compare.
    """
    attachments = desk.session.attachments
    files = [
        (entry.subject, entry.file)
        for entry in attachments.register.present()
        if entry.file and entry.file.stored == "linked" and only in {None, entry.subject}
        if not among or entry.subject in among
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
        there, looked_at = attachments.register.entries, dict(files)
        same = {s: one for s, one in found.items() if s in there and there[s].file == looked_at[s]}
        if done:
            done(same)
        desk.session.note_found(same)
        if other := frozenset(found) - frozenset(same):
            look(desk, among=other)

    _follow(desk)
    return desk.jobs.start(work, tell, _nothing) if files else None


def _follow(desk: Desk) -> None:
    """From now on look anew when an undo, or a choice, brings another file to a piece."""
    attachments = desk.session.attachments
    if attachments.followed:
        return
    attachments.followed = True

    def look_anew() -> None:
        if not attachments.closed and (other := attachments.other):
            look(desk, among=other)

    desk.session.on_change(look_anew)


def _nothing(_error: UserError) -> None:
    """Say nothing: a file that cannot be read is found as such."""
