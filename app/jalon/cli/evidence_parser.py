"""The words of ``jalon evidence``."""

from pathlib import Path

from jalon.cli.parsing import Commands, add_author, add_file, add_json
from jalon.errors import N_
from jalon.language import Translator


def add_evidence(commands: Commands, tr: Translator) -> None:
    """Add ``jalon evidence`` and its acts."""
    top = commands.add("evidence", N_("attach, list, save out or remove evidence"))
    acts = Commands(top, tr, "act")
    _add(acts)
    listed = acts.add("list", N_("list all evidence with fingerprint and links"))
    add_file(listed)
    listed.flag("--check", N_("compare linked files with their fingerprints; 1 if one differs"))
    add_json(listed)
    extract = acts.add("extract", N_("write the files in the project into a folder"))
    add_file(extract)
    extract.takes("folder", N_("FOLDER"), N_("where to write them"), type=Path)
    extract.takes("only", "ID", N_("which ones; default: all"), nargs="*")
    remove = acts.add("remove", N_("remove a piece; its name and fingerprint stay"))
    add_file(remove)
    remove.takes("id", "ID", N_("which piece, as evidence list names it"))
    remove.offers("--reason", N_("why; kept on record"), N_("REASON"), required=True)
    add_author(remove)


def _add(acts: Commands) -> None:
    add = acts.add("add", N_("attach files, or addresses of the web, to requirements"))
    add_file(add)
    add.takes("sources", N_("SOURCE"), N_("a file, or an address of the web"), nargs="+")
    add.offers(
        "--to",
        N_("a requirement to link it to; may be repeated"),
        N_("ITEM"),
        repeated=True,
        default=[],
    )
    add.offers(
        "--model",
        N_("the model, where there are several: its name, its place from 1, or its id"),
        N_("MODEL"),
        default="",
    )
    add.flag("--link", N_("leave the file where it is and record its fingerprint"))
    for name, value, text in (
        ("name", N_("NAME"), N_("what it is called")),
        ("date", N_("DATE"), N_("what day it is of, like 2026-11-23")),
        ("expires", N_("DATE"), N_("the last day it holds")),
        ("note", N_("NOTE"), N_("a note")),
    ):
        add.offers(f"--{name}", text, value, default="")
    add_author(add)
