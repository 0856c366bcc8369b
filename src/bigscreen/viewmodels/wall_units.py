"""Units as a wall lists them: what each does, on which case, and how old its position is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bigscreen.domain.city import City
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Unit, UnitState, UnitStatus
from bigscreen.viewmodels.durations import age
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import kind_name, status_name
from bigscreen.viewmodels.unit_marks import Mark, mark_of_unit
from bigscreen.viewmodels.unit_sheet import fix_age_s
from bigscreen.viewmodels.wall_headline import wall_headline
from bigscreen.viewmodels.wording import tr

_ORDER = (
    UnitStatus.ON_SCENE,
    UnitStatus.EN_ROUTE,
    UnitStatus.ASSIGNED,
    UnitStatus.AVAILABLE,
    UnitStatus.OFF_DUTY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WallUnit:
    """One unit; ``age`` is empty while its position is fresh.

    ``detail`` is the case it is on, or, where all are on the same one, what sort of unit it is.
    """

    mark: Mark
    call_sign: str
    status: str
    detail: str
    age: str
    is_busy: bool


def wall_units(
    units: Iterable[UnitState],
    situation: Situation,
    city: City | None,
    fixes: FixTable,
    now: datetime,
    limit: int,
    *,
    of_one_case: bool = False,
) -> tuple[WallUnit, ...]:
    """Return at most ``limit`` units, the busy ones first, then those that are free."""
    ordered = sorted(units, key=lambda one: (_ORDER.index(one.status), one.unit.call_sign))
    made = (_wall_unit(one, situation, city, fixes, now) for one in ordered[:limit])
    if not of_one_case:
        return tuple(made)
    return tuple(
        replace(unit, detail=_sort(one.unit)) for unit, one in zip(made, ordered, strict=False)
    )


def _sort(unit: Unit) -> str:
    crew = tr("{n} officers", n=unit.officers) if unit.officers > 1 else ""
    return " · ".join(part for part in (kind_name(unit.kind), crew) if part)


def _wall_unit(
    state: UnitState, situation: Situation, city: City | None, fixes: FixTable, now: datetime
) -> WallUnit:
    held = situation.holding(state)
    case = situation.incidents.get(held.incident_id) if held else None
    age_s = fix_age_s(fixes, state.number, now)
    if age_s is None:
        told = tr("no position")
    else:
        told = age(age_s) if age_s > state.unit.stale_after_s else ""
    return WallUnit(
        mark=mark_of_unit(state.unit, city),
        call_sign=one_line(state.unit.call_sign),
        status=status_name(state.status),
        detail=wall_headline(case.incident, city) if case else "",
        age=told,
        is_busy=held is not None,
    )
