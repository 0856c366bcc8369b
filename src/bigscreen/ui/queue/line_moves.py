"""The fewest changes that turn one order of lines into another."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_STEPS = 200
"""More lines than this coming or going are told as one large change."""


@dataclass(frozen=True, slots=True)
class Moves:
    """First ``removed`` goes, from below; then ``kept`` is put into order; then ``added`` comes.

    ``removed`` and ``added`` are spans (first, last) of lines, counted in the list as it stands
    at that step. ``kept`` is the order of what stays, None where it stands right already.
    """

    removed: tuple[tuple[int, int], ...]
    kept: tuple[str, ...] | None
    added: tuple[tuple[int, int], ...]


def moves(old: Sequence[str], new: Sequence[str]) -> Moves | None:
    """Return what turns ``old`` into ``new``, None where it is too much to be told line by line."""
    before, after = set(old), set(new)
    gone = [place for place, key in enumerate(old) if key not in after]
    come = [place for place, key in enumerate(new) if key not in before]
    if len(gone) + len(come) > MOST_STEPS:
        return None
    kept_old = [key for key in old if key in after]
    kept_new = [key for key in new if key in before]
    return Moves(
        removed=tuple(reversed(_spans(gone))),
        kept=None if kept_old == kept_new else tuple(kept_new),
        added=tuple(_spans(come)),
    )


def _spans(places: Sequence[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and spans[-1][1] == place - 1:
            spans[-1] = (spans[-1][0], place)
        else:
            spans.append((place, place))
    return spans
