"""Kept tracks are found again by time, survive a restart, and are forgotten when they are old."""

from datetime import timedelta

import numpy as np

from bigscreen.domain.situation import Situation
from bigscreen.service.past_ports import SituationMark, track_part
from bigscreen.service.track_columns import TrackColumns, packed, unpacked
from bigscreen.store.opening import open_store
from tests.support.entries import accepted
from tests.support.events import declared, registered
from tests.support.small_city import NOON

MINUTE = timedelta(minutes=1)
T0 = int(NOON.timestamp() * 1000)


def part(from_s: int, until_s: int, *at_s: int, standing: bool = False):
    """A part that came in from … until, with a fix of unit 1 at each of ``at_s``."""
    columns = TrackColumns(
        unit=np.ones(len(at_s), np.uint32),
        at_ms=T0 + np.array(at_s, np.int64) * 1000,
        lat_e7=np.arange(len(at_s), dtype=np.int32),
        lon_e7=np.arange(len(at_s), dtype=np.int32),
    )
    return track_part(
        columns, packed(columns), T0 + from_s * 1000, T0 + until_s * 1000, standing=standing
    )


def between(store, start_s: int, end_s: int) -> list[list[int]]:
    found = store.tracks.parts_between(T0 + start_s * 1000, T0 + end_s * 1000)
    return [((unpacked(one.columns).at_ms - T0) // 1000).tolist() for one in found]


def test_parts_are_found_by_the_time_of_their_fixes(store):
    store.tracks.add(
        [part(0, 30, 1, 11, 21), part(30, 60), part(60, 90, 61, 45), part(90, 120, 95)]
    )
    assert between(store, 0, 30) == [[1, 11, 21]]
    assert between(store, 40, 61) == [[61, 45]], "a fix may come in late"
    assert between(store, 21, 96) == [[1, 11, 21], [61, 45], [95]]
    assert between(store, 120, 600) == []


def test_the_last_standing_part_before_a_moment_is_found(store):
    store.tracks.add(
        [part(0, 0, -500, standing=True), part(0, 300, 5), part(300, 300, standing=True)]
    )
    assert store.tracks.standing_before(T0 - 1) is None
    assert store.tracks.standing_before(T0 + 299_000).until_ms == T0
    assert store.tracks.standing_before(T0 + 300_000).until_ms == T0 + 300_000


def test_spans_tell_when_tracks_were_kept_even_if_nobody_moved(store):
    store.tracks.add([part(0, 30, 1), part(30, 60), part(600, 630, 601)])
    spans = store.tracks.spans_between(T0, T0 + 900_000)
    assert [((a - T0) // 1000, (b - T0) // 1000) for a, b in spans] == [
        (0, 30),
        (30, 60),
        (600, 630),
    ]


def test_what_is_old_is_forgotten_a_few_at_a_time(store):
    store.tracks.add([part(n * 30, n * 30 + 30, n * 30) for n in range(10)])
    before = T0 + 151_000
    assert store.tracks.forget_before(before, 3) == 3
    assert store.tracks.forget_before(before, 3) == 2
    assert store.tracks.forget_before(before, 3) == 0
    assert between(store, 0, 900) == [[150], [180], [210], [240], [270]]


def test_tracks_and_marks_survive_a_restart(db_url):
    situation = Situation()
    situation.apply(1, declared())
    with open_store(db_url) as store:
        store.tracks.add([part(0, 30, 1)])
        store.past.add_mark(SituationMark(seq=1, at=NOON, snapshot=situation.snapshot()))
        store.past.add_mark(SituationMark(seq=1, at=NOON + MINUTE, snapshot=situation.snapshot()))
    with open_store(db_url) as store:
        assert between(store, 0, 30) == [[1]]
        assert store.past.last_mark() == (1, NOON)
        assert store.past.mark_before(0) is None
        assert store.past.mark_before(99).snapshot == situation.snapshot()
        store.past.forget_marks_before(NOON + MINUTE)
        assert store.past.last_mark() is None


def test_the_event_of_a_moment_is_found_by_halving(store):
    assert store.past.seq_at(NOON) == 0
    assert store.past.first_moment() is None
    minutes = [0, 1, 1, 1, 5, 9, 9, 20]
    for n, minute in enumerate(minutes, start=1):
        entry = accepted(f"c{n}", n, [registered(f"i{n}")])
        object.__setattr__(entry, "received_at", NOON + minute * MINUTE)
        with store.ledger.transaction() as transaction:
            transaction.append(entry)
    assert store.past.first_moment() == NOON
    for second in range(-60, 1300, 20):
        moment = NOON + timedelta(seconds=second)
        expected = sum(NOON + minute * MINUTE <= moment for minute in minutes)
        assert store.past.seq_at(moment) == expected
    read = store.past.events_between(2, 6, 3)
    assert [one.seq for one in read] == [3, 4, 5]
    later = store.past.cases_registered_after(5, NOON, NOON)
    assert set(later) == {"i6", "i7", "i8"}, "though they say to have been received before"
