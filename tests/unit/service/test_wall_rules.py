"""What walls react to, from when, and until when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import Channel, Incident, Level, WorkKind
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.domain.occurrences import Occurrence
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.domain.wall_rules import (
    BUILT_IN_SOS,
    WallRule,
    WallTone,
    WallTrigger,
    rules_in_force,
)
from bigscreen.service.wall_rules import WallRules, occurrences
from tests.support.small_city import NOON

CASE = WallRule(trigger=WallTrigger.CASE, hold_s=120.0, centre=True)
SHORT = WallRule(trigger=WallTrigger.UNITS_BELOW_MINIMUM, hold_s=60.0, tone=WallTone.WARNING)
LOST = WallRule(trigger=WallTrigger.FEED_LOST, hold_s=0.0)
RULES = rules_in_force((CASE, SHORT, LOST))


def a_case(number: int = 1, **fields) -> Occurrence:
    said = {"key": f"case {number}", "incident_id": f"i-{number}", "grid_id": "west"}
    return Occurrence(**{"trigger": WallTrigger.CASE, "since": NOON, **said, **fields})


SOS = Occurrence(trigger=WallTrigger.SOS, key="alarm s", since=NOON, unit_id="p-1", grid_id="east")


class Wall:
    """Rules looked at as a wall does; hub time and the steady clock run together."""

    def __init__(self, *first: Occurrence, rules=RULES) -> None:
        self.rules = rules
        self.tracker = WallRules()
        self.passed_s = 0.0
        self.at_work = self.look(*first)

    def look(self, *going_on: Occurrence, after_s: float = 0.0):
        self.passed_s += after_s
        now = NOON + timedelta(seconds=self.passed_s)
        return self.tracker.look(going_on, self.rules, now, self.passed_s)

    def keys(self, *going_on: Occurrence, after_s: float = 0.0) -> list[str]:
        return [one.about.key for one in self.look(*going_on, after_s=after_s)]


def test_a_new_grave_case_is_reacted_to_once_and_for_its_time():
    wall = Wall()
    (begun,) = wall.look(a_case(), after_s=5)
    assert (begun.is_new, begun.since_s, begun.rule) == (True, 5.0, CASE)
    (going_on,) = wall.look(a_case(), after_s=119)
    assert not going_on.is_new
    assert wall.look(a_case(), after_s=1) == ()
    assert wall.look(a_case(), after_s=1) == ()


def test_sending_units_at_once_does_not_take_a_case_off_the_wall():
    wall = Wall()
    wall.look(a_case())
    (reaction,) = wall.look(a_case(is_answered=True), after_s=1)
    assert reaction.about.is_answered


def test_without_a_hold_time_a_case_stays_until_units_are_sent_or_it_is_gone():
    rules = rules_in_force((replace(CASE, hold_s=0.0),))
    wall = Wall(rules=rules)
    assert wall.keys(a_case()) == ["case 1"]
    assert wall.keys(a_case(), after_s=9999) == ["case 1"]
    assert wall.keys(a_case(is_answered=True)) == []
    assert Wall(rules=rules).keys() == []


@pytest.mark.parametrize(("level", "wanted"), [(Level.ONE, True), (Level.TWO, False)])
def test_only_cases_as_grave_as_the_rule_says_count(level, wanted):
    assert bool(Wall().look(a_case(level=level))) is wanted


def test_a_case_that_is_regraded_counts_from_then_on_however_old():
    wall = Wall(a_case(level=Level.TWO))
    assert wall.keys(a_case(level=Level.ONE), after_s=3600) == ["case 1"]


def test_a_rule_of_some_grids_is_about_those_alone():
    wall = Wall(rules=rules_in_force((replace(CASE, grid_ids=("east",)),)))
    assert wall.keys(a_case(1), a_case(2, grid_id="east")) == ["case 2"]


def test_a_wall_that_is_switched_on_leaves_old_cases_alone_and_tells_of_calls_for_help():
    old = a_case(since=NOON - timedelta(hours=1))
    fresh = a_case(2, since=NOON - timedelta(seconds=30))
    wall = Wall(old, fresh, replace(SOS, since=NOON - timedelta(days=1)))
    assert [one.about.key for one in wall.at_work] == ["alarm s", "case 2"]


def test_a_call_for_help_stays_until_it_is_answered_and_no_rule_can_filter_it():
    """No level, no grid, no hold time, and no missing rule."""
    weak = replace(BUILT_IN_SOS, grid_ids=("west",), hold_s=1.0, level=Level.ONE)
    for rules in (rules_in_force(()), rules_in_force((weak,)), (weak,)):
        wall = Wall(rules=rules_in_force(rules))
        assert wall.keys(replace(SOS, level=Level.FOUR)) == ["alarm s"]
        assert wall.keys(SOS, after_s=100_000) == ["alarm s"]
        assert wall.keys(replace(SOS, is_answered=True)) == []


def test_one_answered_before_the_wall_has_seen_it_is_not_reacted_to():
    assert Wall().keys(replace(SOS, is_answered=True)) == []


def test_the_gravest_comes_first_and_among_equals_the_newest():
    wall = Wall()
    feed = Occurrence(trigger=WallTrigger.FEED_LOST, key="feed", since=NOON)
    short = Occurrence(trigger=WallTrigger.UNITS_BELOW_MINIMUM, key="short", since=NOON)
    wall.look(a_case(1), short, feed)
    keys = wall.keys(a_case(1), short, feed, SOS, a_case(2), after_s=1)
    assert keys == ["alarm s", "case 2", "case 1", "feed", "short"]


def test_something_that_ends_and_comes_again_is_reacted_to_again():
    feed = Occurrence(trigger=WallTrigger.FEED_LOST, key="feed", since=NOON)
    wall = Wall(feed)
    assert wall.at_work[0].is_new
    assert wall.look() == ()
    assert wall.look(feed)[0].is_new


def test_what_goes_on_is_read_off_the_situation_and_the_link():
    def alarm(alarm_id: str, kind: AlarmKind, **fields) -> Alarm:
        return Alarm(
            id=alarm_id,
            kind=kind,
            stage=AlarmStage.DUE,
            moment=NOON,
            raised_at=NOON,
            **fields,
        )

    alarms = (
        alarm("s", AlarmKind.SOS, unit_id="p-1"),
        alarm(
            "m",
            AlarmKind.UNITS_BELOW_MINIMUM,
            grid_id="west",
            status=AlarmStatus.ACKNOWLEDGED,
        ),
        alarm("d", AlarmKind.CASE_DUE, incident_id="i-1"),
    )
    case = IncidentState(
        incident=Incident(
            id="i-1",
            number="JQ-1",
            work_kind=WorkKind.POLICE_CALL,
            item_code="noise",
            title="店",
            level=Level.TWO,
            channel=Channel.HOTLINE,
            received_at=NOON,
            grid_id="west",
        ),
        assignment_ids=("x",),
        reopened=1,
    )
    situation = Situation(Snapshot(seq=1, alarms=alarms, incidents=(case,)))
    live = LinkState(status=LinkStatus.LIVE, since=NOON)
    seen = {one.key: one for one in occurrences(situation, live)}
    assert list(seen) == ["alarm s", "alarm m", "case i-1 1"]
    assert seen["case i-1 1"] == a_case(key="case i-1 1", is_answered=True, level=Level.TWO)
    assert (seen["alarm s"].unit_id, seen["alarm s"].is_answered) == ("p-1", False)
    assert (seen["alarm m"].grid_id, seen["alarm m"].is_answered) == ("west", True)
    lost = occurrences(Situation(), replace(live, status=LinkStatus.LOST))
    assert [one.trigger for one in lost] == [WallTrigger.FEED_LOST]
