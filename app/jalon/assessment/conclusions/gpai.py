"""Is it a general-purpose AI model?

The definition asks for significant generality and a wide range of distinct tasks. The
Commission's indication for it is training compute above 10^23 FLOP together with a modality;
exceptionally the model is none although it meets the indication, or is one although it does not.

Source: AI Act, Art. 3(63); Commission Guidelines, § 2.1.
"""

from typing import Final

from jalon.assessment.conclusions import compute, sources
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

_LANGUAGE: Final = frozenset({"text", "audio", "image", "video"})
"""Modalities of the indication: language as text or speech, images or video from text."""


def model(view: View) -> Finding:
    """Find whether the model appears to be a general-purpose AI model."""
    narrow = view.chose("generality", {"narrow"}, so=_NARROW)
    general = view.chose("generality", {"general"}, so=_GENERAL)
    return some(every(_indicated(view), told(contrary(narrow), so=(_ORDINARY,))), general)


def criterion(view: View) -> Finding:
    """Find whether the model meets the indicative criterion."""
    return every(compute.indicative(view), modality(view))


def modality(view: View) -> Finding:
    """Find whether it generates what the indicative criterion names."""
    chosen = view.chosen("modalities")
    if chosen is None:
        return unknown("modalities")
    return yes(_MODALITY) if _LANGUAGE & set(chosen) else no(_OTHER_MODALITY)


def _indicated(view: View) -> Finding:
    match view.choice("model-origin"):
        case "own":
            return criterion(view)
        case "modified" | "integrated":
            return _of_original(view)
        case _:
            return unknown("model-origin")


def _of_original(view: View) -> Finding:
    match view.choice("original-class"):
        case "gpai" | "gpai-systemic":
            return yes(_ORIGINAL)
        case "not-gpai":
            if view.choice("model-origin") == "integrated":
                return no(_ORIGINAL_NONE)
            found = criterion(view)
            return Finding(found.value, (_ORIGINAL_NONE, *found.reasons), found.missing)
        case _:
            return unknown("original-class")


_MODALITY: Final = Said(
    "modality-language",
    N_("It generates language, or images or video from text."),
    (sources.GUIDELINES_2_1,),
    "indicative",
)
_OTHER_MODALITY: Final = Said(
    "modality-other",
    N_("It generates neither language nor images or video from text."),
    (sources.GUIDELINES_2_1,),
    "indicative",
)
_ORDINARY: Final = Said(
    "nothing-exceptional",
    N_(
        "You state nothing exceptional that speaks against this indication. It is the Commission’s"
        " and does not bind; the definition itself asks for significant generality and the"
        " competent performance of a wide range of distinct tasks."
    ),
    (sources.GUIDELINES_2_1,),
    "indicative",
)
_NARROW: Final = Said(
    "narrow",
    N_(
        "You state that, exceptionally, it lacks significant generality or cannot competently"
        " perform a wide range of distinct tasks. Such a model is none, whatever its compute: the"
        " Guidelines name transcription and synthesis of speech, upscaling, games, weather and"
        " music among their examples."
    ),
    (sources.GUIDELINES_2_1,),
    "indicative",
)
_GENERAL: Final = Said(
    "exceptionally-general",
    N_(
        "You state that, exceptionally, it displays significant generality and competently performs"
        " a wide range of distinct tasks, although it does not meet the indicative criterion. Such"
        " a model is one."
    ),
    (sources.GUIDELINES_2_1,),
    "indicative",
)
_ORIGINAL: Final = Said(
    "original-general-purpose",
    N_("The original is a general-purpose AI model, as you state."),
    (sources.ACT_3_MODEL,),
)
_ORIGINAL_NONE: Final = Said(
    "original-not-general-purpose",
    N_(
        "The original is no general-purpose AI model, as you state. In our reading the criterion is"
        " then applied to the compute of the modification."
    ),
    (sources.GUIDELINES_2_1,),
    "reading",
)
