"""The documents in ``jalon status``: how far each is, and what the checks of a summary say."""

from collections.abc import Iterator
from datetime import date

from jalon.assessment import document_made, model_words, summary_check
from jalon.assessment.document_state import Paper, Stated
from jalon.assessment.documents import Papers
from jalon.assessment.snapshot import Snapshot
from jalon.assessment.summary_check import Check
from jalon.assessment.summary_checks import checks
from jalon.errors import N_
from jalon.export.document_data import progress
from jalon.language import Translator

Json = dict[str, object]


def described(snapshot: Snapshot) -> list[Json]:
    """Return every document of every model, as JSON."""
    return [_document(snapshot, papers, paper) for papers, paper in _papers(snapshot)]


def lines(snapshot: Snapshot, tr: Translator) -> list[str]:
    """Return one line for each document of each model."""
    found = [tr.text(N_("Documents"))] if snapshot.form.documents else []
    for papers, paper in _papers(snapshot):
        counted, about = paper.progress(), paper.document
        name = model_words.called(snapshot.assessment, paper.model, tr)
        line = tr.text(
            N_("{document}, {model}: {stated} of {asked} answers stated, {drafts} of them drafts"),
            document=tr.of(f"document.{about.id}.title", about.title),
            model=name,
            stated=counted.stated,
            asked=counted.asked,
            drafts=counted.drafts,
        )
        faults = sum(check.finding == "fault" for check in _checks(snapshot, papers, paper))
        if faults:
            said = tr.plural("{count} fault found", "{count} faults found", faults)
            line = tr.text(N_("{line}; {faults}"), line=line, faults=said)
        found.append(f"  {line}")
    return found


def _papers(snapshot: Snapshot) -> Iterator[tuple[Papers, Paper]]:
    for model in snapshot.assessment.subjects("model"):
        papers = Papers(snapshot.form, model, snapshot.assessment)
        for document in snapshot.form.documents:
            yield papers, papers.paper(document)


def _checks(snapshot: Snapshot, papers: Papers, paper: Paper) -> tuple[Check, ...]:
    if paper.document.id != "training-summary":
        return ()
    return checks(papers, snapshot.time.date())


def _document(snapshot: Snapshot, papers: Papers, paper: Paper) -> Json:
    return {
        "document": paper.document.id,
        "subject": paper.model,
        "progress": progress(paper.progress()),
        "sections": [
            {"id": s.id, "official": s.official, **progress(paper.progress(paper.inside(s)))}
            for s in paper.document.section
        ],
        "answers": [_answer(stated) for stated in paper.answers],
        "checks": [_check(check) for check in _checks(snapshot, papers, paper)],
        "made": [
            {
                "for": made.reader,
                "file": made.file,
                "sha256": made.sha256,
                "digest": made.digest,
                "language": made.language,
                "time": made.time.isoformat(timespec="seconds"),
            }
            for made in document_made.made(snapshot.assessment, paper.document.id, paper.model)
        ],
    }


def _answer(stated: Stated) -> Json:
    return {
        "item": stated.field.id,
        "part": stated.answer.id,
        "asked": stated.asked,
        "optional": stated.answer.optional,
        "origin": stated.origin,
        "drafted_from": list(stated.sources),
        "recipients": list(stated.answer.recipients),
        "check_official_form": stated.answer.doubtful,
    }


def _check(check: Check) -> Json:
    return {
        "id": check.id,
        "title": summary_check.TITLES[check.id],
        "finding": check.finding,
        "basis": check.basis,
        "message": check.message.format(**{k: _plain(v) for k, v in check.details.items()}),
        "details": {name: _plain(value) for name, value in check.details.items()},
        "place": check.place,
        "source": check.source,
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
