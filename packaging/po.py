"""Gettext catalogues as plain values, and their one way of being written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

_HEADER = """\
# Texts of Jalon. Apache-2.0, like the program.
msgid ""
msgstr ""
"Project-Id-Version: jalon\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


class Name(NamedTuple):
    """What tells texts apart: where it is used (empty: in the program), and the English text."""

    context: str
    text: str

    def __str__(self) -> str:
        """Name the text in a message to a translator."""
        return f"{self.context or 'program'}: {self.text[:60]!r}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text. ``plural`` and a second string are there where a number decides.

    Attributes:
        strings: the translation, or one for each plural form; empty strings until translated.
        files: where the text is used, as paths in the repository.
        comments: what the program's authors tell translators; ``remarks`` is the translators'.
    """

    name: Name
    plural: str = ""
    strings: tuple[str, ...] = ("",)
    files: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    fuzzy: bool = False

    @property
    def translated(self) -> bool:
        """Whether every string is filled in."""
        return bool(self.strings) and all(self.strings)

    def translated_as(self, other: "Entry", *, fuzzy: bool) -> "Entry":
        """Return this text with the translation of another."""
        return replace(self, strings=other.strings, remarks=other.remarks, fuzzy=fuzzy)


def entries(catalog: Catalog) -> dict[Name, Entry]:
    """Return the texts of a Babel catalogue; a text used in several places is there once."""
    found: dict[Name, Entry] = {}
    for message in catalog:
        ids = _several(message.id)
        if not ids[0]:
            continue
        name = Name(message.context or "", ids[0])
        found[name] = Entry(
            name,
            plural=ids[1] if len(ids) > 1 else "",
            strings=_several(message.string),
            files=tuple(sorted({str(file) for file, _line in message.locations})),
            comments=tuple(sorted(set(message.auto_comments))),
            remarks=tuple(message.user_comments),
            fuzzy=message.fuzzy,
        )
    return found


def read(source: bytes, language: str | None = None) -> tuple[dict[Name, Entry], int]:
    """Return the texts of a ``.po`` file and how many obsolete ones it drags along.

    Raises:
        ValueError: it is not a catalogue.
    """
    catalog = read_po(BytesIO(source), locale=language, abort_invalid=True)
    return entries(catalog), len(catalog.obsolete)


def language(source: bytes) -> str:
    """Return the language that the header of a ``.po`` file names; empty when it names none."""
    return str(read_po(BytesIO(source)).locale_identifier or "")


def written(texts: Iterable[Entry], language: str | None = None) -> bytes:
    """Return a catalogue as it is kept: sorted, no dates, no line numbers, nothing wrapped."""
    header = _HEADER
    if language:
        plural = Catalog(locale=language).plural_forms
        header += f'"Language: {language}\\n"\n"Plural-Forms: {plural}\\n"\n'
    blocks = [_block(entry) for entry in sorted(texts, key=lambda e: (e.name, e.plural))]
    return "\n".join([header, *blocks]).encode("utf-8")


def _block(entry: Entry) -> str:
    lines = [f"# {remark}".rstrip() for remark in entry.remarks]
    lines += [f"#. {comment}" for comment in entry.comments]
    lines += [f"#: {file}" for file in entry.files]
    lines += ["#, fuzzy"] if entry.fuzzy else []
    lines += [f"msgctxt {_quoted(entry.name.context)}"] if entry.name.context else []
    lines += [f"msgid {_quoted(entry.name.text)}"]
    if entry.plural:
        lines += [f"msgid_plural {_quoted(entry.plural)}"]
        strings = entry.strings if len(entry.strings) > 1 else (entry.strings[0], "")
        lines += [f"msgstr[{i}] {_quoted(string)}" for i, string in enumerate(strings)]
    else:
        lines += [f"msgstr {_quoted(entry.strings[0])}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _several(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(str(part or "") for part in value) or ("",)
    return (str(value or ""),)
