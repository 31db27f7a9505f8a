"""The words of the commands on copies, versions, editions and backups of a project."""

from pathlib import Path

from jalon.cli.parsing import Commands, add_author, add_file, add_json, add_passphrase
from jalon.errors import N_
from jalon.language import Translator


def add_copies(commands: Commands, tr: Translator) -> None:
    """Add what is done with a project as a whole, and with several copies of it."""
    _merge(commands)
    _settle(commands, tr)
    _states(commands)
    _migrate(commands, tr)
    _keep(commands)


def _merge(commands: Commands) -> None:
    merge = commands.add("merge", N_("unite two copies; nothing of either is dropped"))
    merge.takes("first", "A", N_("project file"), type=Path)
    merge.takes("second", "B", N_("another copy of it"), type=Path)
    merge.offers(
        "--output",
        N_("the new file, or A to replace it"),
        "C",
        short="-o",
        type=Path,
        required=True,
    )
    merge.offers(
        "--second-passphrase-file",
        N_("passphrase of B, where it is not that of A: this file’s first line"),
        N_("FILE"),
    )
    merge.offers(
        "--called",
        N_("how messages call both files; for git, which names them for the time being"),
        N_("NAME"),
    )
    add_author(merge)


def _settle(commands: Commands, tr: Translator) -> None:
    conflicts = commands.add("conflicts", N_("fields that two copies answered apart"))
    add_file(conflicts)
    add_json(conflicts)
    settle = commands.add("settle", N_("settle one of those fields"))
    add_file(settle)
    for name, shown in (("subject", N_("SUBJECT")), ("item", N_("ITEM")), ("field", N_("FIELD"))):
        settle.takes(name, shown, N_("as conflicts --json gives it"))
    how = settle.choices.add_mutually_exclusive_group(required=True)
    how.add_argument("--take", metavar="ID", help=tr.text(N_("take the value with this id")))
    how.add_argument(
        "--write", metavar=tr.text(N_("TEXT")), help=tr.text(N_("write another value"))
    )
    add_author(settle)


def _states(commands: Commands) -> None:
    compare = commands.add("compare", N_("what differs between two states or copies"))
    add_file(compare)
    compare.takes(
        "other",
        N_("OTHER"),
        N_("another project file, such as a copy; default: the same"),
        type=Path,
        nargs="?",
    )
    for option, text in (
        ("--from", N_("a version of the first; default: now")),
        ("--to", N_("a version of the second; default: now")),
    ):
        dest = option.strip("-") + "_version"
        compare.offers(option, text, N_("NAME"), dest=dest, default="")
    add_json(compare)
    version = commands.add("version", N_("name the state now, or list the named ones"))
    add_file(version)
    version.takes(
        "name",
        N_("NAME"),
        N_("what to call the state now; without it the named ones are listed"),
        nargs="?",
    )
    add_author(version)
    add_json(version)


def _keep(commands: Commands) -> None:
    protect = commands.add("protect", N_("set or change a project’s passphrase"))
    add_file(protect)
    add_passphrase(protect)
    protect.flag("--remove", N_("take the passphrase away"))
    rescue = commands.add("rescue", N_("save what is readable of a damaged file"))
    rescue.takes("damaged", N_("DAMAGED"), N_("the damaged file, which stays as it is"), type=Path)
    rescue.takes("target", N_("NEW"), N_("the new project file"), type=Path)
    backup = commands.add("backup", N_("back the project up now"))
    add_file(backup)
    backup.flag("--list", N_("only list the backups there are"))
    add_json(backup)


def _migrate(commands: Commands, tr: Translator) -> None:
    migrate = commands.add(
        "migrate", N_("carry the answers over to the latest edition, to be confirmed")
    )
    add_file(migrate)
    what = migrate.choices.add_mutually_exclusive_group()
    what.add_argument(
        "--show",
        action="store_true",
        help=tr.text(N_("only show old and new wording, and what is to be confirmed")),
    )
    what.add_argument(
        "--confirm",
        nargs=2,
        action="append",
        metavar=(tr.text(N_("SUBJECT")), tr.text(N_("ITEM"))),
        help=tr.text(N_("confirm the answer to one item; may be given several times")),
    )
    add_author(migrate)
    add_json(migrate)
