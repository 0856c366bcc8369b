"""The tables both kinds of work follow, seen as a whole."""

from itertools import product

import pytest

from bigscreen.domain.assignments import MILESTONES
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.progress import (
    CallStage,
    CaseStage,
    CaseStep,
    LinkKind,
    Progress,
    Suspension,
)
from bigscreen.domain.transitions import (
    CALL_TRANSITIONS,
    CASE_LINE,
    CASE_STEPS,
    possible_steps,
    skipped_steps,
)
from tests.support.events import an_incident
from tests.support.small_city import NOON

LINE = [CaseStage.REGISTERED, *(stage for _, stage in CASE_LINE)]


def a_case(stage: CaseStage, **progress) -> IncidentState:
    return IncidentState(
        incident=an_incident(work_kind=WorkKind.CITY_CASE),
        progress=Progress(stage=stage, **progress),
    )


def test_every_step_and_stage_stands_in_the_tables():
    assert set(CASE_STEPS) == set(CaseStep)
    assert set(CALL_TRANSITIONS) == set(CallStage)
    assert {stage for ways in CASE_STEPS.values() for stage in ways.values()} | {
        CaseStage.REGISTERED
    } == set(CaseStage)


def test_the_straight_line_is_legal_all_the_way():
    for place, (step, stage) in enumerate(CASE_LINE):
        assert CASE_STEPS[step][LINE[place]] is stage
        assert step in possible_steps(a_case(LINE[place]))


@pytest.mark.parametrize("stage", [CaseStage.CLOSED, CaseStage.VOID])
def test_from_an_end_no_step_leads_on(stage):
    assert possible_steps(a_case(stage)) == ()


@pytest.mark.parametrize(("stage", "step"), list(product(LINE, CaseStep)))
def test_what_a_later_step_skips_is_the_line_between(stage, step):
    skipped = skipped_steps(stage, step)
    steps = [taken for taken, _ in CASE_LINE]
    if step not in steps or steps.index(step) <= LINE.index(stage):
        assert skipped == ()
    else:
        assert skipped[0][0] in possible_steps(a_case(stage))
        assert [*steps[LINE.index(stage) :]][: len(skipped)] == [taken for taken, _ in skipped]
        assert steps[steps.index(skipped[-1][0]) + 1] is step


def test_nothing_leads_on_from_a_void_case():
    assert skipped_steps(CaseStage.VOID, CaseStep.CLOSE) == ()


def test_a_police_call_takes_no_steps():
    assert possible_steps(IncidentState(incident=an_incident())) == ()


def test_a_suspended_case_is_resumed_and_only_then_taken_on():
    held = (Suspension(since=NOON, by="desk-1", reason="等资金"),)
    assert possible_steps(a_case(CaseStage.ROUTED, suspensions=held)) == (CaseStep.RESUME,)
    assert CaseStep.RESUME not in possible_steps(a_case(CaseStage.ROUTED))


@pytest.mark.parametrize(("before", "after"), list(product(MILESTONES, MILESTONES)))
def test_milestones_only_lead_on(before, after):
    leads_on = CallStage(after.value) in CALL_TRANSITIONS[CallStage(before.value)]
    assert leads_on == (MILESTONES.index(after) > MILESTONES.index(before))


def test_a_call_nobody_was_sent_to_is_sent_for_or_closed():
    assert CALL_TRANSITIONS[CallStage.RECEIVED] == (CallStage.DISPATCHED, CallStage.CLOSED)


@pytest.mark.parametrize("kind", LinkKind)
def test_the_inverse_of_the_inverse_is_the_link_itself(kind):
    assert kind.inverse.inverse is kind
