"""The column of figures: forces, compliance, response, sources."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.units import UnitState
from bigscreen.ui.kpi.channels_panel import ChannelsPanel
from bigscreen.ui.kpi.compliance_panel import CompliancePanel
from bigscreen.ui.kpi.forces_panel import ForcesPanel
from bigscreen.ui.kpi.trend_panel import TrendPanel
from bigscreen.ui.theme import Theme


class KpiColumn(QWidget):
    """Four panels of figures under each other; every one from the same board."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.forces = ForcesPanel(theme)
        self.compliance = CompliancePanel(theme)
        self.trend = TrendPanel(theme)
        self.channels = ChannelsPanel(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.forces, 250)
        column.addWidget(self.compliance, 216)
        column.addWidget(self.trend, 310)
        column.addWidget(self.channels, 156)

    def show_board(self, board: KpiBoard | None, city: City | None) -> None:
        """Show the figures of a board."""
        self.forces.show_board(board, city)
        self.compliance.show_board(board, city)
        self.trend.show_board(board, city)
        self.channels.show_board(board, city)

    def show_units(self, units: Iterable[UnitState]) -> None:
        """Say what only the units themselves tell."""
        self.forces.show_units(units)
