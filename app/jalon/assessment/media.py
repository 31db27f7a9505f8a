"""What kind of file something is, by its first bytes and its name; and which can do harm."""

from typing import Final, Literal, TypeAlias

from jalon.assessment.names import ending

Kind: TypeAlias = Literal[
    "image", "document", "table", "archive", "message", "data", "sound", "video", "program",
    "link", "other",
]  # fmt: skip
"""What its sign and its name in words go by."""

HEAD: Final = 512
"""In bytes: what :func:`of` needs of a file."""

UNKNOWN: Final = "application/octet-stream"
PROGRAM: Final = "application/x-executable"

_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xfe\xed\xfa\xce", PROGRAM),
    (b"\xfe\xed\xfa\xcf", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", PROGRAM),
    (b"#!", PROGRAM),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"{\\rtf", "application/rtf"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
)
"""How files begin; BMP and DOS programs have two letters only, so text is ruled out first."""

_SHORT: Final = 2
_ZIP: Final = b"PK\x03\x04"
"""Documents of office programs begin so too; their ending tells them apart."""

_PHOTOS: Final = frozenset({b"heic", b"heix", b"mif1", b"avif"})
_TEXT_FIRST: Final = frozenset({b"BM", b"MZ"})

_ENDINGS: Final = {
    "pdf": "application/pdf",
    "txt": "text/plain",
    "log": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "yaml": "application/yaml",
    "yml": "application/yaml",
    "toml": "application/toml",
    "xml": "application/xml",
    "html": "text/html",
    "htm": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "heic": "image/heic",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
    "zip": "application/zip",
    "gz": "application/gzip",
    "tar": "application/x-tar",
    "7z": "application/x-7z-compressed",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mov": "video/quicktime",
    "parquet": "application/vnd.apache.parquet",
    "ipynb": "application/x-ipynb+json",
    "jalon": "application/vnd.jalon.assessment",
}

_RUN: Final = """
    exe com bat cmd msi msp scr pif cpl scf inf reg lnk url hta js jse vbs vbe wsf wsh ps1 psm1
    msc gadget application appref-ms settingcontent-ms library-ms search-ms iso img vhd vhdx one
    chm xll sh bash zsh csh fish py pyw pyc pyz pl rb php jar jnlp run bin appimage deb rpm snap
    flatpak desktop service app command tool workflow action terminal scpt applescript dmg pkg mpkg
    docm dotm xlsm xlsb xla xlt xltm xlam pptm potm ppam ppsm sldm slk iqy accdb accde mdb mde
    wsc sct
    html htm xhtml mht mhtml shtml svg svgz xml xsl
"""
_PROGRAMS: Final = frozenset(_RUN.split())
"""Endings of what runs commands, or may run some, when a system opens it."""

_KINDS: Final[dict[str, Kind]] = {
    "text/csv": "table",
    "text/tab-separated-values": "table",
    "application/vnd.apache.parquet": "table",
    "application/vnd.ms-excel": "table",
    "application/pdf": "document",
    "application/msword": "document",
    "application/rtf": "document",
    "application/vnd.ms-powerpoint": "document",
    "message/rfc822": "message",
    "application/vnd.ms-outlook": "message",
    "application/zip": "archive",
    "application/gzip": "archive",
    "application/x-tar": "archive",
    "application/x-7z-compressed": "archive",
    "application/vnd.rar": "archive",
    "application/json": "data",
    "application/jsonl": "data",
    "application/yaml": "data",
    "application/toml": "data",
    "application/xml": "data",
    "application/x-ipynb+json": "data",
    PROGRAM: "program",
}


def of(name: str, head: bytes) -> str:
    """Return the media type of a file by its first bytes, else by its name's ending."""
    named, by_name = ending(name), _ENDINGS.get(ending(name), "")
    if named in _PROGRAMS and not by_name:
        return PROGRAM
    if found := _by_beginning(head):
        return found
    if by_name:
        return by_name
    if head.startswith(_ZIP):
        return "application/zip"
    return "text/plain" if _is_text(head) else UNKNOWN


def kind(media_type: str) -> Kind:
    """Return what kind of thing a media type is."""
    if media_type in _KINDS:
        return _KINDS[media_type]
    family = media_type.partition("/")[0]
    if family in {"image", "video"}:
        return "image" if family == "image" else "video"
    if family == "audio":
        return "sound"
    if media_type.endswith((".sheet", ".spreadsheet")):
        return "table"
    if family == "text" or media_type.endswith((".document", ".text", ".presentation")):
        return "document"
    return "other"


def may_run(name: str, head: bytes) -> bool:
    """Tell whether opening such a file may run commands: a program, a script, macros."""
    return ending(name) in _PROGRAMS or of(name, head) == PROGRAM


def _by_beginning(head: bytes) -> str:
    for beginning, media_type in _BEGINNINGS:
        if head.startswith(beginning) and not (beginning in _TEXT_FIRST and _is_text(head)):
            return media_type
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], "")
    if head[:4] in {b"II*\x00", b"MM\x00*"}:
        return "image/tiff"
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in _PHOTOS else "video/mp4"
    return ""


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3  # a letter cut off at the end
    return len(head) > _SHORT
