"""A recent project in words: its name and result, when it was saved, whether it is as signed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from jalon.assessment.results import Counts, Tally
from jalon.language import Translator
from jalon.ui import words
from jalon.ui.kit import Recent as Shown
from jalon.ui.settings import Recent


def shown(tr: Translator, project: Recent, *, exists: bool) -> Shown:
    """Say a recent project in words."""
    path = Path(project.path)
    name = ", ".join(part for part in (project.company, project.model) if part) or path.stem
    settled = Counts(
        settled=project.settled,
        own_means=project.own_means,
        unanswered=project.unanswered,
        weak=max(0, project.total - project.settled - project.own_means - project.unanswered),
    )
    tally = Tally(known=settled)
    return Shown(
        name=name,
        place=short_path(path),
        facts=_facts(tr, project) if exists else tr.text("The file is no longer there"),
        result=words.result(tr, tally) if tally.applicable and exists else "",
        tally=tally if tally.applicable and exists else None,
        tag=tr.text("protected") if project.protected else "",
    )


def short_path(path: Path) -> str:
    """Return a path as people know it: from the home folder on."""
    home = Path.home()
    return str(path.relative_to(home)) if path.is_relative_to(home) else str(path)


def _facts(tr: Translator, project: Recent) -> str:
    """Say when it was saved, and whether it is still what was signed."""
    saved = _saved(tr, project.saved_at)
    if project.signed is None or not saved:
        return saved
    if not project.signed:
        return tr.text("{saved}, not signed yet", saved=saved)
    day = tr.date(date.fromisoformat(project.signed), "medium")
    if project.as_signed:
        return tr.text("{saved}, signed on {day} and the same since", saved=saved, day=day)
    return tr.text("{saved}, signed on {day} and changed since", saved=saved, day=day)


def _saved(tr: Translator, moment: datetime | None) -> str:
    if moment is None:
        return ""
    local, today = moment.astimezone(), datetime.now(UTC).astimezone().date()
    clock = tr.time(moment)
    if local.date() == today:
        return tr.text("Saved today, {time}", time=clock)
    if local.date() == today - timedelta(days=1):
        return tr.text("Saved yesterday, {time}", time=clock)
    return tr.text("Saved on {day}", day=tr.date(local.date(), "medium"))
