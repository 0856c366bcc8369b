"""What a period is compared with: over leap days, months, a new year, clock changes."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bigscreen.kpi.comparisons import Window, month_of, period_before, week_of, year_before

SHANGHAI = ZoneInfo("Asia/Shanghai")
CALIFORNIA = ZoneInfo("America/Los_Angeles")


def window(start: str, end: str, zone: ZoneInfo = SHANGHAI) -> Window:
    return Window(
        start=datetime.fromisoformat(start).replace(tzinfo=zone),
        end=datetime.fromisoformat(end).replace(tzinfo=zone),
    )


def local(found: Window, zone: ZoneInfo = SHANGHAI) -> tuple[str, str]:
    return tuple(
        moment.astimezone(zone).replace(tzinfo=None).isoformat(" ", "minutes")
        for moment in (found.start, found.end)
    )


@pytest.mark.parametrize(
    ("start", "end", "before"),
    [
        ("2026-03-01", "2026-04-01", ("2025-03-01 00:00", "2025-04-01 00:00")),
        ("2024-02-29", "2024-03-01", ("2023-02-28 00:00", "2023-03-01 00:00")),
        ("2024-02-28", "2024-02-29", ("2023-02-28 00:00", "2023-03-01 00:00")),
        ("2024-02-01", "2024-03-01", ("2023-02-01 00:00", "2023-03-01 00:00")),
        ("2025-02-01", "2025-03-01", ("2024-02-01 00:00", "2024-03-01 00:00")),
        ("2025-02-28", "2025-03-01", ("2024-02-28 00:00", "2024-02-29 00:00")),
        ("2024-02-29 08:00", "2024-02-29 12:00", ("2023-02-28 08:00", "2023-02-28 12:00")),
        ("2025-12-31", "2026-01-01", ("2024-12-31 00:00", "2025-01-01 00:00")),
    ],
)
def test_year_on_year_is_the_same_dates_a_year_before(start, end, before):
    assert local(year_before(window(start, end), SHANGHAI)) == before


@pytest.mark.parametrize(
    ("start", "end", "before"),
    [
        ("2026-03-01", "2026-04-01", ("2026-02-01 00:00", "2026-03-01 00:00")),
        ("2026-01-01", "2026-02-01", ("2025-12-01 00:00", "2026-01-01 00:00")),
        ("2026-01-01", "2026-04-01", ("2025-10-01 00:00", "2026-01-01 00:00")),
        ("2026-03-02", "2026-03-09", ("2026-02-23 00:00", "2026-03-02 00:00")),
        ("2026-03-02 08:00", "2026-03-02 20:00", ("2026-03-01 20:00", "2026-03-02 08:00")),
    ],
)
def test_the_period_before_ends_where_this_one_starts(start, end, before):
    assert local(period_before(window(start, end), SHANGHAI)) == before


def test_lengths_are_those_of_the_clock_whatever_daylight_saving_does():
    week = window("2026-03-08", "2026-03-15", CALIFORNIA)
    before = period_before(week, CALIFORNIA)
    assert local(before, CALIFORNIA) == ("2026-03-01 00:00", "2026-03-08 00:00")
    assert before.days == 7
    assert week.days == pytest.approx(7 - 1 / 24)


@pytest.mark.parametrize(
    ("moment", "week", "month"),
    [
        (
            "2025-12-31T23:00+08:00",
            ("2025-12-29 00:00", "2026-01-05 00:00"),
            ("2025-12-01 00:00", "2026-01-01 00:00"),
        ),
        (
            "2025-12-31T20:00+00:00",
            ("2025-12-29 00:00", "2026-01-05 00:00"),
            ("2026-01-01 00:00", "2026-02-01 00:00"),
        ),
        (
            "2024-02-29T12:00+08:00",
            ("2024-02-26 00:00", "2024-03-04 00:00"),
            ("2024-02-01 00:00", "2024-03-01 00:00"),
        ),
    ],
)
def test_weeks_begin_on_monday_and_months_on_the_first_by_the_clock(moment, week, month):
    at = datetime.fromisoformat(moment)
    assert local(week_of(at, SHANGHAI)) == week
    assert local(month_of(at, SHANGHAI)) == month
