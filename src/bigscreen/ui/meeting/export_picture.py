"""Turns printed pages into one tall picture, as it is passed on by telephone."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtPdf import QPdfDocument

MOST_PAGES = 30
"""Pages in one picture; a longer report is for paper."""

_WIDTH = 1240
"""A4 at 150 dots an inch."""


def picture_of(pdf: bytes) -> QImage:
    """Return the pages of a PDF one below the other; an empty image where there are none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    sizes = [
        document.pagePointSize(page).scaled(_WIDTH, 1 << 16, Qt.AspectRatioMode.KeepAspectRatio)
        for page in range(min(document.pageCount(), MOST_PAGES))
    ]
    if not sizes:
        return QImage()
    heights = [round(size.height()) for size in sizes]
    picture = QImage(_WIDTH, sum(heights), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    top = 0
    for page, height in enumerate(heights):
        painter.drawImage(0, top, document.render(page, QSize(_WIDTH, height)))
        top += height
    painter.end()
    document.close()
    return picture


def png_of(image: QImage) -> bytes:
    """Return an image as a PNG file; nothing where it is empty or can not be written."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    written = QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data()) if written else b""
