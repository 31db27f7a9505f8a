"""``jalon document``: one reader's edition of a document of a model, as PDF or JSON."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jalon.assessment import models, summary_check
from jalon.assessment.changes import Subject
from jalon.assessment.documents import Papers
from jalon.assessment.snapshot import Snapshot
from jalon.assessment.state import Assessment
from jalon.assessment.summary_checks import checks
from jalon.cli import output
from jalon.errors import N_, UserError
from jalon.forms.documents import DocumentId, Recipient
from jalon.language import Translator, translator
from jalon.session import Session, opened

KINDS: Final[tuple[DocumentId, ...]] = ("training-summary", "model-documentation")
READERS: Final[dict[str, Recipient | None]] = {
    "ai-office": "ai-office",
    "national-authority": "national-authority",
    "downstream": "downstream",
    "company": None,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; ``model`` is a name or an id, empty for the project's only model."""

    kind: DocumentId
    model: str
    reader: str | None
    language: str


def document(
    path: Path, target: Path | None, asked: Asked, *, as_json: bool, tr: Translator
) -> int:
    """Write the PDF to ``target``, print the JSON, or both."""
    if target is None and not as_json:
        raise UserError(N_("Give a file for the PDF, or --json to print what it would hold."))
    reader = _reader(asked)
    with opened(path) as session:
        model = _model(session.assessment, asked.model)
        snapshot = session.snapshot()
        printed = _printed(snapshot, asked, model, reader)
        substitutes = _write(session, snapshot, asked, model, reader, target) if target else ()
    if as_json:
        output.show_json(printed)
        return output.GOOD
    output.say(
        tr.text(N_("Written: {name}"), name=str(target)), *_told(snapshot, asked, model, reader, tr)
    )
    if substitutes:
        output.say(
            tr.text(
                N_("Characters that no font of the document has are printed by name: {names}."),
                names=", ".join(substitutes),
            )
        )
    return output.GOOD


def _model(assessment: Assessment, called: str) -> Subject:
    """Return the model that was named, or the only one.

    Raises:
        UserError: none or several are called so, or none was named and there are several.
    """
    there = assessment.subjects(models.KIND)
    if called:
        return models.called(assessment, called)
    if len(there) > 1:
        raise UserError(N_("The project has several models: name one with --model."))
    return there[0]


def _reader(asked: Asked) -> Recipient | None:
    if asked.kind == "training-summary":
        return "public"  # the same for everyone
    if asked.reader is None:
        raise UserError(
            N_("Say for whom the model documentation is: --for {readers}."),
            readers=", ".join(READERS),
        )
    return READERS[asked.reader]


def _printed(
    snapshot: Snapshot, asked: Asked, model: Subject, reader: Recipient | None
) -> dict[str, object]:
    from jalon.export import document_data

    language = translator(asked.language)
    return dict(document_data.edition(snapshot, asked.kind, model, reader, language))


def _write(
    session: Session,
    snapshot: Snapshot,
    asked: Asked,
    model: Subject,
    reader: Recipient | None,
    target: Path,
) -> tuple[str, ...]:
    """Make and write the PDF; returns what could not be printed as typed."""
    from jalon.export import document as documents
    from jalon.export import files, pdf

    language = translator(asked.language)
    made = pdf.printed(documents.build(snapshot, asked.kind, model, reader, language))
    files.write_new(target, made.data)
    if not session.read_only:
        session.record_document(
            {
                "document": asked.kind,
                "model": model,
                "reader": reader or "company",
                "file": files.recorded_name(target),
                "sha256": hashlib.sha256(made.data).hexdigest(),
                "digest": snapshot.digest,
                "language": asked.language,
            }
        )
    return tuple(substitute.printed for substitute in made.substitutes)


def _told(
    snapshot: Snapshot, asked: Asked, model: Subject, reader: Recipient | None, tr: Translator
) -> list[str]:
    """Say how complete the edition is, and what the checks of a summary found."""
    papers = Papers(snapshot.form, model, snapshot.assessment)
    paper = papers.of(asked.kind)
    counted = paper.progress(paper.edition(reader))
    lines = [
        tr.text(
            N_("{stated} of {asked} answers stated, {drafts} of them drafts."),
            stated=counted.stated,
            asked=counted.asked,
            drafts=counted.drafts,
        )
    ]
    if asked.kind == "training-summary":
        if asked.reader:
            lines.append(tr.text(N_("The summary is public: it is the same for every reader.")))
        for check in checks(papers, snapshot.time.date()):
            if check.finding == "fault":
                title = tr.text(summary_check.TITLES[check.id])
                said = summary_check.words(check, tr)
                lines.append(tr.text(N_("Fault. {title}: {said}"), title=title, said=said))
    return lines
