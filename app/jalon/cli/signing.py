"""Commands on what comes before signing: contradictions, attest."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from jalon.assessment import attestations, contradictions
from jalon.assessment.attestations import STATEMENTS, WORDS, Attested, Statement, attested
from jalon.assessment.contradictions import KINDS, TITLES, words
from jalon.assessment.contradictions.model import counts
from jalon.assessment.snapshot import Snapshot
from jalon.cli import output, status_signing
from jalon.errors import N_, UserError
from jalon.export import contradiction_words as point_words
from jalon.language import Translator
from jalon.session import opened


def listed(snapshot: Snapshot, *, as_json: bool, tr: Translator) -> int:
    """Print what does not go together, by kind, and what is attested; it judges nothing."""
    if as_json:
        output.show_json(status_signing.described(snapshot, tr))
    else:
        output.say(*_lines(snapshot, tr))
    return output.GOOD


def attest(
    path: Path,
    names: Sequence[str],
    *,
    author: str,
    withdraw: bool,
    as_json: bool,
    tr: Translator,
) -> int:
    """Attest statements in a person's name, take one's own back, or list them.

    Raises:
        UserError: nobody is named, or there is no such statement.
    """
    chosen = [_statement(one) for one in names]
    name = " ".join(author.split())
    if chosen and not name:
        raise UserError(N_("Say who attests, with --author."))
    with opened(path, author=name) as session:
        for statement in chosen:
            given = attested(session.assessment)
            now = datetime.now(UTC)
            if withdraw:
                edits = attestations.taken_back(given, statement, by=name, at=now)
            else:
                said = tr.text(WORDS[statement])
                edits = attestations.given_again(
                    session.assessment, given, statement, by=name, at=now, words=said
                )
            session.apply(edits)
        given = attested(session.assessment)
    if as_json:
        output.show_json(status_signing.attestations(given, tr))
    else:
        output.say(*_attested(given, tr))
    return output.GOOD


def _statement(name: str) -> Statement:
    found = next((known for known in STATEMENTS if known == name), None)
    if found is None:
        raise UserError(
            N_("There is no statement {name}. There are: {names}."),
            name=name,
            names=", ".join(STATEMENTS),
        )
    return found


def _lines(snapshot: Snapshot, tr: Translator) -> Iterator[str]:
    points = contradictions.of_snapshot(snapshot)
    numbers = counts(points)
    if not points:
        yield tr.text("Nothing was found that does not go together.")
    for kind in KINDS:
        if not numbers[kind]:
            continue
        yield tr.text(
            N_("{title}: {number}"), title=tr.text(TITLES[kind]), number=tr.number(numbers[kind])
        )
        for point in (p for p in points if p.kind == kind):
            yield f"  {point_words.where(point, snapshot.form, snapshot.assessment, tr)}"
            yield f"    {words.sentence(point, tr)}"
    yield ""
    yield from _attested(attested(snapshot.assessment), tr)


def _attested(given: Attested, tr: Translator) -> Iterator[str]:
    yield tr.text("Attestations: {given} of {count}", given=given.given, count=len(STATEMENTS))
    for statement in STATEMENTS:
        yield f"  {tr.text(WORDS[statement])}"
        standing = given.of(statement)
        if not standing:
            yield f"    {tr.text('Not given.')}"
        for one in standing:
            yield f"    {point_words.attested(one, tr)}"
