"""The timeline of a case: its stages, then every unit's milestones under each other."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.ui.dispatch.track_row import ROW_HEIGHT, CaseLine, TrackRow, stage_columns
from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.focus_ring import FocusRing
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import CENTRE, TextBox
from bigscreen.ui.widgets.text_label import ElidedLabel
from bigscreen.ui.widgets.whole_rows import RowArea
from bigscreen.viewmodels.incident_sheet import IncidentSheet
from bigscreen.viewmodels.trade_words import stage_names
from bigscreen.viewmodels.wording import tr

_LOG_LINES = 4
_ROWS_BESIDE_LOG = 2


class TimelinePanel(Panel):
    """Milestones of the selected case.

    Signals:
        record_requested(unit_id, milestone): note by hand that the unit got there.
        release_requested(unit_id): take the unit off the case.
    """

    record_requested = Signal(str, str)
    release_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Timeline of this case"), parent)
        self.note.setText(tr("units · milestones"))
        self.case_line = CaseLine(theme)
        self._head = _Head(theme)
        self._rows: list[TrackRow] = []
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        holder = QWidget()
        holder.setLayout(self._column)
        self._area = RowArea(holder, theme.px(ROW_HEIGHT))
        self._area.setAccessibleName(self.note.text())
        FocusRing(theme, self._area)
        self._last = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self.body.addWidget(self.case_line)
        self.body.addWidget(self._head)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._last)

    def show_sheet(self, sheet: IncidentSheet) -> None:
        """Show a case's timeline."""
        self.case_line.show_cells(sheet.case_line)
        wanted = max(1, len(sheet.tracks))
        while len(self._rows) < wanted:
            self._add_row()
        for place, row in enumerate(self._rows):
            row.setVisible(place < wanted)
        if not sheet.tracks:
            self._rows[0].show_received(sheet.received_cell)
        # Units still on the case stand first.
        ordered = sorted(sheet.tracks, key=lambda track: not track.is_open)
        for row, track in zip(self._rows, ordered, strict=False):
            row.show_track(track)
        lines = "   ·   ".join(f"{line.clock}  {line.text}" for line in sheet.log[:_LOG_LINES])
        self._last.setText(lines)
        self._last.setVisible(wanted <= _ROWS_BESIDE_LOG and not sheet.case_line)

    def rows(self) -> list[TrackRow]:
        """Return the rows in sight."""
        return [row for row in self._rows if not row.isHidden()]

    def _add_row(self) -> None:
        row = TrackRow(self.theme)
        row.record_requested.connect(self.record_requested)
        row.release_requested.connect(self.release_requested)
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)


class _Head(QWidget):
    """The names of the stages over their columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.px(26))

    def text_boxes(self) -> list[TextBox]:
        """Return the names."""
        font = self._theme.font(Size.SMALL)
        return [
            TextBox(QRect(c.left(), 0, c.width(), self.height()), name, font, Ink.FULL, CENTRE)
            for c, name in zip(stage_columns(self._theme, self.width()), stage_names(), strict=True)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names."""
        del event
        painter = QPainter(self)
        for box in self.text_boxes():
            box.paint(painter)
