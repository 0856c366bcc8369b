"""Milestones are written once, skipped ones back-filled, and say what a unit is doing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.assignments import (
    MILESTONES,
    Assignment,
    Milestone,
    Stamp,
    StampSource,
    stamped,
    unit_status,
)
from bigscreen.domain.units import Duty, UnitStatus
from tests.support.events import at, stamp
from tests.support.small_city import NOON

REAL = st.sampled_from([StampSource.SYSTEM, StampSource.UNIT, StampSource.HAND])
WORDS = st.lists(st.tuples(st.sampled_from(MILESTONES), st.integers(-60, 60), REAL), max_size=12)


def work(*milestones: Milestone, **changes) -> Assignment:
    stamps = {milestone: stamp(n) for n, milestone in enumerate(milestones)}
    return Assignment(id="a1", incident_id="i1", unit_id="u1", stamps=stamps, **changes)


def test_a_milestone_is_written_with_its_stamp():
    assert stamped({}, Milestone.DISPATCHED, stamp(1)) == {Milestone.DISPATCHED: stamp(1)}


def test_skipped_milestones_are_back_filled_with_the_later_ones_time():
    after = stamped({Milestone.DISPATCHED: stamp(1)}, Milestone.ON_SCENE, stamp(9))
    filled = Stamp(at=at(9), by="u1", how=StampSource.BACKFILLED)
    assert after == {
        Milestone.DISPATCHED: stamp(1),
        Milestone.ACCEPTED: filled,
        Milestone.EN_ROUTE: filled,
        Milestone.ON_SCENE: stamp(9),
    }


def test_a_real_stamp_stands_against_any_later_word():
    before = {Milestone.DISPATCHED: stamp(5)}
    assert stamped(before, Milestone.DISPATCHED, stamp(1)) == before


def test_a_back_filled_stamp_gives_way_to_a_real_one():
    before = stamped({}, Milestone.EN_ROUTE, stamp(9))
    after = stamped(before, Milestone.ACCEPTED, stamp(4))
    assert after[Milestone.ACCEPTED] == stamp(4)
    assert after[Milestone.DISPATCHED] == before[Milestone.DISPATCHED]


def test_the_stamps_given_are_left_as_they_are():
    before = {Milestone.DISPATCHED: stamp(1)}
    stamped(before, Milestone.REPORTED, stamp(9))
    assert before == {Milestone.DISPATCHED: stamp(1)}


@given(WORDS)
def test_the_first_real_word_on_each_milestone_stands_and_none_is_skipped(words):
    stamps, first = {}, {}
    for milestone, minutes, how in words:
        word = stamp(minutes, how)
        stamps = stamped(stamps, milestone, word)
        first.setdefault(milestone, word)
        assert stamps[milestone] == first[milestone]
    reached = [milestone in stamps for milestone in MILESTONES]
    assert reached == sorted(reached, reverse=True)
    real = {m: s for m, s in stamps.items() if s.how is not StampSource.BACKFILLED}
    assert real == first


@pytest.mark.parametrize(
    ("milestones", "stage", "status"),
    [
        ((), 0, UnitStatus.ASSIGNED),
        ((Milestone.DISPATCHED,), 1, UnitStatus.ASSIGNED),
        ((Milestone.DISPATCHED, Milestone.ACCEPTED), 2, UnitStatus.ASSIGNED),
        (MILESTONES[:3], 3, UnitStatus.EN_ROUTE),
        (MILESTONES[:4], 4, UnitStatus.ON_SCENE),
        (MILESTONES[:5], 5, UnitStatus.ON_SCENE),
        (MILESTONES, 6, UnitStatus.ON_SCENE),
    ],
)
def test_the_latest_milestone_says_stage_and_status(milestones, stage, status):
    assert work(*milestones).stage == stage
    assert work(*milestones).unit_status is status


def test_an_assignment_is_open_until_released():
    assert work().is_open
    assert not work(released_at=NOON).is_open


@pytest.mark.parametrize(
    ("duty", "holding", "status"),
    [
        (Duty.ON_DUTY, None, UnitStatus.AVAILABLE),
        (Duty.OFF_DUTY, None, UnitStatus.OFF_DUTY),
        (Duty.ON_DUTY, work(*MILESTONES[:3]), UnitStatus.EN_ROUTE),
        (Duty.OFF_DUTY, work(*MILESTONES[:3]), UnitStatus.EN_ROUTE),
    ],
)
def test_work_goes_before_duty(duty, holding, status):
    """A unit whose shift ended on the way is still on the way."""
    assert unit_status(duty, holding) is status
