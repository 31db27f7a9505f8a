"""What is seen of a workspace, and whether it is what holds."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from jalon.ui.kit.outline_pictures import Pictures
from ui.stage import Stage, pump


def picture(widget: QWidget) -> QImage:
    """Return what is seen of a widget."""
    pump()
    return widget.grab().toImage()


def differ(stage: Stage) -> list[str]:
    """Name what is seen otherwise once all of it has been set and painted anew."""
    space, parts = stage.workspace, {}
    space.page.complete()  # now, and not between the two pictures
    shown = {
        "page": space.stack,
        "outline": space.outline,
        "law": space.law,
        "header": space.header,
        "notices": space.notices,
    }
    for name, part in shown.items():
        parts[name] = picture(part)
    space.outline._pictures = Pictures()
    space._draw_outline()
    space.header.refresh(space._tr)
    space.notices.refresh(space._tr)
    space.page.retranslate(space._tr)
    space._show_law()
    return [name for name, part in shown.items() if picture(part) != parts[name]]
