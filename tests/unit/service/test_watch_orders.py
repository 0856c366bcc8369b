"""What the hub does by itself when time passes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.case_events import CardGiven
from bigscreen.domain.case_orders import (
    AdvanceCase,
    AdvanceHandOver,
    CreateHandOver,
    DecideExtension,
    EscalateIncident,
    RequestExtension,
)
from bigscreen.domain.centre_orders import AcknowledgeAlarm, KeepWatch, MuteAlarm
from bigscreen.domain.commands import (
    CloseIncident,
    DeclareUnits,
    RegisterIncident,
    ReopenIncident,
    SetDuty,
)
from bigscreen.domain.duty_plan import DutyPlan, Echelon, EchelonRule, Minimum
from bigscreen.domain.hand_overs import HandOverKind, HandOverStep
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.progress import CaseStep
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.units import Duty
from bigscreen.service.watch_orders import MOST_EVENTS
from tests.support.small_city import ADMIN, NOON, SOURCE, a_unit
from tests.support.watch_room import WatchRoom, clock_city

HOUR = timedelta(hours=1)


def opened(room: WatchRoom, at: float = 0) -> str:
    """Register a case and bring it to where it can be suspended, within three minutes."""
    case = room.city_case(at=at)
    for step in (CaseStep.REPORT, CaseStep.VERIFY, CaseStep.OPEN):
        room.accepted(AdvanceCase(incident_id=case, step=step))
    return case


# two-level alarms of cases


@pytest.mark.parametrize(
    ("hours", "heard"),
    [
        (2.99, []),
        (3, [("case_due", "", "early", "sounding")]),
        (3.99, [("case_due", "", "early", "sounding")]),
        (4, [("case_due", "", "due", "sounding")]),
        (400, [("case_due", "", "due", "sounding")]),
    ],
)
def test_a_case_is_warned_of_and_then_due(hours, heard) -> None:
    room = WatchRoom()
    room.city_case("litter")
    assert room.heard(hours) == heard
    assert room.heard(hours) == []  # looking again changes nothing


def test_the_alarm_at_the_deadline_takes_the_early_one_s_place() -> None:
    room = WatchRoom()
    case = room.city_case("litter")
    [early] = room.alarms_at(3.5)
    assert early.id == f"case_due:{case}:early:20260302T070000Z"
    assert (early.incident_id, early.grid_id, early.addressee) == (case, "west", "西长")
    assert (early.moment, early.raised_at) == (NOON + 3 * HOUR, NOON + 3.5 * HOUR)
    room.accepted(AcknowledgeAlarm(alarm_id=early.id))
    gone, due = room.alarms_at(4)
    assert (gone.id, gone.status) == (early.id, "cleared")
    assert (due.id, due.status) == (f"case_due:{case}:due:20260302T080000Z", "sounding")


def test_a_closed_case_has_no_alarm() -> None:
    room = WatchRoom()
    case = room.city_case("litter")
    room.look(3)
    room.accepted(CloseIncident(incident_id=case, confirm=True))
    assert room.heard(3.5) == [("case_due", "", "early", "cleared")]
    assert room.heard(5) == []
    room.accepted(ReopenIncident(incident_id=case, reason="又来"))
    assert room.heard(6) == [("case_due", "", "due", "sounding")]


def test_a_suspended_case_has_no_alarm_until_its_new_deadline() -> None:
    room = WatchRoom()
    case = opened(room)
    assert room.heard(68) == [("case_due", "", "early", "sounding")]
    room.accepted(AdvanceCase(incident_id=case, step=CaseStep.SUSPEND, reason="停工"))
    assert room.heard(69) == [("case_due", "", "early", "cleared")]
    assert room.heard(99) == []
    room.now = NOON + 100 * HOUR
    room.accepted(AdvanceCase(incident_id=case, step=CaseStep.RESUME))
    assert room.heard(100.5) == [("case_due", "", "early", "sounding")]  # four hours are left
    assert room.heard(103.9) == []
    assert room.heard(104.1)[-1] == ("case_due", "", "due", "sounding")


def test_an_alarm_answered_once_stays_answered_while_its_cause_lasts() -> None:
    room = WatchRoom()
    room.city_case("litter")
    [alarm] = room.alarms_at(4)
    room.accepted(AcknowledgeAlarm(alarm_id=alarm.id))
    assert [room.heard(hours) for hours in (5, 50, 500)] == [[], [], []]


def test_more_time_moves_an_alarm_that_sounds_already() -> None:
    room = WatchRoom()
    case = room.city_case("litter")
    room.look(3.5)
    room.accepted(RequestExtension(incident_id=case, hours=1.0, reason="材料"))
    room.accepted(DecideExtension(incident_id=case, approved=True))
    assert room.heard(3.9) == [("case_due", "", "early", "cleared")]
    assert room.heard(4) == [("case_due", "", "early", "sounding")]
    room.accepted(RequestExtension(incident_id=case, hours=0.5, reason="材料"))
    room.accepted(DecideExtension(incident_id=case, approved=True))
    gone, moved = room.alarms_at(4.6)
    assert (gone.status, moved.status) == ("cleared", "sounding")
    assert (gone.moment, moved.moment) == (NOON + 4 * HOUR, NOON + 4.5 * HOUR)


def test_a_city_without_clocks_goes_by_the_limits_of_its_items() -> None:
    room = WatchRoom(clock_city(clocks=()))
    room.city_case("litter")
    room.accepted(hand_over(room.city_case("litter", at=1)))
    assert [line[:3] for line in room.heard(4.2)] == [
        ("case_due", "", "due"),
        ("case_due", "", "early"),
    ]
    assert [line[1:3] for line in room.heard(24)][-1] == ("acknowledge", "early")


# stages


def test_each_stage_has_its_own_alarms() -> None:
    room = WatchRoom()
    case = room.city_case()
    assert room.heard(5.9) == []
    [early] = room.alarms_at(6)  # a quarter of its eight hours before
    assert early.id == f"stage_due:{case}/reported:early:20260302T100000Z"
    assert (early.detail, early.moment) == ("reported", NOON + 6 * HOUR)
    assert [alarm.status for alarm in room.alarms_at(8)] == ["cleared", "sounding"]
    room.now = NOON + 9 * HOUR
    room.accepted(AdvanceCase(incident_id=case, step=CaseStep.REPORT))
    assert room.heard(9.5) == [("stage_due", "reported", "due", "cleared")]
    assert room.heard(15.1) == [("stage_due", "verified", "early", "sounding")]
    assert room.heard(17.1)[-1] == ("stage_due", "verified", "due", "sounding")


def test_cases_of_one_item_are_warned_of_each_at_its_time() -> None:
    room = WatchRoom()
    for hours in (0, 0.5, 3):
        room.city_case(at=hours)
    assert [alarm.moment for alarm in room.alarms_at(6.5)] == [NOON + 6 * HOUR, NOON + 6.5 * HOUR]


def test_a_stage_of_a_working_clock_is_warned_of_in_working_time() -> None:
    room = WatchRoom()
    room.city_case("shop")  # Monday noon: due on Tuesday at noon, two working hours before that
    assert room.heard(21.9) == []
    assert room.heard(22) == [("stage_due", "reported", "early", "sounding")]
    assert room.heard(24)[-1] == ("stage_due", "reported", "due", "sounding")


def test_a_call_s_next_milestone_is_due_from_the_last_one() -> None:
    room = WatchRoom(units=("p-1", "p-2"))
    call = room.case()
    assert room.heard(5) == []  # the clock sets no limit for being dispatched
    room.now = NOON + 6 * HOUR
    room.assigned(call, "p-1")
    assert room.heard(7) == []
    assert room.heard(7.6) == [("stage_due", "accepted", "early", "sounding")]
    assert room.heard(8.1)[-1] == ("stage_due", "accepted", "due", "sounding")
    room.reached(call, "p-1", Milestone.ACCEPTED)
    assert room.heard(8.2) == [("stage_due", "accepted", "due", "cleared")]
    assert room.heard(9.7) == [("stage_due", "en_route", "early", "sounding")]
    room.reached(call, "p-1", Milestone.REPORTED)
    assert room.heard(20) == [("stage_due", "en_route", "early", "cleared")]


# cards


def cards(room: WatchRoom, hours: float) -> list[tuple[str, float]]:
    given = [event.card for event in room.look(hours) if isinstance(event, CardGiven)]
    return [(card.card.value, (card.at - NOON) / HOUR) for card in given]


def test_a_case_that_takes_too_long_is_shown_yellow_and_red() -> None:
    room = WatchRoom()
    case = room.city_case()
    assert cards(room, 71.9) == []
    assert cards(room, 72) == [("yellow", 72)]
    assert cards(room, 100) == []
    assert cards(room, 145) == [("red", 144)]
    assert cards(room, 999) == []
    assert room.situation.incidents[case].progress.card == "red"


def test_cards_that_came_while_the_hub_was_down_are_given_with_their_own_time() -> None:
    room = WatchRoom()
    room.city_case()
    assert cards(room, 500) == [("yellow", 72), ("red", 144)]


def test_closed_and_suspended_cases_are_shown_no_card() -> None:
    room = WatchRoom()
    closed, held = opened(room), opened(room)
    room.accepted(CloseIncident(incident_id=closed, confirm=True))
    room.accepted(AdvanceCase(incident_id=held, step=CaseStep.SUSPEND, reason="停工"))
    assert cards(room, 500) == []


# what came while nobody was there, and what makes no alarm at all


def test_what_came_due_while_the_hub_was_down_is_recorded_not_sounded() -> None:
    room = WatchRoom(running_since=NOON)
    room.city_case("litter")
    room.running_since = NOON + 10 * HOUR
    assert room.heard(10) == [("case_due", "", "due", "expired")]
    assert room.heard(11) == []


def test_an_alarm_on_record_does_not_expire_when_the_hub_starts_again() -> None:
    room = WatchRoom(running_since=NOON)
    room.city_case("litter")
    room.look(4)
    room.running_since = NOON + 10 * HOUR
    assert room.heard(10) == []


def test_drills_raise_no_alarms_and_are_shown_no_cards() -> None:
    room = WatchRoom()
    case = room.city_case(drill=True)
    room.accepted(hand_over(case))
    assert (room.heard(8), room.heard(500), cards(room, 600)) == ([], [], [])


def test_without_readable_clocks_nothing_is_raised_and_nothing_called_clear() -> None:
    """The screens show the fault instead; an alarm on record goes with its case only."""
    room = WatchRoom()
    case, other = room.city_case("litter"), room.city_case("litter")
    room.accepted(hand_over(case))
    room.look(3)
    form = room.situation.hand_overs.open()
    room.city = replace(room.city, clocks=(), clock_fault="clocks.toml: is not right")
    room.city_case("litter", at=3.2)
    assert (room.heard(50), cards(room, 999)) == ([], [])
    room.accepted(CloseIncident(incident_id=other, confirm=True))
    assert room.heard(999.5) == [("case_due", "", "early", "cleared")]
    assert len(list(form)) == 1


def test_a_hand_over_s_alarm_on_record_stays_without_readable_clocks_until_it_is_settled() -> None:
    room = WatchRoom()
    room.accepted(hand_over(room.case()))
    room.look(160)
    room.city = replace(room.city, clocks=(), clock_fault="clocks.toml: is not right")
    assert room.heard(161) == []
    [form] = room.situation.hand_overs.open()
    order = AdvanceHandOver(hand_over_id=form.id, step=HandOverStep.WITHDRAW, text="办结")
    room.accepted(order)
    assert {line[-1] for line in room.heard(162)} == {"cleared"}


# hand-overs


def hand_over(case: str) -> CreateHandOver:
    return CreateHandOver(
        incident_id=case, kind=HandOverKind.HAND_OVER, department="station", subject="噪声"
    )


def test_a_hand_over_has_alarms_as_a_whole_and_for_each_step() -> None:
    room = WatchRoom()
    call = room.case()
    room.now = NOON - timedelta(minutes=1)
    room.accepted(hand_over(call))
    room.accepted(CloseIncident(incident_id=call))
    [form] = room.situation.hand_overs.open()
    assert room.heard(17.9) == []
    [early] = room.alarms_at(18)
    assert early.id == f"hand_over_due:{form.id}/acknowledge:early:20260302T220000Z"
    assert (early.hand_over_id, early.incident_id) == (form.id, call)
    assert (early.addressee, early.grid_id) == ("派出所", "")
    assert [alarm.stage for alarm in room.alarms_at(24)] == ["early", "due"]
    room.accepted(AdvanceHandOver(hand_over_id=form.id, step=HandOverStep.ACKNOWLEDGE))
    assert room.heard(25) == [("hand_over_due", "acknowledge", "due", "cleared")]
    assert room.heard(64.1) == [("hand_over_due", "plan", "early", "sounding")]
    room.accepted(AdvanceHandOver(hand_over_id=form.id, step=HandOverStep.PLAN))
    room.look(65)
    assert room.heard(160) == [
        ("hand_over_due", "", "early", "sounding"),
        ("hand_over_due", "complete", "early", "sounding"),
    ]
    room.look(168.5)
    room.accepted(AdvanceHandOver(hand_over_id=form.id, step=HandOverStep.COMPLETE))
    assert {line[-1] for line in room.heard(170)} == {"cleared"}
    assert room.heard(999) == []


def test_two_forms_and_one_whose_clock_has_no_steps() -> None:
    room = WatchRoom()
    call = room.case()
    for clock in ("13710", "13710", "grid"):
        room.accepted(replace(hand_over(call), clock=clock))
    assert [line[:3] for line in room.heard(18.1)] == [
        ("hand_over_due", "acknowledge", "early"),
        ("hand_over_due", "acknowledge", "early"),
    ]


# units on duty


def short_city(*minimums: tuple[str, str, int]):
    lines = tuple(Minimum(grid_id=g, force_code=f, count=n) for g, f, n in minimums)
    return clock_city(plan=DutyPlan(minimums=lines))


def test_units_below_the_minimum_of_their_grid_are_called_out_once() -> None:
    room = WatchRoom(short_city(("west", "police", 3)), units=("p-1", "p-2", "p-3"))
    room.accepted(SetDuty(unit_id="p-1", duty=Duty.OFF_DUTY))
    [alarm] = room.alarms_at(1)
    assert alarm.id == "units_below_minimum:west/police:due:20260302T050000Z"
    assert (alarm.grid_id, alarm.force_code, alarm.addressee) == ("west", "police", "西长")
    assert (alarm.count, alarm.minimum, alarm.status) == (2, 3, "sounding")
    assert room.heard(2) == []
    room.accepted(SetDuty(unit_id="p-2", duty=Duty.OFF_DUTY))
    [changed] = room.alarms_at(3)
    assert (changed.id, changed.count) == (alarm.id, 1)
    for unit_id in ("p-1", "p-2"):
        room.accepted(SetDuty(unit_id=unit_id, duty=Duty.ON_DUTY))
    assert room.heard(4) == [("units_below_minimum", "", "due", "cleared")]


def test_a_unit_on_a_case_is_out_as_well() -> None:
    room = WatchRoom(short_city(("west", "police", 1)), units=("p-1",))
    room.assigned(room.case(), "p-1")
    assert room.heard(0.5) == []


def test_missing_units_are_called_out_without_readable_clocks() -> None:
    city = replace(short_city(("east", "cg", 1)), clocks=(), clock_fault="…")
    room = WatchRoom(replace(city, plan=DutyPlan()))
    room.city = city
    assert room.heard(1) == [("units_below_minimum", "", "due", "sounding")]


def test_units_are_not_missed_before_their_sources_can_have_joined() -> None:
    room = WatchRoom(short_city(("west", "police", 1)), running_since=NOON)
    assert room.heard(4.9 / 3600) == []
    [alarm] = room.alarms_at(5 / 3600)
    assert alarm.status == "sounding"
    room.running_since = NOON + HOUR  # the hub starts again, nobody has joined yet
    assert room.heard(1.001) == []
    room.accepted(DeclareUnits(units=(a_unit("p-9"),)), SOURCE)
    assert room.heard(1.1) == [("units_below_minimum", "", "due", "cleared")]


# the whole


def test_the_alarm_of_a_called_echelon_is_not_the_clock_s_but_goes_with_its_case() -> None:
    echelon = Echelon(number=1, name="一梯队", name_en="First", rules=(EchelonRule(),))
    room = WatchRoom(clock_city(plan=DutyPlan(echelons=(echelon,))), units=("p-1",))
    call = room.case()
    room.accepted(EscalateIncident(incident_id=call, reason="人多"))
    [alarm] = room.situation.alarms.open()
    assert room.heard(0.5) == []
    room.accepted(MuteAlarm(alarm_id=alarm.id, minutes=30))
    assert room.heard(2) == [("echelon_activated", "1", "due", "sounding")]
    room.accepted(CloseIncident(incident_id=call))
    assert room.heard(3) == [("echelon_activated", "1", "due", "cleared")]


def test_the_alarm_of_an_echelon_is_over_even_if_its_case_is_opened_again_at_once() -> None:
    echelon = Echelon(number=1, name="一梯队", name_en="First", rules=(EchelonRule(),))
    room = WatchRoom(clock_city(plan=DutyPlan(echelons=(echelon,))), units=("p-1",))
    call = room.case()
    escalate = EscalateIncident(incident_id=call, reason="人多")
    room.accepted(escalate)
    room.accepted(CloseIncident(incident_id=call))
    room.accepted(ReopenIncident(incident_id=call, reason="又聚集"))
    room.accepted(escalate)
    assert room.heard(1) == [("echelon_activated", "1", "due", "cleared")]
    (stands,) = room.situation.alarms.open()
    assert stands.moment == room.state(call).progress.echelons[-1].at


def test_one_look_makes_a_bounded_number_of_events_and_the_next_ones_the_rest() -> None:
    room = WatchRoom()
    for _ in range(MOST_EVENTS + 20):
        room.city_case("litter")
    counts = [len(room.look(500)) for _ in range(4)]
    assert counts[0] == MOST_EVENTS
    assert 0 < counts[1] < 40
    assert counts[2:] == [0, 0]
    assert len(list(room.situation.alarms.open())) == MOST_EVENTS + 20


def test_only_the_hub_keeps_watch() -> None:
    room = WatchRoom()
    outcome = room.refused(KeepWatch(running_since=NOON), ADMIN)
    assert outcome.code == Refusal.NOT_ALLOWED


moves = st.lists(
    st.tuples(
        st.sampled_from(["register", "close", "report", "suspend", "mute", "answer", "look"]),
        st.integers(0, 20),
        st.floats(0.1, 30),
    ),
    max_size=25,
)


@given(moves)
def test_whatever_happens_every_alarm_stands_for_one_open_cause(drawn) -> None:
    room, hours = WatchRoom(), 0.0
    items = ("litter", "vendor", "shop", "noise")
    for kind, which, wait in drawn:
        hours += wait
        room.now = NOON + hours * HOUR
        _move(room, kind, which, items)
        room.look(hours + 0.1)
        assert room.look(hours + 0.1) == []
        alarms = list(room.situation.alarms.open())
        assert len({(a.kind, a.incident_id) for a in alarms}) == len(alarms)
        for alarm in alarms:
            state = room.situation.incidents[alarm.incident_id]
            assert state.status is IncidentStatus.OPEN
            assert not state.progress.suspended
            assert alarm.moment <= room.now


def _move(room: WatchRoom, kind: str, which: int, items: tuple[str, ...]) -> None:
    cases = list(room.situation.incidents)
    alarms = list(room.situation.alarms)
    case = cases[which % len(cases)] if cases else ""
    alarm = alarms[which % len(alarms)].id if alarms else ""
    orders = {
        "register": RegisterIncident(item_code=items[which % len(items)], title="x"),
        "close": CloseIncident(incident_id=case, confirm=True),
        "report": AdvanceCase(incident_id=case, step=list(CaseStep)[which % 5]),
        "suspend": AdvanceCase(incident_id=case, step=CaseStep.SUSPEND, reason="x"),
        "mute": MuteAlarm(alarm_id=alarm, minutes=30),
        "answer": AcknowledgeAlarm(alarm_id=alarm),
    }
    if kind in orders:
        room.order(orders[kind])
