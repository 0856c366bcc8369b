"""Places, distances, bearings and areas on the sphere."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bigscreen.domain.errors import InvalidValue
from bigscreen.domain.geo import EARTH_RADIUS_M, GeoPoint, bearing_deg, contains, distance_m

POINTS = st.builds(GeoPoint, st.floats(-90, 90), st.floats(-180, 180))
SQUARE = (GeoPoint(30, 103), GeoPoint(30, 104), GeoPoint(31, 104), GeoPoint(31, 103))


@pytest.mark.parametrize(
    ("lat", "lon", "field"),
    [
        (90.1, 0, "lat"),
        (-91, 0, "lat"),
        (math.nan, 0, "lat"),
        (math.inf, 0, "lat"),
        (0, 180.5, "lon"),
        (0, -181, "lon"),
        (0, math.nan, "lon"),
        (0, -math.inf, "lon"),
    ],
)
def test_a_place_off_the_globe_names_its_field(lat, lon, field):
    with pytest.raises(InvalidValue, match=f"^{field}: .* is not a number from") as refused:
        GeoPoint(lat, lon)
    assert refused.value.field == field


def test_the_edges_of_the_globe_are_on_it():
    assert GeoPoint(90, -180) != GeoPoint(-90, 180)


@pytest.mark.parametrize(
    ("start", "end", "metres"),
    [
        (GeoPoint(30, 103), GeoPoint(30, 103), 0),
        (GeoPoint(0, 0), GeoPoint(1, 0), 111_195),
        (GeoPoint(0, 0), GeoPoint(0, 1), 111_195),
        (GeoPoint(60, 0), GeoPoint(60, 1), 55_597),
        (GeoPoint(0, 179.5), GeoPoint(0, -179.5), 111_195),
        (GeoPoint(90, 0), GeoPoint(-90, 0), math.pi * EARTH_RADIUS_M),
    ],
)
def test_known_distances(start, end, metres):
    assert distance_m(start, end) == pytest.approx(metres, abs=1)


@given(POINTS, POINTS, POINTS)
def test_distance_is_symmetric_bounded_and_no_detour_is_shorter(a, b, c):
    assert distance_m(a, b) == distance_m(b, a)
    assert 0 <= distance_m(a, b) <= math.pi * EARTH_RADIUS_M * (1 + 1e-12)
    assert distance_m(a, b) <= distance_m(a, c) + distance_m(c, b) + 1


@pytest.mark.parametrize(
    ("end", "degrees"),
    [
        (GeoPoint(31, 103), 0),
        (GeoPoint(30, 103.001), 90),
        (GeoPoint(29, 103), 180),
        (GeoPoint(30, 102.999), 270),
    ],
)
def test_bearings_go_clockwise_from_north(end, degrees):
    assert bearing_deg(GeoPoint(30, 103), end) == pytest.approx(degrees, abs=0.01)


@given(POINTS, POINTS)
def test_a_bearing_is_at_least_0_and_below_360(start, end):
    assert 0 <= bearing_deg(start, end) < 360


def test_a_hair_west_of_north_is_north():
    assert bearing_deg(GeoPoint(0, 1e-300), GeoPoint(1, 0)) == 0


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        (GeoPoint(30.5, 103.5), True),
        (GeoPoint(30.5, 102.9), False),
        (GeoPoint(30.5, 104.1), False),
        (GeoPoint(29.9, 103.5), False),
        (GeoPoint(31.1, 103.5), False),
    ],
)
@pytest.mark.parametrize("ring", [SQUARE, (*SQUARE, SQUARE[0]), SQUARE[::-1]])
def test_an_area_holds_what_is_inside_open_closed_or_reversed(ring, point, inside):
    assert contains(ring, point) is inside


def test_a_notch_is_outside():
    ring = (GeoPoint(0, 0), GeoPoint(0, 4), GeoPoint(4, 4), GeoPoint(1, 2), GeoPoint(4, 0))
    assert contains(ring, GeoPoint(0.5, 2))
    assert not contains(ring, GeoPoint(3, 2))


def test_no_ring_holds_nothing():
    assert not contains((), GeoPoint(0, 0))


@given(st.floats(-89, 89), st.floats(-179, 179))
def test_two_halves_of_an_area_share_no_place_and_leave_out_none(lat, lon):
    point = GeoPoint(lat, lon)
    assume(lat not in {-80, 80})
    west = (GeoPoint(-80, -170), GeoPoint(-80, 10), GeoPoint(80, 10), GeoPoint(80, -170))
    east = (GeoPoint(-80, 10), GeoPoint(-80, 170), GeoPoint(80, 170), GeoPoint(80, 10))
    whole = (GeoPoint(-80, -170), GeoPoint(-80, 170), GeoPoint(80, 170), GeoPoint(80, -170))
    assert contains(west, point) + contains(east, point) == contains(whole, point)
