"""Small pictures of evidence, made by the worker: bounded in size, number and memory.

A picture's size is read from its head first; one with too many pixels is never decoded.
"""

from collections import OrderedDict
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QLoggingCategory, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from jalon import hashing
from jalon.assessment.attached_file import File
from jalon.assessment.evidence import Evidence, Found
from jalon.errors import UserError
from jalon.store import outside
from jalon.store.evidence import changed
from jalon.ui.desk import Desk

MOST_PIXELS = 25_000_000
LARGEST = 16_000_000
"""In bytes: a larger picture is shown by its sign."""

SIDE = 256
"""In pixels: what is kept of a picture, at most."""

_KEPT = 120
_FORMATS = {
    "image/png": b"png",
    "image/jpeg": b"jpg",
    "image/gif": b"gif",
    "image/bmp": b"bmp",
    "image/webp": b"webp",
}


class Thumbnails(QObject):
    """The pictures of one project's evidence; ``ready`` says that one more is there."""

    ready = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._asked: set[str] = set()
        self._vain: dict[str, Found | None] = {}

    def kept(self, entry: Evidence) -> QPixmap | None:
        """Return the picture of a piece if it was made already; asks for none."""
        return self._kept.get(entry.file.sha256) if entry.file and not entry.removed else None

    def wanted(self, entry: Evidence) -> bool:
        """Tell whether a piece may have a picture that was not asked for yet."""
        file = entry.file
        if file is None or file.media_type not in _FORMATS or file.size > LARGEST or entry.removed:
            return False
        if entry.subject in self._vain and self._vain[entry.subject] == self._found(entry):
            return False
        return file.sha256 not in self._kept and file.sha256 not in self._asked

    def of(self, entry: Evidence) -> QPixmap | None:
        """Return the picture of a piece; None where it has none, or none yet."""
        file = entry.file
        if file and not entry.removed and file.sha256 in self._kept:
            self._kept.move_to_end(file.sha256)
            return self._kept[file.sha256]
        if file and self.wanted(entry):
            self._ask(entry, file)
        return None

    def _found(self, entry: Evidence) -> Found | None:
        return self._desk.session.attachments.found.get(entry.subject)

    def _ask(self, entry: Evidence, file: File) -> None:
        attachments = self._desk.session.attachments
        subject, sha256 = entry.subject, file.sha256
        path: Path | None = None
        data = b""
        if file.stored == "linked":
            path = outside.where(file, attachments.folder)
        else:
            try:
                data = b"".join(attachments.pieces(entry))
            except UserError:
                self._kept[sha256] = None
                return
        self._asked.add(sha256)
        self._vain[subject] = self._found(entry)

        def done(image: QImage) -> None:
            del self._vain[subject]
            self._keep(sha256, image)
            self.ready.emit(subject)

        def failed(_: UserError) -> None:  # until a look finds something else
            self._asked.discard(sha256)
            self.ready.emit(subject)

        self._desk.jobs.start(
            lambda _: picture(_as_attached(path, sha256) if path else data, file.media_type),
            done,
            failed,
        )

    def _keep(self, sha256: str, image: QImage) -> None:
        self._asked.discard(sha256)
        self._kept[sha256] = None if image.isNull() else QPixmap.fromImage(image)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


def picture(data: bytes, media_type: str, side: int = SIDE) -> QImage:
    """Decode a picture, at most ``side`` pixels wide and high; null where it cannot be had.

    Safe for a worker: it uses no pixmap and no widget.
    """
    _quiet()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_FORMATS.get(media_type, b"none")))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    wanted = size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
    if wanted.width() < size.width():
        reader.setScaledSize(wanted.expandedTo(QSize(1, 1)))
    image = reader.read()  # Qt itself refuses to allocate more than 256 MB for one
    if max(image.width(), image.height()) <= side:
        return image
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, smooth)


@cache
def _quiet() -> None:
    """Have Qt say nothing of a damaged picture: somebody else made it, and its sign is shown."""
    QLoggingCategory.setFilterRules("qt.gui.imageio*=false")


def _as_attached(path: Path, sha256: str) -> bytes:
    """Return a linked file's bytes.

    Raises:
        UserError: it cannot be read, or has become another: it is not shown as what was attached.
    """
    data = outside.whole(path, LARGEST)
    if hashing.streamed(data).hexdigest() != sha256:
        raise changed(path.name)
    return data
