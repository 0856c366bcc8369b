"""The hub's time on a client, kept between the hub's words by the client's steady clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class HubClock:
    """Hub time as a straight line over a steady clock (seconds from any start, never set back).

    Hub time was ``hub_time`` at ``steady_s`` and runs ``rate`` times as fast.
    """

    hub_time: datetime
    steady_s: float
    rate: float = 1.0

    def at(self, steady_s: float) -> datetime:
        """Return the hub's time at a moment of the steady clock."""
        return self.hub_time + timedelta(seconds=(steady_s - self.steady_s) * self.rate)

    def heard(self, hub_time: datetime, asked_s: float, answered_s: float) -> "HubClock":
        """Return the clock after the hub told its time between two moments of the steady clock.

        A word that agrees within what the round trip leaves open changes nothing, so that the
        clock neither jitters nor steps back over network noise.
        """
        middle_s = (asked_s + answered_s) / 2
        open_s = (answered_s - asked_s) / 2
        off_s = (hub_time - self.at(middle_s)).total_seconds() / self.rate
        if abs(off_s) <= open_s:
            return self
        return HubClock(hub_time=hub_time, steady_s=middle_s, rate=self.rate)
