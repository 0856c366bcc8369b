"""What the shift panel says: duty level, units out against the minimum, coverage, roster, notes."""

from collections.abc import Iterable
from datetime import datetime

from bigscreen.domain.city import City
from bigscreen.domain.figures import CoverageFigure, MinimumFigure
from bigscreen.domain.shift import Shift
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty, UnitStatus
from bigscreen.viewmodels.duty_words import duty_level_name
from bigscreen.viewmodels.local_time import clock_on_day, zone_of
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.table_rows import RowTone, TableRow
from bigscreen.viewmodels.trade_words import force_name, grid_name, status_name
from bigscreen.viewmodels.wording import tr


def level_line(shift: Shift, city: City | None, now: datetime) -> str:
    """Return the duty level that holds, since when, by whose word and why."""
    zone = zone_of(city)
    parts = [tr("Duty: {level}", level=duty_level_name(city, shift.level) or "—")]
    if shift.level_since is not None:
        parts.append(tr("since {time}", time=clock_on_day(shift.level_since, zone, now)))
        parts.append(one_line(shift.level_by))
        parts.append(one_line(shift.level_reason))
    return " · ".join(part for part in parts if part)


def shift_line(shift: Shift, city: City | None, now: datetime) -> str:
    """Return which shift of the day runs, and since when."""
    if shift.started_at is None:
        return tr("No shift has begun yet")
    at = clock_on_day(shift.started_at, zone_of(city), now)
    return tr("Shift {n} since {time}", n=shift.index + 1, time=at)


def minimum_headings() -> tuple[str, ...]:
    """Return the names of the columns of the minimum table."""
    return (tr("Grid"), tr("Force"), tr("On duty"), tr("Minimum"))


def minimum_rows(figures: Iterable[MinimumFigure], city: City | None) -> tuple[TableRow, ...]:
    """Return units on duty against the minimum, the ones with too few first."""
    rows = [
        TableRow(
            id=f"{one.grid_id}/{one.force_code}",
            cells=(
                grid_name(city, one.grid_id),
                force_name(city, one.force_code),
                str(one.on_duty),
                str(one.minimum),
            ),
            tone=RowTone.BAD if one.on_duty < one.minimum else RowTone.PLAIN,
        )
        for one in figures
    ]
    return tuple(sorted(rows, key=lambda row: row.tone is not RowTone.BAD))


def coverage_headings() -> tuple[str, ...]:
    """Return the names of the columns of the coverage table."""
    return (tr("Grid"), tr("Must-visit points"), tr("Must-patrol lines"))


def coverage_rows(figures: Iterable[CoverageFigure], city: City | None) -> tuple[TableRow, ...]:
    """Return what was covered in this shift, grid by grid."""
    return tuple(
        TableRow(
            id=one.grid_id,
            cells=(
                grid_name(city, one.grid_id) or tr("outside every grid"),
                f"{one.points_done} / {one.points_wanted}",
                f"{one.lines_done} / {one.lines_wanted}",
            ),
            tone=(
                RowTone.PLAIN
                if (one.points_done, one.lines_done) < (one.points_wanted, one.lines_wanted)
                else RowTone.DONE
            ),
        )
        for one in figures
    )


def roster_headings() -> tuple[str, ...]:
    """Return the names of the columns of the roster."""
    return (tr("Unit"), tr("Grid"), tr("Shifts"), tr("Weekdays"), tr("State"))


def roster_rows(situation: Situation, city: City | None) -> tuple[TableRow, ...]:
    """Return the units with their shifts and what they do now, those off duty first."""
    lines = {line.unit_id: line for line in city.plan.roster} if city else {}
    units = sorted(
        situation.units.values(),
        key=lambda one: (one.duty is Duty.ON_DUTY, one.unit.grid_id, one.unit.call_sign),
    )
    # Of thousands of units there are few grids and states.
    grids = {grid: grid_name(city, grid) for grid in {one.unit.grid_id for one in units}}
    states = {status: status_name(status) for status in UnitStatus}
    rows = []
    for one in units:
        line = lines.get(one.unit.id)
        rows.append(
            TableRow(
                id=one.unit.id,
                cells=(
                    one_line(one.unit.call_sign),
                    grids[one.unit.grid_id],
                    " ".join(str(shift + 1) for shift in line.shifts) if line else "—",
                    " ".join(str(day) for day in line.weekdays) if line else "—",
                    states[one.status],
                ),
                tone=RowTone.PLAIN if one.duty is Duty.ON_DUTY else RowTone.DONE,
            )
        )
    return tuple(rows)


def note_headings() -> tuple[str, ...]:
    """Return the names of the columns of the shift notes."""
    return (tr("Time"), tr("By"), tr("Note"))


def note_rows(shift: Shift, city: City | None, now: datetime) -> tuple[TableRow, ...]:
    """Return the notes shifts have left for the next, the newest first."""
    zone = zone_of(city)
    return tuple(
        TableRow(
            id=f"{place}",
            cells=(clock_on_day(one.at, zone, now), one_line(one.by), one_line(one.text)),
        )
        for place, one in reversed(list(enumerate(shift.notes)))
    )
