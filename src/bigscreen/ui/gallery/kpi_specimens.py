"""The panels of figures: no figures yet, an empty day, a busy one, and far too much."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from bigscreen.domain.city import City
from bigscreen.domain.figures import KpiBoard
from bigscreen.ui.gallery.sample_figures import busy_board, empty_board, sample_city
from bigscreen.ui.gallery.specimen import Specimen
from bigscreen.ui.kpi.channels_panel import ChannelsPanel
from bigscreen.ui.kpi.compliance_panel import CompliancePanel
from bigscreen.ui.kpi.forces_panel import ForcesPanel
from bigscreen.ui.kpi.ranking_panel import RankingPanel
from bigscreen.ui.kpi.trend_panel import TrendPanel
from bigscreen.ui.kpi.volume_panel import VolumePanel
from bigscreen.ui.theme import Theme

_Panel = (
    type[ForcesPanel]
    | type[CompliancePanel]
    | type[TrendPanel]
    | type[ChannelsPanel]
    | type[VolumePanel]
    | type[RankingPanel]
)
_PANELS: tuple[tuple[_Panel, tuple[int, int]], ...] = (
    (ForcesPanel, (398, 250)),
    (CompliancePanel, (398, 260)),
    (TrendPanel, (398, 290)),
    (ChannelsPanel, (398, 170)),
    (VolumePanel, (1060, 282)),
    (RankingPanel, (398, 282)),
)
_HUGE_GRIDS = 60
_HUGE_TIMES = 1_000


def _states() -> Iterator[tuple[str, KpiBoard | None, City]]:
    usual = sample_city()
    huge = sample_city(_HUGE_GRIDS, odd_names=True)
    yield "loading", None, usual
    yield "empty", empty_board(), usual
    yield "usual", busy_board(usual), usual
    yield "huge", busy_board(huge, _HUGE_TIMES), huge


def _made(panel: _Panel, board: KpiBoard | None, city: City) -> Callable[[Theme], QWidget]:
    def make(theme: Theme) -> QWidget:
        made = panel(theme)
        made.show_board(board, city)
        return made

    return make


SPECIMENS: tuple[Specimen, ...] = tuple(
    Specimen(name=panel.__name__, state=state, make=_made(panel, board, city), size=size)
    for panel, size in _PANELS
    for state, board, city in _states()
)
