"""How many units of each force are where, and which of them still report their position."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from bigscreen.domain.city import City
from bigscreen.domain.figures import ForceFigure
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.units import Duty, UnitState, UnitStatus
from bigscreen.kpi.case_times import Mask

_ON_THE_WAY = (UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE)


def online(units: Sequence[UnitState], fixes: FixTable, now: datetime) -> Mask:
    """Tell of each unit whether it is on duty and its newest fix is not stale."""
    number = np.fromiter((unit.number for unit in units), np.intp, len(units))
    limit_s = np.fromiter((unit.unit.stale_after_s for unit in units), np.float64, len(units))
    on_duty = np.fromiter((unit.duty is Duty.ON_DUTY for unit in units), np.bool_, len(units))
    known = number < len(fixes.fixed_at_ms)
    fixed_at_ms = np.zeros(len(units))  # as in the table, 0 means that there is no fix
    fixed_at_ms[known] = fixes.fixed_at_ms[number[known]]
    age_s = now.timestamp() - fixed_at_ms / 1000.0
    return on_duty & (fixed_at_ms > 0) & (age_s <= limit_s)


def force_figures(
    units: Sequence[UnitState], reporting: Mask, city: City
) -> tuple[ForceFigure, ...]:
    """Return each force's units by what they do, the city's forces first.

    A unit counts with its leading force and in exactly one column: what the ledger says of a
    busy one stands even while its position is stale; a free one that does not report is
    offline, since nobody knows where to send it from.
    """
    columns: Counter[tuple[str, str]] = Counter()
    for unit, reports in zip(units, reporting.tolist(), strict=True):
        columns[unit.unit.force_codes[0], _column(unit.status, reports)] += 1
    codes = dict.fromkeys([force.code for force in city.forces] + [code for code, _ in columns])
    return tuple(
        ForceFigure(
            force_code=code,
            available=columns[code, "available"],
            en_route=columns[code, "en_route"],
            on_scene=columns[code, "on_scene"],
            offline=columns[code, "offline"],
            off_duty=columns[code, "off_duty"],
        )
        for code in codes
    )


def _column(status: UnitStatus, reports: bool) -> str:
    if status in _ON_THE_WAY:
        return "en_route"
    if status is UnitStatus.AVAILABLE and not reports:
        return "offline"
    return status.value
