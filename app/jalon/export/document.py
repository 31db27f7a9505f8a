"""One reader's edition of a document as a tree of blocks, for :mod:`jalon.export.pdf`.

Only what the reader gets is in it. Drafts and what is missing are said plainly, and that it is
not the Commission's own form.
"""

from typing import Final

from jalon.assessment import document_words
from jalon.assessment.changes import PROVIDER, Subject
from jalon.assessment.document_state import Paper, Stated
from jalon.assessment.snapshot import Snapshot
from jalon.errors import N_
from jalon.export import document_data, report
from jalon.export.report_record import Record
from jalon.export.tree import Block, Cover, Facts, Furniture, Heading, Report, Section, Words
from jalon.forms.documents import DocumentId, DocumentSection, Recipient
from jalon.language import SOURCE_LANGUAGE, Translator

DATA_NAME: Final = "jalon-document.json"
"""The name of the attachment."""

_EDITIONS: Final[dict[Recipient | None, str]] = {
    None: N_("The company’s own copy: everything, with the readers of each item"),
    "ai-office": N_("Edition for the AI Office"),
    "national-authority": N_("Edition for national competent authorities"),
    "downstream": N_("Edition for downstream providers"),
    "public": N_("Edition for the public"),
}
_RULES: Final[dict[Recipient | None, str]] = {
    None: N_(
        "Not to be handed out as it is: it also holds what is meant for single readers. Downstream"
        " providers get their part of the company’s own accord; the AI Office and national"
        " authorities on a request that states its legal basis and purpose."
    ),
    "ai-office": N_(
        "It holds the items that the Form marks for the AI Office, and no others. They are given on"
        " a request of the AI Office that states its legal basis and purpose (Measure 1.2; AI Act,"
        " Art. 91), and are treated as confidential (AI Act, Art. 53(7) and 78)."
    ),
    "national-authority": N_(
        "It holds the items that the Form marks for national competent authorities, and no others."
        " They ask through the AI Office (Measure 1.2; AI Act, Art. 75(3) and 88(2)), and treat"
        " what they get as confidential (AI Act, Art. 53(7) and 78)."
    ),
    "downstream": N_(
        "It holds the items that the Form marks for downstream providers, and no others. Further"
        " information can be asked for where it is needed (Measure 1.2). What is given here is"
        " confidential as far as the parties agree and Art. 53(7) and 78 of the AI Act provide."
    ),
    "public": N_(
        "Summary about the content used for training of a general-purpose AI model (AI Act,"
        " Art. 53(1)(d)), following the template of the Commission, C(2025) 8311 final."
    ),
}
_NOT_OFFICIAL: Final = N_(
    "Prepared with Jalon from the company’s record; not the Commission’s form."
)


def build(
    snapshot: Snapshot,
    document: DocumentId,
    model: Subject,
    reader: Recipient | None,
    tr: Translator,
) -> Report:
    """Return one reader's edition of a document of a model; None is the company itself."""
    return _Edition(snapshot, document, model, reader, tr).report()


class _Edition:
    def __init__(
        self,
        snapshot: Snapshot,
        document: DocumentId,
        model: Subject,
        reader: Recipient | None,
        tr: Translator,
    ) -> None:
        self._record = Record(snapshot, tr, None)
        self._paper: Paper = document_data.paper(snapshot, document, model)
        self._mine = self._paper.edition(reader)
        self._model, self._reader, self._tr = model, reader, tr
        about = self._paper.document
        self._title = tr.of(f"document.{about.id}.title", about.title)

    def report(self) -> Report:
        """Return the whole edition."""
        snapshot, tr = self._record.snapshot, self._tr
        title = self._title
        if snapshot.example:
            title = tr.text("{title} (fictional example)", title=title)
        whole = tr.text("{title}: {model}", title=title, model=self._record.name(self._model))
        data = document_data.edition(
            snapshot, self._paper.document.id, self._model, self._reader, tr
        )
        return Report(
            tr.code,
            whole,
            tr.text(_EDITIONS[self._reader]),
            self._record.company(),
            snapshot.time,
            self._furniture(),
            self._cover(title),
            (*self._sections(), self._about()),
            report.naming(tr),
            (tr.percent(0), tr.percent(0.5), tr.percent(1)),
            document_data.dump(data),
            DATA_NAME,
            tr.text("What this edition holds, as JSON"),
        )

    # -- the head --------------------------------------------------------------------------

    def _furniture(self) -> Furniture:
        record, tr = self._record, self._tr
        marking = tr.text("For publication")
        if self._reader != "public":
            marking = report.marking(record.snapshot, tr, report.ReportOptions(tr.code))
        return Furniture(
            " · ".join((record.company(), record.name(self._model))),
            tr.text("{title}, {day}", title=self._title, day=record.date(record.today)),
            tr.text(_NOT_OFFICIAL),
            tr.text("page {page} of {pages}"),
            marking,
            tr.text("FICTIONAL EXAMPLE") if record.snapshot.example else "",
        )

    def _cover(self, title: str) -> Cover:
        record, tr = self._record, self._tr
        head = [s for s in self._mine if s.field in self._head().field]
        facts = [
            (tr.text("Provider"), record.in_full(PROVIDER)),
            (tr.text("Model"), record.in_full(self._model)),
            *(self._row(stated) for stated in head if not self._left_out(stated)),
            (tr.text("Prepared"), record.date(record.today)),
        ]
        return Cover(
            tr.text(_EDITIONS[self._reader]),
            title,
            record.name(self._model),
            tuple(facts),
            (Words(tr.text(_RULES[self._reader])), *self._state()),
        )

    def _head(self) -> DocumentSection:
        """Return the section that the official form prints at its head."""
        return self._paper.document.section[0]

    def _state(self) -> tuple[Words, ...]:
        """Say how complete the edition is."""
        tr, counted = self._tr, self._paper.progress(self._mine)
        if not counted.open and not counted.drafts:
            return ()
        said = [
            tr.plural(
                "Not finished: of {count} item {stated} are stated.",
                "Not finished: of {count} items {stated} are stated.",
                counted.asked,
                stated=tr.number(counted.stated),
            )
            if counted.open
            else tr.text("Every item is stated.")
        ]
        if counted.drafts:
            said.append(
                tr.plural(
                    "{count} of them is a draft that nobody has confirmed yet; it is marked.",
                    "{count} of them are drafts that nobody has confirmed yet; they are marked.",
                    counted.drafts,
                )
            )
        return (Words(" ".join(said), "strong"),)

    # -- the items -------------------------------------------------------------------------

    def _sections(self) -> tuple[Section, ...]:
        """Return the sections: one for each group of the form, or for each of its sections."""
        found: list[Section] = []
        grouped = any(section.group for section in self._paper.document.section)
        for section in self._paper.document.section[1:]:
            rows = self._rows(section)
            if not rows:
                continue
            title = self._tr.of(f"{section.id}.title", section.title)
            numbered = f"{section.number}  {title}" if section.number else title
            facts = Facts(rows, wide=True)
            if not grouped:
                found.append(Section(section.id, numbered, (facts,), new_page=False))
                continue
            if section.group or not found:
                group = self._tr.of(f"{section.id}.group", section.group)
                found.append(Section(section.id, group or numbered, (), new_page=False))
            last = found[-1]
            blocks: tuple[Block, ...] = (*last.blocks, Heading(numbered), facts)
            found[-1] = Section(last.key, last.title, blocks, new_page=False)
        return tuple(found)

    def _rows(self, section: DocumentSection) -> tuple[tuple[str, str], ...]:
        inside = [s for s in self._paper.inside(section) if s in self._mine]
        return tuple(self._row(stated) for stated in inside if not self._left_out(stated))

    def _left_out(self, stated: Stated) -> bool:
        """Tell whether an item is not printed: not asked, or empty and not called for."""
        if stated.origin != "none":
            return stated.asked == "no"
        part_of_another = not stated.answer.row and stated.asked != "yes"
        return stated.asked == "no" or stated.answer.optional or part_of_another

    def _row(self, stated: Stated) -> tuple[str, str]:
        tr, answer = self._tr, stated.answer
        words = document_words.shown(self._paper.document, stated, tr)
        if answer.kind == "lines":
            words = ", ".join(line.strip() for line in words.split("\n") if line.strip())
        parts = [words] if words else [self._nothing(stated)]
        if stated.origin == "draft":
            parts.append(tr.text("Draft from the company’s record, not confirmed yet."))
        if self._reader is None:
            parts.append(tr.text("For: {readers}", readers=document_words.readers(answer, tr)))
            if answer.doubtful:
                doubt = tr.of(f"{stated.place}.doubt", answer.doubt)
                parts.append(tr.text("Check against the official form. {doubt}", doubt=doubt))
        return document_words.label(stated, tr), "\n\n".join(parts)

    def _nothing(self, stated: Stated) -> str:
        tr = self._tr
        if stated.origin == "disputed":
            return tr.text("Two copies of the record answer differently; neither is printed.")
        if stated.asked == "not-known":
            return tr.text("Not stated yet; it depends on another answer that is not given yet.")
        return tr.text("Not stated yet.")

    # -- about -----------------------------------------------------------------------------

    def _about(self) -> Section:
        record, tr, about = self._record, self._tr, self._paper.document
        digest = record.snapshot.digest
        basis = tr.of(f"document.{about.id}.basis", about.basis)
        if tr.code != SOURCE_LANGUAGE:
            names = tr.text("The names of sections and items are our translation.")
            basis = f"{basis} {names}"
        rows = (
            (tr.text("Text used"), basis),
            (
                tr.text("Prepared with"),
                tr.text(
                    "Jalon, a self-assessment program, from what the company has entered. It is no"
                    " legal advice and no certificate, and nobody at the Commission has seen it."
                ),
            ),
            (
                tr.text("State of the record"),
                tr.text(
                    "{day}, {time}; digest (SHA-256) {digest}",
                    day=record.date(record.today),
                    time=f"{record.moment:%H:%M}",
                    digest=" ".join(digest[at : at + 8] for at in range(0, len(digest), 8)),
                ),
            ),
            (
                tr.text("Attached"),
                tr.text("What this edition holds, as JSON, and nothing else of the record."),
            ),
        )
        return Section("about", tr.text("About this document"), (Facts(rows),), new_page=False)
