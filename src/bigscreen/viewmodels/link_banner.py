"""What every screen says of its link to the hub: a word at all times, a banner when it is lost."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bigscreen.domain.city import City
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.viewmodels.local_time import clock_on_day, zone_of
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.wording import tr, tr_noop

SILENT_SOURCES_S = 15.0
"""So long may no unit at all report before the sources count as silent."""

_REASONS = {
    "unreachable": tr_noop("the hub can not be reached"),
    "silent": tr_noop("the hub has gone silent"),
    "closed": tr_noop("the hub closed the line"),
    "gap": tr_noop("events are missing, asking for them"),
    "feed_hangs": tr_noop("this screen's feed has hung"),
    "not_a_hub": tr_noop("no hub answers at this address"),
    "refused_by_server": tr_noop("the server at this address refuses the connection"),
    "not_welcome": tr_noop("its token is not valid or was revoked"),
    "kind_not_allowed": tr_noop("its account is not meant for this kind of screen"),
    "unknown_area": tr_noop("its account is bound to an area this city does not have"),
    "protocol_version": tr_noop("hub and screen are of different versions"),
    "malformed": tr_noop("what arrives can not be understood, starting over"),
    "bad_positions": tr_noop("what arrives can not be understood, starting over"),
    "unknown_event": tr_noop("what arrives can not be understood, starting over"),
    "invalid_event": tr_noop("what arrives can not be understood, starting over"),
}


class LinkTone(StrEnum):
    """How urgent the state of the link is."""

    GOOD = "good"
    WAIT = "wait"
    LATE = "late"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWord:
    """The state of the link in the top bar."""

    text: str
    tone: LinkTone


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkBanner:
    """The band across the top while the picture is not live."""

    text: str
    detail: str


def link_word(link: LinkState, positions_age_s: float | None = None) -> LinkWord:
    """Return the word and colour that always stand in the top bar.

    ``positions_age_s`` is how old the newest position of all units is, None without any. On a
    live link it is the lag people see; too old, it is an alarm of its own: the hub answers, but
    the sources have fallen silent.
    """
    match link.status:
        case LinkStatus.LIVE if positions_age_s is not None and positions_age_s > SILENT_SOURCES_S:
            age = tr("no new position for {seconds} s", seconds=f"{positions_age_s:.0f}")
            return LinkWord(text=age, tone=LinkTone.LATE)
        case LinkStatus.LIVE:
            lag_s = max(link.lag_s, positions_age_s or 0.0)
            return LinkWord(text=_with_lag(tr("Live"), lag_s), tone=LinkTone.GOOD)
        case LinkStatus.DELAYED:
            return LinkWord(text=_with_lag(tr("Delayed"), link.lag_s), tone=LinkTone.LATE)
        case LinkStatus.LOST:
            return LinkWord(text=tr("Link lost"), tone=LinkTone.BAD)
        case LinkStatus.REFUSED:
            return LinkWord(text=tr("Refused"), tone=LinkTone.BAD)
        case _:
            return LinkWord(text=tr("Connecting"), tone=LinkTone.WAIT)


def _with_lag(word: str, lag_s: float) -> str:
    shown = f"{lag_s:.2f}" if lag_s < 10 else f"{lag_s:.0f}"
    return f"{word} · " + tr("lag {seconds} s", seconds=shown)


def link_banner(link: LinkState, city: City | None, now: datetime) -> LinkBanner | None:
    """Return the banner, or None while the picture is live, late, or has never been there."""
    if link.status not in {LinkStatus.LOST, LinkStatus.REFUSED}:
        return None
    if link.last_event_at is None:
        detail = tr("nothing received yet")
    else:
        at = clock_on_day(link.last_event_at, zone_of(city), now)
        detail = tr("last known picture: {time}", time=at)
    refused = link.status is LinkStatus.REFUSED
    text = tr("The hub refuses this screen") if refused else tr("Link to the hub lost")
    known = _REASONS.get(link.reason)
    reason = tr(known) if known else one_line(link.detail or link.reason)
    parts = [detail, reason] if refused else [detail, reason, tr("reconnecting")]
    return LinkBanner(text=text, detail=" · ".join(part for part in parts if part))
