"""The worked example, made and printed once for all tests of a run that read it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from jalon import example
from jalon.assessment.snapshot import Snapshot
from jalon.export import pdf, report
from jalon.export.tree import Report
from jalon.language import translator


@cache
def taken(code: str) -> Snapshot:
    """Return the record of the worked example in a language."""
    with TemporaryDirectory() as folder:
        session = example.make(Path(folder) / "example.jalon", code)
        found = session.snapshot()
        session.close()
    return found


@cache
def printed(code: str) -> tuple[Report, bytes]:
    """Return its report, and that report as printed."""
    found = report.build(taken(code), translator(code), report.ReportOptions(code))
    return found, pdf.printed(found).data
