"""Where units were between their milestones."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.units import Unit
from bigscreen.feed.recording import RecordedCall, Recording, UnitRun
from bigscreen.feed.unit_tracks import UnitTrack, fixes_at, tracks_of

T0 = datetime(2020, 4, 7, tzinfo=UTC)
HOME, NORTH, EAST = GeoPoint(37.0, -122.0), GeoPoint(37.1, -122.0), GeoPoint(37.1, -121.9)


def at(minutes: float) -> datetime:
    return T0 + timedelta(minutes=minutes)


def call(place: GeoPoint | None, sent: float, **reached: float) -> RecordedCall:
    run = UnitRun(
        line=2,
        unit_id="u",
        unit_type="",
        dispatched_at=at(sent),
        milestones={Milestone(name): at(minute) for name, minute in reached.items()},
    )
    return RecordedCall(
        line=2, id=f"c{sent}", type="t", received_at=T0, location=place, runs=(run,)
    )


def track(*calls: RecordedCall, home: GeoPoint | None = HOME) -> UnitTrack:
    unit = Unit(id="u", call_sign="u", force_codes=("fire",), home=home)
    recording = Recording(calls=calls, problems=(), rows=len(calls))
    return tracks_of(recording, [unit])["u"]


def place(track: UnitTrack, minutes: float) -> tuple[float, float]:
    row = track.row_at(at(minutes))
    assert row is not None
    return round(row[0], 6), round(row[1], 6)


def test_stands_moves_straight_and_stands_again() -> None:
    one = track(call(NORTH, 1, en_route=10, on_scene=20))
    assert place(one, 9) == (37.0, -122.0)
    assert place(one, 15) == (37.05, -122.0)
    assert place(one, 20) == place(one, 500) == (37.1, -122.0)


def test_speed_and_heading_are_those_of_the_way() -> None:
    one = track(call(NORTH, 1, en_route=10, on_scene=20))
    _, _, speed, heading = one.row_at(at(15))
    assert speed == pytest.approx(11_120 / 600, rel=0.01)
    assert heading == pytest.approx(0.0)
    assert np.isnan(one.row_at(at(30))[3])


def test_next_way_starts_where_the_last_one_ended() -> None:
    one = track(call(NORTH, 1, en_route=10, on_scene=20), call(EAST, 30, on_scene=40))
    assert place(one, 29) == (37.1, -122.0)
    assert place(one, 35) == (37.1, -121.95)


def test_two_calls_at_once_are_driven_to_one_after_the_other() -> None:
    one = track(call(NORTH, 1, en_route=10, on_scene=20), call(EAST, 2, en_route=12, on_scene=30))
    assert place(one, 15) == (37.05, -122.0)
    assert place(one, 25) == (37.1, -121.95)


def test_call_that_was_never_reached_or_has_no_place_moves_nothing() -> None:
    one = track(call(NORTH, 1, en_route=10), call(None, 2, on_scene=20))
    assert place(one, 60) == (37.0, -122.0)


def test_without_a_known_place_a_unit_appears_on_its_first_scene() -> None:
    one = track(call(NORTH, 1, en_route=10, on_scene=20), home=None)
    assert one.row_at(at(5)) is None
    assert place(one, 25) == (37.1, -122.0)


def test_stamps_out_of_order_or_too_close_make_it_be_there_on_arrival() -> None:
    late = track(call(NORTH, 1, en_route=25, on_scene=20))
    quick = track(call(NORTH, 1, en_route=10, on_scene=10.5))
    assert place(late, 20) == place(quick, 10.5) == (37.1, -122.0)
    assert place(quick, 10.25) == (37.0, -122.0)


def test_fixes_are_stamped_with_the_time_they_are_reported_at() -> None:
    tracks = {"u": track(call(NORTH, 1, en_route=10, on_scene=20)), "x": track(home=None)}
    fixes = fixes_at(tracks, {"u": 7, "x": 8}, at(15), at(900))
    assert fixes.number.tolist() == [7]
    assert fixes.fixed_at_ms.tolist() == [at(900).timestamp() * 1000]
    assert len(fixes_at(tracks, {}, at(15), at(900))) == 0
