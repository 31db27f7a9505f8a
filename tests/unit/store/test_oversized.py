"""What is longer than anything of ours is named by the full check, and never fetched."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from jalon.assessment.changes import Key
from jalon.store.project import Project

LONG = 160_000_000
CHECK = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from tools.memory import peak
from jalon.errors import ProjectError
from jalon.store.project import Project
before = peak()
try:
    with Project.open(Path(sys.argv[1])) as project:
        said = [finding.trouble for finding in project.check()]
except ProjectError as error:
    said = [error.reason]
print(peak() - before, *said)
"""
TESTS = str(Path(__file__).parents[2])


SQL = {
    "draft": "INSERT INTO draft VALUES('provider', 'i', 'f', {long}, 'a', 't', 'h')",
    "id": "INSERT INTO change SELECT 9, {long}, x'', subject, item, field, time, '' FROM change",
    "field": "INSERT INTO change SELECT 9, 'i', x'', subject, item, {long}, time, '' FROM change",
}


@pytest.mark.parametrize("where", SQL)
def test_that_a_long_entry_of_an_index_is_named_and_not_fetched(
    path: Path, key: Key, where: str
) -> None:
    with Project.create(path, "test-edition") as project:
        project.append([(key, "as typed")], author="Ada")
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute(SQL[where].format(long=f"CAST(zeroblob({LONG}) AS TEXT)"))
    said = subprocess.run(
        [sys.executable, "-c", CHECK, str(path), TESTS], capture_output=True, text=True, check=True
    )
    grown, *found = said.stdout.split()
    assert found
    assert int(grown) < 100_000_000
