"""The company: its size as stated, its search engine, its position on the Code.

Source: AI Act, Art. 3(14a), 3(14b), 53(4), 55(2), 56(7); Commission Guidelines, § 5.1.
"""

from typing import Final

from jalon.assessment.conclusions import sources
from jalon.assessment.conclusions.finding import (
    Finding,
    contrary,
    every,
    no,
    some,
    told,
    unknown,
    yes,
)
from jalon.assessment.conclusions.model import Said
from jalon.assessment.conclusions.view import View
from jalon.errors import N_

_SMES: Final = frozenset({"micro", "small", "medium"})


def sme(view: View) -> Finding:
    """Find whether the company is an SME, as it states."""
    return view.chose("company-size", _SMES, so=_SME, not_so=_NO_SME)


def small_mid_cap(view: View) -> Finding:
    """Find whether the company is a small mid-cap enterprise, as it states."""
    return view.chose("company-size", {"small-mid-cap"}, so=_SMC, not_so=_NO_SMC)


def search_engine(view: View) -> Finding:
    """Find whether the point of the Code on search engines speaks to the company."""
    return view.chose("search-engine", {"yes"}, so=_SEARCH, not_so=_NO_SEARCH)


def signatory(view: View) -> Finding:
    """Find whether the company has signed the Code, wholly or in part."""
    match view.choice("code-position"):
        case "signed-whole":
            return yes(_WHOLE)
        case "signed-chapters":
            return yes(_IN_PART)
        case "not-signed":
            return no(_NOT_SIGNED)
        case "undecided":
            return no(_UNDECIDED)
        case _:
            return unknown("code-position")


def signed(view: View, chapter: str) -> Finding:
    """Find whether the company has signed the Transparency or the Copyright chapter."""
    match view.choice("code-position"):
        case "signed-whole":
            return yes(_WHOLE)
        case "signed-chapters":
            return _among(view, chapter)
        case "not-signed" | "undecided":
            return no(_NOTHING_SIGNED)
        case _:
            return unknown("code-position")


def signed_safety(view: View, systemic: Finding) -> Finding:
    """Find whether the company has signed the Safety and Security chapter.

    Without systemic risk whoever signs "nothing left out" may mean the first two chapters
    (Art. 56(7)), so it is asked.
    """
    if view.choice("code-position") != "signed-whole":
        return signed(view, "safety-security")
    concerned = Finding(systemic.value, (_WHOLE,) if systemic.value else (), systemic.missing)
    return some(view.chose("full-code", {"yes"}, so=_FULL, not_so=_TWO_CHAPTERS), concerned)


def voluntary(signed_it: Finding, systemic: Finding) -> Finding:
    """Find whether the Safety and Security chapter was signed without systemic risk."""
    none = Finding(systemic.value, (_CONCERNED,) if systemic.value else (), systemic.missing)
    return told(every(signed_it, contrary(none)), so=(_VOLUNTARY,))


def _among(view: View, chapter: str) -> Finding:
    chosen = view.chosen("signed-chapters")
    if chosen is None:
        return unknown("signed-chapters")
    return yes(_CHAPTER) if chapter in chosen else no(_LEFT_OUT)


_SME: Final = Said(
    "sme-stated",
    N_(
        "As you state; Jalon does not compute it. Some points take smaller companies into account;"
        " none lifts a duty, and the ceiling of fines stays the same."
    ),
    (sources.ACT_3_SIZE, sources.RECOMMENDATION_SME, sources.CODE_RELIEF),
)
_NO_SME: Final = Said(
    "no-sme-stated",
    N_("As you state; Jalon does not compute it."),
    (sources.ACT_3_SIZE, sources.RECOMMENDATION_SME),
)
_SMC: Final = Said(
    "smc-stated",
    N_(
        "As you state; Jalon does not compute it. The Safety and Security chapter names small"
        " mid-caps beside SMEs; the Copyright chapter does not."
    ),
    (sources.ACT_3_SIZE, sources.RECOMMENDATION_SMC, sources.CODE_RELIEF),
)
_NO_SMC: Final = Said(
    "no-smc-stated",
    N_("As you state; Jalon does not compute it."),
    (sources.ACT_3_SIZE, sources.RECOMMENDATION_SMC),
)
_SEARCH: Final = Said(
    "search-engine",
    N_(
        "The company provides an online search engine or controls a company that does: the Code"
        " encourages it to keep reservations of rights from harming how content is indexed."
    ),
    (sources.CODE_SEARCH, sources.DSA_SEARCH),
)
_NO_SEARCH: Final = Said(
    "no-search-engine",
    N_("The company neither provides an online search engine nor controls a company that does."),
    (sources.CODE_SEARCH, sources.DSA_SEARCH),
)
_WHOLE: Final = Said(
    "signed-nothing-left-out",
    N_(
        "Signed, with nothing left out that concerns the company. It still has to show that it"
        " applies the measures. The Code is a means to demonstrate compliance, no conclusive"
        " evidence, and gives no presumption of conformity."
    ),
    (sources.ACT_53_4, sources.ACT_56_7, sources.GUIDELINES_5_1),
)
_IN_PART: Final = Said(
    "signed-in-part",
    N_(
        "Signed in part. For a chapter that concerns the company and that it left out, the benefit"
        " of the Code is lost and other adequate means are to be shown."
    ),
    (sources.ACT_53_4, sources.GUIDELINES_5_1),
)
_NOT_SIGNED: Final = Said(
    "not-signed",
    N_(
        "Not signed. Other adequate means are to be shown and reported to the AI Office, for"
        " instance by a gap analysis against the Code; more requests for information are to be"
        " expected."
    ),
    (sources.ACT_53_4, sources.GUIDELINES_5_1),
)
_UNDECIDED: Final = Said(
    "undecided",
    N_(
        "Not decided yet. Until it signs, the company stands as one that has not: other adequate"
        " means are to be shown. Signing stays possible at any time."
    ),
    (sources.ACT_53_4, sources.GUIDELINES_5_1),
)
_NOTHING_SIGNED: Final = Said(
    "nothing-signed",
    N_("The company has not signed the Code."),
    (sources.GUIDELINES_5_1,),
)
_CHAPTER: Final = Said(
    "chapter-signed",
    N_("The company names this chapter among those it has signed."),
    (sources.GUIDELINES_5_1,),
    "indicative",
)
_LEFT_OUT: Final = Said(
    "chapter-left-out",
    N_(
        "The company has signed other chapters only. If this one concerns it, other adequate means"
        " are to be shown."
    ),
    (sources.ACT_53_4, sources.GUIDELINES_5_1),
)
_FULL: Final = Said(
    "joined-full-code",
    N_("The company has declared that it joins the full Code."),
    (sources.ACT_56_7,),
)
_TWO_CHAPTERS: Final = Said(
    "limited-to-art-53",
    N_(
        "Without systemic risk adherence may be limited to the duties of Art. 53, that is to the"
        " chapters Transparency and Copyright; nothing is left out by that."
    ),
    (sources.ACT_56_7,),
)
_CONCERNED: Final = Said(
    "chapter-concerns",
    N_("A model of the company presents systemic risk, so the chapter concerns it."),
    (sources.ACT_55_2,),
)
_VOLUNTARY: Final = Said(
    "taken-on-voluntarily",
    N_(
        "The duties for models with systemic risk do not concern the company; it has signed the"
        " chapter of its own accord. Its results are counted apart."
    ),
    (sources.ACT_56_7, sources.GUIDELINES_5_1),
)
