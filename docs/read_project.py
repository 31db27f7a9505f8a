"""Print every current answer of a Jalon project, with nothing but Python's standard library.

    python3 read_project.py PROJECT.jalon

One line an answer: subject, item, field and value (JSON), separated by tabs; then the digest,
which is also printed in each report. It ends with an error where a value does not match its
fingerprint. Close the project in Jalon first, or read a copy. What it relies on is described in
format.md beside this file.
"""

import hashlib
import json
import pathlib
import sqlite3
import sys

CURRENT = "SELECT id, payload FROM head JOIN change USING (seq) ORDER BY 1"
APART = ("report-", "version-")  # they tell of reports and names; the digest leaves them out


def main(path: pathlib.Path) -> None:
    """Print the answers of the project at ``path``."""
    project = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    digest = hashlib.sha256()
    for change_id, payload in project.execute(CURRENT):
        if hashlib.sha256(payload).hexdigest() != change_id:
            sys.exit(f"damaged: {change_id}")
        change = json.loads(payload)
        if not change["subject"].startswith(APART):
            digest.update(f"{change_id}\n".encode())
        place = (change["subject"], change["item"], change["field"])
        print(*place, json.dumps(change["value"], ensure_ascii=False), sep="\t")
    print("digest", digest.hexdigest(), sep="\t")


main(pathlib.Path(sys.argv[1]))
