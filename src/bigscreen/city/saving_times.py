"""Writes a city's time limits and working hours as the files of a package."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from pathlib import Path

from bigscreen.city.calendar_file import CALENDAR_FILE
from bigscreen.city.clock_file import CLOCK_FILE
from bigscreen.city.package_writing import toml_text, write_text
from bigscreen.domain.clocks import Clock
from bigscreen.domain.work_calendar import WorkCalendar


def save_times(clocks: Iterable[Clock], calendar: WorkCalendar, path: Path) -> None:
    """Write clocks and calendar into the folder ``path``; holidays become days of its own.

    Raises:
        OSError: a file can not be written.
    """
    tables = [table for clock in clocks for table in _clock_tables(clock)]
    if tables:
        write_text(path / CLOCK_FILE, toml_text(tables))
    write_text(path / CALENDAR_FILE, toml_text(_calendar_tables(calendar)))


def _clock_tables(clock: Clock) -> Iterator[tuple[str, Mapping[str, object]]]:
    limits = {
        "limit_hours": clock.limit_hours,
        "warn_hours": clock.warn_hours,
        "yellow_hours": clock.yellow_hours,
        "red_hours": clock.red_hours,
    }
    said = {"code": clock.code, "name": clock.name, "name_en": clock.name_en}
    given = {name: hours for name, hours in limits.items() if hours is not None}
    yield "[[clocks]]", {**said, "basis": clock.basis.value, **given}
    if clock.stage_hours:
        yield "[clocks.stages]", clock.stage_hours


def _calendar_tables(calendar: WorkCalendar) -> Iterator[tuple[str, Mapping[str, object]]]:
    top: dict[str, object] = {
        "weekdays": list(calendar.weekdays),
        "hours": [f"{_edge(start)}-{_edge(end, '24:00')}" for start, end in calendar.hours],
    }
    if calendar.known_until is not None:
        top["known_until"] = calendar.known_until
    yield "", top
    yield from _days("rest", calendar.rest_days)
    yield from _days("work", calendar.work_days)


def _days(name: str, days: Iterable[date]) -> Iterator[tuple[str, Mapping[str, object]]]:
    return ((f"[[{name}]]", {"date": day}) for day in sorted(days))


def _edge(edge: time, midnight: str = "00:00") -> str:
    return edge.isoformat("auto" if edge.second else "minutes") if edge != time(0) else midnight
