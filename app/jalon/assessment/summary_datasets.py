"""Checks of section 2.1 of the summary: publicly available data sets."""

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from jalon.assessment.document_tables import Row
from jalon.assessment.summary_check import FAULTS, Basis, Check, Finding, Subject
from jalon.errors import N_

_SECTION_2_1: Final = N_("Template, section 2.1 (C(2025) 8311 final)")
_USED: Final = "tcs-public-used.value"
_LIST: Final = "tcs-public-large.value"
_OTHERS: Final = "tcs-public-others.value"
_SIZES: Final = "tcs-sizes.value"

_LARGE: Final = Fraction(3, 100)
"""Source: Template, section 2.1 (C(2025) 8311 final): exceeds 3 % for any one modality."""

_CORPORA: Final = re.compile(
    r"common[\s-]*crawl|\bcc-?net\b|\bcc-?100\b|\bcc-?news\b|\bm?c4\b|\boscar\b|\bfineweb|"
    r"\brefinedweb|\bredpajama|\bdolma\b|\bculturax\b|\bhplt\b|\blaion|\bdatacomp",
    re.IGNORECASE,
)
"""Names of well-known corpora made from web crawls."""

_COMMON_CRAWL: Final = re.compile(r"common[\s-]*crawl", re.IGNORECASE)
_SNAPSHOT: Final = re.compile(r"\bCC-(?:MAIN|NEWS)-\d{4}|(?<!\d)(?:19|20)\d\d(?!\d)", re.IGNORECASE)
_VERSION: Final = re.compile(r"(?:\bv(?:ersion)?\s*|-)\d|\d+[.-]\d", re.IGNORECASE)


def corpus(on: Subject) -> Iterator[Check]:
    """Look for crawl corpora that are named without their snapshot, version or date."""
    if (premise := _premise(on, "corpus", "usual-fault", FAULTS)) is not None:
        yield premise
        return
    unnamed = [(name, _LIST) for name in _rows_without_version(on)]
    unnamed += [
        (found[0], place)
        for place in (_OTHERS, "tcs-public-comments.value", "tcs-crawl-content.value")
        for found in _CORPORA.finditer(on.written(place))
        if not _dated(on.written(place), found[0])
    ]
    for name, place in dict.fromkeys(unnamed):
        message = N_("“{name}” is named without its snapshot, version or date.")
        yield Check("corpus", "fault", message, place, "usual-fault", FAULTS, {"name": name})
    if unnamed:
        return
    if not on.papers.stated(_LIST).rows and not on.written(_OTHERS):
        said: tuple[Finding, str] = ("unknown", N_("No data sets are described yet."))
    else:
        said = (
            "clear",
            N_("No crawl corpus without its snapshot, version or date was recognised."),
        )
    yield Check("corpus", *said, _LIST, "usual-fault", FAULTS)


def datasets(on: Subject) -> Iterator[Check]:
    """Look for listed data sets with neither a link nor a description and dates."""
    if (premise := _premise(on, "datasets")) is not None:
        yield premise
        return
    rows = on.papers.stated(_LIST).rows
    if not rows:
        yield Check(
            "datasets", "unknown", N_("No data set is listed yet."), _LIST, "template", _SECTION_2_1
        )
        return
    lacking = [row for row in rows if not _reachable(row)]
    for row in lacking:
        name = _name(row)
        if name:
            message = N_(
                "“{name}” has no link, and no description that says from when to when it"
                " was collected, or that this is not known."
            )
        else:
            message = N_("A data set is listed without its name.")
        yield Check("datasets", "fault", message, _LIST, "template", _SECTION_2_1, {"name": name})
    if not lacking:
        yield Check(
            "datasets",
            "clear",
            N_("Each data set has a name, and a link or a description with dates."),
            _LIST,
            "template",
            _SECTION_2_1,
        )


def large(on: Subject) -> Iterator[Check]:
    """Work out which data sets are large, and look for them in the list."""
    if (premise := _premise(on, "large")) is not None:
        yield premise
        return
    sizes, unsized = _sizes(on)
    if not sizes:
        yield _large("unknown", N_("Sizes of data sets are not stated yet."))
        return
    listed = {_plain(_name(row)) for row in on.papers.stated(_LIST).rows}
    whole = on.choice("tcs-sizes.complete") == "yes" and not unsized
    sure, open_ = _too_large(sizes, whole=whole)
    missing = [name for name in sure if _plain(name) not in listed]
    doubtful = [name for name in open_ if _plain(name) not in listed]
    for name in missing:
        message = N_(
            "“{name}” makes up more than 3% of a modality and is not in the list of large"
            " data sets."
        )
        yield Check("large", "fault", message, _LIST, "template", _SECTION_2_1, {"name": name})
    if missing:
        return
    if doubtful or unsized or (not whole and not listed):
        yield _large(
            "unknown",
            N_(
                "Whether every large data set is listed cannot be told until the"
                " table of sizes holds all of them, each with its size and"
                " modality."
            ),
        )
    else:
        yield _large(
            "clear",
            N_("Every data set above 3% of a modality, by the sizes stated, is in the list."),
        )


def _large(finding: Finding, message: str) -> Check:
    return Check("large", finding, message, _SIZES, "template", _SECTION_2_1)


def _premise(
    on: Subject, name: str, basis: Basis = "template", source: str = _SECTION_2_1
) -> Check | None:
    """Say why a check has no object; None when it has."""
    match on.choice(_USED):
        case "yes":
            return None
        case "no":
            message = N_("No publicly available data sets were used, as stated.")
            return Check(name, "not-asked", message, _USED, basis, source)
        case _:
            message = N_("It is not stated yet whether publicly available data sets were used.")
            return Check(name, "unknown", message, _USED, basis, source)


def _name(row: Row) -> str:
    return str(row.cells.get("name") or "").strip()


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _rows_without_version(on: Subject) -> Iterator[str]:
    for row in on.papers.stated(_LIST).rows:
        whole = " ".join(str(value) for value in row.cells.values())
        dates = row.cells.get("from") or row.cells.get("to")
        if (found := _CORPORA.search(whole)) and not dates and not _dated(whole, found[0]):
            yield _name(row) or found[0]


def _dated(text: str, corpus: str) -> bool:
    """Tell whether a text names a snapshot; Common Crawl has no versions, others have."""
    if _SNAPSHOT.search(text):
        return True
    rest = text.replace(corpus, "")
    return not _COMMON_CRAWL.search(corpus) and bool(_VERSION.search(rest))


def _reachable(row: Row) -> bool:
    if not _name(row):
        return False
    content = str(row.cells.get("content") or "")
    told = (
        row.cells.get("from")
        or row.cells.get("to")
        or re.search(
            r"not known|unknown|inconnu|pas connu|(?<!\d)(?:19|20)\d\d(?!\d)",
            content,
            re.IGNORECASE,
        )
    )
    return bool(row.cells.get("link")) or bool(content and told)


def _sizes(on: Subject) -> tuple[dict[str, dict[str, Fraction]], bool]:
    """Return the sizes by modality and name, parts of one data set added up; and any lacking."""
    found: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    lacking = False
    shown: dict[str, str] = {}
    for row in on.papers.stated(_SIZES).rows:
        name, modality, size = _name(row), row.cells.get("modality"), row.cells.get("size")
        known = isinstance(size, int | float) and not isinstance(size, bool)
        if not (name and isinstance(modality, str) and known):
            lacking = True
            continue
        one = shown.setdefault(_plain(name), name)
        found[modality][one] += Fraction(size)  # type: ignore[arg-type]  # told by ``known``
    return found, lacking


def _too_large(
    sizes: dict[str, dict[str, Fraction]], *, whole: bool
) -> tuple[list[str], list[str]]:
    """Return the data sets that surely are large, and those that may be.

    While the table is not whole, the true totals may be higher than what it adds up to: what
    is at most 3 % of the sum stays so, and what is more may turn out to be less.
    """
    found: dict[str, None] = {}
    for parts in sizes.values():
        total = sum(parts.values(), Fraction())
        found |= dict.fromkeys(name for name, size in parts.items() if size > total * _LARGE)
    return (list(found), []) if whole else ([], list(found))
