"""Checks a PDF against PDF/UA-1 and the points of PDF/A-3 that a drawn report can miss.

Rules are named by clause and test of ISO 14289-1, as veraPDF counts them; those of ISO 19005-3
begin with "A". Written apart from the program: it reads the finished bytes only. It checks what
our files can contain (no optional content, media, XFA or Type 3 fonts: those are refused).
"""

from tools import (
    uacheck_annotations,
    uacheck_archive,
    uacheck_content,
    uacheck_document,
    uacheck_fonts,
    uacheck_structure,
    uacheck_tables,
)
from tools.uacheck_file import File, Finding


def check(data: bytes) -> list[Finding]:
    """Return what is wrong with the file; nothing when it passes."""
    file = File(data)
    uacheck_document.check(file)
    uacheck_structure.check(file)
    uacheck_tables.check(file)
    uacheck_annotations.check(file)
    uacheck_fonts.check(file, uacheck_content.check(file))
    uacheck_archive.check(file)
    return list(dict.fromkeys(file.findings))
