"""Areas around a place, from times along the streets."""

import numpy as np
import pytest

from bigscreen.service.isochrones import TimedPlaces, TimeField

WALK = 4.0


def field(*places: tuple[float, float, float], within_s: float = 300.0) -> TimeField:
    """Return the times around places (x, y, seconds)."""
    columns = np.array(places, np.float64).reshape(-1, 3).T
    timed = TimedPlaces(x_m=columns[0], y_m=columns[1], seconds=columns[2])
    return TimeField(timed, within_s=within_s, off_road_mps=WALK)


def at(times: TimeField, x: float, y: float) -> float:
    return float(times.seconds_at(np.array([x]), np.array([y]))[0])


def area(ring: np.ndarray) -> float:
    x, y = ring.T
    return 0.5 * float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def along_a_street(metres: float, speed_mps: float) -> list[tuple[float, float, float]]:
    return [(float(x), 0.0, abs(x) / speed_mps) for x in np.arange(-metres, metres + 1, 20.0)]


def test_off_the_street_the_rest_is_walked() -> None:
    times = field(*along_a_street(2000, 10.0))
    assert at(times, 600, 0) == pytest.approx(60, abs=6)
    assert at(times, 600, 200) == pytest.approx(60 + 200 / WALK, rel=0.15)


def test_a_single_place_is_surrounded_by_a_circle() -> None:
    [ring] = field((0, 0, 0.0), within_s=100).rings(100)
    radii = np.hypot(*ring.T)
    assert radii.min() > 280
    assert radii.max() < 440


def test_outlines_run_counter_clockwise_and_the_larger_limit_holds_the_smaller() -> None:
    times = field(*along_a_street(2500, 10.0))
    sizes = [sum(area(ring) for ring in times.rings(limit)) for limit in (60, 180, 300)]
    assert 0 < sizes[0] < sizes[1] < sizes[2]
    [first] = times.rings(60)
    assert np.all(times.seconds_at(*first.T) <= 180)


def test_what_nobody_reaches_in_time_inside_is_a_hole() -> None:
    angles = np.arange(0, 2 * np.pi, 0.02)
    ring_road = [(1500 * np.cos(a), 1500 * np.sin(a), 10.0) for a in angles]
    outlines = field(*ring_road, within_s=120).rings(120)
    assert sorted(area(ring) > 0 for ring in outlines) == [False, True]
    assert at(field(*ring_road, within_s=120), 0, 0) == np.inf


def test_two_places_far_apart_have_an_area_each() -> None:
    assert len(field((-3000, 0, 0.0), (3000, 0, 0.0), within_s=60).rings(60)) == 2


def test_beyond_the_widest_limit_there_is_no_time() -> None:
    times = field((0, 0, 0.0), within_s=60)
    assert at(times, 300, 0) == np.inf
    assert at(times, 1e6, -1e6) == np.inf


def test_places_out_of_time_and_no_places_at_all_reach_nothing() -> None:
    for nowhere in (field((0, 0, 400.0)), field()):
        assert nowhere.rings(300) == []
        assert at(nowhere, 0, 0) == np.inf


@pytest.mark.parametrize("corner", [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_touching_corners_still_make_closed_outlines(corner: tuple[int, int]) -> None:
    """Checkerboards meet the ambiguous cases of the contour."""
    spots = [
        (x * 120.0, y * 120.0, 0.0)
        for x in range(8)
        for y in range(8)
        if (x + y + corner[0] + corner[1]) % 2 == 0
    ]
    for ring in field(*spots, within_s=20).rings(14.9):
        assert len(ring) > 3
        assert np.isfinite(ring).all()
