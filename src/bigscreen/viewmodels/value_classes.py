"""Sorts values into a few classes for colouring, with round limits people can read.

The classes are made of all steps of a map together, so that a colour means the same in each.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import floor, isfinite, log10

MOST_CLASSES = 6
"""As many as a look has shades in its sequence."""
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueClasses:
    """Classes from the palest on: ``limits`` are the lower limits of all but the first.

    ``strong_first`` says that the lowest class is the one to stand out: less is worse.
    """

    limits: tuple[float, ...]
    decimals: int = 0
    strong_first: bool = False

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self.limits) + 1

    def shade_of(self, value: float | None) -> int | None:
        """Return how strong a value is shown: 0 palest, ``MOST_CLASSES - 1`` strongest.

        None for a value that is missing.
        """
        if value is None or not isfinite(value):
            return None
        return self.shades[bisect_right(self.limits, value)]

    @property
    def shades(self) -> tuple[int, ...]:
        """The shade of each class in order of its values, spread over all there are."""
        last = max(1, self.count - 1)
        shades = [round(place * (MOST_CLASSES - 1) / last) for place in range(self.count)]
        return tuple(reversed(shades)) if self.strong_first else tuple(shades)

    def labels(self) -> tuple[str, ...]:
        """Return the range of each class in words of numbers alone."""
        told = [f"{limit:,.{self.decimals}f}" for limit in self.limits]
        if not told:
            return ("",)
        between = [f"{low} – < {high}" for low, high in pairwise(told)]
        return (f"< {told[0]}", *between, f"≥ {told[-1]}")


def classes_of(
    values: Iterable[float], *, decimals: int = 0, more_is_worse: bool = True
) -> ValueClasses:
    """Return classes of equal, round width over the values; one alone where all are the same."""
    known = sorted(value for value in values if isfinite(value))
    strong_first = not more_is_worse
    if not known or known[0] == known[-1]:
        return ValueClasses(limits=(), decimals=decimals, strong_first=strong_first)
    width = max(_round_up((known[-1] - known[0]) / MOST_CLASSES), 10.0**-decimals)
    first = floor(known[0] / width) + 1
    limits = []
    for place in range(MOST_CLASSES - 1):
        limit = (first + place) * width
        if limit > known[-1]:
            break
        limits.append(round(limit, 6))
    shown = decimals if decimals or all(limit == round(limit) for limit in limits) else 1
    return ValueClasses(limits=tuple(limits), decimals=shown, strong_first=strong_first)


def _round_up(width: float) -> float:
    scale = 10.0 ** floor(log10(width))
    return next(step * scale for step in _ROUND if step * scale >= width * 0.999)
