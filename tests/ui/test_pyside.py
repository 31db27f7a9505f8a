"""PySide6 is imported with code that was compiled before, and works as without."""

import importlib.util
import json
import marshal
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jalon.ui import pyside

START = """
import json, sys
compiled = []
sys.addaudithook(
    lambda event, args: compiled.append(str(args[1])) if event == "compile" else None
)
import jalon.ui
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Teller(QObject):
    told = Signal(str)

app = QApplication([])
heard = []
teller = Teller()
teller.told.connect(heard.append)
teller.told.emit("x")
label = QLabel("words")
label.move(QPoint(3, 4))
try:
    label.move("nowhere")
except TypeError as error:
    refused = str(error).splitlines()[0]
theirs = [name for name in compiled if name.startswith(("shibokensupport", "signature_boot"))]
print(json.dumps([len(theirs), heard, label.x(), refused, str(Qt.Key.Key_A)]))
"""


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., list[object]]:
    """Start a process with a cache of its own; return what it tells."""

    def started(**more: str) -> list[object]:
        environ = {n: v for n, v in os.environ.items() if n != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(
            [sys.executable, "-c", START],
            capture_output=True,
            text=True,
            check=True,
            env={
                **environ,
                "PYTHONPATH": str(Path(pyside.__file__).parents[2]),
                "XDG_CACHE_HOME": str(tmp_path),
                **more,
            },
        )
        told: list[object] = json.loads(done.stdout)
        return told

    return started


def kept(folder: Path) -> Path:
    return next((folder / "jalon").glob("pyside-*.bin"))


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of caches is set by XDG_CACHE_HOME")
def test_that_what_was_compiled_once_is_not_compiled_again(
    start: Callable[..., list[object]], tmp_path: Path
) -> None:
    first, second = start(), start()
    assert first[0]
    assert second[0] == 0
    assert first[1:] == second[1:]
    assert first[1:3] == [["x"], 3]
    assert pyside.read(kept(tmp_path))


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of caches is set by XDG_CACHE_HOME")
def test_that_a_start_that_writes_no_byte_code_keeps_none(
    start: Callable[..., list[object]], tmp_path: Path
) -> None:
    assert start(PYTHONDONTWRITEBYTECODE="1")[0]
    assert not list(tmp_path.rglob("pyside-*.bin"))


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of caches is set by XDG_CACHE_HOME")
@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-1],
        lambda data: data[:10],
        lambda _: b"",
        lambda data: b"\0\0\0\0" + data[4:],
        lambda data: data[:2000] + bytes([data[2000] ^ 1]) + data[2001:],
    ],
)
def test_that_a_damaged_file_is_not_used_and_made_anew(
    harm: Callable[[bytes], bytes], start: Callable[..., list[object]], tmp_path: Path
) -> None:
    whole = start()
    path = kept(tmp_path)
    good = path.read_bytes()
    path.write_bytes(harm(good))
    assert pyside.read(path) == {}
    assert start() == whole
    assert pyside.read(path)


def test_that_code_of_another_python_or_that_others_may_write_is_not_read(tmp_path: Path) -> None:
    code = compile("x = 1", "shibokensupport/x.py", "exec")
    data = pyside.written({b"x": code})
    path = tmp_path / "kept.bin"
    path.write_bytes(data)
    path.chmod(0o600)
    assert pyside.read(path) == {b"x": code}
    path.chmod(0o620)
    assert os.name == "nt" or pyside.read(path) == {}
    path.chmod(0o600)
    link = tmp_path / "link.bin"
    link.symlink_to(path)
    assert pyside.read(link) == {}
    assert data.startswith(importlib.util.MAGIC_NUMBER)
    path.write_bytes(b"\x01" + data[1:])
    assert pyside.read(path) == {}
    path.write_bytes(marshal.dumps({b"x": code}))
    assert pyside.read(path) == {}
