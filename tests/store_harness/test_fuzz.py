"""Files made to harm: opening, importing and verifying them ends, in a message or well."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

FUZZER = Path(__file__).parent / "writers" / "fuzzer.py"
DOORS: Final = ("open", "deferred", "import", "verify")
SECONDS_SHORT, SECONDS_LONG = 6, 600
MEMORY: Final = 512 << 20

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by Linux here")


@pytest.mark.parametrize("what", DOORS)
def test_that_hostile_files_neither_crash_nor_hang_nor_fill_memory(
    tmp_path: Path, environment: dict[str, str], what: str, *, full: bool
) -> None:
    seconds = (SECONDS_LONG if full else SECONDS_SHORT) / len(DOORS)
    seed = random.randrange(2**32) if full else 7  # noqa: S311  no secret
    done = subprocess.run(
        [sys.executable, str(FUZZER), what, str(tmp_path), str(seconds), str(seed)],
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=seconds + 120,
        check=False,
    )
    assert done.returncode == 0, (seed, done.stdout[-2000:], done.stderr[-4000:])
    told = json.loads(done.stdout)
    print(what, told)  # noqa: T201  shown by -s, for the page of figures
    assert told["tried"] > 20
    assert told["slowest_s"] < 30
    assert told["memory"] < MEMORY
