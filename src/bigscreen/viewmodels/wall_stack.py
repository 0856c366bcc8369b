"""Lays things one after another along a line, around the strips a bezel hides."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What a bezel hides along one axis, from ``start`` to ``end``."""

    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bezels:
    """What the frames of a wall's physical screens hide, in pixels of the area laid out."""

    across: tuple[Strip, ...] = ()
    """Strips along x: frames between screens that stand side by side."""
    down: tuple[Strip, ...] = ()
    """Strips along y: frames between screens above each other."""

    def scaled(self, factor: float) -> "Bezels":
        """Return the same strips in other units."""
        return Bezels(
            across=tuple(_scaled(strip, factor) for strip in self.across),
            down=tuple(_scaled(strip, factor) for strip in self.down),
        )

    def moved(self, dx: float, dy: float) -> "Bezels":
        """Return the strips as seen from another corner."""
        return Bezels(
            across=tuple(Strip(start=s.start + dx, end=s.end + dx) for s in self.across),
            down=tuple(Strip(start=s.start + dy, end=s.end + dy) for s in self.down),
        )


def _scaled(strip: Strip, factor: float) -> Strip:
    return Strip(start=strip.start * factor, end=strip.end * factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to lay: what it needs, the most it can use, its share of what is left."""

    least: float
    weight: float
    most: float
    may_cross: bool = False


def shared_out(items: Sequence[Item], room: float) -> list[float] | None:
    """Return the length of each item so that all fill ``room``, None where they do not fit."""
    if not items:
        return []
    if sum(item.least for item in items) > room + 0.5:
        return None
    lengths = [0.0] * len(items)
    left = set(range(len(items)))
    rest = room
    # Whoever would get less than it needs, or more than it can use, gets just that; again.
    while left:
        weights = sum(items[i].weight for i in left)
        fair = {i: rest * items[i].weight / weights for i in left}
        short = {i for i in left if fair[i] < items[i].least}
        fixed = short or {i for i in left if fair[i] > items[i].most}
        if not fixed:
            for i in left:
                lengths[i] = fair[i]
            return lengths
        for i in fixed:
            lengths[i] = items[i].least if i in short else items[i].most
            rest -= lengths[i]
        left -= fixed
    return lengths


def laid(
    items: Sequence[Item], start: float, end: float, gap: float, strips: Sequence[Strip]
) -> list[tuple[float, float]] | None:
    """Return (begin, end) of each item between ``start`` and ``end``; None where they do not fit.

    What may not cross a strip ends before it where it still has the room it needs there, and
    begins after it otherwise.
    """
    inside = [strip for strip in strips if strip.end > start and strip.start < end]
    hidden = sum(min(strip.end, end) - max(strip.start, start) for strip in inside)
    crosses = any(item.may_cross for item in items)
    room = end - start - gap * (len(items) - 1) - (0.0 if crosses else hidden)
    lengths = shared_out(items, room)
    if lengths is None:
        return None
    places: list[tuple[float, float]] = []
    at = start
    for place, (item, length) in enumerate(zip(items, lengths, strict=True)):
        at, until = _clear(item, at, length, inside)
        after = items[place + 1 :]
        latest = end - sum(one.least + gap for one in after)
        if until > latest:
            until = latest
            if until - at < item.least - 0.5 or (
                not item.may_cross and any(s.start < until and s.end > at for s in inside)
            ):
                return None
        places.append((at, until))
        at = until + gap
    return _with_the_rest(places, items, end, inside)


def _with_the_rest(
    places: list[tuple[float, float]], items: Sequence[Item], end: float, strips: Sequence[Strip]
) -> list[tuple[float, float]]:
    """Let the last item have what steps over strips have left, as far as nothing hides it."""
    if not places or not strips:
        return places
    at, until = places[-1]
    limit = end
    if not items[-1].may_cross:
        limit = min([end, *(strip.start for strip in strips if strip.start >= until - 0.5)])
    longest = at + max(items[-1].most, until - at)
    return [*places[:-1], (at, max(until, min(limit, longest)))]


def _clear(item: Item, at: float, length: float, strips: Sequence[Strip]) -> tuple[float, float]:
    """Return where an item begins and ends that may have to step over strips."""
    if item.may_cross:
        return at, at + length
    for strip in sorted(strips, key=lambda one: one.start):
        if strip.end <= at or strip.start >= at + length:
            continue
        if strip.start - at >= item.least:
            return at, strip.start
        at = strip.end
    return at, at + length


def segments(start: float, end: float, strips: Sequence[Strip]) -> list[tuple[float, float]]:
    """Return what of a line is not hidden."""
    open_from = start
    found = []
    for strip in sorted(strips, key=lambda one: one.start):
        if strip.end <= open_from or strip.start >= end:
            continue
        if strip.start > open_from:
            found.append((open_from, strip.start))
        open_from = strip.end
    if open_from < end:
        found.append((open_from, end))
    return found
