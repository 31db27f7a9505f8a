"""Findings: three-valued parts of a conclusion, and how they combine.

Combined by Kleene's rules, so that learning more never overturns what was settled: what is not
known counts neither as yes nor as no.
"""

from collections.abc import Iterable, Sequence

from jalon.assessment.conclusions.model import Said
from jalon.forms.conditions import Known, any_of, negated
from jalon.forms.model import FactId
from jalon.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Finding:
    """A part of a conclusion: its value, why, and the facts still missing."""

    value: Known
    reasons: tuple[Said, ...] = ()
    missing: tuple[FactId, ...] = ()


def yes(*reasons: Said) -> Finding:
    """Find that something is so."""
    return Finding(True, reasons)  # noqa: FBT003  the value is what a finding is


def no(*reasons: Said) -> Finding:
    """Find that something is not so."""
    return Finding(False, reasons)  # noqa: FBT003  the value is what a finding is


def unknown(*missing: str, because: Sequence[Said] = ()) -> Finding:
    """Find that something is not known while these facts are missing."""
    return Finding(None, tuple(because), tuple(FactId(m) for m in missing))


def every(*parts: Finding) -> Finding:
    """Find whether all are so; the reasons are those of the parts that decide."""
    value = negated(any_of([negated(p.value) for p in parts]))
    return _combined(parts, value, deciding=False)


def some(*parts: Finding) -> Finding:
    """Find whether one is so; the reasons are those of the parts that decide."""
    return _combined(parts, any_of([p.value for p in parts]), deciding=True)


def agreed(one: Finding, other: Finding, *, settled_by: str) -> Finding:
    """Find what holds in either of two cases; ``settled_by`` is the fact that tells them apart."""
    reasons = once((*one.reasons, *other.reasons))
    if one.value is other.value and one.value is not None:
        return Finding(one.value, reasons)
    missing = dict.fromkeys((FactId(settled_by), *one.missing, *other.missing))
    return Finding(None, one.reasons, tuple(missing))


def contrary(part: Finding) -> Finding:
    """Find the contrary; what is not known stays not known."""
    return replace(part, value=negated(part.value))


def told(part: Finding, *, so: Sequence[Said] = (), not_so: Sequence[Said] = ()) -> Finding:
    """Return a finding with reasons of its own in the place of those of its parts."""
    if part.value and so:
        return replace(part, reasons=tuple(so))
    if part.value is False and not_so:
        return replace(part, reasons=tuple(not_so))
    return part


def _combined(parts: Sequence[Finding], value: Known, *, deciding: bool) -> Finding:
    """``deciding`` is the value of a part that settles the whole by itself."""
    if value is deciding:
        return Finding(value, once(r for p in parts if p.value is deciding for r in p.reasons))
    if value is not None:
        return Finding(value, once(r for p in parts for r in p.reasons))
    open_ones = sorted((p for p in parts if p.value is None), key=lambda p: len(p.missing))
    missing = tuple(dict.fromkeys(m for p in open_ones for m in p.missing))
    return Finding(None, once(r for p in parts for r in p.reasons), missing)


def once(reasons: Iterable[Said]) -> tuple[Said, ...]:
    """Return reasons in order, each once."""
    return tuple({r.id: r for r in reversed(tuple(reasons))}.values())[::-1]
