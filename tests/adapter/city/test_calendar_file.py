"""The work calendar of a city's file, with a country's real holidays and make-up days."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bigscreen.city.calendar_file import read_calendar
from bigscreen.city.files import PackageFolder
from tests.support.work_days import at

RESOURCES = Path(__file__).parents[3] / "resources"
HOUR = timedelta(hours=1)


def read(folder: Path, text: str, timezone: str = "Asia/Shanghai"):
    """Return the calendar of a file with this text, and what is wrong with it."""
    (folder / "calendar.toml").write_text(text, encoding="utf-8")
    package = PackageFolder(folder)
    return read_calendar(package, timezone), [str(note) for note in package.notes]


@pytest.fixture(scope="module")
def china():
    package = PackageFolder(RESOURCES / "demo_city")
    calendar = read_calendar(package, "Asia/Shanghai")
    assert package.notes == []
    return calendar


@pytest.mark.parametrize(
    ("first", "last", "made_up"),
    [
        # As the State Council announced them.
        ("2024-02-10", "2024-02-17", ["2024-02-04", "2024-02-18"]),  # 春节
        ("2024-10-01", "2024-10-07", ["2024-09-29", "2024-10-12"]),  # 国庆
        ("2025-01-28", "2025-02-04", ["2025-01-26", "2025-02-08"]),
        ("2025-10-01", "2025-10-08", ["2025-09-28", "2025-10-11"]),  # with 中秋
        ("2026-01-01", "2026-01-03", ["2026-01-04"]),  # 元旦, across the year change
        ("2026-02-15", "2026-02-23", ["2026-02-14", "2026-02-28"]),
        ("2026-10-01", "2026-10-07", ["2026-09-20", "2026-10-10"]),
    ],
)
def test_chinese_holidays_and_the_days_worked_for_them(china, first, last, made_up) -> None:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        assert not china.is_working_day(day), day
        day += timedelta(days=1)
    for worked in made_up:
        assert date.fromisoformat(worked).isoweekday() in (6, 7)
        assert china.is_working_day(date.fromisoformat(worked))


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-02-13T17:00", 8, "2026-02-14T17:00"),  # the Saturday before 春节 is worked
        ("2026-02-14T17:00", 2, "2026-02-24T10:00"),
        ("2025-12-31T17:00", 2, "2026-01-04T10:00"),  # 元旦, then a Sunday that is worked
        ("2025-09-30T14:00", 5, "2025-10-09T10:00"),
        ("2024-02-28T17:00", 2, "2024-02-29T10:00"),  # leap day
    ],
)
def test_working_time_over_real_holidays(china, start, hours, end) -> None:
    assert china.add_working_time(at(start), hours * HOUR) == at(end)


def test_the_last_announced_day_is_known(china) -> None:
    """Later years hold by the law alone: 国庆 is free, nobody knows yet what is worked for it."""
    assert china.known_until >= date(2026, 12, 31)
    later = china.known_until.year + 1
    assert not china.is_working_day(date(later, 10, 1))
    assert not any(day.year >= later for day in china.work_days)


def test_without_the_file_monday_to_friday_is_worked(tmp_path: Path) -> None:
    calendar = read_calendar(PackageFolder(tmp_path), "Europe/Berlin")
    assert (calendar.timezone, calendar.weekdays) == ("Europe/Berlin", (1, 2, 3, 4, 5))
    assert calendar.day_length == 8 * HOUR
    assert calendar.known_until is None


def test_a_country_s_part_has_holidays_of_its_own(tmp_path: Path) -> None:
    bavaria, notes = read(tmp_path, 'country = "DE"\nsubdivision = "BY"', "Europe/Berlin")
    assert notes == []
    assert not bavaria.is_working_day(date(2026, 1, 6))
    germany, _ = read(tmp_path, 'country = "DE"', "Europe/Berlin")
    assert germany.is_working_day(date(2026, 1, 6))


def test_the_city_s_own_days_go_before_the_country_s(tmp_path: Path) -> None:
    calendar, notes = read(
        tmp_path,
        """
        country = "CN"
        [[work]]
        from = 2026-10-02
        to = 2026-10-03
        why = "执勤"
        [[rest]]
        date = 2026-10-10
        [[rest]]
        date = 2026-11-03
        """,
    )
    assert notes == []
    worked = [day for day in range(1, 11) if calendar.is_working_day(date(2026, 10, day))]
    assert worked == [2, 3, 8, 9]
    assert not calendar.is_working_day(date(2026, 11, 3))


def test_weekdays_and_hours(tmp_path: Path) -> None:
    calendar, notes = read(
        tmp_path, 'weekdays = [6, 1, 2]\nhours = ["08:30-12:00", "14:00 - 24:00"]'
    )
    assert notes == []
    assert calendar.weekdays == (1, 2, 6)
    assert calendar.hours == ((time(8, 30), time(12)), (time(14), time(0)))
    assert calendar.day_length == 13.5 * HOUR


def test_the_two_cities_work_different_hours() -> None:
    lengths = []
    for name in ("demo_city", "small_city"):
        package = PackageFolder(RESOURCES / name)
        lengths.append(read_calendar(package, "Asia/Shanghai").day_length / HOUR)
        assert package.notes == []
    assert lengths == [8, 7]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('country = "XX"', "country: 'XX' is not right; expected a country by its two letters"),
        (
            'country = "DE"\nsubdivision = "QQ"',
            "subdivision: 'QQ' is not right; expected a part of DE by its code, or none",
        ),
        ("weekdays = [1, 8]", "weekdays: [1, 8] is not right; expected a list of days"),
        ("weekdays = []", "weekdays: [] is not right; expected a list of days"),
        ('hours = ["9-12"]', "hours: ['9-12'] is not right; expected spans in order"),
        ('hours = ["12:00-09:00"]', "hours: ['12:00-09:00'] is not right"),
        ('hours = ["09:00-12:00", "11:00-15:00"]', "is not right; expected spans in order"),
        ("hours = 8", "hours: 8 is not right; expected spans in order"),
        ("holidays = 3", "holidays: 3 is not right; expected one of country, subdivision"),
        ("[[rest]]", "rest 1, date: is missing; expected a day such as 2026-10-01"),
        ('[[rest]]\ndate = "soon"', "rest 1, date: 'soon' is not right"),
        ("[[rest]]\ndate = 2026-01-01T09:00:00", "rest 1, date: '2026-01-01 09:00:00'"),
        ("[[work]]\nfrom = 2026-01-09", "work 1, to: is missing"),
        ("[[work]]\nfrom = 2026-01-09\nto = 2026-01-08", "work 1, to: '2026-01-08' is not right"),
        ("[[work]]\nday = 2026-01-09\ndate = 2026-01-09", "work 1, day:"),
        (
            "[[work]]\ndate = 2026-01-10\n[[rest]]\ndate = 2026-01-10",
            "work: '2026-01-10' is not right; expected a day that is not listed under rest",
        ),
        ("rest = 3", "expected tables written as [[rest]]"),
        ("[[rest", "expected TOML"),
    ],
)
def test_what_is_wrong_is_said_and_what_would_be_right(tmp_path, text, said) -> None:
    calendar, notes = read(tmp_path, text)
    assert len(notes) == 1, notes
    assert notes[0].startswith("calendar.toml")
    assert said in notes[0]
    assert calendar.weekdays == (1, 2, 3, 4, 5)
