"""Pauses between attempts."""

import random

from bigscreen.feed.backoff import LONGEST_S, retry_delay_s


def test_first_retry_is_fast_and_later_ones_spread_over_up_to_five_seconds() -> None:
    chance = random.Random(1)
    assert all(retry_delay_s(0, chance) <= 0.1 for _ in range(100))
    late = [retry_delay_s(1000, chance) for _ in range(1000)]
    assert max(late) <= LONGEST_S
    assert min(late) < 0.5
    assert max(late) > 4.5
    growing = [max(retry_delay_s(attempt, chance) for _ in range(200)) for attempt in range(5)]
    assert growing == sorted(growing)
