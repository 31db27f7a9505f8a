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
