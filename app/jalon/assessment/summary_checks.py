"""The checks of the public training-content summary, all of them."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Final

from jalon.assessment.documents import Papers
from jalon.assessment.summary_check import FAULTS, OLDER, TITLES, Basis, Check, Finding, Subject
from jalon.assessment.summary_crawling import crawlers, domain_list, forms, share
from jalon.assessment.summary_datasets import corpus, datasets, large
from jalon.assessment.summary_updates import update
from jalon.assessment.summary_wording import vague
from jalon.errors import N_

_POINT_32: Final = N_("Explanatory Notice, point 32 (C(2025) 8311 final)")
_POINT_33: Final = N_("Explanatory Notice, point 33 (C(2025) 8311 final)")
_SECTION_1_1: Final = N_("Template, section 1.1 (C(2025) 8311 final)")
_SECTION_1_2: Final = N_("Template, section 1.2 (C(2025) 8311 final)")


def checks(papers: Papers, today: date) -> tuple[Check, ...]:
    """Return the outcome of every check for one model's summary, in the order of ``TITLES``."""
    on = Subject(papers, today)
    every = (
        _address,
        _channels,
        _models,
        _dependencies,
        _representative,
        corpus,
        datasets,
        large,
        crawlers,
        domain_list,
        share,
        forms,
        vague,
        _gaps,
        update,
    )
    found = [check for one in every for check in one(on)]
    order = list(TITLES)
    return tuple(sorted(found, key=lambda check: order.index(check.id)))


def _one(
    name: str, place: str, source: str, finding: Finding, message: str, **details: object
) -> Check:
    basis: Basis = "usual-fault" if source == FAULTS else "template"
    return Check(name, finding, message, place, basis, source, details)


def _address(on: Subject) -> Iterator[Check]:
    address, place = on.written("tcs-address"), "tcs-address.value"
    if not address:
        if on.late is None:
            yield _one("address", place, _POINT_32, "unknown", on.due_open)
        elif on.late:
            yield _one(
                "address",
                place,
                _POINT_32,
                "fault",
                N_(
                    "No address on your website is stated, and the summary has been due since"
                    " {day}. Readers cannot find it."
                ),
                day=on.due,
            )
        else:
            yield _one(
                "address",
                place,
                _POINT_32,
                "not-asked",
                N_("The summary is due by {day}; no address is stated yet."),
                day=on.due,
            )
    elif not re.search(r"\w\.\w", address):
        yield _one(
            "address",
            place,
            _POINT_32,
            "fault",
            N_("“{text}” is no address that leads to a page."),
            text=address,
        )
    elif not _path(address):
        yield _one(
            "address",
            place,
            FAULTS,
            "fault",
            N_(
                "“{text}” leads to a start page only: give the page of the summary, or it"
                " is hard to find."
            ),
            text=address,
        )
    else:
        yield _one("address", place, _POINT_32, "clear", N_("An address is stated."))


def _path(address: str) -> str:
    """Return what stands behind the name of the site; empty for a start page."""
    return re.sub(r"^\s*[\w+.-]+://", "", address).partition("/")[2].strip("/ ")


def _channels(on: Subject) -> Iterator[Check]:
    rows, place = on.papers.stated("tcs-channels").rows, "tcs-channels.value"
    lacking = tuple(str(r.cells.get("name", "")) for r in rows if not r.cells.get("link"))
    say = partial(_one, "channels", place, _POINT_32)
    if any(lacking):
        yield say(
            "fault",
            N_("Without the address of the summary there: {names}."),
            names=tuple(name for name in lacking if name),
        )
    elif lacking:
        yield say("unknown", N_("A channel has neither a name nor an address yet."))
    elif rows:
        yield say(
            "clear",
            N_(
                "Every channel that is listed has an address. Whether the list is whole,"
                " only you can tell."
            ),
        )
    else:
        yield _no_channel(on, say)


def _no_channel(on: Subject, say: Callable[..., Check]) -> Check:
    """Return what it means that no channel is listed."""
    ways = on.papers.fact("distribution")
    public = isinstance(ways, tuple) and any(w != "internal" for w in ways)
    if isinstance(ways, tuple) and not public:
        return say("not-asked", N_("The model is used inside the company only, as stated."))
    if public and on.late:
        return say(
            "fault",
            N_(
                "The model is made available to others, as stated, but no distribution"
                " channel with the summary is listed."
            ),
        )
    if public and on.late is False:
        return say("not-asked", N_("Due by {day}; no channel is listed yet."), day=on.due)
    return say(
        "unknown", N_("It is not stated yet how the model is made available, or since when.")
    )


def _models(on: Subject) -> Iterator[Check]:
    names, place = on.written("tcs-names.names"), "tcs-names.names"
    if not names and on.late:
        yield _one(
            "models",
            place,
            _SECTION_1_2,
            "fault",
            N_("The summary names no model, and has been due since {day}."),
            day=on.due,
        )
    elif not names:
        yield _one(
            "models",
            place,
            _SECTION_1_2,
            "unknown",
            N_("Which models and versions it covers is not stated yet."),
        )
    elif not any(letter.isdigit() for letter in names):
        yield _one(
            "models",
            place,
            FAULTS,
            "fault",
            N_("No version can be recognised in “{text}”: say which versions are covered."),
            text=names.replace("\n", ", "),
        )
    else:
        yield _one(
            "models",
            place,
            _SECTION_1_2,
            "clear",
            N_("Names with a version, or a number, are stated."),
        )


def _dependencies(on: Subject) -> Iterator[Check]:
    place = "tcs-dependencies.value"
    match on.papers.fact("model-origin"):
        case "own":
            said: tuple[Finding, str] = ("not-asked", N_("It is your own model, as stated."))
        case "integrated":
            said = ("not-asked", N_("It is another provider’s model, unchanged, as stated."))
        case "modified" if on.written(place):
            said = ("clear", N_("The model that was modified is named."))
        case "modified":
            said = (
                "fault",
                N_("The model was modified from another, which the summary does not name."),
            )
        case _:
            said = ("unknown", N_("It is not stated yet whether it is a modified model."))
    yield _one("dependencies", place, _SECTION_1_2, *said)


def _representative(on: Subject) -> Iterator[Check]:
    place = "tcs-representative.value"
    match on.papers.fact("company-established"):
        case "union":
            said: tuple[Finding, str] = (
                "not-asked",
                N_("The company is established in the Union, as stated."),
            )
        case "third-country" if on.written(place):
            said = ("clear", N_("An authorised representative is named."))
        case "third-country" if on.papers.concluded("authorised-representative") is None:
            said = (
                "unknown",
                N_("None is named, and it is not known yet whether one is owed (Art. 54)."),
            )
        case "third-country" if not on.papers.concluded("authorised-representative"):
            said = (
                "not-asked",
                N_("By the answers on scope no representative appears to be owed (Art. 54)."),
            )
        case "third-country":
            said = (
                "fault",
                N_(
                    "The company is established outside the Union, and no authorised"
                    " representative is named."
                ),
            )
        case _:
            said = ("unknown", N_("It is not stated yet where the company is established."))
    yield _one("representative", place, _SECTION_1_1, *said)


def _gaps(on: Subject) -> Iterator[Check]:
    placed, place = on.placed, "tcs-gaps-any.value"
    if placed is None:
        yield _one("gaps", "placed-on-market", _POINT_33, "unknown", on.due_open)
    elif placed >= OLDER:
        yield _one(
            "gaps",
            place,
            _POINT_33,
            "not-asked",
            N_("Only models placed on the market before {day} may have such gaps."),
            day=OLDER,
        )
    else:
        yield _one("gaps", place, _POINT_33, *_older(on))


def _older(on: Subject) -> tuple[Finding, str]:
    match on.choice("tcs-gaps-any"):
        case "no":
            return "clear", N_("Nothing is missing, as stated.")
        case "yes" if on.written("tcs-gaps-stated"):
            return "clear", N_("The gaps are stated. That each has its reason, only you can tell.")
        case "yes":
            return "fault", N_(
                "Information is missing, as stated, but the summary neither says which nor why."
            )
        case _:
            return "unknown", N_("It is not stated yet whether information is missing.")
