"""The one reducer: what each event changes, and what holds after any history."""

import pytest
from hypothesis import given, settings

from bigscreen.domain.assignments import MILESTONES, Milestone
from bigscreen.domain.case_state import IncidentState, Note
from bigscreen.domain.events import DutyChanged, NoteAdded
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.situation import CLOSED_KEPT, SequenceGap, Situation, Snapshot
from bigscreen.domain.units import Duty, UnitStatus
from tests.support.events import (
    an_incident,
    assigned,
    at,
    closed,
    declared,
    reached,
    registered,
    released,
    reopened,
)
from tests.support.histories import choices, history_of
from tests.support.small_city import NOON


def after(*events, start: Snapshot | None = None) -> Situation:
    situation = Situation(start)
    for event in events:
        situation.apply(situation.seq + 1, event)
    return situation


def test_it_starts_empty():
    assert Situation().snapshot() == Snapshot(seq=0)


@pytest.mark.parametrize("seq", [0, 1, 3])
def test_an_event_out_of_turn_changes_nothing(seq):
    situation = after(declared("u1"))
    before = situation.snapshot()
    with pytest.raises(SequenceGap, match=f"expected event 2, got {seq}") as gap:
        situation.apply(seq, registered("i1"))
    assert (gap.value.expected, gap.value.got) == (2, seq)
    assert situation.snapshot() == before


def test_what_is_no_event_is_refused():
    situation = Situation()
    with pytest.raises(TypeError, match="not an event"):
        situation.apply(1, an_incident())
    assert situation.seq == 0


def test_a_unit_is_declared_and_declared_anew():
    situation = after(declared("u1", 7), declared("u1", 7, squad="二中队"))
    unit = situation.units["u1"]
    assert (unit.number, unit.unit.squad, unit.version) == (7, "二中队", 2)
    assert situation.unit_ids == {7: "u1"}


def test_duty_decides_what_a_free_unit_does():
    off = DutyChanged(unit_id="u1", duty=Duty.OFF_DUTY, at=NOON, by="u1")
    on = DutyChanged(unit_id="u1", duty=Duty.ON_DUTY, at=NOON, by="u1")
    assert after(declared(), off).units["u1"].status is UnitStatus.OFF_DUTY
    assert after(declared(), off, on).units["u1"].status is UnitStatus.AVAILABLE


def test_a_case_is_registered_open():
    situation = after(registered("i1"))
    assert situation.incidents["i1"] == IncidentState(incident=an_incident("i1"))


def test_an_assignment_holds_the_unit_and_stands_on_the_case():
    situation = after(declared(), registered(), assigned("a1", minutes=2))
    unit, incident = situation.units["u1"], situation.incidents["i1"]
    assert (unit.status, unit.assignment_ids, unit.version) == (UnitStatus.ASSIGNED, ("a1",), 2)
    assert (incident.assignment_ids, incident.version) == (("a1",), 2)
    work = situation.holding(unit)
    assert work.stamps[Milestone.DISPATCHED].at == at(2)
    assert list(situation.assignments_of(incident)) == [work]


def test_a_milestone_moves_the_unit_on():
    situation = after(declared(), registered(), assigned(), reached(Milestone.EN_ROUTE, 3))
    assert situation.units["u1"].status is UnitStatus.EN_ROUTE
    assert (situation.units["u1"].version, situation.incidents["i1"].version) == (3, 3)


def test_a_stacked_case_leaves_the_present_work_untouched_and_follows_it():
    situation = after(
        declared(),
        registered("i1"),
        registered("i2"),
        assigned("a1", "i1"),
        reached(Milestone.ON_SCENE, 5),
        assigned("a2", "i2", stacked=True),
    )
    assert situation.units["u1"].status is UnitStatus.ON_SCENE
    situation.apply(situation.seq + 1, released("a1", "i1"))
    unit = situation.units["u1"]
    assert (unit.status, unit.assignment_ids) == (UnitStatus.ASSIGNED, ("a2",))
    assert not situation.assignments["a2"].stacked


def test_releasing_a_stacked_case_leaves_the_present_one():
    situation = after(
        declared(),
        registered("i1"),
        registered("i2"),
        assigned("a1", "i1"),
        assigned("a2", "i2", stacked=True),
        released("a2", "i2"),
    )
    assert situation.units["u1"].assignment_ids == ("a1",)
    assert situation.assignments["a2"].released_at == at(30)
    assert situation.assignments["a2"].stacked


def test_a_released_unit_is_free():
    situation = after(declared(), registered(), assigned(), released())
    unit = situation.units["u1"]
    assert (unit.status, unit.assignment_ids) == (UnitStatus.AVAILABLE, ())
    assert situation.holding(unit) is None


def test_notes_are_kept_in_order():
    notes = [Note(text=text, by="desk-1", at=NOON) for text in ("一", "二")]
    situation = after(registered(), *(NoteAdded(incident_id="i1", note=note) for note in notes))
    assert situation.incidents["i1"].notes == tuple(notes)
    assert situation.incidents["i1"].version == 3


def test_a_case_is_closed_and_reopened():
    situation = after(registered(), closed(minutes=40))
    state = situation.incidents["i1"]
    assert (state.status, state.closed_at, state.closed_by, state.disposition) == (
        IncidentStatus.CLOSED,
        at(40),
        "desk-1",
        "劝离",
    )
    situation.apply(3, reopened())
    state = situation.incidents["i1"]
    assert (state.status, state.closed_at, state.closed_by, state.disposition) == (
        IncidentStatus.OPEN,
        None,
        "",
        "",
    )
    assert (state.reopened, state.version) == (1, 3)


def test_a_reopened_case_stands_after_those_still_open():
    situation = after(registered("i1"), registered("i2"), closed("i1"), reopened("i1"))
    assert [state.incident.id for state in situation.open_incidents()] == ["i2", "i1"]


def test_long_closed_cases_are_forgotten_with_their_assignments():
    """The one closed longest ago goes first; units keep nothing of it."""
    events = [
        declared(),
        registered("i0"),
        assigned("a0", "i0"),
        released("a0", "i0"),
        closed("i0"),
    ]
    for number in range(1, CLOSED_KEPT + 1):
        events += [registered(f"i{number}"), closed(f"i{number}")]
    situation = after(*events[:-1])
    assert "i0" in situation.incidents
    situation.apply(situation.seq + 1, events[-1])
    assert "i0" not in situation.incidents
    assert situation.assignments == {}
    assert len(situation.incidents) == CLOSED_KEPT


@settings(max_examples=60, deadline=None)
@given(choices(least=20, most=80))
def test_what_holds_after_any_history(drawn):
    """Versions only grow, nobody does two things at once, and a snapshot holds all there is."""
    situation, versions = Situation(), {}
    for events in history_of(drawn):
        for event in events:
            situation.apply(situation.seq + 1, event)
            for key, state in (*situation.units.items(), *situation.incidents.items()):
                assert state.version >= versions.get(key, 0)
                versions[key] = state.version
    for unit in situation.units.values():
        work = [situation.assignments[a] for a in unit.assignment_ids]
        assert all(one.is_open and one.unit_id == unit.unit.id for one in work)
        assert [one.stacked for one in work] == [place > 0 for place in range(len(work))]
        assert situation.unit_ids[unit.number] == unit.unit.id
    held = [a for unit in situation.units.values() for a in unit.assignment_ids]
    assert sorted(held) == sorted(a.id for a in situation.assignments.values() if a.is_open)
    for state in situation.incidents.values():
        for work in situation.assignments_of(state):
            assert work.incident_id == state.incident.id
            assert work.stage > 0
            assert set(MILESTONES[: work.stage]) == set(work.stamps)
            assert not (work.is_open and state.status is IncidentStatus.CLOSED)
    snapshot = situation.snapshot()
    assert Situation(snapshot).snapshot() == snapshot


@settings(max_examples=60, deadline=None)
@given(choices(least=20, most=80))
def test_wherever_one_starts_from_the_end_is_the_same(drawn):
    """A screen that joins half-way ends with the picture of one that saw everything."""
    events = [event for order in history_of(drawn) for event in order]
    whole = after(*events).snapshot()
    for cut in (len(events) // 3, len(events) // 2):
        joined = after(*events[cut:], start=after(*events[:cut]).snapshot())
        assert joined.snapshot() == whole
        assert joined.unit_ids == after(*events).unit_ids
