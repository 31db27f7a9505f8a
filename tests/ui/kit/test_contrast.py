"""Every pair of colours that is in use can be read, in every theme."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jalon.ui import theme
from jalon.ui.theme import THEMES, Theme

TEXT, MARK = 4.5, 3.0


def luminance(value: str) -> float:
    """Source: WCAG 2.2, definition of relative luminance."""

    def linear(c: float) -> float:
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    c = QColor(value)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def contrast(a: str, b: str) -> float:
    x, y = sorted((luminance(a), luminance(b)), reverse=True)
    return (x + 0.05) / (y + 0.05)


def pairs(look: Theme) -> Iterator[tuple[str, str, str, float]]:
    """What, foreground, background, least ratio. A new pair in use goes in here first."""
    for ground in ("surface", "raised", "sunken"):
        for ink in ("text", "muted"):
            yield f"{ink} on {ground}", getattr(look, ink), getattr(look, ground), TEXT
    for ground in ("surface", "raised", "sunken", "accent_tint"):
        yield f"accent on {ground}", look.accent, getattr(look, ground), TEXT
    yield "on_accent on accent", look.on_accent, look.accent, TEXT
    yield "text on paper", look.paper_text, look.paper, TEXT
    for ground in ("surface", "raised"):
        yield f"edge on {ground}", look.edge, getattr(look, ground), MARK
        yield f"stake on {ground}", look.stake, getattr(look, ground), MARK
        yield f"warning on {ground}", look.warn.text, getattr(look, ground), TEXT
    for name, tone in {**look.tones, "warn": look.warn, "info": look.info}.items():
        yield f"{name}: text on tint", tone.text, tone.tint, TEXT
        yield f"{name}: text on raised", tone.text, look.raised, TEXT
        for ground in ("surface", "raised"):
            yield f"{name}: mark on {ground}", tone.mark, getattr(look, ground), MARK
        yield f"{name}: mark on tint", tone.mark, tone.tint, MARK
        yield f"{name}: tick on mark", look.raised, tone.mark, MARK


@pytest.mark.parametrize("look", list(THEMES.values()), ids=list(THEMES))
def test_that_every_pair_of_colours_in_use_can_be_read(look: Theme) -> None:
    low = [
        f"{what} {contrast(ink, ground):.2f} < {least}"
        for what, ink, ground, least in pairs(look)
        if contrast(ink, ground) < least
    ]
    assert low == []


@pytest.mark.parametrize("look", list(THEMES.values()), ids=list(THEMES))
def test_that_a_widget_finds_its_theme_in_its_palette(qtbot: QtBot, look: Theme) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setPalette(theme.palette(look))
    child = QWidget(widget)
    assert theme.of(widget) is look
    assert theme.of(child) is look
