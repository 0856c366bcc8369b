"""What the banner of an alarm says, and when it blinks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import Channel, Incident, Level, Sensitivity, WorkKind
from bigscreen.domain.occurrences import Occurrence, Reaction
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.domain.units import UnitState
from bigscreen.domain.wall_rules import BUILT_IN_SOS, WallRule, WallTone, WallTrigger
from bigscreen.viewmodels.wall_alarms import alarm_text, running
from tests.support.small_city import NOON, a_unit, small_city

CASE_RULE = WallRule(trigger=WallTrigger.CASE, centre=True, tone=WallTone.ALARM)
CITY = small_city()


def an_alarm(kind: AlarmKind, **fields) -> Alarm:
    said = {"id": "a-1", "stage": AlarmStage.DUE, "moment": NOON, "raised_at": NOON}
    return Alarm(kind=kind, **{**said, **fields})


CALL = Occurrence(
    trigger=WallTrigger.SOS,
    key="alarm a-1",
    since=NOON,
    unit_id="p-1",
    grid_id="west",
    alarm=an_alarm(AlarmKind.SOS, unit_id="p-1", detail="two\nattackers"),
)
CASE = Occurrence(
    trigger=WallTrigger.CASE, key="case i-1", since=NOON, incident_id="i-1", grid_id="west"
)
SHORT = Occurrence(
    trigger=WallTrigger.UNITS_BELOW_MINIMUM,
    key="alarm m",
    since=NOON,
    alarm=an_alarm(
        AlarmKind.UNITS_BELOW_MINIMUM, grid_id="east", force_code="cg", count=1, minimum=3
    ),
)
LOST = Occurrence(trigger=WallTrigger.FEED_LOST, key="feed", since=NOON)


def situation(**incident) -> Situation:
    case = Incident(
        id="i-1",
        number="JQ-1",
        work_kind=WorkKind.POLICE_CALL,
        item_code="noise",
        title="好又多超市",
        level=Level.ONE,
        channel=Channel.HOTLINE,
        received_at=NOON,
        grid_id="west",
        **incident,
    )
    return Situation(
        Snapshot(
            seq=1,
            units=(UnitState(unit=a_unit("p-1"), number=1),),
            incidents=(IncidentState(incident=case),),
        )
    )


def told(*going_on: Occurrence, reacting: dict[str, WallRule] | None = None, **options):
    rules = reacting if reacting is not None else {one.key: _rule(one) for one in going_on}
    reactions = [
        Reaction(rule=rules[one.key], about=one, since_s=0.0)
        for one in going_on
        if one.key in rules
    ]
    city = options.pop("city", CITY)
    shown = options.pop("situation", None) or situation()
    return alarm_text(reactions, going_on, shown, city, **options)


def _rule(one: Occurrence) -> WallRule:
    if one.trigger is WallTrigger.SOS:
        return BUILT_IN_SOS
    return CASE_RULE if one.trigger is WallTrigger.CASE else WallRule(trigger=one.trigger)


def test_nothing_is_told_where_nothing_is_going_on():
    assert told() is None
    assert told(LOST) is None


def test_a_call_for_help_says_who_where_and_what():
    text = told(CALL)
    assert (text.mark, text.title) == ("SOS", "Call for help")
    assert text.detail == "巡p-1 · West · two attackers"
    assert (text.tone, text.blinks) == (WallTone.ALARM, True)
    assert text.spoken == "Call for help. 巡p-1 · West · two attackers"
    assert running(text, NOON + timedelta(seconds=75)) == "01:15"


def test_a_unit_nobody_knows_and_a_grid_nobody_named_are_told_as_far_as_they_go():
    assert told(replace(CALL, unit_id="x-9", grid_id="", alarm=None)).detail == "x-9"
    assert told(replace(CALL, grid_id="", alarm=None)).detail == "巡p-1 · West"


def test_an_answered_call_stays_behind_everything_new_and_does_not_blink():
    answered = replace(
        CALL,
        is_answered=True,
        alarm=replace(CALL.alarm, status=AlarmStatus.ACKNOWLEDGED),
    )
    text = told(answered, reacting={})
    assert (text.title, text.blinks) == ("Call for help, answered", False)
    both = told(answered, CASE)
    assert (both.title, both.more) == ("New level Ⅰ case", "1 more")


def test_a_case_is_told_as_walls_tell_it():
    text = told(CASE)
    assert (text.mark, text.title, text.blinks) == ("Ⅰ", "New level Ⅰ case", True)
    assert text.detail == "Noise · 好又多超市 · West"
    dim = told(CASE, situation=situation(sensitivity=Sensitivity.DIM))
    assert "好又多" not in dim.detail
    gone = replace(CASE, incident_id="i-9", grid_id="")
    assert told(gone).detail == ""


def test_only_the_gravest_level_blinks_and_only_until_units_are_sent():
    second = told(replace(CASE, level=Level.TWO))
    assert (second.title, second.blinks) == ("New level Ⅱ case", False)
    sent = told(replace(CASE, is_answered=True))
    assert (sent.title, sent.blinks) == ("Level Ⅰ case, units sent", False)


def test_too_few_units_are_told_with_how_many_there_are():
    text = told(SHORT)
    assert (text.mark, text.title) == ("!", "Units below minimum")
    assert text.detail == "East · Chengguan: 1 of 3 units out"
    assert (text.tone, text.blinks) == (WallTone.WARNING, False)
    assert told(replace(SHORT, alarm=None)).detail == ""


@pytest.mark.parametrize(
    ("is_locked", "hint"), [(True, "Press F to see it on the map"), (False, "")]
)
def test_where_somebody_has_moved_the_map_a_key_is_named(is_locked, hint):
    assert told(CALL, is_locked=is_locked).hint == hint
    assert told(SHORT, is_locked=is_locked).hint == ""


def test_of_several_calls_the_newest_nobody_has_answered_is_told():
    older = replace(CALL, key="alarm a-2", unit_id="p-2", since=NOON - timedelta(minutes=5))
    text = told(older, CALL, LOST)
    assert text.detail.startswith("巡p-1")
    assert text.more == "1 more"
