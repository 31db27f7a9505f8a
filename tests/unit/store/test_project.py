"""The bare store: what is given comes back, in one file, in any later process."""

import hashlib
import json
import sqlite3
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rfc8785 import CanonicalizationError

from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.assessment.state import Assessment
from jalon.errors import UserError
from jalon.store import connection as connections
from jalon.store.project import Project
from jalon.store.rows import LONGEST_TEXT


def plain(path: Path) -> sqlite3.Connection:
    """Open a project file as anybody without Jalon would."""
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)


def test_that_a_new_project_is_one_ordinary_sqlite_file_with_our_marks(path: Path) -> None:
    Project.create(path, "test-edition").close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    reader = plain(path)
    assert reader.execute("PRAGMA application_id").fetchone() == (0x4A414C4E,)
    assert reader.execute("PRAGMA user_version").fetchone() == (1,)
    assert reader.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert reader.execute("SELECT value FROM meta WHERE name = 'form'").fetchone() == (
        "test-edition",
    )
    reader.close()


def test_that_an_answer_is_there_after_reopening(path: Path, key: Key) -> None:
    with Project.create(path, "test-edition") as project:
        (made,) = project.append([(key, "as typed")], author="Anna")
    with Project.open(path) as project:
        assert project.heads() == {key: (made,)}
        assert project.form_id == made.edition == "test-edition"
        assert not project.read_only


def test_that_a_change_takes_the_place_of_the_one_before(project: Project, key: Key) -> None:
    (first,) = project.append([(key, "first")], author="Anna")
    (second,) = project.append([(key, "second")], author="Bruno")
    assert second.supersedes == (first.id,)
    assert project.heads() == {key: (second,)}
    assert project.history() == (second, first)
    assert project.count() == 2


def test_that_several_entries_for_one_field_follow_each_other(project: Project, key: Key) -> None:
    first, second = project.append([(key, "first"), (key, "second")], author="Anna")
    assert second.supersedes == (first.id,)
    assert project.heads() == {key: (second,)}


def test_that_the_history_of_a_field_holds_only_its_own(project: Project, key: Key) -> None:
    other = key._replace(field="owner")
    (mine,) = project.append([(key, "mine")], author="Anna")
    project.append([(other, "another's")], author="Anna")
    (newer,) = project.append([(key, None)], author="Anna")
    assert project.history(key) == (newer, mine)
    assert project.history(limit=1) == (newer,)


def test_that_entries_are_recorded_all_or_none(project: Project, key: Key) -> None:
    with pytest.raises(CanonicalizationError):
        project.append([(key, "good"), (key, float("nan"))], author="Anna")
    assert project.count() == 0
    assert project.heads() == {}
    project.append([(key, "goes on")], author="Anna")


def test_that_a_text_longer_than_any_answer_is_refused_by_name(project: Project, key: Key) -> None:
    with pytest.raises(UserError, match="longer than a project can hold"):
        project.append([(key, "fine"), (key, "x" * (5 << 20))], author="Anna")
    with pytest.raises(UserError, match="longer than a project can hold"):
        project.draft(key, "x" * (5 << 20), "Anna")
    assert project.count() == 0


def test_that_the_name_of_an_author_that_no_file_can_hold_is_called_so(
    project: Project, key: Key
) -> None:
    name = "名" * 30_000
    for write in (
        lambda: project.append([(key, "text")], author=name),
        lambda: project.draft(key, "text", name),
    ):
        with pytest.raises(UserError, match=r"^The name of the author, “名{40}…”, is longer"):
            write()
    assert project.heads() == project.drafts() == {}
    assert project.check() == ()


@pytest.mark.parametrize(
    "text",
    [
        "<b>&\"'</b> <font color=red>%s {name} \\u0041",
        "😀 Ωμέγα Кириллица العربية 中文",
        "one\r\ntwo\u2028three\u2029four\ttab\x00nul",
        "é" * 20_000,
        " spaces stay ",
        "e\u0301 is not é",
    ],
)
def test_that_a_text_comes_back_as_typed(path: Path, key: Key, text: str) -> None:
    with Project.create(path, text[:50]) as project:
        project.append([(key, text)], author=text[:50])
        project.draft(key, text, text[:50])
    with Project.open(path) as project:
        (change,) = project.heads()[key]
        assert (change.value, change.author) == (text, text[:50])
        assert project.drafts() == {key: text}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lengths=st.lists(st.integers(65_000, 66_000) | st.integers(0, 200_000), max_size=4))
@example(lengths=[65_536 - 223, 1, 65_537 - 223])
def test_that_long_answers_are_there_beside_short_ones(
    tmp_path: Path, key: Key, lengths: list[int]
) -> None:
    entries = [(key._replace(field=f"f{n}"), "é"[n % 2 :] + "x" * n) for n in (*lengths, 3)]
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        path = Path(folder) / "long.jalon"
        with Project.create(path, "test-edition") as project:
            project.append(entries, author="Anna")
        with Project.open(path) as project:
            assert {k: c.value for k, (c,) in project.heads().items()} == dict(entries)


@pytest.mark.parametrize("page", [512, 4096, 65_536])
@pytest.mark.parametrize("value", ["zeroblob(?)", "CAST(zeroblob(?) AS TEXT)"])
def test_that_what_is_longer_than_asked_is_not_fetched(path: Path, page: int, value: str) -> None:
    made = sqlite3.connect(path)
    made.execute(f"PRAGMA page_size = {page}")
    made.execute("CREATE TABLE t(before, long)")
    for length in (65_536, 65_537):
        made.execute(f"INSERT INTO t VALUES(1, {value})", (length,))
    made.commit()
    made.close()
    connection = connections.open_for_reading(path, immutable=False)
    with connections.up_to(connection, LONGEST_TEXT):
        (first,) = connection.execute("SELECT long FROM t WHERE rowid = 1").fetchall()
        assert len(first[0]) == 65_536
        with pytest.raises(apsw.TooBigError):
            connection.execute("SELECT long FROM t WHERE rowid = 2").fetchall()
    assert connection.execute("SELECT octet_length(long) FROM t WHERE rowid = 2").get == 65_537
    connection.close()


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=VALUES)
def test_that_every_json_value_comes_back_equal(project: Project, key: Key, value: object) -> None:
    project.append([(key, value)], author="Anna")
    project.heads()
    (change,) = project.heads()[key]
    assert change.value == value
    assert isinstance(change.value, bool) == isinstance(value, bool)


def test_that_the_digest_is_that_of_the_assessment(project: Project, key: Key) -> None:
    project.append([(key, "one"), (Key(PROVIDER, "country", "value"), "FR")], author="Anna")
    before = project.digest()
    assert before == Assessment(project.heads()).digest()
    project.append([(key, "two")], author="Anna")
    assert project.digest() == Assessment(project.heads()).digest() != before


def test_that_a_report_made_leaves_the_digest_alone(project: Project, key: Key) -> None:
    project.append([(key, "one")], author="Anna")
    before = project.digest()
    project.append([(Key(Subject("report-0a1b2c3d"), "report", "file"), "r.pdf")], author="Anna")
    assert project.digest() == before


def test_that_the_id_is_the_hash_of_the_stored_bytes(path: Path, key: Key) -> None:
    with Project.create(path, "test-edition") as project:
        moment = datetime(2026, 6, 3, 9, 30, tzinfo=timezone(timedelta(hours=2)))
        (made,) = project.append([(key, "text")], author="Anna", time=moment)
    reader = plain(path)
    ((stored_id, payload, time),) = reader.execute("SELECT id, payload, time FROM change")
    reader.close()
    assert stored_id == made.id == hashlib.sha256(payload).hexdigest()
    assert time == json.loads(payload)["time"] == "2026-06-03T07:30:00.000000Z"
    assert made.time == moment
    assert made.time.astimezone(UTC).hour == 7


def test_that_a_draft_is_durable_but_no_change(path: Path, key: Key) -> None:
    with Project.create(path, "test-edition") as project:
        before = project.digest()
        project.draft(key, "typ", "Anna")
        project.draft(key, "typed", "Bruno")
        assert (project.count(), project.digest()) == (0, before)
    with Project.open(path) as project:
        assert project.drafts() == {key: "typed"}
        assert {k: who for k, (who, _) in project.drafts_by().items()} == {key: "Bruno"}


def test_that_a_change_ends_the_draft_of_its_field_alone(project: Project, key: Key) -> None:
    other = key._replace(field="gap")
    project.draft(key, "typed", "Anna")
    project.draft(other, "typed too", "Anna")
    project.append([(key, "typed")], author="Anna")
    assert project.drafts() == {other: "typed too"}
    project.clear_drafts([other, key])
    assert project.drafts() == {}


def test_that_the_log_refuses_statements_that_rewrite_it(project: Project, key: Key) -> None:
    project.append([(key, "stays")], author="Anna")
    for statement in (
        "DELETE FROM change",
        "UPDATE change SET payload = x'00'",
        "UPDATE change SET author = 'somebody'",
    ):
        with pytest.raises(connections.apsw.AuthError):
            project.source().execute(statement)
    assert project.heads()[key][0].value == "stays"


def test_that_closing_twice_does_no_harm(path: Path) -> None:
    project = Project.create(path, "test-edition")
    project.close()
    project.close()
    Project.open(path).close()


def test_that_looking_leaves_the_file_as_it_is(path: Path, key: Key) -> None:
    with Project.create(path, "test-edition") as project:
        project.append([(key, "text")], author="Anna")
    before = path.read_bytes(), path.stat().st_mtime_ns
    with Project.open(path) as project:
        project.heads()
        project.check()
        project.checkpoint()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_that_the_settings_are_those_that_survive_a_power_cut(project: Project, key: Key) -> None:
    project.append([(key, "text")], author="Anna")
    said = {
        name: project.source().pragma(name)
        for name in (
            *("locking_mode", "journal_mode", "synchronous", "fullfsync", "foreign_keys"),
            *("trusted_schema", "cell_size_check"),
        )
    }
    assert said == {
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": 2,
        "fullfsync": 1,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }


def test_that_where_wal_cannot_be_had_the_folder_is_synced_too(path: Path) -> None:
    Project.create(path, "test-edition").close()
    flags = connections.apsw.SQLITE_OPEN_READWRITE | connections.apsw.SQLITE_OPEN_URI
    connection = connections.apsw.Connection(f"{path.as_uri()}?nolock=1", flags=flags)
    connections.settle_journal(connection)
    assert connection.pragma("journal_mode") == "delete"
    assert connection.pragma("synchronous") == 3
    connection.close()
