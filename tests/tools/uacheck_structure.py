"""The structure tree: known types, allowed nesting, headings, texts for what is no text."""

import re

from tools.uacheck_file import LANGUAGE, File, Node

STANDARD = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|P|H[1-6]?|L|LI|"
    "Lbl|LBody|Table|T[RHD]|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|"
    "Figure|Formula|Form"
)
PARENTS = {
    "TR": ({"Table", "THead", "TBody", "TFoot"}, "7.2-4"),
    "THead": ({"Table"}, "7.2-5"),
    "TBody": ({"Table"}, "7.2-6"),
    "TFoot": ({"Table"}, "7.2-7"),
    "TH": ({"TR"}, "7.2-8"),
    "TD": ({"TR"}, "7.2-9"),
    "LI": ({"L"}, "7.2-17"),
    "LBody": ({"LI"}, "7.2-18"),
    "TOCI": ({"TOC"}, "7.2-26"),
}
CHILDREN = {
    "Table": ({"TR", "THead", "TBody", "TFoot", "Caption"}, "7.2-3"),
    "TR": ({"TH", "TD"}, "7.2-10"),
    "THead": ({"TR"}, "7.2-36"),
    "TBody": ({"TR"}, "7.2-37"),
    "TFoot": ({"TR"}, "7.2-38"),
    "L": ({"L", "LI", "Caption"}, "7.2-19"),
    "LI": ({"Lbl", "LBody"}, "7.2-20"),
    "TOC": ({"TOC", "TOCI", "Caption"}, "7.2-27"),
}


def check(file: File) -> None:
    for node in file.nodes():
        _check_type(file, node)
        _check_nesting(file, node)
        _check_words(file, node)
        _check_form(file, node)
    _check_headings(file)


def _check_type(file: File, node: Node) -> None:
    if not STANDARD.fullmatch(node.tag):
        file.fail("7.1-5", f"type {node.tag} is not standard")
    if "/P" not in node.source:
        file.fail("7.1-12", f"{node.tag} without parent entry")
    if not LANGUAGE.match(node.language):
        file.fail("7.2-29", f"language {node.language!r} of {node.tag}")


def _check_nesting(file: File, node: Node) -> None:
    parent = node.parent.tag if node.parent else ""
    allowed, rule = PARENTS.get(node.tag, ({parent}, ""))
    if parent not in allowed:
        file.fail(rule, f"{node.tag} inside {parent}")
    if node.tag not in CHILDREN:
        return
    allowed, rule = CHILDREN[node.tag]
    tags = [kid.tag for kid in node.kids]
    for tag in tags:
        if tag not in allowed:
            file.fail(rule, f"{tag} inside {node.tag}")
    if node.tag == "Table" and "THead" in tags and "TBody" not in tags:
        file.fail("7.2-14", "THead without TBody")
    if node.tag == "Table" and tags.count("THead") > 1:
        file.fail("7.2-11", "two THead")


def _check_words(file: File, node: Node) -> None:
    words = str(node.source.get("/Alt", "")) or str(node.source.get("/ActualText", ""))
    if node.tag in ("Figure", "Formula") and not words.strip():
        file.fail("7.3-1", f"{node.tag} without words")
    if node.tag == "Note" and not str(node.source.get("/ID", "")):
        file.fail("7.9-1", "Note without ID")


def _check_form(file: File, node: Node) -> None:
    if node.tag != "Form":
        return
    if node.kids or [kind for kind, _ in node.content] != ["object"]:
        file.fail("7.18.4-2", "Form must hold exactly one widget")


def _check_headings(file: File) -> None:
    last = 0
    for node in file.nodes():
        if len(node.tag) == 2 and node.tag[0] == "H" and node.tag[1].isdigit():
            level = int(node.tag[1])
            if level > last + 1:
                file.fail("7.4.2-1", f"H{level} after H{last}")
            last = level
        if node.tag == "H":
            file.fail("7.4.4-2", "H and Hn are not to be mixed")
