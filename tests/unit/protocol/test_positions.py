"""The binary position frame: 16 bytes a unit, exact enough, and nothing else gets through."""

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.fixes import FixColumns, empty_fixes
from bigscreen.protocol.codec import ProtocolError
from bigscreen.protocol.positions import decode_positions, encode_positions

BASE_MS = 1_772_424_000_000.0

rows = st.lists(
    st.tuples(
        st.integers(0, 2**32 - 1),
        st.floats(-90, 90),
        st.floats(-180, 180),
        st.floats(0, 127),
        st.one_of(st.just(float("nan")), st.floats(0, 360)),
        st.floats(0, 20_000_000),
    ),
    min_size=1,
    max_size=30,
)


def columns(values) -> FixColumns:
    number, lat, lon, speed, heading, age = zip(*values, strict=True)
    return FixColumns(
        number=np.array(number, np.uint32),
        lat=np.array(lat),
        lon=np.array(lon),
        speed_mps=np.array(speed, np.float32),
        heading_deg=np.array(heading, np.float32),
        fixed_at_ms=BASE_MS - np.array(age),
    )


@given(rows)
def test_what_is_decoded_is_what_was_meant(values) -> None:
    sent = columns(values)
    frames = encode_positions(sent)
    got = [decode_positions(frame) for frame in frames]
    number = np.concatenate([g.number for g in got])
    assert sorted(number.tolist()) == sorted(sent.number.tolist())
    for frame, fixes in zip(frames, got, strict=True):
        assert len(frame) == 24 + 16 * len(fixes)
    if len(frames) == 1:
        assert np.abs(got[0].lat - sent.lat).max() <= 0.51e-7
        assert np.abs(got[0].lon - sent.lon).max() <= 0.51e-7
        assert np.abs(got[0].fixed_at_ms - sent.fixed_at_ms).max() <= 50.1
        assert np.abs(got[0].speed_mps - sent.speed_mps).max() <= 0.251
        unknown = np.isnan(sent.heading_deg)
        assert np.array_equal(np.isnan(got[0].heading_deg), unknown)
        off = np.abs(got[0].heading_deg[~unknown] - sent.heading_deg[~unknown]) % 360
        assert np.minimum(off, 360 - off).max(initial=0) <= 0.72


def test_no_fix_makes_no_frame() -> None:
    assert encode_positions(empty_fixes()) == []


def test_fixes_of_very_different_age_travel_in_several_frames() -> None:
    sent = columns([(n, 30.0, 103.0, 0.0, 0.0, n * 7_000_000.0) for n in range(4)])
    assert len(encode_positions(sent)) == 4


def test_the_frame_of_version_1_stays_readable() -> None:
    frame = struct.pack("<4sHHIId", b"BSPF", 1, 24, 1, 0, BASE_MS)
    frame += struct.pack("<IiiHBB", 7, 305_000_000, 1_032_500_000, 15, 17, 127)
    fixes = decode_positions(frame)
    assert fixes.number.tolist() == [7]
    assert (fixes.lat[0], fixes.lon[0]) == (30.5, 103.25)
    assert fixes.fixed_at_ms[0] == BASE_MS - 1500
    assert fixes.speed_mps[0] == 8.5
    assert fixes.heading_deg[0] == pytest.approx(180.0)


def test_a_longer_header_of_a_later_hub_is_skipped() -> None:
    frame = struct.pack("<4sHHIId", b"BSPF", 1, 32, 0, 0, BASE_MS) + b"\0" * 8
    assert len(decode_positions(frame)) == 0


@pytest.mark.parametrize(
    ("frame", "part"),
    [
        (b"", "0 bytes"),
        (b"XXXX" + b"\0" * 20, "magic"),
        (struct.pack("<4sHHIId", b"BSPF", 2, 24, 0, 0, 0.0), "version 2"),
        (struct.pack("<4sHHIId", b"BSPF", 1, 23, 0, 0, 0.0), "24 bytes"),
        (struct.pack("<4sHHIId", b"BSPF", 1, 24, 1, 0, 0.0), "for 1 units"),
        (struct.pack("<4sHHIId", b"BSPF", 1, 24, 0, 0, 0.0) + b"x", "25 bytes"),
        (struct.pack("<4sHHIId", b"BSPF", 1, 24, 0, 0, float("nan")), "base time"),
        (
            struct.pack("<4sHHIId", b"BSPF", 1, 24, 1, 0, 0.0)
            + struct.pack("<IiiHBB", 1, 900_000_001, 0, 0, 0, 0),
            "latitude",
        ),
        (
            struct.pack("<4sHHIId", b"BSPF", 1, 24, 1, 0, 0.0)
            + struct.pack("<IiiHBB", 1, 0, -(2**31), 0, 0, 0),
            "longitude",
        ),
    ],
)
def test_what_is_no_frame_is_refused_with_what_was_found(frame, part) -> None:
    with pytest.raises(ProtocolError) as refused:
        decode_positions(frame)
    assert refused.value.code == "bad_positions"
    assert part in refused.value.detail


@given(st.binary(max_size=300))
def test_whatever_comes_is_fixes_or_a_protocol_error(frame) -> None:
    for tried in (frame, b"BSPF\x01\x00\x18\x00" + frame):
        try:
            fixes = decode_positions(tried)
        except ProtocolError:
            continue
        assert np.isfinite(fixes.lat).all()
        assert np.isfinite(fixes.fixed_at_ms).all()
