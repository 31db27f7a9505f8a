"""Answers, drafts and checkpoints without end; says so after each, as the window does."""

import random
import sys
from pathlib import Path

from jalon.assessment.changes import Key, Subject
from jalon.store.project import Project

DRAFT = Key(Subject("provider"), "long-text", "how")


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret
    project = Project.open(path)
    typed = int(project.drafts().get(DRAFT, "0 ").split()[0])
    say("open")
    while True:
        kind = dice.random()
        if kind < 0.7:
            key = Key(Subject("provider"), f"item-{dice.randrange(50)}", "how")
            text = "text " * dice.choice((1, 20, 20, 2000))
            entries = [(key._replace(field=f"f{i}"), text) for i in range(dice.choice((1, 1, 3)))]
            for change in project.append(entries, author="Anna"):
                say("answer", change.id)
        elif kind < 0.95:
            typed += 1
            project.draft(DRAFT, f"{typed} " + "typed " * dice.choice((1, 500)), "Anna")
            say("draft", typed)
        elif kind < 0.99:
            project.checkpoint()
            say("checkpoint")
        else:
            project.close()
            say("closed")
            project = Project.open(path)


main(Path(sys.argv[1]), int(sys.argv[2]))
