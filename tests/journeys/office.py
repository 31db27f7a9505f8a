"""Three people who share one project: who sits down on which day, and what must remain of it."""

import json
import random
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jalon import assets
from journeys.person import HARMLESS, PATIENCE_S, environment

SEAT = Path(__file__).with_name("seat.py")
DAYS = 14
SAID = (
    "text", "said", "reasons", "reason", "name", "what", "owner", "how", "gap", "next_step", "cost",
    "note", "target", "action", "author", "reviewer", "validator",
)  # fmt: skip
"""Needs of acts that are words of a person; the others are choices and ways."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of those who take part."""

    name: str
    language: str


@dataclass(slots=True)
class Told:
    """All that was acknowledged: nothing of it may be missing anywhere.

    Attributes:
        now: what stands: it has to be in the file and on paper, by what it was said with.
        past: what was written over or is a matter of the file alone: its history has it.
    """

    now: dict[str, str] = field(default_factory=dict)
    past: list[str] = field(default_factory=list)
    _answers: dict[tuple[str, str], str] = field(default_factory=dict)

    def keep(self, act: str, needs: dict[str, object]) -> None:
        """Note the words of an act that was done."""
        words = {name: str(needs[name]) for name in SAID if needs.get(name)}
        if act == "answer":
            for name, word in words.items():
                key = (str(needs["item"]), name)
                self.replace(self._answers.get(key))
                self._answers[key] = word
        if act == "line" and needs["ask"] == "edit":
            self.replace(str(needs["of"]))
        if act == "keep_version":
            self.past += words.values()
        else:
            self.now |= dict.fromkeys(words.values(), act)

    def replace(self, word: str | None) -> None:
        """Note that other words stand in the place of these."""
        if word and self.now.pop(word, None):
            self.past.append(word)


class Office:
    """One folder for all; the days of its clock end today."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance, self.told = folder, chance, Told()
        self.project = folder / "dossier commun.jalon"
        self._people = 0

    def day(self, number: int) -> str:
        """Return a day of these two weeks, from 1 to 14, as ISO 8601; others lie around them."""
        return (datetime.now(UTC).astimezone().date() - timedelta(DAYS - number)).isoformat()

    def sit(self, who: Somebody, day: int, project: Path | None = None) -> "Seat":
        """Have somebody sit down on a day."""
        self._people += 1
        home = self.folder / f"home {self._people}"
        home.mkdir()
        return Seat(self, who, DAYS - day, project or self.project, home)


class Seat:
    """Somebody at the window for a day; leaving the block closes the window well."""

    def __init__(self, office: Office, who: Somebody, ago: int, project: Path, home: Path) -> None:
        self._told, self._chance = office.told, office.chance
        self._errors = (home / "errors.txt").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, str(SEAT), str(project), str(home), who.name, who.language],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={
                **environment(home.parent),
                "XDG_CACHE_HOME": str(assets.cache_folder().parent),  # compiled before: faster
                "JOURNEY_DAYS_AGO": str(ago),
            },
            encoding="utf-8",
        )
        self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        well = kind is None and self._process.poll() is None
        if well:
            assert self._process.stdin is not None
            self._process.stdin.close()
            assert self._process.wait(60) == 0, self._complaints()
            assert not self._complaints()
        elif self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._put_away()

    def does(self, act: str, /, **needs: object) -> Any:  # noqa: ANN401
        """Do an act; once it is said to be saved, its words have to remain. Returns what came."""
        self._ask(act, needs)
        came = self._answer()
        self._told.keep(act, needs)
        return came

    def sleeps_until(self, day: int) -> None:
        """Leave the window open until another day."""
        self.does("sleep", ago=DAYS - day)

    def is_killed_amid(self, act: str, /, **needs: object) -> None:
        """Begin an act and be killed in the midst of it, or just after it: nobody can say."""
        self._ask(act, needs)
        time.sleep(self._chance.uniform(0.0, 0.4))
        self._process.kill()
        self._process.wait()
        self._put_away()

    def _put_away(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout, self._errors):
            assert pipe is not None
            with suppress(BrokenPipeError):
                pipe.close()

    def _ask(self, act: str, needs: dict[str, object]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([act, needs]) + "\n")
        self._process.stdin.flush()

    def _answer(self) -> Any:  # noqa: ANN401
        assert self._process.stdout is not None
        late = threading.Timer(PATIENCE_S, self._process.kill)
        late.start()
        line = self._process.stdout.readline()
        late.cancel()
        assert line, f"the window is gone\n{self._complaints()}"
        came = json.loads(line)
        assert "did" in came, came["problem"]
        return came["did"]

    def _complaints(self) -> str:
        self._errors.flush()
        self._errors.seek(0)
        lines = self._errors.read().splitlines()
        return "\n".join(line for line in lines if not any(h in line for h in HARMLESS))
