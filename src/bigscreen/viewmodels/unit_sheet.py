"""What the desk says of one unit that was clicked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bigscreen.domain.assignments import Assignment
from bigscreen.domain.city import City
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Unit
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.durations import age
from bigscreen.viewmodels.duty_words import capability_name
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import force_name, grid_name, kind_name, status_name
from bigscreen.viewmodels.unit_marks import Mark, mark_of_unit
from bigscreen.viewmodels.unit_shift import shift_line
from bigscreen.viewmodels.wording import named, tr

_RADIO = "radio"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheet:
    """One unit: who it is, what it does, how old its position is, which cases it holds.

    ``rows`` are labels and values: who is in it, what they carry, when they are on duty; what
    the city does not say is left out.
    """

    unit_id: str
    call_sign: str
    mark: Mark
    status: str
    facts_line: str
    rows: tuple[tuple[str, str], ...]
    fix_line: str
    is_stale: bool
    cases: tuple[tuple[str, str], ...]
    """(incident id, headline) of the cases it holds: the present one, then those to follow."""


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
        _squad(city, unit.squad),
    )
    age_s = fix_age_s(fixes, known.number, now)
    fix_line = tr("No position yet") if age_s is None else tr("Position {age}", age=age(age_s))
    if unit.source and age_s is not None:
        source = tr("from {source}", source=one_line(unit.source))
        fix_line = f"{fix_line} · {source}"
    return UnitSheet(
        unit_id=unit_id,
        call_sign=one_line(unit.call_sign),
        mark=mark_of_unit(unit, city),
        status=status_name(known.status),
        facts_line=" · ".join(fact for fact in facts if fact),
        rows=tuple((label, value) for label, value in _rows(situation, unit, city, now) if value),
        fix_line=fix_line,
        is_stale=age_s is None or age_s > unit.stale_after_s,
        cases=tuple(
            (held.incident_id, _case_text(situation, held, city))
            for held in (situation.assignments[a] for a in known.assignment_ids)
        ),
    )


def _rows(
    situation: Situation, unit: Unit, city: City | None, now: datetime
) -> Iterator[tuple[str, str]]:
    carried = [one for one in city.plan.devices if one.unit_id == unit.id] if city else []
    radios = [one_line(one.label) for one in carried if one.kind == _RADIO]
    others = [one_line(one.label) for one in carried if one.kind != _RADIO]
    skills = [capability_name(one) for one in unit.capabilities]
    yield tr("Officers"), _crew(city, unit)
    yield tr("Shift"), shift_line(situation, unit.id, city, now)
    yield tr("Radio"), " · ".join(radios)
    yield tr("Devices"), " · ".join(others)
    yield tr("Able to"), " · ".join(skills)


def _crew(city: City | None, unit: Unit) -> str:
    officers = (one for one in city.plan.officers if one.unit_id == unit.id) if city else ()
    names = tr(", ").join(one_line(one.name) for one in officers)
    many = tr("{n} officers", n=unit.officers) if unit.officers > 1 else ""
    return " · ".join(part for part in (many, names) if part)


def _squad(city: City | None, code: str) -> str:
    known = next((one for one in city.plan.squads if one.code == code), None) if city else None
    return one_line(named(known.name, known.name_en) if known else code)


def _case_text(situation: Situation, held: Assignment, city: City | None) -> str:
    text = headline(situation.incidents[held.incident_id].incident, city)
    return tr("Next: {case}", case=text) if held.stacked else text


def fix_age_s(fixes: FixTable, number: int, now: datetime) -> float | None:
    """Return how old the newest fix of the unit with this number is, None without one."""
    if not fixes.has(number):
        return None
    fixed_at = datetime.fromtimestamp(float(fixes.fixed_at_ms[number]) / 1000, UTC)
    return max(0.0, (now - fixed_at).total_seconds())
