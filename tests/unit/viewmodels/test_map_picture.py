"""The picture is encoded again when, and only when, something in it changed."""

import json
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from bigscreen.domain.duty_plan import DutyPlan, PatrolDuty
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.patrol import Visit
from bigscreen.domain.shift import Shift
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import UnitStatus
from bigscreen.viewmodels.map_frame import frame_head
from bigscreen.viewmodels.map_picture import MapPicture
from bigscreen.viewmodels.map_symbols import StatusCode
from tests.support.duty_records import an_operation
from tests.support.map_frames import decode_map_frame
from tests.support.map_scene import (
    CENTRE,
    NOW,
    NOW_MS,
    made_up_city,
    made_up_fixes,
    made_up_snapshot,
)


@pytest.fixture
def fixes() -> FixTable:
    table = FixTable()
    fresh = made_up_fixes(130)
    table.update(replace(fresh, fixed_at_ms=np.full(130, NOW_MS - 5000)))
    return table


@pytest.fixture
def picture() -> MapPicture:
    made = MapPicture(made_up_city())
    made.show(Situation(made_up_snapshot()))
    return made


def test_a_unit_is_drawn_when_it_is_known_and_has_reported(picture, fixes):
    some_unknown = FixTable()
    some_unknown.update(made_up_fixes(500).rows(np.arange(100, 500)))

    assert len(decode_map_frame(picture.units_frame(fixes, NOW_MS)).number) == 130
    shown = decode_map_frame(picture.units_frame(some_unknown, NOW_MS)).number
    assert shown.tolist() == list(range(101, 131))


def test_the_same_bytes_come_back_while_nothing_changes(picture, fixes):
    first = picture.units_frame(fixes, NOW_MS)

    assert picture.units_frame(fixes, NOW_MS + 30) is first
    assert picture.units_frame(fixes, NOW_MS + 30_000) is first  # older, but not yet stale


def test_a_move_a_new_minute_of_age_and_a_selection_each_make_a_new_frame(picture, fixes):
    frames = [picture.units_frame(fixes, NOW_MS)]
    moved = made_up_fixes(2).rows(np.array([0]))
    fixes.update(replace(moved, fixed_at_ms=moved.fixed_at_ms * 0 + NOW_MS))
    frames.append(picture.units_frame(fixes, NOW_MS))
    frames.append(picture.units_frame(fixes, NOW_MS + 62_000))
    picture.select(7, None)
    frames.append(picture.units_frame(fixes, NOW_MS + 62_000))
    picture.set_link_lost(True)
    frames.append(picture.units_frame(fixes, NOW_MS + 62_000))

    heads = [decode_map_frame(frame).head for frame in frames]
    assert [head.sequence for head in heads] == [1, 2, 3, 4, 5]
    assert (heads[2].selected, heads[3].selected) == (None, 7)
    assert (heads[3].link_lost, heads[4].link_lost) == (False, True)


def test_stale_units_fade_and_stay(picture, fixes):
    old = decode_map_frame(picture.units_frame(fixes, NOW_MS + 3_600_000))

    assert len(old.number) == 130
    assert set(old.fade.tolist()) == {255}
    assert set(old.age_min.tolist()) == {60}


def test_a_changed_status_shows_in_the_frame_and_leaves_names_alone(picture, fixes):
    snapshot = made_up_snapshot()
    before = decode_map_frame(picture.units_frame(fixes, NOW_MS))
    units = tuple(
        replace(u, status=UnitStatus.ON_SCENE) if u.number == 77 else u for u in snapshot.units
    )

    picture.show(Situation(replace(snapshot, units=units)))
    after = decode_map_frame(picture.units_frame(fixes, NOW_MS))

    assert after.head.sequence == before.head.sequence + 1
    assert after.head.names_version == before.head.names_version
    assert after.status[76] == StatusCode.ON_SCENE


def test_a_new_call_sign_makes_new_names_and_a_gone_unit_disappears(picture, fixes):
    snapshot = made_up_snapshot()
    picture.units_frame(fixes, NOW_MS)
    old_names = picture.names_json()
    renamed = replace(snapshot.units[0], unit=replace(snapshot.units[0].unit, call_sign="新1"))

    picture.show(Situation(replace(snapshot, units=(renamed, *snapshot.units[1:-1]))))
    frame = decode_map_frame(picture.units_frame(fixes, NOW_MS))

    assert picture.names_json() != old_names
    assert "新1".encode() in picture.names_json()
    assert frame.head.names_version == 2
    assert frame.number.tolist() == list(range(1, 130))


def test_the_incidents_version_moves_only_with_the_incidents(picture, fixes):
    def version() -> int:
        return decode_map_frame(picture.units_frame(fixes, NOW_MS)).head.incidents_version

    first = version()
    picture.show(Situation(made_up_snapshot()))
    assert version() == first
    picture.set_overdue({"i2"})
    assert version() == first + 1
    picture.set_overdue({"i2"})
    picture.select(3, None)
    assert version() == first + 1
    picture.select(3, "i0")
    assert version() == first + 2
    assert b'"version":%d' % version() in picture.incidents_json()


def test_what_the_shift_covers_and_what_begins_to_run_each_make_a_new_frame(fixes):
    duty = PatrolDuty(id="p1", name="", name_en="", path=(CENTRE,))
    picture = MapPicture(replace(made_up_city(), plan=DutyPlan(patrol=(duty,))))
    begins = NOW + timedelta(minutes=1)
    operation = an_operation(starts_at=begins, ends_at=NOW + timedelta(hours=1))
    shift = Shift(visits=(Visit(duty_id="p1", unit_id="u1", at=NOW),))
    told = []

    def look(snapshot, now):
        picture.show(Situation(snapshot))
        picture.look_at_duty(now)
        head = frame_head(picture.units_frame(fixes, NOW_MS))
        duty_told = json.loads(picture.duty_json())
        told.append((duty_told["done"], len(duty_told["operations"])))
        assert head.duty_version == duty_told["version"]
        return head.sequence, head.duty_version

    planned = replace(made_up_snapshot(), operations=(operation,))
    visited = replace(planned, shift=shift)
    heads = [look(planned, NOW), look(visited, NOW), look(visited, NOW), look(visited, begins)]

    assert heads == [(1, 0), (2, 1), (2, 1), (3, 2)]
    assert told == [([], 0), (["p1"], 0), (["p1"], 0), (["p1"], 1)]
