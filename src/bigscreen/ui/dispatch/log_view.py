"""What was done on a case, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.focus_ring import FocusRing
from bigscreen.ui.widgets.text_box import LEFT, TextBox, text_width
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.ui.widgets.whole_rows import RowArea
from bigscreen.viewmodels.case_log import LogLine
from bigscreen.viewmodels.wording import tr

_ROW = 26


class LogView(RowArea):
    """The log of a case, scrollable."""

    def __init__(self, theme: Theme) -> None:
        self.lines = LogLines(theme)
        super().__init__(self.lines, self.lines.row_height)
        self.setAccessibleName(tr("Record"))
        FocusRing(theme, self)

    def show_log(self, log: Sequence[LogLine]) -> None:
        """Show another log."""
        self.lines.show_log(log)


class LogLines(QWidget):
    """The lines of a log under each other: time, then what was done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._log: tuple[LogLine, ...] = ()
        self.row_height = max(theme.px(_ROW), QFontMetrics(theme.font(Size.SMALL)).height())

    def show_log(self, log: Sequence[LogLine]) -> None:
        """Show other lines."""
        if tuple(log) == self._log:
            return
        self._log = tuple(log)
        self.setMinimumHeight(self.row_height * len(self._log))
        words = "\n".join(f"{line.clock}  {line.text}" for line in self._log)
        self.setAccessibleName(words)
        set_plain_tooltip(self, words)
        self.update()

    def text_boxes(self) -> list[TextBox]:
        """Return the lines."""
        font = self._theme.font(Size.SMALL)
        row = self.row_height
        column = max((text_width(font, line.clock) for line in self._log), default=0)
        left = column + self._theme.px(14)
        boxes = []
        for place, line in enumerate(self._log):
            clock = QRect(0, place * row, column, row)
            text = QRect(left, place * row, self.width() - left, row)
            ink = Ink.FULL if place == 0 else Ink.LABEL
            boxes.append(TextBox(clock, line.clock, font, Ink.FAINT, LEFT))
            boxes.append(TextBox(text, line.text, font, ink, LEFT, elides=True))
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that need it."""
        painter = QPainter(self)
        for box in self.text_boxes():
            if box.rect.intersects(event.rect()):
                box.paint(painter)
