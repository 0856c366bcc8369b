"""Decides which of the fixes that come in are worth keeping."""

import numpy as np

from bigscreen.domain.fixes import FixColumns
from bigscreen.service.track_columns import E7, TrackColumns, joined, newest_of_each, no_tracks

STEP_MS = 10_000
"""At most one fix a unit is kept in so many milliseconds of its own time."""

REST_MS = 30_000
"""One fix a unit is kept in so many milliseconds even if it stands still: it was heard of."""

MOVED_E7 = 450
"""What counts as having moved, about 5 m north or south."""


def as_tracks(fixes: FixColumns) -> TrackColumns:
    """Return fixes as track rows, by unit and time; the unit of a row is its number."""
    return TrackColumns(
        unit=fixes.number,
        at_ms=fixes.fixed_at_ms.astype(np.int64),
        lat_e7=np.rint(fixes.lat * E7).astype(np.int32),
        lon_e7=np.rint(fixes.lon * E7).astype(np.int32),
    ).in_order()


class TrackThinner:
    """Thins what comes in, batch by batch; remembers each unit's last fix across batches.

    ``newest`` has each unit's newest fix of all batches, kept or not.
    """

    def __init__(self) -> None:
        self.newest = no_tracks()
        self._looked_at = no_tracks()

    def thin(self, fixes: FixColumns) -> TrackColumns:
        """Return what is kept of a batch, by unit and time.

        Of each unit the first fix in :data:`STEP_MS` is looked at. It is kept if the unit has
        moved since the one looked at before, or it is the first in :data:`REST_MS`.
        """
        if not len(fixes):
            return no_tracks()
        every = as_tracks(fixes)
        self.newest = newest_of_each(joined([self.newest, every]))
        known = len(self._looked_at)
        both = joined([self._looked_at, every])
        order = np.lexsort((both.at_ms, both.unit))
        both, is_new = both.rows(order), order >= known
        same_unit = np.append(False, both.unit[1:] == both.unit[:-1])
        step = both.at_ms // STEP_MS
        first = ~same_unit | np.append(True, step[1:] != step[:-1])
        both, is_new = both.rows(first), is_new[first]
        same_unit = np.append(False, both.unit[1:] == both.unit[:-1])
        rest = both.at_ms // REST_MS
        keep = ~same_unit
        keep[1:] |= rest[1:] != rest[:-1]
        keep[1:] |= np.abs(np.diff(both.lat_e7.astype(np.int64))) >= MOVED_E7
        keep[1:] |= np.abs(np.diff(both.lon_e7.astype(np.int64))) >= MOVED_E7
        self._looked_at = newest_of_each(both)
        return both.rows(keep & is_new)
