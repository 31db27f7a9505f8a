"""The environment ``.jalon-env``: made from a lock, kept as long as the lock is the same."""

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import sys
from pathlib import Path

from steps import ROOT, StepError, environment, quiet, say

HOME = ROOT / ".jalon-env"
LOCKS = {
    "run": ROOT / "packaging" / "requirements.txt",
    "test": ROOT / "packaging" / "requirements-dev.txt",
}
_UV_LOCK = ROOT / "packaging" / "requirements-uv.txt"
_STAMP = HOME / "jalon-stamp.json"
_BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
_NETWORK = "Nothing was changed outside .jalon-env. If the network was the trouble, run this again."


def program(name: str) -> str:
    """Return the path of a program inside the environment."""
    return str(_BIN / (f"{name}.exe" if os.name == "nt" else name))


def prepare(kind: str) -> None:
    """Make the environment hold the lock of ``kind`` ("run" or "test") and jalon itself.

    The test lock holds everything of the run lock, so it serves both.

    Raises:
        StepError: it cannot be made.
    """
    wanted = {k: _digest(path) for k, path in LOCKS.items()}
    if _held(kind) == wanted[kind] and Path(program("python")).exists():
        say(f"environment .jalon-env is up to date (Python {platform.python_version()})")
        return
    _check_writable()
    uv = installer()
    if not _usable():
        say(f"create the environment .jalon-env with Python {platform.python_version()}")
        _clear()
        _uv(uv, ["venv", "--allow-existing", "--python", _interpreter(), str(HOME)])
    _STAMP.unlink(missing_ok=True)  # whatever stops us from here on, the next run starts anew
    lock = LOCKS[kind]
    say(f"install {_count(lock)} packages from {lock.relative_to(ROOT)}, each checked by its hash")
    python = ["--python", program("python")]
    _uv(uv, ["pip", "sync", *python, "--require-hashes", "--compile-bytecode", str(lock)])
    say("install jalon itself from this checkout (editable)")
    _uv(uv, ["pip", "install", *python, "--no-deps", "--no-build-isolation", "--editable", "."])
    kinds = ("run", "test") if kind == "test" else ("run",)
    _STAMP.write_text(json.dumps({**_identity(), "locks": {k: wanted[k] for k in kinds}}))


def installer() -> str:
    """Return the path of uv, fetched with pip into the environment's folder if need be.

    Raises:
        StepError: there is neither pip nor uv.
    """
    tools = HOME / "tools" / _digest(_UV_LOCK)[:12]
    uv = tools / "bin" / ("uv.exe" if os.name == "nt" else "uv")
    if uv.exists():
        return str(uv)
    if importlib.util.find_spec("pip") is None:
        return _other_uv()
    say("fetch the installer uv with pip (into .jalon-env only)")
    # --target: Debian's pip refuses installs into the system (PEP 668) and has no venv module.
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(tools)]
    quiet([*pip, "--require-hashes", "-r", str(_UV_LOCK)], trouble=_NETWORK)
    return str(uv)


def _other_uv() -> str:
    """Return a uv that is installed already, for Pythons without pip."""
    found = shutil.which("uv")
    if found is None:
        raise StepError(f"{sys.executable} has no pip. On Debian: apt-get install python3-pip")
    return found


def _uv(uv: str, arguments: list[str]) -> None:
    more = {}
    if not os.access(Path.home(), os.W_OK) and "UV_CACHE_DIR" not in os.environ:
        more["UV_CACHE_DIR"] = str(HOME / "cache")
    quiet([uv, *arguments], trouble=_NETWORK, env=environment(**more))


def _interpreter() -> str:
    """Return the Python to build on: never one of an environment that may be thrown away."""
    base = getattr(sys, "_base_executable", None)
    return str(base or sys.executable)


def _usable() -> bool:
    """Tell whether the environment there was made here, by this version of Python."""
    if not Path(program("python")).exists():
        return False
    return {k: v for k, v in _read_stamp().items() if k != "locks"} == _identity()


def _clear() -> None:
    """Remove the old environment; the tools and the cache beside it stay."""
    for part in HOME.iterdir():
        if part.name in {"tools", "cache"}:
            continue
        if part.is_dir() and not part.is_symlink():
            shutil.rmtree(part)
        else:
            part.unlink()


def _check_writable() -> None:
    try:
        HOME.mkdir(exist_ok=True)
        probe = HOME / "writable"
        probe.touch()
        probe.unlink()
    except OSError as cause:
        raise StepError(f"{HOME} cannot be written: {cause}. Clone Jalon where you may.") from cause


def _identity() -> dict[str, object]:
    """Return what an environment depends on beside its lock."""
    project = _digest(ROOT / "pyproject.toml")
    return {"python": sys.version, "machine": platform.machine(), "at": str(ROOT), "for": project}


def _read_stamp() -> dict[str, object]:
    try:
        read = json.loads(_STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _held(kind: str) -> object:
    locks = _read_stamp().get("locks")
    return locks.get(kind) if _usable() and isinstance(locks, dict) else None


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _count(lock: Path) -> int:
    return sum(1 for line in lock.read_text().splitlines() if "==" in line.split("#")[0])
