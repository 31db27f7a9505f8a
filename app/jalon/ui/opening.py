"""Opening evidence with the system's own programs: only when asked, and only after asking."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from jalon.assessment import names, register_words
from jalon.assessment.evidence import Evidence, is_web
from jalon.errors import N_, UserError
from jalon.language import Translator
from jalon.store import outside
from jalon.ui import file_dialogs, messages
from jalon.ui.desk import Desk
from jalon.ui.messages import Choice


def ask_open(owner: QWidget, desk: Desk, tr: Translator, entry: Evidence) -> bool:
    """Ask whether to open a piece; tells whether there is anything to open."""
    if entry.file:
        _ask_file(owner, desk, tr, entry)
        return True
    if "target" in dict(entry.disputed):
        return False  # which of two it is has to be chosen first
    if is_web(entry.target):
        _ask(
            owner,
            tr,
            tr.text("Open this address in the browser?"),
            names.shown(entry.target),
            lambda: _open(owner, tr, QUrl(entry.target.strip())),  # blanks in it are encoded
        )
        return True
    folder = _folder(entry.target, desk.session.path.parent)
    if folder is None:
        return False
    _ask(
        owner,
        tr,
        tr.text("Show the folder of this file?"),
        str(folder),
        lambda: _open(owner, tr, QUrl.fromLocalFile(str(folder))),
    )
    return True


def save_out(owner: QWidget, desk: Desk, tr: Translator, entry: Evidence) -> None:
    """Ask where a file of the project shall be written, and write it there."""
    if entry.file is None:
        return
    proposed = desk.session.path.parent / names.harmless(entry.file.name)
    path = file_dialogs.save_file(owner, tr, tr.text("Save the file"), proposed)
    if not path:
        return
    try:
        desk.session.attachments.extract(entry, path)
    except UserError as error:
        messages.show(owner.window(), tr, error, tr.text("The file was not saved"))


def _ask_file(owner: QWidget, desk: Desk, tr: Translator, entry: Evidence) -> None:
    try:
        runs = desk.session.attachments.may_run(entry)
    except UserError as error:
        messages.show(owner.window(), tr, error, tr.text("The file cannot be opened"))
        return
    name = names.shown(entry.file.name) if entry.file else ""
    title = tr.text("Open “{name}”?", name=name)
    texts = [_what(tr, desk, entry)]
    if runs:
        texts.insert(
            0,
            tr.text(
                "Careful: this is a program, or a file that can run commands. Opened, it can do"
                " on this computer whatever you can. Open it only if you know where it comes from."
            ),
        )
    _ask(
        owner,
        tr,
        title,
        "\n\n".join(texts),
        lambda: _open_file(owner, desk, tr, entry),
        careful=runs,
    )


def _what(tr: Translator, desk: Desk, entry: Evidence) -> str:
    file = entry.file
    if file is None:
        return ""
    facts = f"{register_words.kind(tr, entry)}, {register_words.size(tr, file.size)}."
    said = tr.text(
        "A copy is opened, in the program that this computer has for such files. Changes to the"
        " copy do not come back; it is removed when the project is closed."
    )
    if file.stored == "linked":
        path = names.shown(str(outside.where(file, desk.session.attachments.folder)))
        said = tr.text("The file itself is opened, where it lies: {path}", path=path)
    return f"{facts}\n{said}"


def _ask(
    owner: QWidget, tr: Translator, title: str, text: str, act: object, *, careful: bool = False
) -> None:
    words = tr.text("Open all the same") if careful else tr.text("Open")
    choices = (
        Choice(words, act, "destroy" if careful else "accept"),  # type: ignore[arg-type]
        Choice(tr.text("Cancel"), None, "reject"),
    )
    messages.ask(owner.window(), title, text, choices, warn=careful)


def _open_file(owner: QWidget, desk: Desk, tr: Translator, entry: Evidence) -> None:
    attachments = desk.session.attachments
    try:
        if entry.file and entry.file.stored == "linked":
            path = outside.where(entry.file, attachments.folder)
            outside.beginning(path)  # still an ordinary file
        else:
            path = attachments.copy_for_opening(entry)
    except UserError as error:
        messages.show(owner.window(), tr, error, tr.text("The file cannot be opened"))
        return
    _open(owner, tr, QUrl.fromLocalFile(str(path)))


def _open(owner: QWidget, tr: Translator, url: QUrl) -> None:
    if not QDesktopServices.openUrl(url):
        error = UserError(N_("This computer has no program that opens it."))
        messages.show(owner.window(), tr, error, tr.text("The file cannot be opened"))


def _folder(target: str, project: Path) -> Path | None:
    """Return the folder of a path as typed; None where there is no such file."""
    try:
        path = project / target
        found = bool(target.strip()) and path.exists()
    except (OSError, ValueError):
        return None
    return path.parent if found else None
