"""Copies of a project on the command line: real files, read back with SQLite or JSON."""

import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from unit_cli import here
from unit_store import edited

from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.export import difference_words
from jalon.forms import load
from jalon.language import translator
from jalon.session import Session, opened
from jalon.session.custody import Custody
from jalon.store.project import Project
from tools.thorough import examples

ITEMS = [i for i, r in load.form().items.items() if r.scope == "provider"][:3]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    capsys.readouterr()
    code = here(*arguments, "--json")
    return code, json.loads(capsys.readouterr().out)


def answer(path: Path, text: str, author: str, item: str = ITEMS[0]) -> None:
    with opened(path, author=author) as session:
        session.answer(PROVIDER, item, "how", text)


HOLD = """
import sys
from pathlib import Path
from jalon.session import opened
with opened(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_elsewhere(path: Path) -> Iterator[None]:
    """Have another process work on a project."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"open\n"
        yield
        process.communicate()


@pytest.fixture
def first(tmp_path: Path) -> Path:
    path = tmp_path / "one.jalon"
    Session.create(path, author="Ana").close()
    return path


@pytest.fixture
def second(first: Path) -> Path:
    path = first.with_name("two.jalon")
    with opened(first) as session:
        session.copy_to(path)
    return path


def logged(path: Path) -> list[bytes]:
    with sqlite3.connect(path) as connection:
        return sorted(row[0] for row in connection.execute("SELECT payload FROM change"))


def test_that_two_copies_become_one_with_every_change_of_both(
    first: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(first, "Anas Antwort", "Ana")
    answer(second, "un autre texte", "Béa", ITEMS[1])
    both = first.with_name("both.jalon")
    before = logged(first)
    assert here("merge", first, second, "-o", both) == 0
    assert "Béa: 1" in capsys.readouterr().out
    assert logged(first) == before
    assert set(logged(both)) == {*logged(first), *logged(second)}
    assert here("check", both) == 0


def test_that_conflicts_are_shown_with_authors_and_settled(
    first: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(first, "Ana says", "Ana")
    answer(second, "Béa says", "Béa")
    assert here("merge", first, second, "-o", first) == 1
    said = capsys.readouterr().out
    assert "Ana: Ana says" in said
    assert "Béa: Béa says" in said
    code, found = printed(capsys, "conflicts", first)
    assert code == 1
    (conflict,) = found
    assert {v["author"]: v["value"] for v in conflict["values"]} == {
        "Ana": "Ana says",
        "Béa": "Béa says",
    }
    place = conflict["subject"], conflict["item"], conflict["field"]
    assert here("settle", first, *place, "--take", "") == 2
    assert here("conflicts", first) == 1
    taken = next(v["id"] for v in conflict["values"] if v["author"] == "Béa")
    assert here("settle", first, *place, "--take", taken[:12], "--author", "Cy") == 0
    with opened(first) as session:
        assert session.assessment.value(*Key(*place)) == "Béa says"
        (current,) = session.assessment.heads[Key(*place)]
        assert len(current.supersedes) == 2
    assert here("conflicts", first) == 0
    assert here("settle", first, *place, "--write", "again") == 2


def test_that_a_conflict_is_settled_by_writing_only_where_any_text_is_an_answer(
    first: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, state in ((first, "planned"), (second, "partial")):
        answer(path, f"{state}, as we say", "Ana")
        with opened(path) as session:
            session.answer(PROVIDER, ITEMS[0], "state", state)
    here("merge", first, second, "-o", first)
    before = logged(first)
    capsys.readouterr()
    assert here("settle", first, "provider", ITEMS[0], "state", "--write", "nearly") == 2
    assert "--take" in capsys.readouterr().err
    assert logged(first) == before
    assert here("settle", first, "provider", ITEMS[0], "how", "--write", "our way") == 0
    with opened(first) as session:
        assert session.assessment.text(PROVIDER, ITEMS[0], "how") == "our way"
        assert [key.field for key in session.assessment.conflicts()] == ["state"]


@pytest.mark.parametrize(
    "words", ["\x1b]0;gone\x07", "a\x9b2Jb", "\r\x08over", "\u202etxet", "\u2067x"]
)
def test_that_what_others_wrote_does_not_command_a_terminal(
    words: str, first: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(first, words, "Ana")
    answer(second, "un autre texte", words)
    here("merge", first, second, "-o", first)
    here("conflicts", first)
    here("history", first)
    here("compare", first, second)
    said = capsys.readouterr()
    assert "\ufffd" in said.out
    every = {*said.out, *said.err} - {"\n"}
    assert "Cc" not in map(unicodedata.category, every)
    assert not {"RLO", "RLI"} & {*map(unicodedata.bidirectional, every)}


def test_that_a_strange_file_is_not_taken_in_and_leaves_nothing(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.jalon"
    Session.create(other).close()
    both = tmp_path / "both.jalon"
    assert here("merge", first, other, "-o", both) == 2
    assert "another project" in capsys.readouterr().err
    assert not both.exists()
    (tmp_path / "junk.jalon").write_bytes(b"junk")
    assert here("merge", first, tmp_path / "junk.jalon", "-o", first) == 2
    assert here("check", first) == 0


def test_that_a_merge_elsewhere_changes_neither_copy(
    first: Path, second: Path, tmp_path: Path
) -> None:
    answer(second, "theirs", "Bo", ITEMS[1])
    project = Project.open(first)
    project.draft(Key(PROVIDER, ITEMS[0], "how"), "half a sentence", "Ana")
    project.close()  # as after a crash: what was typed is no change yet
    before = first.read_bytes(), second.read_bytes()
    both = tmp_path / "both.jalon"
    assert here("merge", first, second, "-o", both) == 0
    assert (first.read_bytes(), second.read_bytes()) == before
    with opened(both, read_only=True) as session:
        said = [session.assessment.value(PROVIDER, item, "how") for item in ITEMS[:2]]
    assert said == ["half a sentence", "theirs"]


def test_that_an_interrupted_merge_leaves_no_new_file(
    first: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    both, before = first.with_name("both.jalon"), logged(first)
    monkeypatch.setattr(Custody, "take_in", interrupted)
    assert here("merge", first, second, "-o", both) == 2
    assert sorted(p.name for p in first.parent.iterdir()) == ["one.jalon", "two.jalon"]
    assert here("merge", first, second, "-o", first) == 2
    assert logged(first) == before


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_that_a_killed_merge_gives_its_name_to_nothing_but_a_union(
    first: Path, second: Path
) -> None:
    answer(second, "theirs", "Bo")
    both = first.with_name("both.jalon")
    code = (
        "import os, sys; from jalon.session.custody import Custody; from jalon.cli import main;"
        " Custody.take_in = lambda *_, **__: os.kill(os.getpid(), 9);"
        " main.run(*main.parsed(sys.argv[1:]))"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code, "merge", first, second, "-o", both],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -9, killed.stderr
    assert not both.exists()
    assert here("merge", first, second, "-o", both) in {0, 1}
    assert set(logged(both)) >= set(logged(first)) | set(logged(second))
    names = sorted(p.name for p in first.parent.iterdir())
    assert names == ["both.jalon", "one.jalon", "two.jalon"]


def test_that_a_merge_knows_the_first_file_by_another_way_to_it(first: Path, second: Path) -> None:
    answer(second, "from the other", "Béa")
    (first.parent / "sub").mkdir()
    assert here("merge", first, second, "-o", first.parent / "sub" / ".." / first.name) == 0
    assert set(logged(first)) == set(logged(second))


def test_that_a_version_without_a_name_is_refused(first: Path) -> None:
    before = logged(first)
    for name in ("", "  "):
        assert here("version", first, name) == 2
    assert logged(first) == before


def test_that_what_the_other_copy_alone_has_is_called_as_it_is_there(
    first: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here("model", "rename", first, "1", "Alpha")
    here("model", "add", second, "Beta 2")
    capsys.readouterr()
    assert here("compare", first, second) == 1
    said = capsys.readouterr().out
    assert "Name of the model · Alpha\n" in said
    assert "Name of the model · Beta 2\n" in said


def test_that_named_versions_can_be_compared_with_now_and_with_each_other(
    first: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(first, "before the board", "Ana")
    assert here("version", first, "Board of 3 June", "--author", "Ana") == 0
    answer(first, "after the board", "Béa")
    assert here("version", first, "Later") == 0
    code, found = printed(capsys, "compare", first, "--from", "Board of 3 June")
    assert code == 1
    (difference,) = found
    assert [v["value"] for v in difference["before"]] == ["before the board"]
    assert [(v["value"], v["author"]) for v in difference["after"]] == [("after the board", "Béa")]
    assert printed(capsys, "compare", first, "--from", "Later") == (0, [])
    names = [one["name"] for one in printed(capsys, "version", first)[1]]
    assert names == ["Board of 3 June", "Later"]
    assert here("compare", first, "--from", "never") == 2


def test_that_naming_a_version_leaves_the_digest_as_it_is(
    first: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, before = printed(capsys, "status", first)
    here("version", first, "Board")
    assert printed(capsys, "status", first)[1]["digest"] == before["digest"]


@settings(max_examples=examples(6, 40), deadline=None)
@given(old=TEXTS, new=TEXTS)
def test_that_two_files_are_compared_answer_by_answer(
    tmp_path_factory: pytest.TempPathFactory, old: str, new: str
) -> None:
    folder = tmp_path_factory.mktemp("compare")
    one, two = folder / "one.jalon", folder / "two.jalon"
    Session.create(one).close()
    answer(one, old, "A")
    with opened(one) as session:
        session.copy_to(two)
    answer(two, new, "B")
    assert here("compare", one, two) == (1 if old != new else 0)


def test_that_a_damaged_file_is_rescued_and_left_as_it_was(first: Path) -> None:
    answer(first, "precious " * 300, "Ana")
    data = bytearray(first.read_bytes())
    data[4096:8192] = bytes(4096)
    first.write_bytes(data)
    assert here("check", first) == 1
    saved = first.with_name("saved.jalon")
    assert here("rescue", first, saved) in {0, 1}
    assert first.read_bytes() == bytes(data)
    assert here("check", saved) == 0
    assert any(b"precious" in payload for payload in logged(saved))


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=examples(10, 60), deadline=None)
@given(value=VALUES)
@example(1e300)
@example(["model"])
def test_that_values_that_no_form_gives_are_told_all_the_same(
    tmp_path_factory: pytest.TempPathFactory, value: Value
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    one, two = folder / "one.jalon", folder / "two.jalon"
    Session.create(one).close()
    with opened(one) as session:
        session.copy_to(two)
        (model,) = session.models
    with Project.open(two) as project:
        project.append(
            [
                (Key(model, "subject", "kind"), value),
                (Key(PROVIDER, ITEMS[0], "how"), value),
                (Key(Subject("version-0a0a0a0a"), "version", "ids"), value),
            ],
            author="Eve",
        )
    assert here("history", two) == 0
    assert here("compare", one, two) in {0, 1}
    assert here("merge", one, two, "-o", folder / "three.jalon") in {0, 1}


@settings(max_examples=examples(5, 40), deadline=None)
@given(texts=st.tuples(TEXTS, TEXTS), same=st.booleans())
def test_that_texts_left_behind_by_a_kill_unite_in_any_order_to_the_same(
    tmp_path_factory: pytest.TempPathFactory, texts: tuple[str, str], *, same: bool
) -> None:
    folder = tmp_path_factory.mktemp("typed")
    one, two = folder / "one.jalon", folder / "two.jalon"
    Session.create(one).close()
    with opened(one) as session:
        session.copy_to(two)
    for path, text, item in zip(
        (one, two), texts, (ITEMS[0], ITEMS[0 if same else 1]), strict=True
    ):
        with Project.open(path) as project:
            project.draft(Key(PROVIDER, item, "how"), text, "Ana")
    forth, back = folder / "forth.jalon", folder / "back.jalon"
    assert here("merge", one, two, "-o", forth) in {0, 1}
    assert here("merge", two, one, "-o", back) in {0, 1}
    assert set(logged(forth)) == set(logged(back))
    with opened(forth) as session, opened(back) as other:
        assert session.assessment.digest() == other.assessment.digest()
    for path in (one, two):
        assert here("merge", forth, path, "-o", forth) in {0, 1}
        with opened(path):
            pass  # which makes a change of what was typed
        assert here("merge", forth, path, "-o", forth) in {0, 1}
    assert set(logged(forth)) == set(logged(back))


def test_that_a_check_leaves_the_file_as_it_is_and_takes_no_lock(
    first: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(first, "precious", "Ana")
    with opened(first) as session:
        session.attachments.attach_bytes("proof.bin", b"the only proof")
        session.settle()
    project = Project.open(first)
    project.draft(Key(PROVIDER, ITEMS[1], "how"), "half a sentence", "Ana")
    project.close()
    edited(first, "DELETE FROM head WHERE field = 'file'")
    before = first.read_bytes()
    assert here("check", first) == 1
    assert "file" in capsys.readouterr().err
    assert first.read_bytes() == before
    with opened(first):
        pass
    with held_elsewhere(first):
        assert here("check", first) == 1
        assert here("history", first) == 2


@settings(max_examples=examples(4, 30), deadline=None)
@given(place=st.integers(0, 8_999))
def test_that_a_rescue_names_the_files_that_it_could_not_read(
    tmp_path_factory: pytest.TempPathFactory, place: int
) -> None:
    path = tmp_path_factory.mktemp("rescue") / "p.jalon"
    data = random.Random(place).randbytes(9000)  # noqa: S311  no secret
    session = Session.create(path)
    session.attachments.attach_bytes("preuve \u202efdp.exe", data)
    session.close()
    bad = bytearray(path.read_bytes())
    bad[bad.index(data[place - place % 900 :][:16])] ^= 255
    path.write_bytes(bad)
    with redirect_stdout(io.StringIO()) as said:
        assert here("rescue", path, path.with_name("saved.jalon")) == 1
    assert "preuve \ufffdfdp.exe" in said.getvalue()


def test_that_a_backup_is_made_once_for_each_state(
    first: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jalon.assets.backup_folder", lambda: first.parent / "kept")
    answer(first, "one", "Ana")
    code, made = printed(capsys, "backup", first)
    assert (code, len(made)) == (0, 1)
    assert printed(capsys, "backup", first)[1] == made
    assert logged(Path(made[0]["path"])) == logged(first)


def test_that_a_protected_project_is_worked_on_with_its_passphrase_file(
    first: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jalon.assets.backup_folder", lambda: first.parent / "kept")
    answer(first, "our weak point", "Ana")
    here("backup", first)
    secret, other = first.with_name("secret.txt"), first.with_name("other.txt")
    secret.write_text("un secret bien gardé\n", encoding="utf-8")
    other.write_text("autre\n", encoding="utf-8")
    assert here("protect", first, "--passphrase-file", secret) == 0
    assert "replaced by a protected one" in capsys.readouterr().out
    files = list(first.parent.rglob("*.jalon"))
    assert len(files) == 2
    assert not any(b"our weak point" in p.read_bytes() for p in files)
    assert here("status", first) == 2
    assert "protected by a passphrase" in capsys.readouterr().err
    assert here("--project-passphrase-file", other, "status", first) == 2
    assert here("--project-passphrase-file", secret, "status", first, "--json") == 0
    two = first.with_name("two.jalon")
    assert here("--project-passphrase-file", secret, "merge", first, first, "-o", two) == 0
    assert here("--project-passphrase-file", secret, "protect", first, "--remove") == 0
    assert b"our weak point" in b"".join(logged(first))


def test_that_a_rescue_names_what_was_lost_as_people_know_it(
    first: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(first, author="Ana") as session:
        items = [i for i, r in session.form.items.items() if r.scope == "provider"]
        for item in items:
            session.answer(PROVIDER, item, "how", "words " * 300)
    data = bytearray(first.read_bytes())
    leaf = 13  # https://sqlite.org/fileformat2.html#b_tree_pages
    starts = range(0, len(data), 4096)
    full = [n for n in starts if data[n] == leaf and b"words words" in data[n : n + 4096]]
    for start in full[2:6]:
        data[start : start + 4096] = bytes(4096)
    first.write_bytes(data)
    assert here("rescue", first, first.with_name("saved.jalon")) == 1
    said, _, listed = capsys.readouterr().out.partition("may be older:\n")
    assert "could not be read" in said
    places = [line.strip() for line in listed.splitlines()]
    form = load.form()
    tr = translator("en")
    named = {difference_words.place(form, Key(PROVIDER, i, "how"), tr) for i in items}
    assert places
    assert set(places) <= named
