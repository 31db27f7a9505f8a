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
    top.offers("--language", N_("language of what is printed"), choices=available())
    top.offers(
        "--project-passphrase-file",
        N_("passphrase of the project, if it is protected: this file’s first line"),
        N_("FILE"),
    )
    commands = Commands(top, tr)
    _window(commands)
    _project(commands, tr)
    add_copies(commands, tr)
    add_models(commands, tr)
    _documents(commands)
    add_evidence(commands, tr)
    _reports(commands)
    _rest(commands)
    return top


def _day(tr: Translator, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        said = tr.text(N_("a day like 2026-12-31 is expected, not {text}"), text=text)
        raise argparse.ArgumentTypeError(said) from error


def _window(commands: Commands) -> None:
    window = commands.add("window", N_("open the window"))
    window.takes("file", N_("FILE"), N_("project file"), type=Path, nargs="?")
    window.flag("--example", N_("open a fresh copy of the example"))


def _project(commands: Commands, tr: Translator) -> None:
    new = commands.add("new", N_("make an empty project"))
    add_file(new)
    add_author(new)
    take = commands.add("import", N_("take answers over, all or none"))
    add_file(take)
    take.takes(
        "answers",
        N_("ANSWERS.json"),
        N_(
            "answers file, as export writes it; it can add actions, dated events and incidents"
            " (the command schema prints its shape)"
        ),
        type=Path,
    )
    add_author(take)
    export = commands.add("export", N_("write the current answers as JSON"))
    add_file(export)
    export.takes("target", N_("OUT.json"), N_("default: print"), type=Path, nargs="?")
    status = commands.add("status", N_("where the project stands"))
    add_file(status)
    add_json(status)
    dates = commands.add("dates", N_("what is due when, and how it was counted"))
    add_file(dates)
    dates.offers(
        "--today",
        N_("the day to be called today, as 2026-12-31; default: this day"),
        N_("DATE"),
        type=partial(_day, tr),
    )
    add_json(dates)
    add_signing(commands, tr)
    history = commands.add("history", N_("every recorded change, newest first"))
    add_file(history)
    add_json(history)
    add_file(commands.add("check", N_("check the whole project file")))


def _documents(commands: Commands) -> None:
    made = commands.add("document", N_("write a model’s document for one reader"))
    made.mixed = True
    add_file(made)
    made.takes(
        "target",
        N_("OUT.pdf"),
        N_("the new PDF; may be left out with --json"),
        type=Path,
        nargs="?",
    )
    made.offers(
        "--model",
        N_("the model, where there are several: its name, its place from 1, or its id"),
        N_("MODEL"),
        default="",
    )
    made.offers("--kind", N_("which document"), choices=document.KINDS, required=True)
    made.offers(
        "--for",
        N_("for whom; the training summary is the same for all"),
        dest="reader",
        choices=tuple(document.READERS),
    )
    made.offers(
        "--document-language",
        N_("language of the document; default: that of what is printed"),
        short="-l",
        choices=available(),
    )
    add_json(made)


def _reports(commands: Commands) -> None:
    report = commands.add("report", N_("write the PDF report"))
    add_file(report)
    report.takes("target", N_("OUT.pdf"), N_("the new PDF"), type=Path)
    report.offers(
        "--report-language",
        N_("language of the report; default: that of what is printed"),
        short="-l",
        choices=available(),
    )
    report.offers("--sign", N_("sign it with this identity"), N_("IDENTITY.p12"), type=Path)
    _signing(report)
    sign = commands.add("sign", N_("sign a report into a new file"))
    sign.takes(
        "source", N_("REPORT.pdf"), N_("the report, unsigned or signed by others"), type=Path
    )
    sign.takes("target", N_("OUT.pdf"), N_("the new PDF"), type=Path)
    sign.offers(
        "--identity", N_("whose identity signs"), N_("IDENTITY.p12"), type=Path, required=True
    )
    _signing(sign)
    identity = commands.add("identity", N_("make an identity to sign with"))
    identity.takes("target", N_("OUT.p12"), N_("the new identity file, to be kept safe"), type=Path)
    identity.offers("--name", N_("name of the person"), N_("NAME"), required=True)
    identity.offers("--organisation", N_("name of the company"), N_("ORGANISATION"), required=True)
    identity.offers("--email", N_("e-mail address"), N_("ADDRESS"), default="")
    add_passphrase(identity)
    issuer = commands.add(
        "issuer", N_("write the certificate by which recipients trust an identity")
    )
    issuer.takes("source", N_("IDENTITY.p12"), N_("identity that was made with Jalon"), type=Path)
    issuer.takes(
        "target", N_("OUT.cer"), N_("the new certificate, to be given to recipients"), type=Path
    )
    add_passphrase(issuer)
    verify = commands.add("verify", N_("check a signed report"))
    verify.takes("source", N_("REPORT.pdf"), N_("the signed report"), type=Path)
    verify.offers(
        "--project",
        N_("say also which answers changed since in this project"),
        N_("FILE"),
        type=Path,
    )
    add_json(verify)


def _signing(command: Parser) -> None:
    command.offers("--role", N_("in what capacity the person signs"), N_("ROLE"), default="")
    add_passphrase(command)


def _rest(commands: Commands) -> None:
    add_json(commands.add("items", N_("list every item of the questionnaire")))
    add_json(commands.add("about", N_("the texts of law used, and what is a reading")))
    schema = commands.add("schema", N_("print the JSON Schema of an answers file"))
    schema.flag("--status", N_("of what status --json prints"))
    demo = commands.add("demo", N_("leave the worked example in a folder"))
    demo.takes("folder", N_("FOLDER"), N_("a new folder, or an empty one"), type=Path)
    commands.add("self-test", N_("check that this installation works"))
