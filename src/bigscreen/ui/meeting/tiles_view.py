"""Key figures side by side: the value large, 同比 and 环比 under it, n at the foot."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent

from bigscreen.ui.meeting.figure_surface import FigureSurface, Spot
from bigscreen.ui.theme import JUDGEMENTS, Ground, Ink, Size, Theme, Weight
from bigscreen.ui.widgets.text_box import LEFT, TextBox, fitting_font, text_width
from bigscreen.viewmodels.kpi_tiles import Judgement
from bigscreen.viewmodels.report_blocks import Tile, Tiles
from bigscreen.viewmodels.wording import tr

_GAP = 12
_PAD = 16
_LEAST = 216
_HEIGHT = 156
_VALUE = 38
_USUAL_WIDTH = 1888


class TilesView(FigureSurface):
    """As many tiles a row as have room."""

    def __init__(self, theme: Theme, block: Tiles) -> None:
        super().__init__(theme, block.title)
        self._tiles = block.tiles
        self._take_height(theme.px(_USUAL_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height all rows need: narrower tiles stand in more rows."""
        super().resizeEvent(event)
        self._take_height(self.width())

    def _take_height(self, width: int) -> None:
        rows = -(-len(self._tiles) // self._columns(width))
        height = rows * self.theme.px(_HEIGHT) + (rows - 1) * self.theme.px(_GAP)
        if height != self.height():
            self.setFixedHeight(height)

    def spots(self) -> list[Spot]:
        """Return the tiles."""
        return [
            Spot(rect, tile.label, tile.text, tile.ground)
            for rect, tile in zip(self._rects(), self._tiles, strict=True)
        ]

    def text_boxes(self) -> list[TextBox]:
        """Return every text, laid so that none meets another."""
        return [
            box
            for rect, tile in zip(self._rects(), self._tiles, strict=True)
            for box in self._boxes(rect, tile)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tiles."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect in self._rects():
            painter.setPen(QPen(Ground.LINE, 1))
            painter.setBrush(Ground.PANEL)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        for box in self.text_boxes():
            box.paint(painter)
        self.paint_marks(painter)

    def _columns(self, width: int) -> int:
        room = max(1, (width + self.theme.px(_GAP)) // self.theme.px(_LEAST + _GAP))
        count = len(self._tiles)
        rows = -(-count // room)
        return max(1, -(-count // rows))

    def _rects(self) -> list[QRect]:
        columns, gap = self._columns(self.width()), self.theme.px(_GAP)
        height = self.theme.px(_HEIGHT)
        wide = (self.width() - gap * (columns - 1)) / columns
        rects = []
        for place in range(len(self._tiles)):
            row, column = divmod(place, columns)
            left = round(column * (wide + gap))
            rects.append(QRect(left, row * (height + gap), round(wide), height))
        return rects

    def _boxes(self, rect: QRect, tile: Tile) -> list[TextBox]:
        px, font = self.theme.px, self.theme.font
        inside = rect.adjusted(px(_PAD), px(10), -px(_PAD), -px(8))
        values = [font(size, Weight.BOLD) for size in (_VALUE, 32, 26, 22)]
        boxes = [
            TextBox(
                QRect(inside.left(), inside.top(), inside.width(), px(24)),
                tile.label,
                font(Size.LABEL),
                Ink.LABEL,
                LEFT,
                elides=True,
            ),
            TextBox(
                QRect(inside.left(), inside.top() + px(26), inside.width(), px(46)),
                tile.text,
                fitting_font(values, tile.text, inside.width()),
                Ink.FULL,
                LEFT,
                elides=True,
            ),
        ]
        top = inside.top() + px(74)
        for change in tile.changes[:2]:
            boxes += self._change(
                QRect(inside.left(), top, inside.width(), px(20)),
                change.label,
                change.text,
                JUDGEMENTS[Judgement(change.judgement)],
            )
            top += px(20)
        ground = tile.ground
        if ground.n or ground.measure:
            said = tr("n {n}", n=f"{ground.n:,}")
            place = QRect(inside.left(), inside.bottom() - px(16), inside.width(), px(18))
            boxes.append(TextBox(place, said, font(Size.NOTE), Ink.FAINT, LEFT, elides=True))
        return boxes

    def _change(self, place: QRect, label: str, text: str, colour: QColor) -> list[TextBox]:
        font = self.theme.font(Size.SMALL)
        gap = self.theme.px(8)
        most = max(place.width() // 3, place.width() - gap - text_width(font, text))
        wide = min(text_width(font, label), most)
        rest = QRect(
            place.left() + wide + gap, place.top(), place.width() - wide - gap, place.height()
        )
        return [
            TextBox(
                QRect(place.left(), place.top(), wide, place.height()),
                label,
                font,
                Ink.FAINT,
                LEFT,
                elides=True,
            ),
            TextBox(rest, text, font, colour, LEFT, elides=True),
        ]
