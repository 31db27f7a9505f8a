"""The file under check: its catalogue, structure elements and parent tree, read once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

LANGUAGE = re.compile(r"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$")


class Finding(NamedTuple):
    rule: str
    message: str


@dataclass(eq=False)
class Node:
    """A structure element; ``content`` holds what it refers to besides other elements."""

    source: Object
    tag: str
    parent: "Node | None"
    language: str
    kids: list["Node"] = field(default_factory=list)
    content: list[tuple[str, Object | int]] = field(default_factory=list)

    def attributes(self) -> list[Object]:
        found = self.source.get("/A")
        if found is None:
            return []
        return list(found) if isinstance(found, Array) else [found]

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()


class File:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(BytesIO(data))
        self.root = self.pdf.Root
        self.language = str(self.root.get("/Lang", ""))
        self.findings: list[Finding] = []
        self.by_object: dict[tuple[int, int], Node] = {}
        tree = self.root.get("/StructTreeRoot", Dictionary())
        self.top = [self._node(kid, None) for kid in _listed(tree.get("/K"))]
        self.owners: dict[int, Object] = {}
        self._read_numbers(tree.get("/ParentTree", Dictionary()))

    def fail(self, rule: str, message: str) -> None:
        self.findings.append(Finding(rule, message))

    def nodes(self) -> Iterator[Node]:
        for node in self.top:
            yield from node.walk()

    def owner(self, number: Object | int | None, mcid: int) -> Node | None:
        """Return the element that marked content belongs to, by the page's parent tree entry."""
        entry = self.owners.get(int(number)) if number is not None else None
        if not isinstance(entry, Array) or mcid >= len(entry):
            return None
        return self.by_object.get(entry[mcid].objgen)

    def owner_of_object(self, found: Object) -> Node | None:
        entry = self.owners.get(int(found.StructParent)) if "/StructParent" in found else None
        return None if entry is None else self.by_object.get(entry.objgen)

    def _node(self, source: Object, parent: Node | None) -> Node:
        inherited = parent.language if parent else self.language
        language = str(source.get("/Lang", inherited))
        node = Node(source, str(source.get("/S", ""))[1:], parent, language)
        self.by_object[source.objgen] = node
        for kid in _listed(source.get("/K")):
            if isinstance(kid, int):
                node.content.append(("mcid", kid))
            elif kid.get("/Type") == Name.MCR:
                node.content.append(("mcid", int(kid.MCID)))
            elif kid.get("/Type") == Name.OBJR:
                node.content.append(("object", kid.Obj))
            else:
                node.kids.append(self._node(kid, node))
        return node

    def _read_numbers(self, tree: Object) -> None:
        numbers = tree.get("/Nums", [])
        for at in range(0, len(numbers) - 1, 2):
            self.owners[int(numbers[at])] = numbers[at + 1]
        for kid in tree.get("/Kids", []):
            self._read_numbers(kid)


def _listed(value: Object | None) -> list[Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
