"""Asking for files: the platform's own dialogs, or Qt's where it has none.

Qt's French lacks two labels of its own dialog; both are set here, for every language.
"""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jalon.language import Translator

_Mode = QFileDialog.FileMode
_Accept = QFileDialog.AcceptMode


def open_file(
    owner: QWidget, tr: Translator, title: str, kind: str = "", now: str = ""
) -> Path | None:
    """Ask for a file that exists, beginning at the path ``now``; None when none was chosen.

    ``kind`` is what Qt calls a name filter: ``PDF files (*.pdf)``.
    """
    found = _ask(_dialog(owner, tr, title, kind, now), _Mode.ExistingFile)
    return found[0] if found else None


def open_files(owner: QWidget, tr: Translator, title: str) -> list[Path]:
    """Ask for files that exist; empty when none was chosen."""
    return _ask(_dialog(owner, tr, title), _Mode.ExistingFiles)


def save_file(
    owner: QWidget, tr: Translator, title: str, proposed: Path, kind: str = ""
) -> Path | None:
    """Ask where a new file shall lie; None when no place was chosen.

    Nothing is asked about a file that lies there: whoever writes it never writes over one.
    """
    dialog = _dialog(owner, tr, title, kind, str(proposed))
    dialog.setAcceptMode(_Accept.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    found = _ask(dialog, _Mode.AnyFile)
    return found[0] if found else None


def _dialog(
    owner: QWidget, tr: Translator, title: str, kind: str = "", now: str = ""
) -> QFileDialog:
    """Return a dialog at a path: in that folder, or in the folder of a file, its name filled in."""
    path = Path(now) if now else None
    folder = path if path is None or path.is_dir() else path.parent
    made = QFileDialog(owner, title, str(folder or ""), kind)
    if path and path != folder:
        made.selectFile(path.name)
    made.setLabelText(QFileDialog.DialogLabel.LookIn, tr.text("Look in:"))
    made.setLabelText(QFileDialog.DialogLabel.FileType, tr.text("Files of type:"))
    return made


def _ask(dialog: QFileDialog, mode: QFileDialog.FileMode) -> list[Path]:
    dialog.setFileMode(mode)
    try:
        return [Path(name) for name in dialog.selectedFiles()] if dialog.exec() else []
    finally:
        dialog.deleteLater()
