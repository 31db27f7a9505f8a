"""The locks: exact releases with hashes, for every platform, and no download address."""

from environment import LOCKS, installer
from steps import ROOT, environment, quiet, say

PYTHON = "3.11"
_COMMAND = "python3 packaging/bootstrap.py lock"


def renew() -> None:
    """Write the three locks anew from pyproject.toml.

    Paths are given as they lie in the checkout: uv writes them into the locks' remarks.
    """
    uv = installer()
    base = [uv, "pip", "compile", "--quiet", "--upgrade", "--universal", "--generate-hashes"]
    base += ["--python-version", PYTHON, "--no-emit-index-url"]
    base += ["--no-emit-find-links", "--annotation-style", "line"]
    env = environment(UV_CUSTOM_COMPILE_COMMAND=_COMMAND)
    test, run = (LOCKS[kind].relative_to(ROOT).as_posix() for kind in ("test", "run"))
    # The test lock first: the run lock is then held to the same releases.
    for output, arguments in {
        test: ["pyproject.toml", "--group", "build", "--group", "dev"],
        run: ["pyproject.toml", "--group", "build", "--constraint", test],
        "packaging/requirements-uv.txt": ["packaging/requirements-uv.in"],
    }.items():
        say(f"write {output}")
        line = [*base, *arguments, "--output-file", output]
        quiet(line, trouble="The lock was not renewed.", env=env)
