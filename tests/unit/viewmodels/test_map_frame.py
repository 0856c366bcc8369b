"""The binary frame says what it was given, and nothing that is not a frame passes for one."""

import math
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.errors import InvalidValue
from bigscreen.viewmodels.map_frame import (
    HEADER_SIZE,
    HEADING_UNKNOWN,
    MERCATOR_LAT_MAX,
    ROW_SIZE,
    FrameHead,
    UnitColumns,
    encode_map_frame,
    frame_head,
    heading_codes,
    mercator_world_u32,
    unchanged_answer,
)
from tests.support.map_frames import decode_map_frame, world_to_degrees

_LATS = st.floats(-85.0, 85.0)
_LONS = st.floats(-180.0, 179.999999)
_U32 = st.integers(0, 2**32 - 1)
_BYTE = st.integers(0, 255)
_ROWS = st.lists(
    st.tuples(_LATS, _LONS, _BYTE, _BYTE, st.floats(0, 360) | st.just(math.nan), _BYTE, _BYTE),
    max_size=40,
)


def columns(rows: list[tuple], numbers: list[int] | None = None) -> UnitColumns:
    numbers = list(range(1, len(rows) + 1)) if numbers is None else numbers
    parts = list(zip(*rows, strict=True)) or [()] * 7
    return UnitColumns(
        number=np.array(numbers, np.uint32),
        lat=np.array(parts[0], np.float64),
        lon=np.array(parts[1], np.float64),
        symbol=np.array(parts[2], np.uint8),
        status=np.array(parts[3], np.uint8),
        heading_deg=np.array(parts[4], np.float32),
        fade=np.array(parts[5], np.uint8),
        age_min=np.array(parts[6], np.uint8),
    )


ONE_ROW = (30.63, 103.67, 0x21, 3, 90.0, 7, 2)


@given(_ROWS, _U32, _U32, _U32, st.none() | st.integers(0, 2**32 - 2), st.booleans())
def test_a_frame_gives_back_what_went_in(rows, sequence, incidents, names, selected, lost):
    head = FrameHead(
        sequence=sequence,
        incidents_version=incidents,
        names_version=names,
        selected=selected,
        link_lost=lost,
        hub_time_ms=1.5e12,
    )
    units = columns(rows)

    frame = decode_map_frame(encode_map_frame(units, head))

    assert frame.head == head
    assert not frame.unchanged
    for name in ("number", "symbol", "status", "fade", "age_min"):
        assert (getattr(frame, name) == getattr(units, name)).all()
    lat, lon = world_to_degrees(frame.x, frame.y)
    assert np.allclose(lat, units.lat, atol=1e-7)
    assert np.allclose(lon, units.lon, atol=1e-7)


@given(st.lists(st.integers(0, 2**32 - 1), unique=True, min_size=1, max_size=30))
def test_rows_are_sorted_by_number_and_stay_together(numbers):
    rows = [(10.0, number / 2**32 * 300 - 150, number % 256, 0, 0, 0, 0) for number in numbers]

    frame = decode_map_frame(encode_map_frame(columns(rows, numbers), FrameHead(sequence=1)))

    assert frame.number.tolist() == sorted(numbers)
    assert (frame.symbol == frame.number % 256).all()
    assert (np.diff(frame.x.astype(np.int64)) >= 0).all()


def test_the_bytes_of_version_1_never_change():
    head = FrameHead(sequence=5, incidents_version=6, names_version=7, selected=8, hub_time_ms=9.0)

    frame = encode_map_frame(columns([ONE_ROW], [258]), head)

    assert frame[:HEADER_SIZE] == struct.pack(
        "<4sHHIIIIIId8x", b"BSMF", 1, 48, 1, 5, 6, 7, 8, 0, 9.0
    )
    assert frame[HEADER_SIZE:].hex() == "2d8cb8c989ac1969" + "02010000" + "2103400702"


def test_the_unchanged_answer_is_the_header_alone():
    full = encode_map_frame(columns([ONE_ROW] * 3), FrameHead(sequence=5, link_lost=True))

    answer = decode_map_frame(unchanged_answer(full))

    assert len(unchanged_answer(full)) == HEADER_SIZE
    assert answer.unchanged
    assert len(answer.number) == 0
    assert answer.head == frame_head(full)


@given(_LATS, _LONS)
def test_the_projection_agrees_with_the_formula_of_web_mercator(lat, lon):
    x, y = mercator_world_u32(lat, lon)

    by_formula = (1 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / math.pi) / 2
    assert int(x[0]) == pytest.approx((lon + 180) / 360 * 2**32, abs=1)
    assert int(y[0]) == pytest.approx(by_formula * 2**32, abs=64)  # tan loses digits near 85°


@pytest.mark.parametrize(
    ("lat", "lon", "x", "y"),
    [
        (0.0, 0.0, 2**31, 2**31),
        (0.0, -180.0, 0, 2**31),
        (MERCATOR_LAT_MAX, 0.0, 2**31, 0),
        (89.9, 180.0, 2**32 - 1, 0),
        (-90.0, 180.0, 2**32 - 1, 2**32 - 1),
    ],
)
def test_the_edges_of_the_world_stay_on_it(lat, lon, x, y):
    found = mercator_world_u32(lat, lon)

    assert (int(found[0][0]), int(found[1][0])) == (x, y)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("field", ["lat", "lon"])
def test_a_coordinate_that_is_not_finite_is_refused_by_name(field, value):
    place = {"lat": [1.0, 1.0], "lon": [1.0, 1.0]} | {field: [1.0, value]}

    with pytest.raises(InvalidValue, match=f"{field}.*finite number"):
        mercator_world_u32(place["lat"], place["lon"])


@given(st.floats(width=32))
def test_any_heading_has_a_code_and_only_a_missing_one_is_unknown(heading):
    code = int(heading_codes(np.array([heading], np.float32))[0])

    assert (code == HEADING_UNKNOWN) == (not math.isfinite(heading))
    if math.isfinite(heading) and abs(heading) < 1e6:
        apart = abs((code / 255 * 360 - heading + 180) % 360 - 180)
        assert apart <= 0.8


def test_a_column_of_another_length_is_refused_by_name():
    units = columns([ONE_ROW] * 2)
    short = UnitColumns(
        **{f: getattr(units, f) for f in UnitColumns.__slots__ if f != "status"},
        status=np.zeros(1, np.uint8),
    )

    with pytest.raises(InvalidValue, match="status: 1 is not a column of 2 rows"):
        encode_map_frame(short, FrameHead(sequence=1))


@given(st.binary(max_size=200))
def test_bytes_that_are_no_frame_are_refused(noise):
    with pytest.raises(InvalidValue):
        decode_map_frame(noise)


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        (lambda f: f[:-1], "frame length"),
        (lambda f: f + b"x" * ROW_SIZE, "frame length"),
        (lambda f: f[:4] + b"\x02\x00" + f[6:], "frame version"),
        (lambda f: b"JSON" + f[4:], "frame"),
    ],
)
def test_a_spoilt_frame_says_what_is_wrong(spoil, field):
    good = encode_map_frame(columns([ONE_ROW] * 4), FrameHead(sequence=1))

    with pytest.raises(InvalidValue) as refused:
        decode_map_frame(spoil(good))

    assert refused.value.field == field
