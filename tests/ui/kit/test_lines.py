"""Fields of one line: text, numbers, dates; and how the words are read."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jalon.language import translator
from jalon.ui import kit
from jalon.ui.kit import dates, numbers, times
from jalon.ui.kit.days import Calendar

Key = Qt.Key


def put(edit: QWidget, words: str) -> None:
    """Enter any characters as an input method does; QTest's keys are ASCII only."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(edit, event)


class Page(QWidget):
    """A field and one to go to, and what the first has told."""

    def __init__(self, field: kit.Field, code: str = "en") -> None:
        super().__init__()
        self.field = field
        self.labeled = kit.LabeledField(field)
        self.labeled.retranslate(translator(code))
        self.labeled.set_words("Label")
        self.other = kit.TextField()
        parts = QVBoxLayout(self)
        parts.addWidget(self.labeled)
        parts.addWidget(self.other)
        self.told: list[object] = []
        self.problems: list[str] = []
        field.edited.connect(self.told.append)
        field.problem_changed.connect(self.problems.append)

    def type(self, qtbot: QtBot, words: str, *, leave: bool = True) -> None:
        edit = self.field.entry()
        edit.setFocus()
        edit.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClick(edit, Key.Key_Delete)
        if words.isascii():
            qtbot.keyClicks(edit, words)
        else:
            put(edit, words)
        if leave:
            self.other.entry().setFocus()


def shown(qtbot: QtBot, field: kit.Field, code: str = "en") -> Page:
    page = Page(field, code)
    qtbot.addWidget(page)
    page.resize(400, 300)
    with qtbot.waitActive(page):
        page.show()
    return page


def test_that_a_text_is_told_at_each_keystroke_and_by_the_user_only(qtbot: QtBot) -> None:
    page = shown(qtbot, kit.TextField())
    page.field.show_value("given")
    page.type(qtbot, "ab", leave=False)
    page.field.show_value("other")
    assert page.told == ["", "a", "ab"]


def test_that_a_long_text_is_shown_from_its_beginning(qtbot: QtBot) -> None:
    field = kit.TextField()
    qtbot.addWidget(field)
    field.resize(120, field.height())
    field.show()
    field.show_value("Société européenne d’intelligence artificielle générative")
    assert field.entry().cursorRect().x() < 10


def test_that_a_pasted_line_break_becomes_a_space(qtbot: QtBot) -> None:
    page = shown(qtbot, kit.TextField())
    QApplication.clipboard().setText("one\ntwo")
    edit = page.field.entry()
    edit.setFocus()
    qtbot.keyClick(edit, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.field.value() == "one two"
    assert page.told[-1] == "one two"


@pytest.mark.parametrize(
    ("words", "code", "value"),
    [
        ("1200", "en", 1200),
        ("3e22", "en", 3e22),
        ("3E+22", "en", 3e22),
        ("3·10^22", "en", 3e22),
        ("3 x 10^22", "en", 3e22),
        ("3.5*10**22", "en", 3.5e22),
        ("1,1 × 10²³", "fr", 1.1e23),
        ("10^25", "en", 1e25),
        ("10²⁵", "fr", 1e25),
        ("3,5", "fr", 3.5),
        ("3,5", "en", 3.5),
        ("1,200", "en", 1200),
        ("1,200", "fr", 1.2),
        ("1 200\u00a0000", "fr", 1200000),
        ("1\u202f200,5", "fr", 1200.5),
        ("0", "en", 0),
        (".5", "en", 0.5),
        ("2·10⁻³", "fr", 0.002),
    ],
)
def test_that_a_number_is_read_as_people_write_it(
    qtbot: QtBot, words: str, code: str, value: float
) -> None:
    page = shown(qtbot, kit.NumberField(), code)
    page.type(qtbot, words, leave=False)
    assert page.told == []
    page.other.entry().setFocus()
    assert page.told == [value]
    assert type(page.told[0]) is type(value)
    assert page.problems == []


@pytest.mark.parametrize(
    "words",
    ["abc", "-5", "1,2,3", "3e", "1e999", "10^99999", "3e5·10^2", "1.2.3", "nan", "inf", "^"],
)
def test_that_what_is_no_number_stays_as_typed_with_a_problem_in_words(
    qtbot: QtBot, words: str
) -> None:
    page = shown(qtbot, kit.NumberField())
    page.field.show_value(7)
    page.type(qtbot, words)
    assert page.told == []
    assert page.field.entry().text() == words  # type: ignore[attr-defined]
    assert "number" in page.problems[-1]
    assert "number" in page.field.entry().accessibleDescription()
    page.field.show_value(7)
    assert page.field.entry().text() == words  # type: ignore[attr-defined]
    page.type(qtbot, "8")
    assert page.told == [8]
    assert page.problems[-1] == ""


def test_that_a_number_can_be_taken_back_and_escape_takes_back_typing(qtbot: QtBot) -> None:
    page = shown(qtbot, kit.NumberField())
    page.field.show_value(7)
    page.type(qtbot, "12", leave=False)
    qtbot.keyClick(page.field.entry(), Key.Key_Escape)
    assert page.field.entry().text() == "7"  # type: ignore[attr-defined]
    page.type(qtbot, "")
    assert page.told == [None]


def test_that_leaving_a_number_untouched_tells_nothing(qtbot: QtBot) -> None:
    page = shown(qtbot, kit.NumberField(), "fr")
    page.field.show_value(1234567.891)
    page.field.entry().setFocus()
    page.other.entry().setFocus()
    assert page.told == []


def test_that_a_language_switch_rewrites_a_number_but_not_what_is_being_typed(
    qtbot: QtBot,
) -> None:
    page = shown(qtbot, kit.NumberField())
    page.field.show_value(3.5)
    page.field.retranslate(translator("fr"))
    assert page.field.entry().text() == "3,5"  # type: ignore[attr-defined]
    page.type(qtbot, "4.", leave=False)
    page.field.retranslate(translator("en"))
    assert page.field.entry().text() == "4."  # type: ignore[attr-defined]


@given(
    st.one_of(st.integers(0, 2**53), st.floats(0, allow_nan=False, allow_infinity=False, width=64)),
    st.sampled_from([(".", ","), (",", "\u202f")]),
)
def test_that_a_written_number_reads_as_the_same_number(
    value: float, signs: tuple[str, str]
) -> None:
    decimal, group = signs
    if value and value < 1e-300:
        return
    again = numbers.read(numbers.written(value, decimal=decimal, group=group), comma=decimal == ",")
    assert again == value


MONTHS = {"january": 1, "janvier": 1, "december": 12, "décembre": 12, "déc": 12, "dec": 12}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-12-15", date(2026, 12, 15)),
        ("20261215", date(2026, 12, 15)),
        ("15/12/2026", date(2026, 12, 15)),
        ("15.12.26", date(2026, 12, 15)),
        ("12/15/2026", date(2026, 12, 15)),
        ("1-2-2026", date(2026, 2, 1)),
        ("15 décembre 2026", date(2026, 12, 15)),
        ("15\u00a0déc. 2026", date(2026, 12, 15)),
        ("1er janvier 2027", date(2027, 1, 1)),
        ("December 15, 2026", date(2026, 12, 15)),
        ("15th of December 2026", date(2026, 12, 15)),
        ("  15 Dec 2026 ", date(2026, 12, 15)),
        ("Monday, 14 December 2026", date(2026, 12, 14)),
        ("31/02/2026", None),
        ("15 décembre", None),
        ("soon", None),
        ("2026", None),
        ("15 december january 2026", None),
        ("99999999", None),
        ("² janvier 2026", None),  # beside the figure 1 on a French keyboard
    ],
)
def test_that_a_date_is_read_as_people_write_it(words: str, day: date | None) -> None:
    assert dates.read(words, MONTHS) == day


@given(st.text(), st.sampled_from(sorted(MONTHS)), st.text())
def test_that_nothing_typed_as_a_date_or_a_time_fails(before: str, name: str, after: str) -> None:
    for words in (f"{before}{name}{after}", f"{before} {name} 2026", before):
        found = (dates.read(words, MONTHS), dates.read_month(words, MONTHS), times.read(words))
        assert found[2] is None or time.fromisoformat(found[2]).isoformat("minutes") == found[2]


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("day", ["01", "03", "21"])
@pytest.mark.parametrize("month", range(1, 13))
def test_that_a_date_the_field_writes_can_be_read_again(
    qtbot: QtBot, code: str, month: int, day: str
) -> None:
    page = shown(qtbot, kit.DateField(), code)
    page.field.show_value(f"2027-{month:02}-{day}")
    written = page.field.entry().text()  # type: ignore[attr-defined]
    assert "2027" in written
    page.field.show_value(None)
    page.type(qtbot, written)
    assert page.told == [f"2027-{month:02}-{day}"]


def test_that_a_date_is_stored_as_iso_and_shown_in_words(qtbot: QtBot) -> None:
    page = shown(qtbot, kit.DateField(), "fr")
    page.type(qtbot, "15/12/2026")
    assert page.told == ["2026-12-15"]
    assert page.field.entry().text() == "15\u00a0décembre 2026"  # type: ignore[attr-defined]
    page.type(qtbot, "")
    assert page.told == ["2026-12-15", None]


def test_that_a_text_that_is_no_date_is_kept_and_named(qtbot: QtBot) -> None:
    page = shown(qtbot, kit.DateField())
    page.type(qtbot, "next week")
    assert page.told == []
    assert page.field.entry().text() == "next week"  # type: ignore[attr-defined]
    assert "2026-12-31" in page.problems[-1]


def test_that_a_date_can_be_picked_from_the_calendar_by_keyboard(qtbot: QtBot) -> None:
    page = shown(qtbot, kit.DateField())
    page.field.show_value("2026-12-15")
    page.field.entry().setFocus()
    qtbot.keyClick(page.field.entry(), Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = page.findChild(Calendar)
    assert calendar is not None
    assert calendar.isVisible()
    assert calendar.months.selectedDate() == QDate(2026, 12, 15)
    inner = QApplication.focusWidget()
    assert inner is not None
    qtbot.keyClick(inner, Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert not calendar.isVisible()
    assert page.told == ["2026-12-16"]


def test_that_committing_a_page_commits_its_fields(qtbot: QtBot) -> None:
    page = shown(qtbot, kit.NumberField())
    page.type(qtbot, "42", leave=False)
    kit.commit_all(page)
    assert page.told == [42]
    kit.commit_all(page)
    assert page.told == [42]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("14:30", "14:30"),
        ("9:05", "09:05"),
        ("9h05", "09:05"),
        ("0905", "09:05"),
        ("9 h", "09:00"),
        ("14.30", "14:30"),
        ("23:59", "23:59"),
        ("0:00", "00:00"),
        ("7", "07:00"),
    ],
)
def test_that_a_time_of_day_is_read_as_people_write_it(
    qtbot: QtBot, words: str, value: str
) -> None:
    page = shown(qtbot, kit.TimeField())
    page.type(qtbot, words)
    assert page.told[-1] == value
    assert page.field.entry().text() == value  # type: ignore[attr-defined]
    assert not any(page.problems)


@pytest.mark.parametrize("words", ["24:00", "12:60", "noon", "-1:00", "1:2:3", "99", "123"])
def test_that_what_is_no_time_of_day_stays_as_typed(qtbot: QtBot, words: str) -> None:
    page = shown(qtbot, kit.TimeField())
    page.type(qtbot, words)
    assert page.told == []
    assert page.field.entry().text() == words  # type: ignore[attr-defined]
    assert "14:30" in page.problems[-1]


@given(st.times())
def test_that_every_time_of_day_is_read_back(moment: time) -> None:
    assert times.read(moment.strftime("%H:%M")) == moment.strftime("%H:%M")
    assert times.read(moment.strftime("%Hh%M")) == moment.strftime("%H:%M")
