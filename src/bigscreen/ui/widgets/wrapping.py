"""Breaks a paragraph of outside text into lines, anywhere it must."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Return ``text`` in at most ``most`` lines of ``width`` pixels; an ellipsis if it goes on."""
    if not text or most < 1:
        return []
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _broken(paragraph, font, width, most)
    if len(lines) > most:
        rest = "".join(lines[most - 1 :])
        last = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        lines = [*lines[: most - 1], last]
    return lines


def _broken(paragraph: str, font: QFont, width: int, most: int) -> list[str]:
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid() and len(lines) <= most:
        line.setLineWidth(max(1, width))
        lines.append(_slice(paragraph, line.textStart(), line.textLength()))
    layout.endLayout()
    return lines or [""]


def _slice(text: str, start: int, length: int) -> str:
    """Cut by Qt's counting: UTF-16 units, of which one emoji has two."""
    units = text.encode("utf-16-le")
    return units[2 * start : 2 * (start + length)].decode("utf-16-le", "ignore").rstrip()
