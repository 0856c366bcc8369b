"""How long to wait before trying the hub again."""

import random

FIRST_S = 0.1
GROWTH_S = 0.25
LONGEST_S = 5.0


def retry_delay_s(attempt: int, chance: random.Random) -> float:
    """Return the pause before attempt 0, 1, 2 …: nearly none at first, then up to 5 seconds.

    The whole pause is drawn by lot ("full jitter"), so that two hundred screens whose hub came
    back do not all call in the same moment.
    """
    longest = FIRST_S if attempt == 0 else min(LONGEST_S, GROWTH_S * 2.0 ** min(attempt, 10))
    return chance.uniform(0.0, longest)
