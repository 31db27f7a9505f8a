"""The start by the program's own entry: what is imported when the first page is painted."""

from pathlib import Path

import pytest

from benchmarks import bench_start


@pytest.mark.parametrize("place", ["overview", "company", "measure:transparency-1.2"])
def test_that_nothing_heavy_is_imported_when_a_filled_project_is_painted(
    place: str, tmp_path: Path
) -> None:
    project = tmp_path / "project.jalon"
    bench_start.warm()
    bench_start.grown(project, 1)
    settings = bench_start.home(tmp_path, "settings", {project: place})
    found = bench_start.start(["jalon", str(project)], settings)
    assert {"PySide6", "jalon"} <= found.modules
    assert bench_start.FORBIDDEN & found.modules == set()


def test_that_nothing_heavy_is_imported_when_the_welcome_page_is_painted(tmp_path: Path) -> None:
    bench_start.warm()
    settings = bench_start.home(tmp_path, "settings", {})
    found = bench_start.start(["jalon"], settings)
    assert {"PySide6", "jalon"} <= found.modules
    assert bench_start.FORBIDDEN & found.modules == set()
