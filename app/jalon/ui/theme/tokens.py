"""Colours by role, for light, dark and two high-contrast themes; space and radii."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from jalon.values import dataclass

Ink: TypeAlias = Literal["text", "muted", "accent", "on_accent", "warn", "info", "paper_text"]
"""Roles of written words; ``warn`` and ``info`` are the tones' text colours."""

Surfaces: TypeAlias = Literal["surface", "raised", "sunken", "accent_tint", "paper"]
"""Roles of grounds: window and panels, pages and cards, tracks and hover, tint, the report."""

RADIUS_SMALL: Final = 4
RADIUS_CONTROL: Final = 6
RADIUS_CARD: Final = 10
_STEP: Final = 4


def space(steps: int) -> int:
    """Return a distance in pixels: 1 label to field, 4 field to field, 8 section to section."""
    return _STEP * steps


@dataclass(frozen=True, slots=True)
class Tone:
    """One state: its text on its tint, and its icon's colour; ``#RRGGBB`` each."""

    text: str
    tint: str
    mark: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, ``#RRGGBB`` each.

    Attributes:
        surface: window, outline, law panel, header.
        raised: what one writes on: page, cards.
        sunken: tracks and hover.
        line: hairlines between things; decorative.
        edge: borders of controls, 3:1 at least.
        accent: links, the primary button, the focus ring.
        stake: the red of the stake, the mark "you are here", never a warning.
        paper: the report's page, white in every theme.
        tones: by state or verdict.
        high_contrast: whether borders must be drawn where a tint would do.
    """

    name: str
    surface: str
    raised: str
    sunken: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    accent_tint: str
    on_accent: str
    stake: str
    stake_gap: str
    warn: Tone
    info: Tone
    tones: Mapping[str, Tone]
    paper: str = "#FFFFFF"
    paper_text: str = "#1A2024"
    high_contrast: bool = False
    dark: bool = False

    def colour(self, role: str) -> QColor:
        """Return the colour of a role; a tone's name gives the colour of its text."""
        toned = role in _TONES or role in self.tones
        return QColor(self.tone(role).text if toned else getattr(self, role))

    def tone(self, name: str) -> Tone:
        """Return the tone of a state, a verdict, ``warn`` or ``info``."""
        if name == "warn":
            return self.warn
        return self.info if name == "info" else self.tones[name]

    @property
    def track(self) -> str:
        """The border of a track: none but in high contrast, where a tint is not seen."""
        return self.edge if self.high_contrast else ""


_TONES: Final = ("warn", "info")


def _tones(**marks: Tone) -> Mapping[str, Tone]:
    named = {name.replace("_", "-"): tone for name, tone in marks.items()}
    named["acceptable"] = named["implemented"]
    named["improvable"] = named["partial"]
    named["to-correct"] = named["not-implemented"]
    return MappingProxyType(named)


def _flat(ground: str, text: str, marks: Mapping[str, str]) -> Mapping[str, Tone]:
    return _tones(**{name: Tone(text, ground, mark) for name, mark in marks.items()})


LIGHT: Final = Theme(
    "light",
    surface="#F3F4F3",
    raised="#FFFFFF",
    sunken="#E8EBEA",
    text="#1A2024",
    muted="#58626A",
    line="#DFE3E2",
    edge="#848E94",
    accent="#17597A",
    accent_tint="#E2EDF3",
    on_accent="#FFFFFF",
    stake="#C8372D",
    stake_gap="#FFFFFF",
    warn=Tone("#6E4B00", "#FBF1D9", "#946600"),
    info=Tone("#17506D", "#E6F0F5", "#17597A"),
    tones=_tones(
        implemented=Tone("#17613D", "#E1F1E7", "#1F7A4D"),
        partial=Tone("#6E4B00", "#F9EED2", "#A87400"),
        planned=Tone("#2B4E92", "#E6ECF9", "#3D64B0"),
        alternative=Tone("#105E63", "#DDF0F0", "#15777D"),
        not_implemented=Tone("#962B25", "#FBE8E5", "#B93A32"),
        not_applicable=Tone("#4F5960", "#E9ECEC", "#707A81"),
        not_answered=Tone("#58626A", "#FFFFFF", "#848E94"),
    ),
)

DARK: Final = Theme(
    "dark",
    surface="#171B1E",
    raised="#1F2427",
    sunken="#2A3034",
    text="#E7EAEB",
    muted="#A5AFB5",
    line="#333A3F",
    edge="#78838A",
    accent="#86BEDB",
    accent_tint="#22363F",
    on_accent="#0D2130",
    stake="#EE6A5E",
    stake_gap="#F3EDEA",
    warn=Tone("#EBC979", "#38301B", "#D9AE4C"),
    info=Tone("#A9D3E8", "#20323B", "#86BEDB"),
    dark=True,
    tones=_tones(
        implemented=Tone("#8FD6AE", "#1D3529", "#5DBB8A"),
        partial=Tone("#EBC979", "#38301B", "#D9AE4C"),
        planned=Tone("#AFC5F3", "#252F47", "#87A6E8"),
        alternative=Tone("#8AD3D5", "#1A3537", "#56B6B9"),
        not_implemented=Tone("#F5ABA3", "#422522", "#EA7C71"),
        not_applicable=Tone("#B4BDC2", "#2D3438", "#8B969D"),
        not_answered=Tone("#A5AFB5", "#1F2427", "#78838A"),
    ),
)

CONTRAST_BLACK: Final = Theme(
    "contrast-black",
    surface="#000000",
    raised="#000000",
    sunken="#1A1A1A",
    text="#FFFFFF",
    muted="#FFFFFF",
    line="#FFFFFF",
    edge="#FFFFFF",
    accent="#8FD3FF",
    accent_tint="#00263A",
    on_accent="#000000",
    stake="#FF8A7F",
    stake_gap="#FFFFFF",
    warn=Tone("#FFE066", "#000000", "#FFE066"),
    info=Tone("#FFFFFF", "#000000", "#8FD3FF"),
    paper_text="#000000",
    high_contrast=True,
    dark=True,
    tones=_flat(
        "#000000",
        "#FFFFFF",
        {
            "implemented": "#7CFFB2",
            "partial": "#FFE066",
            "planned": "#A9C8FF",
            "alternative": "#7FFBFF",
            "not_implemented": "#FF9C94",
            "not_applicable": "#FFFFFF",
            "not_answered": "#FFFFFF",
        },
    ),
)

CONTRAST_WHITE: Final = Theme(
    "contrast-white",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#E6E6E6",
    text="#000000",
    muted="#000000",
    line="#000000",
    edge="#000000",
    accent="#00417A",
    accent_tint="#E0F0FF",
    on_accent="#FFFFFF",
    stake="#B00000",
    stake_gap="#FFFFFF",
    warn=Tone("#5C3A00", "#FFFFFF", "#5C3A00"),
    info=Tone("#000000", "#FFFFFF", "#00417A"),
    paper_text="#000000",
    high_contrast=True,
    tones=_flat(
        "#FFFFFF",
        "#000000",
        {
            "implemented": "#005226",
            "partial": "#5C3A00",
            "planned": "#1E2F8F",
            "alternative": "#00484D",
            "not_implemented": "#8C0000",
            "not_applicable": "#000000",
            "not_answered": "#000000",
        },
    ),
)

THEMES: Final[Mapping[str, Theme]] = MappingProxyType(
    {t.name: t for t in (LIGHT, DARK, CONTRAST_BLACK, CONTRAST_WHITE)}
)
_ACCENT: Final = QPalette.ColorRole.Accent
_BY_ACCENT: Final = {QColor(t.accent).rgb(): t for t in THEMES.values()}


def of(place: QWidget | QPalette) -> Theme:
    """Return the theme of a widget: the one whose palette it has inherited.

    A palette that is none of ours (a bare test, a foreign style) is read as light or dark by
    its window colour.
    """
    found = place.palette() if isinstance(place, QWidget) else place
    known = _BY_ACCENT.get(found.color(_ACCENT).rgb())
    if known is not None:
        return known
    return DARK if found.color(QPalette.ColorRole.Window).lightnessF() < 0.5 else LIGHT
