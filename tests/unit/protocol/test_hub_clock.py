"""The hub's time between its words."""

from datetime import UTC, datetime, timedelta

from bigscreen.protocol.hub_clock import HubClock

AT = datetime(2026, 3, 1, tzinfo=UTC)


def test_runs_at_the_hubs_rate() -> None:
    clock = HubClock(hub_time=AT, steady_s=100.0, rate=120.0)
    assert clock.at(101.5) == AT + timedelta(seconds=180)


def test_word_within_the_round_trip_changes_nothing() -> None:
    clock = HubClock(hub_time=AT, steady_s=100.0, rate=2.0)
    assert clock.heard(AT + timedelta(seconds=20.3), 110.0, 110.4) is clock


def test_word_beyond_it_sets_the_clock_to_the_middle_of_the_round_trip() -> None:
    clock = HubClock(hub_time=AT, steady_s=100.0, rate=2.0)
    told = clock.heard(AT + timedelta(hours=1), 110.0, 110.4)
    assert told.at(110.2) == AT + timedelta(hours=1)
    assert told.rate == 2.0
