"""Which patrol duties units fulfil by their positions."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.duty_plan import DutyPlan, PatrolDuty
from bigscreen.domain.fixes import FixColumns, empty_fixes
from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.domain.patrol import Visit
from bigscreen.domain.units import Duty, UnitKind, UnitState
from bigscreen.service.patrol import PatrolWatch
from bigscreen.service.patrol_ground import LINE_STEP_M, PatrolGround, places_of
from tests.support.small_city import a_unit

START = 1_772_424_000_000.0  # 2026-03-02 04:00 UTC
SCHOOL = GeoPoint(30.5, 103.25)
NORTH_M = 111_194.9  # metres a degree of latitude

MINUTE = 60_000.0


def north(metres: float, start: GeoPoint = SCHOOL) -> GeoPoint:
    return GeoPoint(start.lat + metres / NORTH_M, start.lon)


def a_point(duty_id: str = "school", **changes) -> PatrolDuty:
    return replace(PatrolDuty(id=duty_id, name="", name_en="", path=(SCHOOL,)), **changes)


STREET = a_point("street", path=(SCHOOL, north(1000.0)))


class Beat:
    """A watch over a plan; unit ``p`` is police, ``c`` chengguan, ``j`` both."""

    def __init__(self, *duties: PatrolDuty) -> None:
        self.watch = PatrolWatch(DutyPlan(patrol=duties))
        self.now_ms = START
        self.numbers: dict[str, int] = {}
        for unit_id, forces in (("p", ("police",)), ("c", ("cg",)), ("j", ("cg", "police"))):
            self.unit(unit_id, force_codes=forces)

    def unit(self, unit_id: str, duty: Duty = Duty.ON_DUTY, **changes) -> None:
        number = self.numbers.setdefault(unit_id, 1 + len(self.numbers))
        unit = a_unit(unit_id, **changes)
        self.watch.units_changed([UnitState(unit=unit, number=number, duty=duty)])

    def at(self, *seen: tuple[str, GeoPoint], age_s: float = 0.0) -> list[tuple[str, str]]:
        """Let units be seen; return which of them fulfilled what."""
        rows = [(self.numbers[unit], place, self.now_ms - age_s * 1000) for unit, place in seen]
        return [(v.unit_id, v.duty_id) for v in self.watch.take_in(columns(rows), self.now_ms)]

    def later(self, minutes: float) -> None:
        self.now_ms += minutes * MINUTE


def columns(rows) -> FixColumns:
    numbers, places, times = zip(*rows, strict=True) if rows else ((), (), ())
    return FixColumns(
        number=np.array(numbers, np.uint32),
        lat=np.array([place.lat for place in places], np.float64),
        lon=np.array([place.lon for place in places], np.float64),
        speed_mps=np.zeros(len(rows), np.float32),
        heading_deg=np.zeros(len(rows), np.float32),
        fixed_at_ms=np.array(times, np.float64),
    )


@pytest.mark.parametrize(
    ("duty", "unit", "metres", "visits"),
    [
        (a_point(), "p", 0.0, True),
        (a_point(), "p", 59.0, True),
        (a_point(), "p", 61.0, False),
        (a_point(radius_m=20.0), "p", 59.0, False),
        (a_point(forces=("police",)), "p", 0.0, True),
        (a_point(forces=("police",)), "c", 0.0, False),
        (a_point(forces=("police",)), "j", 0.0, True),
        (a_point(forces=("aux", "cg")), "c", 0.0, True),
    ],
)
def test_a_unit_of_a_right_force_within_the_radius_has_been_there(
    duty, unit, metres, visits
) -> None:
    assert Beat(duty).at((unit, north(metres))) == ([(unit, "school")] if visits else [])


def test_a_visit_carries_the_time_of_the_position() -> None:
    beat = Beat(a_point())
    beat.now_ms += 30_000
    [visit] = beat.watch.take_in(columns([(1, SCHOOL, START)]), beat.now_ms)
    assert visit == Visit(
        duty_id="school", unit_id="p", at=datetime.fromtimestamp(START / 1000, UTC)
    )


@pytest.mark.parametrize(
    ("changes", "age_s", "visits"),
    [
        ({}, 60.0, True),
        ({}, 61.0, False),
        ({"stale_after_s": 600.0}, 61.0, True),
        ({"duty": Duty.OFF_DUTY}, 0.0, False),
        ({"kind": UnitKind.VIDEO}, 0.0, False),
        ({"kind": UnitKind.DRONE}, 0.0, True),
    ],
)
def test_only_fresh_positions_of_units_on_duty_count(changes, age_s, visits) -> None:
    beat = Beat(a_point())
    beat.unit("p", **changes)
    assert bool(beat.at(("p", SCHOOL), age_s=age_s)) is visits


def test_a_unit_that_was_never_declared_and_an_empty_batch_change_nothing() -> None:
    beat = Beat(a_point())
    assert beat.watch.take_in(columns([(99, SCHOOL, START)]), START) == ()
    assert beat.watch.take_in(empty_fixes(), START) == ()
    assert PatrolWatch(DutyPlan()).take_in(columns([(1, SCHOOL, START)]), START) == ()


def test_staying_is_one_visit_however_long() -> None:
    beat = Beat(a_point())
    assert beat.at(("p", SCHOOL))
    for _ in range(20):
        beat.later(1)
        assert beat.at(("p", north(30.0))) == []


def test_a_unit_that_falls_silent_at_the_point_was_not_away() -> None:
    beat = Beat(a_point())
    beat.at(("p", SCHOOL))
    beat.later(60)
    assert beat.at(("p", SCHOOL)) == []


@pytest.mark.parametrize(("minutes", "again"), [(1, False), (4.9, False), (5, True), (30, True)])
def test_coming_back_is_another_visit_after_some_minutes_away(minutes, again) -> None:
    beat = Beat(a_point())
    beat.at(("p", SCHOOL))
    beat.later(1)
    assert beat.at(("p", north(500.0))) == []
    beat.later(minutes)
    assert bool(beat.at(("p", SCHOOL))) is again


def test_each_unit_has_visits_of_its_own() -> None:
    beat = Beat(a_point())
    assert beat.at(("p", SCHOOL), ("c", SCHOOL)) == [("p", "school"), ("c", "school")]


def test_a_batch_may_hold_a_whole_way_of_a_unit_in_any_order() -> None:
    beat = Beat(a_point())
    beat.unit("p", stale_after_s=3600.0)
    way = [
        (1, SCHOOL, START + 10 * MINUTE),
        (1, SCHOOL, START),
        (1, north(500.0), START + 2 * MINUTE),
    ]
    found = beat.watch.take_in(columns(way), START + 11 * MINUTE)
    assert [visit.at.minute for visit in found] == [0, 10]


def test_a_new_shift_counts_from_zero_and_only_what_was_sent_in_it() -> None:
    beat = Beat(a_point())
    assert beat.at(("p", SCHOOL))
    beat.later(1)
    beat.watch.shift_started(beat.now_ms)
    assert beat.at(("p", SCHOOL), age_s=30.0) == []
    assert beat.at(("p", SCHOOL)) == [("p", "school")]


def walk(beat: Beat, unit: str, start_m: float, end_m: float) -> list[tuple[str, str]]:
    done = []
    for metres in range(int(start_m), int(end_m) + 1, 40):
        beat.later(0.5)
        done += beat.at((unit, north(metres)))
    return done


@pytest.mark.parametrize(("end_m", "done"), [(680.0, False), (760.0, True), (1000.0, True)])
def test_a_line_counts_when_four_fifths_of_it_were_passed(end_m, done) -> None:
    assert walk(Beat(STREET), "p", 0.0, end_m) == ([("p", "street")] if done else [])


def test_two_units_do_not_share_a_line() -> None:
    beat = Beat(STREET)
    assert walk(beat, "p", 0.0, 480.0) + walk(beat, "c", 480.0, 1000.0) == []


def test_a_line_counts_again_when_it_is_passed_again() -> None:
    beat = Beat(STREET)
    assert walk(beat, "p", 0.0, 1000.0) == [("p", "street")]
    assert walk(beat, "p", 0.0, 1000.0) == [("p", "street")]


def test_after_a_restart_a_unit_has_to_leave_a_point_before_it_visits_it_again() -> None:
    beat = Beat(a_point(), STREET)
    at = datetime.fromtimestamp(START / 1000, UTC)
    known = [("p", "school"), ("p", "street"), ("gone", "school"), ("p", "gone")]
    beat.watch.restore(Visit(duty_id=duty, unit_id=unit, at=at) for unit, duty in known)
    beat.later(60)
    assert beat.at(("p", SCHOOL), ("c", SCHOOL)) == [("c", "school")]
    assert beat.at(("p", north(300.0))) == []
    beat.later(6)
    assert beat.at(("p", SCHOOL)) == [("p", "school")]


def test_the_places_of_a_line_have_its_corners_and_lie_close() -> None:
    corner = north(330.0)
    line = a_point(path=(SCHOOL, corner, GeoPoint(corner.lat, corner.lon + 0.001)))
    places = list(places_of(line))
    assert places[0] == SCHOOL
    assert corner in places
    assert places[-1] == line.path[-1]
    gaps = [distance_m(a, b) for a, b in pairwise(places)]
    assert 0 < max(gaps) <= LINE_STEP_M


degrees = st.floats(-0.03, 0.03)


@given(
    st.lists(st.tuples(degrees, degrees, st.floats(5.0, 2000.0)), max_size=12),
    st.lists(st.tuples(degrees, degrees), max_size=12),
    st.sampled_from([GeoPoint(30.5, 103.25), GeoPoint(-65.0, -179.9), GeoPoint(0.0, 0.0)]),
)
def test_the_grid_finds_what_comparing_all_with_all_finds(duties, seen, centre) -> None:
    def placed(lat, lon):
        return GeoPoint(centre.lat + lat, centre.lon + lon)

    plan = [a_point(path=(placed(lat, lon),), radius_m=radius) for lat, lon, radius in duties]
    spots = [placed(lat, lon) for lat, lon in seen]
    ground = PatrolGround(plan)
    rows, places = ground.near(
        np.array([spot.lat for spot in spots], np.float64),
        np.array([spot.lon for spot in spots], np.float64),
    )
    found = set(zip(rows.tolist(), places.tolist(), strict=True))
    for row, spot in enumerate(spots):
        for place, duty in enumerate(plan):
            away_m = distance_m(spot, duty.path[0])
            if abs(away_m - duty.radius_m) > 0.005 * duty.radius_m:  # the ground is taken as flat
                assert ((row, place) in found) == (away_m < duty.radius_m)
