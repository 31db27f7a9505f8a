"""Uniting the open project with another copy: what came in, and what is to be settled."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from jalon.errors import ProjectError, UserError
from jalon.language import Translator, alphabetical
from jalon.store.merge import Arrived
from jalon.ui import messages
from jalon.ui.messages import Choice
from jalon.ui.passphrase import AskPassphrase
from jalon.ui.places import HISTORY
from jalon.ui.workspace import Workspace


def unite(
    workspace: Workspace, path: Path, window: QWidget, tr: Translator, secret: str | None = None
) -> None:
    """Take in another copy and tell what came; asks for its passphrase where it has another."""
    try:
        arrived = workspace.desk.session.custody.take_in(path, passphrase=secret)
    except UserError as error:
        if isinstance(error, ProjectError) and error.reason in {"protected", "passphrase"}:
            tried = messages.words(tr, error) if secret is not None else ""
            AskPassphrase(
                tr,
                path.name,
                tried,
                lambda given: unite(workspace, path, window, tr, given),
                window,
            ).open()
            return
        messages.show(window, tr, error, tr.text("The copies were not united"))
        return
    told = _told(arrived, path.name, tr)
    if left := workspace.desk.session.custody.unscrubbed:
        told.append(messages.words(tr, left))
    choices = [Choice(tr.text("Close"), None, "reject")]
    if arrived.conflicts:
        choices.insert(0, Choice(tr.text("Settle them"), lambda: workspace.go(HISTORY)))
    messages.ask(
        window,
        tr.text("The copies are united"),
        "\n".join(told),
        choices,
        warn=False,
    )


def _told(arrived: Arrived, name: str, tr: Translator) -> list[str]:
    said = [
        tr.plural(
            "{count} change came in from {name}.",
            "{count} changes came in from {name}.",
            arrived.changes,
            name=name,
        )
    ]
    said += [
        tr.text("{author}: {count}", author=author or tr.text("no name"), count=number)
        for author, number in sorted(
            arrived.authors.items(), key=lambda pair: alphabetical(pair[0])
        )
    ]
    if arrived.evidence:
        said.append(
            tr.plural(
                "{count} attached file came in.",
                "{count} attached files came in.",
                arrived.evidence,
            )
        )
    if arrived.removed:
        said.append(
            tr.plural(
                "{count} value was removed, as the other copy has recorded.",
                "{count} values were removed, as the other copy has recorded.",
                arrived.removed,
            )
        )
    if arrived.exposed:
        said.append(
            tr.text(
                "{name} is under a passphrase and the file it came into is not: whoever has that"
                " file can read what came in.",
                name=name,
            )
        )
    if arrived.conflicts:
        said.append(
            tr.plural(
                "{count} field holds two different values; both are kept until one is chosen.",
                "{count} fields hold two different values; both are kept until one is chosen.",
                len(arrived.conflicts),
            )
        )
    return said
