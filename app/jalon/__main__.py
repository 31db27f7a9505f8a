"""Start Jalon: the window without a command, else the command."""

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until the window closes or the command is done; return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0].endswith(".jalon"):
        given.insert(0, "window")
    if plain := _plain(given):
        return _show(*plain)
    try:
        from jalon.cli.main import parsed, run

        options, tr = parsed(given)
    except KeyboardInterrupt:  # nothing was begun, nor is the reader's language known
        return 2
    if options.command in {None, "window"}:
        file, example = getattr(options, "file", None), getattr(options, "example", False)
        return _show(file, options.language, example)
    return run(options, tr)


def window() -> int:
    """Start the window: the entry without a console."""
    return main(["window", *sys.argv[1:]])


def _show(
    file: "str | Path | None",
    language: str | None,
    example: bool,  # noqa: FBT001  options
) -> int:
    gc.disable()  # until the first page is painted: so far hardly anything is thrown away
    from jalon.ui import application

    return application.run(_path(file), example=example, language=language)


def _path(file: "str | Path | None") -> "Path | None":
    from pathlib import Path  # not before PySide, with which less comes with it

    return None if file is None else Path(file)


def _plain(given: Sequence[str]) -> tuple[str | None, str | None, bool] | None:
    """Read what nearly every start of the window is given: nothing, or a file.

    Anything else goes to the parser, which knows a dozen commands, and costs a start more
    than opening the project does.
    """
    command, *rest = given
    if command != "window" or len(rest) > 1 or any(word.startswith("-") for word in rest):
        return None
    return (rest[0] if rest else None), None, False


if __name__ == "__main__":
    sys.exit(main())
