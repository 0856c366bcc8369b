"""Keeps the panels of a wall, so that a change of scene makes nothing new."""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtWidgets import QWidget

from bigscreen.domain.scenes import PanelKind
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.kpi.channels_panel import ChannelsPanel
from bigscreen.ui.kpi.compliance_panel import CompliancePanel
from bigscreen.ui.kpi.ranking_panel import RankingPanel
from bigscreen.ui.kpi.trend_panel import TrendPanel
from bigscreen.ui.kpi.volume_panel import VolumePanel
from bigscreen.ui.theme import Theme
from bigscreen.ui.wall.case_holders import (
    FactsHolder,
    GridHolder,
    MilestonesHolder,
    TextHolder,
    UnitsHolder,
    VideoHolder,
)
from bigscreen.ui.wall.holders import (
    BoardHolder,
    ForcesHolder,
    Holder,
    QueueHolder,
    TilesHolder,
    WatchHolder,
)
from bigscreen.ui.wall.sight import Sight
from bigscreen.ui.wall.video_slot import MakeVideo

_FIGURES: dict[
    PanelKind,
    type[CompliancePanel]
    | type[TrendPanel]
    | type[ChannelsPanel]
    | type[VolumePanel]
    | type[RankingPanel],
] = {
    PanelKind.COMPLIANCE: CompliancePanel,
    PanelKind.TREND: TrendPanel,
    PanelKind.CHANNELS: ChannelsPanel,
    PanelKind.VOLUME: VolumePanel,
    PanelKind.RANKING: RankingPanel,
}
_OF_SCENES: dict[PanelKind, Callable[[Theme], Holder]] = {
    PanelKind.FORCES: ForcesHolder,
    PanelKind.WATCH: WatchHolder,
    PanelKind.TILES: TilesHolder,
    PanelKind.GRID_FIGURES: GridHolder,
    PanelKind.UNITS: UnitsHolder,
    PanelKind.FACTS: FactsHolder,
    PanelKind.TIMELINE: MilestonesHolder,
    PanelKind.TEXT: TextHolder,
}
_Key = tuple[PanelKind, int]


class PanelShelf:
    """Panels by kind and by which of its kind in a scene, all of one look.

    ``parent`` is the widget they stand in.
    """

    def __init__(self, parent: QWidget, advisor: Advisor, make_video: MakeVideo) -> None:
        self._parent = parent
        self._advisor = advisor
        self._make_video = make_video
        self._scale = 0.0
        self._holders: dict[_Key, Holder] = {}

    def take(self, kind: PanelKind, nth: int, theme: Theme, sight: Sight) -> Holder:
        """Return the ``nth`` panel of a kind at a theme's scale, made when it is wanted first."""
        if theme.scale != self._scale:
            self.clear()
            self._scale = theme.scale
        holder = self._holders.get((kind, nth))
        if holder is None:
            holder = self._made(kind, theme, sight)
            holder.widget.hide()
            holder.widget.setParent(self._parent)
            self._holders[kind, nth] = holder
        return holder

    def clear(self) -> None:
        """Let all panels go."""
        for holder in self._holders.values():
            holder.end()
            holder.widget.hide()
            holder.widget.deleteLater()
        self._holders.clear()

    def __iter__(self) -> Iterator[Holder]:
        """Yield every panel kept."""
        return iter(self._holders.values())

    def end_all_but(self, shown: Iterable[Holder]) -> None:
        """Put every other panel out of sight."""
        kept = {id(holder) for holder in shown}
        for holder in self._holders.values():
            if id(holder) not in kept and not holder.widget.isHidden():
                holder.end()
                holder.widget.hide()

    def _made(self, kind: PanelKind, theme: Theme, sight: Sight) -> Holder:
        if kind in _FIGURES:
            panel = _FIGURES[kind](theme)
            return BoardHolder(panel, panel)
        if kind is PanelKind.QUEUE:
            return QueueHolder(theme, sight, self._advisor)
        if kind is PanelKind.VIDEO:
            return VideoHolder(theme, self._make_video)
        return _OF_SCENES[kind](theme)
