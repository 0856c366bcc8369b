"""What a limited view is told changes its situation, and nothing else."""

from dataclasses import replace

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.records import SETTLED_KEPT, Records
from bigscreen.domain.shift import Shift
from bigscreen.domain.situation import Situation
from bigscreen.domain.view_events import ViewChanged
from tests.support.duty_records import a_form, an_alarm, an_operation
from tests.support.events import an_incident, assigned, at, closed, declared, registered


def after(*events) -> Situation:
    situation = Situation()
    for event in events:
        situation.apply(situation.seq + 1, event)
    return situation


def see(situation: Situation, **changes) -> None:
    situation.apply(situation.seq + 1, ViewChanged(**changes))


def test_an_event_that_is_no_concern_of_theirs_changes_the_number_alone():
    situation = after(declared(), registered(), assigned())
    before = situation.snapshot()
    see(situation)
    assert situation.snapshot() == replace(before, seq=before.seq + 1)


def test_all_of_another_situation_can_be_put_in_place():
    whole = after(declared(), registered("i1"), registered("i2"), assigned(), closed("i2"))
    seen = Situation()
    see(
        seen,
        units=tuple(whole.units.values()),
        incidents=tuple(whole.incidents.values()),
        assignments=tuple(whole.assignments.values()),
        alarms=(an_alarm(),),
        hand_overs=(a_form(),),
        operations=(an_operation(),),
        shift=Shift(index=1, started_at=at(0)),
    )
    assert seen.units == whole.units
    assert seen.unit_ids == whole.unit_ids
    assert seen.snapshot().incidents == whole.snapshot().incidents
    assert seen.assignments == whole.assignments
    assert [len(seen.alarms), len(seen.hand_overs), len(seen.operations)] == [1, 1, 1]
    assert seen.shift.index == 1


def test_a_case_stands_where_its_state_belongs():
    situation = after(registered("i1"), registered("i2"))
    first = situation.incidents["i1"]
    see(situation, incidents=(replace(first, status=IncidentStatus.CLOSED, version=7),))
    assert [one.incident.id for one in situation.snapshot().incidents] == ["i2", "i1"]
    assert situation.incidents["i1"].version == 7
    see(situation, incidents=(replace(first, version=8),))
    see(situation, incidents=(IncidentState(incident=an_incident("i2"), version=9),))
    assert [one.incident.id for one in situation.open_incidents()] == ["i2", "i1"]


def test_what_is_gone_is_gone_with_all_of_it_and_may_go_twice():
    situation = after(declared(), declared("u2", 2), registered(), registered("i2"))
    situation.apply(5, assigned("a1", "i1", "u1"))
    situation.apply(6, assigned("a2", "i2", "u2"))
    see(situation, alarms=(an_alarm(),), hand_overs=(a_form(),), operations=(an_operation(),))
    for _ in range(2):
        see(
            situation,
            gone_units=("u1",),
            gone_incidents=("i1",),
            gone_assignments=("a2",),
            gone_alarms=(an_alarm().id,),
            gone_hand_overs=(a_form().id,),
            gone_operations=(an_operation().id,),
        )
    assert set(situation.units) == {"u2"}
    assert situation.unit_ids == {2: "u2"}
    assert set(situation.incidents) == {"i2"}
    assert situation.assignments == {}
    assert [*situation.alarms, *situation.hand_overs, *situation.operations] == []


def test_records_stand_open_ones_first_and_the_oldest_settled_is_forgotten():
    records = Records(an_operation(id=f"o{n}", ended_at=at(n)) for n in range(SETTLED_KEPT + 1))
    assert (len(records), records.get("o0")) == (SETTLED_KEPT, None)
    records.put(an_operation(id="running"))
    assert next(iter(records)).id == "running"
    assert [one.id for one in records.open()] == ["running"]
    records.put(an_operation(id="running", ended_at=at(1)))
    assert [*records][-1].id == "running"
    records.drop("running")
    assert records.get("running") is None
