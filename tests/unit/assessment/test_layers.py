"""A table with entries laid over it says what a plain one says."""

from collections.abc import Mapping
from threading import Thread
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from jalon.assessment.layers import layered

TABLES = st.dictionaries(st.integers(0, 40), st.text(max_size=2))
MANY = st.lists(st.dictionaries(st.integers(0, 400), st.text(max_size=2), max_size=90), max_size=6)


@given(below=TABLES, laid=MANY, whole=st.sets(st.integers(0, 5)))
def test_that_it_says_what_a_dict_of_all_entries_says(
    below: dict[int, str], laid: list[dict[int, str]], whole: set[int]
) -> None:
    table = layered(MappingProxyType(below))
    earlier: list[tuple[Mapping[int, str], dict[int, str]]] = []
    plain = dict(below)
    for number, entries in enumerate(laid):
        earlier.append((table, dict(plain)))
        table = table.with_entries(entries)
        plain |= entries
        if number in whole:  # going through it may write it into one
            assert [*table.items()] == [*plain.items()]
    for key in range(-1, 401):
        assert table.get(key) == plain.get(key)
        assert table.get(key, "none") == plain.get(key, "none")
        assert (key in table) == (key in plain)
    for one, other in (*earlier, (table, plain)):
        assert one == other
        assert other == one
        assert [*one] == [*other], "in the same order"
        assert [*one.values()] == [*other.values()]
        assert len(one) == len(other)
        assert {key: one[key] for key in one} == other


def test_that_threads_may_read_while_another_goes_through_it() -> None:
    below = dict.fromkeys(range(2_000), "below")
    wrong: list[int] = []
    for _ in range(60):
        table = layered(below).with_entries({5: "over", 2_001: "over"})

        def read(table: Mapping[int, str] = table) -> None:
            wrong.extend(
                key for key in (5, 2_001) * 50 if key not in table or table.get(key) != "over"
            )

        threads = [Thread(target=read), Thread(target=lambda table=table: len(table))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong
