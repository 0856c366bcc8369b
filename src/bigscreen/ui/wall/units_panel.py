"""Units in rows, the busy ones first: what each does, and on which case."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.theme import Ground, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.glyph import paint_mark
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox, text_width
from bigscreen.viewmodels.wall_units import WallUnit
from bigscreen.viewmodels.wording import tr

MOST = 120
"""More rows than any screen shows at a readable size."""

_ROW = 40
_TALLEST = 52
_COLUMN = 300
_GLYPH = 16
_GAP = 10
_SIGN = 96


class UnitsPanel(Panel):
    """The units of a grid or of a case; what has no room is counted in the head."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Units"), parent)
        self.rows = _Rows(theme)
        self._empty = EmptyText(theme, tr("No units here"))
        self.body.addWidget(self.rows, 1)
        self.body.addWidget(self._empty, 1)

    def show_units(self, units: Sequence[WallUnit], whole: int) -> None:
        """Show units, the first ones of ``whole``."""
        self.rows.show_units(units)
        self.rows.setVisible(bool(units))
        self._empty.setVisible(not units)
        busy = sum(unit.is_busy for unit in units)
        self.note.setText(tr("{n} · on a case {busy}", n=whole, busy=busy) if whole else "")


class _Rows(QWidget):
    """Rows in as many columns as have room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._units: tuple[WallUnit, ...] = ()

    def show_units(self, units: Sequence[WallUnit]) -> None:
        """Show other units."""
        if tuple(units) != self._units:
            self._units = tuple(units)
            self.setAccessibleName(
                ", ".join(f"{u.call_sign} {u.status} {u.detail}".strip() for u in units)
            )
            self.update()

    def _places(self) -> list[QRect]:
        px = self._theme.px
        columns = max(1, self.width() // px(_COLUMN))
        rows = max(1, self.height() // px(_ROW))
        step = min(px(_TALLEST), self.height() // rows)
        wide = (self.width() + px(_GAP)) // columns
        count = min(len(self._units), rows * columns)
        return [
            QRect(place // rows * wide, place % rows * step, wide - px(_GAP), step - px(4))
            for place in range(count)
        ]

    def text_boxes(self) -> list[TextBox]:
        """Return call sign, state and case of each unit that is shown."""
        px, theme = self._theme.px, self._theme
        bold, small = theme.font(Size.LABEL, Weight.BOLD), theme.font(Size.SMALL)
        boxes: list[TextBox] = []
        places = self._places()
        left_out = len(self._units) - len(places)
        for number, (place, unit) in enumerate(zip(places, self._units, strict=False), start=1):
            left = place.left() + px(8 + _GLYPH + 8)
            right = place.right() + 1 - px(8)
            if left_out and number == len(places):
                more = tr("+{n}", n=left_out + 1)
                boxes.append(TextBox(place.adjusted(px(8), 0, 0, 0), more, small, Ink.FAINT, LEFT))
                continue
            sign = min(px(_SIGN), text_width(bold, unit.call_sign), right - left)
            boxes.append(
                TextBox(
                    QRect(left, place.top(), sign, place.height()),
                    unit.call_sign, bold, Ink.FULL, LEFT, elides=True,
                )
            )  # fmt: skip
            told = unit.age or unit.status
            ink = State.LATE if unit.age else State.GOOD if unit.is_busy else Ink.LABEL
            wide = min(text_width(small, told), right - left - sign - px(_GAP))
            if wide > 0:
                rect = QRect(right - wide, place.top(), wide, place.height())
                boxes.append(TextBox(rect, told, small, ink, RIGHT, elides=True))
            middle = left + sign + px(_GAP)
            room = right - wide - px(_GAP) - middle
            if unit.detail and room > px(40):
                rect = QRect(middle, place.top(), room, place.height())
                boxes.append(TextBox(rect, unit.detail, small, Ink.LABEL, LEFT, elides=True))
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        del event
        painter = QPainter(self)
        size, edge = self._theme.px(_GLYPH), self._theme.px(8)
        places = self._places()
        whole = len(places) == len(self._units)
        for number, (place, unit) in enumerate(zip(places, self._units, strict=False), start=1):
            if not whole and number == len(places):
                continue
            painter.fillRect(place, Ground.ROW)
            top = place.top() + (place.height() - size) / 2
            paint_mark(painter, QRectF(place.left() + edge, top, size, size), unit.mark)
        for box in self.text_boxes():
            box.paint(painter)
