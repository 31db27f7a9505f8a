"""The columns of a table: what their words need, and the rest to the first."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from jalon.ui import theme
from jalon.ui.kit.shapes import TableCell, TableColumn, TableLine
from jalon.ui.kit.table import Table

COLUMNS = (
    TableColumn("name", "Evidence", 46),
    TableColumn("linked", "Linked to", 20, 620),
    TableColumn("expires", "Valid until", 18, 520),
    TableColumn("state", "State", 20),
)
WORDS = st.text(st.characters(categories=("L", "N", "Zs")), max_size=90)


def line(key: int, *words: str) -> TableLine:
    return TableLine(str(key), tuple(TableCell(one) for one in words), sign="file")


def shown(qtbot: QtBot, width: int, lines: list[TableLine]) -> Table:
    table = Table()
    qtbot.addWidget(table)
    table.show_columns(COLUMNS)
    table.show_lines(lines)
    table.resize(width, 400)
    table.show()
    return table


def widths(table: Table) -> list[int]:
    hidden = [table.isColumnHidden(n) for n in range(len(COLUMNS))]
    return [0 if gone else table.columnWidth(n) for n, gone in enumerate(hidden)]


def test_that_short_columns_leave_their_room_to_long_names(qtbot: QtBot) -> None:
    name = "Rapport d’évaluation du modèle, version relue.pdf"
    table = shown(qtbot, 720, [line(n, name, "Copyright 1.1", "", "Up to date") for n in range(5)])
    assert widths(table)[0] > theme.advance(name, "medium") + 50 > 720 * 46 // 104
    for number, words in ((1, "Copyright 1.1"), (2, "Valid until"), (3, "Up to date")):
        assert widths(table)[number] > theme.advance(words, "small") + 10


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=6),
    width=st.integers(170, 1400),
)
def test_that_the_columns_fill_the_table_and_none_but_the_first_takes_more_than_its_share(
    rows: list[tuple[str, str, str, str]], width: int, qtbot: QtBot
) -> None:
    table = shown(qtbot, width, [line(n, *words) for n, words in enumerate(rows)])
    found, room = widths(table), table.viewport().width()
    assert sum(found) == room
    assert [bool(one) for one in found] == [c.from_width <= room for c in COLUMNS]
    total = sum(c.share for c, one in zip(COLUMNS, found, strict=True) if one)
    longest = max(theme.advance(words[0], "medium") for words in rows)
    if found[0] < longest:  # a name is shortened
        assert all(
            w <= room * c.share / total + 1 for c, w in list(zip(COLUMNS, found, strict=True))[1:]
        )


def test_that_a_filter_leaves_the_columns_where_they_are(qtbot: QtBot) -> None:
    lines = [line(n, "N" * n, "Copyright " * (n // 9), "", "Up to date") for n in range(40)]
    table = shown(qtbot, 900, lines)
    before = widths(table)
    table.show_lines(lines[:3])
    assert widths(table) == before
    table.show_lines([])
    table.show_lines(lines)
    assert widths(table) == before
