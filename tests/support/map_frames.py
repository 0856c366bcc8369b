"""Takes the page's frames apart again, as its script does, and turns the projection round."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.errors import InvalidValue
from bigscreen.viewmodels.map_frame import (
    FLAG_UNCHANGED,
    HEADER_SIZE,
    ROW_SIZE,
    FrameHead,
    frame_head,
)

WORLD = 2.0**32


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFrame:
    """A frame taken apart again; columns as in the table of ``map_frame``."""

    head: FrameHead
    unchanged: bool
    x: NDArray[np.uint32]
    y: NDArray[np.uint32]
    number: NDArray[np.uint32]
    symbol: NDArray[np.uint8]
    status: NDArray[np.uint8]
    heading: NDArray[np.uint8]
    fade: NDArray[np.uint8]
    age_min: NDArray[np.uint8]


def world_to_degrees(
    x: NDArray[np.uint32], y: NDArray[np.uint32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return (lat, lon) in degrees of world fractions: the inverse of the projection."""
    lon = (x / WORLD - 0.5) * 360.0
    lat = np.degrees(np.arctan(np.sinh((0.5 - y / WORLD) * 2.0 * np.pi)))
    return lat, lon


def decode_map_frame(frame: bytes) -> MapFrame:
    """Take a frame apart as the page does.

    Raises:
        InvalidValue: not a frame, or not as long as its header says.
    """
    head = frame_head(frame)
    count = int.from_bytes(frame[8:12], "little")
    flags = int.from_bytes(frame[28:32], "little")
    if len(frame) != HEADER_SIZE + count * ROW_SIZE:
        raise InvalidValue("frame length", len(frame), f"{HEADER_SIZE + count * ROW_SIZE}")
    wide = np.frombuffer(frame, "<u4", 3 * count, HEADER_SIZE).reshape(3, count)
    narrow = np.frombuffer(frame, np.uint8, 5 * count, HEADER_SIZE + 12 * count).reshape(5, count)
    return MapFrame(
        head=head,
        unchanged=bool(flags & FLAG_UNCHANGED),
        x=wide[0],
        y=wide[1],
        number=wide[2],
        symbol=narrow[0],
        status=narrow[1],
        heading=narrow[2],
        fade=narrow[3],
        age_min=narrow[4],
    )
