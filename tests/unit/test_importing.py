"""Modules imported the short way are what Python's own import makes of them."""

import importlib
import importlib.util
import json
import os
import py_compile
import subprocess
import sys
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

import jalon
from jalon import importing

FOLDER = Path(jalon.__path__[0])
NAMES = sorted(
    ".".join(("jalon", *file.relative_to(FOLDER).with_suffix("").parts))
    for file in (*FOLDER.rglob("*.py"), *(init.parent for init in FOLDER.rglob("__init__.py")))
    if file.name != "__init__.py" and file != FOLDER
)
PLACE = "jalon.made"
"""A module of the package that lies elsewhere."""


def found(name: str, folder: Path) -> ModuleSpec:
    spec = importing._Finder.find_spec(name, [str(folder)])
    assert spec
    return spec


def run(folder: Path) -> ModuleType:
    """Import ``jalon.made`` as found in a folder, and take the short way to it."""
    spec = found(PLACE, folder)
    module = importlib.util.module_from_spec(spec)
    assert spec.loader
    spec.loader.exec_module(module)
    return module


def written(folder: Path, text: str, *, time: int = 1_700_000_000) -> Path:
    file = folder / "made.py"
    file.write_text(text, encoding="utf-8")
    os.utime(file, (time, time))
    return file


def test_that_each_module_is_found_where_python_finds_it() -> None:
    assert len(NAMES) > 100
    for name in NAMES:
        folder = FOLDER.joinpath(*name.split(".")[1:-1])
        assert told(found(name, folder)) == told(PathFinder.find_spec(name, [str(folder)]))


def told(spec: ModuleSpec | None) -> dict[str, object]:
    """Return all that a module, what runs it, and whoever asks about it are told."""
    assert spec
    loader = spec.loader
    assert isinstance(loader, SourceFileLoader)
    module = importlib.util.module_from_spec(spec)
    of_spec = ("name", "origin", "cached", "has_location", "parent", "submodule_search_locations")
    of_module = ("__name__", "__file__", "__cached__", "__package__")
    return {
        **{name: getattr(spec, name) for name in of_spec},
        **{name: getattr(module, name) for name in of_module},
        "file": loader.get_filename(spec.name),
        "code": loader.get_code(spec.name),
    }


@pytest.mark.parametrize("name", ["jalon.nothing", "jalons.made", "json", "made"])
def test_that_what_is_not_ours_or_not_there_is_left_to_python(name: str, tmp_path: Path) -> None:
    written(tmp_path, "")
    assert importing._Finder.find_spec(name, [str(FOLDER)]) is None
    assert importing._Finder.find_spec(name, None) is None


def test_that_a_module_changed_since_it_was_compiled_is_compiled_anew(tmp_path: Path) -> None:
    file = written(tmp_path, "said = 1")
    py_compile.compile(str(file))
    assert run(tmp_path).said == 1
    written(tmp_path, "said = 23", time=1_700_000_000)  # the same time, another size
    assert run(tmp_path).said == 23
    written(tmp_path, "said = 45", time=1_700_000_001)  # the same size, another time
    assert run(tmp_path).said == 45
    assert run(tmp_path).said == 45


def test_that_a_loader_asked_again_looks_at_the_source_again(tmp_path: Path) -> None:
    py_compile.compile(str(written(tmp_path, "said = 1")))
    loader = found(PLACE, tmp_path).loader
    assert isinstance(loader, SourceFileLoader)
    assert loader.get_code(PLACE)
    written(tmp_path, "said = 2", time=1_700_000_002)
    code = loader.get_code(PLACE)
    assert code
    assert code.co_consts[0] == 2


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda _: b"",
        lambda data: data[:11],
        lambda data: b"\0\0\r\n" + data[4:],
        lambda data: data[:8] + bytes(8) + data[16:],
        lambda data: data[:4] + b"\4" + data[5:],  # a kind of compiled code that nobody knows
    ],
)
def test_that_compiled_code_that_is_not_that_of_the_source_is_not_run(
    spoiled: object, tmp_path: Path
) -> None:
    assert callable(spoiled)
    file = written(tmp_path, "said = 'the source'")
    other = tmp_path / "other.py"
    other.write_text("said = 'something else'", encoding="utf-8")
    py_compile.compile(str(other), cfile=importlib.util.cache_from_source(str(file)))
    cached = Path(importlib.util.cache_from_source(str(file)))
    cached.write_bytes(spoiled(cached.read_bytes()))
    assert run(tmp_path).said == "the source"


def test_that_code_compiled_to_be_checked_by_its_hash_is_checked_so(tmp_path: Path) -> None:
    file = written(tmp_path, "said = 1")
    by_hash = py_compile.PycInvalidationMode.CHECKED_HASH
    py_compile.compile(str(file), invalidation_mode=by_hash)
    assert run(tmp_path).said == 1
    written(tmp_path, "said = 2")  # the same time and size
    assert run(tmp_path).said == 2


def test_that_a_folder_that_was_moved_is_named_where_it_is(tmp_path: Path) -> None:
    before = tmp_path / "before"
    before.mkdir()
    py_compile.compile(str(written(before, "def said(): pass")))
    after = before.rename(tmp_path / "after")
    assert run(after).said.__code__.co_filename == str(after / "made.py")


def test_that_compiled_code_longer_than_one_reading_is_read_whole(tmp_path: Path) -> None:
    text = "x" * importing._USUAL * 2
    file = written(tmp_path, f"said = {text!r}")
    py_compile.compile(str(file))
    spec = found(PLACE, tmp_path)
    file.unlink()  # so that it can come from there alone
    module = importlib.util.module_from_spec(spec)
    assert spec.loader
    spec.loader.exec_module(module)
    assert module.said == text


def imported(*options: str) -> dict[str, str]:
    """Import the window in a process of its own; by what each of its modules was loaded."""
    asked = (
        "import json, sys, jalon.ui.places\n"
        "print(json.dumps({n: type(m.__loader__).__module__ for n, m in sys.modules.items()"
        " if n.startswith('jalon.') and not hasattr(m, '__path__')}))"
    )
    said = subprocess.run(
        [sys.executable, *options, "-c", asked], capture_output=True, check=True, timeout=60
    )
    told: dict[str, str] = json.loads(said.stdout)
    return told


def test_that_the_window_imports_its_modules_so() -> None:
    by = imported()
    assert by["jalon.ui.places"] == by["jalon.forms.model"] == importing.__name__


@pytest.mark.parametrize("options", [("-O",), ("-X", f"pycache_prefix={os.devnull}")])
def test_that_where_compiled_code_lies_elsewhere_all_is_python_s(options: tuple[str, ...]) -> None:
    assert importing.__name__ not in imported(*options).values()
