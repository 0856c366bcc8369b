"""The hub's time: everybody's time, real or of a replay."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class HubClock:
    """Tells the hub's time (UTC).

    Without ``origin`` it is this machine's time. With it, hub time starts there and runs
    ``rate`` times as fast as real time, on the steady clock ``steady``.

    Raises:
        ValueError: the rate is not above 0, or differs from 1 without an origin.
    """

    def __init__(
        self,
        origin: datetime | None = None,
        rate: float = 1.0,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        if not rate > 0.0:
            raise ValueError(f"clock rate {rate} is not above 0")
        if origin is None and rate != 1.0:
            raise ValueError(f"clock rate {rate} needs a time to start from")
        self.rate = rate
        self._origin = origin.astimezone(UTC) if origin else None
        self._steady = steady
        self._started_s = steady()

    def now(self) -> datetime:
        """Return hub time now."""
        if self._origin is None:
            return datetime.now(UTC)
        passed_s = (self._steady() - self._started_s) * self.rate
        return self._origin + timedelta(seconds=passed_s)
