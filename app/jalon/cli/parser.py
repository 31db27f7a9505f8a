"""The command line's words: commands, options, help."""

import argparse
from datetime import date
from functools import partial
from pathlib import Path

from jalon import __version__
from jalon.cli import document
from jalon.cli.evidence_parser import add_evidence
from jalon.cli.parsing import Commands, Parser
from jalon.cli.signing_parser import add_signing
from jalon.errors import N_
from jalon.language import Translator, available


def parser(tr: Translator) -> Parser:
    """Return the parser; its help is in the language of ``tr``."""
    top = Parser(
        tr,
        prog="jalon",
        description=tr.text(
            N_("Self-assessment against the EU General-Purpose AI Code of Practice.")
        ),
        epilog=tr.text(
            N_(
                "Without a command the window opens. Exit codes: 0 good; 1 the answer is no;"
                " 2 wrong use, or the question could not be answered."
            )
        ),
    )
    top.choices.add_argument(
        "--version",
        action="version",
        version=f"jalon {__version__}",
        help=tr.text(N_("show the version and end")),
    )
    top.choices.add_argument(
        "--language", choices=available(), help=tr.text(N_("language of what is printed"))
    )
    top.choices.add_argument(
        "--project-passphrase-file",
        metavar="FILE",
        help=tr.text(N_("passphrase of the project, if it is protected: this file's first line")),
    )
    commands = Commands(top, tr)
    _window(commands, tr)
    _project(commands, tr)
    _copies(commands, tr)
    _models(commands, tr)
    _documents(commands, tr)
    add_evidence(commands, tr)
    _reports(commands, tr)
    _rest(commands, tr)
    return top


def _file(command: Parser, tr: Translator) -> None:
    command.arguments.add_argument(
        "file", type=Path, metavar="FILE", help=tr.text(N_("project file"))
    )


def _day(tr: Translator, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        said = tr.text(N_("a day like 2026-12-31 is expected, not {text}"), text=text)
        raise argparse.ArgumentTypeError(said) from error


def _json(command: Parser, tr: Translator) -> None:
    command.choices.add_argument("--json", action="store_true", help=tr.text(N_("print JSON")))


def _author(command: Parser, tr: Translator) -> None:
    command.choices.add_argument(
        "--author", default="", help=tr.text(N_("your name, recorded as self-declared"))
    )


def _window(commands: Commands, tr: Translator) -> None:
    window = commands.add("window", tr.text(N_("open the window")))
    window.arguments.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help=tr.text(N_("project file"))
    )
    window.choices.add_argument(
        "--example", action="store_true", help=tr.text(N_("open a fresh copy of the example"))
    )


def _project(commands: Commands, tr: Translator) -> None:
    new = commands.add("new", tr.text(N_("make an empty project")))
    _file(new, tr)
    _author(new, tr)
    take = commands.add("import", tr.text(N_("take answers over, all or none")))
    _file(take, tr)
    take.arguments.add_argument("answers", type=Path, metavar="ANSWERS.json")
    _author(take, tr)
    export = commands.add("export", tr.text(N_("write the current answers as JSON")))
    _file(export, tr)
    export.arguments.add_argument(
        "target", type=Path, nargs="?", metavar="OUT.json", help=tr.text(N_("default: print"))
    )
    status = commands.add("status", tr.text(N_("where the project stands")))
    _file(status, tr)
    _json(status, tr)
    dates = commands.add("dates", tr.text(N_("what is due when, and how it was counted")))
    _file(dates, tr)
    dates.choices.add_argument(
        "--today",
        type=partial(_day, tr),
        metavar="DATE",
        help=tr.text(N_("the day to be called today, as 2026-12-31; default: this day")),
    )
    _json(dates, tr)
    add_signing(commands, tr)
    history = commands.add("history", tr.text(N_("every recorded change, newest first")))
    _file(history, tr)
    _json(history, tr)
    _file(commands.add("check", tr.text(N_("check the whole project file"))), tr)


def _copies(commands: Commands, tr: Translator) -> None:
    merge = commands.add("merge", tr.text(N_("unite two copies; nothing of either is dropped")))
    merge.arguments.add_argument("first", type=Path, metavar="A")
    merge.arguments.add_argument("second", type=Path, metavar="B")
    merge.choices.add_argument(
        "--output",
        "-o",
        type=Path,
        required=True,
        metavar="C",
        help=tr.text(N_("the new file, or A to replace it")),
    )
    _author(merge, tr)
    conflicts = commands.add("conflicts", tr.text(N_("fields that two copies answered apart")))
    _file(conflicts, tr)
    _json(conflicts, tr)
    settle = commands.add("settle", tr.text(N_("settle one of those fields")))
    _file(settle, tr)
    for name in ("subject", "item", "field"):
        settle.arguments.add_argument(name, metavar=name.upper())
    how = settle.choices.add_mutually_exclusive_group(required=True)
    how.add_argument("--take", metavar="ID", help=tr.text(N_("take the value with this id")))
    how.add_argument("--write", metavar="TEXT", help=tr.text(N_("write another value")))
    _author(settle, tr)
    compare = commands.add("compare", tr.text(N_("what differs between two states or copies")))
    _file(compare, tr)
    compare.arguments.add_argument("other", type=Path, nargs="?", metavar="OTHER")
    for option, text in (
        ("--from", tr.text(N_("a version of the first; default: now"))),
        ("--to", tr.text(N_("a version of the second; default: now"))),
    ):
        compare.choices.add_argument(
            option, dest=option.strip("-") + "_version", default="", metavar="NAME", help=text
        )
    _json(compare, tr)
    version = commands.add("version", tr.text(N_("name the state now, or list the named ones")))
    _file(version, tr)
    version.arguments.add_argument("name", nargs="?", metavar="NAME")
    _author(version, tr)
    _json(version, tr)
    _migrate(commands, tr)
    protect = commands.add("protect", tr.text(N_("set or change a project's passphrase")))
    _file(protect, tr)
    _passphrase(protect, tr)
    protect.choices.add_argument(
        "--remove", action="store_true", help=tr.text(N_("take the passphrase away"))
    )
    rescue = commands.add("rescue", tr.text(N_("save what is readable of a damaged file")))
    rescue.arguments.add_argument("damaged", type=Path, metavar="DAMAGED")
    rescue.arguments.add_argument("target", type=Path, metavar="NEW")
    backup = commands.add("backup", tr.text(N_("back the project up now")))
    _file(backup, tr)
    backup.choices.add_argument(
        "--list", action="store_true", help=tr.text(N_("only list the backups there are"))
    )
    _json(backup, tr)


def _migrate(commands: Commands, tr: Translator) -> None:
    migrate = commands.add(
        "migrate", tr.text(N_("carry the answers over to the latest edition, to be confirmed"))
    )
    _file(migrate, tr)
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
        metavar=("SUBJECT", "ITEM"),
        help=tr.text(N_("confirm the answer to one item; may be given several times")),
    )
    _author(migrate, tr)
    _json(migrate, tr)


def _models(commands: Commands, tr: Translator) -> None:
    model = commands.add("model", tr.text(N_("list, add, name, order, remove models")))
    acts = Commands(model, tr, "act")
    listed = acts.add("list", tr.text(N_("list the models, removed ones too")))
    _file(listed, tr)
    _json(listed, tr)
    add = acts.add("add", tr.text(N_("add a model")))
    _file(add, tr)
    _name(add, tr)
    rename = acts.add("rename", tr.text(N_("give a model another name")))
    _model(rename, tr)
    _name(rename, tr)
    move = acts.add("move", tr.text(N_("put a model at another place")))
    _model(move, tr)
    move.arguments.add_argument(
        "place", type=int, metavar="PLACE", help=tr.text(N_("its place among the models, from 1"))
    )
    remove = acts.add(
        "remove", tr.text(N_("take a model out of the project; its answers stay on record"))
    )
    _model(remove, tr)
    restore = acts.add("restore", tr.text(N_("bring a removed model back, with its answers")))
    _model(restore, tr)
    for act in (add, rename, move, remove, restore):
        _author(act, tr)


def _model(command: Parser, tr: Translator) -> None:
    _file(command, tr)
    command.arguments.add_argument(
        "model", metavar="MODEL", help=tr.text(N_("its name, its place from 1, or its id"))
    )


def _name(command: Parser, tr: Translator) -> None:
    command.arguments.add_argument(
        "name", metavar="NAME", help=tr.text(N_("the name under which it is on the market"))
    )


def _documents(commands: Commands, tr: Translator) -> None:
    made = commands.add("document", tr.text(N_("write a model's document for one reader")))
    made.mixed = True
    _file(made, tr)
    made.arguments.add_argument("target", type=Path, nargs="?", metavar="OUT.pdf")
    made.choices.add_argument(
        "--model", default="", metavar="NAME", help=tr.text(N_("which model, by name or id"))
    )
    made.choices.add_argument(
        "--kind", choices=document.KINDS, required=True, help=tr.text(N_("which document"))
    )
    made.choices.add_argument(
        "--for",
        dest="reader",
        choices=tuple(document.READERS),
        help=tr.text(N_("for whom; the training summary is the same for all")),
    )
    made.choices.add_argument(
        "--document-language",
        "-l",
        choices=available(),
        help=tr.text(N_("language of the document; default: that of what is printed")),
    )
    _json(made, tr)


def _reports(commands: Commands, tr: Translator) -> None:
    report = commands.add("report", tr.text(N_("write the PDF report")))
    _file(report, tr)
    report.arguments.add_argument("target", type=Path, metavar="OUT.pdf")
    report.choices.add_argument(
        "--report-language",
        "-l",
        choices=available(),
        help=tr.text(N_("language of the report; default: that of what is printed")),
    )
    report.choices.add_argument(
        "--sign", type=Path, metavar="IDENTITY.p12", help=tr.text(N_("sign it with this identity"))
    )
    _signing(report, tr)
    sign = commands.add("sign", tr.text(N_("sign a report into a new file")))
    sign.arguments.add_argument("source", type=Path, metavar="REPORT.pdf")
    sign.arguments.add_argument("target", type=Path, metavar="OUT.pdf")
    sign.choices.add_argument("--identity", type=Path, required=True, metavar="IDENTITY.p12")
    _signing(sign, tr)
    identity = commands.add("identity", tr.text(N_("make an identity to sign with")))
    identity.arguments.add_argument("target", type=Path, metavar="OUT.p12")
    identity.choices.add_argument("--name", required=True, help=tr.text(N_("name of the person")))
    identity.choices.add_argument(
        "--organisation", required=True, help=tr.text(N_("name of the company"))
    )
    identity.choices.add_argument("--email", default="", help=tr.text(N_("e-mail address")))
    _passphrase(identity, tr)
    verify = commands.add("verify", tr.text(N_("check a signed report")))
    verify.arguments.add_argument("source", type=Path, metavar="REPORT.pdf")
    verify.choices.add_argument(
        "--project",
        type=Path,
        metavar="FILE",
        help=tr.text(N_("say also which answers changed since in this project")),
    )
    _json(verify, tr)


def _signing(command: Parser, tr: Translator) -> None:
    command.choices.add_argument(
        "--role", default="", help=tr.text(N_("in what capacity the person signs"))
    )
    _passphrase(command, tr)


def _passphrase(command: Parser, tr: Translator) -> None:
    command.choices.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help=tr.text(N_("read the passphrase from this file's first line, - for standard input")),
    )


def _rest(commands: Commands, tr: Translator) -> None:
    _json(commands.add("items", tr.text(N_("list every item of the questionnaire"))), tr)
    _json(commands.add("about", tr.text(N_("the texts of law used, and what is a reading"))), tr)
    schema = commands.add("schema", tr.text(N_("print the JSON Schema of an answers file")))
    schema.choices.add_argument(
        "--status", action="store_true", help=tr.text(N_("of what status --json prints"))
    )
    demo = commands.add("demo", tr.text(N_("leave the worked example in a folder")))
    demo.arguments.add_argument("folder", type=Path, metavar="FOLDER")
    commands.add("self-test", tr.text(N_("check that this installation works")))
