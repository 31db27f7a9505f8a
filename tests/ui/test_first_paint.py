"""The start by the program's own entry: what is imported when the first page is painted."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import bench_start

EVERYWHERE = (
    *(
        "jalon.assessment.contradictions",
        "jalon.assessment.deadlines.engine",
        "jalon.assessment.fine",
    ),
    *("jalon.assessment.signed", "jalon.ui.pages.overview_below", "jalon.ui.menu_contents"),
    *("jalon.assessment.layers", "jalon.assessment.reach"),
    *("jalon.assessment.review.content", "jalon.assessment.review.verdicts"),
    *("jalon.session.effect", "jalon.session.storable", "jalon.store.snapshot"),
    *("jalon.ui.backing", "jalon.ui.names"),
)
"""What no first frame shows: it comes right after, or when it is first used."""

LATER = {
    "overview": (
        *EVERYWHERE,
        *("jalon.assessment.deadlines", "jalon.assessment.evidence", "jalon.assessment.snapshot"),
        *("jalon.assessment.conclusions.words", "jalon.assessment.document", "jalon.export"),
        *("jalon.ui.kit.order", "jalon.ui.review_words", "jalon.ui.reviewing"),
    ),
    "company": (
        *EVERYWHERE,
        *("jalon.assessment.document", "jalon.ui.kit.order", "jalon.ui.pages.overview"),
    ),
    "measure:transparency-1.2": (
        *EVERYWHERE,
        *("jalon.assessment.attestations", "jalon.export", "jalon.ui.pages.overview"),
        *("jalon.ui.pages.review_forms", "jalon.ui.pages.review_line"),
        *("jalon.ui.pages.review_thread", "jalon.ui.review_words"),
    ),
}


@pytest.mark.parametrize("place", ["overview", "company", "measure:transparency-1.2"])
def test_that_nothing_heavy_is_imported_when_a_filled_project_is_painted(
    place: str, tmp_path: Path
) -> None:
    project = tmp_path / "project.jalon"
    bench_start.warm()
    bench_start.grown(project, 1)
    settings = bench_start.home(tmp_path, "settings", {project: place})
    found = bench_start.start(["jalon", str(project)], settings)
    assert {"PySide6", "jalon"} <= found.packages
    assert bench_start.FORBIDDEN & found.packages == set()
    assert {m for m in found.modules if m.startswith(LATER[place])} == set()


def test_that_nothing_heavy_is_imported_when_the_welcome_page_is_painted(tmp_path: Path) -> None:
    bench_start.warm()
    settings = bench_start.home(tmp_path, "settings", {})
    found = bench_start.start(["jalon"], settings)
    assert {"PySide6", "jalon"} <= found.packages
    assert bench_start.FORBIDDEN & found.packages == set()


def test_that_nobody_reads_the_source_of_what_is_imported() -> None:
    asked = (
        "import jalon.ui, PySide6.QtWidgets, tokenize\n"
        "read, genuine = [], tokenize.open\n"
        "tokenize.open = lambda name: (read.append(name), genuine(name))[1]\n"
        "import jalon.ui.workspace, jalon.ui.pages.overview\n"
        "print(len(read))"
    )
    found = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.strip() == "0"
