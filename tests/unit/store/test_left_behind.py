"""What a killed process was writing goes with the next that writes, or closes a project, there."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jalon import makers
from jalon.assessment.changes import Key
from jalon.export import files
from jalon.store import rescue, whole
from jalon.store.project import Project

Run = Callable[..., subprocess.CompletedProcess[str]]

TYPED = "our weakest point is the evaluation"
KILLED = """
import os, sys
from pathlib import Path
from jalon.store import rescue, whole
from jalon.store.project import Project
whole._rename_new = lambda *_: os.kill(os.getpid(), 9)
source, target = map(Path, sys.argv[2:])
if sys.argv[1] == "rescue":
    rescue.rescue(source, target)
with Project.open(source) as project:
    project.copy_to(target, history=sys.argv[1] == "copy")
"""


@pytest.fixture
def written(project: Project, key: Key, path: Path) -> Path:
    project.append([(key, TYPED)], author="Anna")
    project.close()
    return path


def hidden(folder: Path) -> list[Path]:
    return [p for p in folder.iterdir() if p.name.startswith(".")]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("act", ["copy", "without history", "rescue"])
def test_that_a_copy_that_was_killed_is_swept_by_the_next_in_that_folder(
    written: Path, tmp_path: Path, other_process: Run, act: str
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    killed = other_process(KILLED, act, written, folder / "copy.jalon")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert any(TYPED.encode() in p.read_bytes() for p in hidden(folder))
    rescue.rescue(written, folder / "another.jalon")
    assert [p.name for p in folder.iterdir()] == ["another.jalon"]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_that_a_copy_that_was_killed_goes_when_a_project_beside_it_is_closed(
    written: Path, other_process: Run
) -> None:
    killed = other_process(KILLED, "copy", written, written.with_name("copy.jalon"))
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert hidden(written.parent)
    Project.open(written).close()
    assert [p.name for p in written.parent.iterdir()] == [written.name]


EXPORTED = """
import os, sys
from pathlib import Path
from jalon.export import files
files._take_name = lambda *_: os.kill(os.getpid(), 9)
files.write_new(Path(sys.argv[1]), sys.argv[2].encode())
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("by", ["closing", "exporting"])
def test_that_a_document_that_was_killed_is_swept(
    written: Path, other_process: Run, by: str
) -> None:
    killed = other_process(EXPORTED, written.with_name("report.pdf"), TYPED)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    (left,) = hidden(written.parent)
    assert TYPED.encode() in left.read_bytes()
    if by == "closing":
        Project.open(written).close()
    else:
        files.write_new(written.with_name("another.pdf"), b"%PDF-")
    assert hidden(written.parent) == []


@pytest.mark.parametrize("by", ["closing", "exporting"])
def test_that_what_others_are_writing_stays(
    written: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    folder = written.parent
    document = makers.part(folder)
    living = whole.unfinished(folder / "living.jalon")
    monkeypatch.setattr(makers, "_machine", lambda: "0123abcd")
    foreign, old = (whole.unfinished(folder / f"{n}.jalon") for n in ("foreign", "old"))
    shared, left = makers.part(folder), makers.part(folder)
    monkeypatch.undo()
    unmarked, earlier = (folder / f".jalon-{n * 16}.part" for n in "ab")
    names = (".notes.tmp", ".a.12-34.tmp", "b.12-0123abcd-12.tmp", ".jalon-x.part", "jalon.part")
    own = [folder / n for n in names]
    stay = {written, living, document, foreign, shared, unmarked, *own}
    for path in (*stay - {written}, old, left, earlier):
        path.touch()
    day = time.time() - 25 * 3600
    for path in (old, left, earlier):
        os.utime(path, (day, day))
    if by == "closing":
        Project.open(written).close()
    else:
        files.write_new(folder / "report.pdf", b"%PDF-")
        stay |= {folder / "report.pdf", old}  # that of a project goes with a project
    assert set(folder.iterdir()) == stay
