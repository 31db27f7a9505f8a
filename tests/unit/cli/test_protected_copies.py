"""Copies under passphrases on the command line: each with its own salt, some with none."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit_cli import here

from jalon.assessment.changes import PROVIDER
from jalon.errors import UserError
from jalon.forms import load
from jalon.session import Session, opened
from jalon.store.protection import Passphrase

ITEM = next(i for i, r in load.form().items.items() if r.scope == "provider")


@pytest.fixture(autouse=True)
def _backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jalon.assets.backup_folder", lambda: tmp_path / "kept")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text("trois mots sûrs\n", encoding="utf-8")
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "one.jalon"
    Session.create(path, author="Ana").close()
    return path


def copied(path: Path, name: str, said: str) -> Path:
    """Make a copy in which the company says something."""
    target = path.with_name(name)
    with opened(path) as session:
        session.copy_to(target)
    with opened(target, author="Béa") as session:
        session.answer(PROVIDER, ITEM, "how", said)
    return target


def said(path: Path, passphrase: str | None = None) -> list[object]:
    session = Session.open(path, passphrase=passphrase, read_only=True)
    found = [c.value for c in session.history() if c.key.field == "how"]
    session.close()
    return found


def test_that_copies_protected_apart_or_not_at_all_are_united(
    one: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = copied(one, "two.jalon", "in the safe")
    three = copied(one, "three.jalon", "with the notary")
    for path in (two, three):
        assert here("protect", path, "--passphrase-file", secret) == 0
    capsys.readouterr()
    both = one.with_name("both.jalon")
    told = ("--project-passphrase-file", secret)
    assert here(*told, "merge", two, three, "-o", both) == 1
    assert "is under a passphrase" not in capsys.readouterr().out
    assert sorted(map(str, said(both, "trois mots sûrs"))) == ["in the safe", "with the notary"]
    with pytest.raises(UserError):
        said(both)
    plain = one.with_name("plain.jalon")
    assert here(*told, "merge", one, two, "-o", plain) == 0
    assert "two.jalon is under a passphrase and the file it came into is not" in (
        capsys.readouterr().out
    )
    assert said(plain) == ["in the safe"]
    assert here(*told, "merge", plain, two, "-o", plain) == 0
    assert "is under a passphrase" not in capsys.readouterr().out


def test_that_one_passphrase_from_a_pipe_opens_all_that_a_command_reads(
    one: Path, secret: Path
) -> None:
    two = copied(one, "two.jalon", "in the safe")
    for path in (one, two):
        assert here("protect", path, "--passphrase-file", secret) == 0
    ran = subprocess.run(
        [sys.executable, "-m", "jalon", "--project-passphrase-file", "-", "compare", one, two],
        input="trois mots sûrs\n".encode(),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        check=False,
    )
    assert ran.stderr == b""
    assert b"1 field differs." in ran.stdout


@pytest.mark.parametrize("bytes_", [b"caf\xe9\n", b"\xff\xfea\x00\n"])
def test_that_a_pipe_in_another_encoding_is_refused_and_seals_nothing(
    one: Path, bytes_: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = one.read_bytes()
    stdin = io.TextIOWrapper(io.BytesIO(bytes_), encoding="utf-8", errors="surrogateescape")
    monkeypatch.setattr("sys.stdin", stdin)
    assert here("protect", one, "--passphrase-file", "-") == 2
    assert "is not written in UTF-8" in capsys.readouterr().err
    assert one.read_bytes() == before


@given(
    before=st.text(max_size=5),
    half=st.characters(categories=["Cs"]),
    after=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
)
def test_that_half_a_character_seals_nothing(before: str, half: str, after: str) -> None:
    with pytest.raises(UserError) as refused:
        Passphrase(before + half + after).new()
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_that_half_a_character_opens_nothing(one: Path, secret: Path) -> None:
    assert here("protect", one, "--passphrase-file", secret) == 0
    with pytest.raises(UserError, match="does not open"):
        said(one, "trois mots sûrs\ud800")


def test_that_it_is_said_what_copies_made_before_open_with(
    one: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = secret.with_name("other.txt")
    other.write_text("un autre\n", encoding="utf-8")
    had = "Copies and backups made before open with the passphrase they had."
    assert here("protect", one, "--passphrase-file", secret) == 0
    first = capsys.readouterr().out
    assert had not in first
    assert "are not protected" in first
    assert here("backup", one) == 2
    assert here("--project-passphrase-file", secret, "backup", one) == 0
    (backup,) = one.parent.rglob("*Z.jalon")
    capsys.readouterr()
    command = ("protect", one, "--passphrase-file", other)
    assert here("--project-passphrase-file", secret, *command) == 0
    changed = capsys.readouterr().out
    assert had in changed
    assert "are not protected" not in changed
    assert said(backup, "trois mots sûrs") == []
    assert here("--project-passphrase-file", other, "protect", one, "--remove") == 0
    assert had in capsys.readouterr().out
    assert said(one) == []
    assert said(backup, "trois mots sûrs") == []


def test_that_copies_under_different_passphrases_are_united_as_they_are(
    one: Path, secret: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = copied(one, "two.jalon", "in the safe")
    three = copied(one, "three.jalon", "with the notary")
    another = tmp_path / "another.txt"
    another.write_text("quatre autres mots\n", encoding="utf-8")
    for path, file in ((two, secret), (three, another)):
        assert here("protect", path, "--passphrase-file", file) == 0
    before = two.read_bytes(), three.read_bytes()
    both = one.with_name("both.jalon")
    told = ("--project-passphrase-file", secret, "merge", two, three, "-o", both)
    assert here(*told) == 2
    assert not both.exists()
    assert here(*told, "--second-passphrase-file", secret) == 2
    assert "does not open three.jalon" in capsys.readouterr().err
    assert here(*told, "--second-passphrase-file", another) == 1
    assert (two.read_bytes(), three.read_bytes()) == before
    assert sorted(map(str, said(both, "trois mots sûrs"))) == ["in the safe", "with the notary"]
    with pytest.raises(UserError):
        said(both, "quatre autres mots")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_that_git_is_told_what_came_in_by_the_name_of_the_file(
    one: Path, secret: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "rules of 3 June"
    folder.mkdir()
    driver = f'"{sys.executable}" -m jalon merge %A %B -o %A --called %P'

    def git(*words: str) -> str:
        ran = subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.stdout + ran.stderr

    def answered(word: str, field: str) -> None:
        with opened(folder / "notre évaluation.jalon", author=word) as session:
            session.answer(PROVIDER, ITEM, field, word)
        git("commit", "-aqm", word)

    git("init", "-qb", "main")
    git("config", "merge.jalon.driver", driver)
    (folder / ".gitattributes").write_text("*.jalon merge=jalon\n")
    shutil.copyfile(one, folder / "notre évaluation.jalon")
    git("add", "-A")
    git("commit", "-qm", "first")
    git("checkout", "-qb", "other")
    answered("theirs", "how")
    git("checkout", "-q", "main")
    answered("ours", "owner")
    shown = git("merge", "-m", "both", "other")
    assert "1 change came in from notre évaluation.jalon." in shown
    assert said(folder / "notre évaluation.jalon") == ["theirs"]
    git("checkout", "-q", "other")
    assert here("protect", folder / "notre évaluation.jalon", "--passphrase-file", secret) == 0
    git("commit", "-aqm", "sealed")
    git("checkout", "-q", "main")
    answered("again", "owner")
    shown = git("merge", "-m", "sealed", "other")
    assert "notre évaluation.jalon is protected by a passphrase" in shown
    assert ".merge_file" not in shown
