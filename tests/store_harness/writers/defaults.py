"""A positive control: SQLite as it comes, one answer a transaction."""

import sqlite3
import sys
from itertools import count
from pathlib import Path

path = Path(sys.argv[1])
connection = sqlite3.connect(path, isolation_level=None)
connection.execute("CREATE TABLE IF NOT EXISTS answer(number INTEGER PRIMARY KEY, text TEXT)")
first = connection.execute("SELECT coalesce(max(number), 0) FROM answer").fetchone()[0]
sys.stdout.write("open\n")
sys.stdout.flush()
for number in count(first + 1):
    connection.execute("INSERT INTO answer VALUES (?, ?)", (number, "text " * 50))
    sys.stdout.write(f"answer {number}\n")
    sys.stdout.flush()
