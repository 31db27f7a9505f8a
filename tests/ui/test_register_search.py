"""The filter of the register: it finds what a plain search finds, and the page never flickers."""

import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt

from jalon.assessment.changes import Key, Subject, Value, new_subject
from jalon.assessment.evidence import Evidence, Found
from jalon.ui import theme
from jalon.ui.pages.register import RegisterPage
from jalon.ui.pages.register_search import Pieces
from jalon.ui.places import EVIDENCE
from tools.thorough import examples
from ui.stage import Stage, pump

pytestmark = pytest.mark.usefixtures("created")

NAMES = st.lists(
    st.tuples(st.text("aAéÉßSs 1.", max_size=6), st.text("bB ßİ\n", max_size=4)),
    min_size=1,
    max_size=6,
)
WORDS = st.text("aAéÉßSsbB 1.", max_size=3)
CHOICES = ("all", "amiss", "unlinked", "removed")


def record(stage: Stage, pieces: Sequence[tuple[str, str]]) -> list[Subject]:
    """Record links with these names and notes; every third is removed."""
    made, edits = [new_subject("evidence") for _ in pieces], list[tuple[Key, Value]]()
    for number, (subject, (name, note)) in enumerate(zip(made, pieces, strict=True)):
        edits.append((Key(subject, "subject", "kind"), "evidence"))
        edits += [
            (Key(subject, "evidence", field), value)
            for field, value in (("name", name), ("note", note), ("target", f"https://x/{number}"))
        ]
        if number % 3 == 2:
            edits.append((Key(subject, "evidence", "removed"), "an older version"))
    stage.session.apply(edits)
    return made


def register(stage: Stage) -> RegisterPage:
    page = stage.go(EVIDENCE)
    assert isinstance(page, RegisterPage)
    stage.finish_jobs()
    return page


def show(page: RegisterPage, which: str, words: str) -> tuple[str, ...]:
    """Choose and type as a person does; return the keys of the lines that are shown then."""
    page.all.which.show_value(which)
    page.all.which.edited.emit(which)
    entry = page.all.filter.entry()
    entry.setText(words)
    entry.textEdited.emit(words)
    pump()
    return page.all.table.lines.keys()


def bare(text: str) -> str:
    """Return a text without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def searched(
    entries: Sequence[Evidence], found: dict[Subject, Found], today: date, which: str, words: str
) -> tuple[str, ...]:
    """Search one piece after the other, with nothing prepared."""
    shown = []
    for entry in reversed(entries):
        condition = entry.condition(today, found.get(entry.subject))
        asked = {
            "all": True,
            "amiss": condition not in {"current", "removed"},
            "unlinked": condition != "removed" and not entry.links,
            "removed": condition == "removed",
        }[which]
        text = bare(f"{entry.title} {entry.where} {entry.note}")
        if asked and all(word in text for word in bare(words).split()):
            shown.append(entry.subject)
    return tuple(shown)


@settings(
    max_examples=examples(4, 30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(NAMES, NAMES, st.sampled_from(CHOICES), WORDS)
def test_that_the_filter_finds_what_is_recorded_now(
    stage: Stage, first: list[tuple[str, str]], then: list[tuple[str, str]], which: str, words: str
) -> None:
    record(stage, first)
    page = register(stage)

    def expected() -> tuple[str, ...]:
        entries = tuple(stage.session.attachments.register.entries.values())
        return searched(entries, {}, datetime.now(UTC).astimezone().date(), which, words)

    assert show(page, which, words) == expected()
    made = record(stage, then)  # while the filter is set
    stage.session.answer(made[0], "evidence", "expires", "2020-01-01")
    pump()
    assert page.all.table.lines.keys() == expected()
    assert show(page, which, words) == expected()


@given(
    st.integers(0, 80),
    st.sampled_from(("as-attached", "changed", "missing", "unreadable")),
    st.sampled_from(CHOICES),
)
@settings(
    max_examples=examples(12, 100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_that_a_day_gone_by_and_a_look_at_the_files_are_noticed(
    stage: Stage, days: int, seen: Found, which: str
) -> None:
    made = record(stage, [("a", ""), ("b", ""), ("c", "")])
    today = date(2026, 11, 26)
    stage.session.answer(made[0], "evidence", "expires", (today + timedelta(40)).isoformat())
    kept, entries = stage.session.attachments.register, Pieces()
    found: dict[Subject, Found] = {}
    for day in (today, today + timedelta(days)):
        entries.prepare(kept, found, day)
        told = tuple(piece.subject for piece in entries.fitting(which, ""))
        assert told == searched(tuple(kept.entries.values()), found, day, which, "")
    found[made[1]] = seen
    assert entries.prepare(kept, found, today)
    told = tuple(piece.subject for piece in entries.fitting(which, ""))
    assert told == searched(tuple(kept.entries.values()), found, today, which, "")
    assert not entries.prepare(kept, found, today)


class Painted(QObject):
    """Notes how high the head of the page and the table are at each painting of the table."""

    def __init__(self, page: RegisterPage) -> None:
        super().__init__()
        self._page = page
        self.seen: list[tuple[int, int]] = []
        page.all.table.viewport().installEventFilter(self)

    def now(self) -> tuple[int, int]:
        shown = self._page.all
        return shown._head.height(), shown.table.height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.append(self.now())
        return super().eventFilter(watched, event)


def test_that_a_key_in_the_filter_paints_the_page_once_as_it_will_stay(stage: Stage) -> None:
    record(stage, [(f"piece {number}", "") for number in range(300)])
    page = register(stage)
    painted = Painted(page)
    for words in ("1", "12", "", "nothing has these words", "2"):
        painted.seen.clear()
        show(page, "all", words)
        assert painted.seen in ([painted.now()], []), words  # nothing to paint where none fits
    assert painted.seen


def test_that_the_line_with_the_keyboard_stays_as_readable_as_the_others(stage: Stage) -> None:
    record(stage, [("one", ""), ("two", "")])
    table = register(stage).all.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    stage.press(table, Qt.Key.Key_Down)
    line = table.visualRect(table.currentIndex())
    picture = table.viewport().grab().toImage()
    look = theme.of(table)
    inside = picture.pixelColor(table.viewport().width() // 2, line.bottom() - 6)
    assert inside == look.colour("raised")
    left = {picture.pixelColor(x, line.center().y()).name() for x in range(6)}
    assert look.colour("accent").name() in left  # and the ring tells which it is
