"""Annotations: links and form fields belong to elements and have names (7.18)."""

from pikepdf import Name, Object

from tools.uacheck_file import File

_FORBIDDEN_FLAGS = 1 | 2 | 32 | 256
_PRINT = 4


def check(file: File) -> None:
    for number, page in enumerate(file.pdf.pages, start=1):
        annotations = list(page.obj.get("/Annots", []))
        if annotations and page.obj.get("/Tabs") != Name.S:
            file.fail("7.18.3-1", f"page {number}: tab order")
        for annotation in annotations:
            _check_flags(file, annotation)
            _check_place(file, annotation)


def _check_flags(file: File, annotation: Object) -> None:
    flags = int(annotation.get("/F", 0))
    if not flags & _PRINT or flags & _FORBIDDEN_FLAGS:
        file.fail("A 6.3.2", f"annotation flags {flags}")


def _check_place(file: File, annotation: Object) -> None:
    owner = file.owner_of_object(annotation)
    tag = owner.tag if owner else None
    kind = annotation.get("/Subtype")
    if kind == Name.Widget:
        if tag != "Form":
            file.fail("7.18.4-1", f"form field inside {tag}")
        if not str(annotation.get("/TU", "")).strip():
            file.fail("7.18.1-3", "form field without name")
    elif kind == Name.Link:
        if tag != "Link":
            file.fail("7.18.5-1", f"link inside {tag}")
        if not str(annotation.get("/Contents", "")).strip():
            file.fail("7.18.5-2", "link without words")
    else:
        file.fail("7.18.1-1", f"annotation of kind {kind}")
