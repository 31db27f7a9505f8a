"""Two copies worked on apart: whatever happens, nothing is lost, and merging gives one result."""

import hashlib
import shutil
import sqlite3
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from jalon.assessment.changes import PROVIDER, ChangeId
from jalon.forms import load
from jalon.forms.model import STATES
from jalon.session import Session, opened
from jalon.store import outside
from tools.thorough import examples

ITEMS = [i for i, r in load.form().items.items() if r.scope == "provider"][:3]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
WHICH = st.sampled_from((0, 1))


class Copies(RuleBasedStateMachine):
    """Keeps the ids of all changes that either copy ever acknowledged."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        self.paths = (root / "one.jalon", root / "two.jalon")
        first = Session.create(self.paths[0], author="A")
        first.copy_to(self.paths[1])
        self.sessions = [first, Session.open(self.paths[1], author="B")]
        self.seen: list[set[ChangeId]] = [set(), set()]
        self.taken = 0

    @rule(which=WHICH, item=st.sampled_from(ITEMS), state=st.sampled_from([*STATES, None]))
    def answer(self, which: int, item: str, state: str | None) -> None:
        self.sessions[which].answer(PROVIDER, item, "state", state)

    @rule(which=WHICH, item=st.sampled_from(ITEMS), text=TEXT)
    def type(self, which: int, item: str, text: str) -> None:
        self.sessions[which].draft(PROVIDER, item, "how", text)

    @rule(which=WHICH, value=st.sampled_from(("signed-whole", "not-signed", "undecided")))
    def change_scope(self, which: int, value: str) -> None:
        self.sessions[which].answer(PROVIDER, "code-position", "value", value)

    @rule(which=WHICH)
    def undo(self, which: int) -> None:
        self.sessions[which].undo()

    @rule(which=WHICH)
    def save(self, which: int) -> None:
        self.sessions[which].checkpoint()

    @rule(which=WHICH)
    def reopen(self, which: int) -> None:
        self.sessions[which].close()
        self.sessions[which] = Session.open(self.paths[which], author="AB"[which])

    @rule(which=WHICH)
    def kill(self, which: int) -> None:
        """Go on from the files as a kill would leave them."""
        path, session = self.paths[which], self.sessions[which]
        left = path.with_name("left")
        left.mkdir()
        for ending in ("", "-wal"):
            source = path.with_name(path.name + ending)
            if source.exists():
                shutil.copyfile(source, left / source.name)
        session.close()
        for source in left.iterdir():
            shutil.move(source, path.with_name(source.name))
        left.rmdir()
        self.sessions[which] = Session.open(path, author="AB"[which])

    @rule(which=WHICH)
    def merge(self, which: int) -> None:
        """Take the other copy in, while that one stays as it is."""
        other = self.sessions[1 - which]
        aside = self.paths[1 - which].with_name(f"aside-{self.taken}.jalon")
        self.taken += 1
        other.copy_to(aside)
        self.sessions[which].custody.take_in(aside)
        with opened(aside, read_only=True) as taken:
            self.seen[which] |= {c.id for c in taken.history()}

    @invariant()
    def keeps_every_change(self) -> None:
        if not hasattr(self, "sessions"):
            return
        for number, session in enumerate(self.sessions):
            ids = {c.id for c in session.history()}
            assert self.seen[number] <= ids
            self.seen[number] |= ids

    def teardown(self) -> None:
        if not hasattr(self, "sessions"):
            return
        for session in self.sessions:
            session.close()
        digests = set()
        for number in (0, 1):
            made = self.paths[0].with_name(f"united-{number}.jalon")
            shutil.copyfile(self.paths[number], made)
            with opened(made) as united:
                united.custody.take_in(self.paths[1 - number])
                assert {c.id for c in united.history()} >= self.seen[0] | self.seen[1]
                assert united.check() == ()
                digests.add(united.assessment.digest())
        assert len(digests) == 1
        self.folder.cleanup()


TestCopies = Copies.TestCase
TestCopies.settings = settings(max_examples=examples(5, 40), stateful_step_count=15, deadline=None)


def test_that_what_is_being_typed_is_settled_before_another_copy_comes_in(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "one.jalon", author="A")
    session.copy_to(tmp_path / "two.jalon")
    session.draft(PROVIDER, ITEMS[0], "how", "half a sentence")
    session.custody.take_in(tmp_path / "two.jalon")
    assert session.assessment.text(PROVIDER, ITEMS[0], "how") == "half a sentence"
    assert session.drafts == {}
    session.close()


def test_that_a_file_that_one_copy_removed_by_mistake_comes_back_from_the_other(
    tmp_path: Path,
) -> None:
    proof = tmp_path / "épreuve.bin"
    proof.write_bytes(bytes(range(256)) * 40)
    paths = {name: tmp_path / f"{name}.jalon" for name in ("one", "two")}
    with_proof = Session.create(paths["one"], author="A")
    made = with_proof.attachments.attach(outside.read(proof), [(PROVIDER, ITEMS[0])])
    with_proof.close()
    shutil.copy(paths["one"], paths["two"])
    for step in ("remove", "restore"):  # the bytes go when the project is closed in between
        with opened(paths["one"], author="A") as session:
            entry = session.attachments.entry(made)
            assert entry is not None
            if step == "remove":
                session.attachments.remove(entry, "the wrong one")
            else:
                session.attachments.restore(entry)
    digests = set()
    for first, second in (("one", "two"), ("two", "one")):
        target = tmp_path / "united.jalon"
        shutil.copy(paths[first], target)
        with opened(target, author="C") as united:
            united.custody.take_in(paths[second])
            entry = united.attachments.entry(made)
            assert entry is not None
            assert entry.file is not None
            assert (entry.file.stored, entry.added[0], entry.removed) == ("embedded", "A", "")
            assert united.check() == ()
            digests.add(united.assessment.digest())
            united.custody.take_in(paths[second])
            digests.add(united.assessment.digest())
        with sqlite3.connect(target) as reader:
            ((data,),) = reader.execute("SELECT bytes FROM evidence").fetchall()
        assert hashlib.sha256(data).hexdigest() == entry.file.sha256
        target.unlink()
    assert len(digests) == 1
