"""Bytes of evidence: stored once, with the change that names them, checked, dropped for good."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit_store import edited

from jalon.assessment.changes import PROVIDER, Change, Key, Subject, Value
from jalon.assessment.evidence import needed
from jalon.errors import ProjectError, UserError
from jalon.session import Session
from jalon.store import evidence
from jalon.store.evidence import Content, of_bytes
from jalon.store.project import Project
from jalon.store.rows import Row
from jalon.store.skim import Skim
from tools.thorough import examples

Run = Callable[..., subprocess.CompletedProcess[str]]


def named(data: bytes, stored: str = "embedded", name: str = "a.bin") -> Value:
    sha256 = hashlib.sha256(data).hexdigest()
    return {
        "name": name,
        "size": len(data),
        "sha256": sha256,
        "type": "application/octet-stream",
        "stored": stored,
    }


def attach(project: Project, data: bytes, number: int = 0) -> Key:
    key = Key(Subject(f"evidence-{number:08x}"), "evidence", "file")
    project.append([(key, named(data))], author="A", contents=[of_bytes("a.bin", data)])
    return key


def stored(path: Path) -> dict[str, bytes]:
    """Read the table as anybody without Jalon would."""
    reader = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    found = dict(reader.execute("SELECT sha256, bytes FROM evidence"))
    reader.close()
    return found


@given(files=st.lists(st.binary(max_size=3000), min_size=1, max_size=6))
@settings(
    max_examples=examples(12, 100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_that_any_bytes_come_back_and_each_content_is_there_once(
    files: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("p") / "p.jalon"
    with Project.create(path, "test-edition") as project:
        for number, data in enumerate(files):
            attach(project, data, number)
        for data in files:
            assert b"".join(project.content(hashlib.sha256(data).hexdigest())) == data
        assert project.check() == ()
    assert sorted(stored(path).values()) == sorted(set(files))
    assert all(hashlib.sha256(data).hexdigest() == name for name, data in stored(path).items())


def test_that_the_bytes_and_the_change_that_names_them_come_together_or_not_at_all(
    project: Project,
) -> None:
    data = b"x" * 5_000_000

    def breaks_off() -> Iterator[bytes]:
        yield data[:3_000_000]
        raise UserError("gone")

    key = Key(Subject("evidence-00000001"), "evidence", "file")
    sha256 = hashlib.sha256(data).hexdigest()
    with pytest.raises(UserError, match="gone"):
        project.append(
            [(key, named(data))],
            author="A",
            contents=[Content("a", sha256, len(data), breaks_off)],
        )
    assert (project.count(), project.contents()) == (0, {})
    project.append([(key, named(data))], author="A", contents=[of_bytes("a", data)])
    assert project.contents() == {sha256: len(data)}


@pytest.mark.parametrize("other", [b"short", b"y" * 10, b"x" * 20])
def test_that_bytes_that_are_not_what_was_announced_are_refused(
    project: Project, other: bytes
) -> None:
    data = b"x" * 10
    content = Content("a.txt", hashlib.sha256(data).hexdigest(), 10, lambda: iter((other,)))
    with pytest.raises(UserError, match=r"a\.txt changed while it was being read"):
        project.append([], author="A", contents=[content])
    assert project.contents() == {}


def test_that_a_file_over_the_limit_is_refused_by_name_and_limit(project: Project) -> None:
    big = Content("film.mp4", "0" * 64, evidence.LARGEST + 1, lambda: iter(()))
    with pytest.raises(evidence.TooLargeError, match=r"film\.mp4 is larger than 100 MB"):
        project.append([], author="A", contents=[big])
    assert project.contents() == {}


def test_that_all_files_together_have_a_limit_too(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "LARGEST_TOTAL", 2_000_000)
    attach(project, b"a" * 1_500_000, 1)
    with pytest.raises(UserError, match="larger than 2 MB together"):
        attach(project, b"b" * 600_000, 2)
    attach(project, b"a" * 1_500_000, 3)  # the same bytes need no more room
    assert len(project.contents()) == 1


MEMORY = """
import hashlib, sys
from pathlib import Path
from jalon.store.evidence import Content, LARGEST
from jalon.store.project import Project
from tools.memory import peak

piece = bytes(range(256)) * 4096
def pieces():
    left = LARGEST
    while left:
        yield piece[:left]
        left -= min(left, len(piece))
digest = hashlib.sha256()
for part in pieces():
    digest.update(part)
path = Path(sys.argv[1])
with Project.create(path, "test-edition") as project:
    before = peak()
    project.append([], author="A", contents=[Content("a", digest.hexdigest(), LARGEST, pieces)])
    assert sum(map(len, project.content(digest.hexdigest()))) == LARGEST
    project.checkpoint()
    project.copy_to(path.with_name("copy.jalon"))
    grown = peak() - before
    assert project.check() == ()
    checked = peak() - before
print(grown >> 20, checked >> 20)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")
def test_that_the_largest_file_takes_no_memory_to_speak_of(path: Path, other_process: Run) -> None:
    run = other_process(MEMORY, path)
    grown, checked = map(int, run.stdout.split())
    assert grown < 20, run.stderr  # in MB, of 100 read
    assert checked < 20 + 64, run.stderr  # the full check takes pages ahead, of whatever they are


WRITTEN = """
import hashlib, os, sys
from pathlib import Path
from jalon.store.evidence import of_bytes
from jalon.store.project import Project

def written():
    said = Path("/proc/self/io").read_text().split()
    return int(said[said.index("wchar:") + 1])
data = os.urandom(8_000_000)
with Project.create(Path(sys.argv[1]), "test-edition") as project:
    before = written()
    project.append([], author="A", contents=[of_bytes("a", data)])
    print(written() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux counts what is written")
def test_that_a_file_is_written_once_and_not_as_room_for_it_before(
    path: Path, other_process: Run
) -> None:
    """Once into the log, that is, and once from there into the file."""
    run = other_process(WRITTEN, path)
    assert int(run.stdout) < 2.2 * 8_000_000, run.stderr


def test_that_what_nothing_names_is_dropped_and_leaves_no_trace(path: Path) -> None:
    gone, kept = b"confidential " * 20_000, os.urandom(4000)
    with Project.create(path, "test-edition") as project:
        attach(project, gone, 1)
        key = attach(project, kept, 2)
        attach(project, gone, 3)
        dropped = project.drop_contents(needed(project.heads()[key]))
        assert dropped == 1
        assert project.check() != ()  # two changes still name it: said as lacking
        assert {finding.trouble for finding in project.check()} == {"lacking"}
    assert list(stored(path).values()) == [kept]
    assert b"confidential" not in path.read_bytes()


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM head WHERE item = 'evidence' AND field = 'file'",
        (
            "UPDATE head SET seq = (SELECT min(seq) FROM change WHERE change.subject = head.subject"
            " AND change.item = 'evidence' AND change.field = 'file') WHERE field = 'file'"
        ),
        (
            "INSERT INTO head SELECT subject, item, field, seq FROM change WHERE field = 'removed'"
            " AND length(payload) > 0 ORDER BY seq LIMIT 1"
        ),
    ],
)
def test_that_a_damaged_table_of_what_is_current_drops_no_bytes(path: Path, harm: str) -> None:
    session = Session.create(path, author="Ana")
    other = session.attachments.attach_bytes("b.bin", b"later taken out")
    made = session.attachments.attach_bytes("a.bin", b"the only proof")
    entry = session.attachments.entry(made)
    assert entry is not None
    session.answer(made, "evidence", "file", None)
    session.undo()  # so that the log has another state of it
    session.attachments.remove(entry, "by mistake")
    session.undo()
    session.close()
    before = stored(path)
    edited(path, harm)
    session = Session.open(path)
    trouble = [place for _, place in session.check()]
    session.answer(other, "evidence", "removed", "no longer of use")
    session.close()
    assert trouble
    assert stored(path) == before


def test_that_expunging_what_names_a_file_removes_its_bytes_unless_another_names_them(
    path: Path,
) -> None:
    secret, shared = b"secret " * 3000, b"shared " * 3000
    with Project.create(path, "test-edition") as project:
        one, two = attach(project, secret, 1), attach(project, shared, 2)
        attach(project, shared, 3)
        for key in (one, two):
            (change,) = project.heads()[key]
            project.expunge(change.id, author="B", reason="must go")
        assert project.check() == ()
    assert list(stored(path).values()) == [shared]
    assert b"secret secret" not in path.read_bytes()


@pytest.mark.parametrize("history", [True, False])
def test_that_a_copy_takes_along_what_is_named_and_not_what_was_removed(
    project: Project, tmp_path: Path, *, history: bool
) -> None:
    attach(project, b"stays", 1)
    key = attach(project, b"was removed", 2)
    project.append([(key._replace(field="removed"), "no longer ours")], author="A")
    target = tmp_path / "copy.jalon"
    project.copy_to(target, history=history)
    with Project.open(target) as copy:
        assert copy.check() == ()
        assert copy.digest() == project.digest()
    assert list(stored(target).values()) == [b"stays"]
    assert b"was removed" not in target.read_bytes()
    assert sorted(map(bytes, stored_now(project))) == [b"stays", b"was removed"]


def stored_now(project: Project) -> Iterator[bytes]:
    for sha256 in project.contents():
        yield b"".join(project.content(sha256))


@pytest.mark.parametrize("place", [0, 4097, 20_000, 59_900])
def test_that_a_flipped_bit_in_the_bytes_is_found_and_named(path: Path, place: int) -> None:
    data = os.urandom(60_000)
    with Project.create(path, "test-edition") as project:
        attach(project, data)
    at = path.read_bytes().find(data[place : place + 16])
    if at < 0:  # it lies across two pages
        at = path.read_bytes().find(data[place : place + 4])
    changed = bytearray(path.read_bytes())
    changed[at] ^= 1
    path.write_bytes(changed)
    with Project.open(path) as project:
        (found,) = project.check()
        assert (found.trouble, found.place) == ("bytes", hashlib.sha256(data).hexdigest())
        with pytest.raises(ProjectError, match="damaged"):
            b"".join(project.content(hashlib.sha256(data).hexdigest()))


def test_that_bytes_taken_out_by_another_program_are_said_to_be_missing(path: Path) -> None:
    with Project.create(path, "test-edition") as project:
        attach(project, b"evidence")
    edited(path, "DELETE FROM evidence")
    with Project.open(path) as project:
        (found,) = project.check()
        assert (found.trouble, found.place) == ("lacking", hashlib.sha256(b"evidence").hexdigest())


FULL = """
import hashlib, resource, sys
from pathlib import Path
from jalon.assessment.changes import Key, Subject
from jalon.errors import ProjectError
from jalon.store.evidence import of_bytes
from jalon.store.project import Project

path, data = Path(sys.argv[1]), b"x" * 3_000_000
value = {"name": "a", "size": len(data), "sha256": hashlib.sha256(data).hexdigest(),
         "type": "text/plain", "stored": "embedded"}
key = Key(Subject("evidence-00000001"), "evidence", "file")
project = Project.create(path, "test-edition")
project.append([(Key("provider", "a", "how"), "before")], author="A")
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, most))
try:
    project.append([(key, value)], author="A", contents=[of_bytes("a", data)])
except ProjectError as error:
    assert error.reason == "full", error
else:
    raise AssertionError("the disk was never full")
assert project.contents() == {} and list(project.heads()) == [Key("provider", "a", "how")]
project.append([(Key("provider", "a", "gap"), "goes on")], author="A")
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
project.append([(key, value)], author="A", contents=[of_bytes("a", data)])
project.close()
with Project.open(path) as again:
    assert again.check() == () and again.contents() == {value["sha256"]: len(data)}
    assert len(again.heads()) == 3
print("sound")
"""


@pytest.mark.skipif(os.name == "nt", reason="limits on file sizes are POSIX's")
def test_that_a_full_disk_in_the_middle_of_a_file_leaves_the_state_before(
    path: Path, other_process: Run
) -> None:
    run = other_process(FULL, path)
    assert run.stdout == "sound\n", run.stderr


def test_that_opening_and_answering_parse_nothing_of_the_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.create(tmp_path / "p.jalon")
    place = (PROVIDER, "copyright-1.1-draw-up")
    for number in range(5):
        session.attachments.refer([place], name=f"Memo {number}", target="x")
    session.close()
    parsed: list[str] = []
    real = Skim.change

    def counted(skim: Skim, row: Row, payload: bytes) -> Change:
        if "evidence-" in row[3] + row[5]:
            parsed.append(row[3])
        return real(skim, row, payload)

    monkeypatch.setattr(Skim, "change", counted)
    session = Session.open(tmp_path / "p.jalon")
    before = session.assessment.digest()
    session.answer(*place, "how", "By hand.")
    assert parsed == []
    assert session.assessment.digest() != before
    assert session.saved_at is not None
    assert [e.name for e in session.attachments.register.linked(*place)] == [
        f"Memo {n}" for n in range(5)
    ]
    assert len(parsed) > 5
    before_closing = session.assessment
    session.close()
    session = Session.open(tmp_path / "p.jalon", read_only=True)
    assert session.assessment == before_closing
    session.close()


@pytest.mark.parametrize("column", ["author", "time"])
def test_that_an_altered_column_of_the_register_is_told_when_it_is_asked_for_and_by_a_check(
    tmp_path: Path, column: str
) -> None:
    path = tmp_path / "p.jalon"
    session = Session.create(path, author="Ana")
    session.attachments.refer([], name="Memo", target="x")
    session.close()
    writer = sqlite3.connect(path)
    writer.execute(
        f"UPDATE change SET {column} = '2020-01-01T00:00:00.000000Z'"  # noqa: S608
        " WHERE subject LIKE 'evidence-%' AND field = 'name'"
    )
    writer.commit()
    writer.close()
    session = Session.open(path, read_only=True)
    assert session.check()
    with pytest.raises(ProjectError, match="damaged"):
        _ = session.attachments.register
    session.close()


def test_that_an_altered_payload_of_the_register_is_told_at_opening(tmp_path: Path) -> None:
    path = tmp_path / "p.jalon"
    session = Session.create(path)
    session.attachments.refer([], name="Memo", target="x")
    session.close()
    writer = sqlite3.connect(path)
    writer.execute(
        "UPDATE change SET payload = CAST(replace(CAST(payload AS TEXT), 'Memo', 'Demo') AS BLOB)"
        " WHERE subject LIKE 'evidence-%' AND field = 'name'"
    )
    writer.commit()
    writer.close()
    with pytest.raises(ProjectError, match="damaged"):
        Session.open(path)


def test_that_a_long_note_waits_no_less_than_it_is_kept(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "p.jalon")
    made = session.attachments.refer([], name="Memo", target="x")
    session.answer(made, "evidence", "note", "ÿ\n" * 60_000)
    session.close()
    session = Session.open(tmp_path / "p.jalon")
    entry = session.attachments.entry(made)
    assert entry is not None
    assert entry.note == "ÿ\n" * 60_000
    session.close()
