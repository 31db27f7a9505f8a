"""Files under a passphrase have small pages; those of before, with larger ones, go on."""

import shutil
import statistics
import tempfile
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from jalon.assessment.changes import Key, Subject
from jalon.errors import ProjectError
from jalon.store import backups
from jalon.store.evidence import of_bytes
from jalon.store.project import Project
from jalon.store.protection import PAGE, Passphrase
from jalon.store.rescue import rescue
from tools.layouts import LAYOUTS, written_in

SECRET, OTHER = Passphrase("cœur battant, 7 ânes"), Passphrase("another one")
USUAL = 4096
KEYS = [Key(Subject("provider"), f"item-{number}", "how") for number in range(40)]
BYTES = bytes(range(256)) * 300


def made(path: Path, size: int, opens: Passphrase | None = SECRET) -> Path:
    """Make a project with such pages, answers and a file."""
    path.write_bytes(_made(size, opens))
    return path


@cache
def _made(size: int, opens: Passphrase | None) -> bytes:
    """Make it once: the same for each test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.jalon"
        _fill(path, size, opens)
        return path.read_bytes()


def _fill(path: Path, size: int, opens: Passphrase | None) -> None:
    with written_in(size), Project.create(path, "test-edition", passphrase=opens) as project:
        for number, key in enumerate(KEYS * 3):
            project.append([(key, f"answer {number} " * (1 + number % 50))], author="Anna")
        content = of_bytes("a.bin", BYTES)
        told = {"name": "a.bin", "sha256": content.sha256, "size": len(BYTES)}
        where = Key(Subject("evidence-0a1b2c3d"), "evidence", "file")
        project.append(
            [(where, {**told, "stored": "embedded", "type": "x/y"})],
            author="Anna",
            contents=[content],
        )


def pages_of(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[16:18])


def backed_up(project: Project, folder: Path) -> Path:
    making = backups.Making(project, folder)
    while not making.step():
        pass
    return making.finish(datetime.now(UTC)).path


def holds(path: Path, digest: str, opens: Passphrase | None = SECRET) -> bool:
    with Project.open(path, opens=opens) as project:
        (held,) = project.contents()
        whole = b"".join(project.content(held)) == BYTES
        return whole and project.digest() == digest and project.check() == ()


def test_that_what_is_put_under_a_passphrase_has_small_pages(tmp_path: Path) -> None:
    made(tmp_path / "new.jalon", PAGE)
    plain = made(tmp_path / "plain.jalon", PAGE, None)
    assert (pages_of(tmp_path / "new.jalon"), pages_of(plain)) == (2048, USUAL)
    with Project.open(plain) as project:
        digest = project.digest()
        project.protect(SECRET)
        project.copy_to(tmp_path / "copy.jalon")
        project.copy_to(tmp_path / "current.jalon", history=False)
        current = [c for heads in project.heads().values() for c in heads]
        project.copy_remembered(tmp_path / "remembered.jalon", current)
        shutil.move(backed_up(project, tmp_path / "kept"), tmp_path / "backup.jalon")
    rescue(plain, tmp_path / "rescued.jalon", opens=SECRET)
    for name in ("plain", "copy", "current", "backup", "rescued"):
        assert pages_of(tmp_path / f"{name}.jalon") == PAGE
        assert holds(tmp_path / f"{name}.jalon", digest)
    assert pages_of(tmp_path / "remembered.jalon") == PAGE


@pytest.mark.parametrize("size", LAYOUTS)
def test_that_a_file_of_either_layout_goes_on(tmp_path: Path, size: int) -> None:
    path = made(tmp_path / "p.jalon", size)
    with Project.open(path, opens=SECRET) as project:
        (secret,) = project.append([(KEYS[0], "pasted by mistake")], author="Anna")
        project.append([(KEYS[0], "written since")], author="Anna")
        project.checkpoint()
        project.expunge(secret.id, author="Anna", reason="a password")
        assert not project.unscrubbed
        digest = project.digest()
        project.copy_to(tmp_path / "copy.jalon")
        kept = backed_up(project, tmp_path / "kept")
        project.protect(OTHER)
        assert project.check() == ()
    assert pages_of(path) == pages_of(tmp_path / "copy.jalon") == pages_of(kept) == size
    assert holds(path, digest, OTHER)
    assert holds(tmp_path / "copy.jalon", digest)
    assert holds(kept, digest)
    with Project.open(path, opens=OTHER) as project:
        project.protect(None)
        project.append([(KEYS[1], "in the open")], author="Anna")
        digest = project.digest()
    assert holds(path, digest, None)
    with Project.open(path) as project:
        project.protect(SECRET)
    assert pages_of(path) == PAGE
    assert holds(path, digest)


@pytest.mark.parametrize("size", LAYOUTS)
def test_that_copies_of_both_layouts_unite(tmp_path: Path, size: int) -> None:
    path, copy = made(tmp_path / "p.jalon", size), tmp_path / "copy.jalon"
    with Project.open(path, opens=SECRET) as project:
        (other,) = (one for one in LAYOUTS if one != size)
        with written_in(other):
            project.copy_to(copy, history=False)
    with Project.open(copy, opens=SECRET) as there:
        there.append([(KEYS[3], "written elsewhere")], author="Bea")
    assert {pages_of(path), pages_of(copy)} == set(LAYOUTS)
    with Project.open(path, opens=SECRET) as here, Project.open(copy, opens=SECRET) as there:
        assert here.take_in(there).changes == 1
        assert [c.value for c in here.heads()[KEYS[3]]] == ["written elsewhere"]
        assert here.check() == ()


@pytest.mark.parametrize("size", LAYOUTS)
@pytest.mark.parametrize("answers", [2, 60])
def test_that_a_log_with_pages_of_another_size_is_left_alone(
    tmp_path: Path, size: int, answers: int
) -> None:
    """Of a copy under the same key: nothing but the sizes tells them apart at first."""
    path, copy = made(tmp_path / "p.jalon", size), tmp_path / "copy.jalon"
    (other,) = (one for one in LAYOUTS if one != size)
    with written_in(other), Project.open(path, opens=SECRET) as project:
        project.copy_to(copy, history=False)
        count = project.count()
    with Project.open(copy, opens=SECRET) as there:
        for number in range(answers):
            there.append([(KEYS[number % 40], f"elsewhere {number} " * 50)], author="Bea")
        shutil.copyfile(f"{copy}-wal", f"{path}-wal")
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="-wal"):
        Project.open(path, opens=SECRET)
    assert path.read_bytes() == before
    assert rescue(path, tmp_path / "saved.jalon", opens=SECRET).changes == count
    Path(f"{path}-wal").unlink()
    with Project.open(path, opens=SECRET) as project:
        assert project.count() == count


@pytest.mark.parametrize("size", LAYOUTS)
@pytest.mark.parametrize(
    "said", [b"\0\0", b"\x04\0", b"\xff\xff", b"\x10\0\x03", b"\x08\0\x01\x01\x21"]
)
def test_that_a_file_is_rescued_whose_header_says_no_layout_of_ours(
    tmp_path: Path, size: int, said: bytes
) -> None:
    path = made(tmp_path / "p.jalon", size)
    data = bytearray(path.read_bytes())
    data[16 : 16 + len(said)] = said
    path.write_bytes(data)
    for opens, reason in ((None, "protected"), (SECRET, "damaged"), (OTHER, "passphrase")):
        with pytest.raises(ProjectError) as refused:
            Project.open(path, opens=opens)
        assert refused.value.reason == reason
    saved = rescue(path, tmp_path / "saved.jalon", opens=SECRET)
    assert (saved.missing, saved.changes, saved.evidence) == (0, 121, 1)


def test_that_an_answer_writes_less_than_with_pages_of_before(tmp_path: Path) -> None:
    """Each byte in the log was encrypted: what an answer costs under a passphrase (T16)."""
    found = {}
    for size in LAYOUTS:
        path = tmp_path / f"{size}.jalon"
        with written_in(size), Project.create(path, "test-edition", passphrase=SECRET) as project:
            pages = [0]
            project.source().set_wal_hook(lambda _c, _d, n, told=pages: told.append(n) or 0)
            for number in range(200):
                answer = f"We keep what was decided on release {number}. " * 4
                project.append([(KEYS[number % 40], answer)], author="Anna")
            grown = [after - before for before, after in pairwise(pages)]
            found[size] = size * statistics.mean(grown[100:])
    assert found[2048] < 0.7 * found[4096]
