"""One page of a meeting: its blocks in rows that fill the window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bigscreen.ui.meeting.block_panel import BlockPanel
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.report_blocks import Block, GridMap, Page, Tiles

_GAP = 12
_ROWS: dict[str, tuple[tuple[int, tuple[int, ...]], ...]] = {
    "overview": ((0, (0,)), (3, (1, 2)), (1, (3,))),
    "trends": ((1, (0, 1)), (1, (2, 3))),
    "speeds": ((5, (0, 1, 2)), (4, (3, 4))),
    "rhythm": ((1, (0,)), (1, (1,))),
    "places": ((4, (0,)), (5, (1, 2))),
    "ranking": ((22, (0,)), (46, (1,)), (18, (2,))),
    "case": ((3, (0, 2)), (2, (1,))),
    "presence": ((0, (0,)), (1, (1,)), (1, (2,))),
    "backlog": ((0, (0,)), (3, (1,)), (7, (2,))),
}
"""The rows of a page: how much of the height each takes, and which blocks stand in it."""

_WIDTHS: dict[str, dict[int, int]] = {"speeds": {3: 2, 4: 1}, "places": {1: 3, 2: 2}}

MakeInside = Callable[[Block], QWidget | None]
"""Makes the widget of a block that needs more than the block itself, None for the others."""


class PageView(QWidget):
    """The blocks of a page.

    Signals:
        drill_requested(ground, label): the cases behind a figure are wanted.
        case_opened(incident_id): a case's record is wanted.
    """

    drill_requested = Signal(object, str)
    case_opened = Signal(str)

    def __init__(self, theme: Theme, page: Page, make_inside: MakeInside | None = None) -> None:
        super().__init__()
        self.page = page
        self.panels: list[BlockPanel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(_GAP))
        for stretch, places in _rows_of(page):
            row = QHBoxLayout()
            row.setSpacing(theme.px(_GAP))
            for place in places:
                block = page.blocks[place]
                panel = BlockPanel(theme, block, make_inside(block) if make_inside else None)
                panel.drill_requested.connect(self.drill_requested)
                panel.case_opened.connect(self.case_opened)
                self.panels.append(panel)
                row.addWidget(panel, _WIDTHS.get(page.key, {}).get(place, 1))
            column.addLayout(row, stretch)


def _rows_of(page: Page) -> Sequence[tuple[int, tuple[int, ...]]]:
    known = _ROWS.get(page.key, ())
    if sorted(place for _, row in known for place in row) == list(range(len(page.blocks))):
        return known
    return [(_stretch(block), (place,)) for place, block in enumerate(page.blocks)]


def _stretch(block: Block) -> int:
    if isinstance(block, Tiles):
        return 0
    return 4 if isinstance(block, GridMap) else 2
