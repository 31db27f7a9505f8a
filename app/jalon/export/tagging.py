"""Tags of the PDF: which element of the document each piece of ink belongs to.

The elements are made before anything is drawn, in reading order; drawing only says which
marked content of which page belongs to which element. Whatever is drawn outside an element
is declared an artifact, and nothing may be drawn outside both (PDF/UA-1, 7.1).

Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from reportlab.pdfgen.canvas import Canvas

Attribute: TypeAlias = str | int | tuple[float, ...]
"""A value in a structure attribute; a text that begins with ``/`` is a PDF name."""

Artifact: TypeAlias = Literal["Header", "Footer", "Watermark", "Layout"]


class Marked(NamedTuple):
    """Marked content: its page (from 0) and its number there."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """An annotation: its page (from 0) and its number in the page's list."""

    page: int
    number: int


class Widget(NamedTuple):
    """The form field of this name."""

    name: str


@dataclass(eq=False)
class Element:
    """One structure element, such as ``P``, ``TR`` or ``Figure``.

    Attributes:
        lang: language when it differs from the document's.
        alt: alternate text of a figure or form field.
        owner: the owner of ``attributes`` (``Table``, ``List``, ``Layout``).
        kids: elements and content, in reading order.
    """

    tag: str
    lang: str = ""
    alt: str = ""
    owner: str = ""
    attributes: dict[str, Attribute] = field(default_factory=dict)
    kids: list["Element | Marked | Annotation | Widget"] = field(default_factory=list)

    def add(
        self, tag: str, *, lang: str = "", alt: str = "", owner: str = "", **attributes: Attribute
    ) -> "Element":
        """Append a new element and return it."""
        kid = Element(tag, lang, alt, owner, dict(attributes))
        self.kids.append(kid)
        return kid

    @property
    def empty(self) -> bool:
        """Whether no content was drawn in it or below it."""
        return all(isinstance(kid, Element) and kid.empty for kid in self.kids)


class Field(NamedTuple):
    """A signature field to be made: page (from 0), rectangle in points, accessible name."""

    name: str
    page: int
    rectangle: tuple[float, float, float, float]
    tip: str


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas that says of all ink which element it belongs to."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.fields: list[Field] = []
        self._mark: Element | Literal["artifact"] | None = None
        self._marks = 0

    @property
    def page(self) -> int:
        """The page being drawn, from 0."""
        return int(self.getPageNumber()) - 1

    @contextmanager
    def element(self, element: Element) -> Iterator[None]:
        """Mark what is drawn inside as content of ``element``.

        Inside an artifact everything stays part of it.

        Raises:
            RuntimeError: an element is open already: elements hold elements, not ink in ink.
        """
        if self._mark == "artifact":
            yield
            return
        if self._mark is not None:
            raise RuntimeError(f"{element.tag} is drawn inside {self._mark.tag}")
        element.kids.append(Marked(self.page, self._marks))
        self._code.append(f"/{element.tag} <</MCID {self._marks}>> BDC")
        self._marks += 1
        with self._open(element):
            yield

    @contextmanager
    def artifact(self, kind: Artifact = "Layout") -> Iterator[None]:
        """Mark what is drawn inside as no part of the document's content.

        Inside an element, ink without meaning stays part of the element.
        """
        if self._mark is not None:
            yield
            return
        properties = "/Type /Layout"
        if kind != "Layout":
            properties = f"/Type /Pagination /Subtype /{kind}"
        self._code.append(f"/Artifact <<{properties}>> BDC")
        with self._open("artifact"):
            yield

    @contextmanager
    def _open(self, mark: Element | Literal["artifact"]) -> Iterator[None]:
        self._mark = mark
        self.saveState()
        try:
            yield
        finally:
            self.restoreState()
            self._mark = None
            self._code.append("EMC")

    def link(
        self, element: Element, destination: str, tip: str, width: float, height: float
    ) -> None:
        """Make the area from the origin a link to ``destination`` that belongs to ``element``."""
        element.kids.append(Annotation(self.page, len(self._annotationrefs)))
        self.linkRect(tip, destination, (0, 0, width, height), relative=1, thickness=0)

    def signature_field(
        self, element: Element, name: str, tip: str, width: float, height: float
    ) -> None:
        """Note that a signature field is to stand here, from the origin."""
        x, y = self.absolutePosition(0, 0)
        element.kids.append(Widget(name))
        box = (round(x, 2), round(y, 2), round(x + width, 2), round(y + height, 2))
        self.fields.append(Field(name, self.page, box, tip))

    def showPage(self) -> None:
        """End the page; marks are counted anew on the next one."""
        self._marks = 0
        super().showPage()
