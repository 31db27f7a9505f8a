"""Projects that earlier states of the program wrote: opened, compared, nothing lost."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from jalon.assessment.changes import Key
from jalon.cli import status
from jalon.errors import ProjectError
from jalon.forms import load
from jalon.language import translator
from jalon.session import opened
from jalon.session.unlocking import passphrase_from
from jalon.store.project import Project
from jalon.store.protection import Passphrase
from jalon.store.rescue import rescue
from jalon.store.schema import VERSION

FOLDER = Path(__file__).resolve().parents[2] / "data" / "projects"
FROZEN = sorted(FOLDER.glob("*.jalon"))


def told_of(frozen: Path) -> dict[str, Any]:
    """Return what is written beside a frozen project, its passphrase included."""
    told: dict[str, Any] = json.loads(frozen.with_suffix(".json").read_text(encoding="utf-8"))
    return told


@contextmanager
def unlocked(frozen: Path) -> Iterator[None]:
    words = told_of(frozen).get("passphrase")
    with passphrase_from((lambda: words) if words else None):
        yield


def test_that_every_version_of_the_file_is_frozen() -> None:
    assert {int(p.stem[1]) for p in FROZEN} == set(range(VERSION + 1))


@pytest.mark.parametrize("frozen", FROZEN, ids=[p.stem for p in FROZEN])
@pytest.mark.parametrize("read_only", [True, False])
def test_that_a_frozen_project_opens_whole(
    frozen: Path, tmp_path: Path, *, read_only: bool
) -> None:
    path = tmp_path / "p.jalon"
    shutil.copyfile(frozen, path)
    told = told_of(frozen)
    with unlocked(frozen), opened(path, read_only=read_only) as session:
        assert session.check() == ()
        found = sorted(
            [*key, change.value, change.author]
            for key, current in session.assessment.heads.items()
            for change in current
        )
        assert found == sorted(told["answers"])
        log = session.history()
        assert len(log) == told["changes"]
        ids = "\n".join(change.id for change in reversed(log))
        assert hashlib.sha256(ids.encode()).hexdigest() == told["log"]
        described = status.described(session.snapshot(), translator("fr"))
        assert described["digest"] == session.assessment.digest()
    if read_only:
        assert path.read_bytes() == frozen.read_bytes()


@pytest.mark.parametrize("frozen", FROZEN, ids=[p.stem for p in FROZEN])
def test_that_a_frozen_project_goes_on_being_answered(frozen: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.jalon"
    shutil.copyfile(frozen, path)
    form = load.form()
    with unlocked(frozen), opened(path, author="Olga") as session:
        item = next(i for i, r in form.items.items() if r.scope == "model")
        key = Key(session.models[0], item, "how")
        before = dict(session.assessment.heads)
        session.answer(*key, "written today")
    with unlocked(frozen), opened(path, read_only=True) as session:
        assert session.assessment.value(*key) == "written today"
        rest = {k: v for k, v in session.assessment.heads.items() if k != key}
        assert rest == {k: v for k, v in before.items() if k != key}


@pytest.mark.parametrize("frozen", FROZEN, ids=[p.stem for p in FROZEN])
def test_that_a_frozen_project_is_rescued_whole(frozen: Path, tmp_path: Path) -> None:
    told = told_of(frozen)
    opens = Passphrase(told["passphrase"]) if "passphrase" in told else None
    damaged = bytearray(frozen.read_bytes())
    damaged[24:100] = bytes(76)  # of no version: nothing opens it
    path = tmp_path / "p.jalon"
    path.write_bytes(damaged)
    with pytest.raises(ProjectError):
        Project.open(path, opens=opens)
    saved = rescue(path, tmp_path / "saved.jalon", opens=opens)
    assert (saved.changes, saved.missing, saved.files) == (told["changes"], 0, ())
    with unlocked(frozen), opened(saved.path) as session:
        assert session.check() == ()
        found = {(*key, c.author) for key, v in session.assessment.heads.items() for c in v}
        assert found == {(*row[:3], row[4]) for row in told["answers"]}
