"""The command line's words: commands, options, help."""

import argparse
from datetime import date
from functools import partial
from pathlib import Path

from jalon import __version__
from jalon.cli import document
from jalon.cli.copies_parser import add_copies
from jalon.cli.evidence_parser import add_evidence
from jalon.cli.models_parser import add_models
from jalon.cli.parsing import Commands, Parser, add_author, add_file, add_json, add_passphrase
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
        metavar=tr.text(N_("FILE")),
        help=tr.text(N_("passphrase of the project, if it is protected: this file’s first line")),
    )
    commands = Commands(top, tr)
    _window(commands, tr)
    _project(commands, tr)
    add_copies(commands, tr)
    add_models(commands, tr)
    _documents(commands, tr)
    add_evidence(commands, tr)
    _reports(commands, tr)
    _rest(commands, tr)
    return top


def _day(tr: Translator, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        said = tr.text(N_("a day like 2026-12-31 is expected, not {text}"), text=text)
        raise argparse.ArgumentTypeError(said) from error


def _window(commands: Commands, tr: Translator) -> None:
    window = commands.add("window", tr.text(N_("open the window")))
    window.arguments.add_argument(
        "file", type=Path, nargs="?", metavar=tr.text(N_("FILE")), help=tr.text(N_("project file"))
    )
    window.choices.add_argument(
        "--example", action="store_true", help=tr.text(N_("open a fresh copy of the example"))
    )


def _project(commands: Commands, tr: Translator) -> None:
    new = commands.add("new", tr.text(N_("make an empty project")))
    add_file(new, tr)
    add_author(new, tr)
    take = commands.add("import", tr.text(N_("take answers over, all or none")))
    add_file(take, tr)
    take.arguments.add_argument(
        "answers",
        type=Path,
        metavar=tr.text(N_("ANSWERS.json")),
        help=tr.text(N_("answers file, as export writes it")),
    )
    add_author(take, tr)
    export = commands.add("export", tr.text(N_("write the current answers as JSON")))
    add_file(export, tr)
    export.arguments.add_argument(
        "target",
        type=Path,
        nargs="?",
        metavar=tr.text(N_("OUT.json")),
        help=tr.text(N_("default: print")),
    )
    status = commands.add("status", tr.text(N_("where the project stands")))
    add_file(status, tr)
    add_json(status, tr)
    dates = commands.add("dates", tr.text(N_("what is due when, and how it was counted")))
    add_file(dates, tr)
    dates.choices.add_argument(
        "--today",
        type=partial(_day, tr),
        metavar=tr.text(N_("DATE")),
        help=tr.text(N_("the day to be called today, as 2026-12-31; default: this day")),
    )
    add_json(dates, tr)
    add_signing(commands, tr)
    history = commands.add("history", tr.text(N_("every recorded change, newest first")))
    add_file(history, tr)
    add_json(history, tr)
    add_file(commands.add("check", tr.text(N_("check the whole project file"))), tr)


def _documents(commands: Commands, tr: Translator) -> None:
    made = commands.add("document", tr.text(N_("write a model’s document for one reader")))
    made.mixed = True
    add_file(made, tr)
    made.arguments.add_argument(
        "target",
        type=Path,
        nargs="?",
        metavar=tr.text(N_("OUT.pdf")),
        help=tr.text(N_("the new PDF; may be left out with --json")),
    )
    made.choices.add_argument(
        "--model",
        default="",
        metavar=tr.text(N_("NAME")),
        help=tr.text(N_("which model, by name or id")),
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
    add_json(made, tr)


def _reports(commands: Commands, tr: Translator) -> None:
    report = commands.add("report", tr.text(N_("write the PDF report")))
    add_file(report, tr)
    report.arguments.add_argument(
        "target", type=Path, metavar=tr.text(N_("OUT.pdf")), help=tr.text(N_("the new PDF"))
    )
    report.choices.add_argument(
        "--report-language",
        "-l",
        choices=available(),
        help=tr.text(N_("language of the report; default: that of what is printed")),
    )
    report.choices.add_argument(
        "--sign",
        type=Path,
        metavar=tr.text(N_("IDENTITY.p12")),
        help=tr.text(N_("sign it with this identity")),
    )
    _signing(report, tr)
    sign = commands.add("sign", tr.text(N_("sign a report into a new file")))
    sign.arguments.add_argument(
        "source",
        type=Path,
        metavar=tr.text(N_("REPORT.pdf")),
        help=tr.text(N_("the report, unsigned or signed by others")),
    )
    sign.arguments.add_argument(
        "target", type=Path, metavar=tr.text(N_("OUT.pdf")), help=tr.text(N_("the new PDF"))
    )
    sign.choices.add_argument(
        "--identity",
        type=Path,
        required=True,
        metavar=tr.text(N_("IDENTITY.p12")),
        help=tr.text(N_("whose identity signs")),
    )
    _signing(sign, tr)
    identity = commands.add("identity", tr.text(N_("make an identity to sign with")))
    identity.arguments.add_argument(
        "target",
        type=Path,
        metavar=tr.text(N_("OUT.p12")),
        help=tr.text(N_("the new identity file, to be kept safe")),
    )
    identity.choices.add_argument(
        "--name", required=True, metavar=tr.text(N_("NAME")), help=tr.text(N_("name of the person"))
    )
    identity.choices.add_argument(
        "--organisation",
        required=True,
        metavar=tr.text(N_("ORGANISATION")),
        help=tr.text(N_("name of the company")),
    )
    identity.choices.add_argument(
        "--email", default="", metavar=tr.text(N_("ADDRESS")), help=tr.text(N_("e-mail address"))
    )
    add_passphrase(identity, tr)
    issuer = commands.add(
        "issuer", tr.text(N_("write the certificate by which recipients trust an identity"))
    )
    issuer.arguments.add_argument(
        "source",
        type=Path,
        metavar=tr.text(N_("IDENTITY.p12")),
        help=tr.text(N_("identity that was made with Jalon")),
    )
    issuer.arguments.add_argument(
        "target",
        type=Path,
        metavar=tr.text(N_("OUT.cer")),
        help=tr.text(N_("the new certificate, to be given to recipients")),
    )
    add_passphrase(issuer, tr)
    verify = commands.add("verify", tr.text(N_("check a signed report")))
    verify.arguments.add_argument(
        "source",
        type=Path,
        metavar=tr.text(N_("REPORT.pdf")),
        help=tr.text(N_("the signed report")),
    )
    verify.choices.add_argument(
        "--project",
        type=Path,
        metavar=tr.text(N_("FILE")),
        help=tr.text(N_("say also which answers changed since in this project")),
    )
    add_json(verify, tr)


def _signing(command: Parser, tr: Translator) -> None:
    command.choices.add_argument(
        "--role",
        default="",
        metavar=tr.text(N_("ROLE")),
        help=tr.text(N_("in what capacity the person signs")),
    )
    add_passphrase(command, tr)


def _rest(commands: Commands, tr: Translator) -> None:
    add_json(commands.add("items", tr.text(N_("list every item of the questionnaire"))), tr)
    add_json(commands.add("about", tr.text(N_("the texts of law used, and what is a reading"))), tr)
    schema = commands.add("schema", tr.text(N_("print the JSON Schema of an answers file")))
    schema.choices.add_argument(
        "--status", action="store_true", help=tr.text(N_("of what status --json prints"))
    )
    demo = commands.add("demo", tr.text(N_("leave the worked example in a folder")))
    demo.arguments.add_argument(
        "folder",
        type=Path,
        metavar=tr.text(N_("FOLDER")),
        help=tr.text(N_("a new folder, or an empty one")),
    )
    commands.add("self-test", tr.text(N_("check that this installation works")))
