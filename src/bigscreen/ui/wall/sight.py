"""What a wall looks at: the live picture, the scene, and the grid or case the scene is of."""

from collections.abc import Iterator
from dataclasses import dataclass

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import Grid
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.scenes import Scene, SceneKind
from bigscreen.domain.units import UnitState

_AROUND_DEG = 0.009
"""Half the height of what a map shows around a case at least: some 1,000 metres, three minutes."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One scene on the live picture; without a wanted grid or case it finds one itself."""

    live: LiveSituation
    scene: Scene
    wanted_grid: str = ""
    wanted_case: str = ""

    @property
    def grid(self) -> Grid | None:
        """The grid the scene is of: only a grid scene, or one that was asked for, has one."""
        city = self.live.city
        if city is None or (self.scene.kind is not SceneKind.GRID and not self.wanted_grid):
            return None
        wanted = self.wanted_grid or self.scene.grid_id
        return city.grid(wanted) or next(iter(city.grids), None)

    @property
    def grid_id(self) -> str:
        """The id of the grid, empty for the whole city."""
        grid = self.grid
        return grid.id if grid else ""

    @property
    def case(self) -> IncidentState | None:
        """The case the scene is of: the one asked for, else the gravest, of those the oldest."""
        situation = self.live.situation
        if self.wanted_case:
            return situation.incidents.get(self.wanted_case)
        if self.scene.kind is not SceneKind.INCIDENT:
            return None
        return min(
            situation.open_incidents(),
            key=lambda one: (one.incident.level, one.incident.received_at, one.incident.id),
            default=None,
        )

    def units(self) -> Iterator[UnitState]:
        """Yield the units on the case, or those of the grid; of neither, all."""
        situation, case, grid_id = self.live.situation, self.case, self.grid_id
        if case is not None:
            for assignment in situation.assignments_of(case):
                if assignment.is_open and assignment.unit_id in situation.units:
                    yield situation.units[assignment.unit_id]
            return
        for state in situation.units.values():
            if not grid_id or state.unit.grid_id == grid_id:
                yield state

    def area(self) -> tuple[GeoPoint, GeoPoint] | None:
        """Return the corners (south-west, north-east) a map has to show, None to follow cases."""
        case = self.case
        if case is not None and case.incident.location is not None:
            at = case.incident.location
            return (
                GeoPoint(at.lat - _AROUND_DEG, at.lon - _AROUND_DEG),
                GeoPoint(at.lat + _AROUND_DEG, at.lon + _AROUND_DEG),
            )
        grid = self.grid
        if grid is None or not grid.ring:
            return None
        lats, lons = [p.lat for p in grid.ring], [p.lon for p in grid.ring]
        return GeoPoint(min(lats), min(lons)), GeoPoint(max(lats), max(lons))
