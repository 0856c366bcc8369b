"""Local time of many moments at once, whatever daylight saving does between them."""

from datetime import UTC, datetime, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_US = 86_400_000_000
_HOUR_US = 3_600_000_000
_SECOND = timedelta(seconds=1)
_THURSDAY = 3
"""The weekday of 1 January 1970, Monday being 0."""


def local_hours(micros: NDArray[np.float64], zone: tzinfo) -> NDArray[np.int64]:
    """Return the hour of the wall clock, 0 to 23, of moments (microseconds since the epoch)."""
    return (_local(micros, zone) // _HOUR_US) % 24


def local_weekdays(micros: NDArray[np.float64], zone: tzinfo) -> NDArray[np.int64]:
    """Return the day of the week by the wall clock, 1 (Monday) to 7 (Sunday), as ISO 8601."""
    return (_local(micros, zone) // _DAY_US + _THURSDAY) % 7 + 1


def local_days(micros: NDArray[np.float64], zone: tzinfo) -> NDArray[np.int64]:
    """Return the day of the wall clock, counted from 1 January 1970."""
    return _local(micros, zone) // _DAY_US


def _local(micros: NDArray[np.float64], zone: tzinfo) -> NDArray[np.int64]:
    moments = micros.astype(np.int64)
    if not len(moments):
        return moments
    first, last = int(moments.min()) // _DAY_US, int(moments.max()) // _DAY_US + 1
    starts, offsets = _offsets(first, last, zone)
    return moments + offsets[np.searchsorted(starts, moments, side="right") - 1]


def _offsets(
    first_day: int, last_day: int, zone: tzinfo
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return from when on (microseconds) which offset from UTC (microseconds) holds."""
    starts, offsets = [first_day * 86_400], [_offset(first_day * 86_400, zone)]
    for day in range(first_day, last_day):
        morning, evening = day * 86_400, (day + 1) * 86_400
        after = _offset(evening, zone)
        if after == offsets[-1]:
            continue
        while evening - morning > 1:  # which second of this day the clocks change in
            noon = (morning + evening) // 2
            if _offset(noon, zone) == offsets[-1]:
                morning = noon
            else:
                evening = noon
        starts.append(evening)
        offsets.append(after)
    return np.array(starts, np.int64) * 1_000_000, np.array(offsets, np.int64) * 1_000_000


def _offset(seconds: int, zone: tzinfo) -> int:
    offset = (_EPOCH + timedelta(seconds=seconds)).astimezone(zone).utcoffset()
    return 0 if offset is None else offset // _SECOND
