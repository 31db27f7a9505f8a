"""The extract: a first look at a project that is quick, never wrong, and never more than a look."""

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalon.assessment.changes import Key, Subject, Value, change_id, payload
from jalon.errors import ProjectError
from jalon.store.project import Project
from jalon.store.protection import Passphrase

MODEL = Subject("model-0a1b2c3d")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
VALUES = st.one_of(
    TEXTS,
    TEXTS.map(lambda text: text * 20),  # long ones are parsed when they are asked for
    st.booleans(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.none(),
    st.lists(TEXTS, max_size=3),
    st.dictionaries(TEXTS, TEXTS, max_size=3),
)
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(["provider", MODEL, "evidence-01234567", "action-89abcdef"]),
        st.sampled_from(["transparency-1-1-a", "évaluation", "evidence"]),
        st.sampled_from(["how", "gap", "name", "evidence-01234567"]),
        VALUES,
        TEXTS,
    ),
    min_size=1,
    max_size=12,
)


def made(path: Path, *, answers: int = 40) -> Path:
    """Return a project whose fields were all answered twice, closed."""
    with Project.create(path, "test-edition") as project:
        for turn in ("first", "second"):
            for number in range(answers):
                key = Key(MODEL, f"item-{number}", "how")
                project.append([(key, f"{turn} answer {number}, « à relire »")], author="Ada")
    return path


def kept(path: Path) -> str | None:
    """Return the extract as any other program reads it."""
    with closing(sqlite3.connect(path)) as reader:
        row = reader.execute("SELECT value FROM meta WHERE name = 'extract'").fetchone()
    return row[0] if row else None


def edited(path: Path, sql: str, *values: object) -> None:
    """Have another program write to a project."""
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        assert writer.execute(sql, values).rowcount > 0


def resealed(body: str) -> str:
    """Return an extract with the checksum that its content asks for."""
    return f"{zlib.crc32(body.encode()):08x}\n{body}"


def looked_at(path: Path) -> dict[Key, list[Value]]:
    """Return what a first page would show."""
    with Project.open(path, deferred=True) as project:
        return {key: [one.value for one in found] for key, found in project.heads().items()}


def recorded(path: Path) -> dict[Key, list[Value]]:
    """Return what the log says."""
    with Project.open(path) as project:
        return {key: [one.value for one in found] for key, found in project.heads().items()}


@given(answers=ANSWERS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_that_it_says_what_the_log_says(
    tmp_path_factory: pytest.TempPathFactory,
    answers: list[tuple[str, str, str, Value, str]],
) -> None:
    path = tmp_path_factory.mktemp("extract") / "project.jalon"
    with Project.create(path, "test-edition") as project:
        for subject, item, field, value, author in answers:
            project.append([(Key(Subject(subject), item, field), value)], author=author)
        expected = project.heads()

    with Project.open(path, deferred=True) as project:
        shown = {key: tuple(found) for key, found in project.heads().items()}
        assert shown == {key: tuple(found) for key, found in expected.items()}
        assert [*shown] == [*expected], "in the same order"
        assert project.verify()
        assert project.check() == ()


def test_that_another_program_can_read_it(path: Path) -> None:
    text = kept(made(path))
    assert text is not None
    checksum, last, register, *columns = text.split("\n")
    with closing(sqlite3.connect(path)) as reader:
        rows = reader.execute(
            "SELECT change.seq, id, payload, change.subject, change.item, change.field, time,"
            " author FROM head JOIN change USING(seq) ORDER BY 4, 5, 6"
        ).fetchall()
    assert checksum == f"{zlib.crc32(text[9:].encode()):08x}"
    assert last == f"2 {max(row[0] for row in rows)}" == "2 80"
    assert register == "0 0 00000000 "
    assert columns == [c.decode() if isinstance(c, bytes) else str(c) for row in rows for c in row]


def test_that_a_project_that_was_only_looked_at_stays_as_it_is(path: Path) -> None:
    made(path)
    edited(path, "DELETE FROM meta WHERE name = 'extract'")
    before = path.read_bytes()
    for deferred in (True, False):
        with Project.open(path, deferred=deferred) as project:
            assert project.heads()
            assert project.verify()
    assert path.read_bytes() == before


def test_that_a_long_answer_that_is_none_is_told_when_it_is_asked_for(path: Path) -> None:
    long, key = "long " * 100, Key(MODEL, "item", "how")
    with Project.create(path, "test-edition") as project:
        project.append([(key, long)], author="Ada")
    body = (kept(path) or "")[9:]
    other = resealed(body.replace(f'"{long}"', f'"{long}'))
    edited(path, "UPDATE meta SET value = ? WHERE name = 'extract'", other)
    with Project.open(path, deferred=True) as project:
        with pytest.raises(ProjectError) as failure:
            project.heads()[key][0]
        assert failure.value.reason == "damaged"
        assert not project.verify()
        assert project.heads()[key][0].value == long


@pytest.mark.parametrize("passphrase", [None, "a long passphrase"])
def test_that_an_opening_that_is_not_deferred_does_not_use_it(
    path: Path, passphrase: str | None
) -> None:
    secret = Passphrase(passphrase) if passphrase else None
    key = Key(MODEL, "item", "how")
    with Project.create(path, "test-edition", passphrase=secret) as project:
        project.append([(key, "as typed")], author="Ada")
    with Project.open(path, opens=secret) as project:
        source = project.source()
        body = source.execute("SELECT value FROM meta WHERE name = 'extract'").get[9:]
        other = resealed(body.replace("as typed", "as wanted"))
        source.execute("UPDATE meta SET value = ? WHERE name = 'extract'", (other,))
    with Project.open(path, opens=secret) as project:
        assert [one.value for one in project.heads()[key]] == ["as typed"]
    with Project.open(path, opens=secret, deferred=True) as project:
        assert [one.value for one in project.heads()[key]] == ["as wanted"]


def test_that_one_of_another_content_gives_way_to_the_log(path: Path) -> None:
    body = (kept(made(path)) or "")[9:]
    other = resealed(body.replace("second answer 7,", "invented answer 7,"))
    edited(path, "UPDATE meta SET value = ? WHERE name = 'extract'", other)
    key = Key(MODEL, "item-7", "how")
    with Project.open(path, deferred=True) as project:
        assert str(project.heads()[key][0].value).startswith("invented")
        assert not project.verify()
        assert str(project.heads()[key][0].value).startswith("second")
        assert project.misled()
        project.append([(key, "third")], author="Bruno")
    with Project.open(path) as project:
        assert not project.misled()
    assert "invented" not in (kept(path) or "")
    assert looked_at(path) == recorded(path)


DAMAGES: dict[str, Callable[[str], str]] = {
    "a letter of an answer": lambda text: text.replace("answer 3,", "answer 8,", 1),
    "the checksum": lambda text: f"{'0' * 8}{text[8:]}",
    "the place": lambda text: text.replace("2 80\n", "2 8\n", 1),
    "the place of an earlier closing": lambda text: resealed(
        text[9:].replace("2 80\n", "2 8\n", 1)
    ),
    "a later place": lambda text: resealed(text[9:].replace("2 80\n", "2 81\n", 1)),
    "the first layout": lambda text: resealed(text[9:].replace("2 80\n0 0 00000000 \n", "80\n", 1)),
    "a later layout": lambda text: resealed(text[9:].replace("2 80\n", "3 80\n", 1)),
    "a layout that is none": lambda text: resealed(text[9:].replace("2 80\n", "x 80\n", 1)),
    "no word of the register": lambda text: resealed(text[9:].replace("0 0 00000000 \n", "\n", 1)),
    "a time that is none": lambda text: resealed(
        text[9:].replace("0 0 00000000 \n", "1 0 00000000 soon\n", 1)
    ),
    "a change of the register": lambda text: resealed(
        text[9:].replace(f"\n{MODEL}\n", "\nevidence-01234567\n", 1)
    ),
    "an end that is missing": lambda text: text[:-5],
    "a line too many": lambda text: resealed(f"{text[9:]}\nmore"),
    "no rows": lambda text: resealed("\n".join(text[9:].split("\n")[:2]) + "\n"),
    "a place alone": lambda text: resealed(text[9:].split("\n", 1)[0]),
    "a place that is no number": lambda text: resealed(text[9:].replace("\n41\n", "\nx\n", 1)),
    "a payload that is none": lambda text: resealed(text[9:].replace('{"author"', '["author"', 1)),
    "columns that are not the payload's": lambda text: resealed(
        text[9:].replace("\nitem-5\n", "\nitem-99\n", 1)
    ),
    "nothing but a checksum": lambda text: text[:8],
    "nothing": lambda _: "",
}


UNUSED = {"the place of an earlier closing", "the first layout", "a later layout"}
"""What another program, or an earlier closing, has left there in good faith."""


@pytest.mark.parametrize("damage", DAMAGES)
def test_that_one_that_does_not_fit_is_not_used(path: Path, damage: str) -> None:
    text = kept(made(path)) or ""
    changed = DAMAGES[damage](text)
    assert changed != text
    edited(path, "UPDATE meta SET value = ? WHERE name = 'extract'", changed)
    assert looked_at(path) == recorded(path)
    with Project.open(path, deferred=True) as project:
        assert project.heads()
        assert project.verify()
        assert project.check() == ()
        assert project.misled() == (damage not in UNUSED)


def test_that_what_was_recorded_since_counts(path: Path) -> None:
    made(path)
    key = Key(MODEL, "item-0", "how")
    text = kept(path)
    with Project.open(path) as project:
        project.append([(key, "recorded since")], author="Bruno")
        project.checkpoint()
        killed = path.read_bytes()  # before it is closed
    path.write_bytes(killed)
    assert kept(path) == text
    assert looked_at(path)[key] == ["recorded since"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE change SET payload = CAST(replace(payload, 'second answer 9', 'more') AS BLOB)",
        "UPDATE change SET author = 'Somebody else' WHERE seq = 60",
        "UPDATE change SET id = lower(hex(zeroblob(32))) WHERE seq = 70",
        "UPDATE head SET seq = seq - 40 WHERE item = 'item-3'",
        "DELETE FROM change WHERE seq = 75",
    ],
)
def test_that_a_damaged_log_is_found_before_anything_is_done_with_it(path: Path, sql: str) -> None:
    shown = recorded(made(path))
    edited(path, sql)
    before = path.read_bytes()
    ways: list[Callable[[Project], object]] = [
        Project.verify,
        Project.history,
        Project.digest,
        Project.count,
        lambda project: project.append([(Key(MODEL, "item-0", "how"), "x")], author="Ada"),
        lambda project: project.draft(Key(MODEL, "item-0", "how"), "x", "Ada"),
        lambda project: project.copy_to(path.with_name("copy.jalon")),
    ]
    for way in ways:
        with Project.open(path, deferred=True) as project:
            values = {key: [one.value for one in found] for key, found in project.heads().items()}
            assert values == shown
            with pytest.raises(ProjectError) as failure:
                way(project)
            assert failure.value.reason == "damaged"
        assert path.read_bytes() == before
        assert sorted(p.name for p in path.parent.iterdir()) == [path.name]


def test_that_closing_at_once_leaves_a_damaged_file_as_it_is(path: Path) -> None:
    made(path)
    edited(path, "UPDATE change SET author = 'Somebody else' WHERE seq = 60")
    before = path.read_bytes()
    Project.open(path, deferred=True).close()
    assert path.read_bytes() == before


def test_that_what_was_removed_for_good_is_in_no_extract(path: Path) -> None:
    key = Key(MODEL, "item", "how")
    with Project.create(path, "test-edition") as project:
        project.append([(key, "hunter2-secret")], author="Ada")
    assert "hunter2-secret" in (kept(path) or "")
    with Project.open(path) as project:
        (pasted,) = project.heads()[key]
        project.expunge(pasted.id, author="Ada", reason="A password.")
        project.checkpoint()
        assert b"hunter2-secret" not in path.read_bytes()
    assert b"hunter2-secret" not in path.read_bytes()
    assert kept(path) is not None
    assert looked_at(path) == recorded(path)


def test_that_a_value_removed_in_a_copy_leaves_the_extract_too(path: Path) -> None:
    key, other = Key(MODEL, "item", "how"), path.with_name("other.jalon")
    with Project.create(path, "test-edition") as project:
        project.append([(key, "hunter2-secret")], author="Ada")
        project.copy_to(other)
    with Project.open(other) as copy:
        (pasted,) = copy.heads()[key]
        copy.expunge(pasted.id, author="Ada", reason="A password.")
    with Project.open(path) as project, Project.open(other, read_only=True) as copy:
        project.take_in(copy)
        project.checkpoint()
        assert b"hunter2-secret" not in path.read_bytes()


def test_that_a_row_with_a_line_break_goes_without(path: Path) -> None:
    key = Key(MODEL, "item", "how")
    with Project.create(path, "test-edition") as project:
        (change,) = project.append([(key, "as typed")], author="Ada")
    stored = payload(
        key, "as typed", author="Ada", time=change.time, edition="test-edition", supersedes=()
    )
    spaced = stored.replace(b",", b",\n", 1)
    edited(path, "UPDATE change SET payload = ?, id = ?", spaced, change_id(spaced))
    with Project.open(path) as project:
        project.draft(Key(MODEL, "item", "gap"), "typing", "Ada")
    assert kept(path) is None
    assert looked_at(path) == recorded(path) == {key: ["as typed"]}


def test_that_a_project_with_very_long_answers_goes_without(path: Path) -> None:
    with Project.create(path, "test-edition") as project:
        for number in range(5):
            key = Key(MODEL, f"item-{number}", "how")
            project.append([(key, f"{number}" * (7 << 19))], author="Ada")
    assert kept(path) is None
    assert len(looked_at(path)) == 5


def test_that_a_copy_without_history_opens_as_quickly(path: Path) -> None:
    made(path)
    copy = path.with_name("outside.jalon")
    with Project.open(path) as project:
        project.copy_to(copy, history=False)
    assert kept(copy) is None  # until somebody has worked in it
    assert looked_at(copy) == recorded(path)
