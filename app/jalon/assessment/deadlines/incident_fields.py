"""What is asked of a serious incident, in order: for the window and the report.

Source: Code, Safety and Security chapter, Measures 9.2 to 9.4.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from jalon.errors import N_
from jalon.forms.model import Form, ItemId
from jalon.values import dataclass

AskedKind: TypeAlias = Literal["line", "text", "day", "time", "harms", "cause", "models"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: its name in the record, its question, its help, and what it is.

    ``item`` is the requirement that wants it, without the beginning of its id.
    """

    name: str
    label: str
    help: str = ""
    kind: AskedKind = "text"
    item: str = "9.2-dates"


GROUPS: Final[tuple[tuple[str, str, tuple[Asked, ...]], ...]] = (
    (
        N_("The incident"),
        "",
        (
            Asked("name", N_("What do you call it?"), kind="line"),
            Asked(
                "harms",
                N_("What did the involvement of the model lead to?"),
                N_(
                    "Directly or indirectly, or as far as you establish or suspect with reasonable"
                    " likelihood. With several answers the shortest period counts (Measure 9.3)."
                ),
                "harms",
                item="9.3-critical-infrastructure",
            ),
            Asked(
                "cause", N_("How sure is that?"), kind="cause", item="9.3-critical-infrastructure"
            ),
        ),
    ),
    (
        N_("When the company became aware"),
        "",
        (
            Asked(
                "aware",
                N_("Day on which the company became aware that its model is involved"),
                N_("The periods of the initial report run from this moment."),
                "day",
                item="9.3-critical-infrastructure",
            ),
            Asked(
                "aware-time",
                N_("Time of day"),
                N_("By the company’s clock. With it the hours count, which is the earliest end."),
                "time",
                item="9.3-critical-infrastructure",
            ),
            Asked(
                "exceptional",
                N_("Exceptional circumstances, if any"),
                N_(
                    "The periods hold save in exceptional circumstances, which the Code does not"
                    " describe. The days shown do not move."
                ),
                item="9.3-critical-infrastructure",
            ),
        ),
    ),
    (
        N_("What is known: Measure 9.2"),
        N_(
            "To the best of the company’s knowledge. Points (1) to (7) are for the initial report,"
            " all nine for the final one. What is not known yet stays empty; the report says so."
        ),
        (
            Asked("start", N_("(1) Start of the incident"), kind="day"),
            Asked("end", N_("(1) End of the incident"), kind="day"),
            Asked(
                "dates-note",
                N_("(1) Approximations"),
                N_("If the days are not clear: the best approximations."),
            ),
            Asked("harm", N_("(2) The harm that resulted"), item="9.2-harm"),
            Asked("affected", N_("(2) The victim or the group affected"), item="9.2-harm"),
            Asked(
                "chain",
                N_("(3) The chain of events"),
                N_("What led to the incident, directly or indirectly."),
                item="9.2-chain-of-events",
            ),
            Asked("models", N_("(4) The models involved"), kind="models", item="9.2-model"),
            Asked(
                "model-note",
                N_("(4) More on the model involved: version, access"),
                item="9.2-model",
            ),
            Asked(
                "material",
                N_("(5) Material on the model’s involvement"),
                N_("A description of what there is: logs, outputs, reports."),
                item="9.2-material",
            ),
            Asked(
                "response",
                N_("(6) What the company has done, or intends to do"),
                N_("If anything."),
                item="9.2-response",
            ),
            Asked(
                "recommendation",
                N_("(7) What it recommends to the authorities"),
                N_("To the AI Office and, where applicable, to national competent authorities."),
                item="9.2-recommendations",
            ),
            Asked("root-cause", N_("(8) Root cause analysis"), item="9.2-root-cause"),
            Asked(
                "outputs",
                N_("(8) The model’s outputs that led to the incident"),
                item="9.2-root-cause",
            ),
            Asked(
                "factors",
                N_("(8) What contributed to them"),
                N_("The inputs used, and failures or circumventions of mitigations."),
                item="9.2-root-cause",
            ),
            Asked(
                "patterns",
                N_("(9) Patterns from post-market monitoring"),
                N_("What can reasonably be connected with the incident, such as near misses."),
                item="9.2-patterns",
            ),
        ),
    ),
    (
        N_("Reports"),
        N_(
            "To the AI Office and, where applicable, to national competent authorities. The AI"
            " Office has published a template for such reports."
        ),
        (
            Asked(
                "initial-sent",
                N_("Initial report sent on"),
                kind="day",
                item="9.3-critical-infrastructure",
            ),
            Asked("resolved", N_("Incident resolved on"), kind="day", item="9.3-final"),
            Asked("final-sent", N_("Final report sent on"), kind="day", item="9.3-final"),
            Asked(
                "documented",
                N_("Latest documentation of"),
                N_(
                    "The day of the last document on the incident. It is kept for at least five"
                    " years from that day or from the incident, whichever is later (Measure 9.4)."
                ),
                "day",
                item="9.4-retain",
            ),
        ),
    ),
)

HARMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "critical-infrastructure": N_(
            "A serious and irreversible disruption of critical infrastructure"
        ),
        "cybersecurity": N_(
            "A serious cybersecurity breach, exfiltration or self-exfiltration of weights included"
        ),
        "death": N_("The death of a person"),
        "other-harm": N_(
            "Serious harm to health, property or the environment, or an infringement of Union law"
            " that protects fundamental rights"
        ),
    }
)
CAUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "established": N_("The model’s involvement is established"),
        "suspected": N_("It is suspected with reasonable likelihood"),
    }
)
INTERMEDIATE: Final = N_("Intermediate reports sent on")
"""Days of their own, between the initial and the final report."""
WITHDRAWN: Final = Asked("withdrawn-reason", N_("Why it was withdrawn"))


def asked() -> tuple[Asked, ...]:
    """Return every field of an incident, in order."""
    return tuple(one for _, _, group in GROUPS for one in group)


def wanted(name: str, form: Form) -> ItemId:
    """Return the requirement that wants a field; that on the incident's dates for the others."""
    found = next((one.item for one in asked() if one.name == name), "")
    item = ItemId(f"safety-security-{_ITEMS.get(name) or found or '9.2-dates'}")
    return item if item in form.items else next(iter(form.items))


_ITEMS: Final[Mapping[str, str]] = MappingProxyType({"intermediate": "9.3-intermediate"})
