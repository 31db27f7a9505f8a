"""Checks of section 2.3 of the summary: what was crawled, by whom, from which domains."""

import math
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from jalon.assessment.summary_check import Check, Finding, Subject
from jalon.errors import N_

_USED: Final = "tcs-crawl-used.value"
_SECTION_2_3: Final = N_("Template, section 2.3 (C(2025) 8311 final)")
_CRAWLING: Final = N_("It is not stated yet whether crawlers were used.")
_NO_CRAWLING: Final = N_("No crawlers were used, as stated.")
_SMALL: Final = ("micro", "small", "medium")
_LARGER: Final = ("small-mid-cap", "larger")
_MOST_FOR_SMES: Final = 1000
_DOMAIN: Final = re.compile(r"(?=.{1,253}$)([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,}$")


def crawlers(on: Subject) -> Iterator[Check]:
    """Look for the names of the crawlers."""
    if on.written("tcs-crawl-names"):
        yield from _crawled(
            on, "crawlers", "tcs-crawl-names.value", "clear", N_("Names of crawlers are stated.")
        )
    else:
        yield from _crawled(
            on,
            "crawlers",
            "tcs-crawl-names.value",
            "fault",
            N_("Crawlers were used, as stated, and none is named."),
        )


def domain_list(on: Subject) -> Iterator[Check]:
    """Look for a list of domain names, or the place where it can be had."""
    place = "tcs-crawl-domains.list"
    if domains(on):
        yield from _crawled(on, "domains", place, "clear", N_("A list is given."))
    elif on.written("tcs-crawl-domains.access"):
        yield from _crawled(
            on, "domains", place, "clear", N_("It is stated where the list can be had.")
        )
    else:
        yield from _crawled(
            on,
            "domains",
            place,
            "fault",
            N_("Crawlers were used, as stated, and there is no list of domain names."),
        )


def _crawled(
    on: Subject, name: str, place: str, finding: Finding, message: str, **details: object
) -> Iterator[Check]:
    """Say something that only matters where crawlers were used."""
    match on.choice(_USED):
        case "yes":
            yield Check(name, finding, message, place, "template", _SECTION_2_3, details)
        case "no":
            yield Check(name, "not-asked", _NO_CRAWLING, place, "template", _SECTION_2_3)
        case _:
            yield Check(name, "unknown", _CRAWLING, _USED, "template", _SECTION_2_3)


def domains(on: Subject) -> tuple[str, ...]:
    """Return the domain names in the list, each once."""
    lines = (
        line.strip().rstrip(".").casefold() for line in on.written("tcs-crawl-domains").split("\n")
    )
    return tuple(dict.fromkeys(line for line in lines if line))


def owed(total: float) -> tuple[int, int]:
    """Return how many domain names are listed by an SME, and by others, rounded up.

    Source: Template, section 2.3 (C(2025) 8311 final): the top 10 %; SMEs the top 5 % or 1 000,
    whichever is lower. Rounding up is our reading.
    """
    exact = Fraction(total)
    small = min(math.ceil(exact * 5 / 100), _MOST_FOR_SMES)
    return small, math.ceil(exact * 10 / 100)


def share(on: Subject) -> Iterator[Check]:
    """Compare how many domain names are listed with how many are to be."""
    place = "tcs-domain-count.all"
    total, given = on.number(place), domains(on)
    listed = len(given) if given else on.number("tcs-domain-count.listed")
    if total is None:
        yield from _crawled(
            on,
            "share",
            place,
            "unknown",
            N_("How many domain names were crawled in all is not stated yet."),
        )
        return
    small, others = owed(total)
    numbers = {"total": total, "small": small, "others": others}
    if listed is None:
        yield from _crawled(
            on,
            "share",
            "tcs-domain-count.listed",
            "unknown",
            N_(
                "Of {total} domain names an SME lists {small}, another company"
                " {others}. How many are listed is not stated yet."
            ),
            **numbers,
        )
    elif listed > total:
        yield from _crawled(
            on,
            "share",
            place,
            "fault",
            N_("{listed} domain names are listed, but only {total} were crawled."),
            listed=listed,
            **numbers,
        )
    else:
        yield from _counted(on, {**numbers, "listed": listed})


def _counted(on: Subject, numbers: Mapping[str, float]) -> Iterator[Check]:
    """Compare the number listed with what this company, or any company, has to list."""
    size = on.papers.fact("company-size")
    place, listed = "tcs-crawl-domains.list", numbers["listed"]
    least, most = numbers["small"], numbers["others"]
    if size in _SMALL:
        most = least
    elif size in _LARGER:
        least = most
    if listed >= most:
        yield from _crawled(
            on,
            "share",
            place,
            "clear",
            N_(
                "{listed} of {total} domain names are listed; an SME lists {small},"
                " another company {others}."
            ),
            **numbers,
        )
    elif listed < least:
        wanted = int(least)
        yield from _crawled(
            on,
            "share",
            place,
            "fault",
            N_(
                "{listed} of {total} domain names are listed; at least {wanted} are"
                " to be (rounded up, in our reading)."
            ),
            wanted=wanted,
            **numbers,
        )
    else:
        yield from _crawled(
            on,
            "share",
            "company-size",
            "unknown",
            N_(
                "{listed} of {total} domain names are listed: enough for an SME"
                " ({small}), not for another company ({others}). The size of the"
                " company is not stated yet."
            ),
            **numbers,
        )


def forms(on: Subject) -> Iterator[Check]:
    """Look for entries that are no domain names."""
    place, given = "tcs-crawl-domains.list", domains(on)
    wrong = [name for name in given if not _DOMAIN.match(name)]
    if not given:
        yield from _crawled(on, "forms", place, "unknown", N_("No domain names stand here yet."))
    elif wrong:
        yield from _crawled(
            on,
            "forms",
            place,
            "fault",
            N_("These are no domain names like example.com ({count} in all): {names}."),
            names=tuple(wrong[:5]),
            count=len(wrong),
        )
    else:
        yield from _crawled(
            on, "forms", place, "clear", N_("Every entry has the form of a domain name.")
        )
