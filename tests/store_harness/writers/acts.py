"""Does something to a project and is killed at a step of it, again and again.

    python acts.py ACT FOLDER MOST

It prints lines of JSON, for the state before the act, the one after it, and for each kill: what can
be read of the project and of the new file, by which passphrase, and which files are left.
"""

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from jalon import assets
from jalon.assessment.changes import PROVIDER
from jalon.cli import main
from jalon.errors import ProjectError
from jalon.session import Session
from jalon.store import backups, rescue
from jalon.store.project import Project
from jalon.store.protection import Passphrase
from steps import Steps
from tools.layouts import LAYOUTS, written_in

ITEM: Final = "copyright-1.1-draw-up"
PASTED: Final = "hunter2-pasted-by-mistake "
FIRST: Final = "two words"
SECOND: Final = "three other words"


def made(work: Path, passphrase: str | None) -> None:
    """Make a project with answers, a secret, evidence and a backup, and a copy edited apart."""
    session = Session.create(work / "project.jalon", author="Ada", passphrase=passphrase)
    session.answer(PROVIDER, ITEM, "how", "kept " * 50)
    session.answer(PROVIDER, ITEM, "gap", PASTED * 300)
    session.copy_to(work / "other.jalon")
    backed_up(session)
    session.answer(PROVIDER, ITEM, "owner", "Ada")
    session.close()
    other = Session.open(work / "other.jalon", author="Bea", passphrase=passphrase)
    other.answer(PROVIDER, ITEM, "owner", "Bea")
    other.close()


def backed_up(session: Session) -> None:
    making = session.custody.begin_backup(assets.backup_folder())
    if making:
        while not making.step():
            pass
        making.finish(backups.datetime.now(backups.UTC))


def older(work: Path, passphrase: str | None) -> None:
    """The same, with pages of the size they had under a passphrase until November 2026."""
    with written_in(LAYOUTS[1]):
        made(work, passphrase)


def old(work: Path, _passphrase: str | None) -> None:
    source = Path(__file__).parents[2] / "data" / "projects" / "v0-2026-11-23.jalon"
    shutil.copyfile(source, work / "project.jalon")


def copied(session: Session, work: Path) -> None:
    session.copy_to(work / "new.jalon")


def without_history(session: Session, work: Path) -> None:
    session.copy_to(work / "new.jalon", history=False)


def remembered(session: Session, work: Path) -> None:
    session.copy_remembered(work / "new.jalon")


def backup(session: Session, _work: Path) -> None:
    backed_up(session)


def removed(session: Session, _work: Path) -> None:
    ids = [c.id for c in session.history() if PASTED in str(c.value)]
    session.custody.remove(ids, "a password", assets.backup_folder())


def protected(session: Session, _work: Path) -> None:
    session.custody.protect(FIRST, assets.backup_folder())


def changed(session: Session, _work: Path) -> None:
    session.custody.protect(SECOND, assets.backup_folder())


def bared(session: Session, _work: Path) -> None:
    session.custody.protect(None, assets.backup_folder())


def opened(session: Session, _work: Path) -> None:
    session.answer(PROVIDER, ITEM, "how", "after")


def restored(work: Path) -> None:
    origin = backups.origins(assets.backup_folder())[0]
    backups.restore(backups.found(origin.folder)[0], work / "new.jalon")


def rescued(work: Path) -> None:
    rescue.rescue(work / "project.jalon", work / "new.jalon")


def united(work: Path) -> None:
    files = (str(work / name) for name in ("project.jalon", "other.jalon"))
    main.run(*main.parsed(["merge", *files, "-o", str(work / "new.jalon")]))


def created(work: Path) -> None:
    Session.create(work / "new.jalon", author="Ada").close()


Made = Callable[[Path, str | None], None]
Within = Callable[[Session, Path], None]
ACTS: Final[dict[str, tuple[Made, str | None, Within | None, Callable[[Path], None] | None]]] = {
    "create": (made, None, None, created),
    "copy": (made, None, copied, None),
    "copy-sealed": (made, FIRST, copied, None),
    "without-history": (made, FIRST, without_history, None),
    "remembered": (made, None, remembered, None),
    "backup": (made, None, backup, None),
    "restore": (made, None, None, restored),
    "merge": (made, None, None, united),
    "rescue": (made, None, None, rescued),
    "remove": (made, None, removed, None),
    "remove-sealed": (made, FIRST, removed, None),
    "protect": (made, None, protected, None),
    "change": (made, FIRST, changed, None),
    "change-older": (older, FIRST, changed, None),
    "unprotect": (made, FIRST, bared, None),
    "unprotect-older": (older, FIRST, bared, None),
    "remove-older": (older, FIRST, removed, None),
    "migrate": (old, None, opened, None),
}
"""How the project is made, under what passphrase, and what is done: to it, or beside it."""


def act(name: str, work: Path) -> None:
    _, passphrase, within, beside = ACTS[name]
    if beside:
        beside(work)
    if within:
        session = Session.open(work / "project.jalon", author="Ada", passphrase=passphrase)
        within(session, work)
        session.close()


def forked(todo: Callable[[], object]) -> Any:  # noqa: ANN401  JSON
    """Do something in a process of its own; return what it gives, None where it was killed."""
    theirs, ours = os.pipe()
    child = os.fork()
    if child:
        os.close(ours)
        with os.fdopen(theirs, "rb") as stream:
            said = stream.read()
        os.waitpid(child, 0)
        return json.loads(said) if said else None
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        os.write(ours, json.dumps(todo()).encode())
    finally:
        os._exit(0)


def looked(path: Path) -> dict[str, object] | None:
    """Open a project as whoever comes next does; return what it shows, or why not."""
    if not path.exists():
        return None
    for passphrase in (None, FIRST, SECOND):
        opens = Passphrase(passphrase) if passphrase else None
        try:
            with Project.open(path, opens=opens) as project:
                sound = [finding.trouble for finding in project.check()]
                values = sorted(str(c.value) for h in project.heads().values() for c in h)
        except ProjectError as error:
            if error.reason in {"protected", "passphrase"}:
                continue
            return {"refused": error.reason}
        state = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
        secret = any(PASTED in str(value) for value in values)
        return {"passphrase": passphrase, "troubles": sound, "secret": secret, "state": state}
    return {"refused": "by every passphrase"}


def next_backup(path: Path) -> None:
    """Back the project up, as the window does soon after it was opened."""
    for passphrase in (None, FIRST, SECOND):
        try:
            session = Session.open(path, passphrase=passphrase)
        except ProjectError:
            continue
        backed_up(session)
        session.close()


def readable(folder: Path) -> list[str]:
    """Return the files in which the secret can be read."""
    files = (p for p in folder.rglob("*") if p.is_file())
    return sorted(str(p.relative_to(folder)) for p in files if PASTED.encode() in p.read_bytes())


def told(folder: Path) -> dict[str, object]:
    """Return what a killed act has left, before and after the next opening."""
    work = folder / "work"
    found: dict[str, object] = {"before": readable(folder)}
    for name in ("project", "new"):
        path = work / f"{name}.jalon"
        found[name] = forked(lambda path=path: looked(path))  # type: ignore[misc]
    forked(lambda: next_backup(work / "project.jalon"))
    found["readable"] = readable(folder)
    found["files"] = sorted(p.name for p in work.iterdir())
    kept = folder / "data"
    found["kept"] = sorted(p.name for p in kept.rglob("*") if p.is_file())
    return found


def run(name: str, folder: Path, most: int) -> None:
    make, passphrase, *_ = ACTS[name]
    template, world = folder / "template", folder / "world"
    assets.backup_folder = lambda: world / "data"
    tempfile.tempdir = str(world / "tmp")

    def counted() -> int:
        steps = Steps(None)
        act(name, world / "work")
        return steps.count

    def killed(stop: int) -> None:
        Steps(stop)
        act(name, world / "work")

    for sub in ("work", "data", "tmp"):
        (world / sub).mkdir(parents=True)
    forked(lambda: make(world / "work", passphrase))
    shutil.copytree(world, template)
    say(told(world))
    renewed(template, world)
    steps = forked(counted)
    say(told(world))
    for number in range(min(most, steps)):
        stop = 1 + (2 * number + 1) * steps // (2 * min(most, steps))
        renewed(template, world)
        assert forked(lambda stop=stop: killed(stop)) is None  # type: ignore[misc]
        say({"step": stop, **told(world)})


def renewed(template: Path, world: Path) -> None:
    shutil.rmtree(world)
    shutil.copytree(template, world)


def say(found: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(found)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
