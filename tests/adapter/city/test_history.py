"""The made-up past: plausible, repeatable, and over before the present begins."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from bigscreen.city.demo.history import past_cases
from bigscreen.city.demo.working_time import WorkingTime
from bigscreen.city.package import load_city, load_units
from bigscreen.city.rates import load_rates
from bigscreen.domain.incidents import WorkKind

FOLDER = Path(__file__).parents[3] / "resources" / "demo_city"
CITY = load_city(FOLDER)
RATES = load_rates(FOLDER, CITY)
UNITS = load_units(FOLDER)
OUTCOMES = RATES.outcomes
UNTIL = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)

STAMPS = (
    "received_at",
    "dispatched_at",
    "accepted_at",
    "en_route_at",
    "on_scene_at",
    "handled_at",
    "reported_at",
    "closed_at",
)


def past(days: float, until: datetime = UNTIL, seed: int = 1):
    start = until - timedelta(days=days)
    return list(past_cases(CITY, seed=seed, start=start, until=until, rates=RATES, units=UNITS))


@pytest.fixture(scope="module")
def month():
    return past(30)


def response_s(case) -> float:
    return (case.on_scene_at - case.received_at).total_seconds()


def test_stamps_are_in_order_and_none_lies_in_the_future(month) -> None:
    for case in month:
        stamps = [at for name in STAMPS if (at := getattr(case, name)) is not None]
        assert stamps == sorted(stamps)
        assert stamps[-1] <= UNTIL
        assert case.closed_at is not None
        assert (case.dispatched_at is None) == (case.force_codes == ())
        for at in (case.verified_at, case.opened_at, case.checked_at, case.called_back_at):
            assert at is None or case.received_at < at <= UNTIL
        for shown_at in (case.yellow_at, case.red_at):
            assert shown_at is None or case.received_at < shown_at < case.closed_at


def test_cases_come_in_order_of_receipt_within_the_time_asked_for(month) -> None:
    received = [case.received_at for case in month]
    assert received == sorted(received)
    assert received[0] > UNTIL - timedelta(days=30)
    assert received[-1] > UNTIL - timedelta(hours=2)


def test_there_are_about_as_many_a_day_as_the_rates_say(month) -> None:
    assert len(month) / 30 == pytest.approx(RATES.cases_per_day, rel=0.08)


def test_ids_are_unique_and_everything_is_of_this_city(month) -> None:
    assert len({case.incident_id for case in month}) == len(month)
    assert {case.grid_id for case in month} == {grid.id for grid in CITY.grids}
    for case in month:
        item = CITY.item(case.item_code)
        assert case.work_kind is item.work_kind
        assert case.lead_force == item.lead_force
        assert case.force_codes[:1] in ((), (item.lead_force,))
        assert set(case.force_codes[1:]) <= set(item.assisting_forces)
        assert case.response_minutes == CITY.grid(case.grid_id).response_minutes


def test_responses_are_what_a_city_could_be_proud_of(month) -> None:
    reached = [case for case in month if case.on_scene_at is not None]
    assert 100 < median(map(response_s, reached)) < 180
    for target in CITY.targets:
        of_class = [c for c in reached if c.response_minutes == target.minutes]
        within = sum(response_s(c) <= 60 * target.minutes for c in of_class) / len(of_class)
        assert within == pytest.approx(target.share, abs=0.06)


def test_some_milestones_were_never_stamped(month) -> None:
    sent = [case for case in month if case.force_codes]
    missing = Counter(name for case in sent for name in STAMPS if getattr(case, name) is None)
    assert set(missing) == set(STAMPS[2:7])
    assert all(count < 0.05 * len(sent) for count in missing.values())


def test_hours_and_grids_differ(month) -> None:
    by_hour = Counter((case.received_at.hour + 8) % 24 for case in month)
    assert by_hour[19] > 5 * by_hour[4]
    by_grid = Counter(case.grid_id for case in month)
    assert by_grid["g5"] > 2 * by_grid["g1"]


def test_city_cases_take_longer_to_close_than_calls(month) -> None:
    def open_s(kind: WorkKind) -> float:
        spans = [c.closed_at - c.received_at for c in month if c.work_kind is kind]
        return median(span.total_seconds() for span in spans)

    assert open_s(WorkKind.CITY_CASE) > 3 * open_s(WorkKind.POLICE_CALL)


def test_a_year_has_a_slight_downward_trend() -> None:
    then = past(60, UNTIL - timedelta(days=300))
    assert len(past(60)) < len(then) * 1.0


def test_the_same_seed_makes_the_same_past_and_another_one_another() -> None:
    assert past(2) == past(2)
    assert past(2) != past(2, seed=2)


def test_a_later_call_adds_what_is_missing_and_nothing_twice() -> None:
    later = UNTIL + timedelta(days=1)
    first = past(3)
    known = max(case.received_at for case in first)
    rest = list(past_cases(CITY, seed=1, start=known, until=later, rates=RATES))
    assert not {c.incident_id for c in first} & {c.incident_id for c in rest}
    together = {c.incident_id for c in (*first, *rest)}
    in_one_go = {c.incident_id for c in past(4, later)}
    # Only the few that were being handled at the first call's end are in neither half.
    assert together <= in_one_go
    assert len(in_one_go - together) <= 8


def share(cases, happened) -> float:
    return sum(bool(happened(case)) for case in cases) / len(cases)


def test_what_befell_the_cases_is_as_frequent_as_the_rates_say() -> None:
    cases = past(120)
    calls = [c for c in cases if c.work_kind is WorkKind.POLICE_CALL]
    worked = [c for c in cases if c.work_kind is WorkKind.CITY_CASE and c.force_codes]
    assert share(calls, lambda c: not c.valid) == pytest.approx(OUTCOMES.invalid_calls, rel=0.15)
    assert share(cases, lambda c: c.duplicate_of) == pytest.approx(OUTCOMES.duplicates, rel=0.3)
    assert share(cases, lambda c: c.drill) == pytest.approx(OUTCOMES.drills, rel=0.4)
    assert share(worked, lambda c: c.returns) == pytest.approx(OUTCOMES.returned, rel=0.2)
    assert share(worked, lambda c: c.reworks) == pytest.approx(OUTCOMES.reworked, rel=0.2)
    assert share(worked, lambda c: c.suspensions) == pytest.approx(OUTCOMES.suspended, rel=0.2)
    assert share(worked, lambda c: c.extensions) == pytest.approx(OUTCOMES.extended, rel=0.2)
    told = [c for c in calls if c.called_back_at]
    assert share(told, lambda c: c.satisfied) == pytest.approx(OUTCOMES.satisfied, abs=0.03)
    hand = pytest.approx(OUTCOMES.by_hand, rel=0.2)
    assert share([c for c in cases if c.force_codes], lambda c: "h" in c.stamped_by) == hand


def test_city_cases_are_mostly_closed_in_time_and_cards_are_for_the_late(month) -> None:
    closed = [c for c in month if c.work_kind is WorkKind.CITY_CASE and c.valid]
    in_time = share(closed, lambda c: c.closed_at <= c.due_at)
    assert 0.9 < in_time < 0.99
    yellow = [c for c in closed if c.yellow_at]
    assert yellow
    assert all(c.closed_at > c.due_at for c in yellow if CITY.item(c.item_code).clock == "grid_3d")
    assert len([c for c in closed if c.red_at]) < len(yellow)


def test_duplicates_name_the_case_before_them_and_stamps_say_who_made_them(month) -> None:
    ids = {case.incident_id for case in month}
    crews = {unit.id: unit.force_codes for unit in UNITS}
    for case in month:
        assert case.duplicate_of in ids | {""}
        assert case.duplicate_of != case.incident_id
        assert len(case.stamped_by) == 6
        marks = [getattr(case, name) for name in STAMPS[1:7]]
        assert [letter == "-" for letter in case.stamped_by] == [mark is None for mark in marks]
        for unit_id in case.unit_ids:
            assert set(crews[unit_id]) & set(case.force_codes)


def test_deadlines_of_many_cases_are_those_of_the_citys_own_calendar() -> None:
    working = WorkingTime(CITY.calendar, date(2026, 9, 20), date(2026, 12, 31))
    begin = datetime(2026, 9, 21, tzinfo=UTC)
    starts = [begin + timedelta(minutes=97 * step) for step in range(600)]
    up = working.after(np.array([start.timestamp() for start in starts]), 24 * 3600.0)
    for start, at in zip(starts, up.tolist(), strict=True):
        assert datetime.fromtimestamp(at, UTC) == CITY.calendar.add_working_time(
            start, timedelta(hours=24)
        )


def test_without_rates_the_past_is_even() -> None:
    start = UNTIL - timedelta(days=3)
    cases = list(past_cases(CITY, seed=1, start=start, until=UNTIL))
    assert len({case.item_code for case in cases}) == len(CITY.items)
    assert all(case.valid and not case.reworks and not case.unit_ids for case in cases)
