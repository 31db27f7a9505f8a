"""The first shape of the file: migrated on a copy, whatever happens on the way."""

import errno
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jalon.assessment.changes import PROVIDER, Key
from jalon.errors import ProjectError
from jalon.store import migrating, migrations, schema, whole
from jalon.store.migrations import Step
from jalon.store.project import Project
from jalon.store.protection import Passphrase
from tools.thorough import examples

Run = Callable[..., object]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)

FIRST = schema.TABLES["draft"].replace(" sha256 TEXT NOT NULL,", "")
ROWS = "SELECT subject, item, field, text, author, time FROM draft"


def make_old(path: Path) -> None:
    """Turn a project that is closed into one of the first shape, as that state would have it."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute(ROWS).fetchall()
        connection.execute("DROP TABLE draft")
        connection.execute(FIRST)
        connection.executemany("INSERT INTO draft VALUES(?, ?, ?, ?, ?, ?)", rows)
    connection.close()


def is_old(path: Path) -> bool:
    with sqlite3.connect(path) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'draft'").fetchone()
    connection.close()
    return bool(sql == FIRST)


def kept(path: Path) -> Path:
    return path.with_name(f"{path.stem}-v0.jalon")


@pytest.fixture
def old(path: Path) -> Path:
    with Project.create(path, "test-edition") as project:
        for n in range(20):
            project.append([(Key(PROVIDER, f"item-{n % 7}", "how"), f"text {n}")], author="Ada")
        project.draft(Key(PROVIDER, "item-1", "gap"), "half a sent", "Ada")
    make_old(path)
    return path


@settings(
    max_examples=examples(8, 60), phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(answers=st.lists(st.tuples(st.sampled_from("abc"), TEXT), min_size=1, max_size=12))
def test_that_nothing_is_lost_on_the_way(
    answers: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("p") / "p.jalon"
    with Project.create(path, "test-edition") as project:
        for item, text in answers:
            project.append([(Key(PROVIDER, item, "how"), text)], author="Ada")
        before, log = project.heads(), project.history()
    make_old(path)
    bytes_before = path.read_bytes()
    with Project.open(path, read_only=True) as project:
        assert (project.heads(), project.history()) == (before, log)
    assert path.read_bytes() == bytes_before
    assert [p.name for p in path.parent.iterdir()] == ["p.jalon"]
    with Project.open(path) as project:
        assert (project.heads(), project.history()) == (before, log)
        assert project.check() == ()
        project.append([(Key(PROVIDER, "a", "how"), "later")], author="Grace")
    assert not is_old(path)
    assert kept(path).read_bytes() == bytes_before
    assert sorted(p.name for p in path.parent.iterdir()) == ["p-v0.jalon", "p.jalon"]


def test_that_what_is_being_typed_comes_along(old: Path) -> None:
    with Project.open(old) as project:
        assert project.drafts() == {Key(PROVIDER, "item-1", "gap"): "half a sent"}
        assert project.check() == ()


def test_that_a_log_left_by_a_crash_comes_along(old: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crash"
    crashed.mkdir()
    connection = sqlite3.connect(old, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("UPDATE draft SET text = 'half a sentence'")
    for ending in ("", "-wal"):
        shutil.copyfile(f"{old}{ending}", crashed / f"p.jalon{ending}")
    connection.close()
    for read_only in (True, False):
        with Project.open(crashed / "p.jalon", read_only=read_only) as project:
            assert list(project.drafts().values()) == ["half a sentence"]
            assert len(project.history()) == 20
    assert not is_old(crashed / "p.jalon")
    with sqlite3.connect(kept(crashed / "p.jalon")) as read:
        assert read.execute("SELECT text FROM draft").fetchone() == ("half a sentence",)
    read.close()


def test_that_a_protected_project_stays_protected(path: Path) -> None:
    secret = Passphrase("correct horse")
    with Project.create(path, "test-edition", passphrase=secret) as project:
        project.append([(Key(PROVIDER, "item", "how"), "a secret text")], author="Ada")
        project.draft(Key(PROVIDER, "item", "gap"), "a secret draft", "Ada")
        connection = project.source()
        rows = list(connection.execute(ROWS))
        connection.execute("DROP TABLE draft")
        connection.execute(FIRST)
        connection.executemany("INSERT INTO draft VALUES(?, ?, ?, ?, ?, ?)", rows)
    with pytest.raises(ProjectError) as refused:
        Project.open(path, opens=Passphrase("wrong"))
    assert refused.value.reason == "passphrase"
    with Project.open(path, read_only=True, opens=secret) as project:
        assert list(project.drafts().values()) == ["a secret draft"]
    with Project.open(path, opens=secret) as project:
        assert list(project.drafts().values()) == ["a secret draft"]
        assert len(project.history()) == 1
    assert kept(path).exists()
    for file in path.parent.iterdir():
        assert b"a secret" not in file.read_bytes()
        assert not file.read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("place", ["migrate", "sync", "link", "sync_folder"])
def test_that_a_failing_disk_leaves_the_old_file_whole(
    old: Path, monkeypatch: pytest.MonkeyPatch, code: int, place: str
) -> None:
    before = old.read_bytes()

    def fail(*_args: object, **_more: object) -> None:
        raise OSError(code, os.strerror(code))

    owner: object = {"migrate": migrating, "sync": whole, "link": os, "sync_folder": whole}[place]
    with monkeypatch.context() as patched:
        patched.setattr(owner, place, fail)
        if place == "link":
            patched.setattr(whole, "write_pieces", fail)
        refused = code == errno.EACCES or place == "migrate"
        with (
            pytest.raises(ProjectError) if refused else nullcontext(),
            Project.open(old) as project,
        ):
            assert project.unmigrated
            assert project.read_only
            assert len(project.history()) == 20
    assert old.read_bytes() == before
    with Project.open(old) as project:
        assert len(project.history()) == 20
    assert before in [p.read_bytes() for p in old.parent.glob("*-v0*.jalon")]


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
import test_migrations as mine
from jalon.store import migrating, whole
left = int(sys.argv[2])
def at_each(name, owner):
    real = getattr(owner, name)
    def counted(*args, **more):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return real(*args, **more)
    setattr(owner, name, counted)
for name, owner in [("sync", whole), ("sync_folder", whole), ("link", os), ("replace", Path),
                    ("migrate", migrating), ("unlink", Path), ("close", os), ("chmod", Path)]:
    at_each(name, owner)
mine.Project.open(Path(sys.argv[1])).close()
print("done")
"""


@pytest.mark.parametrize("after", range(0, 60, examples(6, 3)))
def test_that_killed_anywhere_the_old_file_is_whole(
    old: Path, other_process: Run, after: int
) -> None:
    before = old.read_bytes()
    here = Path(__file__).resolve()
    ended = other_process(KILLED, old, after, here.parent, *map(str, here.parents[1:3]))
    assert ended.returncode in {-signal.SIGKILL, 0}, ended.stderr  # type: ignore[attr-defined]
    files = [old, *old.parent.glob("*-v0*.jalon")]
    assert before in [p.read_bytes() for p in files]
    with Project.open(old) as project:
        assert len(project.history()) == 20
        assert project.check() == ()
    assert before in [p.read_bytes() for p in old.parent.glob("*-v0*.jalon")]
    rest = {p.suffix for p in old.parent.iterdir() if not p.name.startswith(".")}
    assert rest <= {".jalon", ".lock"}


def test_that_a_kept_file_is_never_written_over(old: Path) -> None:
    kept(old).write_text("somebody's own")
    Project.open(old).close()
    assert kept(old).read_text() == "somebody's own"
    assert is_old(old.with_name(f"{old.stem}-v0-1.jalon"))


def test_that_a_step_that_leaves_something_wrong_is_refused(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = migrations.STEPS[0]

    def forgetful(connection: apsw.Connection) -> None:
        real.act(connection)
        connection.execute("DELETE FROM head")

    before = old.read_bytes()
    monkeypatch.setattr(migrations, "STEPS", {0: Step(real.holds, forgetful)})
    with pytest.raises(ProjectError) as refused:
        Project.open(old)
    assert refused.value.reason == "damaged"
    assert old.read_bytes() == before
    assert [p.name for p in old.parent.iterdir() if not p.name.startswith(".")] == [old.name]


def test_that_an_older_file_that_holds_something_else_is_refused(old: Path) -> None:
    with sqlite3.connect(old) as connection:
        connection.execute("CREATE TRIGGER bad AFTER INSERT ON change BEGIN SELECT 1; END")
    connection.close()
    before = old.read_bytes()
    with pytest.raises(ProjectError) as refused:
        Project.open(old)
    assert refused.value.reason == "foreign"
    assert old.read_bytes() == before


def test_that_without_a_step_an_older_file_is_refused_by_name(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", {})
    before = old.read_bytes()
    with pytest.raises(ProjectError, match=r"évaluation n° 1\.jalon"):
        Project.open(old)
    assert old.read_bytes() == before
