"""Skimming a change says the same as parsing it, whatever its bytes and its columns are."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jalon.assessment.changes import (
    PROJECT,
    PROVIDER,
    RECORDS,
    Change,
    ChangeId,
    Key,
    Subject,
    Value,
    change_id,
    payload,
    written_time,
)
from jalon.store.rows import AlteredError, Row, agreed, told_by
from jalon.store.rows import parsed as read_back
from jalon.store.skim import Skim

TEXT = st.one_of(
    st.sampled_from(['","', "]", '],"time":"', "\\", '"', "}", "a", ""]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
VALUE: st.SearchStrategy[Value] = st.one_of(
    TEXT,
    st.sampled_from([None, True, 1, 1.5, [], {}, ["a", "b"], {"supersedes": ["b" * 64]}]),
    st.lists(TEXT, max_size=3),
    st.dictionaries(TEXT, TEXT, max_size=3),
)
IDS = st.lists(st.one_of(st.sampled_from(["0" * 64, "ab12" * 16]), TEXT), max_size=3)


@st.composite
def rows(draw: st.DrawFn) -> tuple[Row, bytes]:
    """Return a row, sound or with a byte or a column put in the place of another."""
    key = draw(
        st.one_of(
            st.builds(lambda s, i, f: Key(Subject(s), i, f), TEXT, TEXT, TEXT),
            st.just(Key(PROJECT, RECORDS, "a" * 64)),
        )
    )
    author, edition = draw(TEXT), draw(st.sampled_from(["e", "f", 'g"', "h]"]))
    stored = payload(
        key,
        draw(VALUE),
        author=author,
        time=draw(st.datetimes(min_value=datetime(2, 1, 1))).replace(tzinfo=UTC),  # noqa: DTZ001
        edition=edition,
        supersedes=tuple(map(ChangeId, draw(IDS))),
    )
    time = stored.decode().rpartition('],"time":"')[2].partition('"')[0]
    columns = [*key, time, author]
    if draw(st.booleans()):
        at, taken = draw(st.integers(0, len(stored))), draw(st.integers(0, 2))
        stored = stored[:at] + draw(TEXT).encode() + stored[at + taken :]
    elif draw(st.booleans()):
        columns[draw(st.integers(0, 4))] = draw(st.one_of(TEXT, st.sampled_from([key.item, time])))
    subject, item, field, time, author = columns
    return (1, change_id(stored), stored, subject, item, field, time, author), stored


def parsed(row: Row, stored: bytes) -> list[str] | None:
    try:
        return sorted(told_by(agreed(row, stored)))
    except AlteredError:
        return None


def skimmed(skim: Skim, row: Row, stored: bytes) -> list[str] | None:
    try:
        (found,) = skim.skimmed([(*row[:2], stored, *row[3:])])
        return sorted(skim.superseded(row, stored) if found is None else found)
    except AlteredError:
        return None


@given(st.lists(rows(), min_size=1, max_size=6))
def test_that_skimming_says_what_parsing_says(found: Sequence[tuple[Row, bytes]]) -> None:
    skim = Skim()
    for row, stored in (*found, *found):  # the second time with their editions known
        assert skimmed(skim, row, stored) == parsed(row, stored)


def made(change: Callable[[Row, bytes], Change], row: Row, stored: bytes) -> Change | None:
    try:
        return change(row, stored)
    except AlteredError:
        return None


@given(st.lists(rows(), min_size=1, max_size=6))
def test_that_the_change_that_is_skimmed_is_the_one_that_is_parsed(
    found: Sequence[tuple[Row, bytes]],
) -> None:
    skim = Skim()
    for row, stored in (*found, *found):
        one, other = made(skim.change, row, stored), made(agreed, row, stored)
        assert one == other
        assert repr(one) == repr(other)


@given(TEXT, IDS)
@example('],"time":"2026-11-23T12:00:00.000000Z","value":', ["0" * 64])
def test_that_a_change_tells_what_it_supersedes_whoever_made_it(
    author: str, supersedes: list[str]
) -> None:
    skim, ids = Skim(), tuple(map(ChangeId, supersedes))
    time = datetime(2026, 11, 23, 12, tzinfo=UTC)
    stored = payload(
        Key(PROJECT, "i", "f"), "x", author=author, time=time, edition="e", supersedes=ids
    )
    row = (1, change_id(stored), stored, "project", "i", "f", "2026-11-23T12:00:00.000000Z", author)
    for _ in range(2):
        assert skimmed(skim, row, stored) == sorted(ids)


@given(st.lists(st.sampled_from(["0" * 64, "ab12" * 16]), max_size=3), VALUE, TEXT, TEXT)
def test_that_what_is_written_as_usual_need_not_be_parsed(
    supersedes: list[str], value: Value, author: str, field: str
) -> None:
    skim, ids = Skim(), tuple(map(ChangeId, supersedes))
    time, key = datetime(2026, 11, 23, 12, tzinfo=UTC), Key(PROVIDER, "i", field)
    stored = payload(key, value, author=author, time=time, edition="e", supersedes=ids)
    row = (1, change_id(stored), stored, *key, written_time(time), author)
    assert skim.skimmed([row]) == [None]  # of an edition that was not seen before
    skim.superseded(row, stored)
    assert skim.skimmed([row, row]) == [tuple(sorted(ids))] * 2 or b"\\u" in stored


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('["00', "[x00"),
        ('00"]', "00x]"),
        ('["00', '["\n00'),
        ('["00', '["a""00'),
        ("2026-11-23T12:00:00.000000Z", "soon"),
        ("2026-11-23T12:00:00.000000Z", "2026-11-23T12:00:00"),
        ("2026-11-23T12:00:00.000000Z", '2026-11-23"12:00:00.000000Z'),
        ('"x"}', '"x"}}'),
        ('"x"}', '"x"} '),
        ('"x"}', '"x"'),
        ('"x"}', '"x","author":"Eve"}'),
        ('"x"}', "}"),
        ('"x"}', "NaN}"),
        ('"x"}', '"\\ud800"}'),
        ('"x"}', "[[[[[[[[[]]]]]]]]]}"),
    ],
)
def test_that_a_change_with_something_else_in_it_is_none(old: str, new: str) -> None:
    skim, time = Skim(), datetime(2026, 11, 23, 12, tzinfo=UTC)
    key, ids = Key(PROJECT, "i", "f"), (ChangeId("0" * 64),)
    sound = payload(key, "x", author="A", time=time, edition="e", supersedes=ids)
    row = (1, ChangeId(""), sound, *key, "2026-11-23T12:00:00.000000Z", "A")
    assert skimmed(skim, row, sound) == parsed(row, sound) == ["0" * 64]
    written = row[6].replace(old, new)
    stored = sound.replace(old.encode(), new.encode())
    assert stored != sound
    altered = (*row[:6], written, "A")
    assert skimmed(skim, altered, stored) is None
    assert parsed(altered, stored) is None


@given(
    st.one_of(
        st.sampled_from([2.0**53, -(2.0**53), 2.0**53 - 1, 2**53 - 1, 2.0**63, 1e21, -0.0]),
        st.floats(allow_nan=False, allow_infinity=False),
        st.integers(-(2**53) + 1, 2**53 - 1),
    )
)
def test_that_a_number_that_was_read_can_be_written_again(number: float) -> None:
    def written(value: Value) -> bytes:
        moment = datetime(2026, 11, 27, tzinfo=UTC)
        return payload(
            Key(PROVIDER, "i", "f"), value, author="", time=moment, edition="e", supersedes=()
        )

    stored = written(number)
    found, _ = read_back(change_id(stored), stored)
    assert found.value == number
    assert written(found.value) == stored
