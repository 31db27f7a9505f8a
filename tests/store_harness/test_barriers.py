"""How often an answer waits for the disk: the cost that counts where flushing is slow."""

import runpy
import shutil
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "bench_store.py"


@pytest.mark.parametrize(("kind", "expected"), [("plain", 1), ("checkpointed", 2)])
def test_that_an_answer_waits_for_the_disk_no_more_than_it_must(
    tmp_path: Path, kind: str, expected: int
) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    counted = runpy.run_path(str(BENCHMARK))["barriers"](tmp_path, kind)
    assert counted == [expected] * 20
