"""Start Jalon: the window without a command, else the command."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until the window closes or the command is done; return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0].endswith(".jalon"):
        given.insert(0, "window")
    from jalon.cli.main import parsed, run

    options, tr = parsed(given)
    if options.command in {None, "window"}:
        from jalon.ui import application

        return application.run(
            getattr(options, "file", None),
            example=getattr(options, "example", False),
            language=options.language,
        )
    return run(options, tr)


def window() -> int:
    """Start the window: the entry without a console."""
    return main(["window", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
