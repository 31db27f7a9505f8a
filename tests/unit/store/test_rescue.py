"""What is readable of a damaged file is saved, nothing wrong is shown as right."""

import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.assessment.changes import Change, Key
from jalon.errors import ProjectError
from jalon.forms import load
from jalon.session import Session, opened
from jalon.store import connection, evidence
from jalon.store.project import Project
from jalon.store.protection import Passphrase
from jalon.store.rescue import rescue
from tools.layouts import LAYOUTS, written_in
from tools.thorough import examples

Run = Callable[..., subprocess.CompletedProcess[str]]


def filled(
    path: Path, key: Key, answers: int = 300, secret: Passphrase | None = None
) -> dict[Key, tuple[Change, ...]]:
    """Make a project with short and long answers, some of them changed; return what it holds."""
    data, holds = _filled(key, answers, secret, connection.PAGE)
    path.write_bytes(data)
    return dict(holds)


@cache
def _filled(
    key: Key, answers: int, secret: Passphrase | None, page: int
) -> tuple[bytes, dict[Key, tuple[Change, ...]]]:
    """Make it once: the same for each test, in pages as :func:`written_in` has them."""
    assert page == connection.PAGE
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.jalon"
        holds = _made(path, key, answers, secret)
        return path.read_bytes(), holds


def _made(
    path: Path, key: Key, answers: int, secret: Passphrase | None
) -> dict[Key, tuple[Change, ...]]:
    dice = random.Random(7)  # noqa: S311  no secret
    with Project.create(path, load.current(), passphrase=secret) as project:
        for number in range(answers):
            place = key._replace(item=f"item-{number % 120}")
            text = f"réponse {number} " * dice.choice((1, 3, 40, 900))
            project.append([(place, text)], author="Anna")
        project.draft(key._replace(field="typed"), "half a sentence", "Anna")
        return project.heads()


def values(found: dict[Key, tuple[Change, ...]]) -> dict[Key, list[object]]:
    return {key: [c.value for c in current] for key, current in found.items()}


def damage(path: Path, copy: Path, dice: random.Random) -> None:
    """Destroy some pages of a copy, its first included every other time."""
    data = bytearray(path.read_bytes())
    pages = range(1, len(data) // 4096)
    hit = dice.sample(pages, dice.randint(1, max(1, len(pages) // 8)))
    for page in hit + ([0] if dice.random() < 0.5 else []):
        kind = dice.choice(("zero", "noise", "cut"))
        at = page * 4096 + (100 if page == 0 else 0)
        if kind == "cut" and page > len(pages) // 2:
            del data[at:]
            break
        size = 4096 - (100 if page == 0 else 0)
        data[at : at + size] = bytes(size) if kind == "zero" else dice.randbytes(size)
    copy.write_bytes(data)


def test_that_a_sound_file_is_saved_whole(path: Path, key: Key) -> None:
    before = filled(path, key)
    made = rescue(path, path.with_name("saved.jalon"))
    assert (made.missing, made.lost, made.drafts) == (0, (), 1)
    with Project.open(made.path) as saved, Project.open(path) as old:
        assert saved.heads() == before
        assert saved.id == old.id
        assert saved.digest() == old.digest()
        assert saved.count() == made.changes == 300
        assert saved.check() == ()
        assert list(saved.drafts().values()) == ["half a sentence"]


@pytest.mark.parametrize("seed", range(12))
def test_that_what_is_saved_was_recorded_and_what_is_missing_is_told(
    path: Path, key: Key, seed: int
) -> None:
    filled(path, key)
    with Project.open(path) as project:
        every = {c.id: c for c in project.history()}
        before = project.heads()
    bad = path.with_name("bad.jalon")
    damage(path, bad, random.Random(seed))  # noqa: S311  no secret
    kept = bad.read_bytes()
    made = rescue(bad, path.with_name("saved.jalon"))
    assert bad.read_bytes() == kept
    with Project.open(made.path) as saved:
        assert saved.check() == ()
        history = saved.history()
        assert all(every[c.id] == c for c in history)
        absent = every.keys() - {c.id for c in history}
        after = saved.heads()
        wrong = {k for k in before if values(after).get(k) != values(before)[k]}
    assert made.missing <= len(absent)
    assert bool(made.missing) == bool(absent)
    assert not wrong or made.missing


def test_that_newer_answers_beside_the_file_are_saved(path: Path, key: Key) -> None:
    filled(path, key, 50)
    with Project.open(path) as project:
        project.append([(key, "only in the log")], author="Anna")
        bad = path.with_name("bad.jalon")
        shutil.copyfile(path, bad)
        shutil.copyfile(f"{path}-wal", f"{bad}-wal")
    with bad.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(bytes(4096))
    made = rescue(bad, path.with_name("saved.jalon"))
    with Project.open(made.path) as saved:
        assert values(saved.heads())[key] == ["only in the log"]


def test_that_an_expunged_value_does_not_come_back(path: Path, key: Key) -> None:
    filled(path, key, 20)
    with Project.open(path) as project:
        (secret,) = project.append([(key, "hunter2")], author="Anna")
        project.checkpoint()
        project.expunge(secret.id, author="Anna", reason="a secret")
    made = rescue(path, path.with_name("saved.jalon"))
    assert b"hunter2" not in made.path.read_bytes()
    with Project.open(made.path) as saved:
        assert saved.check() == ()


@pytest.mark.parametrize("content", [b"", b"no database", bytes(100_000), b"SQLite format 3\0"])
def test_that_a_file_without_a_project_brings_nothing(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ProjectError, match="Nothing of a project"):
        rescue(path, path.with_name("saved.jalon"))
    assert path.read_bytes() == content
    assert not path.with_name("saved.jalon").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_that_only_a_file_is_read(path: Path, key: Key) -> None:
    filled(path, key, 1)
    pipe, link = path.with_name("pipe"), path.with_name("link")
    os.mkfifo(pipe)
    link.symlink_to(path)
    for odd in (pipe, link, path.parent, Path("/dev/zero"), path.with_name("nothing")):
        with pytest.raises(ProjectError) as refused:
            rescue(odd, path.with_name("saved.jalon"))
        assert refused.value.reason in {"foreign", "missing"}
        assert not path.with_name("saved.jalon").exists()


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o400])
def test_that_nobody_else_may_read_what_is_saved(path: Path, key: Key, mode: int) -> None:
    filled(path, key, 3)
    path.chmod(mode)
    made = rescue(path, path.with_name("saved.jalon"))
    assert made.path.stat().st_mode & 0o777 == mode | 0o600
    assert path.stat().st_mode & 0o777 == mode


RESCUED = r"""
import json, re, sys
from pathlib import Path
from jalon.store.rescue import rescue
made = rescue(Path(sys.argv[1]), Path(sys.argv[2]))
status = Path("/proc/self/status").read_text()  # of this program, not of who began it
peak = int(re.search(r"VmHWM:\s*(\d+) kB", status)[1])
print(json.dumps([made.changes, made.evidence, list(made.files), peak * 1024]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no /proc")
def test_that_a_large_file_is_not_held_in_memory(path: Path, key: Key, other_process: Run) -> None:
    filled(path, key, 20)
    with path.open("r+b") as file:
        file.truncate(1 << 30)  # sparse
    done = other_process(RESCUED, path, path.with_name("saved.jalon"))
    assert done.returncode == 0, done.stderr
    changes, _, _, peak = json.loads(done.stdout)
    assert changes == 20
    assert peak < 256 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no /proc")
def test_that_a_long_history_is_not_held_in_memory(
    path: Path, key: Key, other_process: Run
) -> None:
    words = "some words of an answer " * 800
    with Project.create(path, load.current()) as project:
        for start in range(0, 4000, 500):
            answers = [(key, f"{number} {words}") for number in range(start, start + 500)]
            project.append(answers, author="Anna")
    size = path.stat().st_size
    done = other_process(RESCUED, path, path.with_name("saved.jalon"))
    assert done.returncode == 0, done.stderr
    changes, _, _, peak = json.loads(done.stdout)
    assert changes == 4000
    assert peak < size
    with Project.open(path.with_name("saved.jalon")) as saved:
        assert saved.check() == ()
        assert [change.value for change in saved.heads()[key]] == [f"3999 {words}"]
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".")] == []


def attached(path: Path, *files: bytes) -> list[str]:
    """Make a project with these files as evidence; return their names."""
    session = Session.create(path, author="Ana")
    for number, data in enumerate(files):
        session.attachments.attach_bytes(f"pièce {number}.bin", data)
    session.close()
    return [f"pièce {number}.bin" for number in range(len(files))]


@pytest.mark.parametrize("size", [0, 5000, 70_000_000, evidence.LARGEST])
def test_that_attached_files_of_any_size_are_saved(path: Path, size: int) -> None:
    data = random.Random(size).randbytes(size)  # noqa: S311  no secret
    attached(path, b"a small one", data)
    made = rescue(path, path.with_name("saved.jalon"))
    assert (made.evidence, made.files, made.whole) == (2, (), True)
    reader = sqlite3.connect(made.path)
    assert dict(reader.execute("SELECT sha256, bytes FROM evidence")) == {
        hashlib.sha256(each).hexdigest(): each for each in (b"a small one", data)
    }
    reader.close()


@given(place=st.integers(0, 29_999), bit=st.integers(0, 7))
@settings(max_examples=examples(5, 40), deadline=None)
def test_that_an_attached_file_that_cannot_be_read_is_named(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    path = tmp_path_factory.mktemp("p") / "p.jalon"
    data = random.Random(place).randbytes(30_000)  # noqa: S311  no secret
    sound, lost = attached(path, b"sound", data)
    bad = bytearray(path.read_bytes())
    piece = data[place - place % 1000 :][:20]
    bad[bad.index(piece) + 3] ^= 1 << bit
    path.write_bytes(bad)
    made = rescue(path, path.with_name("saved.jalon"))
    assert (made.evidence, made.files, made.whole) == (1, (lost,), False)
    with opened(made.path) as saved:
        held = saved.attachments.held()
        names = {
            e.file.name: e.file.sha256 in held
            for e in saved.attachments.register.present()
            if e.file
        }
    assert names == {sound: True, lost: False}


def test_that_frames_of_a_log_that_are_not_in_force_keep_nothing_from_being_saved(
    path: Path, key: Key
) -> None:
    filled(path, key, 40)
    bad = path.with_name("bad.jalon")
    with Project.open(path) as project:
        for number in range(60):  # long ones, which go on on pages that others had before
            project.append([(key, f"{number} " * 4000)], author="Anna")
            project.draft(key, f"typed {number} " * 3000, "Anna")
            if number == 30:
                shutil.copyfile(f"{path}-wal", f"{bad}-wal")
        (last,) = project.append([(key, "the last" * 4000)], author="Anna")
        project.checkpoint()
        shutil.copyfile(path, bad)
        count = project.count()
    log = bytearray(Path(f"{bad}-wal").read_bytes())
    log[:32] = bytes(32)
    Path(f"{bad}-wal").write_bytes(log)
    made = rescue(bad, path.with_name("saved.jalon"))
    assert (made.changes, made.missing) == (count, 0)
    with Project.open(made.path) as saved:
        assert [c.id for c in saved.heads()[key]] == [last.id]


def test_that_a_text_being_typed_that_was_altered_is_told(path: Path, key: Key) -> None:
    filled(path, key, 5)
    writer = sqlite3.connect(path)
    writer.execute("UPDATE draft SET text = 'another half'")
    writer.commit()
    writer.close()
    made = rescue(path, path.with_name("saved.jalon"))
    assert (made.drafts, made.missing) == (0, 1)
    assert made.lost == (key._replace(field="typed"),)


@pytest.mark.parametrize(
    "time", ["", "2026-13-01T00:00:00.000000Z", "20r6-11-27T04:00:00.000000Z", "later"]
)
@pytest.mark.parametrize("sealed", [True, False])
def test_that_a_text_being_typed_at_no_time_is_told(
    path: Path, key: Key, time: str, *, sealed: bool
) -> None:
    filled(path, key, 5)
    writer = sqlite3.connect(path)
    writer.execute("UPDATE draft SET time = ?", (time,))
    if sealed:
        (row,) = writer.execute("SELECT subject, item, field, text, author, time FROM draft")
        mark = hashlib.sha256("\0".join(row).encode()).hexdigest()
        writer.execute("UPDATE draft SET sha256 = ?", (mark,))
    writer.commit()
    writer.close()
    made = rescue(path, path.with_name("saved.jalon"))
    assert (made.drafts, made.missing) == (0, 1)
    assert made.lost == (key._replace(field="typed"),)


@pytest.mark.parametrize("seed", range(20))
def test_that_noise_is_survived(path: Path, key: Key, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret
    filled(path, key, 30)
    data = bytearray(path.read_bytes())
    for _ in range(200):
        data[dice.randrange(len(data))] = dice.randrange(256)
    path.write_bytes(data)
    try:
        made = rescue(path, path.with_name("saved.jalon"))
    except ProjectError:
        return
    with Project.open(made.path) as saved:
        assert saved.check() == ()


SECRET = Passphrase("correct horse")


@pytest.mark.parametrize("size", LAYOUTS)
@pytest.mark.parametrize("opened", [False, True], ids=["closed", "log beside it"])
def test_that_a_sound_protected_file_is_saved_whole(
    path: Path, key: Key, size: int, *, opened: bool
) -> None:
    with written_in(size):
        before = filled(path, key, secret=SECRET)
    copy = path.with_name("copy.jalon")
    with Project.open(path, opens=SECRET) as project:
        if opened:
            project.append([(key._replace(item="in the log"), "late " * 3000)], author="Anna")
            before = project.heads()
        for ending in ("", "-wal"):
            if (beside := Path(f"{path}{ending}")).exists():
                shutil.copyfile(beside, f"{copy}{ending}")
    made = rescue(copy, path.with_name("saved.jalon"), opens=SECRET)
    assert (made.missing, made.lost) == (0, ())
    with Project.open(made.path, opens=SECRET) as saved:
        assert saved.heads() == before
        assert saved.check() == ()
    assert "réponse".encode() not in made.path.read_bytes()


@pytest.mark.parametrize("size", LAYOUTS)
@pytest.mark.parametrize("seed", range(6))
def test_that_what_stands_on_sound_pages_of_a_protected_file_is_saved(
    path: Path, key: Key, seed: int, size: int
) -> None:
    with written_in(size):
        before = values(filled(path, key, secret=SECRET))
    bad, dice = path.with_name("bad.jalon"), random.Random(seed)  # noqa: S311  no secret
    data = bytearray(path.read_bytes())
    start = 24 if seed % 2 else size  # with the first page, or without it
    for _ in range(dice.randint(1, 12)):
        data[dice.randrange(start, len(data))] ^= 1 << dice.randrange(8)
    if seed % 3 == 0:
        del data[dice.randrange(len(data) * 9 // 10, len(data)) :]
    bad.write_bytes(data)
    made = rescue(bad, path.with_name("saved.jalon"), opens=SECRET)
    assert bad.read_bytes() == bytes(data)
    with Project.open(made.path, opens=SECRET) as saved:
        assert saved.check() == ()
        after = values(saved.heads())
    wrong = {k for k in before if after.get(k) != before[k]}
    assert wrong <= set(made.lost) or made.missing
    assert len(wrong) < len(before) // 2


@pytest.mark.parametrize("size", LAYOUTS)
def test_that_a_damaged_protected_file_is_told_from_a_wrong_passphrase(
    path: Path, key: Key, size: int
) -> None:
    with written_in(size):
        filled(path, key, secret=SECRET)
    data = bytearray(path.read_bytes())
    data[200:300] = bytes(100)
    path.write_bytes(data)
    for opens, reason in ((SECRET, "damaged"), (Passphrase("another"), "passphrase")):
        with pytest.raises(ProjectError) as refused:
            Project.open(path, opens=opens)
        assert refused.value.reason == reason
    target = path.with_name("saved.jalon")
    for wrong, reason in ((None, "protected"), (Passphrase("another"), "passphrase")):
        with pytest.raises(ProjectError) as refused:
            rescue(path, target, opens=wrong)
        assert refused.value.reason == reason
        assert not target.exists()
