"""How fast one session may speak: orders by role, and what is turned away by its cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from bigscreen.domain.authority import Role


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a second in the long run, and so many at once after a rest."""

    per_second: float
    burst: float


_OF_PEOPLE = Rate(50.0, 200.0)

ORDER_RATES: Mapping[Role, Rate] = {
    Role.SOURCE: Rate(2_000.0, 10_000.0),
    Role.UNIT: _OF_PEOPLE,
    Role.WALL: _OF_PEOPLE,
    Role.DESK: _OF_PEOPLE,
    Role.LEAD: _OF_PEOPLE,
    Role.ADMIN: _OF_PEOPLE,
}
"""Orders of one session. A person's that come faster are refused with ``too_fast``. A source is
not read from for as long instead: what it reports has an order, and a refused report in the
middle of it would make nonsense of those that follow."""

QUESTION_RATE = Rate(20.0, 60.0)
"""Questions of one session; those that come faster are not answered."""

WISH_RATE = Rate(10.0, 40.0)
"""What one session may say of walls; beyond it the session is not read from for a while."""

TURNED_AWAY_RATE = Rate(200.0, 400.0)
"""Frames of one session that are answered without being of use, by :func:`cost_of`. Beyond it
the session is not read from for a while, so that answering one does not hold up the others."""

_BYTES_A_POINT = 16 * 1024


def cost_of(frame: str | bytes) -> float:
    """Return what reading a frame in vain costs: one, and more for a long one."""
    return 1.0 + len(frame) / _BYTES_A_POINT


class Allowance:
    """What is left of a rate for one session, by a steady clock."""

    def __init__(self, rate: Rate, now_s: float) -> None:
        self.rate = rate
        self._left = rate.burst
        self._at_s = now_s

    def take(self, now_s: float, cost: float = 1.0) -> bool:
        """Use up ``cost`` if it is there; tell whether it was."""
        self._refill(now_s)
        if self._left < cost:
            return False
        self._left -= cost
        return True

    def owe(self, now_s: float, cost: float = 1.0) -> float:
        """Use up ``cost`` in any case; return for how many seconds to wait until it is paid."""
        self._refill(now_s)
        self._left -= cost
        return max(0.0, -self._left / self.rate.per_second)

    def _refill(self, now_s: float) -> None:
        gained = max(0.0, now_s - self._at_s) * self.rate.per_second
        self._left = min(self.rate.burst, self._left + gained)
        self._at_s = now_s
