"""The conclusions in their order: what each says, and where its rule stands."""

from typing import Final

from jalon.assessment.conclusions import sources
from jalon.errors import N_
from jalon.values import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A conclusion's sentence for each value, and the places of its rule."""

    so: str
    not_so: str
    open: str
    rule: tuple[str, ...]


MODEL: Final[dict[str, Topic]] = {
    "gpai-model": Topic(
        N_("It appears to be a general-purpose AI model"),
        N_("It does not appear to be a general-purpose AI model"),
        N_("Not known yet: whether it is a general-purpose AI model"),
        (sources.ACT_3_MODEL, sources.GUIDELINES_2_1),
    ),
    "union-market": Topic(
        N_("It appears to be placed on the Union market, or about to be"),
        N_("It does not appear to be placed on the Union market"),
        N_("Not known yet: whether it is placed on the Union market"),
        (sources.ACT_3_MARKET,),
    ),
    "provider": Topic(
        N_("The company appears to be its provider"),
        N_("The company does not appear to be its provider"),
        N_("Not known yet: whether the company is its provider"),
        (sources.ACT_3_PROVIDER,),
    ),
    "owed": Topic(
        N_("The duties of a provider of general-purpose AI models appear to hold for it"),
        N_("The duties of a provider of general-purpose AI models do not appear to hold for it"),
        N_("Not known yet: whether the duties of a provider hold for it"),
        (sources.ACT_2, sources.RECITAL_97),
    ),
    "older-model": Topic(
        N_("It appears to count as placed on the market before 2 August 2025"),
        N_("It does not appear to count as placed on the market before 2 August 2025"),
        N_("Not known yet: whether it counts as placed on the market before 2 August 2025"),
        (sources.ACT_111_3,),
    ),
    "modification-only": Topic(
        N_("The duties appear to be limited to the modification"),
        N_("The duties do not appear to be limited to a modification"),
        N_("Not known yet: whether the duties are limited to a modification"),
        (sources.RECITAL_109, sources.GUIDELINES_3_2_1),
    ),
    "systemic-risk": Topic(
        N_("It appears to present systemic risk"),
        N_("It does not appear to present systemic risk"),
        N_("Not known yet: whether it presents systemic risk"),
        (sources.ACT_51_1A, sources.ACT_51_1B),
    ),
    "notification": Topic(
        N_("The Commission appears to have to be notified of it"),
        N_("The Commission does not appear to have to be notified of it"),
        N_("Not known yet: whether the Commission has to be notified of it"),
        (sources.ACT_52_1,),
    ),
    "open-licence": Topic(
        N_("It appears to be released under a free and open-source licence"),
        N_("It does not appear to be released under a free and open-source licence"),
        N_("Not known yet: whether it is released under a free and open-source licence"),
        (sources.RECITAL_102, sources.GUIDELINES_4_2_1),
    ),
    "open-source-exempt": Topic(
        N_("The exemption for free and open-source models appears to hold"),
        N_("The exemption for free and open-source models does not appear to hold"),
        N_("Not known yet: whether the exemption for free and open-source models holds"),
        (sources.ACT_53_2, sources.GUIDELINES_4_1),
    ),
    "technical-documentation": Topic(
        N_("Technical documentation appears to be due"),
        N_("Technical documentation does not appear to be due"),
        N_("Not known yet: whether technical documentation is due"),
        (sources.ACT_53_1A, sources.ACT_53_2),
    ),
    "downstream-documentation": Topic(
        N_("Documentation for downstream providers appears to be due"),
        N_("Documentation for downstream providers does not appear to be due"),
        N_("Not known yet: whether documentation for downstream providers is due"),
        (sources.ACT_53_1B, sources.ACT_53_2),
    ),
    "copyright-policy": Topic(
        N_("A copyright policy appears to be due"),
        N_("A copyright policy does not appear to be due"),
        N_("Not known yet: whether a copyright policy is due"),
        (sources.ACT_53_1C,),
    ),
    "training-summary": Topic(
        N_("A public summary of the training content appears to be due"),
        N_("A public summary of the training content does not appear to be due"),
        N_("Not known yet: whether a public summary of the training content is due"),
        (sources.ACT_53_1D,),
    ),
    "safety-security": Topic(
        N_("The duties for models with systemic risk appear to hold"),
        N_("The duties for models with systemic risk do not appear to hold"),
        N_("Not known yet: whether the duties for models with systemic risk hold"),
        (sources.ACT_55_1,),
    ),
    "authorised-representative": Topic(
        N_("An authorised representative in the Union appears to be due"),
        N_("An authorised representative in the Union does not appear to be due"),
        N_("Not known yet: whether an authorised representative in the Union is due"),
        (sources.ACT_54_1, sources.ACT_54_6),
    ),
    "own-system": Topic(
        N_("The company also appears to offer an AI system built on it"),
        N_("The company does not appear to offer an AI system built on it"),
        N_("Not known yet: whether the company also offers an AI system built on it"),
        (sources.RECITAL_97,),
    ),
    "crawling": Topic(
        N_("The measures on web crawling appear to concern it"),
        N_("The measures on web crawling do not appear to concern it"),
        N_("Not known yet: whether the measures on web crawling concern it"),
        (sources.CODE_CRAWLING,),
    ),
    "compute-indicative": Topic(
        N_("Its training compute appears to be more than 10²³ FLOP"),
        N_("Its training compute does not appear to be more than 10²³ FLOP"),
        N_("Not known yet: whether its training compute is more than 10²³ FLOP"),
        (sources.GUIDELINES_2_1, sources.GUIDELINES_A_1),
    ),
    "compute-presumed": Topic(
        N_("Its cumulative training compute appears to be more than 10²⁵ FLOP"),
        N_("Its cumulative training compute does not appear to be more than 10²⁵ FLOP"),
        N_("Not known yet: whether its cumulative training compute is more than 10²⁵ FLOP"),
        (sources.ACT_51_2, sources.GUIDELINES_A_1),
    ),
}
"""For each model."""

COMPANY: Final[dict[str, Topic]] = {
    "provider": Topic(
        N_("The company appears to be a provider of general-purpose AI models"),
        N_("The company does not appear to be a provider of general-purpose AI models"),
        N_("Not known yet: whether the company is a provider of general-purpose AI models"),
        (sources.ACT_2, sources.ACT_3_PROVIDER),
    ),
    "copyright-policy": Topic(
        N_("A copyright policy of the company appears to be due"),
        N_("A copyright policy of the company does not appear to be due"),
        N_("Not known yet: whether a copyright policy of the company is due"),
        (sources.ACT_53_1C,),
    ),
    "safety-security": Topic(
        N_("The duties for models with systemic risk appear to concern the company"),
        N_("The duties for models with systemic risk do not appear to concern the company"),
        N_("Not known yet: whether the duties for models with systemic risk concern the company"),
        (sources.ACT_55_1,),
    ),
    "authorised-representative": Topic(
        N_("The company appears to need an authorised representative in the Union"),
        N_("The company does not appear to need an authorised representative in the Union"),
        N_("Not known yet: whether the company needs an authorised representative in the Union"),
        (sources.ACT_54_1, sources.ACT_54_6),
    ),
    "signatory": Topic(
        N_("The company appears as a signatory of the Code"),
        N_("The company does not appear as a signatory of the Code"),
        N_("Not known yet: the company’s position on the Code"),
        (sources.ACT_53_4, sources.OPINION),
    ),
    "signed-transparency": Topic(
        N_("The Transparency chapter appears to be signed"),
        N_("The Transparency chapter does not appear to be signed"),
        N_("Not known yet: whether the Transparency chapter is signed"),
        (sources.GUIDELINES_5_1,),
    ),
    "signed-copyright": Topic(
        N_("The Copyright chapter appears to be signed"),
        N_("The Copyright chapter does not appear to be signed"),
        N_("Not known yet: whether the Copyright chapter is signed"),
        (sources.GUIDELINES_5_1,),
    ),
    "signed-safety-security": Topic(
        N_("The Safety and Security chapter appears to be signed"),
        N_("The Safety and Security chapter does not appear to be signed"),
        N_("Not known yet: whether the Safety and Security chapter is signed"),
        (sources.GUIDELINES_5_1, sources.ACT_56_7),
    ),
    "voluntary-safety-security": Topic(
        N_("The Safety and Security chapter appears to be taken on voluntarily"),
        N_("The Safety and Security chapter does not appear to be taken on voluntarily"),
        N_("Not known yet: whether the Safety and Security chapter is taken on voluntarily"),
        (sources.ACT_56_7,),
    ),
    "sme": Topic(
        N_("The company appears to be an SME"),
        N_("The company does not appear to be an SME"),
        N_("Not known yet: whether the company is an SME"),
        (sources.ACT_3_SIZE,),
    ),
    "small-mid-cap": Topic(
        N_("The company appears to be a small mid-cap enterprise"),
        N_("The company does not appear to be a small mid-cap enterprise"),
        N_("Not known yet: whether the company is a small mid-cap enterprise"),
        (sources.ACT_3_SIZE,),
    ),
    "search-engine": Topic(
        N_("The point of the Code on search engines appears to speak to the company"),
        N_("The point of the Code on search engines does not appear to speak to the company"),
        N_("Not known yet: whether the point of the Code on search engines speaks to the company"),
        (sources.CODE_SEARCH,),
    ),
}
"""For the company."""
