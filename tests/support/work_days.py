"""Work calendars, times and amounts for tests of clocks: a known one, and any at random."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bigscreen.domain.work_calendar import WorkCalendar

CHINA = WorkCalendar(
    timezone="Asia/Shanghai",
    # 国庆 2026 with its make-up days, as the State Council announced them.
    rest_days=frozenset(date(2026, 10, day) for day in range(1, 8)),
    work_days=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
)


def at(text: str, zone: str = "Asia/Shanghai") -> datetime:
    """Return the UTC moment of a local time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


ZONES = ("Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe")
moments = st.datetimes(datetime(2025, 12, 1), datetime(2027, 1, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
amounts = st.timedeltas(timedelta(0), timedelta(days=20))


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Draw any calendar of two spans; some days of the year are off, some made up for."""
    edges = draw(st.lists(st.integers(0, 1439), min_size=4, max_size=4, unique=True).map(sorted))
    times = [time(minute // 60, minute % 60) for minute in edges]
    days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    return WorkCalendar(
        timezone=draw(st.sampled_from(ZONES)),
        weekdays=tuple(draw(st.lists(st.integers(1, 7), min_size=1, unique=True))),
        hours=((times[0], times[1]), (times[2], times[3])),
        rest_days=frozenset(draw(st.lists(days, max_size=30))),
        work_days=frozenset(draw(st.lists(days, max_size=30))),
    )
