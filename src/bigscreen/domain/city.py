"""The city a hub serves: its grids, forces, stations and joint catalogue, all configuration."""

from dataclasses import dataclass, field
from enum import StrEnum

from bigscreen.domain.base_map import BaseMap
from bigscreen.domain.cameras import Camera
from bigscreen.domain.clocks import Clock
from bigscreen.domain.duty_plan import DutyPlan
from bigscreen.domain.geo import GeoPoint, contains
from bigscreen.domain.incidents import Level, Sensitivity, WorkKind
from bigscreen.domain.scenes import WallPlan
from bigscreen.domain.score_weights import ScoreWeight
from bigscreen.domain.units import Force, UnitKind
from bigscreen.domain.work_calendar import WorkCalendar


class AreaLevel(StrEnum):
    """The tiers of a city from the top down; the grids lie between street and micro-grid."""

    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    MICRO_GRID = "micro_grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A tier above the grids (city, district 片区, street 街道), or a micro-grid 微网 in one.

    ``parent_id`` names the area above, for a micro-grid its grid; empty for the topmost area.
    """

    id: str
    parent_id: str
    level: AreaLevel
    name: str
    name_en: str
    commander: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """An area of responsibility 网格, with the officer who leads all forces in it.

    ``ring`` is the outline, open or closed; ``response_minutes`` its response class;
    ``area_id`` the area it lies in, empty where a city has no tiers above its grids.
    """

    id: str
    name: str
    name_en: str
    ring: tuple[GeoPoint, ...]
    commander: str = ""
    response_minutes: int = 5
    area_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A base 警网融合工作站 / 联勤服务站 units start from and return to."""

    id: str
    name: str
    name_en: str
    location: GeoPoint
    grid_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place people name when they call; ``kind`` is free text such as ``school``."""

    name: str
    kind: str
    address: str
    location: GeoPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """How a case can end 处置结果; a retired one stays known but is no longer given.

    One that is not ``valid`` says that there was no case 无效警情; figures leave such cases out.
    """

    code: str
    name: str
    name_en: str
    retired: bool = False
    valid: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCardLine:
    """Units of one force that an item wants: how many, of which kinds, able to do what.

    Without ``kinds`` any kind will do; every unit needs all of ``capabilities``.
    """

    force_code: str
    count: int = 1
    kinds: tuple[UnitKind, ...] = ()
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueItem:
    """One item of the joint-enforcement catalogue 联动执法事项清单.

    ``run_card`` says which units it wants 力量编成; ``dispositions`` are the codes it can be
    closed with, all of the city's when empty. ``clock`` is the code of its time
    limits; without one ``limit_hours`` of calendar time hold.
    ``evidence`` are the kinds of proof a city-management case needs before it can be checked.
    ``sensitivity`` is how walls show such a case unless somebody says otherwise.
    """

    code: str
    name: str
    name_en: str
    work_kind: WorkKind
    lead_force: str
    assisting_forces: tuple[str, ...] = ()
    default_level: Level = Level.THREE
    limit_hours: float = 72.0
    clock: str = ""
    run_card: tuple[RunCardLine, ...] = ()
    dispositions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.NORMAL


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
    ``shift_start_hours`` are the local hours at which a new shift begins. ``clock_fault`` says
    why the time limits could not be read; then no screen may say that all is well.
    ``walls_show_addresses`` is False where walls must not name addresses. ``weights`` are what
    the score of a grid is made of, none where nobody has said.
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
    conflict_policy: str = "warn"
    shift_start_hours: tuple[int, ...] = (8, 20)
    case_prefix: str = "JQ"
    base_map: BaseMap = field(default_factory=BaseMap)
    areas: tuple[Area, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    clocks: tuple[Clock, ...] = ()
    clock_fault: str = ""
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    plan: DutyPlan = field(default_factory=DutyPlan)
    walls_show_addresses: bool = True
    cameras: tuple[Camera, ...] = ()
    wall: WallPlan = field(default_factory=WallPlan)
    weights: tuple[ScoreWeight, ...] = ()
    places: tuple[NamedPlace, ...] = ()

    def force(self, code: str) -> Force | None:
        """Return the force with this code, or None."""
        return next((force for force in self.forces if force.code == code), None)

    def grid(self, grid_id: str) -> Grid | None:
        """Return the grid with this id, or None."""
        return next((grid for grid in self.grids if grid.id == grid_id), None)

    def item(self, code: str) -> CatalogueItem | None:
        """Return the catalogue item with this code, or None."""
        return next((item for item in self.items if item.code == code), None)

    def clock(self, code: str) -> Clock | None:
        """Return the clock with this code, or None."""
        return next((clock for clock in self.clocks if clock.code == code), None)

    def disposition(self, code: str) -> Disposition | None:
        """Return the disposition with this code, or None."""
        return next((one for one in self.dispositions if one.code == code), None)

    def grid_at(self, point: GeoPoint) -> Grid | None:
        """Return the grid that holds ``point``, or None outside all of them."""
        return next((grid for grid in self.grids if contains(grid.ring, point)), None)

    @property
    def divisions(self) -> tuple[Area | Grid, ...]:
        """Every part of the city that has an id of its own: areas and micro-grids, then grids."""
        return (*self.areas, *self.grids)

    def area(self, area_id: str) -> Area | None:
        """Return the area with this id, or None."""
        return next((area for area in self.areas if area.id == area_id), None)

    def ancestors(self, area_id: str) -> tuple[Area | Grid, ...]:
        """Return what lies above an area, a grid or a micro-grid, nearest first."""
        above: list[Area | Grid] = []
        inner = self._division(area_id)
        while (outer := self._division(_parent_id(inner))) is not None and outer not in above:
            above.append(outer)
            inner = outer
        return tuple(above)

    def subtree(self, area_id: str) -> frozenset[str]:
        """Return the ids of an area or grid and of all areas, grids and micro-grids in it."""
        found: set[str] = set()
        waiting = {area_id} if self._division(area_id) is not None else set()
        while waiting:
            found |= waiting
            waiting = {place.id for place in self.divisions if _parent_id(place) in waiting} - found
        return frozenset(found)

    def dispositions_of(self, item: CatalogueItem) -> tuple[Disposition, ...]:
        """Return how a case of this item can be closed today, in the city's order."""
        return tuple(
            disposition
            for disposition in self.dispositions
            if not disposition.retired
            and (not item.dispositions or disposition.code in item.dispositions)
        )

    def _division(self, area_id: str) -> Area | Grid | None:
        return self.area(area_id) or self.grid(area_id)


def _parent_id(place: Area | Grid | None) -> str:
    match place:
        case None:
            return ""
        case Area():
            return place.parent_id
        case Grid():
            return place.area_id
