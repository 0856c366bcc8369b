"""Reads ``calendar.toml``: the hours a city works, its holidays and make-up days 调休.

``weekdays`` (1 Monday … 7 Sunday) and ``hours`` (``["09:00-12:00", "13:00-18:00"]``) make the
week. ``country`` (``CN``) and ``subdivision`` take public holidays and the days worked in
exchange for them from the package ``holidays``; without a country ``known_until`` may say how
far the city's own days go. ``[[rest]]`` and ``[[work]]`` are the city's own
days off and days worked, each a ``date``, or ``from`` and ``to``; they go before the country's.
A city that lists all holidays itself, as a saved one does, says with ``known_until`` how far.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import cast

import holidays

from bigscreen.city.files import PackageFolder
from bigscreen.city.records import Record
from bigscreen.domain.work_calendar import WorkCalendar
from bigscreen.viewmodels.wording import tr

CALENDAR_FILE = "calendar.toml"

FIRST_YEAR = 2020
LAST_YEAR = 2035
"""The years holidays are taken for; those a country has not announced yet only by the law."""

_FIELDS = ("country", "subdivision", "known_until", "weekdays", "hours", "rest", "work")
_DAY_FIELDS = ("date", "from", "to", "why")
_LONGEST_SPAN = timedelta(days=366)


def read_calendar(folder: PackageFolder, timezone: str) -> WorkCalendar:
    """Return the working time of a city; faults go to the folder's notes.

    Without the file every day from Monday to Friday is worked.
    """
    if not folder.has(CALENDAR_FILE):
        return WorkCalendar(timezone=timezone)
    content = folder.toml(CALENDAR_FILE)
    top = Record(content, CALENDAR_FILE, "", folder.notes)
    for name in content:
        if name not in _FIELDS:
            top.note(name, content[name], tr("one of {names}", names=", ".join(_FIELDS)))
    weekdays = _weekdays(top, content.get("weekdays", [1, 2, 3, 4, 5]))
    rest, work, known_until = _public(top)
    if known_until is None and "known_until" in content:
        known_until = _date(top, content, "known_until")
    own_rest = _days(folder, content, "rest")
    own_work = _days(folder, content, "work")
    for day in sorted(own_rest & own_work):
        top.note("work", day.isoformat(), tr("a day that is not listed under rest as well"))
    calendar = WorkCalendar(
        timezone=timezone,
        weekdays=weekdays,
        rest_days=frozenset((rest - own_work) | own_rest),
        work_days=frozenset((work - own_rest) | own_work),
        known_until=known_until,
    )
    return _with_hours(top, content, calendar)


def _weekdays(top: Record, said: object) -> tuple[int, ...]:
    days = said if isinstance(said, list) else []
    if days and all(type(day) is int and 1 <= day <= 7 for day in days):
        return tuple(sorted(set(days)))
    top.note("weekdays", said, tr("a list of days from 1 (Monday) to 7 (Sunday)"))
    return (1, 2, 3, 4, 5)


def _with_hours(top: Record, content: Mapping[str, object], calendar: WorkCalendar) -> WorkCalendar:
    """Return the calendar with the hours of the file, which have to follow one another."""
    if "hours" not in content:
        return calendar
    said = content["hours"]
    try:
        return replace(calendar, hours=_spans(said))
    except ValueError:  # InvalidValue is one
        top.note("hours", said, tr('spans in order, such as ["09:00-12:00", "13:00-18:00"]'))
        return calendar


def _spans(said: object) -> tuple[tuple[time, time], ...]:
    """Return the spans a list of texts names; ``24:00`` is the end of the day.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(said, list):
        raise ValueError(said)  # noqa: TRY004 - said by the caller as any other fault
    edges = [str(span).split("-") for span in said]
    return tuple((_edge(start), _edge(end)) for start, end in edges)


def _edge(text: str) -> time:
    clean = text.strip()
    return time(0) if clean == "24:00" else time.fromisoformat(clean)


def _public(top: Record) -> tuple[set[date], set[date], date | None]:
    """Return public holidays, make-up days, and the last day for which they are announced."""
    country, subdivision = top.text("country", ""), top.text("subdivision", "")
    if not country:
        return set(), set(), None
    try:
        found = holidays.country_holidays(
            country, subdiv=subdivision or None, years=range(FIRST_YEAR, LAST_YEAR + 1)
        )
    except NotImplementedError:
        if country in holidays.list_supported_countries():
            top.note(
                "subdivision",
                subdivision,
                tr("a part of {country} by its code, or none", country=country),
            )
        else:
            top.note("country", country, tr("a country by its two letters, such as CN"))
        return set(), set(), None
    worked = {day for day in found.weekend_workdays if day.year >= FIRST_YEAR}
    # Countries that move days around announce them a year ahead; the law alone says too little.
    last_year = max((day.year for day in worked), default=LAST_YEAR)
    return set(found), worked, date(last_year, 12, 31)


def _days(folder: PackageFolder, content: Mapping[str, object], field: str) -> set[date]:
    """Return the days of ``[[rest]]`` or ``[[work]]``."""
    tables = folder.tables(CALENDAR_FILE, field, content)
    rows = cast("list[Mapping[str, object]]", content.get(field, []) if tables else [])
    return {day for table, row in zip(tables, rows, strict=True) for day in _days_of(table, row)}


def _days_of(table: Record, row: Mapping[str, object]) -> Iterator[date]:
    for name in row:
        if name not in _DAY_FIELDS:
            table.note(name, row[name], tr("one of {names}", names=", ".join(_DAY_FIELDS)))
    first = _date(table, row, "from" if "from" in row else "date")
    last = _date(table, row, "to") if "from" in row else first
    if first is None or last is None:
        return
    if not first <= last < first + _LONGEST_SPAN:
        table.note("to", last.isoformat(), tr("a day after the first one, within a year"))
        return
    yield from (first + timedelta(days=on) for on in range((last - first).days + 1))


def _date(table: Record, row: Mapping[str, object], field: str) -> date | None:
    said = row.get(field)
    if isinstance(said, date) and not isinstance(said, datetime):
        return said
    table.note(field, None if said is None else str(said), tr("a day such as 2026-10-01"))
    return None
