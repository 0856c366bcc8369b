"""A replayed moment is the ledger's: whatever the way to it, it is what was folded until then."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.past import NotedEvent, PastPage
from bigscreen.domain.situation import Situation
from bigscreen.protocol.codec import ProtocolError
from bigscreen.protocol.past_pages import (
    moment_ms,
    packed_events,
    packed_snapshot,
    stretch_of,
)
from bigscreen.service import past_course
from bigscreen.service.limited_view import LimitedView
from bigscreen.service.past_course import PastCourse
from bigscreen.service.past_marks import case_marks, event_mark
from bigscreen.service.scope import Scope
from tests.support.area_histories import DUTY_GRIDS, history_of
from tests.support.events import assigned, declared, reached, registered
from tests.support.small_city import NOON

NOON_MS = moment_ms(NOON)


@pytest.fixture(autouse=True, scope="module")
def often():
    """Keep a situation every few events, so that every way to a moment is gone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(past_course, "_SNAPSHOT_EVERY", 7)
        yield


def noted(events, after: int = 0) -> list[NotedEvent]:
    """Number events and note one about every twenty seconds, some at the same moment."""
    return [
        NotedEvent(NOON_MS + (n // 2) * 40_000, after + n + 1, event)
        for n, event in enumerate(events)
    ]


def folded(events: list[NotedEvent], at_ms: int) -> Situation:
    situation = Situation()
    for one in events:
        if one.at_ms <= at_ms:
            situation.apply(one.seq, one.event)
    return situation


def unit_states(situation: Situation):
    return {one.unit.id: one for one in situation.units.values()}


def open_cases(situation: Situation):
    return {one.incident.id: one for one in situation.open_incidents()}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(-60, 4000), min_size=1, max_size=12))
def test_any_moment_in_any_order_is_what_was_folded_until_then(seed, seconds):
    events = noted(history_of(seed))
    start = Random(seed).randrange(len(events))
    start_ms = events[start].at_ms
    before = folded(events, start_ms)
    later = [one for one in events if one.at_ms > start_ms]
    course = PastCourse(start_ms, events[-1].at_ms, before.snapshot(), later)
    for second in seconds:
        at_ms = max(start_ms, NOON_MS + second * 1000)
        shown, _ = course.situation_at(at_ms)
        expected = folded(events, at_ms)
        assert unit_states(shown) == unit_states(expected)
        assert open_cases(shown) == open_cases(expected)
        assert shown.snapshot() == expected.snapshot()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_a_limited_past_is_what_the_limited_view_showed_live(seed):
    events = noted(history_of(seed))
    middle = len(events) // 2
    whole = folded(events[:middle], events[-1].at_ms)
    view = LimitedView(Scope(place_ids=frozenset({"west"})), whole, DUTY_GRIDS)
    snapshot, told, live = view.snapshot(), [], []
    for one in events[middle:]:
        whole.apply(one.seq, one.event)
        told.append(NotedEvent(one.at_ms, one.seq, view.follow(one.event)))
        live.append((one.at_ms, view.snapshot()))
    page = PastPage(
        start=NOON,
        end=NOON,
        snapshot=packed_snapshot(snapshot),
        events=packed_events(told),
    )
    stretch = stretch_of(page)
    course = PastCourse(NOON_MS, live[-1][0], stretch.snapshot, stretch.events)
    for at_ms, expected in dict(live).items():
        shown, _ = course.situation_at(at_ms)
        assert unit_states(shown) == {one.unit.id: one for one in expected.units}
        assert {one.incident.id for one in shown.incidents.values()} == {
            one.incident.id for one in expected.incidents
        }


def test_a_moment_says_whether_it_differs_from_the_last_one():
    events = noted([declared(), registered()])
    course = PastCourse(NOON_MS - 1000, NOON_MS + 1000, Situation().snapshot(), events)
    assert course.situation_at(NOON_MS - 1)[1] is False
    assert course.situation_at(NOON_MS)[1] is True
    assert course.situation_at(NOON_MS + 500)[1] is False
    assert course.situation_at(NOON_MS - 500)[1] is True
    assert course.holds(NOON_MS + 1000)
    assert not course.holds(NOON_MS + 1001)


def test_bytes_that_are_no_page_are_refused():
    page = PastPage(start=NOON, end=NOON, snapshot=b"no", events=b"no")
    with pytest.raises(ProtocolError, match="past page"):
        stretch_of(page)


def test_marks_name_what_happened_to_whom():
    events = noted([declared(), registered(), assigned(), reached(Milestone.ON_SCENE, 9)])
    marks = [mark for mark in map(event_mark, events) if mark is not None]
    assert [(mark.kind, mark.incident_id, mark.unit_id) for mark in marks] == [
        ("registered", "i1", ""),
        ("dispatched", "i1", "u1"),
        ("on_scene", "i1", "u1"),
    ]
    situation = folded(events, events[-1].at_ms)
    state = situation.incidents["i1"]
    of_case = case_marks(state, situation.assignments_of(state))
    assert of_case[0].kind == "registered"
    assert [mark.at for mark in of_case] == sorted(mark.at for mark in of_case)
    assert {mark.unit_id for mark in of_case[1:]} == {"u1"}, "back-filled stamps are left out"
