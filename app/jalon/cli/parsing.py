"""What the command line is parsed with: argparse, in the reader's language."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

from jalon.cli import output
from jalon.errors import N_
from jalon.language import Translator

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class Parser(argparse.ArgumentParser):
    """A parser whose own words are in the language of ``tr`` too."""

    def __init__(
        self,
        tr: Translator,
        *,
        prog: str | None = None,
        description: str | None = None,
        epilog: str | None = None,
    ) -> None:
        self._tr = tr
        self.mixed = False
        super().__init__(
            prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: _Help(prog, tr),
        )
        self.arguments = self.add_argument_group(tr.text(N_("arguments")))
        self.choices = self.add_argument_group(tr.text(N_("options")))
        self.choices.add_argument(
            "-h", "--help", action="help", help=tr.text(N_("show this help and end"))
        )

    def takes(
        self,
        name: str,
        shown: str,
        about: str,
        *,
        type: Callable[[str], object] = str,  # noqa: A002  as argparse calls it
        nargs: str | None = None,
    ) -> None:
        """Take an argument; ``shown``, what help calls it, and ``about`` are marked texts."""
        said = self._tr.text
        self.arguments.add_argument(
            name, type=type, nargs=nargs, metavar=said(shown), help=said(about)
        )

    def offers(
        self,
        name: str,
        about: str,
        shown: str = "",
        *,
        short: str = "",
        type: Callable[[str], object] = str,  # noqa: A002  as argparse calls it
        choices: Sequence[str] | None = None,
        default: object = None,
        required: bool = False,
        repeated: bool = False,
        dest: str | None = None,
    ) -> None:
        """Offer an option with a value; ``about`` and ``shown`` are marked texts.

        An option that may be repeated gathers its values in a list.
        """
        self.choices.add_argument(
            *((name, short) if short else (name,)),
            action="append" if repeated else "store",
            type=type,
            choices=choices,
            default=default,
            required=required,
            dest=dest or name.strip("-").replace("-", "_"),
            metavar=self._tr.text(shown) if shown else None,
            help=self._tr.text(about),
        )

    def flag(self, name: str, about: str) -> None:
        """Offer an option without a value."""
        self.choices.add_argument(name, action="store_true", help=self._tr.text(about))

    def parse_known_args(  # type: ignore[override]  # argparse's own has four overloads
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse; with ``mixed`` an optional file may stand after options too."""
        if not self.mixed:
            return super().parse_known_args(args, namespace)
        self.mixed = False
        # argparse would take seven characters, "usage: ", off the words of any language
        self.usage = self.format_usage().removeprefix(self._tr.text(N_("usage: "))).rstrip()
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.mixed = True

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        """Print help, usage or a complaint, as the stream can carry it."""
        encoding = getattr(file or sys.stderr, "encoding", None)
        super()._print_message(output.writable(message, encoding), file)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with code 2."""
        from jalon.cli import wrong_use

        self.print_usage(sys.stderr)
        what = wrong_use.told(message, self._tr)
        self.exit(
            2, self._tr.text(N_("{prog}: wrong use: {what}"), prog=self.prog, what=what) + "\n"
        )


class _Help(argparse.HelpFormatter):
    def __init__(self, prog: str, tr: Translator) -> None:
        super().__init__(prog, max_help_position=32)
        self._tr = tr

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable["argparse._MutuallyExclusiveGroup"],
        prefix: str | None = None,
    ) -> None:
        """Begin the usage in the reader's language."""
        super().add_usage(
            usage, actions, groups, self._tr.text(N_("usage: ")) if prefix is None else prefix
        )


class _Adds(Protocol):
    """What argparse gives for adding commands; its own class has no public name."""

    def add_parser(self, name: str, *, help: str, description: str) -> Parser:  # noqa: A002
        """Add a command."""


class Commands:
    """The commands of a parser, or of one of its commands; ``name`` holds the chosen one."""

    def __init__(self, top: Parser, tr: Translator, name: str = "command") -> None:
        self._tr = tr
        self._made: _Adds = top.add_subparsers(  # type: ignore[call-overload]  # any callable does
            dest=name,
            required=name != "command",
            title=tr.text(N_("commands")),
            metavar=tr.text(N_("COMMAND")),
            parser_class=partial(Parser, tr),
        )

    def add(self, name: str, about: str) -> Parser:
        """Add a command; ``about``, a marked text, says what it does."""
        text = self._tr.text(about)
        return self._made.add_parser(name, help=text, description=text)


def add_file(command: Parser) -> None:
    """Take the project file."""
    command.takes("file", N_("FILE"), N_("project file"), type=Path)


def add_json(command: Parser) -> None:
    """Offer to print JSON."""
    command.flag("--json", N_("print JSON"))


def add_author(command: Parser) -> None:
    """Take the name of whoever writes."""
    command.offers("--author", N_("your name, recorded as self-declared"), N_("AUTHOR"), default="")


def add_passphrase(command: Parser) -> None:
    """Take the file that a passphrase is read from."""
    command.offers(
        "--passphrase-file",
        N_("read the passphrase from this file’s first line, - for standard input"),
        N_("FILE"),
    )
