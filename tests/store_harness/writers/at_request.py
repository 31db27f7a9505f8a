"""Gives an answer for each line read, folds the log in where the line asks for it."""

import sys
from pathlib import Path

from jalon.assessment.changes import Key, Subject
from jalon.store.project import Project


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


with Project.open(Path(sys.argv[1])) as project:
    for number, line in enumerate(sys.stdin):
        key = Key(Subject("provider"), f"item-{number % 40}", "how")
        project.append([(key, f"text {number} " * 100)], author="Anna")
        if line.strip() == "checkpoint":
            project.checkpoint()
        say(project.digest())
