"""The positive control: rewrites its file in place, as many programs do."""

import json
import sys
from itertools import count
from pathlib import Path


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


path = Path(sys.argv[1])
answers = {f"item-{number}": "text " * 100 for number in range(2000)}
say("open")
for number in count():
    answers["item-0"] = str(number)
    path.write_text(json.dumps(answers))
    say("answer", number)
