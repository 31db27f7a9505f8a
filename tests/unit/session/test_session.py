"""The open project: commands end in durable changes or in nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jalon.assessment import signed
from jalon.assessment.changes import PROVIDER, Key, Value
from jalon.cli import status_signing
from jalon.errors import ProjectError
from jalon.export import recorded_words
from jalon.language import translator
from jalon.session import Session, opened, unlocking
from jalon.store.protection import Passphrase

POLICY = "copyright-1.1-policy"


@pytest.fixture
def session(tmp_path: Path):  # noqa: ANN201
    made = Session.create(tmp_path / "a.jalon", author="Ana")
    yield made
    made.close()


def item(session: Session) -> str:
    return next(i for i, r in session.form.items.items() if r.scope == "provider")


def test_that_a_new_project_answers_nothing_and_has_one_model(session: Session) -> None:
    assert len(session.models) == 1
    assert session.evaluation.overall.answered == 0
    assert all(s.state is None for s in session.evaluation.items.values())


def test_that_an_answer_is_on_disk_when_the_command_returns(session: Session) -> None:
    session.answer(PROVIDER, item(session), "state", "partial")
    copy = session.path.with_name("copy.jalon")
    session.copy_to(copy)
    with opened(copy) as other:
        assert other.assessment.value(PROVIDER, item(session), "state") == "partial"


def test_that_listeners_hear_of_each_change_once(session: Session) -> None:
    heard: list[int] = []
    forget = session.on_change(lambda: heard.append(1))
    session.answer(PROVIDER, item(session), "state", "partial")
    session.answer(PROVIDER, item(session), "state", "partial")
    assert heard == [1]
    forget()
    session.answer(PROVIDER, item(session), "state", None)
    assert heard == [1]


def test_that_undo_and_redo_are_changes_like_any_other(session: Session) -> None:
    session.answer(PROVIDER, item(session), "state", "partial")
    session.answer(PROVIDER, item(session), "state", "implemented")
    before = len(session.history())
    session.undo()
    assert session.assessment.value(PROVIDER, item(session), "state") == "partial"
    session.redo()
    assert session.assessment.value(PROVIDER, item(session), "state") == "implemented"
    assert len(session.history()) == before + 2


def test_that_an_answer_after_undo_forgets_what_could_be_done_again(session: Session) -> None:
    session.answer(PROVIDER, item(session), "state", "partial")
    session.undo()
    session.answer(PROVIDER, item(session), "state", "planned")
    assert not session.redoable


def test_that_typing_is_kept_but_becomes_one_change_only(session: Session) -> None:
    before = len(session.history())
    for n in range(1, 30):
        session.draft(PROVIDER, item(session), "how", "x" * n)
    assert session.shown(PROVIDER, item(session), "how") == "x" * 29
    assert session.assessment.value(PROVIDER, item(session), "how") is None
    session.settle()
    assert len(session.history()) == before + 1
    assert not session.drafts
    session.undo()
    assert session.shown(PROVIDER, item(session), "how") is None


def test_that_an_empty_text_takes_the_answer_back(session: Session) -> None:
    session.answer(PROVIDER, item(session), "how", "text")
    session.answer(PROVIDER, item(session), "how", "")
    assert session.assessment.value(PROVIDER, item(session), "how") is None


def test_that_evidence_is_recorded_linked_edited_and_unlinked(session: Session) -> None:
    place = (PROVIDER, item(session))
    made = session.attachments.refer([place], name="Policy", target="file:///p.pdf")
    session.answer(made, "evidence", "name", "Policy 2")
    session.answer(made, "evidence", "date", "2026-11-01")
    (entry,) = session.attachments.register.linked(PROVIDER, item(session))
    assert (entry.name, entry.target, entry.date) == ("Policy 2", "file:///p.pdf", "2026-11-01")
    session.attachments.unlink(entry, [place])
    entry = session.attachments.entry(made) or entry
    assert session.attachments.register.linked(PROVIDER, item(session)) == ()
    session.undo()
    assert session.attachments.register.linked(PROVIDER, item(session)) == (
        replace(entry, links=(place,)),
    )


def test_that_changes_carry_their_author(session: Session) -> None:
    session.answer(PROVIDER, item(session), "state", "partial")
    session.set_author("  Bo  ")
    session.answer(PROVIDER, item(session), "state", "planned")
    mine = session.history(Key(PROVIDER, item(session), "state"))
    assert [c.author for c in mine] == ["Bo", "Ana"]


def test_that_listeners_hear_once_who_writes_from_now_on(session: Session) -> None:
    heard: list[str] = []
    session.on_change(lambda: heard.append(session.author))
    session.set_author("Bo")
    session.set_author(" Bo ")
    assert heard == ["Bo"]


def test_that_a_picture_taken_by_nobody_names_who_wrote_last(session: Session) -> None:
    session.answer(PROVIDER, item(session), "state", "partial")
    session.set_author("")
    assert session.snapshot().author == "Ana"


def test_that_making_a_report_does_not_change_the_digest(session: Session) -> None:
    session.answer(PROVIDER, item(session), "state", "partial")
    before = session.snapshot().digest
    session.record_report(
        file="r.pdf", sha256="0" * 64, digest=before, language="fr", signers=["A"]
    )
    assert session.snapshot().digest == before
    session.answer(PROVIDER, item(session), "state", "planned")
    assert session.snapshot().digest != before


def test_that_the_last_signed_report_is_the_one_signed_last_though_the_clock_was_set_back(
    session: Session,
) -> None:
    about: dict[str, Value] = {"sha256": "0" * 64, "language": "fr", "signers": ["A"]}
    ahead = datetime.now(UTC) + timedelta(days=700)
    about["digest"] = session.assessment.digest()
    edits = signed.edits(session.assessment, {**about, "file": "ahead.pdf"}, ahead)
    session._store(edits, by=("Ana", ahead))
    for file in ("right.pdf", "again.pdf"):
        before = datetime.now(UTC)
        session.record_report(
            file=file, sha256="1" * 64, digest="2" * 64, language="fr", signers=["B"]
        )
        found = signed.last(session.assessment)
        assert found is not None
        assert (found.file, found.signers) == (file, ("B",))
        assert before <= found.time <= datetime.now(UTC)  # told as the clock was
    session.record_report(
        file="draft.pdf", sha256="1" * 64, digest="2" * 64, language="fr", signers=[]
    )
    told = status_signing._last(session.snapshot())
    assert told is not None
    assert (told["file"], told["unchanged"]) == ("again.pdf", False)
    words = translator("fr")
    said = [
        recorded_words.value(session.form, session.assessment, key, changes[0].value, words)
        for key, changes in session.assessment.heads.items()
        if key.field == "at"
    ]
    assert len(said) == 2
    assert all(str(ahead.year) in text and "T" not in text for text in said)


def test_that_a_second_session_on_the_same_file_is_refused(session: Session) -> None:
    with pytest.raises(ProjectError) as caught:
        Session.open(session.path)
    assert caught.value.reason == "locked"


def test_that_a_project_of_an_unknown_edition_is_refused_and_released(
    tmp_path: Path,
) -> None:
    path = tmp_path / "later.jalon"
    from jalon.store.project import Project

    Project.create(path, "code-2099-01-01").close()
    for _ in range(2):
        with pytest.raises(ProjectError) as caught:
            Session.open(path)
        assert caught.value.reason == "newer"


def test_that_a_sound_project_has_no_findings(session: Session) -> None:
    session.answer(PROVIDER, item(session), "state", "partial")
    assert session.check() == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("half \ud83d of a character", "half \ufffd of a character"),
        ("two halves \ud83d\ude42", "two halves 🙂"),
        ("a\x00b\u202e<b>&\"'", "a\x00b\u202e<b>&\"'"),
        ("é e\u0301", "é e\u0301"),
        ("x" * 20_000 + "\n\n\u2028", "x" * 20_000 + "\n\n\u2028"),
    ],
)
def test_that_text_is_kept_as_typed(session: Session, typed: str, kept: str) -> None:
    session.draft(PROVIDER, item(session), "how", typed)
    session.settle()
    path = session.path
    session.close()
    with opened(path) as again:
        assert again.assessment.value(PROVIDER, item(again), "how") == kept


def test_that_a_text_left_behind_keeps_its_author_and_time(tmp_path: Path) -> None:
    from jalon.store.project import Project

    first = Session.create(tmp_path / "a.jalon", author="Ana")
    key = Key(PROVIDER, item(first), "how")
    first.close()
    with Project.open(first.path) as project:
        project.draft(key, "typed by Ana before the crash", "Ana")
        typed = datetime.now(UTC)
    with opened(first.path, author="Bo") as second:
        latest = second.assessment.latest(*key)
        assert latest is not None
        assert (latest.author, latest.value) == ("Ana", "typed by Ana before the crash")
        assert latest.time <= typed
        assert second.author == "Bo"
        assert not second.undoable


def test_that_what_a_command_was_told_opens_nothing_after_it() -> None:
    with unlocking.passphrase_from(lambda: "trois mots"):
        assert unlocking.passphrase(None) == Passphrase("trois mots")
        assert unlocking.passphrase("typed") == Passphrase("typed")
    assert unlocking.passphrase(None) is None
