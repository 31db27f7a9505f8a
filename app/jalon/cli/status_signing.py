"""What is to be seen before signing, in ``jalon status --json`` and ``jalon contradictions``."""

from jalon.assessment import contradictions, signed
from jalon.assessment.attestations import STATEMENTS, WORDS, Attestation, Attested, attested
from jalon.assessment.contradictions import Contradiction, words
from jalon.assessment.contradictions.model import counts
from jalon.assessment.snapshot import Snapshot
from jalon.export.contradiction_words import where
from jalon.language import Translator

Json = dict[str, object]


def described(snapshot: Snapshot, tr: Translator) -> Json:
    """Return the contradictions, the attestations and the last signed report."""
    points = contradictions.of_snapshot(snapshot)
    return {
        "contradictions": {
            "counts": counts(points),
            "points": [_point(snapshot, point, tr) for point in points],
        },
        "attestations": attestations(attested(snapshot.assessment), tr),
        "last_signed": _last(snapshot),
    }


def lines(snapshot: Snapshot, tr: Translator) -> list[str]:
    """Say how much there is to look at before signing, and how much is attested."""
    number = len(contradictions.of_snapshot(snapshot))
    given = attested(snapshot.assessment).given
    return [
        tr.text("Before you sign"),
        "  " + tr.plural("{count} point to look at", "{count} points to look at", number),
        "  " + tr.text("Attestations: {given} of {count}", given=given, count=len(STATEMENTS)),
    ]


def attestations(given: Attested, tr: Translator) -> list[Json]:
    """Return the four statements, each with who attested it and whether that is stale."""
    return [
        {
            "statement": statement,
            "text": tr.text(WORDS[statement]),
            "standing": given.standing(statement),
            "given": [_given(one) for one in given.every if one.statement == statement],
        }
        for statement in STATEMENTS
    ]


def _point(snapshot: Snapshot, point: Contradiction, tr: Translator) -> Json:
    about = point.about
    return {
        "kind": point.kind,
        "at": point.thing,
        "subject": point.subject,
        "item": point.item or None,
        "field": point.field or None,
        "about": {"scope": about.scope, "item": about.item or None} if about else None,
        "text": words.sentence(point, tr),
        "where": where(point, snapshot.form, snapshot.assessment, tr) or None,
        "depending": point.count,
    }


def _given(one: Attestation) -> Json:
    gone = one.withdrawn
    return {
        "id": one.subject,
        "by": one.by,
        "typed_by": one.typed_by or None,
        "at": one.at.isoformat(),
        "words": one.words or None,
        "stale": one.stale,
        "withdrawn": {"by": gone[0] or None, "at": gone[1].isoformat()} if gone else None,
    }


def _last(snapshot: Snapshot) -> Json | None:
    found = signed.last(snapshot.assessment)
    if found is None:
        return None
    return {
        "file": found.file,
        "signers": list(found.signers),
        "time": found.time.isoformat(),
        "digest": found.digest,
        "unchanged": found.digest == snapshot.digest,
    }
