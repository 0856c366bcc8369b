"""Films for ``demo:`` addresses: drawn by this program, so that the demo needs no camera at all.

``demo:street/3`` is a crossing seen from above, ``demo:body/1`` what somebody on foot sees. Each
picture says 演示画面. A film is drawn when it is first asked for, then kept in the user's cache.
"""

import math
import random
from pathlib import Path

import platformdirs
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QImageWriter, QPainter, QPen, QPolygonF

from bigscreen.ui.video.motion_jpeg import avi_of

WIDTH, HEIGHT, PER_SECOND, SECONDS = 480, 270, 10, 8
_QUALITY = 62
_VERSION = 1
"""Grows when films are drawn another way: those in the cache are not taken any more."""

_LANES = 4
_CARS = 9
_PEOPLE = 7


def footage(url: str, folder: Path | None = None) -> Path:
    """Return the film of a ``demo:`` address, drawn now if it is not in the cache yet.

    Raises:
        OSError: it can not be written.
    """
    kept = folder or Path(platformdirs.user_cache_dir("bigscreen")) / "demo_footage"
    name = "".join(c if c.isalnum() else "-" for c in url.partition(":")[2])[:60]
    film = kept / f"v{_VERSION}-{name}.avi"
    if not film.exists():
        kept.mkdir(parents=True, exist_ok=True)
        part = film.with_suffix(f".{random.getrandbits(32):08x}.part")
        part.write_bytes(_film(url))
        part.replace(film)
    return film


def picture(url: str, share: float) -> QImage:
    """Return the picture at a share (0 to 1) of the film; the last leads over to the first."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    chance = random.Random(url)  # noqa: S311 - made-up pictures
    if "body" in url:
        _paint_walk(painter, chance, share)
    else:
        _paint_crossing(painter, chance, share)
    _paint_label(painter)
    painter.end()
    return image


def jpeg_of(image: QImage) -> bytes:
    """Return a picture as a JPEG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpg"))
    writer.setQuality(_QUALITY)
    writer.write(image)
    return bytes(buffer.data().data())


def _film(url: str) -> bytes:
    frames = PER_SECOND * SECONDS
    pictures = [jpeg_of(picture(url, number / frames)) for number in range(frames)]
    return avi_of(pictures, WIDTH, HEIGHT, PER_SECOND)


def _shade(hue: float, saturation: float, value: float) -> QColor:
    return QColor.fromHsvF(hue % 1.0, saturation, value)


def _paint_crossing(painter: QPainter, chance: random.Random, share: float) -> None:
    painter.fillRect(0, 0, WIDTH, HEIGHT, _shade(0.32 + chance.random() * 0.2, 0.14, 0.30))
    painter.translate(WIDTH / 2, HEIGHT / 2)
    painter.rotate(chance.uniform(-16, 16))
    road, line = _shade(0.6, 0.06, 0.34), _shade(0.15, 0.05, 0.72)
    for turned in (0, 90):
        painter.save()
        painter.rotate(turned)
        painter.fillRect(QRectF(-400, -34, 800, 68), road)
        painter.setPen(QPen(line, 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(-400, 0), QPointF(400, 0))
        painter.restore()
    painter.setPen(Qt.PenStyle.NoPen)
    for side in range(4):  # houses and zebra crossings
        painter.save()
        painter.rotate(90 * side)
        for stripe in range(5):
            painter.fillRect(QRectF(42, -30 + stripe * 13, 16, 7), line)
        painter.setBrush(_shade(chance.random(), 0.12, chance.uniform(0.42, 0.58)))
        painter.drawRoundedRect(QRectF(76, 48, chance.uniform(90, 150), 80), 4, 4)
        painter.restore()
    for _ in range(_CARS):
        painter.save()
        painter.rotate(90 * chance.randrange(_LANES))
        start, speed = chance.uniform(0, 700), chance.choice((1, 1, 2))
        along = (start + share * 700 * speed) % 700 - 350
        painter.setBrush(_shade(chance.random(), chance.uniform(0.05, 0.7), 0.78))
        painter.drawRoundedRect(QRectF(along, 9, 34, 16), 4, 4)
        painter.setBrush(_shade(0.58, 0.3, 0.25))
        painter.drawRect(QRectF(along + 20, 11, 7, 12))
        painter.restore()
    for _ in range(_PEOPLE):
        painter.save()
        painter.rotate(90 * chance.randrange(4))
        along = (chance.uniform(0, 600) + share * 600 * chance.choice((-1, 1))) % 600 - 300
        painter.setBrush(_shade(chance.random(), 0.5, 0.9))
        painter.drawEllipse(QPointF(along, 40 + chance.uniform(0, 6)), 3.6, 3.6)
        painter.restore()
    painter.resetTransform()


def _paint_walk(painter: QPainter, chance: random.Random, share: float) -> None:
    step = math.sin(share * 2 * math.pi * 12)
    sway = math.sin(share * 2 * math.pi * 6) * 5
    horizon = HEIGHT * 0.44 + step * 2.5
    painter.fillRect(0, 0, WIDTH, HEIGHT, _shade(0.58, 0.25, 0.72))
    centre = WIDTH / 2 + sway
    far, near = QPointF(centre, horizon), HEIGHT + 20.0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_shade(0.6, 0.05, 0.42))
    painter.drawPolygon(QPolygonF([far, QPointF(centre + 420, near), QPointF(centre - 420, near)]))
    for side in (-1, 1):
        for house in range(7):  # they come nearer: the film ends where it began
            depth = (house + share * 2) % 7 / 7
            scale = 0.10 + depth * depth * 1.7
            tone = random.Random(f"{side}{(house + 7 - int(share * 2)) % 7}")  # noqa: S311
            painter.setBrush(_shade(tone.random(), 0.18, 0.40 + 0.28 * depth))
            left = centre + side * (46 + 330 * scale)
            width, height = 150 * scale, 190 * scale
            painter.drawRect(QRectF(left - width / 2, horizon - height * 0.62, width, height))
    for _ in range(5):
        depth = (chance.random() + share) % 1.0
        scale = 0.12 + depth * depth * 1.1
        left = centre + chance.uniform(-150, 150) * (0.3 + scale)
        tall = 120 * scale
        top = horizon + 46 * scale - tall * 0.5
        painter.setBrush(QBrush(_shade(chance.random(), 0.5, 0.62)))
        painter.drawRoundedRect(QRectF(left, top, tall * 0.34, tall), tall * 0.1, tall * 0.1)
        painter.setBrush(_shade(0.07, 0.35, 0.85))
        painter.drawEllipse(
            QPointF(left + tall * 0.17, top - tall * 0.12), tall * 0.13, tall * 0.14
        )


def _paint_label(painter: QPainter) -> None:
    """Say on every picture that nobody has filmed it."""
    font = QFont(painter.font())
    font.setPixelSize(17)
    painter.setFont(font)
    text = "演示画面 DEMO"
    box = QRectF(painter.fontMetrics().boundingRect(text)).adjusted(0, 0, 16, 6)
    box.moveTopLeft(QPointF(WIDTH - box.width() - 8, HEIGHT - box.height() - 8))
    veil = QColor(Qt.GlobalColor.black)
    veil.setAlphaF(0.55)
    painter.fillRect(box, veil)
    painter.setPen(QColor(Qt.GlobalColor.white))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
