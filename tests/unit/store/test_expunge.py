"""A value can be removed from the file, and the removal is on record."""

from pathlib import Path

import pytest

from jalon.assessment.changes import PROJECT, Key
from jalon.assessment.state import Assessment
from jalon.errors import UserError
from jalon.store.project import Project

PASTED = "hunter2-pasted-by-mistake "


def everything_on_disk(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(path.parent.iterdir()) if p.is_file())


@pytest.mark.parametrize("length", [1, 2000])
def test_that_no_byte_of_an_expunged_value_stays_in_the_file(
    path: Path, key: Key, length: int
) -> None:
    with Project.create(path, "test-edition") as project:
        for number in range(60):
            project.append([(key._replace(field=f"f{number}"), f"filler {number}")], author="Anna")
        project.draft(key, PASTED * length, "Anna")
        project.checkpoint()
        project.append([(key, f"before {number}")], author="Anna")
        (secret,) = project.append([(key, PASTED * length)], author="Anna")
        project.append([(key, "after")], author="Anna")
        project.checkpoint()
        assert PASTED.encode() in everything_on_disk(path)
        project.expunge(secret.id, author="Bruno", reason="a password")
        assert project.history(key)[1].id == secret.id
        assert project.check() == ()
        project.checkpoint()
        connection = project.source()
        assert connection.execute(
            "SELECT payload, author FROM change WHERE id = ?", (secret.id,)
        ).get == (
            b"",
            "",
        )
    assert PASTED.encode() not in everything_on_disk(path)
    with Project.open(path) as project:
        assert project.check() == ()
        assert [c.value for c in project.history(key)] == ["after", None, "before 59"]


def test_that_the_removal_is_recorded_with_author_time_and_reason(
    project: Project, key: Key
) -> None:
    (old,) = project.append([(key, PASTED)], author="Anna")
    project.append([(key, "new")], author="Anna")
    (record,) = project.expunge(old.id, author="Bruno", reason="a person's right")
    assert record.key == Key(PROJECT, "expunged", old.id)
    assert (record.author, record.value) == (
        "Bruno",
        {"reason": "a person's right", "supersedes": []},
    )
    assert project.heads()[key][0].value == "new"
    assert project.history(key)[1].author == ""


def test_that_a_current_value_is_taken_back_first(project: Project, key: Key) -> None:
    (old,) = project.append([(key, "first")], author="Anna")
    (secret,) = project.append([(key, PASTED)], author="Anna")
    taken_back, record = project.expunge(secret.id, author="Bruno", reason="a password")
    assert (taken_back.value, taken_back.supersedes) == (None, (secret.id,))
    assert isinstance(record.value, dict)
    assert record.value["supersedes"] == [old.id]
    assert project.heads()[key] == (taken_back,)
    assert project.digest() == Assessment(project.heads()).digest()
    assert project.check() == ()


def test_that_what_an_expunged_change_had_replaced_does_not_come_back(path: Path, key: Key) -> None:
    with Project.create(path, "test-edition") as project:
        project.append([(key, "one")], author="Anna")
        (two,) = project.append([(key, "two")], author="Anna")
        project.append([(key, "three")], author="Anna")
        project.expunge(two.id, author="Anna", reason="test")
        assert project.check() == ()
    with Project.open(path) as project:
        assert [c.value for c in project.heads()[key]] == ["three"]


def test_that_a_draft_of_the_same_field_goes_with_a_current_value(
    project: Project, key: Key
) -> None:
    (secret,) = project.append([(key, PASTED)], author="Anna")
    project.draft(key, PASTED + "more", "Anna")
    project.expunge(secret.id, author="Anna", reason="test")
    assert project.drafts() == {}


def test_that_expunging_twice_changes_nothing_more(project: Project, key: Key) -> None:
    (secret,) = project.append([(key, PASTED)], author="Anna")
    project.expunge(secret.id, author="Anna", reason="test")
    count, digest = project.count(), project.digest()
    assert project.expunge(secret.id, author="Anna", reason="again") == ()
    assert (project.count(), project.digest()) == (count, digest)


def test_that_an_unknown_change_is_named_as_such(project: Project, key: Key) -> None:
    (made,) = project.append([(key, "text")], author="Anna")
    with pytest.raises(UserError, match="no change with this id"):
        project.expunge(type(made.id)("0" * 64), author="Anna", reason="test")


def test_that_the_record_of_a_removal_stays(project: Project, key: Key) -> None:
    (made,) = project.append([(key, "text")], author="Anna")
    record = project.expunge(made.id, author="Anna", reason="test")[-1]
    with pytest.raises(UserError, match="cannot be removed itself"):
        project.expunge(record.id, author="Anna", reason="cover up")


def test_that_the_log_is_append_only_again_afterwards(project: Project, key: Key) -> None:
    (made,) = project.append([(key, "text")], author="Anna")
    project.expunge(made.id, author="Anna", reason="test")
    with pytest.raises(Exception, match="not authorized"):
        project.source().execute("UPDATE change SET payload = x''")
