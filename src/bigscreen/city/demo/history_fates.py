"""What befell the cases of a made-up day, beside the milestones of their units."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bigscreen.city.rates import Outcomes

Bools = NDArray[np.bool_]
Seconds = NDArray[np.float64]

_SIFTED_SHARE = 0.5
_SIFTED_S = 75.0
_VOID_S = 240.0

_VERIFIED_AT, _OPENED_AT, _CHECKED_AT = 0.4, 0.65, 0.95
"""When a city case was verified and opened, as shares of the time until units were sent, and
checked, as a share of the time from the last report to its closing."""

_REGRADED = 0.02
_CORRECTED = 0.006
_FORCED = 0.004
_ESCALATED_LEVELS = 2
_CALLED_BACK_S = 5400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCases:
    """A day's cases as drawn so far; times in seconds after receipt, shape (n,).

    ``received_s`` is since the epoch, as the cards are; ``levels`` from 1.
    """

    is_call: Bools
    levels: NDArray[np.int_]
    received_s: Seconds
    dispatched_s: Seconds
    reported_s: Seconds
    closed_s: Seconds
    yellow_s: Seconds
    red_s: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """What befell each case, shape (n,); times in seconds after receipt, NaN where it never did.

    Nobody was sent to an ``unsent`` case. ``duplicate`` ones belong to the case before them.
    """

    valid: Bools
    unsent: Bools
    void: Bools
    drill: Bools
    duplicate: Bools
    forced: Bools
    by_hand: Bools
    original_levels: NDArray[np.int_]
    closed_s: Seconds
    verified_s: Seconds
    opened_s: Seconds
    checked_s: Seconds
    yellow_s: Seconds
    red_s: Seconds
    called_back_s: Seconds
    satisfied: Bools
    counts: dict[str, list[int]]


def fates_of(chance: np.random.Generator, day: DayCases, outcomes: Outcomes) -> Fates:
    """Draw what befell a day's cases."""
    count = len(day.is_call)
    is_case = ~day.is_call

    def drawn(share: float, among: Bools) -> Bools:
        return (chance.random(count) < share) & among

    real = day.levels > 1
    every = np.ones(count, np.bool_)
    bad_call = drawn(outcomes.invalid_calls, day.is_call & real)
    void = drawn(outcomes.invalid_cases, is_case & real)
    duplicate = drawn(outcomes.duplicates, real & ~bad_call & ~void)
    duplicate[:1] = False
    sifted = drawn(_SIFTED_SHARE, bad_call)
    unsent = sifted | void | duplicate
    soon_s = np.where(void, _VOID_S, _SIFTED_S) * np.exp(0.4 * chance.standard_normal(count))
    closed_s = np.where(unsent, soon_s, day.closed_s)
    worked = is_case & ~unsent
    forced = drawn(_FORCED, worked)
    reworked = drawn(outcomes.reworked, worked)
    called_back = drawn(outcomes.called_back, day.is_call & ~bad_call & ~duplicate)
    regraded = drawn(_REGRADED, ~unsent)
    shift = np.where(chance.random(count) < 0.5, 1, -1)
    original = np.clip(day.levels + shift, 1, 4)
    told_s = closed_s + _CALLED_BACK_S * np.exp(0.8 * chance.standard_normal(count))
    counts = {
        "reworks": reworked.astype(int).tolist(),
        "returns": drawn(outcomes.returned, worked).astype(int).tolist(),
        "extensions": drawn(outcomes.extended, worked).astype(int).tolist(),
        "suspensions": drawn(outcomes.suspended, worked).astype(int).tolist(),
        "escalations": drawn(outcomes.escalated, ~unsent & (day.levels <= _ESCALATED_LEVELS))
        .astype(int)
        .tolist(),
        "corrections": drawn(_CORRECTED, ~unsent).astype(int).tolist(),
    }
    checked_s = day.reported_s + _CHECKED_AT * (closed_s - day.reported_s)
    return Fates(
        valid=~(bad_call | void),
        unsent=unsent,
        void=void,
        drill=drawn(outcomes.drills, every),
        duplicate=duplicate,
        forced=forced,
        by_hand=drawn(outcomes.by_hand, ~unsent),
        original_levels=np.where(regraded & (original != day.levels), original, 0),
        closed_s=closed_s,
        verified_s=np.where(worked, _VERIFIED_AT * day.dispatched_s, np.nan),
        opened_s=np.where(worked, _OPENED_AT * day.dispatched_s, np.nan),
        checked_s=np.where(worked & ~forced, checked_s, np.nan),
        yellow_s=_shown(day.yellow_s - day.received_s, closed_s),
        red_s=_shown(day.red_s - day.received_s, closed_s),
        called_back_s=np.where(called_back, told_s, np.nan),
        satisfied=drawn(outcomes.satisfied, every),
        counts=counts,
    )


def _shown(card_s: Seconds, closed_s: Seconds) -> Seconds:
    """Return when a card was shown: only to cases that were open then."""
    return np.where(card_s < closed_s, card_s, np.nan)
