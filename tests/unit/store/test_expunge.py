"""A value can be removed from the file, and the removal is on record."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jalon.assessment import repeated
from jalon.assessment.changes import PROJECT, PROVIDER, ChangeId, Key, Value, change_id
from jalon.assessment.state import Assessment
from jalon.errors import UserError
from jalon.forms import load
from jalon.session import opened
from jalon.store.project import Project
from tools.thorough import examples

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


WORD = st.text(st.sampled_from('ab"\\/é\n\u0001 ü'), min_size=1, max_size=9)


@settings(
    max_examples=examples(12, 400), phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(
    said=st.lists(st.one_of(WORD, st.lists(WORD, max_size=2), st.integers(-99, 99)), max_size=6),
    written=WORD,
    ascii_only=st.booleans(),
    text=WORD,
)
def test_that_no_change_that_holds_a_text_is_passed_over(
    tmp_path_factory: pytest.TempPathFactory,
    said: list[Value],
    written: str,
    text: str,
    *,
    ascii_only: bool,
) -> None:
    """Also one whose bytes another program wrote, with more escapes than needed."""
    path = tmp_path_factory.mktemp("p") / "p.jalon"
    with Project.create(path, load.current()) as project:
        project.append(
            [(Key(PROVIDER, f"item-{n}", "how"), value) for n, value in enumerate(said)],
            author="Ada",
        )
    stored = json.dumps(
        {
            "subject": "provider",
            "item": "other",
            "field": "how",
            "value": written,
            "author": "",
            "time": "2026-11-27T00:00:00.000000Z",
            "edition": load.current(),
            "supersedes": [],
        },
        ensure_ascii=ascii_only,
    ).replace("/", "\\/")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(
            "INSERT INTO change VALUES(99, ?, ?, 'provider', 'other', 'how', ?, '')",
            (change_id(stored.encode()), stored.encode(), "2026-11-27T00:00:00.000000Z"),
        )
        other.execute("INSERT INTO head VALUES('provider', 'other', 'how', 99)")
    with opened(path) as session:
        assert session.check() == ()
        expected = [c for c in session.history() if repeated.is_in(c, text)]
        assert list(session.custody.saying(text)) == expected


def test_that_what_is_looked_for_is_not_looked_for_in_every_change(
    project: Project, key: Key
) -> None:
    for number in range(50):
        project.append([(key, f"one of many\n{number}")], author="Anna")
    (found,) = project.perhaps_saying("many\n31")
    assert found.value == "one of many\n31"


def test_that_several_are_removed_together_or_none(project: Project, key: Key) -> None:
    made = [project.append([(key, PASTED + str(n))], author="Anna")[0] for n in range(3)]
    unknown = ChangeId("0" * 64)
    with pytest.raises(UserError):
        project.expunge(made[0].id, unknown, author="Anna", reason="test")
    assert [c.value for c in project.history()] == [c.value for c in made[::-1]]
    project.expunge(*(c.id for c in made), author="Anna", reason="test")
    assert all(c.value is None for c in project.history(key))
    assert PASTED.encode() not in everything_on_disk(project.path)
    assert project.check() == ()
