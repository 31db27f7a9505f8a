"""Writes the structure tree into a PDF.

Source: ISO 32000-1, 14.7.2 (tree), 14.7.4.4 (parent tree).
"""

from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from jalon.export.tagging import Annotation, Attribute, Element, Marked, Widget


@dataclass
class _Tree:
    """The tree under construction.

    Attributes:
        owners: for each page, the element of each number of marked content.
        references: objects (annotations) with the element each belongs to.
    """

    pdf: Pdf
    pages: list[Object]
    widgets: dict[str, Object]
    owners: dict[int, dict[int, Object]] = field(default_factory=dict)
    references: list[tuple[Object, Object]] = field(default_factory=list)


def write(pdf: Pdf, root: Element, widgets: dict[str, Object]) -> None:
    """Write the tree of ``root`` and its parent tree; elements without content are left out.

    Args:
        pdf: the file, whose pages hold the marked content.
        root: the document element.
        widgets: the form fields by name.
    """
    tree = _Tree(pdf, [page.obj for page in pdf.pages], widgets)
    top = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top.K = _element(tree, root, top)
    numbers = Array()
    for page in sorted(tree.owners):
        tree.pages[page].StructParents = page
        owners = tree.owners[page]
        numbers.append(page)
        numbers.append(pdf.make_indirect(Array([owners[i] for i in range(len(owners))])))
    for key, (found, owner) in enumerate(tree.references, start=len(tree.pages)):
        found.StructParent = key
        numbers.append(key)
        numbers.append(owner)
    top.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    top.ParentTreeNextKey = len(tree.pages) + len(tree.references)
    pdf.Root.StructTreeRoot = top
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(tree: _Tree, element: Element, parent: Object) -> Object:
    made = tree.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent)
    )
    if element.lang:
        made.Lang = String(element.lang)
    if element.alt:
        made.Alt = String(element.alt)
    if element.owner:
        made.A = Dictionary(O=Name(f"/{element.owner}"))
        for name, value in element.attributes.items():
            made.A[f"/{name}"] = _value(value)
    home = next((kid.page for kid in element.kids if isinstance(kid, Marked)), None)
    if home is not None:
        made.Pg = tree.pages[home]
    kids = [_kid(tree, kid, made, home) for kid in element.kids if not _is_empty(kid)]
    if kids:
        made.K = kids[0] if len(kids) == 1 else Array(kids)
    return made


def _is_empty(kid: Element | Marked | Annotation | Widget) -> bool:
    return isinstance(kid, Element) and kid.empty


def _kid(
    tree: _Tree, kid: Element | Marked | Annotation | Widget, made: Object, home: int | None
) -> Object | int:
    match kid:
        case Element():
            return _element(tree, kid, made)
        case Marked(page, mcid):
            tree.owners.setdefault(page, {})[mcid] = made
            if page == home:
                return mcid
            return Dictionary(Type=Name.MCR, Pg=tree.pages[page], MCID=mcid)
        case Annotation(page, number):
            return _reference(tree, tree.pages[page].Annots[number], made, tree.pages[page])
        case Widget(name):
            widget = tree.widgets[name]
            return _reference(tree, widget, made, widget.P)


def _reference(tree: _Tree, found: Object, made: Object, page: Object) -> Object:
    tree.references.append((found, made))
    return Dictionary(Type=Name.OBJR, Pg=page, Obj=found)


def _value(value: Attribute) -> Object | int:
    if isinstance(value, str):
        return Name(value) if value.startswith("/") else String(value)
    if isinstance(value, int):
        return value
    return Array([round(number, 3) for number in value])
