"""What reports read of the centre's work: settled and forgotten things as well."""

from dataclasses import replace

import pytest

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.assignments import Correction, Milestone, Stamp, StampSource
from bigscreen.domain.case_events import MilestoneCorrected
from bigscreen.domain.centre_events import (
    AlarmChanged,
    DutyVisited,
    HandOverChanged,
    OperationChanged,
    ShiftNoted,
    ShiftStarted,
)
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.hand_overs import HandOver, HandOverKind, HandOverStatus
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.patrol import Visit
from bigscreen.domain.records import SETTLED_KEPT
from bigscreen.domain.shift import NOTES_KEPT, ShiftNote
from bigscreen.domain.situation import CLOSED_KEPT
from bigscreen.service.ports import PastCorrection, PastVisit
from bigscreen.store.opening import open_store
from tests.support.entries import record
from tests.support.events import assigned, at, closed, declared, reached, registered, stamp

DUE = Deadline(clock="day", warn_at=at(60), due_at=at(90))


def an_alarm(alarm_id: str, minutes: float, **changes) -> Alarm:
    fields = {"kind": AlarmKind.CASE_DUE, "stage": AlarmStage.DUE, "incident_id": "i1"}
    moments = {"moment": at(minutes), "raised_at": at(minutes)}
    return Alarm(**{"id": alarm_id, **fields, **moments, **changes})


def a_form(form_id: str, number: str, minutes: float = 0, **changes) -> HandOver:
    fields = {
        "kind": HandOverKind.HAND_OVER,
        "incident_id": "i1",
        "department": "urban",
        "subject": "占道",
        "text": "请处理",
        "created_by": "desk-1",
        "created_at": at(minutes),
        "deadline": DUE,
    }
    return HandOver(**{"id": form_id, "number": number, **fields, **changes})


def corrected(minutes: float, was: Stamp) -> MilestoneCorrected:
    return MilestoneCorrected(
        assignment_id="a1",
        incident_id="i1",
        unit_id="u1",
        milestone=Milestone.ON_SCENE,
        was=was,
        stamp=stamp(minutes, StampSource.HAND),
        reason="看错表",
        at=at(30),
    )


def test_alarms_are_found_by_when_they_came_due(store):
    early, late = an_alarm("a", 5), an_alarm("b", 9)
    over = replace(early, status=AlarmStatus.CLEARED)
    record(store, AlarmChanged(alarm=late), AlarmChanged(alarm=early), AlarmChanged(alarm=over))
    assert store.records.alarms_between(at(0), at(60)) == [over, late]
    assert store.records.alarms_between(at(5), at(9)) == [over]


def test_forms_are_found_by_their_number_however_old(store):
    settled = [
        a_form(f"h{n}", f"JB-{n}", n, status=HandOverStatus.COMPLETED)
        for n in range(SETTLED_KEPT + 2)
    ]
    record(store, *(HandOverChanged(hand_over=one) for one in settled))
    assert len(store.ledger.load().hand_overs) == SETTLED_KEPT
    assert store.records.hand_over("JB-0") == settled[0]
    assert store.records.hand_over("JB-x") is None
    assert store.records.hand_overs() == settled


def test_operations_are_listed_as_planned(store):
    one = JointOperation(id="o1", name="夜市", starts_at=at(0), ends_at=at(600))
    other = JointOperation(id="o2", name="渣土车", starts_at=at(-60), ends_at=at(60))
    ended = replace(one, ended_at=at(300), summary="完")
    for state in (one, other, ended):
        record(store, OperationChanged(operation=state))
    assert store.records.operations() == [ended, other]


def test_visits_outlive_their_shift_and_keep_the_grid_of_their_day(db_url):
    first, second = (Visit(duty_id="gate", unit_id="u1", at=at(n)) for n in (1, 2))
    with open_store(db_url, duty_grids={"gate": "west"}) as store:
        record(store, declared("u1"), DutyVisited(visit=first), ShiftStarted(index=1, at=at(1.5)))
    with open_store(db_url, duty_grids={"gate": "east"}) as store:
        record(store, DutyVisited(visit=second))
        assert store.ledger.load().shift.visits == (second,)
        assert (
            store.records.first_visit_at() == store.records.visits_between(at(0), at(9))[0].visit.at
        )
        assert store.records.visits_between(at(0), at(9)) == [
            PastVisit(visit=first, grid_id="west"),
            PastVisit(visit=second, grid_id="east"),
        ]
        assert len(store.records.visits_between(at(0), at(2))) == 1


def test_every_shift_note_is_kept(store):
    notes = [ShiftNote(text=f"{n}", by="desk-1", at=at(n)) for n in range(NOTES_KEPT + 1)]
    record(store, *(ShiftNoted(note=note) for note in notes))
    assert store.ledger.load().shift.notes == tuple(notes[1:])
    assert store.records.shift_notes_between(at(0), at(600)) == notes


def test_corrections_say_what_was_and_whose_it_is(store):
    was = stamp(9)
    record(store, declared("u1"), registered("i1"), assigned("a1"))
    record(store, reached(Milestone.ON_SCENE, 9), corrected(12, was))
    expected = Correction(
        milestone=Milestone.ON_SCENE,
        was=was,
        stamp=stamp(12, StampSource.HAND),
        reason="看错表",
        at=at(30),
    )
    (found,) = store.records.corrections_between(at(30), at(31))
    assert found == PastCorrection(incident_id="i1", unit_id="u1", correction=expected)
    assert store.records.corrections_between(at(31), at(99)) == []


def test_a_forgotten_case_is_still_there_with_its_units(store):
    record(store, declared("u1"), registered("old"), assigned("a1", "old"), closed("old"))
    for number in range(CLOSED_KEPT):
        record(store, registered(f"i{number}"), closed(f"i{number}"))
    assert "old" not in {state.incident.id for state in store.ledger.load().incidents}
    found = store.records.case("old")
    assert found.state.closed_at == at(40)
    assert [one.unit_id for one in found.assignments] == ["u1"]
    assert found.state.assignment_ids == ("a1",)
    assert store.records.case("never") is None


def test_records_are_read_beside_a_running_hub(db_url, store):
    record(store, AlarmChanged(alarm=an_alarm("a", 5)))
    with open_store(db_url, read_only=True) as reading:
        assert len(reading.records.alarms_between(at(0), at(9))) == 1
        record(store, HandOverChanged(hand_over=a_form("h1", "JB-1")))
        assert reading.records.hand_over("JB-1").id == "h1"


@pytest.mark.parametrize(
    ("question", "index"),
    [
        ("SELECT data FROM alarms WHERE moment >= '2026' AND moment < '2027'", "ix_alarms_moment"),
        ("SELECT * FROM duty_visits WHERE at >= '2026' AND at < '2027'", "ix_duty_visits_at"),
        ("SELECT data FROM hand_overs WHERE number = 'JB-1'", "ix_hand_overs_number"),
        ("SELECT data FROM alarms WHERE settled_seq IS NULL", "ix_alarms_settled_seq"),
    ],
)
def test_a_long_history_is_searched_by_index(store, question, index):
    with store._database.reading() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}").all()
    assert index in str(plan)
