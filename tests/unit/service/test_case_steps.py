"""The steps of a city-management case: the table, reports that skip, units that bring it on."""

from datetime import timedelta
from itertools import product

import pytest

from bigscreen.domain.assignments import Milestone, StampSource
from bigscreen.domain.authority import HUB
from bigscreen.domain.case_events import CaseResumed, StagePassed
from bigscreen.domain.case_orders import (
    AdvanceCase,
    AttachEvidence,
    CorrectMilestone,
    DecideExtension,
    RequestExtension,
)
from bigscreen.domain.commands import AssignUnits, RecordMilestone
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.progress import CaseStage, CaseStep
from bigscreen.domain.transitions import CASE_LINE, CASE_STEPS, possible_steps
from bigscreen.service.case_steps import NEED_REASON
from tests.support.duty_city import duty_city
from tests.support.duty_room import DutyRoom
from tests.support.small_city import DESK, NOON, OTHER_SOURCE, SOURCE

OPEN_STAGES = [stage for stage in CaseStage if stage not in (CaseStage.CLOSED, CaseStage.VOID)]

AFTER_LUNCH = NOON + timedelta(hours=1, minutes=30)
"""The clock of the vendor cases runs in working hours; nobody works at noon."""


@pytest.fixture
def room() -> DutyRoom:
    return DutyRoom(duty_city())


def advance(incident_id: str, step: CaseStep, **fields) -> AdvanceCase:
    return AdvanceCase(incident_id=incident_id, step=step, **{"reason": "说明", **fields})


def entries(room: DutyRoom, incident_id: str) -> list[tuple[str, str, str]]:
    """Return stage, step and how of each stage the case came to."""
    return [
        (one.stage.value, one.step.value if one.step else "", one.how.value)
        for one in room.state(incident_id).progress.stages
    ]


@pytest.mark.parametrize(("stage", "step"), list(product(OPEN_STAGES, CaseStep)))
def test_an_order_follows_the_table_or_is_told_what_could_be_done(room, stage, step) -> None:
    case = room.case_at(stage)
    for kind in ("before", "after"):
        room.order(AttachEvidence(incident_id=case, kind=kind, reference="照片"))
    could = [one.value for one, ways in CASE_STEPS.items() if stage in ways]
    could = [one for one in could if one != CaseStep.RESUME]
    outcome = room.order(advance(case, step)).outcome
    if step in could:
        assert outcome.code == "ok"
        assert room.state(case).progress.stage is CASE_STEPS[step][stage]
    else:
        assert outcome.code == "illegal_step"
        assert outcome.facts == {
            "incident": room.state(case).incident.number,
            "stage": stage.value,
            "step": step.value,
            "could": could,
        }


@pytest.mark.parametrize("stage", [CaseStage.CLOSED, CaseStage.VOID])
@pytest.mark.parametrize("step", CaseStep)
def test_nothing_is_done_about_a_case_that_has_ended(room, stage, step) -> None:
    assert room.refused(advance(room.case_at(stage), step)).code == "incident_closed"


@pytest.mark.parametrize("stage", [CaseStage.OPENED, CaseStage.ROUTED])
@pytest.mark.parametrize("step", CaseStep)
@pytest.mark.parametrize("actor", [DESK, SOURCE], ids=["order", "report"])
def test_a_suspended_case_can_only_be_resumed_or_voided(room, stage, step, actor) -> None:
    case = room.case(item_code="vendor", actor=SOURCE)
    room.step(case, *(taken for taken, _ in CASE_LINE[: OPEN_STAGES.index(stage)]))
    room.step(case, CaseStep.SUSPEND)
    legal = [CaseStep.RESUME, CaseStep.VOID][: 2 if stage is CaseStage.OPENED else 1]
    outcome = room.order(advance(case, step), actor).outcome
    if step in legal:
        assert outcome.code == "ok"
    else:
        assert (outcome.code, outcome.facts["could"]) == ("illegal_step", legal)


def test_a_police_call_has_no_such_steps(room) -> None:
    case = room.case()
    outcome = room.refused(advance(case, CaseStep.OPEN))
    assert outcome.code == "wrong_kind_of_work"
    assert outcome.facts == {
        "incident": room.state(case).incident.number,
        "work_kind": "police_call",
        "step": "open",
    }
    assert room.state(case).progress.stage is None
    assert possible_steps(room.state(case)) == ()


def test_each_stage_says_when_who_and_when_the_next_is_due(room) -> None:
    case = room.case_at(CaseStage.OPENED)
    *_, opened = room.state(case).progress.stages
    assert (opened.at, opened.by, opened.how) == (room.now, "desk-1", StampSource.SYSTEM)
    assert opened.due_at is not None
    assert opened.due_at > room.now


def test_a_report_fills_what_it_skips(room) -> None:
    case = room.case(item_code="vendor", actor=SOURCE)
    at = room.now - timedelta(minutes=3)
    room.accepted(advance(case, CaseStep.ROUTE, department="works", at=at), SOURCE)
    assert entries(room, case) == [
        ("registered", "", "system"),
        ("reported", "report", "backfilled"),
        ("verified", "verify", "backfilled"),
        ("opened", "open", "backfilled"),
        ("routed", "route", "system"),
    ]
    progress = room.state(case).progress
    assert {entry.at for entry in progress.stages[1:]} == {at}
    assert [entry.due_at is None for entry in progress.stages[1:]] == [True, True, True, False]
    assert progress.stages[-1].department == "works"
    assert progress.entered_at(CaseStage.OPENED) is None


@pytest.mark.parametrize("step", [CaseStep.REPORT, CaseStep.RETURN, CaseStep.REWORK])
def test_a_report_goes_neither_back_nor_aside_but_by_the_table(room, step) -> None:
    case = room.case(item_code="vendor", actor=SOURCE)
    room.step(case, CaseStep.VERIFY, actor=SOURCE)
    outcome = room.refused(advance(case, step), SOURCE)
    assert (outcome.code, outcome.facts["could"]) == ("illegal_step", ["open", "void"])


def test_a_source_reports_steps_of_its_own_cases_only(room) -> None:
    case = room.case(item_code="vendor", actor=SOURCE)
    outcome = room.refused(advance(case, CaseStep.REPORT), OTHER_SOURCE)
    assert outcome.code == "incident_of_other_source"


@pytest.mark.parametrize("step", sorted(NEED_REASON))
def test_going_back_or_stopping_needs_a_reason(room, step) -> None:
    case = room.case_at(next(iter(CASE_STEPS[step])))
    outcome = room.refused(advance(case, step, reason="  "))
    assert (outcome.code, outcome.facts) == ("text_missing", {"field": "reason"})


def test_a_case_is_routed_to_a_department_of_the_city(room) -> None:
    case = room.case_at(CaseStage.OPENED)
    outcome = room.refused(advance(case, CaseStep.ROUTE, department="mars"))
    assert outcome.code == "unknown_department"
    assert outcome.facts == {"department": "mars", "could": ["station", "works"]}
    room.accepted(advance(case, CaseStep.ROUTE, department="works"))
    assert room.state(case).progress.stages[-1].department == "works"


def test_rework_goes_to_whoever_had_it(room) -> None:
    case = room.case_at(CaseStage.OPENED)
    room.accepted(advance(case, CaseStep.ROUTE, department="works"))
    room.step(case, CaseStep.HANDLE, CaseStep.REWORK)
    progress = room.state(case).progress
    assert (progress.stage, progress.stages[-1].department) == (CaseStage.ROUTED, "works")
    assert (progress.reworks, progress.returns) == (1, 0)


def test_a_returned_case_waits_to_be_routed_again(room) -> None:
    case = room.case_at(CaseStage.ROUTED)
    room.step(case, CaseStep.RETURN)
    progress = room.state(case).progress
    assert (progress.stage, progress.returns) == (CaseStage.OPENED, 1)
    assert progress.stages[-1].reason == "说明"


def test_a_case_is_checked_with_all_its_evidence_only(room) -> None:
    case = room.case_at(CaseStage.HANDLED)
    room.accepted(AttachEvidence(incident_id=case, kind="after", reference="p-2.jpg"))
    outcome = room.refused(advance(case, CaseStep.CHECK))
    assert outcome.code == "evidence_missing"
    assert outcome.facts == {"incident": room.state(case).incident.number, "missing": ["before"]}
    room.accepted(AttachEvidence(incident_id=case, kind="before", reference="p-1.jpg"))
    room.step(case, CaseStep.CHECK)


def test_what_another_system_has_checked_is_checked(room) -> None:
    case = room.case(item_code="vendor", actor=SOURCE)
    room.step(case, CaseStep.CHECK, actor=SOURCE)
    assert room.state(case).progress.stage is CaseStage.CHECKED


def test_suspension_stops_the_clocks_and_resuming_moves_them_by_as_much(room) -> None:
    room.now = AFTER_LUNCH
    case = room.case_at(CaseStage.ROUTED)
    before = room.state(case).progress
    room.step(case, CaseStep.SUSPEND)
    held = room.state(case).progress
    assert held.suspended
    assert (held.stage, held.deadline) == (CaseStage.ROUTED, None)
    since = room.now
    room.now = since + timedelta(minutes=9)
    room.step(case, CaseStep.RESUME)
    after = room.state(case).progress
    pause = after.suspensions[-1].until - since
    assert pause == timedelta(minutes=10)
    assert after.deadline.due_at == before.deadline.due_at + pause
    assert after.stages[-1].due_at == before.stages[-1].due_at + pause


def test_a_clock_does_not_run_again_before_it_stopped(room) -> None:
    case = room.case(item_code="vendor", actor=SOURCE)
    room.step(case, CaseStep.OPEN, CaseStep.SUSPEND, actor=SOURCE)
    since = room.now
    outcome = room.refused(advance(case, CaseStep.RESUME, at=since - timedelta(minutes=1)), SOURCE)
    assert (outcome.code, outcome.facts["lowest"]) == ("value_out_of_range", since.isoformat())


def test_time_granted_while_suspended_counts_when_the_case_is_resumed(room) -> None:
    room.now = AFTER_LUNCH
    case = room.case_at(CaseStage.ROUTED)
    before = room.state(case).progress.deadline.due_at
    room.accepted(RequestExtension(incident_id=case, hours=1.0, reason="要时间"))
    room.step(case, CaseStep.SUSPEND)
    room.accepted(DecideExtension(incident_id=case, approved=True))
    assert room.state(case).progress.deadline is None
    room.step(case, CaseStep.RESUME)
    progress = room.state(case).progress
    pause = progress.suspensions[-1].until - progress.suspensions[-1].since
    assert progress.deadline.due_at == before + pause + timedelta(hours=1)


def test_a_voided_case_is_closed_and_was_none(room) -> None:
    case = room.case_at(CaseStage.OPENED)
    room.step(case, CaseStep.VOID)
    state = room.state(case)
    assert (state.status, state.progress.stage) == (IncidentStatus.CLOSED, CaseStage.VOID)
    assert not state.progress.valid


def test_voiding_ends_a_suspension_too(room) -> None:
    case = room.case_at(CaseStage.OPENED)
    room.step(case, CaseStep.SUSPEND)
    decision = room.order(advance(case, CaseStep.VOID))
    assert any(isinstance(event, CaseResumed) for event in decision.events)
    assert not room.state(case).progress.suspended


# --- what units do brings a case on -----------------------------------------------------------


@pytest.mark.parametrize("stage", OPEN_STAGES)
def test_sending_units_routes_a_case_that_was_not(room, stage) -> None:
    case = room.case_at(stage)
    before = entries(room, case)
    decision = room.order(AssignUnits(incident_id=case, unit_ids=("p-1",)))
    passed = [event.entry for event in decision.events if isinstance(event, StagePassed)]
    if OPEN_STAGES.index(stage) < OPEN_STAGES.index(CaseStage.ROUTED):
        assert room.state(case).progress.stage is CaseStage.ROUTED
        assert [entry.how for entry in passed[:-1]] == [StampSource.BACKFILLED] * (len(passed) - 1)
        assert (passed[-1].how, passed[-1].at) == (StampSource.SYSTEM, room.now)
    else:
        assert entries(room, case) == before


def test_no_unit_is_sent_to_a_suspended_case(room) -> None:
    case = room.case_at(CaseStage.ROUTED)
    room.step(case, CaseStep.SUSPEND)
    outcome = room.refused(AssignUnits(incident_id=case, unit_ids=("p-1",)))
    assert (outcome.code, outcome.facts["could"]) == ("illegal_step", ["resume"])


@pytest.mark.parametrize("milestone", [Milestone.HANDLED, Milestone.REPORTED])
def test_a_unit_that_has_handled_a_case_brings_it_to_the_check(room, milestone) -> None:
    case = room.case(item_code="vendor")
    room.assigned(case, "p-1", "p-2")
    room.reached(case, "p-1", Milestone.ON_SCENE)
    assert room.state(case).progress.stage is CaseStage.ROUTED
    room.reached(case, "p-1", milestone)
    last = room.state(case).progress.stages[-1]
    assert (last.stage, last.step, last.by) == (CaseStage.HANDLED, CaseStep.HANDLE, "simulator")
    room.reached(case, "p-2", Milestone.HANDLED)
    assert room.state(case).progress.stages[-1] == last


def test_the_report_after_the_handling_does_not_end_the_rework(room) -> None:
    case = room.case(item_code="vendor")
    room.assigned(case, "p-1")
    room.reached(case, "p-1", Milestone.HANDLED)
    room.step(case, CaseStep.REWORK)
    room.reached(case, "p-1", Milestone.REPORTED)
    assert room.state(case).progress.stage is CaseStage.ROUTED


def test_who_does_it_again_is_sent_again(room) -> None:
    """Milestones are written once: a unit kept on the case could never say that it is done."""
    case = room.case(item_code="vendor")
    done, busy = room.assigned(case, "p-1", "p-2")
    room.reached(case, "p-1", Milestone.HANDLED)
    room.accepted(advance(case, CaseStep.REWORK, reason="仍有占道"))
    left = room.situation.assignments[done.id]
    assert (left.is_open, left.release_reason) == (False, "仍有占道")
    assert room.situation.assignments[busy.id].is_open, "who has not finished goes on"
    (again,) = room.assigned(case, "p-1")
    room.reached(case, "p-1", Milestone.HANDLED)
    assert room.state(case).progress.stage is CaseStage.HANDLED
    assert again.id != done.id


def test_a_unit_of_a_suspended_case_does_not_bring_it_on(room) -> None:
    case = room.case(item_code="vendor")
    room.assigned(case, "p-1")
    room.step(case, CaseStep.SUSPEND)
    room.reached(case, "p-1", Milestone.HANDLED)
    assert room.state(case).progress.stage is CaseStage.ROUTED


def test_the_hub_gives_no_orders_on_cases(room) -> None:
    case = room.case_at(CaseStage.ROUTED)
    for command in (
        advance(case, CaseStep.HANDLE),
        RecordMilestone(incident_id=case, unit_id="p-1", milestone=Milestone.HANDLED),
        CorrectMilestone(
            incident_id=case, unit_id="p-1", milestone=Milestone.HANDLED, at=room.now, reason="x"
        ),
    ):
        assert room.refused(command, HUB).code == "not_allowed"
