"""Reads ``clocks.toml``, the time limits of a city's cases and hand-overs.

Each ``[[clocks]]`` has a code, a name, a name_en, a basis (``calendar`` or ``working``) and its
limits, as hours (``limit_hours``) or as days (``limit_days``): a day is 24 hours of calendar
time, or a working day of a working-time clock. ``warn_``, ``yellow_`` and ``red_`` limits may be
left out, so may the table ``stages``, with hours by stage, milestone or hand-over step.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import cast

from bigscreen.city.files import PackageFolder
from bigscreen.city.records import Record
from bigscreen.city.sheets import Rows, note_repeated
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.clocks import Clock, TimeBasis
from bigscreen.domain.hand_overs import HandOverStep
from bigscreen.domain.progress import CaseStage
from bigscreen.domain.work_calendar import WorkCalendar
from bigscreen.viewmodels.wording import tr

CLOCK_FILE = "clocks.toml"

_FIELDS = frozenset(
    {"code", "name", "name_en", "basis", "stages"}
    | {
        f"{what}_{unit}"
        for what in ("limit", "warn", "yellow", "red")
        for unit in ("hours", "days")
    }
)
_STAGES = frozenset(
    stage.value
    for stage in (
        *(stage for stage in CaseStage if stage not in (CaseStage.REGISTERED, CaseStage.VOID)),
        *Milestone,
        HandOverStep.ACKNOWLEDGE,
        HandOverStep.PLAN,
        HandOverStep.COMPLETE,
    )
)
_LONGEST_H = 8760.0
_SHORTEST_H = 0.01


def read_clocks(folder: PackageFolder, calendar: WorkCalendar) -> Rows[Clock]:
    """Return the clocks, none without ``clocks.toml``; faults go to the folder's notes.

    ``calendar`` says how long a working day is.
    """
    if not folder.has(CLOCK_FILE):
        return []
    content = folder.toml(CLOCK_FILE)
    for name in content:
        if name != "clocks":
            folder.note(CLOCK_FILE, "", name, tr("tables written as [[{field}]]", field="clocks"))
    tables = folder.tables(CLOCK_FILE, "clocks", content)
    raw = content.get("clocks", ()) if tables else ()
    rows = [
        (table, _clock(folder, table, row, calendar))
        for table, row in zip(tables, cast("list[Mapping[str, object]]", raw), strict=True)
    ]
    note_repeated(((record, clock.code) for record, clock in rows), "code")
    return rows


def _clock(
    folder: PackageFolder, table: Record, row: Mapping[str, object], calendar: WorkCalendar
) -> Clock:
    for name in row:
        if name not in _FIELDS:
            table.note(name, row[name], tr("one of {names}", names=", ".join(sorted(_FIELDS))))
    basis = table.choice("basis", TimeBasis, TimeBasis.CALENDAR)
    day_h = 24.0 if basis is TimeBasis.CALENDAR else calendar.day_length / timedelta(hours=1)
    limit = _hours(table, "limit", day_h)
    if limit is None:
        table.note("limit_hours", None, tr("a limit, as limit_hours or limit_days"))
        limit = day_h
    warn = _hours(table, "warn", day_h)
    clock = Clock(
        code=table.text("code"),
        name=table.text("name"),
        name_en=table.text("name_en", ""),
        basis=basis,
        limit_hours=limit,
        warn_hours=min(1.0, limit / 4) if warn is None else warn,
        yellow_hours=_hours(table, "yellow", day_h),
        red_hours=_hours(table, "red", day_h),
        stage_hours=_stage_hours(folder, table, row.get("stages", {}), day_h),
    )
    if table.is_sound:
        _note_order(table, clock)
    return clock


def _hours(table: Record, what: str, day_h: float) -> float | None:
    """Return a limit given in hours or in days, None when it is left out."""
    in_hours, in_days = f"{what}_hours", f"{what}_days"
    if table.has(in_hours) and table.has(in_days):
        table.note(in_days, "", tr("only one of {names}", names=f"{in_hours}, {in_days}"))
    if table.has(in_hours):
        return table.number(in_hours, _SHORTEST_H, _LONGEST_H)
    if table.has(in_days):
        return table.number(in_days, 0.1, _LONGEST_H / 24) * day_h
    return None


def _stage_hours(
    folder: PackageFolder, table: Record, stages: object, day_h: float
) -> dict[str, float]:
    """Return hours by stage; ``handled_days`` gives the stage ``handled`` in days."""
    if not isinstance(stages, dict):
        table.note("stages", stages, tr("a table of hours by stage"))
        return {}
    inner = Record(stages, CLOCK_FILE, f"{table.text('code', '')} stages", folder.notes)
    found = {}
    for name in stages:
        stage = name.removesuffix("_days")
        if stage not in _STAGES:
            inner.note(name, name, tr("one of {names}", names=", ".join(sorted(_STAGES))))
        else:
            hours = inner.number(name, _SHORTEST_H, _LONGEST_H)
            found[stage] = hours if stage == name else hours * day_h
    return found


def _note_order(table: Record, clock: Clock) -> None:
    """Note limits that could never come in the order they are meant to come in."""
    if clock.warn_hours >= clock.limit_hours:
        table.note("warn_hours", clock.warn_hours, tr("less than the limit"))
    if clock.red_hours is not None and clock.red_hours <= (clock.yellow_hours or 0.0):
        table.note("red_hours", clock.red_hours, tr("more than the yellow card's"))
