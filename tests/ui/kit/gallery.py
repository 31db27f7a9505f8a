"""Render the sample screens for looking: ``python -m ui.kit.gallery FOLDER``.

Every theme, both languages, 1280 and 1024 pixels, at 100 % and 200 %; the whole height of a
page is drawn. ``--only TEXT`` keeps the pictures whose name holds TEXT; ``--font NAME`` sets
another UI font.
"""

import argparse
import itertools
import os
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication, QWidget

from jalon.ui import kit, theme
from ui.kit.sample import Sample
from ui.kit.screens import SCREENS

WIDTHS = {1280: 800, 1024: 700}
POINTS = 10.0


def draw(screen: str, look: str, code: str, width: int, height: int) -> QImage:
    """Return a picture of a screen, as high as its page."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setPalette(theme.palette(theme.THEMES[look]))
    widget = SCREENS[screen](Sample(code), width)
    widget.resize(width, height)
    widget.show()
    for _ in range(4):
        app.processEvents()
    widget.resize(width, max(height, _content_height(widget)))
    for _ in range(4):
        app.processEvents()
    if focused := app.focusWidget():
        focused.clearFocus()
    app.processEvents()
    picture = widget.grab().toImage()
    widget.close()
    widget.deleteLater()
    return picture


def _content_height(widget: QWidget) -> int:
    pages = [s for s in widget.findChildren(kit.Scroll) if s.isVisible()]
    return max((p.widget().height() for p in pages), default=0)


def render(folder: Path, scale: int, only: str, font: str) -> None:
    """Render all pictures of one scale in this process."""
    app = QApplication([])
    theme.Appearance(app)
    base = QFont(font) if font else app.font()
    base.setPointSizeF(POINTS)
    app.setFont(base)
    for screen, look, code, width in itertools.product(
        SCREENS, theme.THEMES, ("fr", "en", "long"), WIDTHS
    ):
        name = f"{screen}-{look}-{code}-{width}-{scale}00"
        if only in name:
            picture = draw(screen, look, code, width // scale, WIDTHS[width] // scale)
            picture.save(str(folder / f"{name}.png"))


def main() -> None:
    """Render what is asked, one process for each scale: Qt reads it once."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--only", default="")
    asked.add_argument("--font", default="")
    asked.add_argument("--scale", type=int, default=0)
    o = asked.parse_args()
    o.folder.mkdir(parents=True, exist_ok=True)
    if o.scale:
        render(o.folder, o.scale, o.only, o.font)
        return
    for scale in (1, 2):
        subprocess.run(
            [sys.executable, "-m", "ui.kit.gallery", *sys.argv[1:], "--scale", str(scale)],
            env=dict(os.environ, QT_SCALE_FACTOR=str(scale)),
            check=True,
        )


if __name__ == "__main__":
    main()
