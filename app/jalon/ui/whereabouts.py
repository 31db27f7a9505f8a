"""Whether a project lies where something may get in the way; said once.

Synchronising, a network, or a second name of the same file.
"""

from pathlib import Path
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QStorageInfo

from jalon.store.sniff import has_two_names

Whereabouts: TypeAlias = Literal["synchronised", "network", "twice", ""]

_SYNCHRONISED: Final = (
    "onedrive",
    "dropbox",
    "nextcloud",
    "owncloud",
    "google drive",
    "googledrive",
    "icloud drive",
    "mobile documents",
    "pcloud",
    "syncthing",
    "seafile",
    "kdrive",
)
"""Beginnings of the names that these programs give their folders, in lower case."""

_MARKS: Final = (".dropbox", ".stfolder", ".owncloudsync.log", ".seafile-data")
_NETWORK: Final = (
    "nfs",
    "cifs",
    "smb",
    "fuse.sshfs",
    "davfs",
    "fuse.davfs",
    "fuse.rclone",
    "afp",
    "9p",
    "ncp",
)


def whereabouts(path: Path) -> Whereabouts:
    """Tell where a project lies, as far as names, marks and the file system say."""
    folders = path.absolute().parents
    if any(_synchronises(folder) for folder in folders):
        return "synchronised"
    kind = QStorageInfo(str(path.absolute().parent)).fileSystemType().toStdString().lower()
    remote = str(path).startswith("\\\\") or any(kind.startswith(known) for known in _NETWORK)
    if remote:
        return "network"
    return "twice" if has_two_names(path) else ""


def _synchronises(folder: Path) -> bool:
    named = folder.name.lower()
    if named.startswith(_SYNCHRONISED):
        return True
    try:
        names = [entry.name for entry in folder.iterdir()] if folder != folder.parent else []
    except OSError:
        return False
    return any(
        name in _MARKS or (name.startswith((".sync_", "._sync_")) and name.endswith(".db"))
        for name in names
    )
