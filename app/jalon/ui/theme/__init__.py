"""Design tokens by role: colours, type, space; and the palette that follows the system.

There is no current theme in this module: a widget's palette tells its theme
(:func:`of`), so a change of theme is one change of the application's palette, which Qt
hands to every widget as a repaint.
"""

from jalon.ui.theme.appearance import Appearance, Choice, palette, styled_application
from jalon.ui.theme.tokens import (
    CONTRAST_BLACK,
    CONTRAST_WHITE,
    DARK,
    LIGHT,
    RADIUS_CARD,
    RADIUS_CONTROL,
    RADIUS_SMALL,
    THEMES,
    Ink,
    Surfaces,
    Theme,
    Tone,
    of,
    space,
)
from jalon.ui.theme.type import (
    Role,
    advance,
    base_name,
    font,
    grown,
    leading,
    line_height,
    measure,
    metrics,
    overhang,
    sized,
    span,
)

__all__ = [
    "CONTRAST_BLACK",
    "CONTRAST_WHITE",
    "DARK",
    "LIGHT",
    "RADIUS_CARD",
    "RADIUS_CONTROL",
    "RADIUS_SMALL",
    "THEMES",
    "Appearance",
    "Choice",
    "Ink",
    "Role",
    "Surfaces",
    "Theme",
    "Tone",
    "advance",
    "base_name",
    "font",
    "grown",
    "leading",
    "line_height",
    "measure",
    "metrics",
    "of",
    "overhang",
    "palette",
    "sized",
    "space",
    "span",
    "styled_application",
]
