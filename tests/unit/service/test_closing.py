"""Closing and reopening cases: when, with which disposition, and what ends with it."""

from dataclasses import replace

import pytest

from bigscreen.domain.assignments import Milestone, StampSource
from bigscreen.domain.case_events import CaseResumed, EchelonStoodDown, StagePassed
from bigscreen.domain.case_orders import (
    AdvanceCase,
    AttachEvidence,
    EscalateIncident,
    MergeIncident,
)
from bigscreen.domain.commands import CloseIncident, ReopenIncident
from bigscreen.domain.events import IncidentClosed, IncidentReopened, UnitReleased
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.progress import CaseStage, CaseStep
from tests.support.duty_city import duty_city
from tests.support.duty_room import DutyRoom
from tests.support.small_city import SOURCE

EARLY = [
    CaseStage.REGISTERED,
    CaseStage.REPORTED,
    CaseStage.VERIFIED,
    CaseStage.OPENED,
    CaseStage.ROUTED,
]
LATE = [CaseStage.HANDLED, CaseStage.CHECKED, CaseStage.FED_BACK]


@pytest.fixture
def room() -> DutyRoom:
    return DutyRoom(duty_city())


def kinds(decision) -> list[type]:
    return [type(event) for event in decision.events]


def handled(room: DutyRoom, stage: CaseStage = CaseStage.HANDLED) -> str:
    """Return a case of this stage with all the proofs it wants."""
    case = room.case_at(stage)
    if stage is CaseStage.HANDLED:
        for kind in room.city.item("vendor").evidence:
            room.accepted(AttachEvidence(incident_id=case, kind=kind, reference="1.jpg"))
    return case


@pytest.mark.parametrize("stage", LATE)
def test_a_handled_case_is_closed(room, stage) -> None:
    case = handled(room, stage)
    decision = room.order(CloseIncident(incident_id=case, disposition="done"))
    assert kinds(decision) == [StagePassed, IncidentClosed]
    state = room.state(case)
    assert (state.status, state.disposition) == (IncidentStatus.CLOSED, "done")
    assert state.progress.stage is CaseStage.CLOSED
    assert (state.progress.valid, state.progress.forced) == (True, False)


@pytest.mark.parametrize("stage", EARLY)
def test_a_desk_that_closes_too_early_is_asked_and_may_insist(room, stage) -> None:
    case = room.case_at(stage)
    outcome = room.refused(CloseIncident(incident_id=case))
    assert (outcome.code, outcome.can_confirm, outcome.incident_id) == ("illegal_step", True, case)
    assert outcome.facts["stage"] == stage.value
    assert "close" not in outcome.facts["could"]
    decision = room.order(CloseIncident(incident_id=case, confirm=True))
    assert kinds(decision) == [StagePassed, IncidentClosed]
    progress = room.state(case).progress
    assert (progress.stage, progress.forced) == (CaseStage.CLOSED, True)
    assert not any(entry.how is StampSource.BACKFILLED for entry in progress.stages)


def test_a_desk_does_not_get_round_the_proofs_by_closing(room) -> None:
    case = room.case_at(CaseStage.HANDLED)
    close = CloseIncident(incident_id=case, disposition="done")
    outcome = room.refused(close)
    assert (outcome.code, outcome.can_confirm) == ("evidence_missing", True)
    assert outcome.facts["missing"] == ["before", "after"]
    step = AdvanceCase(incident_id=case, step=CaseStep.CLOSE)
    assert room.refused(step).code == "evidence_missing"
    room.accepted(replace(close, confirm=True))
    assert room.state(case).progress.forced, "who insists is on record"


def test_what_was_never_there_needs_no_proof(room) -> None:
    case = room.case_at(CaseStage.HANDLED)
    room.accepted(CloseIncident(incident_id=case, disposition="nothing_found"))
    progress = room.state(case).progress
    assert (progress.valid, progress.forced) == (False, False)


@pytest.mark.parametrize("stage", [*EARLY, *LATE])
def test_a_source_closes_what_its_system_has_closed(room, stage) -> None:
    case = room.case(item_code="vendor", actor=SOURCE)
    for step, reached in zip(CaseStep, [*EARLY, *LATE][1:], strict=False):
        if room.state(case).progress.stage is stage:
            break
        room.step(case, step, actor=SOURCE)
        assert room.state(case).progress.stage is reached
    room.accepted(CloseIncident(incident_id=case, disposition="他们劝离了"), SOURCE)
    progress = room.state(case).progress
    assert (progress.stage, progress.forced) == (CaseStage.CLOSED, False)
    filled = [entry.stage for entry in progress.stages if entry.how is StampSource.BACKFILLED]
    skipped = [*EARLY, *LATE][[*EARLY, *LATE].index(stage) + 1 :]
    assert filled == (skipped if stage in EARLY else [])


def test_closing_is_a_step_like_others(room) -> None:
    case = room.case_at(CaseStage.FED_BACK)
    room.step(case, CaseStep.CLOSE)
    assert room.state(case).status is IncidentStatus.CLOSED


def test_a_desk_ends_a_case_by_a_code_of_its_item(room) -> None:
    case = handled(room)
    for wrong in ("劝离", "warned", "old"):
        outcome = room.refused(CloseIncident(incident_id=case, disposition=wrong))
        assert outcome.code == "unknown_disposition"
        assert outcome.facts == {"disposition": wrong, "could": ["done", "nothing_found"]}
    room.accepted(CloseIncident(incident_id=case))


@pytest.mark.parametrize(
    ("disposition", "actor_is_source", "valid"),
    [
        ("nothing_found", False, False),
        ("nothing_found", True, False),
        ("done", False, True),
        ("查无此事", True, True),
    ],
)
def test_a_disposition_may_say_that_there_was_no_case(
    room, disposition, actor_is_source, valid
) -> None:
    case = room.case(actor=SOURCE)
    order = CloseIncident(incident_id=case, disposition=disposition)
    room.accepted(order, *([SOURCE] if actor_is_source else []))
    assert room.state(case).progress.valid is valid


def test_a_city_without_codes_takes_any_words() -> None:
    room = DutyRoom()
    case = room.case()
    room.accepted(CloseIncident(incident_id=case, disposition="劝离"))
    assert room.state(case).disposition == "劝离"


def test_units_echelons_and_a_suspension_end_with_the_case(room) -> None:
    case = room.case(item_code="vendor")
    room.assigned(case, "p-1")
    room.accepted(EscalateIncident(incident_id=case, reason="人多"))
    room.accepted(EscalateIncident(incident_id=case, reason="人更多"))
    room.step(case, CaseStep.SUSPEND)
    decision = room.order(CloseIncident(incident_id=case, confirm=True))
    assert [kind for kind in kinds(decision) if kind.__name__ != "AlarmChanged"] == [
        UnitReleased,
        EchelonStoodDown,
        EchelonStoodDown,
        CaseResumed,
        StagePassed,
        IncidentClosed,
    ]
    progress = room.state(case).progress
    assert (progress.echelon, progress.suspended, progress.forced) == (0, False, True)
    assert room.situation.units["p-1"].assignment_ids == ()


def test_a_police_call_is_closed_at_any_time_and_reopened_as_it_was(room) -> None:
    case = room.case()
    assert kinds(room.order(CloseIncident(incident_id=case))) == [IncidentClosed]
    assert kinds(room.order(ReopenIncident(incident_id=case, reason="又来"))) == [IncidentReopened]
    assert room.state(case).progress.stage is None


@pytest.mark.parametrize("stage", [CaseStage.CLOSED, CaseStage.VOID])
def test_a_reopened_case_has_to_be_handled_again(room, stage) -> None:
    case = room.case_at(stage)
    decision = room.order(ReopenIncident(incident_id=case, reason="没办完"))
    assert kinds(decision) == [IncidentReopened, StagePassed]
    progress = room.state(case).progress
    last = progress.stages[-1]
    assert (progress.stage, last.step, last.reason) == (
        CaseStage.ROUTED,
        CaseStep.REWORK,
        "没办完",
    )
    assert (progress.valid, progress.forced, progress.reworks) == (True, False, 1)
    assert last.due_at is not None


def test_a_duplicate_is_not_reopened_but_unmerged(room) -> None:
    main, duplicate = room.case(), room.case()
    room.accepted(MergeIncident(incident_id=duplicate, into_id=main))
    outcome = room.refused(ReopenIncident(incident_id=duplicate, reason="又来"))
    assert outcome.code == "incident_merged"
    assert outcome.facts == {
        "incident": room.state(duplicate).incident.number,
        "into": room.state(main).incident.number,
    }


def test_a_source_may_end_a_desks_city_case_its_units_have_handled(room) -> None:
    case = room.case(item_code="vendor")
    room.assigned(case, "p-1")
    close = AdvanceCase(incident_id=case, step=CaseStep.CLOSE)
    assert room.refused(close, SOURCE).code == "incident_of_other_source"
    room.reached(case, "p-1", Milestone.HANDLED)
    room.accepted(close, SOURCE)
