"""The one door for text into a page: clean, escape, choose fonts, name what no font has.

Components take :data:`Markup` only, and only :class:`Typesetter` makes it, so nothing a user
typed can be read as markup. What cannot be printed as typed is printed as a visible name in
square brackets and noted, for the caller to tell the user.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final, NewType

from jalon.language import one_line

Markup = NewType("Markup", str)
"""Text with everything escaped, safe to give to a reportlab paragraph."""

NARROW_SPACE: Final = "\u202f"
NARROW_STAND_IN: Final = "\ue02f"
"""A private code that stands for U+202F while lines are broken: reportlab breaks lines at the
real one. Fonts give it the same glyph, and the finished file names it U+202F again."""

LIMIT: Final = 200_000
"""In characters; what is longer is cut, visibly."""

_LINE_ENDS: Final = re.compile("\r\n|[\r\u2028\u0085\v\f]")
_INVISIBLE: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_LOST: Final = "\ufffd"
"""Stands for what is no character; it is always printed by its name."""
_NO_CHARACTER: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_SPACES: Final = re.compile("[\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_INDENT: Final = re.compile("^ {1,40}|(?<= ) {1,40}", re.MULTILINE)
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_BOUND: Final = re.compile(
    r"(?:(?<=\bArt\.)|(?<=\bArts)|(?<=\bEUR)|(?<=§)) (?=[\dIVX])"
    r"|(?:(?<=aragraph)|(?<=entence)|(?<=\b[Pp]oint)|(?<=easure)|(?<=ppendix)) (?=[\d(])"
    r"|(?<=\d) (?=(?:million|billion|FLOP)\b|[%×])|(?<=×) (?=\d)"
    rf"|(?:(?<=\b\d)|(?<=\b\d\d)) (?=(?:{_MONTHS})\b)"
)
"""Spaces of English texts at which no line shall end; the French ones have their own."""
_RIGHT_TO_LEFT: Final = {"R", "AL"}
_NEUTRAL: Final = {"WS", "ON", "CS", "ES", "NSM", "EN", "AN", "B"}
_FEW: Final = 3
"""From this many letters of one script on, the script is named once, not each letter."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font by its registered name, and the characters it can print."""

    name: str
    covers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Substitute:
    """Something that could not be printed as typed.

    Attributes:
        typed: the character, or the run of characters.
        printed: what stands in its place.
    """

    typed: str
    printed: str


@dataclass(frozen=True, slots=True)
class Naming:
    """Words for what no font has, in the language of the page.

    Attributes:
        run: with ``{script}`` and ``{count}``.
        scripts: names of scripts by the first word of their characters' Unicode names.
        cut: what is printed where a text was cut.
        character: with ``{code}``; empty where the readers know the names that Unicode gives.
    """

    run: str = "[{script} text, {count} characters: see the attached answers]"
    scripts: Mapping[str, str] = field(default_factory=dict)
    cut: str = "[cut here]"
    character: str = ""


def clean(text: str, *, cut: str = "[cut here]") -> str:
    r"""Return ``text`` in one normal form, without controls, overrides or invisible characters.

    Lone surrogates and noncharacters become U+FFFD. Line ends are ``\\n``; indents are kept.
    """
    if len(text) > LIMIT:
        text = f"{text[:LIMIT]} {cut}"
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n").replace("\t", "    ")
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", _NO_CHARACTER.sub(_LOST, text))


def paragraphs(text: str) -> tuple[str, ...]:
    """Split a typed text at its empty lines; single line ends stay inside."""
    parts = re.split(r"\n[ \u00a0]*(?:\n[ \u00a0]*)+", clean(text).strip("\n"))
    return tuple(p.rstrip() for p in parts if p.strip())


def shortened(text: str, most: int) -> str:
    """Return ``text`` on one line of at most ``most`` characters, cut at a word with "…"."""
    line = one_line(clean(text[: 4 * most + 400]))
    if len(line) <= most:
        return line
    kept = line[: most - 1]
    at = kept.rfind(" ") if line[most - 1].isalnum() else len(kept)
    return (kept[:at] if at > most // 2 else kept).rstrip(" \u00a0\u202f,;:.") + "…"


class Typesetter:
    """Makes markup for one document and remembers what it had to replace.

    Attributes:
        substitutes: what was replaced, each once, in order.
    """

    def __init__(self, faces: Sequence[Face], naming: Naming | None = None) -> None:
        self._faces = tuple(faces)
        self._main = self._faces[0].covers | {"\n", NARROW_SPACE}
        self._naming = naming or Naming()
        self._found: dict[str, str] = {}

    @property
    def substitutes(self) -> tuple[Substitute, ...]:
        """What could not be printed as typed, each once, in order."""
        return tuple(Substitute(typed, printed) for typed, printed in self._found.items())

    def markup(self, text: str, strong: Sequence[str] = ()) -> Markup:
        """Return ``text`` as safe markup; the first place of each of ``strong`` is set bold."""
        text = clean(text, cut=self._naming.cut)
        for words in strong:
            sought = clean(words)
            before, found, after = text.partition(sought) if sought else (text, "", "")
            if found:
                return Markup(
                    f"{self.markup(before)}<b>{self._safe(found)}</b>{self.markup(after)}"
                )
        return self._safe(text)

    def runs(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return (font name, text) pairs of one line, for drawing without a paragraph."""
        line = clean(text, cut=self._naming.cut).replace("\n", " ")
        return tuple(
            (self._faces[face].name, part.replace(NARROW_SPACE, NARROW_STAND_IN))
            for face, part in self._faced(line)
        )

    def printable(self, text: str) -> str:
        """Return ``text`` as it is printed, as plain text: for bookmarks and descriptions."""
        return "".join(part for _, part in self._faced(clean(text, cut=self._naming.cut)))

    def _safe(self, text: str) -> Markup:
        parts = []
        for face, part in self._faced(_BOUND.sub("\u00a0", _INDENT.sub(_unbroken, text))):
            safe = escape(part).replace("\n", "<br/>").replace(NARROW_SPACE, NARROW_STAND_IN)
            parts.append(
                safe if not face else f'<font name="{self._faces[face].name}">{safe}</font>'
            )
        return Markup("".join(parts))

    def _faced(self, text: str) -> list[tuple[int, str]]:
        """Return (index of face, text) in order; what no face has is replaced by its name."""
        if self._main.issuperset(text):
            return [(0, text)]
        out: list[tuple[int, str]] = []
        for cluster in _clusters(text):
            for face, part in self._cluster(cluster):
                if out and out[-1][0] == face:
                    out[-1] = (face, out[-1][1] + part)
                else:
                    out.append((face, part))
        return out

    def _cluster(self, cluster: str) -> list[tuple[int, str]]:
        if cluster in ("\n", NARROW_SPACE):
            return [(0, cluster)]
        if _LOST not in cluster and not _is_right_to_left(cluster[0]):
            for index, face in enumerate(self._faces):
                if face.covers.issuperset(cluster):
                    return [(index, cluster)]
            if len(cluster) > 1 and not _script(cluster[0]):
                return [pair for character in cluster for pair in self._cluster(character)]
        if len(cluster) >= _FEW and _script(cluster[0]):
            return [(0, self._named_run(cluster))]
        return [pair for character in cluster for pair in self._single(character)]

    def _single(self, character: str) -> list[tuple[int, str]]:
        if character != _LOST and not _is_right_to_left(character):
            for index, face in enumerate(self._faces):
                if character in face.covers:
                    return [(index, character)]
        code = f"U+{ord(character):04X}"
        named = self._naming.character.format(code=code)
        name = unicodedata.name(character, "").lower() or code
        return [(0, self._found.setdefault(character, named or f"[{name}]"))]

    def _named_run(self, run: str) -> str:
        script = _script(run[0])
        named = self._naming.run.format(
            script=self._naming.scripts.get(script, script.title()), count=len(run)
        )
        return self._found.setdefault(run, named)


def _unbroken(found: re.Match[str]) -> str:
    """Keep indents and repeated spaces, which a paragraph would fold into one."""
    return "\u00a0" * len(found.group())


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in _RIGHT_TO_LEFT


def _script(character: str) -> str:
    """Return the first word of a letter's name, such as ``ARABIC``; empty for other signs."""
    if unicodedata.category(character)[0] not in "LM":
        return ""
    return unicodedata.name(character, "").partition(" ")[0].partition("-")[0]


def _clusters(text: str) -> list[str]:
    """Split into a letter with its marks, a run of right-to-left text, or a run of one script.

    Scripts that are written from right to left or joined cannot be printed letter by letter:
    the whole run, with the spaces and signs inside it, is one cluster.
    """
    out: list[str] = []
    start = 0
    while start < len(text):
        end = _right_to_left_end(text, start) or _marks_end(text, start)
        out.append(text[start:end])
        start = end
    return _joined_scripts(out)


def _right_to_left_end(text: str, start: int) -> int:
    """Return where a run that starts right-to-left ends; 0 when none starts here."""
    if not _is_right_to_left(text[start]):
        return 0
    end = start + 1
    for position in range(start + 1, len(text)):
        kind = unicodedata.bidirectional(text[position])
        if kind in _RIGHT_TO_LEFT:
            end = position + 1
        elif kind not in _NEUTRAL or text[position] == "\n":
            break
        elif kind == "NSM" and end == position:
            end = position + 1
    return end


def _marks_end(text: str, start: int) -> int:
    end = start + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


_JOINED: Final = re.compile(
    "DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|ORIYA|TAMIL|TELUGU|KANNADA|MALAYALAM|SINHALA|"
    "THAI|LAO|TIBETAN|MYANMAR|KHMER|MONGOLIAN|JAVANESE|BALINESE"
)
"""Scripts whose letters join or move; no font here has them, a whole word is named at once."""


def _joined_scripts(clusters: list[str]) -> list[str]:
    out: list[str] = []
    last = ""
    for cluster in clusters:
        script = _script(cluster[0])
        if script == last and _JOINED.fullmatch(script):
            out[-1] += cluster
        else:
            out.append(cluster)
        last = script
    return out
