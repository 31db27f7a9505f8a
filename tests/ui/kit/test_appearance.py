"""The theme follows the system, or a choice, live; type follows the system's font."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory
from pytestqt.qtbot import QtBot

from jalon.ui import kit, theme
from jalon.ui.theme import appearance


class Hints:
    """What the system says, which no test can make a screenless platform say."""

    def __init__(self) -> None:
        self.scheme = Qt.ColorScheme.Light
        self.wish = Qt.ContrastPreference.NoPreference

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def accessibility(self) -> "Hints":
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.wish


@pytest.fixture
def look(qapp: QApplication) -> Iterator[theme.Appearance]:
    palette, font = qapp.palette(), qapp.font()
    made = theme.Appearance(qapp)
    yield made
    made.setParent(None)
    made.deleteLater()
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.mark.parametrize(
    ("choice", "scheme", "wish", "wanted"),
    [
        ("system", "Light", "NoPreference", theme.LIGHT),
        ("system", "Dark", "NoPreference", theme.DARK),
        ("system", "Unknown", "NoPreference", theme.LIGHT),
        ("system", "Dark", "HighContrast", theme.CONTRAST_BLACK),
        ("system", "Light", "HighContrast", theme.CONTRAST_WHITE),
        ("light", "Dark", "NoPreference", theme.LIGHT),
        ("dark", "Light", "NoPreference", theme.DARK),
        ("contrast", "Light", "NoPreference", theme.CONTRAST_WHITE),
        ("contrast", "Dark", "NoPreference", theme.CONTRAST_BLACK),
    ],
)
def test_that_the_theme_is_the_systems_or_the_chosen_one(
    choice: theme.Choice, scheme: str, wish: str, wanted: theme.Theme
) -> None:
    hints = Hints()
    hints.scheme = Qt.ColorScheme[scheme]
    hints.wish = Qt.ContrastPreference[wish]
    assert appearance.theme_for(choice, hints) is wanted  # type: ignore[arg-type]


def test_that_choosing_changes_the_palette_at_once_and_system_takes_it_back(
    qapp: QApplication, look: theme.Appearance
) -> None:
    told: list[bool] = []
    look.changed.connect(lambda: told.append(True))
    before = theme.of(qapp.palette())
    look.choose("dark")
    assert theme.of(qapp.palette()) is theme.DARK
    assert look.choice == "dark"
    look.choose("system")
    assert theme.of(qapp.palette()) is before
    assert len(told) == 2
    look.choose("system")
    assert len(told) == 2


def test_that_no_style_sheet_is_used(qtbot: QtBot, qapp: QApplication) -> None:
    appearance_made = theme.Appearance(qapp)
    assert qapp.styleSheet() == ""
    assert qapp.style().name().casefold() == appearance.STYLE.casefold()
    assert appearance.STYLE in QStyleFactory.keys()  # noqa: SIM118  not a mapping
    appearance_made.deleteLater()
    assert qtbot is not None


def test_that_paper_is_white_in_every_theme(qtbot: QtBot, qapp: QApplication) -> None:
    before = qapp.palette()
    qapp.setPalette(theme.palette(theme.DARK))
    sheet = kit.Surface("raised")
    kit.paper(sheet)
    qtbot.addWidget(sheet)
    assert theme.of(sheet) is theme.LIGHT
    qapp.setPalette(before)


@pytest.mark.parametrize("points", [8.0, 10.0, 13.5, 20.0])
def test_that_type_and_lines_follow_the_systems_font(
    qapp: QApplication, look: theme.Appearance, qtbot: QtBot, points: float
) -> None:
    text, line, area = kit.Text("title"), kit.TextField(), kit.GrowingText(1)
    text.set_text("Words")
    for widget in (text, line, area):
        qtbot.addWidget(widget)
        widget.show()
    assert text.heightForWidth(400) == theme.leading("title")
    font = QFont(qapp.font())
    font.setPointSizeF(points)
    qapp.setFont(font)
    assert theme.font("body").pointSizeF() == pytest.approx(points)
    assert theme.font("title").pointSizeF() == pytest.approx(1.6 * points)
    for role in ("body", "small", "title", "quote"):
        assert theme.leading(role) >= QFontMetrics(theme.font(role)).height()
    qtbot.waitUntil(lambda: line.entry().font().pointSizeF() == pytest.approx(points))
    assert text.heightForWidth(400) == theme.leading("title")
    assert line.height() > theme.leading("body")
    assert area.entry().height() >= theme.leading("body") - 1
    assert look.choice == "system"


def test_that_a_font_set_in_pixels_is_a_size_too(qapp: QApplication) -> None:
    before = qapp.font()
    font = QFont(before)
    font.setPixelSize(16)
    qapp.setFont(font)
    assert theme.font("body").pointSizeF() == pytest.approx(12.0)
    qapp.setFont(before)


def test_that_the_icon_has_every_size_that_is_asked_for(qtbot: QtBot) -> None:
    icon = kit.icon()
    sizes = {size.width() for size in icon.availableSizes()}
    assert {16, 32, 48, 256} <= sizes
    small: QPixmap = icon.pixmap(32, 32)
    assert small.toImage().pixelColor(16, 16).alpha() == 255
    assert qtbot is not None
