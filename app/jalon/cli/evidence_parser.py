"""The words of ``jalon evidence``."""

from pathlib import Path

from jalon.cli.parsing import Commands, add_author, add_file, add_json
from jalon.errors import N_
from jalon.language import Translator


def add_evidence(commands: Commands, tr: Translator) -> None:
    """Add ``jalon evidence`` and its acts."""
    top = commands.add("evidence", tr.text(N_("attach, list, save out or remove evidence")))
    acts = Commands(top, tr, "act")
    _add(acts, tr)
    listed = acts.add("list", tr.text(N_("list all evidence with fingerprint and links")))
    add_file(listed, tr)
    listed.choices.add_argument(
        "--check",
        action="store_true",
        help=tr.text(N_("compare linked files with their fingerprints; 1 if one differs")),
    )
    add_json(listed, tr)
    extract = acts.add("extract", tr.text(N_("write the files in the project into a folder")))
    add_file(extract, tr)
    extract.arguments.add_argument(
        "folder", type=Path, metavar=tr.text(N_("FOLDER")), help=tr.text(N_("where to write them"))
    )
    extract.arguments.add_argument(
        "only", nargs="*", metavar="ID", help=tr.text(N_("which ones; default: all"))
    )
    remove = acts.add("remove", tr.text(N_("remove a piece; its name and fingerprint stay")))
    add_file(remove, tr)
    remove.arguments.add_argument(
        "id", metavar="ID", help=tr.text(N_("which piece, as evidence list names it"))
    )
    remove.choices.add_argument(
        "--reason",
        required=True,
        metavar=tr.text(N_("REASON")),
        help=tr.text(N_("why; kept on record")),
    )
    add_author(remove, tr)


def _add(acts: Commands, tr: Translator) -> None:
    add = acts.add("add", tr.text(N_("attach files, or addresses of the web, to requirements")))
    add_file(add, tr)
    add.arguments.add_argument(
        "sources",
        nargs="+",
        metavar=tr.text(N_("SOURCE")),
        help=tr.text(N_("a file, or an address of the web")),
    )
    add.choices.add_argument(
        "--to",
        action="append",
        default=[],
        metavar=tr.text(N_("ITEM")),
        help=tr.text(N_("a requirement to link it to; may be repeated")),
    )
    add.choices.add_argument(
        "--model",
        default="",
        metavar=tr.text(N_("MODEL")),
        help=tr.text(
            N_("the model, where there are several: its name, its place from 1, or its id")
        ),
    )
    add.choices.add_argument(
        "--link",
        action="store_true",
        help=tr.text(N_("leave the file where it is and record its fingerprint")),
    )
    for name, value, text in (
        ("name", N_("NAME"), N_("what it is called")),
        ("date", N_("DATE"), N_("what day it is of, like 2026-11-23")),
        ("expires", N_("DATE"), N_("the last day it holds")),
        ("note", N_("NOTE"), N_("a note")),
    ):
        add.choices.add_argument(
            f"--{name}", default="", metavar=tr.text(value), help=tr.text(text)
        )
    add_author(add, tr)
