"""The palette, and how it follows the system: light, dark, high contrast, live."""

from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from jalon.ui.theme.tokens import CONTRAST_BLACK, CONTRAST_WHITE, DARK, LIGHT, Theme, of

Choice: TypeAlias = Literal["system", "light", "dark", "contrast"]
"""What a person can choose; ``contrast`` is black or white as the system is dark or light."""

STYLE: Final = "Fusion"
"""The one platform-independent style that takes every colour from the palette; what the kit
does not paint itself (menus, dialogs, the calendar) so has the same colours."""

_STYLED: Final = "jalon-styled"
_Colour = QPalette.ColorRole


def styled_application(program: str) -> QApplication:
    """Make the application, with the style from the beginning.

    Setting it later costs as much as all widgets of a page: PySide makes an object of each of
    the six hundred names of what a style can draw, for the sake of the style that is returned.
    """
    made = QApplication([program, "-style", STYLE])
    made.setProperty(_STYLED, True)  # noqa: FBT003  a value
    return made


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme; :func:`jalon.ui.theme.of` finds the theme from it."""
    made = QPalette()
    for role, value in {
        _Colour.Window: theme.surface,
        _Colour.WindowText: theme.text,
        _Colour.Base: theme.raised,
        _Colour.AlternateBase: theme.surface,
        _Colour.Text: theme.text,
        _Colour.PlaceholderText: theme.muted,
        _Colour.Button: theme.raised,
        _Colour.ButtonText: theme.text,
        _Colour.BrightText: theme.text,
        _Colour.Highlight: theme.accent,
        _Colour.HighlightedText: theme.on_accent,
        _Colour.Link: theme.accent,
        _Colour.LinkVisited: theme.accent,
        _Colour.ToolTipBase: theme.raised,
        _Colour.ToolTipText: theme.text,
        _Colour.Light: theme.raised,
        _Colour.Midlight: theme.line,
        _Colour.Mid: theme.line,
        _Colour.Dark: theme.edge,
        _Colour.Shadow: theme.edge,
        _Colour.Accent: theme.accent,
    }.items():
        made.setColor(role, QColor(value))
    off = QPalette.ColorGroup.Disabled
    for role in (_Colour.Text, _Colour.ButtonText, _Colour.WindowText):
        made.setColor(off, role, QColor(theme.muted))
    return made


def theme_for(choice: Choice, hints: QStyleHints) -> Theme:
    """Return the theme that a choice and the system give."""
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    wish = hints.accessibility().contrastPreference()
    wished = choice == "system" and wish == Qt.ContrastPreference.HighContrast
    if choice == "contrast" or wished:
        return CONTRAST_BLACK if dark else CONTRAST_WHITE
    if choice == "system":
        return DARK if dark else LIGHT
    return DARK if choice == "dark" else LIGHT


class Appearance(QObject):
    """Keeps the application's palette in step with the system's, or with a choice.

    One is made for an application, after it and before the first window.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice: Choice = "system"
        self._applying = False
        if not app.property(_STYLED):
            app.setStyle(STYLE)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self._follow()

    @property
    def choice(self) -> Choice:
        """What was chosen last; ``system`` at first."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Follow the system, or stay with light, dark or high contrast."""
        self._choice = choice
        self._applying = True  # asking the platform below answers through the signal
        self._ask_platform(self._app.styleHints())
        self._applying = False
        self._follow()

    def theme(self) -> Theme:
        """Return the theme that the choice and the system give now."""
        return theme_for(self._choice, self._app.styleHints())

    def _ask_platform(self, hints: QStyleHints) -> None:
        """Let title bars and native dialogs take the chosen scheme where the platform can."""
        if self._choice == "dark":
            hints.setColorScheme(Qt.ColorScheme.Dark)
        elif self._choice == "light":
            hints.setColorScheme(Qt.ColorScheme.Light)
        else:
            hints.unsetColorScheme()

    def _follow(self) -> None:
        if self._applying:
            return
        theme = self.theme()
        now, wanted = self._app.palette(), palette(theme)
        if of(now) is not theme or now != wanted:
            self._app.setPalette(wanted)
            self.changed.emit()
