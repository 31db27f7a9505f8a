"""A person at the window: a real process, told what to click and type, and ended at will."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jalon.language import Translator, available, translator

ROOT = Path(__file__).parents[2]
HANDS = Path(__file__).with_name("hands.py")
PATIENCE_S = 30.0
HARMLESS = ("This plugin does not support", "propagateSizeHints", "Executing <Task")
"""What the screenless platform says of itself, and asyncio of a machine that was busy elsewhere."""


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a person who has used nothing before, with this home."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("XDG_", "QT_", "LC_"))}
    paths = (ROOT / "app", ROOT / "tests")
    return {
        **kept,
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "PYTHONUTF8": "1",
        "PYTHONDEVMODE": "0",
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(home),
    }


class Person:
    """Uses one run of the program. Words given are those of ``language``."""

    def __init__(self, home: Path, *arguments: object, language: str) -> None:
        self.language = language
        saved = [translator(c).text("Saved {time}").partition("{")[0] for c in available()]
        self._errors = (home / "errors.txt").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, str(HANDS), json.dumps(saved), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment(home),
            encoding="utf-8",
        )
        self.told: list[dict[str, Any]] = []
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._process.stdin.close()
        self._listener.join()
        self._process.stdout.close()
        self._errors.close()

    @property
    def tr(self) -> Translator:
        return translator(self.language)

    def says(self, words: str, **details: object) -> str:
        """Return the program's words in the language of the window."""
        return self.tr.text(words, **details)

    def do(self, command: str, **needs: object) -> Any:  # noqa: ANN401
        """Do a command of ``hands.py`` as soon as it can be done; return its answer."""
        end = time.monotonic() + PATIENCE_S
        while True:
            answer = self._ask(command, needs)
            if "answer" in answer:
                return answer["answer"]
            why = answer.get("problem") or answer["unseen"]
            seen = "\n".join(answer["seen"])
            hopeless = "problem" in answer or time.monotonic() > end
            assert not hopeless, f"{command} {needs}: {why}\n{self.complaints()}\nseen:\n{seen}"
            time.sleep(0.05)

    def click(self, words: str, row: str = "") -> None:
        """Click the button with these English words, as the window says them."""
        self.do("click", name=self.says(words), row=row)

    def menu(self, menu: str, entry: str) -> None:
        """Click an entry of a menu of the bar; both are English words."""
        self.do("menu", words=self.says(menu))
        self.do("pick", words=[self.says(menu), self.says(entry)])

    def go(self, place: str) -> None:
        """Go to a line of the outline, named as the window names it."""
        self.do("outline", words=place)

    def choose_file(self, words: str, path: Path) -> None:
        """Click the button with these English words, and give a path to the dialog it opens."""
        for _ in range(3):
            self.click(words)
            self.do("type_file", path=str(path))
            if self.do("confirm_file", path=str(path)):
                return
        raise AssertionError(f"no file dialog took {path}")

    def all_saved(self) -> None:
        """Wait until the window says that everything is saved."""
        self.do("wait", words=self.says("Saved {time}").partition("{")[0])

    def kill(self) -> None:
        """End the process as a power cut would."""
        self._process.kill()
        self._process.wait()

    def leave(self) -> None:
        """Close the window; the program must end well and have complained of nothing."""
        self.do("leave")
        assert self._process.wait(PATIENCE_S) == 0, self.complaints()
        assert not self.complaints()

    def complaints(self) -> str:
        """Return what the program wrote where errors go, but for what the platform says."""
        self._errors.flush()
        self._errors.seek(0)
        lines = self._errors.read().splitlines()
        return "\n".join(line for line in lines if not any(h in line for h in HARMLESS))

    def _ask(self, command: str, needs: Mapping[str, object]) -> dict[str, Any]:
        self._process.stdin.write(json.dumps([command, needs]) + "\n")
        self._process.stdin.flush()
        try:
            return self._answers.get(timeout=PATIENCE_S)
        except queue.Empty:
            raise AssertionError(f"no answer to {command} {needs}; {self.complaints()}") from None

    def _listen(self) -> None:
        for line in self._process.stdout:
            told = json.loads(line)
            if "typed" in told:
                self.told.append(told)
            else:
                self._answers.put(told)
