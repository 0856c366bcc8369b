"""Turns what happens on a link into the state people are shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.protocol.hub_clock import HubClock
from bigscreen.protocol.link_facts import LinkEnded, Welcomed

DELAYED_S = 1.0
"""A hub that takes longer than this to answer is called delayed."""


class LinkWatch:
    """The state of one link over all its connections. ``now_s`` is the steady clock throughout."""

    def __init__(self, wall_clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._wall_clock = wall_clock
        self._clock: HubClock | None = None
        self.state = LinkState(status=LinkStatus.CONNECTING, since=wall_clock())

    def hub_now(self, now_s: float) -> datetime:
        """Return the hub's time; this machine's until the hub has told its own."""
        return self._clock.at(now_s) if self._clock is not None else self._wall_clock()

    def clock_told(self, clock: HubClock) -> None:
        """Take the hub's time."""
        self._clock = clock

    def welcomed(self, welcome: Welcomed, now_s: float) -> None:
        """Note that the picture is complete again."""
        self.state = LinkState(
            status=LinkStatus.LIVE,
            since=self.hub_now(now_s),
            last_event_at=self.hub_now(now_s),
            account=welcome.account,
            role=welcome.role,
            area_id=welcome.area_id,
        )

    def heard(self, now_s: float) -> None:
        """Note a word from the hub: up to now the picture is complete."""
        if self.state.status.shows_now:
            self.state = replace(self.state, last_event_at=self.hub_now(now_s))

    def measured(self, lag_s: float, now_s: float) -> None:
        """Take how long the hub takes to answer."""
        if not self.state.status.shows_now:
            return
        self._turn(LinkStatus.DELAYED if lag_s > DELAYED_S else LinkStatus.LIVE, now_s)
        self.state = replace(self.state, lag_s=lag_s)

    def ended(self, end: LinkEnded, now_s: float) -> None:
        """Note that the connection is gone, or could not be made."""
        if end.final:
            self._turn(LinkStatus.REFUSED, now_s)
        elif self.state.last_event_at is not None:
            self._turn(LinkStatus.LOST, now_s)
        self.state = replace(self.state, lag_s=0.0, reason=end.code, detail=end.detail)

    def _turn(self, status: LinkStatus, now_s: float) -> None:
        if status is not self.state.status:
            self.state = replace(self.state, status=status, since=self.hub_now(now_s))
