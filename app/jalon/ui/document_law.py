"""What the law panel says of one answer of a document."""

from typing import Final

from jalon.assessment import document_words
from jalon.errors import N_
from jalon.forms.citations import article
from jalon.forms.documents import Answer, Document, DocumentField, DocumentId
from jalon.language import Translator, capital
from jalon.ui.kit import LawPart, LawSection

_FORCE: Final[dict[DocumentId, str]] = {
    "model-documentation": N_(
        "Binding for those who have signed the Transparency chapter: all that the Form lists is"
        " documented when the model is placed on the market (Measure 1.1, paragraph 1). Using the"
        " Form itself is optional."
    ),
    "training-summary": N_(
        "Binding for every provider of a general-purpose AI model: the summary is made public, on"
        " the template of the AI Office (AI Act, Art. 53(1)(d))."
    ),
}
_OPTIONAL: Final = N_("The official form leaves this one to you.")
_BESIDE: Final = N_("The official form has no field for this: it serves the checks.")

_GIVEN: Final = {
    "downstream": N_(
        "Downstream providers: of your own accord (introduction of the Form), with the"
        " confidentiality safeguards of Art. 53(7) and 78."
    ),
    "authorities": N_(
        "AI Office and national competent authorities: only on a request of the AI Office that"
        " states its legal basis and purpose (introduction of the Form; Measure 1.2, paragraph 2)."
    ),
    "public": N_(
        "The public: on your website and with the model on every public distribution channel"
        " (Notice, point 32)."
    ),
    "nobody": N_("Nobody outside the company."),
}


def sections(
    document: Document, field: DocumentField, answer: Answer, tr: Translator
) -> tuple[LawSection, ...]:
    """Return the law panel's content for an answer, in reading order."""
    every = (
        _asks(field, answer, tr),
        _where(field, tr),
        _force(document, field, answer, tr),
        _readers(answer, tr),
        _doubt(field, answer, tr),
        LawSection(
            tr.text("Which text"),
            (LawPart("source", tr.of(f"document.{document.id}.basis", document.basis)),),
        ),
    )
    return tuple(section for section in every if section.parts)


def _asks(field: DocumentField, answer: Answer, tr: Translator) -> LawSection:
    said = [
        tr.of(f"{field.id}.asks", field.asks),
        tr.of(f"{field.id}.{answer.id}.asks", answer.asks),
    ]
    parts = [LawPart("quote", " ".join(words for words in said if words))] if any(said) else []
    if answer.words:
        recommended = tr.plural(
            "Recommended length: about {count} word. It is no limit.",
            "Recommended length: about {count} words. It is no limit.",
            answer.words,
        )
        parts.append(LawPart("source", recommended))
    return LawSection(tr.text("What is to be stated"), tuple(parts))


def _where(field: DocumentField, tr: Translator) -> LawSection:
    parts = [LawPart("text", tr.of(f"{field.id}.source", field.source))] if field.source else []
    if field.act:
        articles = tr.listed(article(reference, tr) for reference in field.act)
        parts.append(
            LawPart("text", tr.text("Regulation (EU) 2024/1689, {articles}", articles=articles))
        )
    return LawSection(tr.text("Where it stands"), tuple(parts))


def _force(document: Document, field: DocumentField, answer: Answer, tr: Translator) -> LawSection:
    home = next(s for s in document.section if field in s.field)
    said = tr.text(_FORCE[document.id])
    if answer.optional:
        said = tr.text(_OPTIONAL)
    elif not home.official:
        said = tr.text(_BESIDE)
    return LawSection(tr.text("How binding it is"), (LawPart("text", said),))


def _readers(answer: Answer, tr: Translator) -> LawSection:
    kinds = {
        "authorities" if one in {"ai-office", "national-authority"} else one
        for one in answer.recipients
    } or {"nobody"}
    named = document_words.readers(answer, tr)
    parts = [LawPart("text", capital(named))] if answer.recipients else []
    parts += [LawPart("source", tr.text(said)) for kind, said in _GIVEN.items() if kind in kinds]
    return LawSection(tr.text("Whom it is for"), tuple(parts))


def _doubt(field: DocumentField, answer: Answer, tr: Translator) -> LawSection:
    said = tr.of(f"{field.id}.{answer.id}.doubt", answer.doubt)
    return LawSection(
        tr.text("Check against the official form"), (LawPart("text", said),) if said else ()
    )
