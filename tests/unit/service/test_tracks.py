"""Tracks: nothing is lost in their bytes, little is kept, and a unit is found at any moment."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.fixes import FixColumns
from bigscreen.service.track_columns import (
    E7,
    TrackColumns,
    joined,
    newest_of_each,
    no_tracks,
    one_in_every,
    packed,
    unpacked,
)
from bigscreen.service.track_thinning import MOVED_E7, TrackThinner
from bigscreen.service.track_window import TrackWindow

T0 = 1_770_000_000_000
FAR = 2 * MOVED_E7


def tracks(*rows: tuple[int, int, int, int]) -> TrackColumns:
    """Rows of (unit, seconds after T0, lat e7, lon e7)."""
    table = np.array(rows, np.int64).reshape(-1, 4)
    return TrackColumns(
        unit=table[:, 0].astype(np.uint32),
        at_ms=T0 + table[:, 1] * 1000,
        lat_e7=table[:, 2].astype(np.int32),
        lon_e7=table[:, 3].astype(np.int32),
    )


def listed(columns: TrackColumns) -> list[tuple[int, int, int, int]]:
    return [
        (unit, (at - T0) // 1000, lat, lon)
        for unit, at, lat, lon in zip(
            columns.unit.tolist(),
            columns.at_ms.tolist(),
            columns.lat_e7.tolist(),
            columns.lon_e7.tolist(),
            strict=True,
        )
    ]


def fixes(*rows: tuple[int, float, float]) -> FixColumns:
    """Rows of (unit, seconds after T0, how many e7 north)."""
    count = len(rows)
    return FixColumns(
        number=np.array([row[0] for row in rows], np.uint32),
        lat=30.0 + np.array([row[2] for row in rows]) / E7,
        lon=np.full(count, 103.0),
        speed_mps=np.zeros(count, np.float32),
        heading_deg=np.zeros(count, np.float32),
        fixed_at_ms=T0 + np.array([row[1] for row in rows]) * 1000.0,
    )


ROWS = st.lists(
    st.tuples(
        st.integers(0, 2**32 - 1),
        st.integers(0, 20 * 86_400),
        st.integers(-(9 * 10**8), 9 * 10**8),
        st.integers(-(18 * 10**8), 18 * 10**8),
    ),
    max_size=50,
)


@given(ROWS)
def test_what_was_packed_comes_back_whole(rows):
    assert listed(unpacked(packed(tracks(*rows)))) == rows


@pytest.mark.parametrize(
    "data", [b"\x01", bytes(16), packed(tracks((1, 2, 3, 4)))[:-3], b"\x09" + bytes(40)]
)
def test_other_bytes_are_refused_with_a_reason(data):
    with pytest.raises(ValueError, match=r"tracks|rows"):
        unpacked(data)


def test_no_bytes_are_no_tracks():
    assert len(unpacked(b"")) == 0


@given(ROWS)
def test_the_newest_of_each_unit_is_found(rows):
    newest: dict[int, int] = {}
    for unit, at, *_ in rows:
        newest[unit] = max(at, newest.get(unit, at))
    found = newest_of_each(tracks(*rows))
    assert {unit: at for unit, at, *_ in listed(found)} == newest
    assert len(found) == len(newest)


@given(ROWS, st.sampled_from([1_000, 60_000]))
def test_at_most_one_fix_a_unit_and_step_is_left(rows, step_ms):
    thin = one_in_every(tracks(*rows).in_order(), step_ms)
    keys = list(zip(thin.unit.tolist(), (thin.at_ms // step_ms).tolist(), strict=True))
    assert len(keys) == len(set(keys))
    assert set(thin.unit.tolist()) == {row[0] for row in rows}


def test_a_moving_unit_is_kept_every_ten_seconds():
    thinner = TrackThinner()
    kept = joined([thinner.thin(fixes((1, s, FAR * s), (2, s, 0))) for s in range(60)])
    assert [row[1] for row in listed(kept) if row[0] == 1] == [0, 10, 20, 30, 40, 50]
    assert [row[1] for row in listed(kept) if row[0] == 2] == [0, 30], "it was heard of"


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 200), st.integers(0, 50)), max_size=60))
def test_batches_make_no_difference(rows):
    rows = sorted({(unit, at): (unit, at, north * 100) for unit, at, north in rows}.values())
    by_time = sorted(rows, key=lambda row: row[1])
    at_once, piecewise = TrackThinner(), TrackThinner()
    whole = at_once.thin(fixes(*by_time))
    pieces = joined([piecewise.thin(fixes(row)) for row in by_time]).in_order()
    assert listed(whole) == listed(pieces)
    assert listed(at_once.newest) == listed(piecewise.newest)


def window(*rows: tuple[int, int, int, int], step_ms: int = 0) -> TrackWindow:
    made = TrackWindow()
    made.put(T0, T0 + 300_000, step_ms, ("a", "b"), tracks(*rows).in_order())
    return made


def at(made: TrackWindow, second: float, **numbers: int) -> dict[int, tuple[float, float, float]]:
    found = made.fixes_at(T0 + int(second * 1000), numbers or {"a": 7, "b": 9})
    return {
        int(number): (round(lat * E7), round(lon * E7), (fixed - T0) / 1000)
        for number, lat, lon, fixed in zip(
            found.number, found.lat, found.lon, found.fixed_at_ms, strict=True
        )
    }


def test_between_two_fixes_the_place_is_worked_out():
    made = window((0, 0, 1000, 0), (0, 10, 2000, 500), (1, 0, 5, 5))
    assert at(made, 5)[7] == (1500, 250, 5)
    assert at(made, 10)[7] == (2000, 500, 10)
    moving = made.fixes_at(T0 + 5000, {"a": 7})
    assert moving.heading_deg.tolist() == pytest.approx([26.565], abs=0.001)
    assert moving.speed_mps.tolist() == pytest.approx([1.243], abs=0.001)
    short = window((0, 0, 1000, 0), (0, 10, 1001, 0)).fixes_at(T0 + 5000, {"a": 7})
    assert np.isnan(short.heading_deg).all(), "so short a way has no direction"


def test_a_unit_stands_until_a_fix_that_is_far_off_and_after_its_last_one():
    made = window((0, 0, 1000, 0), (0, 60, 9000, 0))
    assert at(made, 30)[7] == (1000, 0, 0), "nobody knows the way"
    assert at(made, 200)[7] == (9000, 0, 60)


def test_where_fixes_were_thinned_more_the_way_between_them_is_still_worked_out():
    made = window((0, 0, 1000, 0), (0, 60, 7000, 0), step_ms=30_000)
    assert at(made, 30)[7] == (4000, 0, 30)


def test_what_stood_long_before_stands_with_its_own_time():
    made = window((0, -86_400, 1000, 2000), (1, 100, 5, 5))
    assert at(made, 50) == {7: (1000, 2000, -86_400)}, "b has not been heard of yet"


def test_units_nobody_names_are_left_out_and_without_tracks_there_is_nothing():
    made = window((0, 0, 1000, 0), (1, 0, 5, 5))
    assert at(made, 10, b=9).keys() == {9}
    assert at(made, 301) == {}
    assert not made.covers(T0 + 301_000)


@given(ROWS.filter(bool), st.integers(0, 299))
def test_a_unit_is_never_shown_before_its_first_fix_nor_with_one_to_come(rows, second):
    rows = [(unit % 2, s % 300, lat, lon) for unit, s, lat, lon in rows]
    known = {unit: [s for u, s, *_ in rows if u == unit and s <= second] for unit in (0, 1)}
    found = at(window(*rows), second)
    assert found.keys() == {number for number, unit in ((7, 0), (9, 1)) if known[unit]}
    assert all(fixed <= second for *_, fixed in found.values())


def test_only_the_chunks_used_last_are_kept():
    made = TrackWindow(most=2)
    for n in range(3):
        made.put(T0 + n * 1000, T0 + n * 1000 + 1000, 0, (), no_tracks())
    assert not made.has(T0, T0 + 1000)
    assert made.has(T0 + 2000, T0 + 3000)


def test_of_large_chunks_fewer_are_kept():
    made = TrackWindow(most_fixes=7)
    for n in range(5):
        rows = tracks((0, n, 0, 0), (0, n + 1, 0, 0))
        made.put(T0 + n * 1000, T0 + n * 1000 + 1000, 0, ("a",), rows)
    assert [made.has(T0 + n * 1000, T0 + n * 1000 + 1000) for n in range(5)] == [
        False,
        False,
        True,
        True,
        True,
    ]
