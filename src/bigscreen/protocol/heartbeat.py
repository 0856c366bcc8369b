"""How a client knows that its hub is there: pings and what is heard, by any steady clock."""

from bigscreen.protocol.link_facts import LinkEnded

PING_EVERY_S = 1.0
SILENCE_S = 2.5
"""So long may the hub say nothing before the link counts as dead (the screen shows it by 3 s)."""
WELCOME_WITHIN_S = 10.0
"""So long may a welcome take: it holds the whole picture."""

DEAF_S = 10.0
"""So long may a ping wait while the hub talks: after it the hub does not hear us."""

_TICK_STALL_S = 1.0


class Heartbeat:
    """Pings of one client, and when it heard the hub last."""

    def __init__(self) -> None:
        self._nonce = 0
        self._pings: dict[int, float] = {}
        self._round_trip_s = 0.0
        self._heard_s = 0.0
        self._pinged_s = 0.0
        self._ticked_s = 0.0

    def begin(self, now_s: float) -> None:
        """Note a fresh connection."""
        self._pings.clear()
        self._round_trip_s = 0.0
        self._heard_s = self._pinged_s = self._ticked_s = now_s

    def heard(self, now_s: float) -> None:
        """Note that the hub said something."""
        self._heard_s = now_s

    def lag_s(self, now_s: float) -> float:
        """Return how long the hub takes to answer: the last round trip, or a longer wait now."""
        waiting_since = next(iter(self._pings.values()), now_s)
        return max(self._round_trip_s, now_s - waiting_since)

    def tick(self, now_s: float, *, live: bool) -> LinkEnded | None:
        """Say when the hub is dead; call this 4 times a second."""
        stalled_s = now_s - self._ticked_s
        if stalled_s > _TICK_STALL_S:
            # We were not running, so we could not hear either.
            self._heard_s += stalled_s
            self._pings = {nonce: asked_s + stalled_s for nonce, asked_s in self._pings.items()}
        self._ticked_s = now_s
        silent_s = now_s - self._heard_s
        if silent_s > (SILENCE_S if live else WELCOME_WITHIN_S):
            return LinkEnded(code="silent", detail=f"nothing heard for {silent_s:.1f} s")
        if self.lag_s(now_s) > DEAF_S:
            return LinkEnded(code="silent", detail="pings are not answered")
        return None

    def next_ping(self, now_s: float) -> int | None:
        """Return the nonce of a ping that is due now, None while none is."""
        if now_s - self._pinged_s < PING_EVERY_S:
            return None
        self._nonce += 1
        self._pings[self._nonce] = self._pinged_s = now_s
        return self._nonce

    def answered(self, nonce: int, now_s: float) -> float | None:
        """Note an answer; return when its ping went out, None where none did."""
        asked_s = self._pings.pop(nonce, None)
        if asked_s is None:
            return None
        for earlier in [one for one in self._pings if one < nonce]:
            del self._pings[earlier]
        self._round_trip_s = now_s - asked_s
        return asked_s
