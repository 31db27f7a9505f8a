"""What argparse says of a wrong command line, in the reader's language.

argparse words its complaints in English and lets them be changed for the whole process only.
They are recognised here by their form; one that is not known stays as it is.
"""

import re
from typing import Final

from jalon.errors import N_
from jalon.language import Translator

_KNOWN: Final = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (
            r"invalid choice: (?P<value>.+?) \(choose from (?P<choices>.*)\)",
            N_("{value} is none of these: {choices}"),
        ),
        (
            r"the following arguments are required: (?P<names>.*)",
            N_("these are missing: {names}"),
        ),
        (r"unrecognized arguments: (?P<names>.*)", N_("not known here: {names}")),
        (r"one of the arguments (?P<names>.*) is required", N_("one of these is missing: {names}")),
        (r"not allowed with argument (?P<name>.*)", N_("does not go with {name}")),
        (r"expected one argument", N_("one value is expected")),
        (r"expected at least one argument", N_("at least one value is expected")),
        (r"expected at most one argument", N_("at most one value is expected")),
        (r"expected (?P<number>\d+) arguments?", N_("this many values are expected: {number}")),
        (r"ignored explicit argument (?P<value>.*)", N_("takes no value: {value}")),
        (r"invalid int value: (?P<value>.*)", N_("{value} is no whole number")),
    )
)
_ARGUMENT: Final = re.compile(r"argument (?P<name>[^:]+): (?P<what>.*)", re.DOTALL)


def told(message: str, tr: Translator) -> str:
    """Return ``message`` of argparse in the language of ``tr``."""
    if found := _ARGUMENT.fullmatch(message):
        what = told(found["what"], tr)
        return tr.text(N_("{name}: {text}"), name=found["name"], text=what)
    for pattern, words in _KNOWN:
        if found := pattern.fullmatch(message):
            said = {name: _plain(name, value, tr) for name, value in found.groupdict().items()}
            return tr.text(words, **said)
    return message


def _plain(name: str, said: str, tr: Translator) -> str:
    """Put what was typed into the quotation marks of the language; what can be typed has none.

    What Python escaped stays escaped: it may be no text that a terminal should get.
    """
    if name == "value" and said[:1] in {"'", '"'}:
        return tr.text("“{text}”", text=said[1:-1])
    if name == "choices":
        return said.replace("'", "")
    return said
