"""Three copies worked on apart, united in every order: the same file, whatever was done to each.

What follows from the log is worked out here anew from the files, without Jalon.
"""

import hashlib
import json
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.assessment import models
from jalon.assessment.changes import PROJECT, PROVIDER
from jalon.forms import load
from jalon.session import Session, opened

ITEMS = [i for i, r in load.form().items.items() if r.scope == "provider"][:2]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
Way: TypeAlias = "int | tuple[Way, Way]"
WAYS: tuple[Way, ...] = (((0, 1), 2), ((2, 2), (1, 0)))


def removed_for_good(session: Session, text: str) -> None:
    found = [c for c in session.history() if c.edition and c.key.subject != PROJECT]
    if found:
        chosen = found[len(text) % len(found)]
        session.custody.expunge(chosen.id, text, Path("nowhere"))


def taken_out(session: Session, text: str) -> None:
    found = list(session.attachments.register.entries.values())
    if found:
        session.attachments.remove(found[len(text) % len(found)], f"why: {text}")


DEEDS: dict[str, Callable[[Session, str], object]] = {
    "answer": lambda s, t: s.answer(PROVIDER, ITEMS[len(t) % 2], "how", t),
    "choose": lambda s, t: s.answer(
        PROVIDER, ITEMS[0], "state", ("partial", "planned", None)[len(t) % 3]
    ),
    "type": lambda s, t: s.draft(PROVIDER, ITEMS[1], "gap", t),
    "undo": lambda s, _: s.undo(),
    "redo": lambda s, _: s.redo(),
    "scope": lambda s, t: s.answer(
        PROVIDER, "code-position", "value", ("undecided", "not-signed")[len(t) % 2]
    ),
    "name": lambda s, t: s.custody.name_version(f"v{t}"),
    "attach": lambda s, t: s.attachments.attach_bytes(
        "a.txt", t.encode() * 99, [(PROVIDER, ITEMS[0])]
    ),
    "remove": taken_out,
    "expunge": removed_for_good,
    "model": lambda s, t: s.apply(models.added(s.assessment, t)[1]),
    "action": lambda s, t: s.actions.add([(PROVIDER, ITEMS[0])], what=t),
}
LOGS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(sorted(DEEDS)), TEXT), min_size=3, max_size=12
)


def killed(path: Path, session: Session, target: Path) -> None:
    """Keep the file as a kill would leave it."""
    for ending in ("", "-wal"):
        if (left := path.with_name(path.name + ending)).exists():
            shutil.copyfile(left, target.with_name(target.name + ending))
    session.close()


def united(copies: list[Path], way: Way, folder: Path) -> Path:
    if isinstance(way, int):
        target = folder / f"{secrets.token_hex(4)}.jalon"
        for ending in ("", "-wal"):
            if (source := copies[way].with_name(copies[way].name + ending)).exists():
                shutil.copyfile(source, target.with_name(target.name + ending))
        return target
    first, second = (united(copies, part, folder) for part in way)
    with opened(first) as session:
        session.custody.take_in(second)
        assert session.check() == ()
    return first


def read(path: Path) -> tuple[list[tuple[object, ...]], set[str], dict[str, str]]:
    """Return the log of a file, its current ids and its evidence; and hold each to the others."""
    with closing(sqlite3.connect(path)) as file:
        log = sorted(
            file.execute("SELECT id, payload, subject, item, field, time, author FROM change")
        )
        said = {i for (i,) in file.execute("SELECT id FROM head JOIN change USING(seq)")}
        bytes_ = dict(file.execute("SELECT sha256, hex(bytes) FROM evidence"))
    replaced, emptied = set(), set()
    for change_id, payload, *_ in log:
        if payload:
            assert hashlib.sha256(payload).hexdigest() == change_id
            told = json.loads(payload)
            replaced |= set(told["supersedes"])
            if (told["subject"], told["item"]) == ("project", "expunged"):
                emptied.add(told["field"])
                replaced |= set(told["value"]["supersedes"])
    assert said == {change_id for change_id, *_ in log} - replaced
    assert {change_id for change_id, payload, *_ in log if not payload} == emptied
    return log, said, bytes_


@given(log=LOGS, ends=st.tuples(st.booleans(), st.booleans(), st.booleans()))
@settings(max_examples=4, deadline=None)
def test_that_three_copies_unite_to_the_same_whatever_was_done_in_each(
    log: list[tuple[int, str, str]], ends: tuple[bool, ...]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copies = [root / f"{number}.jalon" for number in range(3)]
        first = Session.create(copies[0], author="A")
        first.answer(PROVIDER, ITEMS[0], "how", "before")
        for path in copies[1:]:
            first.copy_to(path)
        sessions = [first, *(Session.open(path, author=path.stem) for path in copies[1:])]
        for which, deed, text in log:
            DEEDS[deed](sessions[which], text)
        known = {c.id for session in sessions for c in session.history()}
        left = [root / f"left-{number}.jalon" for number in range(3)]
        for path, session, target, neatly in zip(copies, sessions, left, ends, strict=True):
            if neatly:
                session.close()
                shutil.copyfile(path, target)
            else:
                killed(path, session, target)
        found = []
        for number, way in enumerate(WAYS):
            (place := root / f"way-{number}").mkdir()
            found.append(read(united(left, way, place)))
        assert found[0] == found[1]
        assert known <= {str(change_id) for change_id, *_ in found[0][0]}


def test_that_no_byte_of_a_file_that_another_copy_expunged_waits_for_the_project_to_close(
    tmp_path: Path,
) -> None:
    ours, theirs, secret = tmp_path / "ours.jalon", tmp_path / "theirs.jalon", b"hunter2 " * 4000
    session = Session.create(ours, author="Ada")
    evidence = session.attachments.attach_bytes("plan.txt", secret, [(PROVIDER, ITEMS[0])])
    session.copy_to(theirs)
    with opened(theirs) as other:
        (named,) = [c for c in other.history() if c.key == (evidence, "evidence", "file")]
        other.custody.expunge(named.id, "a password", tmp_path / "kept")
    session.custody.take_in(theirs)
    left = [p.name for p in tmp_path.iterdir() if b"hunter2" in p.read_bytes()]
    session.close()
    assert left == []
