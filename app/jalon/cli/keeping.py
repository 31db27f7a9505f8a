"""Commands that keep a project: under a passphrase, and in backups."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jalon import assets
from jalon.cli import changed, output
from jalon.errors import N_, UserError
from jalon.language import Translator
from jalon.session import opened

_SEALED: Final = N_(
    "{name} opens only with this passphrase now. Nobody can restore it: keep it in a safe place."
    " Copies made before, and what the disk keeps of the old file, are not protected."
)
_RESEALED: Final = N_(
    "{name} opens only with this passphrase now. Nobody can restore it: keep it in a safe place."
)


def protect(path: Path, passphrase: str | None, *, tr: Translator) -> int:
    """Set, change or remove the passphrase of a project.

    Raises:
        UserError: the passphrase is empty.
    """
    if passphrase == "":
        raise UserError(N_("An empty passphrase protects nothing; nothing was changed."))
    with opened(path) as session:
        before = session.custody.protected
        sealed = session.custody.protect(passphrase, assets.backup_folder())
    if passphrase is None:
        output.say(tr.text(N_("{name} opens without a passphrase now."), name=path.name))
    else:
        output.say(tr.text(_RESEALED if before else _SEALED, name=path.name))
    if before:
        output.say(tr.text(N_("Copies and backups made before open with the passphrase they had.")))
    if sealed.dropped:
        output.say(
            tr.plural(
                "{count} backup without a passphrase was replaced by a protected one.",
                "{count} backups without a passphrase were replaced by a protected one.",
                sealed.dropped,
            )
        )
    if sealed.left:
        output.complain(output.message(sealed.left, tr))
        return output.NO
    return output.GOOD


def backup(path: Path, *, as_json: bool, listing: bool, tr: Translator) -> int:
    """Back the project up now, or list its backups, the newest first."""
    root = assets.backup_folder()
    with opened(path) as session:
        if not listing:
            making = session.custody.begin_backup(root)
            if making:
                while not making.step():
                    pass
                making.finish(datetime.now(UTC))
        found = session.custody.backups(root)
    if as_json:
        output.show_json([{"path": str(b.path), "time": b.time.isoformat()} for b in found])
        return output.GOOD
    output.say(*(f"{changed.when(b.time)}  {b.path}" for b in found))
    if not found:
        output.say(tr.text(N_("There is no backup of this project here yet.")))
    return output.GOOD
