"""Kept fixes as columns, and the few bytes they are stored and sent as."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

E7 = 1e7
"""Coordinates are kept as whole ten-millionths of a degree: 1 cm on the ground."""

_HEAD = np.dtype([("form", "<u4"), ("rows", "<u4"), ("base_ms", "<i8")])
_FORM = 1
_COLUMNS = 4
_FASTEST = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackColumns:
    """Fixes, one row each; all arrays have the same length n.

    ``unit`` uint32 (n,) what stands for the unit (its number, or a row of a list), ``at_ms``
    int64 milliseconds since the epoch, ``lat_e7`` and ``lon_e7`` int32, ten-millionths of a
    degree WGS-84.
    """

    unit: NDArray[np.uint32]
    at_ms: NDArray[np.int64]
    lat_e7: NDArray[np.int32]
    lon_e7: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.unit)

    def rows(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "TrackColumns":
        """Return the chosen rows (mask or indices)."""
        return TrackColumns(
            unit=self.unit[chosen],
            at_ms=self.at_ms[chosen],
            lat_e7=self.lat_e7[chosen],
            lon_e7=self.lon_e7[chosen],
        )

    def in_order(self) -> "TrackColumns":
        """Return the rows by unit, those of a unit in order of time."""
        return self.rows(np.lexsort((self.at_ms, self.unit)))


def no_tracks() -> TrackColumns:
    """Return columns without rows."""
    return TrackColumns(
        unit=np.empty(0, np.uint32),
        at_ms=np.empty(0, np.int64),
        lat_e7=np.empty(0, np.int32),
        lon_e7=np.empty(0, np.int32),
    )


def joined(parts: Sequence[TrackColumns]) -> TrackColumns:
    """Return the rows of all parts, in their order."""
    if not parts:
        return no_tracks()
    return TrackColumns(
        unit=np.concatenate([part.unit for part in parts]),
        at_ms=np.concatenate([part.at_ms for part in parts]),
        lat_e7=np.concatenate([part.lat_e7 for part in parts]),
        lon_e7=np.concatenate([part.lon_e7 for part in parts]),
    )


def newest_of_each(columns: TrackColumns) -> TrackColumns:
    """Return each unit's newest row."""
    ordered = columns.in_order()
    if not len(ordered):
        return ordered
    last = np.append(ordered.unit[1:] != ordered.unit[:-1], True)
    return ordered.rows(last)


def one_in_every(columns: TrackColumns, every_ms: int) -> TrackColumns:
    """Return rows that stand in order, at most one a unit and step: the first of each step."""
    if every_ms <= 0 or not len(columns):
        return columns
    step = columns.at_ms // every_ms
    first = np.append(True, (step[1:] != step[:-1]) | (columns.unit[1:] != columns.unit[:-1]))
    return columns.rows(first)


def packed(columns: TrackColumns) -> bytes:
    """Return rows as bytes; :func:`unpacked` gives them back.

    A row differs little from the one before it: differences, byte by byte, are compressed.
    Rows should stand in order (:meth:`TrackColumns.in_order`), or it is more bytes. The times
    must lie within 24 days.
    """
    count = len(columns)
    head = np.zeros(1, _HEAD)
    base = int(columns.at_ms.min()) if count else 0
    head["form"], head["rows"], head["base_ms"] = _FORM, count, base
    table = np.empty((_COLUMNS, count), np.int32)
    table[0] = columns.unit.view(np.int32)
    table[1] = columns.at_ms - base
    table[2] = columns.lat_e7
    table[3] = columns.lon_e7
    with np.errstate(over="ignore"):  # what overflows comes back when it is added up again
        table[:, 1:] -= table[:, :-1].copy()
    by_byte = table.astype("<i4").view(np.uint8).reshape(_COLUMNS, count, 4).transpose(0, 2, 1)
    return head.tobytes() + zlib.compress(by_byte.tobytes(), _FASTEST)


def unpacked(data: bytes) -> TrackColumns:
    """Return the rows that :func:`packed` made bytes of; nothing of no bytes.

    Raises:
        ValueError: these are other bytes.
    """
    if not data:
        return no_tracks()
    if len(data) < _HEAD.itemsize:
        raise ValueError(f"{len(data)} bytes are no tracks")
    head = np.frombuffer(data, _HEAD, count=1)[0]
    if head["form"] != _FORM:
        raise ValueError(f"tracks of form {head['form']} are not known, only {_FORM}")
    count = int(head["rows"])
    try:
        raw = zlib.decompress(data[_HEAD.itemsize :])
    except zlib.error as error:
        raise ValueError(f"tracks that do not unpack: {error}") from error
    if len(raw) != _COLUMNS * 4 * count:
        raise ValueError(f"{len(raw)} bytes where {count} rows were announced")
    by_byte = np.frombuffer(raw, np.uint8).reshape(_COLUMNS, 4, count).transpose(0, 2, 1)
    table = np.ascontiguousarray(by_byte).view("<i4").reshape(_COLUMNS, count).astype(np.int32)
    with np.errstate(over="ignore"):
        table = np.cumsum(table, axis=1, dtype=np.int32)
    return TrackColumns(
        unit=table[0].view(np.uint32),
        at_ms=table[1].astype(np.int64) + int(head["base_ms"]),
        lat_e7=table[2],
        lon_e7=table[3],
    )
