"""The one reducer: what each event changes, and what holds after any history."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigscreen.domain.assignments import MILESTONES, Milestone, StampSource
from bigscreen.domain.case_events import MilestoneCorrected
from bigscreen.domain.case_state import IncidentState, Note
from bigscreen.domain.centre_events import DutyVisited
from bigscreen.domain.events import DutyChanged, NoteAdded
from bigscreen.domain.incidents import IncidentStatus, WorkKind
from bigscreen.domain.progress import CaseLink, CaseStage, CaseStep
from bigscreen.domain.situation import CLOSED_KEPT, SequenceGap, Situation, Snapshot
from bigscreen.domain.transitions import CASE_STEPS
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


def touched(event) -> tuple[str, ...]:
    """Return the ids of the unit and of the case an event is about."""
    named = (getattr(event, "unit_id", ""), getattr(event, "incident_id", ""))
    return () if isinstance(event, DutyVisited) else tuple(one for one in named if one)


@settings(max_examples=60, deadline=None)
@given(choices(least=20, most=80))
def test_what_holds_after_any_history(drawn):
    """Nobody does two things at once, all stamps are there, and a snapshot holds all there is."""
    situation = after(*(event for order in history_of(drawn) for event in order))
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
def test_versions_grow_by_one_with_each_event(drawn):
    situation = Situation()
    for event in (event for order in history_of(drawn) for event in order):
        things = situation.units | situation.incidents
        before = {key: things[key].version for key in touched(event)}
        situation.apply(situation.seq + 1, event)
        things = situation.units | situation.incidents
        assert {key: things[key].version - 1 for key in before} == before


@settings(max_examples=60, deadline=None)
@given(choices(least=40, most=120))
def test_what_holds_of_every_case_after_any_history(drawn):
    """Stages follow the table, links have two sides, what is closed holds and counts nothing."""
    situation = after(*(event for order in history_of(drawn) for event in order))
    for case_id, state in situation.incidents.items():
        progress, closed = state.progress, state.status is IncidentStatus.CLOSED
        if state.incident.work_kind is WorkKind.POLICE_CALL:
            assert (progress.stage, progress.stages) == (None, ())
        else:
            assert progress.stage is progress.stages[-1].stage
            ended = progress.stage in (CaseStage.CLOSED, CaseStage.VOID)
            assert ended == (closed and not progress.merged_into)
        for before, entry in pairwise(progress.stages):
            by_table = CASE_STEPS[entry.step].get(before.stage) is entry.stage
            reopened = before.stage in (CaseStage.CLOSED, CaseStage.VOID)
            assert by_table or reopened or entry.step is CaseStep.CLOSE
        assert not progress.suspended or progress.deadline is None
        assert not (closed and progress.suspended) or progress.merged_into
        assert not (closed and progress.echelon)
        assert not progress.merged_into or closed
        for link in progress.links:
            other = situation.incidents[link.incident_id]
            assert CaseLink(kind=link.kind.inverse, incident_id=case_id) in other.progress.links


@settings(max_examples=60, deadline=None)
@given(choices(least=20, most=80), st.lists(st.integers(1, 9), max_size=30))
def test_in_whatever_batches_a_history_comes_the_end_is_the_same(drawn, sizes):
    """A screen that joins anywhere, any number of times, ends with the picture of the ledger."""
    events = [event for order in history_of(drawn) for event in order]
    whole = after(*events)
    situation, place = Situation(), 0
    for size in [*sizes, len(events)]:
        situation = after(*events[place : place + size], start=situation.snapshot())
        place += size
    assert situation.snapshot() == whole.snapshot()
    assert situation.unit_ids == whole.unit_ids


@settings(max_examples=60, deadline=None)
@given(choices(least=40, most=120))
def test_a_correction_stands_between_the_real_stamps_around_it(drawn):
    situation = Situation()
    for event in (event for order in history_of(drawn) for event in order):
        situation.apply(situation.seq + 1, event)
        if not isinstance(event, MilestoneCorrected):
            continue
        stamps = situation.assignments[event.assignment_id].stamps
        place = MILESTONES.index(event.milestone)
        for milestone, stamp in stamps.items():
            if stamp.how is StampSource.BACKFILLED:
                continue
            if MILESTONES.index(milestone) < place:
                assert stamp.at <= event.stamp.at
            else:
                assert stamp.at >= event.stamp.at
