"""The state of the line as people are shown it."""

from datetime import UTC, datetime, timedelta

import pytest

from bigscreen.domain.link import LinkStatus
from bigscreen.feed.link_watch import LinkWatch
from bigscreen.protocol.hub_clock import HubClock
from bigscreen.protocol.link_facts import LinkEnded, Welcomed

WALL = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HUB = datetime(2020, 4, 7, 12, 0, tzinfo=UTC)
CUT = LinkEnded(code="closed", detail="no close frame")


@pytest.fixture
def watch() -> LinkWatch:
    return LinkWatch(wall_clock=lambda: WALL)


@pytest.fixture
def live(watch: LinkWatch) -> LinkWatch:
    watch.clock_told(HubClock(hub_time=HUB, steady_s=0.0, rate=10.0))
    watch.welcomed(Welcomed(account="a", role="desk", resumed=False, area_id="north"), 1.0)
    return watch


def test_connects_by_the_machines_clock_until_the_hub_has_told_its_own(watch: LinkWatch) -> None:
    watch.ended(CUT, 5.0)
    assert watch.state.status is LinkStatus.CONNECTING
    assert watch.state.since == WALL
    assert watch.state.reason == "closed"


def test_times_are_the_hubs(live: LinkWatch) -> None:
    assert live.state.since == HUB + timedelta(seconds=10)
    assert live.state.area_id == "north"
    live.heard(2.0)
    live.ended(CUT, 3.0)
    assert live.state.status is LinkStatus.LOST
    assert live.state.since == HUB + timedelta(seconds=30)
    assert live.state.last_event_at == HUB + timedelta(seconds=20)


def test_stays_lost_since_the_cut_however_often_it_fails_again(live: LinkWatch) -> None:
    live.ended(CUT, 3.0)
    live.heard(4.0)
    live.measured(9.0, 4.0)
    live.ended(LinkEnded(code="unreachable"), 5.0)
    assert live.state.since == HUB + timedelta(seconds=30)
    assert (live.state.status, live.state.reason) == (LinkStatus.LOST, "unreachable")


def test_slow_answers_are_delayed_and_quick_ones_live_again(live: LinkWatch) -> None:
    live.measured(1.5, 4.0)
    assert (live.state.status, live.state.lag_s) == (LinkStatus.DELAYED, 1.5)
    live.measured(0.1, 5.0)
    assert (live.state.status, live.state.since) == (LinkStatus.LIVE, HUB + timedelta(seconds=50))


def test_final_end_is_refused(live: LinkWatch) -> None:
    live.ended(LinkEnded(code="revoked", final=True), 3.0)
    assert live.state.status is LinkStatus.REFUSED
