"""The panels of large figures: the whole city's, and those of one grid."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.situation import Situation
from bigscreen.ui.kpi.empty_text import EmptyText
from bigscreen.ui.theme import Theme
from bigscreen.ui.wall.figure_cells import FigureCells
from bigscreen.ui.widgets.panel import MARGIN, Panel
from bigscreen.viewmodels.big_figures import board_figures, grid_figures
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import grid_name
from bigscreen.viewmodels.wall_stack import Strip
from bigscreen.viewmodels.wording import tr


class TilesPanel(Panel):
    """The headline figures of the city."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Key figures"), parent)
        self.cells = FigureCells(theme)
        self._empty = EmptyText(theme, tr("Waiting for the first figures"))
        self.body.addWidget(self.cells, 1)
        self.body.addWidget(self._empty, 1)
        self.show_board(None, None)

    def show_board(self, board: KpiBoard | None, city: City | None) -> None:
        """Show the figures of a board."""
        del city
        self.cells.show_figures(board_figures(board) if board else ())
        self.cells.setVisible(board is not None)
        self._empty.setVisible(board is None)

    def set_strips(self, strips: Sequence[Strip]) -> None:
        """Let no figure stand across these strips of the panel."""
        left = self.theme.px(MARGIN)
        self.cells.set_strips([Strip(start=s.start - left, end=s.end - left) for s in strips])


class GridFiguresPanel(Panel):
    """One grid: its name, who commands there, its figures."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.cells = FigureCells(theme)
        self.body.addWidget(self.cells, 1)

    def show_grid(
        self, board: KpiBoard | None, situation: Situation, city: City | None, grid_id: str
    ) -> None:
        """Show a grid; of the whole city without one."""
        grid = city.grid(grid_id) if city else None
        name = grid_name(city, grid_id) or tr("Outside every grid")
        self.title.setText(name)
        self.setAccessibleName(name)
        commander = one_line(grid.commander) if grid else ""
        self.note.setText(tr("commander {name}", name=commander) if commander else "")
        self.cells.show_figures(grid_figures(board, situation, city, grid_id))
