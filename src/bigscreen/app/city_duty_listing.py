"""Says what a city plans its duty by: levels, minimums, echelons, patrol, departments, clocks."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bigscreen.app.text_table import aligned
from bigscreen.domain.city import City
from bigscreen.domain.clocks import Clock, TimeBasis
from bigscreen.domain.duty_plan import EchelonRule, Reach
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import force_name, kind_name
from bigscreen.viewmodels.wording import named, tr, tr_noop

_REACH = {
    Reach.GRID: tr_noop("the grid"),
    Reach.STREET: tr_noop("the street and town"),
    Reach.DISTRICT: tr_noop("the district"),
    Reach.CITY: tr_noop("the whole city"),
}
_BASES = {
    TimeBasis.CALENDAR: tr_noop("calendar time"),
    TimeBasis.WORKING: tr_noop("working time"),
}


def duty_listing(city: City) -> Iterator[str]:
    """Yield the lines that describe a city's duty plan and clocks, each table after a gap."""
    for rows in (
        _level_rows(city),
        _minimum_rows(city),
        _echelon_rows(city),
        _patrol_rows(city),
        _department_rows(city),
        _clock_rows(city),
    ):
        head, *lines = rows
        if lines:
            yield ""
            yield from aligned([head, *lines], [False] * len(head))


def _level_rows(city: City) -> Iterator[Sequence[str]]:
    yield (tr("Duty level"), tr("Code"), tr("Units wanted"))
    for level in city.plan.levels:
        yield (
            _said(level.name, level.name_en),
            one_line(level.code),
            str(_wanted(city, level.code)),
        )


def _wanted(city: City, level: str) -> int:
    """Return how many units a level wants out: of each grid and force the highest that holds."""
    highest: dict[tuple[str, str], int] = {}
    for minimum in city.plan.minimums:
        if minimum.duty_level in ("", level):
            place = (minimum.grid_id, minimum.force_code)
            highest[place] = max(minimum.count, highest.get(place, 0))
    return sum(highest.values())


def _minimum_rows(city: City) -> Iterator[Sequence[str]]:
    yield (tr("Units wanted"), tr("Force"), tr("Duty level"))
    for minimum in city.plan.minimums:
        grid = city.grid(minimum.grid_id)
        level = city.plan.level(minimum.duty_level)
        yield (
            f"{_said(grid.name, grid.name_en) if grid else minimum.grid_id}: {minimum.count}",
            force_name(city, minimum.force_code),
            _said(level.name, level.name_en) if level else tr("every level"),
        )


def _echelon_rows(city: City) -> Iterator[Sequence[str]]:
    yield (tr("Echelon"), tr("Commander of"), tr("Units"))
    for echelon in city.plan.echelons:
        yield (
            f"{echelon.number} {_said(echelon.name, echelon.name_en)}",
            tr(_REACH[echelon.commander]),
            "; ".join(_rule(city, rule) for rule in echelon.rules),
        )


def _rule(city: City, rule: EchelonRule) -> str:
    parts = [
        tr(_REACH[rule.reach]),
        *(force_name(city, code) for code in rule.forces),
        *(kind_name(kind) for kind in rule.kinds),
        *rule.squads,
        *(f"+{capability}" for capability in rule.capabilities),
    ]
    if rule.within_m is not None:
        parts.append(f"{rule.within_m:g} m")
    return one_line(" ".join(parts))


def _patrol_rows(city: City) -> Iterator[Sequence[str]]:
    yield (tr("Patrol duties of"), tr("Points"), tr("Lines"))
    points = Counter(duty.grid_id for duty in city.plan.patrol if not duty.is_line)
    lines = Counter(duty.grid_id for duty in city.plan.patrol if duty.is_line)
    for grid_id in sorted(points.keys() | lines.keys()):
        grid = city.grid(grid_id)
        name = _said(grid.name, grid.name_en) if grid else tr("the whole city")
        yield (name, str(points[grid_id]), str(lines[grid_id]))


def _department_rows(city: City) -> Iterator[Sequence[str]]:
    yield (tr("Department"), tr("Code"), tr("Force"))
    for one in city.plan.departments:
        force = force_name(city, one.force) if one.force else ""
        yield (_said(one.name, one.name_en), one_line(one.code), force)


def _clock_rows(city: City) -> Iterator[Sequence[str]]:
    yield (tr("Clock"), tr("Code"), tr("Counts"), tr("Limit, h"), tr("Cards, h"))
    for clock in city.clocks:
        yield (
            _said(clock.name, clock.name_en),
            one_line(clock.code),
            tr(_BASES[clock.basis]),
            f"{clock.limit_hours:g}",
            _cards(clock),
        )


def _cards(clock: Clock) -> str:
    shown = (clock.yellow_hours, clock.red_hours)
    return " / ".join("–" if hours is None else f"{hours:g}" for hours in shown)


def _said(name: str, name_en: str) -> str:
    return one_line(named(name, name_en))
