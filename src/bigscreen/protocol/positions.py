"""The binary position frame: columns, 16 bytes a unit.

Little-endian. Header of 24 bytes: magic ``BSPF``, version u16, header length u16, count u32,
reserved u32, base time f64 (milliseconds since the epoch, UTC). Then six columns of ``count``:

========  ====  =========================================================
number    u32   unit number given by the hub
lat       i32   degrees × 10^7, WGS-84
lon       i32   degrees × 10^7
age       u16   tenths of a second before the base time, up to 6,553.5 s
speed     u8    half metres a second, up to 127 m/s
heading   u8    360/254 degrees clockwise from north; 255 = unknown
========  ====  =========================================================
"""

import struct

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.fixes import FixColumns
from bigscreen.protocol.codec import ProtocolError

_HEADER = struct.Struct("<4sHHIId")
_MAGIC = b"BSPF"
_VERSION = 1
_ROW_BYTES = 16
_HEADING_STEPS = 254
_UNKNOWN_HEADING = 255
_MAX_AGE_MS = 6_553_500.0


def encode_positions(fixes: FixColumns) -> list[bytes]:
    """Return the frames of a batch of fixes: one, or more when their ages span over 1.8 hours."""
    frames = []
    rest = fixes
    while len(rest):
        base_ms = float(rest.fixed_at_ms.max())
        sayable = base_ms - rest.fixed_at_ms <= _MAX_AGE_MS
        frames.append(_encode_frame(rest.rows(sayable), base_ms))
        rest = rest.rows(~sayable)
    return frames


def _encode_frame(fixes: FixColumns, base_ms: float) -> bytes:
    age = np.round((base_ms - fixes.fixed_at_ms) / 100.0)
    speed = np.clip(np.round(np.nan_to_num(fixes.speed_mps) * 2.0), 0, 255)
    unknown = np.isnan(fixes.heading_deg)
    turns = np.where(unknown, 0.0, fixes.heading_deg) / 360.0
    heading = np.round((turns % 1.0) * _HEADING_STEPS).astype(np.int64) % _HEADING_STEPS
    return b"".join(
        (
            _HEADER.pack(_MAGIC, _VERSION, _HEADER.size, len(fixes), 0, base_ms),
            fixes.number.astype("<u4").tobytes(),
            np.round(fixes.lat * 1e7).astype("<i4").tobytes(),
            np.round(fixes.lon * 1e7).astype("<i4").tobytes(),
            age.astype("<u2").tobytes(),
            speed.astype("u1").tobytes(),
            np.where(unknown, _UNKNOWN_HEADING, heading).astype("u1").tobytes(),
        )
    )


def decode_positions(frame: bytes) -> FixColumns:
    """Return the fixes of a frame.

    Raises:
        ProtocolError: ``bad_positions``, with what is wrong: magic, version, length, or a
            coordinate out of range.
    """
    if len(frame) < _HEADER.size:
        raise ProtocolError("bad_positions", f"{len(frame)} bytes, header needs {_HEADER.size}")
    magic, version, start, count, _, base_ms = _HEADER.unpack_from(frame)
    if magic != _MAGIC:
        raise ProtocolError("bad_positions", f"magic {magic!r}, expected {_MAGIC!r}")
    if version != _VERSION:
        raise ProtocolError("bad_positions", f"version {version}, expected {_VERSION}")
    if start < _HEADER.size or len(frame) != start + count * _ROW_BYTES:
        raise ProtocolError("bad_positions", f"{len(frame)} bytes for {count} units")
    if not np.isfinite(base_ms):
        raise ProtocolError("bad_positions", f"base time {base_ms} is not a time")
    number, at = _column(frame, start, count, "<u4")
    lat, at = _column(frame, at, count, "<i4")
    lon, at = _column(frame, at, count, "<i4")
    age, at = _column(frame, at, count, "<u2")
    speed, at = _column(frame, at, count, "u1")
    heading, at = _column(frame, at, count, "u1")
    if count and (np.abs(lat.astype(np.int64)).max() > 900_000_000):
        raise ProtocolError("bad_positions", "a latitude lies outside -90 to 90")
    if count and (np.abs(lon.astype(np.int64)).max() > 1_800_000_000):
        raise ProtocolError("bad_positions", "a longitude lies outside -180 to 180")
    turns = heading.astype(np.float32) * np.float32(360.0 / _HEADING_STEPS)
    return FixColumns(
        number=number.astype(np.uint32),
        lat=lat.astype(np.float64) / 1e7,
        lon=lon.astype(np.float64) / 1e7,
        speed_mps=speed.astype(np.float32) / np.float32(2.0),
        heading_deg=np.where(heading == _UNKNOWN_HEADING, np.float32(np.nan), turns),
        fixed_at_ms=base_ms - age.astype(np.float64) * 100.0,
    )


def _column(frame: bytes, at: int, count: int, kind: str) -> tuple[NDArray[np.number], int]:
    column = np.frombuffer(frame, kind, count, at)
    return column, at + column.nbytes
