"""Who has to be out: duty levels, minimum units, roster, echelons, patrol duties, departments."""

from dataclasses import dataclass
from enum import StrEnum

from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.units import UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLevel:
    """A duty level 勤务等级; the first of the city's list holds until somebody sets another."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """How many units of a force a grid must have out; an empty ``duty_level`` holds at all."""

    grid_id: str
    force_code: str
    count: int
    duty_level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """When a unit is on duty: in which shifts of the day, on which days of the week.

    ``shifts`` are places in the city's list of shift beginnings, from 0; ``weekdays`` are ISO
    numbers (1 Monday … 7 Sunday). A unit without a line is not under the roster.
    """

    unit_id: str
    shifts: tuple[int, ...]
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)


class Reach(StrEnum):
    """Where an echelon's units are looked for, seen from the case."""

    GRID = "grid"
    STREET = "street"
    DISTRICT = "district"
    CITY = "city"


@dataclass(frozen=True, slots=True, kw_only=True)
class EchelonRule:
    """Units that belong to an echelon: of these forces, kinds and squads, able to do this.

    An empty field asks for nothing. ``within_m`` bounds the straight distance from home or
    station to the case, None does not.
    """

    reach: Reach = Reach.GRID
    forces: tuple[str, ...] = ()
    kinds: tuple[UnitKind, ...] = ()
    squads: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    within_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Echelon:
    """One step of reinforcement 梯次增援; ``commander`` says whose commander is notified."""

    number: int
    name: str
    name_en: str
    commander: Reach = Reach.GRID
    rules: tuple[EchelonRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolDuty:
    """A must-visit point 必到点 (one position) or must-patrol line 必巡线 (several).

    A unit of one of ``forces`` (any when empty) within ``radius_m`` has been there;
    ``visits`` are wanted in every shift. A line is covered by units that pass
    :data:`LINE_SHARE` of it.
    """

    id: str
    name: str
    name_en: str
    path: tuple[GeoPoint, ...]
    grid_id: str = ""
    forces: tuple[str, ...] = ()
    radius_m: float = 60.0
    visits: int = 1

    @property
    def is_line(self) -> bool:
        """Whether it is a line to patrol, not a point to visit."""
        return len(self.path) > 1


LINE_SHARE = 0.8
"""The share of a line that has to be passed for it to count as patrolled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """Whom a case can be handed over to: a police station, public order, construction."""

    code: str
    name: str
    name_en: str
    force: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Squad:
    """A squad 中队; one of several forces names no ``force``. Units name it by its ``code``."""

    code: str
    name: str
    name_en: str
    force: str
    grid_id: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody on duty, and the unit they go out with."""

    id: str
    name: str
    force: str
    squad: str = ""
    unit_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A body camera, radio or terminal a unit carries; a joint unit has one set per force."""

    id: str
    unit_id: str
    kind: str
    label: str
    force: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsePlace:
    """A place with a response class of its own, whatever grid it lies in."""

    name: str
    location: GeoPoint
    radius_m: float
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPlan:
    """Everything a city plans its duty by."""

    levels: tuple[DutyLevel, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    roster: tuple[RosterLine, ...] = ()
    echelons: tuple[Echelon, ...] = ()
    patrol: tuple[PatrolDuty, ...] = ()
    departments: tuple[Department, ...] = ()
    squads: tuple[Squad, ...] = ()
    officers: tuple[Officer, ...] = ()
    devices: tuple[Device, ...] = ()
    response_places: tuple[ResponsePlace, ...] = ()

    def level(self, code: str) -> DutyLevel | None:
        """Return the duty level with this code, or None."""
        return next((level for level in self.levels if level.code == code), None)

    def department(self, code: str) -> Department | None:
        """Return the department with this code, or None."""
        return next((one for one in self.departments if one.code == code), None)

    def echelon(self, number: int) -> Echelon | None:
        """Return the echelon with this number, or None."""
        return next((one for one in self.echelons if one.number == number), None)

    def duty(self, duty_id: str) -> PatrolDuty | None:
        """Return the patrol duty with this id, or None."""
        return next((one for one in self.patrol if one.id == duty_id), None)
