"""The frame of one block: its title, its note, the widget that shows it or why it is empty."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.meeting.chart_view import ChartView
from bigscreen.ui.meeting.figure_surface import FigureSurface
from bigscreen.ui.meeting.heat_view import HeatView
from bigscreen.ui.meeting.table_view import TableView
from bigscreen.ui.meeting.tiles_view import TilesView
from bigscreen.ui.meeting.words_view import WordsView
from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.panel import Panel
from bigscreen.ui.widgets.text_label import ElidedLabel
from bigscreen.viewmodels.report_blocks import Block, Chart, GridMap, Heat, Table, Tiles, Words
from bigscreen.viewmodels.wording import tr


class BlockPanel(QWidget):
    """Shows one block of any kind.

    Signals:
        drill_requested(ground, label): the cases behind a figure are wanted.
        case_opened(incident_id): a case's record is wanted.
    """

    drill_requested = Signal(object, str)
    case_opened = Signal(str)

    def __init__(self, theme: Theme, block: Block, inside: QWidget | None = None) -> None:
        super().__init__()
        self.block = block
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        shown = inside or self._made(theme, block)
        self.inside: QWidget = shown
        if isinstance(block, Tiles) and isinstance(shown, TilesView):
            column.addWidget(shown)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            return
        panel = Panel(theme, block.title)
        panel.body.addWidget(shown, 1)
        note = "" if isinstance(block, Tiles | Words) else block.note
        if note:
            label = ElidedLabel(theme.font(Size.NOTE), Ink.FAINT)
            label.setText(note)
            panel.body.addSpacing(theme.px(4))
            panel.body.addWidget(label)
        column.addWidget(panel)

    def _made(self, theme: Theme, block: Block) -> QWidget:
        if why := empty_reason(block):
            return EmptyText(theme, why)
        made: FigureSurface | TableView
        match block:
            case Tiles():
                made = TilesView(theme, block)
            case Chart():
                made = ChartView(theme, block)
            case Heat():
                made = HeatView(theme, block)
            case Table():
                made = TableView(theme, block)
                made.case_opened.connect(self.case_opened)
            case Words():
                return WordsView(theme, block)
            case GridMap():
                return EmptyText(theme, tr("No map here"))
        made.drill_requested.connect(self.drill_requested)
        return made


def empty_reason(block: Block) -> str:
    """Return why there is nothing to show, nothing where there is something."""
    match block:
        case Tiles():
            has_some = bool(block.tiles)
        case Chart():
            has_some = any(v is not None for one in block.series for v in one.values)
            has_some = has_some and bool(block.categories)
        case Heat():
            has_some = any(value is not None for row in block.values for value in row)
        case Table():
            has_some = bool(block.rows)
        case GridMap():
            has_some = bool(block.steps)
        case Words():
            return "" if any(block.paragraphs) else tr("Nothing to report")
    return "" if has_some else block.empty or tr("No cases in this period")
