"""The city a hub serves: its grids, forces, stations and joint catalogue, all configuration."""

from dataclasses import dataclass, field

from bigscreen.domain.base_map import BaseMap
from bigscreen.domain.geo import GeoPoint, contains
from bigscreen.domain.incidents import Level, WorkKind
from bigscreen.domain.units import Force


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """An area of responsibility 网格, with the officer who leads all forces in it.

    ``ring`` is the outline, open or closed; ``response_minutes`` its response class.
    """

    id: str
    name: str
    name_en: str
    ring: tuple[GeoPoint, ...]
    commander: str = ""
    response_minutes: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A base 警网融合工作站 / 联勤服务站 units start from and return to."""

    id: str
    name: str
    name_en: str
    location: GeoPoint
    grid_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueItem:
    """One item of the joint-enforcement catalogue 联动执法事项清单."""

    code: str
    name: str
    name_en: str
    work_kind: WorkKind
    lead_force: str
    assisting_forces: tuple[str, ...] = ()
    default_level: Level = Level.THREE
    limit_hours: float = 72.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseTarget:
    """The share of cases of one response class that should be reached in its minutes."""

    minutes: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Everything a hub and its screens need to know of a city that is not live.

    ``timezone`` is an IANA name; ``conflict_policy`` says whether a unit that is already held
    may take a second case after a confirmation (``warn``) or not at all (``block``).
    ``shift_start_hours`` are the local hours at which a new shift begins.
    """

    id: str
    name: str
    name_en: str
    centre: GeoPoint
    timezone: str
    forces: tuple[Force, ...]
    grids: tuple[Grid, ...]
    stations: tuple[Station, ...] = ()
    items: tuple[CatalogueItem, ...] = ()
    targets: tuple[ResponseTarget, ...] = ()
    officers: int = 0
    duty_level: str = ""
    duty_level_en: str = ""
    conflict_policy: str = "warn"
    shift_start_hours: tuple[int, ...] = (8, 20)
    case_prefix: str = "JQ"
    base_map: BaseMap = field(default_factory=BaseMap)

    def force(self, code: str) -> Force | None:
        """Return the force with this code, or None."""
        return next((force for force in self.forces if force.code == code), None)

    def grid(self, grid_id: str) -> Grid | None:
        """Return the grid with this id, or None."""
        return next((grid for grid in self.grids if grid.id == grid_id), None)

    def item(self, code: str) -> CatalogueItem | None:
        """Return the catalogue item with this code, or None."""
        return next((item for item in self.items if item.code == code), None)

    def grid_at(self, point: GeoPoint) -> Grid | None:
        """Return the grid that holds ``point``, or None outside all of them."""
        return next((grid for grid in self.grids if contains(grid.ring, point)), None)
