"""How a screen's line to its hub is doing, for people to see."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LinkStatus(StrEnum):
    """Whether what is on the screen can be believed to be now."""

    CONNECTING = "connecting"
    LIVE = "live"
    DELAYED = "delayed"
    LOST = "lost"
    REFUSED = "refused"

    @property
    def shows_now(self) -> bool:
        """Whether a picture under this status is that of now."""
        return self in {LinkStatus.LIVE, LinkStatus.DELAYED}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    """The line to the hub.

    ``connecting`` until the first picture; ``delayed`` while answers take over a second;
    ``lost`` from a cut on until the picture is complete again; ``refused`` for good.
    ``since`` is when this status began and ``last_event_at`` the moment up to which the picture
    is complete (None before the first one), both hub time. ``lag_s`` is how long the hub takes
    to answer, real seconds. ``area_id`` is the part of the city the account is bound to, empty
    for all of it. ``reason`` is a code (``unreachable``, ``silent``, ``closed``,
    ``gap``, or what a refusing hub gave), ``detail`` its technical text; empty while live.
    """

    status: LinkStatus
    since: datetime
    last_event_at: datetime | None = None
    lag_s: float = 0.0
    account: str = ""
    role: str = ""
    area_id: str = ""
    reason: str = ""
    detail: str = ""
