"""One bar of several parts, with a number in each part that has room for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import Ground, Ink, Size, Theme, Weight
from bigscreen.ui.widgets.text_box import CENTRE, TextBox, text_width

_GAP = 2


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar; an empty text is not shown."""

    amount: float
    colour: QColor
    text: str = ""
    ink: QColor = field(default_factory=lambda: Ink.ON_COLOUR)


class SegmentBar(QWidget):
    """Parts side by side, as wide as their amounts."""

    def __init__(self, theme: Theme, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._segments: tuple[Segment, ...] = ()
        self.setFixedHeight(theme.px(height))

    def show_segments(self, segments: Sequence[Segment]) -> None:
        """Show other parts."""
        if tuple(segments) != self._segments:
            self._segments = tuple(segments)
            self.update()

    def set_height(self, height_px: int) -> None:
        """Be as high as there is room for."""
        if height_px != self.height():
            self.setFixedHeight(height_px)

    def places(self) -> list[QRect]:
        """Return the rectangle of each part."""
        whole = sum(segment.amount for segment in self._segments)
        gap = self._theme.px(_GAP)
        room = self.width() - gap * (len(self._segments) - 1)
        places: list[QRect] = []
        passed = 0.0
        for index, segment in enumerate(self._segments):
            left = round(room * passed / whole) + gap * index
            passed += segment.amount
            right = round(room * passed / whole) + gap * index
            places.append(QRect(left, 0, max(1, right - left), self.height()))
        return places

    def text_boxes(self) -> list[TextBox]:
        """Return the numbers that have room."""
        high = self.height() / self._theme.scale
        font = self._theme.font(min(22, max(Size.SMALL, round(high * 0.55))), Weight.BOLD)
        return [
            TextBox(place, segment.text, font, segment.ink, CENTRE)
            for place, segment in zip(self.places(), self._segments, strict=True)
            if segment.text and text_width(font, segment.text) + self._theme.px(4) <= place.width()
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts and their numbers."""
        del event
        painter = QPainter(self)
        if not self._segments:
            painter.fillRect(self.rect(), Ground.TRACK)
        for place, segment in zip(self.places(), self._segments, strict=True):
            painter.fillRect(place, segment.colour)
        for box in self.text_boxes():
            box.paint(painter)
