"""Presence: a duty in a shift is covered or not, by whom, and what does not count."""

from dataclasses import replace
from datetime import timedelta

from bigscreen.domain.duty_plan import DutyPlan, Minimum, PatrolDuty
from bigscreen.domain.patrol import Visit
from bigscreen.domain.units import UnitState
from bigscreen.kpi.comparisons import Window
from bigscreen.kpi.measures import MEASURES
from bigscreen.kpi.presence import (
    PRESENCE_MEASURES,
    Presence,
    presence_answers,
    shift_starts,
)
from tests.support.small_city import IN_EAST, IN_WEST, NOON, a_unit, small_city

HOUR = timedelta(hours=1)
MIDNIGHT = NOON - 12 * HOUR
DAY = Window(start=MIDNIGHT, end=MIDNIGHT + 24 * HOUR)  # shifts of 08:00 and of 20:00


def duty(duty_id: str, *, grid_id="west", path=(IN_WEST,), **changes) -> PatrolDuty:
    return PatrolDuty(
        id=duty_id, name=duty_id, name_en=duty_id, path=path, grid_id=grid_id, **changes
    )


PLAN = DutyPlan(
    patrol=(
        duty("school"),
        duty("market", visits=2),
        duty("station", grid_id="east", forces=("police",)),
        duty("line", path=(IN_WEST, IN_EAST)),
    ),
    minimums=(
        Minimum(grid_id="west", force_code="police", count=1),
        Minimum(grid_id="west", force_code="cg", count=1),
        Minimum(grid_id="east", force_code="police", count=1),
    ),
)
UNITS = (
    UnitState(unit=a_unit("p"), number=1),
    UnitState(unit=a_unit("c", force_codes=("cg",), grid_id="north"), number=2),
)


def visit(duty_id: str, unit_id: str, hours: float) -> Visit:
    """Return a visit so many hours after local midnight."""
    return Visit(duty_id=duty_id, unit_id=unit_id, at=MIDNIGHT + hours * HOUR)


def said(*visits, as_of=MIDNIGHT + 48 * HOUR, labels_of=(), city=None, **changes):
    presence = Presence(
        city=city or replace(small_city(), plan=PLAN),
        window=DAY,
        as_of=as_of,
        visits=visits,
        units=UNITS,
        **changes,
    )
    found = presence_answers(list(PRESENCE_MEASURES.values()), presence, labels_of)
    return {
        (one.measure.key, *one.group): (
            one.statistics["share"].count,
            one.n,
            {reason: n for reason, n in one.excluded.items() if n},
        )
        for one in found
    }


def test_every_measure_of_presence_is_named_defined_and_sourced():
    for key, measure in PRESENCE_MEASURES.items():
        assert measure.key == key
        for field in ("name", "name_en", "formula", "formula_en", "rule", "rule_en", "source"):
            assert getattr(measure, field)


def test_shifts_begin_by_the_citys_clock_inside_the_period_and_not_after_now():
    city = small_city()
    assert shift_starts(DAY, city, DAY.end) == [MIDNIGHT + 8 * HOUR, MIDNIGHT + 20 * HOUR]
    assert shift_starts(DAY, city, NOON) == [MIDNIGHT + 8 * HOUR]
    assert shift_starts(DAY, replace(city, shift_start_hours=()), NOON) == [MIDNIGHT]


def test_a_duty_counts_once_a_shift_when_it_was_visited_as_often_as_wanted():
    """Three points and two shifts are six; the visits are of the shift they fall into."""
    one = said(
        visit("school", "p", 8),
        visit("school", "p", 9),
        visit("market", "p", 10),
        visit("market", "c", 11),
        visit("market", "c", 21),
        visit("station", "p", 24 + 7.9),  # the night shift goes on into the next day
        visit("school", "p", 24 + 8),  # the shift after the period
        visit("school", "p", 7.9),  # the shift before it
        visit("line", "p", 12),
        visit("gone", "p", 12),
    )
    assert one["must_visit_coverage",] == (3, 6, {})
    assert one["must_patrol_coverage",] == (1, 2, {})


def test_presence_is_told_by_the_force_that_was_there():
    one = said(visit("school", "p", 9), visit("market", "c", 9), visit("station", "c", 9))
    assert one["police_presence",] == (1, 6, {})
    assert one["chengguan_presence",] == (1, 4, {"other_force": 2})


def test_of_shifts_before_the_first_visit_was_recorded_nothing_is_known():
    """The day shift ends at 20:00; visits are recorded from 21:00 on."""
    one = said(visit("school", "p", 21), kept_from=MIDNIGHT + 21 * HOUR)
    assert one["must_visit_coverage",] == (1, 3, {"not_kept": 3})
    assert one["must_patrol_coverage",] == (0, 1, {"not_kept": 1})
    assert one["police_presence",] == (1, 3, {"not_kept": 3})
    assert one["chengguan_presence",] == (0, 2, {"other_force": 1, "not_kept": 3})


def test_a_running_shift_counts_as_far_as_it_has_come_and_one_ahead_does_not():
    early = said(visit("school", "p", 9), visit("market", "p", 13), as_of=NOON)
    assert early["must_visit_coverage",] == (1, 3, {})


def test_groups_are_those_of_the_grids():
    one = said(visit("station", "p", 9), labels_of=(str,))
    assert one["must_visit_coverage", "east"] == (1, 2, {})
    assert one["must_visit_coverage", "west"] == (0, 4, {})
    only = said(labels_of=(str,), grid_ids={"east"})
    assert {group for _, *group in map(list, only) for group in group} == {"east"}


def test_minimums_are_of_now_and_only_in_a_period_that_holds_now():
    assert said(as_of=NOON)["minimum_strength",] == (1, 3, {})
    assert ("minimum_strength",) not in said()


def test_nothing_to_cover_gives_no_answer():
    assert said(city=small_city()) == {}


def test_measures_of_cases_are_not_answered_here():
    presence = Presence(city=small_city(), window=DAY, as_of=NOON)
    assert presence_answers(list(MEASURES.values()), presence) == []
