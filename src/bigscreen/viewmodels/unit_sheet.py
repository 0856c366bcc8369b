"""What the desk says of one unit that was clicked."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bigscreen.domain.city import City
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.durations import age
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import force_name, grid_name, kind_name, status_name
from bigscreen.viewmodels.unit_marks import Mark, mark_of_unit
from bigscreen.viewmodels.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheet:
    """One unit: who it is, what it does, how old its position is, which cases it holds.

    ``crew_line`` names its officers, ``devices_line`` what they carry; empty where the city
    does not say.
    """

    unit_id: str
    call_sign: str
    mark: Mark
    status: str
    facts_line: str
    crew_line: str
    devices_line: str
    fix_line: str
    is_stale: bool
    cases: tuple[tuple[str, str], ...]
    """(incident id, headline) of the cases it holds, the present one first."""


def unit_sheet(
    situation: Situation, unit_id: str, city: City | None, fixes: FixTable, now: datetime
) -> UnitSheet | None:
    """Return the sheet of a unit, or None where nobody has declared it."""
    known = situation.units.get(unit_id)
    if known is None:
        return None
    unit = known.unit
    forces = " + ".join(force_name(city, code) for code in unit.force_codes)
    facts = (
        forces,
        kind_name(unit.kind),
        grid_name(city, unit.grid_id),
        tr("{n} officers", n=unit.officers) if unit.officers > 1 else "",
    )
    age_s = fix_age_s(fixes, known.number, now)
    fix_line = tr("No position yet") if age_s is None else tr("Position {age}", age=age(age_s))
    return UnitSheet(
        unit_id=unit_id,
        call_sign=one_line(unit.call_sign),
        mark=mark_of_unit(unit, city),
        status=status_name(known.status),
        facts_line=" · ".join(fact for fact in facts if fact),
        crew_line=_crew(city, unit_id),
        devices_line=_devices(city, unit_id),
        fix_line=fix_line,
        is_stale=age_s is None or age_s > unit.stale_after_s,
        cases=tuple(
            (incident_id, headline(situation.incidents[incident_id].incident, city))
            for incident_id in (situation.assignments[a].incident_id for a in known.assignment_ids)
        ),
    )


def _crew(city: City | None, unit_id: str) -> str:
    officers = (one for one in city.plan.officers if one.unit_id == unit_id) if city else ()
    return tr(", ").join(one_line(one.name) for one in officers)


def _devices(city: City | None, unit_id: str) -> str:
    carried = (one for one in city.plan.devices if one.unit_id == unit_id) if city else ()
    return " · ".join(one_line(one.label) for one in carried)


def fix_age_s(fixes: FixTable, number: int, now: datetime) -> float | None:
    """Return how old the newest fix of the unit with this number is, None without one."""
    if not fixes.has(number):
        return None
    fixed_at = datetime.fromtimestamp(float(fixes.fixed_at_ms[number]) / 1000, UTC)
    return max(0.0, (now - fixed_at).total_seconds())
