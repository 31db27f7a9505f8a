"""Draws the conclusions for the company and each of its models."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.conclusions import (
    company,
    compute,
    dates,
    duties,
    gpai,
    market,
    opensource,
    provider,
    system,
    systemic,
    topics,
)
from jalon.assessment.conclusions.asked import with_questions
from jalon.assessment.conclusions.finding import Finding, every, once, some, told
from jalon.assessment.conclusions.model import BASES, Basis, Conclusion, Said
from jalon.assessment.conclusions.topics import Topic
from jalon.assessment.conclusions.view import View
from jalon.assessment.state import Assessment
from jalon.errors import N_
from jalon.forms.model import Form

Conclusions = Mapping[tuple[Subject, str], Conclusion]
"""By subject and id: the company's first, then each model's, each in the order of topics."""

_Found = dict[str, Finding]


def conclude(form: Form, assessment: Assessment, models: tuple[Subject, ...]) -> Conclusions:
    """Return every conclusion, company first; pure, and cheap enough after each change."""
    each = {subject: _model(View(form, assessment, subject)) for subject in models}
    firm = _company(View(form, assessment, PROVIDER), tuple(each.values()))
    drawn = {
        **dict(_drawn(PROVIDER, firm, topics.COMPANY)),
        **{
            key: one
            for subject, found in each.items()
            for key, one in _drawn(subject, found, topics.MODEL)
        },
    }
    return with_questions(form, assessment, models, drawn)


def _model(view: View) -> _Found:
    risk, high = systemic.risk(view), systemic.high_impact(view)
    general, provided = gpai.model(view), provider.provider(view)
    on_market = market.placed(view, risk)
    due = duties.owed(general, on_market, provided)
    limited = provider.modification_only(view, provided, risk)
    licensed = opensource.licence(view)
    exempted = opensource.exempt(view, licensed, risk)
    notify = systemic.notification(view, every(high, due))
    found = {
        "gpai-model": general,
        "union-market": on_market,
        "provider": provided,
        "owed": due,
        "older-model": dates.older(view),
        "modification-only": limited,
        "systemic-risk": risk,
        "notification": notify,
        "open-licence": licensed,
        "open-source-exempt": exempted,
        "technical-documentation": duties.documentation(due, exempted, limited, duties.TECHNICAL),
        "downstream-documentation": duties.documentation(due, exempted, limited, duties.DOWNSTREAM),
        "copyright-policy": duties.always(due, limited, duties.COPYRIGHT),
        "training-summary": duties.always(due, limited, duties.SUMMARY),
        "safety-security": duties.safety(due, risk),
        "authorised-representative": duties.representative(view, due, exempted),
        "own-system": system.own_system(view, due),
        "crawling": system.crawling(view),
    }
    if view.choice("model-origin") != "integrated":
        found["compute-indicative"] = compute.explained(
            view, compute.training(view), compute.INDICATIVE
        )
        presumed = compute.explained(view, compute.cumulative(view), compute.PRESUMED)
        if presumed.value is not None or presumed.missing:  # else nobody will ever know
            found["compute-presumed"] = presumed
    return found


def _company(view: View, models: Sequence[_Found]) -> _Found:
    overall = partial(_overall, models)
    risk = overall("safety-security")
    safety = company.signed_safety(view, risk)
    return {
        "provider": overall("owed"),
        "copyright-policy": overall("copyright-policy"),
        "safety-security": risk,
        "authorised-representative": overall("authorised-representative"),
        "signatory": company.signatory(view),
        "signed-transparency": company.signed(view, "transparency"),
        "signed-copyright": company.signed(view, "copyright"),
        "signed-safety-security": safety,
        "voluntary-safety-security": company.voluntary(safety, risk),
        "sme": company.sme(view),
        "small-mid-cap": company.small_mid_cap(view),
        "search-engine": company.search_engine(view),
    }


def _overall(models: Sequence[_Found], name: str) -> Finding:
    """Find whether something holds for one of the models; without a model nobody knows."""
    parts = [found[name] for found in models]
    if not parts:
        return Finding(None)
    if len(parts) == 1:
        return parts[0]
    whole = some(*parts)
    return told(whole, so=(_ONE_MODEL, *whole.reasons), not_so=(_NO_MODEL, *whole.reasons))


def _drawn(
    subject: Subject, found: _Found, about: Mapping[str, Topic]
) -> Iterable[tuple[tuple[Subject, str], Conclusion]]:
    for name, topic in about.items():
        if name in found:
            yield (subject, name), _conclusion(subject, name, topic, found[name])


def _conclusion(subject: Subject, name: str, topic: Topic, found: Finding) -> Conclusion:
    reasons = once(found.reasons)
    cited = dict.fromkeys((*topic.rule, *(s for r in reasons for s in r.sources)))
    return Conclusion(
        name,
        subject,
        "not-known" if found.value is None else "yes" if found.value else "no",
        topic.open if found.value is None else topic.so if found.value else topic.not_so,
        reasons,
        tuple(cited),
        () if found.value is not None else found.missing,
        _least_firm(reasons),
    )


def _least_firm(reasons: Iterable[Said]) -> Basis:
    return max((r.basis for r in reasons), key=BASES.index, default="text")


_ONE_MODEL: Final = Said(
    "for-one-model",
    N_("This follows from at least one of its models."),
)
_NO_MODEL: Final = Said(
    "for-no-model",
    N_("This follows from what is stated on each of its models."),
)
