"""Evidence of a session: attached once, linked to many, removed with a reason, given back."""

import hashlib
import json
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalon.assessment import interchange
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.evidence import Evidence
from jalon.errors import ProjectError, UserError
from jalon.export import interchange as exported
from jalon.session import Session
from jalon.store import outside
from tools.thorough import examples

ONE, TWO = (PROVIDER, "copyright-1.1-draw-up"), (PROVIDER, "copyright-1.1-implement")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(tmp_path / "p.jalon", author="Ana")
    yield made
    made.close()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "dossier" / "évaluation.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7 " + os.urandom(2000))
    return path


def entry(session: Session, subject: Subject) -> Evidence:
    found = session.attachments.entry(subject)
    assert found is not None
    return found


def stored(path: Path) -> list[bytes]:
    """Read the bytes as anybody without Jalon would."""
    reader = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    found = [data for (data,) in reader.execute("SELECT bytes FROM evidence")]
    reader.close()
    return found


def reopened(session: Session) -> Session:
    session.close()
    return Session.open(session.path, author="Bo")


def test_that_what_comes_at_once_joins_no_step_of_somebody_else(
    session: Session, paper: Path
) -> None:
    other = paper.with_name("other.pdf")
    other.write_bytes(b"%PDF-1.7 other")
    session.attachments.attach(outside.read(paper), [ONE])
    session.answer(PROVIDER, ONE[1], "how", "meanwhile")
    session.attachments.attach(outside.read(paper), [ONE], joined=True)  # nothing new
    session.attachments.attach(outside.read(other), [ONE], joined=True)
    session.attachments.refer([TWO], name="", target="https://a.example", joined=True)
    session.undo()
    assert session.assessment.value(PROVIDER, ONE[1], "how") == "meanwhile"
    assert len(session.attachments.register.entries) == 1
    session.attachments.attach(outside.read(other), [ONE], joined=True)  # another step now
    session.undo()
    assert session.assessment.value(PROVIDER, ONE[1], "how") == "meanwhile"


def test_that_taking_over_ones_own_export_changes_nothing_of_what_was_removed(
    session: Session, paper: Path
) -> None:
    made = session.attachments.attach(outside.read(paper), [ONE])
    session.attachments.remove(entry(session, made), "wrong file")
    before = session.assessment.digest()
    told = json.dumps(exported.answers(session.snapshot(), whole=True))
    session.apply(interchange.read(told, session.form, session.assessment))
    assert session.assessment.digest() == before


def test_that_what_a_killed_process_left_is_removed_and_nothing_that_links_lead_to(
    session: Session, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    mine.chmod(0o644)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = shared / f"jalon-evidence-{gone.pid}-x"
    (left / "1").mkdir(parents=True)
    (left / "1" / "a.pdf").write_text("a")
    (left / "1" / "link").symlink_to(mine)
    endless = shared / f"jalon-evidence-{10**30}-x"
    endless.mkdir()
    made = session.attachments.attach(outside.read(paper))
    session.attachments.copy_for_opening(entry(session, made))
    assert not left.exists()
    assert endless.exists()
    assert (mine.read_text(), mine.stat().st_mode & 0o777) == ("mine", 0o644)


def test_that_a_file_attached_twice_is_one_piece_with_two_links(
    session: Session, paper: Path
) -> None:
    first = session.attachments.attach(outside.read(paper), [ONE])
    second = session.attachments.attach(outside.read(paper), [TWO])
    assert first == second
    assert entry(session, first).links == (ONE, TWO)
    assert (
        session.attachments.register.linked(*ONE)
        == session.attachments.register.linked(*TWO)
        == (entry(session, first),)
    )
    assert entry(session, first).title == "évaluation.pdf"
    session.undo()
    assert session.attachments.register.linked(*TWO) == ()
    data = paper.read_bytes()
    session.close()
    assert stored(session.path) == [data]


def test_that_the_same_bytes_under_two_names_are_two_pieces_stored_once(
    session: Session, paper: Path
) -> None:
    other = paper.with_name("rapport.pdf")
    other.write_bytes(paper.read_bytes())
    made = [session.attachments.attach(outside.read(p), [ONE]) for p in (paper, other)]
    assert len(set(made)) == 2
    assert session.attachments.used_elsewhere(entry(session, made[0]))
    session.attachments.remove(entry(session, made[0]), "a duplicate")
    data = paper.read_bytes()
    session.close()
    assert stored(session.path) == [data]


def test_that_removing_keeps_name_hash_and_reason_and_undo_brings_the_bytes_back(
    session: Session, paper: Path
) -> None:
    data = paper.read_bytes()
    made = session.attachments.attach(outside.read(paper), [ONE])
    session.attachments.remove(entry(session, made), "replaced by the signed one")
    gone = entry(session, made)
    assert gone.removed == "replaced by the signed one"
    assert gone.file is not None
    assert (gone.file.name, gone.file.sha256) == (
        "évaluation.pdf",
        hashlib.sha256(data).hexdigest(),
    )
    assert session.attachments.register.linked(*ONE) == ()
    assert session.attachments.register.removed(*ONE) == (gone,)
    session.undo()
    assert b"".join(session.attachments.pieces(entry(session, made))) == data
    session.redo()
    session = reopened(session)
    gone = entry(session, made)
    assert (gone.removed, gone.title) == ("replaced by the signed one", "évaluation.pdf")
    assert session.attachments.held() == {}
    assert session.check() == ()
    session.attachments.restore(gone)
    assert session.check() == ()
    with pytest.raises(UserError, match="is not in this project"):
        list(session.attachments.pieces(entry(session, made)))
    session.attachments.attach(outside.read(paper))  # the file itself makes it whole again
    assert b"".join(session.attachments.pieces(entry(session, made))) == data
    assert list(session.attachments.register.entries) == [made]
    session.close()


@pytest.mark.parametrize("reason", ["", "  ", "no"])
def test_that_a_removal_needs_a_reason(session: Session, paper: Path, reason: str) -> None:
    made = session.attachments.attach(outside.read(paper), [ONE])
    with pytest.raises(UserError, match="Say in a few words"):
        session.attachments.remove(entry(session, made), reason)
    assert not entry(session, made).removed


def test_that_several_files_dropped_at_once_are_one_step_of_undo(
    session: Session, tmp_path: Path
) -> None:
    before = len(session.history())
    for number in range(5):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"file {number}")
        session.attachments.attach(outside.read(path), [ONE], joined=number > 0)
    assert len(session.attachments.register.linked(*ONE)) == 5
    session.undo()
    assert session.attachments.register.linked(*ONE) == ()
    assert session.attachments.register.entries == {}
    session.redo()
    assert [e.title for e in session.attachments.register.linked(*ONE)] == [
        f"{n}.txt" for n in range(5)
    ]
    assert len(session.history()) == before + 30


def test_that_a_linked_file_stays_outside_and_can_be_taken_anew(
    session: Session, paper: Path
) -> None:
    made = session.attachments.attach(outside.read(paper), [ONE], linked=True)
    file = entry(session, made).file
    assert file is not None
    assert (file.path, file.stored) == ("dossier/évaluation.pdf", "linked")
    assert session.attachments.held() == {}
    paper.write_bytes(b"%PDF-1.7 another edition")
    assert outside.compared(file, session.attachments.folder) == "changed"
    session.attachments.renew(entry(session, made), outside.read(paper))
    renewed = entry(session, made).file
    assert renewed is not None
    assert outside.compared(renewed, session.attachments.folder) == "as-attached"
    assert renewed.sha256 != file.sha256
    session.undo()
    assert entry(session, made).file == file


def test_that_a_file_is_saved_out_again_and_never_over_another(
    session: Session, paper: Path, tmp_path: Path
) -> None:
    made = session.attachments.attach(outside.read(paper), [ONE])
    target = tmp_path / "out.pdf"
    session.attachments.extract(entry(session, made), target)
    assert target.read_bytes() == paper.read_bytes()
    with pytest.raises(ProjectError, match="exists already"):
        session.attachments.extract(entry(session, made), target)
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".tmp")] == []


def test_that_an_empty_file_comes_back_empty(session: Session, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    made = session.attachments.attach(outside.read(tmp_path / "empty.txt"), [ONE])
    session.attachments.extract(entry(session, made), tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_bytes() == b""
    assert session.check() == ()


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_that_what_is_opened_is_a_private_copy_that_goes_with_the_project(
    session: Session,
) -> None:
    made = session.attachments.attach_bytes("../../-rf\u202efdp.txt", b"words", [ONE])
    path = session.attachments.copy_for_opening(entry(session, made))
    again = session.attachments.copy_for_opening(entry(session, made))
    assert path.read_bytes() == again.read_bytes() == b"words"
    assert path != again
    assert path.name == "rf_fdp.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    session.close()
    assert not path.parent.parent.exists()


@given(
    name=st.text(st.characters(exclude_categories=[]), max_size=300), data=st.binary(max_size=99)
)
@settings(
    max_examples=examples(15, 80),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_that_any_name_and_bytes_are_there_after_reopening(
    name: str, data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("p")
    session = Session.create(folder / "p.jalon")
    made = session.attachments.attach_bytes(name, data, [ONE])
    session = reopened(session)
    (found,) = session.attachments.register.linked(*ONE)
    assert found.subject == made
    assert found.file is not None
    assert found.file.name == name.encode("utf-16-le", "surrogatepass").decode(
        "utf-16-le", "replace"
    )
    session.attachments.extract(found, folder / "out")
    assert (folder / "out").read_bytes() == data
    assert session.attachments.copy_for_opening(found).read_bytes() == data
    assert session.check() == ()
    session.close()


def test_that_an_answer_does_not_go_through_the_register_again(
    session: Session, paper: Path
) -> None:
    session.attachments.attach(outside.read(paper), [ONE])
    before = session.attachments.register
    session.answer(*ONE, "state", "partial")
    assert session.attachments.register is before
    session.answer(before.present()[0].subject, "evidence", "note", "page 3")
    assert session.attachments.register is not before
    assert session.attachments.register.present()[0].note == "page 3"


def test_that_the_register_is_that_of_a_project_opened_anew(session: Session, paper: Path) -> None:
    made = session.attachments.attach(outside.read(paper), [ONE, TWO])
    session.attachments.refer([TWO], name="Register", target="https://example.org/r")
    session.attachments.unlink(entry(session, made), [ONE])
    session.attachments.link(entry(session, made), [ONE])
    grown = session.attachments.register
    session = reopened(session)
    assert session.attachments.register == replace(grown)
    session.close()


def test_that_who_recorded_a_piece_stays_when_somebody_else_takes_its_file_anew(
    session: Session, paper: Path
) -> None:
    first = session.attachments.attach(outside.read(paper), [ONE], linked=True)
    second = session.attachments.refer([ONE], name="Afterwards", target="vault 7")
    recorded = entry(session, first).added
    for author in ("Béa", "Carl"):
        paper.write_bytes(author.encode())
        session.set_author(author)
        session.attachments.renew(entry(session, first), outside.read(paper))
        found = entry(session, first)
        assert (found.added, found.renewed[0]) == (recorded, author)
    assert recorded[0] == "Ana"
    assert [*session.attachments.register.entries] == [first, second]
    for step in (session.undo, session.undo, session.redo):
        step()
        assert entry(session, first).added == recorded


def test_that_who_recorded_a_piece_stays_when_its_content_comes_back(
    session: Session, paper: Path
) -> None:
    made = session.attachments.attach(outside.read(paper), [ONE])
    session.attachments.remove(entry(session, made), "by mistake")
    session = reopened(session)
    session.set_author("Béa")
    session.attachments.restore(entry(session, made))
    assert entry(session, made).added[0] == "Ana"
    session.attachments.attach(outside.read(paper), [ONE])
    assert (entry(session, made).added[0], entry(session, made).renewed[0]) == ("Ana", "Béa")
    session.close()
