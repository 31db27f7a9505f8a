"""What a rescue brought and what it left, in words, for window and command line."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jalon.assessment import names
from jalon.language import Translator

if TYPE_CHECKING:
    from jalon.store.rescue import Rescued


def told(made: "Rescued", damaged: str, tr: Translator) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield each sentence with what it lists; ``damaged`` is the name of the file read."""
    saved = tr.plural(
        "{count} change was saved into {name}; {damaged} was left as it is.",
        "{count} changes were saved into {name}; {damaged} was left as it is.",
        made.changes,
        name=made.path.name,
        damaged=damaged,
    )
    yield saved, ()
    if made.missing:
        unread = tr.plural(
            "{count} change could not be read. What these fields show may be older:",
            "{count} changes could not be read. What these fields show may be older:",
            made.missing,
        )
        yield unread, (f"{key.subject} {key.item} {key.field}" for key in made.lost)
    if made.files:
        without = tr.plural(
            "The content of {count} attached file could not be read:",
            "The content of {count} attached files could not be read:",
            len(made.files),
        )
        yield without, map(names.shown, made.files)
