"""Figures the hub computes and screens only draw; none comes without its n."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalFigure:
    """Distribution of one response interval, seconds.

    ``n`` cases are counted; ``excluded`` says how many were left out, by reason (``duplicate``,
    ``drill``, ``voided``, ``invalid``, ``regraded``, ``missing`` stamp, ``negative`` interval).
    Percentiles are nearest-rank; a live one needs three cases, without one it is None.
    """

    interval: str
    n: int
    mean_s: float | None = None
    p50_s: float | None = None
    p90_s: float | None = None
    excluded: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """The total response of the cases received in one slice of time."""

    start: datetime
    n: int
    p50_s: float | None = None
    p90_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceFigure:
    """Share of the cases of one response class reached within its minutes 分级到达率.

    ``n`` counts the cases somebody has reached; one nobody has reached yet counts once it is.
    """

    minutes: int
    n: int
    within: int
    target: float | None = None

    @property
    def share(self) -> float | None:
        """Return within / n, or None where nothing was counted."""
        return self.within / self.n if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridFigure:
    """One grid's day: cases by lead force, the same weekday last week, its response.

    ``n`` and ``p90_s`` are of the total response. ``grid_id`` is empty for the cases that lie
    in none of the city's grids; that row comes last, and only when there are any.
    """

    grid_id: str
    by_force: Mapping[str, int]
    last_week: int
    n: int
    p90_s: float | None
    closed: int

    @property
    def total(self) -> int:
        """All cases of the grid today."""
        return sum(self.by_force.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceFigure:
    """How many units of a force are where; joint units count with their leading force.

    Each unit is in one column: ``en_route`` holds assigned ones that have not left yet as well,
    ``offline`` those on duty and free whose position is stale or unknown. What the ledger says
    of a busy unit stands whatever the age of its position.
    """

    force_code: str
    available: int
    en_route: int
    on_scene: int
    offline: int
    off_duty: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumFigure:
    """Units of a force on duty in a grid against the minimum of the duty level."""

    grid_id: str
    force_code: str
    on_duty: int
    minimum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFigure:
    """Patrol duties of one grid fulfilled in the running shift: points and lines by themselves.

    Every duty counts once, however often it was visited; ``wanted`` ones are all the grid has.
    """

    grid_id: str
    points_done: int
    points_wanted: int
    lines_done: int
    lines_wanted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationFigure:
    """The tally of one joint operation that has not been ended."""

    operation_id: str
    cases: int
    closed: int
    by_item: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFigure:
    """The cases that are open now, and what is wrong with some: a case may be in several."""

    open: int = 0
    overdue: int = 0
    yellow_cards: int = 0
    red_cards: int = 0
    suspended: int = 0
    supervised: int = 0
    escalated: int = 0
    drills: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiBoard:
    """Every figure a live screen shows, as of one moment: two screens always agree.

    ``response`` is the total response (received → first on scene) over the shift that began
    at ``shift_started_at``; ``response_last_week`` the same hours one week before. ``trend``
    has one point a half hour over the last twelve hours, ``trend_last_week`` its counterpart.
    ``today`` counts begin at local midnight; ``last_week`` stops at the same time of day.
    """

    as_of: datetime
    shift_started_at: datetime
    day_started_at: datetime
    response: IntervalFigure
    response_last_week: IntervalFigure
    trend: tuple[TrendPoint, ...] = ()
    trend_last_week: tuple[TrendPoint, ...] = ()
    compliance: tuple[ComplianceFigure, ...] = ()
    grids: tuple[GridFigure, ...] = ()
    channels: Mapping[str, int] = field(default_factory=dict)
    forces: tuple[ForceFigure, ...] = ()
    today: int = 0
    last_week: int = 0
    units_online: int = 0
    units_total: int = 0
    minimums: tuple[MinimumFigure, ...] = ()
    coverage: tuple[CoverageFigure, ...] = ()
    operations: tuple[OperationFigure, ...] = ()
    open_work: OpenFigure = field(default_factory=OpenFigure)
