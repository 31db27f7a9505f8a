"""What a rescue brought and what it left, in words, for window and command line."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jalon.assessment import names
from jalon.errors import UserError
from jalon.export import recorded_words
from jalon.language import Translator, one_line
from jalon.session.session import Session

if TYPE_CHECKING:
    from jalon.store.rescue import Rescued


def told(
    made: "Rescued", damaged: str, tr: Translator, passphrase: str | None = None
) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield each sentence with what it lists; ``damaged`` is the name of the file read.

    What was saved is looked into for the names of things; ``passphrase`` opens it, if need be.
    """
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
        yield unread, _places(made, tr, passphrase)
    if made.files:
        without = tr.plural(
            "The content of {count} attached file could not be read:",
            "The content of {count} attached files could not be read:",
            len(made.files),
        )
        yield without, map(names.shown, made.files)


def _places(made: "Rescued", tr: Translator, passphrase: str | None) -> list[str]:
    """Name the fields that lost a change, each once, in the words of the window."""
    if not made.lost:
        return []
    try:
        session = Session.open(made.path, passphrase=passphrase, read_only=True)
    except UserError:
        return [" ".join(key) for key in made.lost]
    try:
        form, state = session.form, session.assessment
        places = (recorded_words.place(form, state, key, tr) for key in made.lost)
        return list(dict.fromkeys(map(one_line, places)))
    finally:
        session.close()
