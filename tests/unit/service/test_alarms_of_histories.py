"""Whatever has happened: once the hub has looked, alarms stand for what is wrong and no more."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage
from bigscreen.domain.authority import HUB
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.centre_orders import KeepWatch
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.service.dispatch import decide
from bigscreen.service.watch_orders import needs_watch
from tests.support.histories import HistoryMaker, choices
from tests.support.small_city import NOON

LONG_RUNNING = KeepWatch(running_since=NOON - timedelta(days=1))


def looked_at(drawn, later: timedelta) -> HistoryMaker:
    """Return a history after the hub has looked at it, some time after its last order."""
    made = HistoryMaker()
    for kind, which, minutes in drawn:
        made.give(kind, which, minutes)
    made.now += later
    for event in decide(made.situation, made.city, HUB, "w", LONG_RUNNING, made.now).events:
        made.situation.apply(made.situation.seq + 1, event)
    return made


def is_waiting(state: IncidentState) -> bool:
    return state.status is IncidentStatus.OPEN and not state.incident.drill


@settings(max_examples=60, deadline=None)
@given(choices(least=30, most=120), st.integers(0, 100))
def test_alarms_stand_for_what_is_wrong_and_no_more(drawn, hours) -> None:
    made = looked_at(drawn, timedelta(hours=hours))
    situation, now = made.situation, made.now
    assert not needs_watch(situation, made.city, now, LONG_RUNNING.running_since)
    overdue: list[str] = []
    for alarm in situation.alarms.open():
        needs_none = alarm.kind in {AlarmKind.UNITS_BELOW_MINIMUM, AlarmKind.SOS}
        assert needs_none or has_a_cause(made, alarm)
        if (alarm.kind, alarm.stage) == (AlarmKind.CASE_DUE, AlarmStage.DUE):
            overdue.append(alarm.incident_id)
    assert sorted(overdue) == sorted(
        state.incident.id
        for state in situation.incidents.values()
        if is_waiting(state) and state.progress.deadline and state.progress.deadline.due_at <= now
    )


@settings(max_examples=40, deadline=None)
@given(choices(least=20, most=90), st.integers(0, 100))
def test_an_sos_stays_until_somebody_ends_it_in_words(drawn, hours) -> None:
    made = HistoryMaker()
    called: set[str] = set()
    for kind, which, minutes in (*drawn, ("sos", 1, 0)):
        before = {one.id for one in made.situation.alarms.open() if one.kind is AlarmKind.SOS}
        made.give(kind, which, minutes)
        calls = [one for one in made.situation.alarms.open() if one.kind is AlarmKind.SOS]
        called |= {one.unit_id for one in calls}
        assert len({one.unit_id for one in calls}) == len(calls)
        assert all(one.muted_until is None for one in calls)
        gone = before - {one.id for one in calls}
        assert not gone or kind == "end_sos"
        assert all(made.situation.alarms.get(one).note for one in gone)
    assert called
    open_before = {one.id for one in made.situation.alarms.open() if one.kind is AlarmKind.SOS}
    made.now += timedelta(hours=hours)
    for event in decide(made.situation, made.city, HUB, "w", LONG_RUNNING, made.now).events:
        made.situation.apply(made.situation.seq + 1, event)
    after = {one.id for one in made.situation.alarms.open() if one.kind is AlarmKind.SOS}
    assert after == open_before


def has_a_cause(made: HistoryMaker, alarm: Alarm) -> bool:
    """Tell whether what an alarm is about is still so."""
    if alarm.kind is AlarmKind.HAND_OVER_DUE:
        form = made.situation.hand_overs.get(alarm.hand_over_id)
        return form is not None and not form.is_settled
    state = made.situation.incidents[alarm.incident_id]
    if alarm.kind is AlarmKind.ECHELON_ACTIVATED:
        return any(
            call.at == alarm.moment and call.stood_down_at is None
            for call in state.progress.echelons
        )
    return is_waiting(state) and not state.progress.suspended


@settings(max_examples=60, deadline=None)
@given(choices(least=30, most=120), st.integers(0, 100))
def test_a_card_is_shown_once_and_never_before_its_time(drawn, hours) -> None:
    made = looked_at(drawn, timedelta(hours=hours))
    for state in made.situation.incidents.values():
        shown = [one.card for one in state.progress.cards]
        assert len(shown) == len(set(shown))
        assert not (shown and state.incident.drill)
        assert all(state.incident.received_at < one.at <= made.now for one in state.progress.cards)
