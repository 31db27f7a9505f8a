"""Set Jalon up in this checkout and run it or its tests. Needs Python 3.11 and pip, no more.

python3 packaging/bootstrap.py run      the worked example: its window, or its signed report
python3 packaging/bootstrap.py test     all checks and all tests
python3 packaging/bootstrap.py check    the quick checks only (format, lint, types, layers, texts)
python3 packaging/bootstrap.py lock     renew the locks from pyproject.toml (maintainers)

Everything goes into .jalon-env in the checkout; delete that folder to start anew.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  this file is run by whatever Python is there
    sys.exit(f"Jalon needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

import debian
import locks
from environment import prepare, program
from steps import ROOT, StepError, environment, quiet, say, shown

CHECKS = {
    "format (ruff format --check)": ["ruff", "format", "--check", "--quiet"],
    "lint (ruff check)": ["ruff", "check", "--quiet"],
    "types (mypy)": ["mypy"],
    "layers (lint-imports)": ["lint-imports", "--no-logo"],
    "texts and catalogues": ["python", "packaging/catalogues.py", "check"],
}
_EVERY_CORE = ["-n", "auto", "--dist", "worksteal", "--durations=5"]
_MEMORY, _MUCH = Path("/dev/shm"), 4 << 30  # noqa: S108  a folder of its own is made there
DEMOS = ROOT / "demo-output"


def run() -> int:
    """Show the worked example: in its window, or as its signed report where there is none."""
    prepare("run")
    display = debian.has_display()
    if debian.libraries(display=display) and display:
        say("open the window on the worked example; close it to end")
        code = shown([program("jalon"), "window", "--example"], environment())
        say("the window was closed" if code == 0 else f"the window ended with code {code}")
        return code
    say("no window can open here: the example's signed report is made instead")
    return _demo()


def _demo() -> int:
    """Make the worked example's project and signed reports in a fresh folder; verify them."""
    folder = DEMOS / time.strftime("%Y-%m-%d-%H%M%S")
    env = environment(LC_ALL="C.UTF-8")
    where, jalon = folder.relative_to(ROOT), Path(program("jalon")).relative_to(ROOT)
    say(f"make the worked example in {where}: {jalon} demo {where}")
    quiet([program("jalon"), "demo", str(folder)], trouble="The example was not made.", env=env)
    reports = sorted(folder.rglob("*.pdf"))
    if not reports:
        raise StepError(f"jalon demo left no report in {folder}")
    for report in reports:
        project = report.with_name(f"{report.stem.replace('report', 'example')}.jalon")
        against = ["--project", str(project.relative_to(ROOT))] if project.exists() else []
        line = ["verify", str(report.relative_to(ROOT)), *against]
        say(f"verify the signed report: {jalon} {' '.join(line)}")
        if code := shown([program("jalon"), *line], env):
            raise StepError(f"{report} does not verify (code {code})")
    say("done. The worked example's signed reports, to be opened with any PDF reader:")
    for report in reports:
        print(f"  {report}")
    return 0


def test() -> int:
    """Run every check and every test; pytest's closing line comes last when all is well."""
    prepare("test")
    if not debian.libraries(display=False):
        raise StepError("The tests need Qt's system libraries; see above for how to install them.")
    debian.test_programs()
    bad = _checks()
    say("tests (pytest)")
    with _scratch() as scratch:
        env = environment(QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8", **scratch)
        code = shown([program("python"), "-m", "pytest", *_EVERY_CORE, "-rsfE"], env)
    if bad:
        say(f"not passed: {', '.join(bad)} (see above, before the tests)")
    return code or bool(bad)


def check() -> int:
    """Run the quick checks."""
    prepare("test")
    bad = _checks()
    say(f"not passed: {', '.join(bad)}" if bad else "all checks passed")
    return bool(bad)


def _checks() -> list[str]:
    """Run the checks, each to its end; return the names of those not passed."""
    bad = []
    for name, (tool, *arguments) in CHECKS.items():
        try:
            quiet([program(tool), *arguments], trouble="")
        except StepError as failed:
            bad.append(name)
            say(f"{name}: NOT PASSED\n{failed}")
        else:
            say(f"{name}: passed")
    return bad


@contextmanager
def _scratch() -> Iterator[dict[str, str]]:
    """Let the tests write in memory, where there is room: they save some ten thousand times.

    Each time is a wait for the disk otherwise. A single test, run by hand, uses the disk.
    """
    if not _roomy(_MEMORY):
        yield {}
        return
    with tempfile.TemporaryDirectory(
        prefix="jalon-tests-", dir=_MEMORY, ignore_cleanup_errors=True
    ) as folder:
        yield {"TMPDIR": folder}


def _roomy(folder: Path) -> bool:
    """Tell whether programs can be written to a folder and run there, and much else."""
    try:
        runs = not os.statvfs(folder).f_flag & os.ST_NOEXEC
        return runs and shutil.disk_usage(folder).free > _MUCH
    except (OSError, AttributeError):  # another system has no such folder, or no such call
        return False


def lock() -> int:
    """Renew the locks: newest releases that pyproject.toml allows."""
    locks.renew()
    return 0


COMMANDS = {"run": run, "test": test, "check": check, "lock": lock}


def main() -> int:
    """Do what the command line says; return the exit code."""
    parser = argparse.ArgumentParser(
        prog=f"python3 {Path(sys.argv[0])}",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=list(COMMANDS))
    try:
        return int(COMMANDS[parser.parse_args().command]())
    except StepError as failed:
        say(f"stopped.\n{failed}")
        return 1
    except KeyboardInterrupt:
        say("stopped by hand")
        return 130


if __name__ == "__main__":
    sys.exit(main())
