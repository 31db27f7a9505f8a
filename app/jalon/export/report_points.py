"""What does not go together in the record, as it stands when the report is made."""

from collections import Counter
from collections.abc import Iterator

from jalon.assessment import contradictions
from jalon.assessment.contradictions import KINDS, TITLES, Contradiction, Kind, words
from jalon.export import contradiction_words
from jalon.export.report_record import Record
from jalon.export.tree import Block, Facts, Heading, Section, Words
from jalon.forms import citations
from jalon.forms.model import ItemId
from jalon.language import capital


def section(record: Record) -> Section:
    """Return the part that lists every point that is still open, by kind."""
    tr = record.tr
    points = contradictions.of_snapshot(record.snapshot)
    blocks: list[Block] = [Words(_intro(record, bool(points)))]
    for kind in KINDS:
        found = [point for point in points if point.kind == kind]
        if found:
            blocks += _kind(record, kind, found)
    return Section("points", tr.text("Points open before signing"), tuple(blocks), new_page=False)


def _intro(record: Record, any_: bool) -> str:  # noqa: FBT001
    tr = record.tr
    if not any_:
        return tr.text("In this record nothing was found that does not go together.")
    return tr.text(
        "What does not go together in this record, or is still open, when the report is made."
        " It keeps nobody from signing, and it enters no figure."
    )


def _kind(record: Record, kind: Kind, found: list[Contradiction]) -> Iterator[Block]:
    tr = record.tr
    title = tr.text(TITLES[kind])
    yield Heading(tr.text("{title}: {number}", title=title, number=tr.number(len(found))))
    sentences = {words.sentence(point, tr) for point in found}
    shared = len(sentences) == 1 and len(found) > 1
    if shared:
        yield Words(next(iter(sentences)))
    rows: dict[tuple[str, str], dict[str, Counter[str]]] = {}
    for point in found:
        label, model, place = _place(record, point)
        said = "" if shared else words.sentence(point, tr)
        rows.setdefault((label, said), {}).setdefault(model, Counter())[place] += 1
    yield Facts(
        tuple((label, _text(record, said, places)) for (label, said), places in rows.items())
    )


def _text(record: Record, said: str, places: dict[str, Counter[str]]) -> str:
    """Return what is said, then a line of places for the company and for each model."""
    lines = [said]
    order = ["", *map(record.name, record.models)]
    for model, counted in sorted(places.items(), key=lambda found: order.index(found[0])):
        listed = _listed(record, counted)
        if model and listed:
            lines.append(record.tr.text("{name}: {text}", name=model, text=listed))
        else:
            lines.append(capital(listed))
    return "\n".join(line for line in lines if line) or "–"


def _listed(record: Record, counted: Counter[str]) -> str:
    tr = record.tr
    return tr.text("; ").join(
        place
        if number == 1
        else tr.plural(
            "{place} ({count} requirement)", "{place} ({count} requirements)", number, place=place
        )
        for place, number in counted.items()
        if place
    )


def _place(record: Record, point: Contradiction) -> tuple[str, str, str]:
    """Return what a point belongs to, its model if there are several, its place within that."""
    tr = record.tr
    if point.thing != "requirement" or point.item not in record.form.items:
        return contradiction_words.where(point, record.form, record.assessment, tr), "", ""
    item = ItemId(point.item)
    parts = citations.places(record.form.items[item].place, tr)
    several = point.subject in record.models and len(record.models) > 1
    label = record.measure(item)
    return (
        capital(label),
        record.name(point.subject) if several else "",
        ", ".join(parts),
    )
