"""Wording that leaves open what was done: "may use", « peut inclure » and their kin."""

import re
from collections.abc import Iterator
from typing import Final

from jalon.assessment.document_state import Stated
from jalon.assessment.summary_check import FAULTS, Check, Subject
from jalon.errors import N_

_ENGLISH: Final = (
    r"(?:may|might|could)\s+(?:(?:also|not|still|sometimes|occasionally|possibly|potentially|partly|"
    r"partially|therefore|thus|additionally)\s+)?(?:be|have|use|include|contain|comprise|come|derive|"
    r"involve|collect|train|apply|cover|incorporate|rely|draw|process|obtain|originate|encompass|"
    r"feature|consist|stem|reflect|result|represent|appear|exist|occur|vary|overlap|span|extend|"
    r"differ|make|take|add|store|share|receive|gather|crawl|scrape|access|license)\b"
    r"|including,?\s+but\s+not\s+limited\s+to|such\s+as,?\s+but\s+not\s+limited\s+to"
    r"|among\s+other(?:s|\s+things)\b|various\s+(?:other\s+)?(?:online\s+|public\s+)?sources\b"
    r"|a\s+(?:wide\s+|broad\s+)?(?:variety|range)\s+of\s+(?:\w+\s+){0,2}sources\b"
    r"|potentially\b|possibly\b|perhaps\b"
)
_FRENCH: Final = (
    r"(?:peut|peuvent|pouvait|pouvaient|pourra|pourront|pourrait|pourraient)\s+"
    r"(?:également\s+|aussi\s+|notamment\s+|ne\s+pas\s+)?(?:être|avoir|utiliser|inclure|contenir|"
    r"comprendre|comporter|provenir|recueillir|collecter|couvrir|intégrer|concerner|figurer|"
    r"explorer|extraire|obtenir|varier|s['’]appuyer|se\s+\w+)\b"
    r"|il\s+se\s+peut|susceptibles?\s+d(?:e\b|es\b|['’])|éventuellement\b|entre\s+autres\b"
    r"|sans\s+s['’]y\s+limiter|diverses\s+sources\b|sources\s+diverses\b"
    r"|(?:large|grande)\s+(?:gamme|variété)\s+de\s+(?:\w+\s+){0,2}sources\b"
    r"|potentiellement\b|possiblement\b|peut-être\b"
)
_VAGUE: Final = re.compile(rf"(?<![\w-])(?:{_ENGLISH}|{_FRENCH})", re.IGNORECASE)
_TEXTS: Final = ("text", "long-text")


def vague(on: Subject) -> Iterator[Check]:
    """Look through everything that is written for the public."""
    written = False
    found = False
    for stated, text in _texts(on):
        written = written or bool(text)
        expressions = tuple(dict.fromkeys(" ".join(m[0].split()) for m in _VAGUE.finditer(text)))
        if expressions:
            found = True
            message = N_("“{expressions}” leaves open what was done.")
            yield Check(
                "vague",
                "fault",
                message,
                stated.place,
                "usual-fault",
                FAULTS,
                {"expressions": expressions},
            )
    if found:
        return
    if written:
        message = N_(
            "None of the vague expressions that Jalon knows in English and French was found."
        )
        yield Check("vague", "clear", message, "tcs-public-others.value", "usual-fault", FAULTS)
    else:
        message = N_("Nothing is written yet.")
        yield Check("vague", "unknown", message, "tcs-public-others.value", "usual-fault", FAULTS)


def _texts(on: Subject) -> Iterator[tuple[Stated, str]]:
    """Yield every text that a person wrote into an answer for the public."""
    for stated in on.summary():
        if stated.origin != "written" or "public" not in stated.answer.recipients:
            continue
        if stated.asked == "no":
            continue
        if stated.answer.kind in _TEXTS:
            yield stated, stated.text
        for row in stated.rows:
            yield stated, "\n".join(str(value) for value in row.cells.values())
