"""A file as it was when it was attached: what the record holds of it, written and read."""

from typing import Final, Literal, TypeAlias

from jalon.assessment.changes import Value
from jalon.values import dataclass

Stored: TypeAlias = Literal["embedded", "linked", "absent"]
"""Where the bytes of a file are: in the project, on a disk, or not here: only what is recorded of
them was taken over from another project, or they went with a removal that was taken back later."""
STORED: Final[tuple[Stored, ...]] = ("embedded", "linked", "absent")


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was when it was attached.

    Attributes:
        name: as its disk had it.
        size: in bytes.
        sha256: of its bytes, 64 hexadecimal digits.
        media_type: such as ``application/pdf``.
        stored: see :data:`Stored`.
        path: of a linked file: from the project's folder where it lies in it, else whole.
        modified: of a linked file: when it was last written, UTC, ISO 8601; empty where not known.
    """

    name: str
    size: int
    sha256: str
    media_type: str
    stored: Stored
    path: str = ""
    modified: str = ""

    def value(self) -> Value:
        """Return what the record holds of it; one change, so that thousands open quickly."""
        told: dict[str, Value] = {
            "name": self.name,
            "size": self.size,
            "sha256": self.sha256,
            "type": self.media_type,
            "stored": self.stored,
        }
        if self.stored == "linked":
            told |= {"path": self.path, "modified": self.modified}
        return told


def read(value: Value) -> File | None:
    """Read what the record holds of a file; None where it holds none that can be read."""
    if not isinstance(value, dict):
        return None
    texts = [value.get(part) for part in ("name", "sha256", "type", "stored")]
    size, path, modified = value.get("size"), value.get("path", ""), value.get("modified", "")
    if not all(isinstance(text, str) for text in (*texts, path, modified)):
        return None
    if isinstance(size, bool) or not isinstance(size, int) or size < 0:
        return None
    name, sha256, media_type, stored = map(str, texts)
    chosen = next((known for known in STORED if known == stored), None)
    if chosen is None or not _is_sha256(sha256):
        return None
    return File(name, size, sha256, media_type, chosen, str(path), str(modified))


def _is_sha256(text: str) -> bool:
    """Tell whether a text is written as a SHA-256 is: 64 lower-case hexadecimal digits."""
    return len(text) == 64 and set(text) <= set("0123456789abcdef")  # noqa: PLR2004  its digits
