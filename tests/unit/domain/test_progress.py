"""What is read off a case's progress, and the reducers that must not meet what is not theirs."""

from dataclasses import replace

import pytest

from bigscreen.domain.assignments import (
    MILESTONES,
    Milestone,
    Stamp,
    StampSource,
    corrected,
    stamped,
)
from bigscreen.domain.case_changes import progress_after
from bigscreen.domain.case_events import CaseResumed, CaseSuspended
from bigscreen.domain.progress import (
    Card,
    CardShown,
    CaseStage,
    CaseStep,
    EchelonCall,
    Progress,
    StageEntry,
)
from bigscreen.domain.shift import Shift
from bigscreen.domain.shift_changes import shift_after
from tests.support.events import at
from tests.support.small_city import NOON


def entry(stage: CaseStage, minutes: float, how=StampSource.SYSTEM, step=None) -> StageEntry:
    return StageEntry(stage=stage, step=step, at=at(minutes), by="desk-1", how=how)


def call(echelon: int, *, up: bool = True) -> EchelonCall:
    return EchelonCall(
        echelon=echelon,
        unit_ids=(),
        commander="",
        reason="人多",
        at=NOON,
        by="desk-1",
        stood_down_at=None if up else at(5),
    )


def test_a_stage_is_entered_when_somebody_first_says_so():
    progress = Progress(
        stages=(
            entry(CaseStage.VERIFIED, 0),
            entry(CaseStage.OPENED, 1, StampSource.BACKFILLED),
            entry(CaseStage.ROUTED, 2),
            entry(CaseStage.OPENED, 3, step=CaseStep.RETURN),
            entry(CaseStage.ROUTED, 4),
        )
    )
    assert progress.entered_at(CaseStage.VERIFIED) == at(0)
    assert progress.entered_at(CaseStage.ROUTED) == at(2)
    assert progress.entered_at(CaseStage.OPENED) is None
    assert progress.entered_at(CaseStage.CLOSED) is None
    assert (progress.returns, progress.reworks) == (1, 0)


def test_work_came_to_where_a_case_stood_when_it_was_closed_by_force():
    way = (entry(CaseStage.REGISTERED, 0), entry(CaseStage.ROUTED, 1), entry(CaseStage.CLOSED, 2))
    closed = Progress(stage=CaseStage.CLOSED, stages=way)
    assert closed.worked_to is CaseStage.CLOSED
    assert replace(closed, forced=True).worked_to is CaseStage.ROUTED
    assert replace(closed, forced=True, stages=way[-1:]).worked_to is CaseStage.REGISTERED
    assert Progress().worked_to is None


@pytest.mark.parametrize(
    ("shown", "card"),
    [((), None), ((Card.YELLOW,), Card.YELLOW), ((Card.YELLOW, Card.RED), Card.RED)],
)
def test_the_gravest_card_counts(shown, card):
    assert Progress(cards=tuple(CardShown(card=one, at=NOON) for one in shown)).card is card


def test_the_highest_active_echelon_counts():
    assert Progress().echelon == 0
    assert Progress(echelons=(call(1), call(2, up=False))).echelon == 1
    assert Progress(echelons=(call(1), call(2))).echelon == 2


def test_the_clocks_of_a_police_call_stop_and_run_again_too():
    held = CaseSuspended(incident_id="i1", reason="等", at=at(1), by="desk-1")
    again = CaseResumed(incident_id="i1", at=at(2), by="desk-1")
    progress = progress_after(again, progress_after(held, Progress()))
    assert (progress.suspended, progress.stages) == (False, ())
    assert progress.suspensions[0].until == at(2)


@pytest.mark.parametrize(
    ("reducer", "before"), [(progress_after, Progress()), (shift_after, Shift())]
)
def test_what_is_no_event_of_theirs_is_refused(reducer, before):
    with pytest.raises(TypeError, match="not an event"):
        reducer("nothing", before)


def test_a_correction_takes_along_what_it_filled_and_no_more():
    def stamp(minutes, how=StampSource.UNIT):
        return Stamp(at=at(minutes), by="u1", how=how)

    stamps = stamped({Milestone.DISPATCHED: stamp(0)}, Milestone.EN_ROUTE, stamp(4))
    stamps = stamped(stamps, Milestone.HANDLED, stamp(9))
    after = corrected(stamps, Milestone.HANDLED, stamp(6, StampSource.HAND))
    assert [after[one].at for one in MILESTONES[:5]] == [at(0), at(4), at(4), at(6), at(6)]
    assert after[Milestone.ON_SCENE].how is StampSource.BACKFILLED
    assert stamps[Milestone.ON_SCENE].at == at(9)
    alone = corrected({Milestone.ON_SCENE: stamp(3)}, Milestone.ON_SCENE, stamp(2))
    assert alone == {Milestone.ON_SCENE: stamp(2)}
