"""What the report costs beside plain reportlab that prints the same text.

Run ``python tests/benchmarks/bench_report.py``. The floor: reportlab's own documents, one
paragraph for each text of the report, same font and width, no tags, no archive, no tables, no
bars, no attachment. Floor and measurand take turns; the figure is the median of the ratios pair
by pair. Imports and the reading of fonts are not counted.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO

from reportlab.platypus import Paragraph, SimpleDocTemplate

from jalon.assessment.changes import Subject, Value
from jalon.assessment.snapshot import Snapshot
from jalon.export import fonts, pdf, report
from jalon.export.layout_styles import BOTTOM, MARGIN, STYLES, TOP
from jalon.export.text import Typesetter
from jalon.export.tree import Board, Report
from jalon.forms import load
from jalon.language import translator
from tools.report_printing import texts
from tools.report_records import sample, snapshot


def records() -> Iterator[tuple[str, Snapshot]]:
    """Yield a usual record, one of ten models, and one with long answers."""
    form = load.form()
    answers = sample(form)
    yield "one model", snapshot(form, answers)
    models = tuple(Subject(f"model-{n:08x}") for n in range(10))
    many: dict[tuple[Subject, str, str], Value] = dict(answers)
    for (_, item, field), value in answers.items():
        if item in form.items and form.items[item].scope == "model":
            many.update({(model, item, field): value for model in models})
    yield "ten models", snapshot(form, many, models=models)
    long = {k: str(v) * 300 if k[2] == "how" else v for k, v in answers.items()}
    yield "answers of 5 000 characters", snapshot(form, long)


def plain(found: Report) -> bytes:
    """Print the same texts with reportlab alone."""
    parts: tuple[Board, object] = (found.board, found.sections)
    story = [Paragraph(escape(text), STYLES["answer"]) for text in texts(parts) if text]
    out = BytesIO()
    edges = {"leftMargin": MARGIN, "rightMargin": MARGIN, "topMargin": TOP, "bottomMargin": BOTTOM}
    SimpleDocTemplate(out, **edges).build(story)
    return out.getvalue()


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    tr, options = translator("en"), report.ReportOptions("en")
    Typesetter(fonts.faces(""))
    print("| record | whole / plain | print / plain | plain | whole | pages | kB | pairs |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, record in records():
        built = report.build(record, tr, options)
        printed = pdf.printed(built)
        floor, whole, only = [], [], []
        for _ in range(rounds):
            floor.append(seconds(lambda b=built: plain(b)))
            whole.append(seconds(lambda r=record: pdf.printed(report.build(r, tr, options)).data))
            only.append(seconds(lambda b=built: pdf.printed(b).data))
        ratios = (
            statistics.median(m / f for f, m in zip(floor, taken, strict=True))
            for taken in (whole, only)
        )
        times = (f"{statistics.median(taken) * 1e3:.0f} ms" for taken in (floor, whole))
        print(
            f"| {name} | {' | '.join(f'{ratio:.2f}' for ratio in ratios)} | {' | '.join(times)} "
            f"| {printed.pages} | {len(printed.data) // 1000} | {rounds} |"
        )


if __name__ == "__main__":
    main()
