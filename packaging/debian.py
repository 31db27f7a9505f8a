"""What the system itself must bring: Qt's libraries, and the programs that tests use."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from environment import program
from steps import ROOT, StepError, environment, quiet, say

RUN = ROOT / "packaging" / "debian-run.txt"
TEST = ROOT / "packaging" / "debian-test.txt"
_WINDOW = "from PySide6.QtWidgets import QApplication; QApplication([])"


def has_display() -> bool:
    """Tell whether a window can be expected to open here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def libraries(*, display: bool) -> bool:
    """Make Qt work here, on the display or without one; tell whether it does.

    Installs what is missing when this may be done, else prints the one line that does it.
    """
    trouble = _trouble(display=display)
    if not trouble:
        say("Qt and its system libraries are present")
        return True
    if "connect to display" in trouble:
        say(f"the display cannot be reached: {trouble}")
        return False
    say(f"Qt cannot start yet: {trouble}")
    missing = absent(RUN)
    if missing and _install(missing):
        trouble = _trouble(display=display)
        say(f"Qt still cannot start: {trouble}" if trouble else "Qt starts now")
    return not trouble


def test_programs() -> None:
    """Install the programs that tests use, or name those that are missing."""
    lacking = [name for name in named(TEST) if not all(map(shutil.which, named(TEST)[name]))]
    if not lacking:
        say("the independent programs that tests use are present")
        return
    _install(lacking)
    for package in lacking:
        if without := [name for name in named(TEST)[package] if shutil.which(name) is None]:
            say(f"tests that need {', '.join(without)} ({package}) will be skipped")


def named(listing: Path) -> dict[str, list[str]]:
    """Return the packages of a listing, each with the words of its remark."""
    found = {}
    for line in listing.read_text(encoding="utf-8").splitlines():
        package, _, remark = line.partition("#")
        if package.strip():
            found[package.strip()] = remark.split()
    return found


def absent(listing: Path) -> list[str]:
    """Return the packages of ``listing`` that Debian's own records do not show installed."""
    return [name for name in named(listing) if not _installed(name)]


def _installed(package: str) -> bool:
    """Tell whether a package is there; from Debian 13 on some names end in t64."""
    query = ["dpkg-query", "--show", "--showformat=${Status}"]
    for name in (package, f"{package}t64"):
        try:
            done = subprocess.run([*query, name], capture_output=True, text=True, check=False)
        except OSError:  # not Debian: nothing is known
            return False
        if done.stdout.endswith(" installed"):
            return True
    return False


def _install(packages: list[str]) -> bool:
    """Install Debian packages when run as root, else print how; tell whether it was done."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        say(f"not Debian: install what your system has in place of {' '.join(packages)}")
        return False
    if os.geteuid() != 0:
        say(f"to install what is missing, run: sudo {line}")
        return False
    say(f"install {len(packages)} Debian packages: {' '.join(packages)}")
    env = environment(DEBIAN_FRONTEND="noninteractive")
    trouble = f"Run by hand: apt-get update && {line}"
    try:
        quiet(["apt-get", "update"], trouble=trouble, env=env)
        quiet(line.split(), trouble=trouble, env=env)
    except StepError as failed:
        say(f"that did not work:\n{failed}")
        return False
    return True


def _trouble(*, display: bool) -> str:
    """Try Qt in a process of its own (it aborts where a part is missing); say what it said."""
    env = environment()
    if not display:
        env["QT_QPA_PLATFORM"] = "offscreen"
    try:
        done = subprocess.run(
            [program("python"), "-c", _WINDOW],
            env=env,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "it does not answer"
    if done.returncode == 0:
        return ""
    said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    if not said:
        return f"it ended with {done.returncode}"
    return said[-1] if "Error" in said[-1] else said[0]
