"""The command that saves what is readable of a damaged project: rescue."""

from pathlib import Path

from jalon.cli import output
from jalon.language import Translator
from jalon.session import unlocking


def rescue(damaged: Path, target: Path, *, tr: Translator) -> int:
    """Save what is readable of a damaged project; code 1 where something is missing."""
    from jalon.session import rescue_words
    from jalon.store import rescue as rescuing

    made = rescuing.rescue(damaged, target, opens=unlocking.passphrase(None))
    for sentence, listed in rescue_words.told(made, damaged.name, tr):
        output.say(sentence, *(f"  {one}" for one in listed))
    return output.GOOD if made.whole else output.NO
