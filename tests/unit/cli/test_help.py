"""What the help of each command says: every argument explained, in both languages."""

import argparse
from collections.abc import Iterator

from jalon.cli.parser import parser
from jalon.language import translator


def _arguments(command: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Yield each argument of a command and of those below it, and what is said of it."""
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _arguments(below)
        else:
            yield f"{command.prog} {action.dest}", action.help or ""


def test_that_help_says_of_every_argument_what_it_is_in_both_languages() -> None:
    english = dict(_arguments(parser(translator("en"))))
    french = dict(_arguments(parser(translator("fr"))))
    assert len(english) > 80
    assert french.keys() == english.keys()
    assert [name for name, said in english.items() if not said] == []
    same = {said for name, said in english.items() if french[name] == said}
    assert all(", " in said or len(said) < 12 for said in same), same


def _values(command: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Yield what stands for the value of each argument, of commands below too."""
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _values(below)
        elif action.nargs != 0 and not action.choices:
            shown = action.metavar or action.dest.upper()
            yield (
                f"{command.prog} {action.dest}",
                " ".join([shown] if isinstance(shown, str) else shown),
            )


def test_that_what_stands_for_a_value_is_in_the_language_too() -> None:
    english, french = (
        dict(_values(parser(translator("en")))),
        dict(_values(parser(translator("fr")))),
    )
    assert len(english) > 60
    same = {value for name, value in english.items() if french[name] == value}
    assert same == {"A", "B", "C", "ID", "DATE", "NOTE", "ORGANISATION", "SOURCE"}
    assert {"FICHIER", "IDENTITÉ.p12", "SUJET POINT"} <= set(french.values())
