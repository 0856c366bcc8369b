"""Exact percentiles of many groups at once, in two passes over batches of any size.

Why they are exact and mergeable: a value's place among all others needs only counts. The first
pass counts, group by group, how many values fall into each bin; counts of two batches (two
days, two hubs) add up, and the sum is that of the batches together. The bins are the leading
bits of the value as a float32: wide where values are large, and in the order of the values, so
the counts alone say in which bin the value of a rank lies and which one of that bin it is. The
second pass collects just the values of those few bins, of every batch, and sorts them. No value
is rounded, none is estimated, and how the cases were split into batches can not be seen in the
answer. Ranks are nearest-rank: see :func:`bigscreen.kpi.intervals.nearest_rank`.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.integer]

_FRACTION_BITS = 23
_BIAS = 127
_LEAST, _MOST = -20, 40
"""Powers of two of a second: from below a microsecond to 34,000 years, beyond any datetime."""

_FINEST, _COARSEST = 16, 29
"""How many bits a bin spans: 128 bins to each power of two, or, at the coarsest, three in all."""

_BINS_WANTED = 1 << 20
"""Bins over all groups that still fit into a processor's cache."""


class ExactPercentiles:
    """Percentiles of ``groups`` groups of non-negative values, taken in batch by batch."""

    def __init__(self, groups: int) -> None:
        self._shift = next(
            (s for s in range(_FINEST, _COARSEST) if groups * _stride(s) <= _BINS_WANTED),
            _COARSEST,
        )
        self._stride = _stride(self._shift)
        self._counts = np.zeros(groups * self._stride, np.int64)
        self._bins: list[NDArray[np.int32]] = []

    def add(self, values: Floats, group: Numbers) -> None:
        """Count a batch: ``values`` (n,), NaN where one does not count, ``group`` (n,)."""
        bits = values.astype(np.float32).view(np.uint32) >> self._shift
        bins = bits.view(np.int32)
        bins -= _first_bits(self._shift)
        np.clip(bins, 0, self._stride - 1, out=bins)  # NaN has the highest bits of all
        bins += np.multiply(group, self._stride, dtype=np.int32, casting="unsafe")
        self._counts += np.bincount(bins, minlength=len(self._counts))
        self._bins.append(bins)

    def at(self, percents: Sequence[int], values_of: Callable[[Numbers], Floats]) -> Floats:
        """Return the percentiles, float64 (groups, percents), NaN for a group without values.

        ``values_of`` gives the values at these positions, counted over all batches in the order
        they were added.
        """
        counts = self._counts.reshape(-1, self._stride).copy()
        counts[:, -1] = 0  # what does not count
        n = counts.sum(axis=1)
        up_to = counts.cumsum()
        ranks = np.maximum(-(-np.outer(n, percents) // 100), 1)
        wanted_rank = (n.cumsum() - n)[:, None] + ranks
        known = np.broadcast_to(n[:, None] > 0, wanted_rank.shape)
        wanted_bin = np.searchsorted(up_to, wanted_rank[known])
        candidates, bins = self._in_bins(wanted_bin)
        values = values_of(candidates)
        order = np.lexsort((values, bins))
        begins = np.searchsorted(bins[order], wanted_bin)
        before = up_to[wanted_bin] - counts.ravel()[wanted_bin]
        found = np.full(wanted_rank.shape, np.nan)
        found[known] = values[order[begins + wanted_rank[known] - before - 1]]
        return found

    def _in_bins(self, wanted: Numbers) -> tuple[Numbers, Numbers]:
        """Return the positions of the values in these bins, and the bin of each."""
        is_wanted = np.zeros(len(self._counts), np.bool_)
        is_wanted[wanted] = True
        positions, bins, start = [np.empty(0, np.intp)], [np.empty(0, np.int32)], 0
        for batch in self._bins:
            rows = np.flatnonzero(is_wanted[batch])
            positions.append(rows + start)
            bins.append(batch[rows])
            start += len(batch)
        return np.concatenate(positions), np.concatenate(bins)


def _first_bits(shift: int) -> int:
    return (((_BIAS + _LEAST) << _FRACTION_BITS) >> shift) - 1


def _stride(shift: int) -> int:
    """Return the bins of one group: one for what is below, one for what does not count."""
    return (((_BIAS + _MOST) << _FRACTION_BITS) >> shift) - _first_bits(shift) + 2
