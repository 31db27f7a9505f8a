"""A positive control: a new file renamed over the old one, the folder not flushed."""

import os
import sys
from itertools import count
from pathlib import Path

path = Path(sys.argv[1])
first = int(path.read_text().split()[0]) if path.exists() else 0
sys.stdout.write("open\n")
sys.stdout.flush()
for number in count(first + 1):
    beside = path.with_suffix(".tmp")
    with beside.open("w") as file:
        file.write(f"{number} " + "text " * 50)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sys.stdout.write(f"answer {number}\n")
    sys.stdout.flush()
