"""Where the forces are: one bar a force, a legend, and who helps besides."""

from collections.abc import Iterable

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.units import UnitState
from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.kpi.segment_bar import Segment, SegmentBar
from bigscreen.ui.theme import FORCE_STATES, TONES, Ink, Size, State, Theme, Weight
from bigscreen.ui.widgets.glyph import MarkGlyph
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_box import LEFT, RIGHT, TextBox, fitting_font, text_width
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.ui.widgets.tooltips import set_plain_tooltip
from bigscreen.viewmodels.counts import count_text
from bigscreen.viewmodels.force_rows import (
    ForceRow,
    ForceState,
    auxiliaries_text,
    drones_text,
    force_rows,
    state_name,
)
from bigscreen.viewmodels.unit_marks import Tone
from bigscreen.viewmodels.wording import tr

_MOST_ROWS = 4
_NAME_SIZES = (24, 21, Size.BODY, Size.LABEL, Size.SMALL, Size.NOTE)
_BAR, _HIGHEST_BAR = 24, 44
_REST = 126
"""Height of all but the rows."""
_NAME_SHARE, _LARGE_NAME_SHARE = 0.4, 0.6
_LEGEND_SIZES = (Size.SMALL, Size.NOTE, 13, 12)
_LIGHT_INK = {ForceState.OFFLINE, ForceState.OFF_DUTY}


class ForcesPanel(Panel):
    """Units of each force by what they are doing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Forces"), parent)
        self.note.setText(tr("on duty / all units"))
        self._rows = [_Row(theme) for _ in range(_MOST_ROWS)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(8))
        self._grid = grid
        grid.setColumnStretch(2, 1)
        for place, row in enumerate(self._rows):
            for column, widget in enumerate(row.widgets):
                grid.addWidget(widget, place, column)
        self._legend = _Legend(theme)
        self._support = ElidedLabel(theme.font(Size.SMALL), Ink.FAINT)
        self._empty = EmptyText(theme, tr("No units declared yet"))
        self.body.addStretch(1)
        self.body.addLayout(grid)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)
        self.body.addWidget(self._legend)
        self.body.addSpacing(theme.px(4))
        self.body.addWidget(self._support)
        self._helpers = ""
        self._drones = ""
        self._shown = 0
        self.show_board(None, None)

    def show_board(self, board: KpiBoard | None, city: City | None) -> None:
        """Show the forces of a board."""
        rows = force_rows(board, city)[:_MOST_ROWS] if board else ()
        self._shown = len(rows)
        for place, row in enumerate(self._rows):
            row.show_row(rows[place] if place < len(rows) else None)
        self._fit_rows()
        self._empty.show_where(empty=not rows, loading=board is None)
        self._helpers = auxiliaries_text(board, city) if board else ""
        self._say_support()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw higher bars and larger names where there is room."""
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        px = self.theme.px
        room = (self.height() - px(_REST)) // max(1, self._shown)
        bar = min(px(_HIGHEST_BAR), max(px(_BAR), room // 2))
        for row in self._rows:
            row.fit(bar, round(self.width() * _NAME_SHARE))
        self._grid.setVerticalSpacing(max(px(8), min(px(36), (room - bar) // 2)))

    def show_units(self, units: Iterable[UnitState]) -> None:
        """Say how many drones are out."""
        self._drones = drones_text(units)
        self._say_support()

    def _say_support(self) -> None:
        parts = (self._helpers, self._drones)
        self._support.setText(" · ".join(part for part in parts if part))


class _Row:
    """The widgets of one force."""

    def __init__(self, theme: Theme) -> None:
        self._glyph = MarkGlyph(theme, 20)
        self._theme = theme
        self._text = ""
        self._name = ElidedLabel(theme.font(Size.BODY, Weight.MEDIUM), Ink.FULL)
        self._bar = SegmentBar(theme, _BAR)
        self._count = TextLabel(theme.font(Size.SMALL), Ink.LABEL)
        self._short = TextLabel(theme.font(Size.NOTE, Weight.BOLD), State.BAD)
        counts = QWidget()
        column = QVBoxLayout(counts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self._count, self._short):
            label.setAlignment(RIGHT)
            column.addWidget(label)
        counts.setMinimumWidth(theme.px(44))
        self.widgets: tuple[QWidget, ...] = (self._glyph, self._name, self._bar, counts)

    def fit(self, bar_px: int, widest_px: int) -> None:
        """Be as high as there is room for; the name takes no more than its part of the width."""
        self._bar.set_height(bar_px)
        largest = bar_px * 0.75 / self._theme.scale
        sizes = [size for size in _NAME_SIZES if size <= max(largest, Size.BODY)]
        fonts = [self._theme.font(size, Weight.MEDIUM) for size in sizes]
        # A name grows only as long as the bar keeps most of the width.
        room = round(widest_px * _LARGE_NAME_SHARE)
        large = [one for one in fonts if text_width(one, self._text) <= room]
        font = large[0] if large else fitting_font(fonts, self._text, widest_px)
        self._name.setFont(font)
        self._name.setFixedWidth(min(widest_px, text_width(font, self._text)))

    def show_row(self, row: ForceRow | None) -> None:
        """Show a force, or nothing."""
        for widget in self.widgets:
            widget.setVisible(row is not None)
        if row is None:
            return
        self._glyph.set_mark(row.mark)
        self._text = row.name
        self._name.setText(row.name)
        own = TONES[row.mark.tones[0]]
        self._bar.show_segments(
            [
                Segment(
                    count,
                    FORCE_STATES.get(state, own),
                    count_text(count),
                    Ink.FULL if state in _LIGHT_INK else Ink.ON_COLOUR,
                )
                for state, count in row.parts
            ]
        )
        self._count.setText(f"{count_text(row.on_duty)}/{count_text(row.total)}")
        self._short.setText(row.short)
        self._short.setVisible(bool(row.short))
        for widget in self.widgets:
            set_plain_tooltip(widget, row.definition)


class _Legend(QWidget):
    """What the colours of the bars mean."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.px(24))

    def _laid(self) -> list[tuple[ForceState, QRect, TextBox]]:
        swatch, gap = self._theme.px(12), self._theme.px(5)
        names = [(state, state_name(state)) for state in ForceState]
        room = self.width() - len(names) * (swatch + gap) - (len(names) - 1) * self._theme.px(12)
        fonts = [self._theme.font(size) for size in _LEGEND_SIZES]
        font = fitting_font(fonts, "".join(name for _, name in names), room)
        used = sum(swatch + gap + text_width(font, name) for _, name in names)
        space = (self.width() - used) // max(1, len(names) - 1)
        left, top = 0, (self.height() - swatch) // 2
        laid = []
        for state, name in names:
            width = text_width(font, name)
            text = QRect(left + swatch + gap, 0, width, self.height())
            laid.append(
                (
                    state,
                    QRect(left, top, swatch, swatch),
                    TextBox(text, name, font, Ink.LABEL, LEFT),
                )
            )
            left += swatch + gap + width + space
        return laid

    def text_boxes(self) -> list[TextBox]:
        """Return the words of the legend."""
        return [box for _, _, box in self._laid()]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint swatches and words; patrol is said in both identity colours."""
        del event
        painter = QPainter(self)
        for state, swatch, box in self._laid():
            if state in FORCE_STATES:
                painter.fillRect(swatch, FORCE_STATES[state])
            else:
                half = swatch.width() // 2
                painter.fillRect(swatch, TONES[Tone.POLICE])
                painter.fillRect(swatch.adjusted(half, 0, 0, 0), TONES[Tone.CHENGGUAN])
            box.paint(painter)
