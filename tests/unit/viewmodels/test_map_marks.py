"""The map marks the units the list names, by the places they have there."""

import numpy as np
import pytest

from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.candidate_rows import CandidateRow
from bigscreen.viewmodels.group_sheet import group_sheet
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.map_marks import MarkedUnit, marked_units
from bigscreen.viewmodels.map_reach import ReachArea, no_streets_note, reach_areas
from bigscreen.viewmodels.map_track import BREAK_S, track_line
from bigscreen.viewmodels.track_state import TrackState, track_words
from bigscreen.viewmodels.unit_marks import UNKNOWN
from bigscreen.viewmodels.unit_spot import spot_reach_m, units_on_spot
from tests.support.duty_room import DutyRoom
from tests.support.small_city import small_city

HERE = GeoPoint(30.5, 103.5)


@pytest.fixture
def room():
    return DutyRoom(units=("p-1", "p-2", "p-3"))


def row(unit_id: str, place: int) -> CandidateRow:
    return CandidateRow(
        unit_id=unit_id,
        place=place,
        call_sign=unit_id,
        mark=UNKNOWN,
        reasons="",
        travel="",
        distance="",
        proposed=False,
        is_free=True,
    )


def number(room, unit_id: str) -> int:
    return room.situation.units[unit_id].number


def fixes(room, **places: tuple[float, float]) -> FixTable:
    """Return where units stand, metres north and east of HERE; p1 stands for p-1."""
    table = FixTable()
    ids = [f"{name[0]}-{name[1:]}" for name in places]
    north, east = zip(*places.values(), strict=True)
    table.update(
        FixColumns(
            number=np.array([number(room, unit_id) for unit_id in ids], np.uint32),
            lat=HERE.lat + np.array(north) / 111_195,
            lon=HERE.lon + np.array(east) / (111_195 * np.cos(np.radians(HERE.lat))),
            speed_mps=np.zeros(len(ids), np.float32),
            heading_deg=np.zeros(len(ids), np.float32),
            fixed_at_ms=np.full(len(ids), 1000.0),
        )
    )
    return table


class TestMarks:
    def test_a_chosen_unit_keeps_the_number_it_has_in_the_list(self, room):
        marked = marked_units(["p-3"], [row("p-1", 1), row("p-3", 2)], room.situation, 6)
        assert marked == (
            MarkedUnit(number=number(room, "p-3"), place=2, chosen=True),
            MarkedUnit(number=number(room, "p-1"), place=1),
        )

    def test_a_chosen_unit_outside_the_list_has_no_number(self, room):
        [one] = marked_units(["p-2"], [], room.situation, 6)
        assert (one.place, one.chosen) == (0, True)

    def test_all_chosen_are_marked_and_others_up_to_the_limit(self, room):
        rows = [row(unit_id, place) for place, unit_id in enumerate(("p-1", "p-2", "p-3"), 1)]
        assert len(marked_units(["p-1", "p-2"], rows, room.situation, 1)) == 2
        assert len(marked_units([], rows, room.situation, 2)) == 2
        assert marked_units(["gone"], [], room.situation, 6) == ()


class TestSpot:
    def test_units_side_by_side_are_on_one_spot_the_nearest_first(self, room):
        table = fixes(room, p1=(0, 12), p2=(0, 1), p3=(0, 60))
        found = units_on_spot(room.situation, table, HERE, 20.0)
        assert [one.unit.id for one in found] == ["p-2", "p-1"]

    def test_the_spot_is_larger_the_further_out_the_map_is(self):
        assert spot_reach_m(12, 30) > spot_reach_m(15, 30) > 0
        assert spot_reach_m(19, 30) == spot_reach_m(22, 30)
        assert spot_reach_m(3, 89.99) <= 400

    def test_a_unit_nobody_knows_any_more_is_left_out(self, room):
        table = fixes(room, p1=(0, 0), p2=(0, 0))
        del room.situation.units["p-1"]
        assert [u.unit.id for u in units_on_spot(room.situation, table, HERE, 20)] == ["p-2"]


class TestReachWords:
    def test_each_area_says_its_minutes_and_free_units(self):
        ring = np.array([[30.5, 103.5], [30.51, 103.5], [30.5, 103.51]])
        told = reach_areas([ReachArea(minutes=3, free_units=7, rings=[ring])], HERE)
        [area] = told["areas"]
        assert area["label"] == "3 min · 7 free"
        assert area["rings"][0][:2] == [0, 0]
        assert len(area["rings"][0]) == 6
        assert told["note"] is None

    def test_a_city_without_streets_says_why_there_are_none(self):
        told = no_streets_note(GeoPoint(30.6, 103.5), HERE)
        assert told["areas"] == []
        assert "no streets" in told["note"]["words"]
        assert told["note"]["y"] < 0 == told["note"]["x"]


class TestTrack:
    def line(self, *at_s: float):
        at = np.array(at_s, np.float64)
        lat, lon = 30.5 + at * 1e-6, np.full(len(at), 103.5)
        return track_line(at, lat, lon, tint=1, origin=HERE, zone=zone_of(small_city()))

    def test_one_position_is_no_track(self):
        assert self.line(0.0) is None
        assert self.line() is None

    def test_it_begins_with_a_time_and_says_every_quarter(self):
        track = self.line(600.0, 800.0, 950.0, 1200.0)
        assert [tick["words"] for tick in track["ticks"]] == ["08:10", "08:15"]
        assert (track["tint"], len(track["lines"])) == (1, 1)

    def test_where_nothing_is_known_the_line_is_broken(self):
        track = self.line(0.0, 10.0, 10.0 + BREAK_S + 1, 20.0 + BREAK_S)
        assert [len(line) for line in track["lines"]] == [4, 4]

    def test_a_great_many_positions_are_thinned(self):
        track = self.line(*np.arange(0, 3600.0, 0.5))
        assert sum(len(line) for line in track["lines"]) <= 3000


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (TrackState(loading=True), "reading"),
        (TrackState(fault="not_sent"), "no link to the hub"),
        (TrackState(fault="odd_code"), "odd_code"),
        (TrackState(points=1), "has not moved"),
        (TrackState(points=9), "on the map"),
        (TrackState(points=9, has_gap=True), "with a gap"),
    ],
)
def test_the_state_of_a_track_is_said(state, words):
    assert words in track_words(state)


@pytest.mark.parametrize(
    ("chosen", "sendable", "case", "order", "can_send"),
    [
        ((), (), "x", "", False),
        (("a", "b"), (), "", "Select a case to send them to", False),
        (("a", "b"), (), "x", "None of them can be sent", False),
        (("a", "b"), ("a",), "Noise", "Send 1 to Noise", True),
        (("a", "b", "c"), ("a", "b", "c"), "x", "3 can be sent; one order sends at most 2", False),
    ],
)
def test_the_bar_says_what_sending_the_marked_units_would_do(
    chosen, sendable, case, order, can_send
):
    sheet = group_sheet(chosen, sendable, case, 2)
    assert (sheet.order, sheet.can_send) == (order, can_send)
    assert sheet.text == (f"{len(chosen)} units marked" if chosen else "")
