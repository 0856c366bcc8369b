"""The binary picture of all units that the page pulls, decodes and paints.

One frame, little-endian::

    offset  type     field
    0       4 bytes  magic "BSMF"
    4       u16      version (1)
    6       u16      header size in bytes (48); the columns begin there
    8       u32      count: rows in every column
    12      u32      sequence: changes when anything in the frame does
    16      u32      incidents version: changes when ``/live/incidents`` does
    20      u32      names version: changes when ``/live/names`` does
    24      u32      number of the selected unit, 0xFFFFFFFF = none
    28      u32      flags: 1 = link lost, 2 = unchanged (header only)
    32      f64      hub time, milliseconds since the epoch, UTC
    40      u32      duty version: changes when ``/live/duty`` does
    44      4 bytes  reserved, zero
    48      columns  x u32, y u32, number u32, symbol u8, status u8, heading u8, fade u8, age u8

x and y are fractions of the Web-Mercator world times 2**32, y growing southwards (less than 1 cm
at the equator, and the page needs no sine). Rows are sorted by unit number, so that the page finds
one by bisection.
"""

import math
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bigscreen.domain.errors import InvalidValue

MAGIC = b"BSMF"
VERSION = 1
HEADER_SIZE = 48
ROW_SIZE = 17
NO_UNIT = 0xFFFF_FFFF
HEADING_UNKNOWN = 255
HEADING_STEPS = 255
"""A full turn in heading units, so that 255 is left over for *unknown*."""

FLAG_LINK_LOST = 1
FLAG_UNCHANGED = 2

MERCATOR_LAT_MAX = math.degrees(math.atan(math.sinh(math.pi)))
"""The latitude at which the square Web-Mercator world ends: 85.0511°."""

_HEADER = struct.Struct("<4sHHIIIIIIdI4x")
_WORLD = 2.0**32


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameHead:
    """What a frame says besides its rows; ``hub_time_ms`` is UTC, since the epoch."""

    sequence: int
    incidents_version: int = 0
    names_version: int = 0
    duty_version: int = 0
    selected: int | None = None
    link_lost: bool = False
    hub_time_ms: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitColumns:
    """The units to draw, one row each; every array has the same length n.

    ``number`` uint32, ``lat`` and ``lon`` degrees WGS-84, ``symbol`` and ``status`` uint8 codes of
    :mod:`bigscreen.viewmodels.map_symbols`, ``heading_deg`` clockwise from north (NaN = unknown),
    ``fade`` uint8 (0 fresh … 255 stale), ``age_min`` uint8 whole minutes since the fix.
    """

    number: NDArray[np.uint32]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    symbol: NDArray[np.uint8]
    status: NDArray[np.uint8]
    heading_deg: NDArray[np.float32]
    fade: NDArray[np.uint8]
    age_min: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.number)


def mercator_world_u32(
    lat: ArrayLike, lon: ArrayLike
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Project WGS-84 degrees to (x, y) world fractions times 2**32, vectorised.

    Latitudes beyond the square world (±85.05°) are put on its edge; NaN and infinity raise
    InvalidValue, since no pixel stands for them.
    """
    lat_deg = np.atleast_1d(np.asarray(lat, np.float64))
    lon_deg = np.atleast_1d(np.asarray(lon, np.float64))
    for name, values in (("lat", lat_deg), ("lon", lon_deg)):
        if not np.isfinite(values).all():
            raise InvalidValue(name, float(values[~np.isfinite(values)][0]), "a finite number")
    sine = np.sin(np.radians(np.clip(lat_deg, -MERCATOR_LAT_MAX, MERCATOR_LAT_MAX)))
    x = lon_deg / 360.0 + 0.5
    y = 0.5 - np.arctanh(sine) / (2.0 * np.pi)
    return _to_u32(x), _to_u32(y)


def _to_u32(share: NDArray[np.float64]) -> NDArray[np.uint32]:
    return np.clip(np.rint(share * _WORLD), 0.0, _WORLD - 1.0).astype(np.uint32)


def heading_codes(heading_deg: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return headings in 255ths of a turn; anything not finite becomes *unknown*."""
    known = np.isfinite(heading_deg)
    turn = np.where(known, heading_deg, 0.0) % 360.0 / 360.0
    codes = np.rint(turn * HEADING_STEPS).astype(np.uint16) % HEADING_STEPS
    return np.where(known, codes, HEADING_UNKNOWN).astype(np.uint8)


def encode_map_frame(units: UnitColumns, head: FrameHead) -> bytes:
    """Return the frame of these units.

    Raises:
        InvalidValue: a column has another length than ``number``, or a coordinate is not finite.
    """
    count = len(units)
    for name in ("lat", "lon", "symbol", "status", "heading_deg", "fade", "age_min"):
        length = len(getattr(units, name))
        if length != count:
            raise InvalidValue(name, length, f"a column of {count} rows like number")
    order = np.argsort(units.number, kind="stable")
    x, y = mercator_world_u32(units.lat, units.lon)
    columns = (
        x[order].astype("<u4"),
        y[order].astype("<u4"),
        units.number[order].astype("<u4"),
        units.symbol[order],
        units.status[order],
        heading_codes(units.heading_deg)[order],
        units.fade[order],
        units.age_min[order],
    )
    return b"".join((_pack(head, count, unchanged=False), *(c.tobytes() for c in columns)))


def unchanged_answer(frame: bytes) -> bytes:
    """Return the short form of a frame the page already has: its header, marked *unchanged*."""
    head = frame_head(frame)
    return _pack(head, 0, unchanged=True)


def frame_head(frame: bytes) -> FrameHead:
    """Return what a frame's header says.

    Raises:
        InvalidValue: these bytes are not a frame of this version.
    """
    if len(frame) < HEADER_SIZE or frame[:4] != MAGIC:
        raise InvalidValue("frame", frame[:8], f"at least {HEADER_SIZE} bytes beginning {MAGIC!r}")
    _, version, size, _, sequence, incidents, names, selected, flags, now, duty = (
        _HEADER.unpack_from(frame)
    )
    if (version, size) != (VERSION, HEADER_SIZE):
        raise InvalidValue("frame version", version, f"{VERSION}")
    return FrameHead(
        sequence=sequence,
        incidents_version=incidents,
        names_version=names,
        duty_version=duty,
        selected=None if selected == NO_UNIT else selected,
        link_lost=bool(flags & FLAG_LINK_LOST),
        hub_time_ms=now,
    )


def _pack(head: FrameHead, count: int, *, unchanged: bool) -> bytes:
    flags = (FLAG_LINK_LOST if head.link_lost else 0) | (FLAG_UNCHANGED if unchanged else 0)
    return _HEADER.pack(
        MAGIC,
        VERSION,
        HEADER_SIZE,
        count,
        head.sequence & 0xFFFF_FFFF,
        head.incidents_version & 0xFFFF_FFFF,
        head.names_version & 0xFFFF_FFFF,
        NO_UNIT if head.selected is None else head.selected,
        flags,
        head.hub_time_ms,
        head.duty_version & 0xFFFF_FFFF,
    )
