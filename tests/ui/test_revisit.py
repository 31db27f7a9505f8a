"""What a page that was visited before shows, and the outline: what holds now, nothing older."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jalon.assessment.changes import PROVIDER, Key, Subject, new_subject
from jalon.forms.model import STATES, ItemId
from jalon.ui import desk, theme
from jalon.ui.ahead import Ahead
from jalon.ui.kit import OutlineEntry, outline_paint
from jalon.ui.kit.outline_pictures import Pictures
from jalon.ui.pages import overview
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.places import COMPANY, MODELS, OVERVIEW, REVIEW, SCOPE, Place, measure, of_item, order
from jalon.ui.theme import Theme
from tools.thorough import examples
from ui.seen import differ
from ui.stage import PATIENCE_MS, Stage, pump

ITEM = ItemId("copyright-1.1-draw-up")


pytestmark = pytest.mark.usefixtures("created")


@pytest.fixture
def _as_before(qapp: QApplication) -> Iterator[None]:
    palette, font = qapp.palette(), qapp.font()
    yield
    qapp.setPalette(palette)
    qapp.setFont(font)


def add_models(stage: Stage, count: int) -> list[Subject]:
    made = [new_subject("model") for _ in range(count)]
    stage.session.apply([(Key(one, "subject", "kind"), "model") for one in made])
    return made


class Elsewhere:
    """What can happen while other pages are seen, each by chance."""

    def __init__(self, stage: Stage, visited: list[Place], seed: int) -> None:
        self.stage, self.session, self.visited = stage, stage.session, visited
        self.chance = random.Random(seed)  # noqa: S311  a test's own dice
        self.acts = (
            self.answer,
            self.rename,
            self.speak,
            self.repaint,
            self.resize,
            self.enlarge,
            self.undo,
            self.add,
        )

    def answer(self) -> None:
        sheets = [measure(self.session.form, p) for p in self.visited if p.kind == "measure"]
        chosen = self.chance.choice([r for sheet in sheets for r in sheet.requirement])
        of_company = chosen.scope == "provider"
        subject = PROVIDER if of_company else self.chance.choice(self.session.models)
        self.session.apply([(Key(subject, chosen.id, "state"), self.chance.choice(STATES))])

    def rename(self) -> None:
        model, name = self.chance.choice(self.session.models), f"é {self.chance.random()}"
        self.session.apply([(Key(model, "model-name", "value"), name)])

    def speak(self) -> None:
        self.stage.window.set_language(self.chance.choice(["en", "fr"]))

    def repaint(self) -> None:
        QApplication.setPalette(theme.palette(self.chance.choice(list(theme.THEMES.values()))))

    def resize(self) -> None:
        self.stage.show(self.chance.choice([1024, 1280]), self.chance.choice([640, 800]))

    def enlarge(self) -> None:
        font = QFont(QApplication.font())
        font.setPointSizeF(self.chance.choice([9, 12]))
        QApplication.setFont(font)

    def undo(self) -> None:
        self.stage.workspace.desk.undo()

    def add(self) -> None:
        add_models(self.stage, 1)


@pytest.mark.usefixtures("_as_before")
@pytest.mark.parametrize("models", [0, 2, 9])
@pytest.mark.parametrize("seed", range(examples(1, 2)))
def test_that_a_revisited_page_and_the_outline_show_what_changed_elsewhere(
    seed: int, models: int, stage: Stage
) -> None:
    add_models(stage, models)
    every = order(stage.session.form, stage.session.models)
    measures = [place for place in every if place.kind == "measure"][seed::7][:4]
    visited = [COMPANY, MODELS, OVERVIEW, SCOPE, REVIEW, *measures]
    for place in visited:
        stage.go(place)
    elsewhere = Elsewhere(stage, visited, 100 * seed + models)

    for act in (*elsewhere.acts, *elsewhere.chance.choices(elsewhere.acts, k=4)):
        act()
        pump()
        stage.go(elsewhere.chance.choice(visited))
        assert not differ(stage), act.__name__


def test_that_a_page_tells_of_the_day_on_which_it_is_seen_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stage.go(OVERVIEW)
    before = first._head._over.text()
    stage.go(COMPANY)

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Tomorrow":
            return super().now(tz) + timedelta(days=1)  # type: ignore[return-value]

    for module in (overview, desk):
        monkeypatch.setattr(module, "datetime", Tomorrow)
    assert stage.go(OVERVIEW) is first
    day = (datetime.now(UTC).astimezone() + timedelta(days=1)).date()

    assert first._head._over.text() != before
    assert stage.workspace._tr.date(day) in first._head._over.text()


def test_that_each_line_of_the_outline_is_painted_where_it_is_clicked(stage: Stage) -> None:
    add_models(stage, 3)
    view = stage.workspace.outline
    for top in (0, 137, 10**6):
        view.verticalScrollBar().setValue(top)
        pump()
        area = view._ground.rect()
        lines = {i: QRect(line) for i, line in view._lines_from(area.top())}
        seen = {
            i for i in range(view._rows()) if view.visualRect(view._outline.index(i)) & area
        }  # Qt's own word for it
        assert seen <= set(lines)
        for i, line in lines.items():
            assert line == view.visualRect(view._outline.index(i)), i
            if area.contains(line.center()):
                assert view.indexAt(QPoint(line.center())).row() == i


def test_that_a_page_is_laid_out_at_once_for_the_room_beside_the_law(stage: Stage) -> None:
    stage.go(COMPANY)
    page = stage.measure(of_item(stage.session.form, ITEM).measure)
    room = stage.workspace.stack.size()

    for _ in range(2):
        stage.go(COMPANY)
        stage.workspace.go(Place("measure", measure=page.sheet.id))
        assert page.size() == room  # at once, and not a pixel off
        pump()
        assert page.size() == room == stage.workspace.stack.size()


def after(stage: Stage) -> Place:
    """Return the place that Next leads to."""
    every = stage.workspace.desk.places()
    return every[every.index(stage.workspace.place) + 1]


@pytest.mark.parametrize("seed", range(3))
def test_that_a_page_made_ahead_is_shown_as_one_made_when_it_is_asked_for(
    seed: int, stage: Stage
) -> None:
    chance, space = random.Random(seed), stage.workspace  # noqa: S311  a test's own dice
    measures = [p for p in space.desk.places() if p.kind == "measure"]
    here = stage.go(chance.choice(measures[:-1]))
    place, focused = after(stage), QApplication.focusWidget()
    stage.wait(lambda: place in space._shown_as)
    made = space._pages[place]

    assert isinstance(made, MeasurePage)
    assert space.page is here
    assert made.isHidden()
    assert QApplication.focusWidget() is focused

    rows = measure(stage.session.form, place).requirement
    answered = rows[: chance.randrange(len(rows) + 1)]
    models = stage.session.models
    stage.session.apply(
        [
            (Key(PROVIDER if r.scope == "provider" else models[0], r.id, "state"), "partial")
            for r in answered
        ]
    )
    if chance.random() < 0.5:
        stage.window.set_language("fr")
    fresh = MeasurePage(space.desk, place, space.stack)
    stage.click(space.footer.ahead)

    assert space.page is made
    assert made.here.which == fresh.here.which
    assert [(r.subject, r.item) for r in made.rows if r.is_open] == [fresh.here.which]
    assert not differ(stage)


def test_that_what_is_done_ahead_begins_anew_when_the_user_does_something(qtbot: QtBot) -> None:
    owner, done = QWidget(), list[str]()
    qtbot.addWidget(owner)

    def steps() -> Iterator[None]:
        done.append("begun")
        if len(done) == 1:
            QTimer.singleShot(0, ahead.wait)  # comes before the next step
        yield
        done.append("ended")

    ahead = Ahead(steps, owner)
    ahead.wait()
    qtbot.waitUntil(lambda: "ended" in done, timeout=PATIENCE_MS)

    assert done == ["begun", "begun", "ended"]


@pytest.mark.parametrize("look", theme.THEMES.values(), ids=lambda look: look.name)
def test_that_a_kept_line_looks_as_one_painted_where_it_is(stage: Stage, look: Theme) -> None:
    add_models(stage, 2)
    ground, lines = look.colour("surface"), stage.workspace.outline._outline._lines
    entries = [line.entry for line in lines]
    images = []
    for fineness in (1.0, 1.5):  # of the second none is kept: its pixels are not whole ones
        kept, image = Pictures(), QImage(268, 40 * len(entries), QImage.Format.Format_RGB32)
        image.fill(ground)
        kept.prepare(268, ground, look, fineness)
        for twice in range(2):
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for i, entry in enumerate(entries):
                area = QRect(0, 40 * i, 268, outline_paint.height(entry.kind))
                painter.fillRect(area, ground)
                states = {"here": i % 3 == 0, "hovered": i % 3 == 1, "ringed": i % 2 == 0}
                kept.paint(painter, area, entry, **states)
            painter.end()
            assert len(kept._kept) == (0 if fineness == 1.5 else len(entries)), twice
        images.append(image)

    first, second = (bytes(image.constBits()) for image in images)
    apart = [abs(a - b) for a, b in zip(first, second, strict=True) if a != b]
    assert max(apart, default=0) <= 2  # of 255: how an edge is smoothed depends on where it is


def test_that_the_oldest_pictures_go(qtbot: QtBot) -> None:
    owner, kept = QWidget(), Pictures()
    qtbot.addWidget(owner)
    kept.prepare(268, theme.LIGHT.colour("surface"), theme.LIGHT, 1.0)
    image = QImage(268, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for i in range(200):
        entry = OutlineEntry(str(i), "page", f"Page {i}")
        kept.paint(painter, image.rect(), entry, here=False, hovered=False, ringed=False)
    painter.end()
    kept.forget_old(25)

    assert [entry.key for entry, *_ in kept._kept] == [str(i) for i in range(125, 200)]
