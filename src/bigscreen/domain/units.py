"""Forces and the units that can be sent."""

from dataclasses import dataclass
from enum import StrEnum

from bigscreen.domain.geo import GeoPoint


class ForceFamily(StrEnum):
    """The identity a force is drawn in; a city may have several forces in one family."""

    POLICE = "police"
    CHENGGUAN = "chengguan"
    AUXILIARY = "auxiliary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """One service 力量 of the city, for example patrol police, traffic police or chengguan.

    ``badge`` is the one character that tells two forces of a family apart (巡, 交, 城);
    ``shade`` 0 is the family's own colour, 1 its second shade (traffic police).
    """

    code: str
    name: str
    name_en: str
    family: ForceFamily
    badge: str
    shade: int = 0


class UnitKind(StrEnum):
    """How a unit moves or watches."""

    FOOT = "foot"
    CAR = "car"
    MOTORCYCLE = "motorcycle"
    DRONE = "drone"
    POST = "post"
    VIDEO = "video"


class Duty(StrEnum):
    """Whether a unit can be sent at all."""

    ON_DUTY = "on_duty"
    OFF_DUTY = "off_duty"


class UnitStatus(StrEnum):
    """What a unit is doing, as its assignment's milestones say."""

    AVAILABLE = "available"
    ASSIGNED = "assigned"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    OFF_DUTY = "off_duty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The smallest thing that can be sent 巡组 / 警力 / 执法单元.

    ``force_codes`` holds one code, or several for a joint unit; the first one leads.
    ``stale_after_s`` is how old a fix of its source may grow before it counts as stale.
    ``source`` is the account that declared the unit and alone may move it; the hub fills it in.
    """

    id: str
    call_sign: str
    force_codes: tuple[str, ...]
    kind: UnitKind = UnitKind.CAR
    grid_id: str = ""
    squad: str = ""
    officers: int = 1
    capabilities: tuple[str, ...] = ()
    home: GeoPoint | None = None
    stale_after_s: float = 60.0
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitState:
    """A unit as the ledger knows it now.

    ``number`` is the small integer that stands for the unit in position frames; the hub gives
    it once and never reuses it. ``assignment_ids`` are the open ones, the active one first,
    stacked ones after it.
    """

    unit: Unit
    number: int
    duty: Duty = Duty.ON_DUTY
    status: UnitStatus = UnitStatus.AVAILABLE
    assignment_ids: tuple[str, ...] = ()
    version: int = 1
