"""When clocks are due: on both bases, with pauses and granted time, cards and stages."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.clocks import (
    Clock,
    Pause,
    TimeBasis,
    deadline_of,
    elapsed,
    stage_due_at,
    stage_warn_at,
    stage_warn_hours,
)
from tests.support.work_days import CHINA, amounts, at, calendars, moments

HOUR = timedelta(hours=1)

CALENDAR_24H = Clock(code="24h", name="", name_en="", limit_hours=24, warn_hours=2)
WORKING_3D = Clock(
    code="3d",
    name="",
    name_en="",
    basis=TimeBasis.WORKING,
    limit_hours=24,
    warn_hours=4,
    yellow_hours=24,
    red_hours=48,
    stage_hours={"routed": 4, "handled": 16},
)
PLAN_13710 = Clock(
    code="13710",
    name="",
    name_en="",
    limit_hours=7 * 24,
    warn_hours=8,
    yellow_hours=7 * 24,
    red_hours=14 * 24,
    stage_hours={"acknowledge": 24, "plan": 48, "complete": 96},
)


def shown(deadline) -> list[str]:
    """Return warning, due, yellow and red as local times."""
    marks = (deadline.warn_at, deadline.due_at, deadline.yellow_at, deadline.red_at)
    return [f"{mark + 8 * HOUR:%m-%d %H:%M}" for mark in marks if mark is not None]


@pytest.mark.parametrize(
    ("clock", "start", "marks"),
    [
        (CALENDAR_24H, "2026-12-31T20:00", ["01-01 18:00", "01-01 20:00"]),  # year change
        (CALENDAR_24H, "2028-02-28T20:00", ["02-29 18:00", "02-29 20:00"]),  # leap day
        (CALENDAR_24H, "2026-10-01T20:00", ["10-02 18:00", "10-02 20:00"]),  # holidays count
        # Three and six working days of eight hours, from a plain Monday.
        (
            WORKING_3D,
            "2026-09-07T09:00",
            ["09-09 14:00", "09-09 18:00", "09-09 18:00", "09-14 18:00"],
        ),
        # Over 国庆: only one hour of Wednesday counts, then from Thursday of the next week on,
        # with the make-up Saturday.
        (
            WORKING_3D,
            "2026-09-30T17:00",
            ["10-10 12:00", "10-10 17:00", "10-10 17:00", "10-14 17:00"],
        ),
        # 13710 counts nights and holidays.
        (
            PLAN_13710,
            "2026-09-30T10:00",
            ["10-07 02:00", "10-07 10:00", "10-07 10:00", "10-14 10:00"],
        ),
    ],
)
def test_a_deadline(clock: Clock, start: str, marks: list[str]) -> None:
    deadline = deadline_of(clock, CHINA, at(start))
    assert shown(deadline) == marks
    assert deadline.clock == clock.code


def test_a_clock_without_cards_shows_none() -> None:
    deadline = deadline_of(CALENDAR_24H, CHINA, at("2026-09-07T09:00"))
    assert (deadline.yellow_at, deadline.red_at) == (None, None)


def pause(since: str, until: str) -> Pause:
    return Pause(since=at(since), until=at(until))


@pytest.mark.parametrize(
    ("clock", "pauses", "due"),
    [
        # From Monday 2026-09-07 09:00.
        (CALENDAR_24H, [("2026-09-07T12:00", "2026-09-08T12:00")], "09-09 09:00"),
        (CALENDAR_24H, [("2026-09-09T12:00", "2026-09-10T12:00")], "09-08 09:00"),  # too late
        (CALENDAR_24H, [("2026-09-06T12:00", "2026-09-07T10:00")], "09-08 10:00"),  # began before
        (
            CALENDAR_24H,
            [("2026-09-07T10:00", "2026-09-07T11:00"), ("2026-09-07T20:00", "2026-09-07T22:00")],
            "09-08 12:00",
        ),
        # A night and a weekend take nothing from working time.
        (WORKING_3D, [("2026-09-07T18:00", "2026-09-08T09:00")], "09-09 18:00"),
        (WORKING_3D, [("2026-09-08T09:00", "2026-09-09T09:00")], "09-10 18:00"),
        (WORKING_3D, [("2026-09-09T12:30", "2026-09-12T10:00")], "09-14 15:00"),
        # Suspended exactly when it fell due: due then.
        (WORKING_3D, [("2026-09-09T18:00", "2026-09-11T18:00")], "09-09 18:00"),
    ],
)
def test_a_pause_does_not_count_on_the_clock_s_own_basis(clock, pauses, due) -> None:
    spans = [pause(*span) for span in pauses]
    deadline = deadline_of(clock, CHINA, at("2026-09-07T09:00"), spans)
    assert shown(deadline)[1] == due


@pytest.mark.parametrize(
    ("clock", "hours", "marks"),
    [
        (CALENDAR_24H, 12, ["09-08 19:00", "09-08 21:00"]),
        (WORKING_3D, 16, ["09-11 14:00", "09-11 18:00", "09-11 18:00", "09-16 18:00"]),
    ],
)
def test_granted_time_moves_deadline_warning_and_cards(clock, hours, marks) -> None:
    assert shown(deadline_of(clock, CHINA, at("2026-09-07T09:00"), (), hours)) == marks


def test_a_warning_longer_than_the_limit_comes_at_the_beginning() -> None:
    start = at("2026-09-07T09:00")
    assert deadline_of(replace(CALENDAR_24H, warn_hours=99), CHINA, start).warn_at == start


@pytest.mark.parametrize(
    ("clock", "stage", "since", "warn", "due"),
    [
        (WORKING_3D, "routed", "2026-09-30T16:00", "2026-10-08T10:00", "2026-10-08T11:00"),
        (WORKING_3D, "handled", "2026-09-07T09:00", "2026-09-08T14:00", "2026-09-08T18:00"),
        (PLAN_13710, "acknowledge", "2026-09-30T10:00", "2026-10-01T04:00", "2026-10-01T10:00"),
        (PLAN_13710, "plan", "2026-10-01T10:00", "2026-10-03T02:00", "2026-10-03T10:00"),
        (PLAN_13710, "complete", "2026-10-03T10:00", "2026-10-07T02:00", "2026-10-07T10:00"),
    ],
)
def test_stages_are_due_each_from_the_one_before(clock, stage, since, warn, due) -> None:
    assert stage_due_at(clock, CHINA, stage, at(since)) == at(due)
    assert stage_warn_at(clock, CHINA, stage, at(since)) == at(warn)


def test_a_stage_without_limit_is_never_due() -> None:
    assert stage_due_at(WORKING_3D, CHINA, "checked", at("2026-09-07T09:00")) is None
    assert stage_warn_at(WORKING_3D, CHINA, "checked", at("2026-09-07T09:00")) is None


def test_the_warning_of_a_short_stage_is_shorter() -> None:
    """Else a stage of half an hour would be warned of before it began."""
    assert stage_warn_hours(WORKING_3D, "routed") == 1
    assert stage_warn_hours(WORKING_3D, "handled") == 4


def test_pauses_and_granted_time_move_a_stage_as_well() -> None:
    span = pause("2026-09-07T10:00", "2026-09-08T10:00")
    since = at("2026-09-07T09:00")
    assert stage_due_at(WORKING_3D, CHINA, "routed", since, [span]) == at("2026-09-08T14:00")
    assert stage_due_at(WORKING_3D, CHINA, "routed", since, [span], 3) == at("2026-09-08T17:00")


@pytest.mark.parametrize(
    ("basis", "hours"), [(TimeBasis.CALENDAR, 9 * 24 - 24), (TimeBasis.WORKING, 16)]
)
def test_elapsed_time_leaves_pauses_out(basis, hours) -> None:
    start, now = at("2026-09-30T09:00"), at("2026-10-09T09:00")
    gap = pause("2026-10-03T00:00", "2026-10-04T00:00")
    assert elapsed(basis, CHINA, start, now, [gap]) == hours * HOUR


def test_nothing_elapses_while_the_clock_stands() -> None:
    gap = pause("2026-09-07T10:00", "2026-09-09T10:00")
    early, late = (
        elapsed(TimeBasis.CALENDAR, CHINA, at("2026-09-07T09:00"), at(now), [gap])
        for now in ("2026-09-08T00:00", "2026-09-09T09:00")
    )
    assert early == late == HOUR


@st.composite
def gaps(draw: st.DrawFn) -> list[Pause]:
    """Draw pauses in order, apart from each other."""
    edges = sorted(draw(st.lists(moments, max_size=6, unique=True)))
    return [Pause(since=a, until=b) for a, b in zip(edges[::2], edges[1::2], strict=False)]


@given(calendars(), st.sampled_from(TimeBasis), moments, amounts, gaps())
def test_exactly_the_limit_has_elapsed_when_it_is_due(calendar, basis, start, limit, spans) -> None:
    hours = limit / HOUR
    clock = Clock(code="", name="", name_en="", basis=basis, limit_hours=hours, warn_hours=0)
    due_at = deadline_of(clock, calendar, start, spans).due_at
    counted = elapsed(basis, calendar, start, due_at, spans)
    assert abs(counted - limit) <= timedelta(microseconds=1)
    assert not any(span.since < due_at < span.until for span in spans if span.since >= start)


@given(calendars(), st.sampled_from(TimeBasis), moments, gaps(), st.floats(0, 100))
def test_marks_come_in_order_and_only_move_on(calendar, basis, start, spans, extra) -> None:
    clock = replace(WORKING_3D, basis=basis)
    plain, moved = (deadline_of(clock, calendar, start, spans, hours) for hours in (0, extra))
    for one in (plain, moved):
        assert start <= one.warn_at <= one.due_at == one.yellow_at <= one.red_at
    assert plain.due_at <= moved.due_at
    assert deadline_of(clock, calendar, start).due_at <= plain.due_at


def test_known_until_says_nothing_about_a_day() -> None:
    """Later days are taken by the week, and by what is listed all the same."""
    calendar = replace(CHINA, known_until=date(2026, 9, 1))
    assert not calendar.is_working_day(date(2026, 10, 1))
