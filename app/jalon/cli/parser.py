"""The command line's words: commands, options, help."""

import argparse
from pathlib import Path
from typing import TypeAlias

from jalon import __version__
from jalon.errors import N_
from jalon.language import Translator, available

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
"""What argparse gives for adding commands; its own class has no public name."""


def parser(tr: Translator) -> argparse.ArgumentParser:
    """Return the parser; its help is in the language of ``tr``."""
    top = argparse.ArgumentParser(
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
    top.add_argument("--version", action="version", version=f"jalon {__version__}")
    top.add_argument(
        "--language", choices=available(), help=tr.text(N_("language of what is printed"))
    )
    commands = top.add_subparsers(dest="command", metavar=tr.text(N_("COMMAND")))
    _window(commands, tr)
    _project(commands, tr)
    _reports(commands, tr)
    _rest(commands, tr)
    return top


def _add(commands: Commands, name: str, text: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=text, description=text)


def _file(command: argparse.ArgumentParser, tr: Translator) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help=tr.text(N_("project file")))


def _json(command: argparse.ArgumentParser, tr: Translator) -> None:
    command.add_argument("--json", action="store_true", help=tr.text(N_("print JSON")))


def _author(command: argparse.ArgumentParser, tr: Translator) -> None:
    command.add_argument(
        "--author", default="", help=tr.text(N_("your name, recorded as self-declared"))
    )


def _window(commands: Commands, tr: Translator) -> None:
    window = _add(commands, "window", tr.text(N_("open the window")))
    window.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help=tr.text(N_("project file"))
    )
    window.add_argument(
        "--example", action="store_true", help=tr.text(N_("open a fresh copy of the example"))
    )


def _project(commands: Commands, tr: Translator) -> None:
    new = _add(commands, "new", tr.text(N_("make an empty project")))
    _file(new, tr)
    _author(new, tr)
    take = _add(commands, "import", tr.text(N_("take answers over, all or none")))
    _file(take, tr)
    take.add_argument("answers", type=Path, metavar="ANSWERS.json")
    _author(take, tr)
    export = _add(commands, "export", tr.text(N_("write the current answers as JSON")))
    _file(export, tr)
    export.add_argument(
        "target", type=Path, nargs="?", metavar="OUT.json", help=tr.text(N_("default: print"))
    )
    status = _add(commands, "status", tr.text(N_("where the project stands")))
    _file(status, tr)
    _json(status, tr)
    history = _add(commands, "history", tr.text(N_("every recorded change, newest first")))
    _file(history, tr)
    _json(history, tr)
    _file(_add(commands, "check", tr.text(N_("check the whole project file"))), tr)


def _reports(commands: Commands, tr: Translator) -> None:
    report = _add(commands, "report", tr.text(N_("write the PDF report")))
    _file(report, tr)
    report.add_argument("target", type=Path, metavar="OUT.pdf")
    report.add_argument(
        "--report-language",
        "-l",
        choices=available(),
        help=tr.text(N_("language of the report; default: that of what is printed")),
    )
    report.add_argument(
        "--sign", type=Path, metavar="IDENTITY.p12", help=tr.text(N_("sign it with this identity"))
    )
    _signing(report, tr)
    sign = _add(commands, "sign", tr.text(N_("sign a report into a new file")))
    sign.add_argument("source", type=Path, metavar="REPORT.pdf")
    sign.add_argument("target", type=Path, metavar="OUT.pdf")
    sign.add_argument("--identity", type=Path, required=True, metavar="IDENTITY.p12")
    _signing(sign, tr)
    identity = _add(commands, "identity", tr.text(N_("make an identity to sign with")))
    identity.add_argument("target", type=Path, metavar="OUT.p12")
    identity.add_argument("--name", required=True, help=tr.text(N_("name of the person")))
    identity.add_argument("--organisation", required=True, help=tr.text(N_("name of the company")))
    identity.add_argument("--email", default="", help=tr.text(N_("e-mail address")))
    _passphrase(identity, tr)
    verify = _add(commands, "verify", tr.text(N_("check a signed report")))
    verify.add_argument("source", type=Path, metavar="REPORT.pdf")
    verify.add_argument(
        "--project",
        type=Path,
        metavar="FILE",
        help=tr.text(N_("say also which answers changed since in this project")),
    )
    _json(verify, tr)


def _signing(command: argparse.ArgumentParser, tr: Translator) -> None:
    command.add_argument(
        "--role", default="", help=tr.text(N_("in what capacity the person signs"))
    )
    _passphrase(command, tr)


def _passphrase(command: argparse.ArgumentParser, tr: Translator) -> None:
    command.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help=tr.text(N_("read the passphrase from this file's first line, - for standard input")),
    )


def _rest(commands: Commands, tr: Translator) -> None:
    _json(_add(commands, "items", tr.text(N_("list every item of the questionnaire"))), tr)
    _add(commands, "schema", tr.text(N_("print the JSON Schema of an answers file")))
    demo = _add(commands, "demo", tr.text(N_("leave the worked example in a folder")))
    demo.add_argument("folder", type=Path, metavar="FOLDER")
    _add(commands, "self-test", tr.text(N_("check that this installation works")))
