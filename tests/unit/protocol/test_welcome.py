"""A welcome made of prepared parts reads like any other."""

import msgspec

from bigscreen.domain.situation import Situation
from bigscreen.protocol.codec import decode_hub, encode, event_message
from bigscreen.protocol.messages import Welcome
from bigscreen.protocol.welcome import PreparedWelcome, prepared
from tests.support.small_city import small_city
from tests.support.wire_samples import AT, SAMPLE_EVENTS

COMMON = {
    "protocol_version": 1,
    "epoch": "e",
    "account": "大屏 1",
    "role": "wall",
    "hub_time": AT,
    "clock_rate": 120.0,
    "city_digest": "d",
    "area_id": "north",
}


def test_city_and_snapshot_arrive() -> None:
    situation = Situation()
    for seq, event in enumerate((SAMPLE_EVENTS[0], SAMPLE_EVENTS[2], SAMPLE_EVENTS[3]), 1):
        situation.apply(seq, event)
    snapshot = situation.snapshot()
    welcome = PreparedWelcome(**COMMON, city=prepared(small_city()), snapshot=prepared(snapshot))
    assert decode_hub(welcome.encode()) == Welcome(**COMMON, city=small_city(), snapshot=snapshot)


def test_missed_events_arrive() -> None:
    messages = [event_message(seq, event) for seq, event in enumerate(SAMPLE_EVENTS, 1)]
    raw = [msgspec.Raw(encode(message).encode()) for message in messages]
    read = decode_hub(PreparedWelcome(**COMMON, missed=raw).encode())
    assert read.missed == tuple(messages)
    assert read.city is None
    assert read.snapshot is None


def test_nothing_missed_is_not_the_same_as_a_snapshot() -> None:
    assert decode_hub(PreparedWelcome(**COMMON, missed=[]).encode()).missed == ()
