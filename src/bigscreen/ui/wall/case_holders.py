"""What a wall tells the panels of one case, one grid, or of a city's own words."""

from collections.abc import Collection, Sequence
from datetime import datetime
from heapq import nsmallest

from bigscreen.domain.cameras import Camera
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.scenes import ScenePanel
from bigscreen.service.nearest_cameras import nearest_cameras
from bigscreen.ui.theme import Theme
from bigscreen.ui.wall.facts_panel import FactsPanel
from bigscreen.ui.wall.figure_panels import GridFiguresPanel
from bigscreen.ui.wall.holders import Holder
from bigscreen.ui.wall.milestones_panel import MilestonesPanel
from bigscreen.ui.wall.sight import Sight
from bigscreen.ui.wall.text_panel import TextPanel
from bigscreen.ui.wall.units_panel import MOST, UnitsPanel
from bigscreen.ui.wall.video_slot import MakeVideo, VideoSlot
from bigscreen.viewmodels.wall_case import wall_case
from bigscreen.viewmodels.wall_units import wall_units
from bigscreen.viewmodels.wording import named


class FactsHolder(Holder):
    """The facts of the scene's case."""

    def __init__(self, theme: Theme) -> None:
        self._panel = FactsPanel(theme)
        super().__init__(self._panel)

    def show_situation(self, sight: Sight) -> None:
        """Show the case as it is now."""
        live, case = sight.live, sight.case
        now = live.hub_now()
        self._panel.show_case(
            wall_case(live.situation, case, live.city, now) if case else None, now
        )

    def tick(self, sight: Sight, now: datetime) -> None:
        """Let the clock run on."""
        del sight
        self._panel.tick(now)


class MilestonesHolder(Holder):
    """The milestones of the scene's case."""

    def __init__(self, theme: Theme) -> None:
        self._panel = MilestonesPanel(theme)
        super().__init__(self._panel)

    def show_situation(self, sight: Sight) -> None:
        """Show the case as it is now."""
        live, case = sight.live, sight.case
        shown = wall_case(live.situation, case, live.city, live.hub_now()) if case else None
        self._panel.show_case(shown)


class GridHolder(Holder):
    """The figures of the scene's grid."""

    def __init__(self, theme: Theme) -> None:
        self._panel = GridFiguresPanel(theme)
        super().__init__(self._panel)

    def show_board(self, sight: Sight) -> None:
        """Show other figures."""
        live = sight.live
        self._panel.show_grid(live.board, live.situation, live.city, sight.grid_id)

    def show_situation(self, sight: Sight) -> None:
        """Show what the picture tells of the grid."""
        self.show_board(sight)


class UnitsHolder(Holder):
    """The units of the scene's case or grid."""

    def __init__(self, theme: Theme) -> None:
        self._panel = UnitsPanel(theme)
        super().__init__(self._panel)

    def show_situation(self, sight: Sight) -> None:
        """Show what each of them does."""
        live = sight.live
        units = tuple(sight.units())
        rows = wall_units(
            units,
            live.situation,
            live.city,
            live.fixes,
            live.hub_now(),
            MOST,
            of_one_case=sight.case is not None,
        )
        self._panel.show_units(rows, len(units))


class TextHolder(Holder):
    """A city's own words."""

    def __init__(self, theme: Theme) -> None:
        self._panel = TextPanel(theme)
        super().__init__(self._panel)

    def begin(self, panel: ScenePanel, sight: Sight) -> None:
        """Say what the scene has this panel say."""
        del sight
        self._panel.show_text(named(panel.title, panel.title_en), named(panel.text, panel.text_en))


class VideoHolder(Holder):
    """The cameras nearest to what the scene is of, or those it names; it plays while in sight."""

    def __init__(self, theme: Theme, make_video: MakeVideo) -> None:
        self._slot = VideoSlot(theme, make_video)
        super().__init__(self._slot)
        self._panel: ScenePanel | None = None

    def begin(self, panel: ScenePanel, sight: Sight) -> None:
        """Play what belongs to the scene."""
        del sight
        self._panel = panel

    def end(self) -> None:
        """Play nothing while out of sight."""
        self._slot.show_cameras((), None)

    def show_situation(self, sight: Sight) -> None:
        """Follow the case: other units, other cameras."""
        if self._panel is not None:
            self._slot.show_cameras(_cameras(self._panel, sight), sight.live.situation)


def _cameras(panel: ScenePanel, sight: Sight) -> tuple[Camera, ...]:
    """Return the cameras of a panel: none walls must not show, none of a case they tell in part."""
    city, case = sight.live.city, sight.case
    if case is not None and case.incident.sensitivity is not Sensitivity.NORMAL:
        return ()
    shown = [one for one in city.cameras if not one.is_sensitive] if city else []
    if panel.cameras:
        by_id = {one.id: one for one in shown}
        return tuple(by_id[one] for one in panel.cameras if one in by_id)[: panel.tiles]
    if case is not None:
        on_case = {state.unit.id for state in sight.units()}
        return _near(shown, case, sight, panel.tiles, on_case)
    fixed = [one for one in shown if one.location is not None]
    if sight.grid_id:
        fixed = [one for one in fixed if one.grid_id == sight.grid_id]
        return tuple(fixed[: panel.tiles])
    # Of the whole city: what looks at its gravest cases, one camera each.
    first = (_near(fixed, one, sight, 1) for one in _gravest(sight, panel.tiles))
    chosen = dict.fromkeys(camera for cameras in first for camera in cameras)
    return (*chosen, *(one for one in fixed if one not in chosen))[: panel.tiles]


def _near(
    cameras: Sequence[Camera],
    case: IncidentState,
    sight: Sight,
    most: int,
    on_case: Collection[str] = (),
) -> tuple[Camera, ...]:
    near = nearest_cameras(
        cameras,
        case.incident.location,
        lambda unit_id: _place(sight, unit_id),
        on_case=on_case,
        most=most,
    )
    return tuple(one.camera for one in near)


def _gravest(sight: Sight, most: int) -> list[IncidentState]:
    """Return the gravest open cases of which walls tell all."""
    told = (
        one
        for one in sight.live.situation.open_incidents()
        if one.incident.sensitivity is Sensitivity.NORMAL
    )
    return nsmallest(most, told, key=lambda one: (one.incident.level, one.incident.received_at))


def _place(sight: Sight, unit_id: str) -> GeoPoint | None:
    """Return where a unit is, None when nobody knows."""
    known, fixes = sight.live.situation.units.get(unit_id), sight.live.fixes
    if known is None or not fixes.has(known.number):
        return None
    return GeoPoint(float(fixes.lat[known.number]), float(fixes.lon[known.number]))
