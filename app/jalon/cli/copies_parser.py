"""The words of the commands on copies, versions, editions and backups of a project."""

from pathlib import Path

from jalon.cli.parsing import Commands, add_author, add_file, add_json, add_passphrase
from jalon.errors import N_
from jalon.language import Translator


def add_copies(commands: Commands, tr: Translator) -> None:
    """Add what is done with a project as a whole, and with several copies of it."""
    merge = commands.add("merge", tr.text(N_("unite two copies; nothing of either is dropped")))
    merge.arguments.add_argument("first", type=Path, metavar="A", help=tr.text(N_("project file")))
    merge.arguments.add_argument(
        "second", type=Path, metavar="B", help=tr.text(N_("another copy of it"))
    )
    merge.choices.add_argument(
        "--output",
        "-o",
        type=Path,
        required=True,
        metavar="C",
        help=tr.text(N_("the new file, or A to replace it")),
    )
    add_author(merge, tr)
    conflicts = commands.add("conflicts", tr.text(N_("fields that two copies answered apart")))
    add_file(conflicts, tr)
    add_json(conflicts, tr)
    settle = commands.add("settle", tr.text(N_("settle one of those fields")))
    add_file(settle, tr)
    for name, shown in (("subject", N_("SUBJECT")), ("item", N_("ITEM")), ("field", N_("FIELD"))):
        settle.arguments.add_argument(
            name, metavar=tr.text(shown), help=tr.text(N_("as conflicts --json gives it"))
        )
    how = settle.choices.add_mutually_exclusive_group(required=True)
    how.add_argument("--take", metavar="ID", help=tr.text(N_("take the value with this id")))
    how.add_argument(
        "--write", metavar=tr.text(N_("TEXT")), help=tr.text(N_("write another value"))
    )
    add_author(settle, tr)
    compare = commands.add("compare", tr.text(N_("what differs between two states or copies")))
    add_file(compare, tr)
    compare.arguments.add_argument(
        "other",
        type=Path,
        nargs="?",
        metavar=tr.text(N_("OTHER")),
        help=tr.text(N_("another project file, such as a copy; default: the same")),
    )
    for option, text in (
        ("--from", tr.text(N_("a version of the first; default: now"))),
        ("--to", tr.text(N_("a version of the second; default: now"))),
    ):
        compare.choices.add_argument(
            option,
            dest=option.strip("-") + "_version",
            default="",
            metavar=tr.text(N_("NAME")),
            help=text,
        )
    add_json(compare, tr)
    version = commands.add("version", tr.text(N_("name the state now, or list the named ones")))
    add_file(version, tr)
    version.arguments.add_argument(
        "name",
        nargs="?",
        metavar=tr.text(N_("NAME")),
        help=tr.text(N_("what to call the state now; without it the named ones are listed")),
    )
    add_author(version, tr)
    add_json(version, tr)
    _migrate(commands, tr)
    protect = commands.add("protect", tr.text(N_("set or change a project’s passphrase")))
    add_file(protect, tr)
    add_passphrase(protect, tr)
    protect.choices.add_argument(
        "--remove", action="store_true", help=tr.text(N_("take the passphrase away"))
    )
    rescue = commands.add("rescue", tr.text(N_("save what is readable of a damaged file")))
    rescue.arguments.add_argument(
        "damaged",
        type=Path,
        metavar=tr.text(N_("DAMAGED")),
        help=tr.text(N_("the damaged file, which stays as it is")),
    )
    rescue.arguments.add_argument(
        "target", type=Path, metavar=tr.text(N_("NEW")), help=tr.text(N_("the new project file"))
    )
    backup = commands.add("backup", tr.text(N_("back the project up now")))
    add_file(backup, tr)
    backup.choices.add_argument(
        "--list", action="store_true", help=tr.text(N_("only list the backups there are"))
    )
    add_json(backup, tr)


def _migrate(commands: Commands, tr: Translator) -> None:
    migrate = commands.add(
        "migrate", tr.text(N_("carry the answers over to the latest edition, to be confirmed"))
    )
    add_file(migrate, tr)
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
    add_author(migrate, tr)
    add_json(migrate, tr)
