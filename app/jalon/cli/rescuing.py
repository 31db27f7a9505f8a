"""The command that saves what is readable of a damaged project: rescue."""

from pathlib import Path

from jalon.assessment import names
from jalon.cli import output
from jalon.language import Translator
from jalon.session import unlocking


def rescue(damaged: Path, target: Path, *, tr: Translator) -> int:
    """Save what is readable of a damaged project; code 1 where something is missing."""
    from jalon.store import rescue as rescuing

    made = rescuing.rescue(damaged, target, opens=unlocking.passphrase(None))
    output.say(
        tr.plural(
            "{count} change was saved into {name}; {damaged} was left as it is.",
            "{count} changes were saved into {name}; {damaged} was left as it is.",
            made.changes,
            name=target.name,
            damaged=damaged.name,
        )
    )
    if made.missing:
        output.say(
            tr.plural(
                "{count} change could not be read. What these fields show may be older:",
                "{count} changes could not be read. What these fields show may be older:",
                made.missing,
            ),
            *(f"  {key.subject} {key.item} {key.field}" for key in made.lost),
        )
    if made.files:
        output.say(
            tr.plural(
                "The content of {count} attached file could not be read:",
                "The content of {count} attached files could not be read:",
                len(made.files),
            ),
            *(f"  {names.shown(name)}" for name in made.files),
        )
    return output.GOOD if made.whole else output.NO
