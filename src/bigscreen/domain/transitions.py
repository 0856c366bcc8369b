"""Which steps are legal from where: the tables both kinds of work follow."""

from collections.abc import Iterable, Mapping

from bigscreen.domain.assignments import MILESTONES, Assignment
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.progress import CallStage, CaseStage, CaseStep

CASE_LINE: tuple[tuple[CaseStep, CaseStage], ...] = (
    (CaseStep.REPORT, CaseStage.REPORTED),
    (CaseStep.VERIFY, CaseStage.VERIFIED),
    (CaseStep.OPEN, CaseStage.OPENED),
    (CaseStep.ROUTE, CaseStage.ROUTED),
    (CaseStep.HANDLE, CaseStage.HANDLED),
    (CaseStep.CHECK, CaseStage.CHECKED),
    (CaseStep.FEED_BACK, CaseStage.FED_BACK),
    (CaseStep.CLOSE, CaseStage.CLOSED),
)
"""The straight way of a city-management case; a report of a later step back-fills skipped ones."""

CASE_STEPS: Mapping[CaseStep, Mapping[CaseStage, CaseStage]] = {
    CaseStep.REPORT: {CaseStage.REGISTERED: CaseStage.REPORTED},
    CaseStep.VERIFY: {CaseStage.REPORTED: CaseStage.VERIFIED},
    CaseStep.OPEN: {CaseStage.VERIFIED: CaseStage.OPENED},
    CaseStep.ROUTE: {CaseStage.OPENED: CaseStage.ROUTED},
    CaseStep.HANDLE: {CaseStage.ROUTED: CaseStage.HANDLED},
    CaseStep.CHECK: {CaseStage.HANDLED: CaseStage.CHECKED},
    CaseStep.FEED_BACK: {CaseStage.CHECKED: CaseStage.FED_BACK},
    CaseStep.CLOSE: {
        CaseStage.HANDLED: CaseStage.CLOSED,
        CaseStage.CHECKED: CaseStage.CLOSED,
        CaseStage.FED_BACK: CaseStage.CLOSED,
    },
    CaseStep.RETURN: {CaseStage.ROUTED: CaseStage.OPENED},
    CaseStep.REWORK: {
        CaseStage.HANDLED: CaseStage.ROUTED,
        CaseStage.CHECKED: CaseStage.ROUTED,
    },
    CaseStep.SUSPEND: {
        CaseStage.OPENED: CaseStage.OPENED,
        CaseStage.ROUTED: CaseStage.ROUTED,
    },
    CaseStep.RESUME: {
        CaseStage.OPENED: CaseStage.OPENED,
        CaseStage.ROUTED: CaseStage.ROUTED,
    },
    CaseStep.VOID: {
        CaseStage.REGISTERED: CaseStage.VOID,
        CaseStage.REPORTED: CaseStage.VOID,
        CaseStage.VERIFIED: CaseStage.VOID,
        CaseStage.OPENED: CaseStage.VOID,
    },
}
"""Each step with the stages it may be taken from and the stage it leads to.

A suspended case can only be resumed or voided; nothing else may be done to it.
"""

CALL_TRANSITIONS: Mapping[CallStage, tuple[CallStage, ...]] = {
    CallStage.RECEIVED: (CallStage.DISPATCHED, CallStage.CLOSED),
    CallStage.DISPATCHED: (
        CallStage.ACCEPTED,
        CallStage.EN_ROUTE,
        CallStage.ON_SCENE,
        CallStage.HANDLED,
        CallStage.REPORTED,
        CallStage.CLOSED,
    ),
    CallStage.ACCEPTED: (
        CallStage.EN_ROUTE,
        CallStage.ON_SCENE,
        CallStage.HANDLED,
        CallStage.REPORTED,
        CallStage.CLOSED,
    ),
    CallStage.EN_ROUTE: (
        CallStage.ON_SCENE,
        CallStage.HANDLED,
        CallStage.REPORTED,
        CallStage.CLOSED,
    ),
    CallStage.ON_SCENE: (CallStage.HANDLED, CallStage.REPORTED, CallStage.CLOSED),
    CallStage.HANDLED: (CallStage.REPORTED, CallStage.CLOSED),
    CallStage.REPORTED: (CallStage.CLOSED,),
    CallStage.CLOSED: (CallStage.CALLED_BACK,),
    CallStage.CALLED_BACK: (),
}
"""Where a police call, and each unit on it, can go next; a later stamp back-fills skipped ones."""


def call_stage(state: IncidentState, assignments: Iterable[Assignment]) -> CallStage:
    """Return where a police call stands, by the furthest of its units."""
    if state.status is IncidentStatus.CLOSED:
        return CallStage.CALLED_BACK if state.progress.call_back else CallStage.CLOSED
    reached = max((assignment.stage for assignment in assignments), default=0)
    return CallStage(MILESTONES[reached - 1].value) if reached else CallStage.RECEIVED


def unit_stage(assignment: Assignment) -> CallStage:
    """Return where one unit stands with its incident."""
    return CallStage(MILESTONES[assignment.stage - 1].value)


def possible_steps(state: IncidentState) -> tuple[CaseStep, ...]:
    """Return the steps a city-management case could take now, in the order of the table."""
    stage = state.progress.stage
    if stage is None:
        return ()
    could = (step for step, ways in CASE_STEPS.items() if stage in ways)
    if state.progress.suspended:
        return tuple(step for step in could if step in (CaseStep.RESUME, CaseStep.VOID))
    return tuple(step for step in could if step is not CaseStep.RESUME)


def skipped_steps(stage: CaseStage, step: CaseStep) -> tuple[tuple[CaseStep, CaseStage], ...]:
    """Return the steps of the straight way between ``stage`` and ``step``, without either."""
    stages = [CaseStage.REGISTERED, *(reached for _, reached in CASE_LINE)]
    steps = [taken for taken, _ in CASE_LINE]
    if stage not in stages or step not in steps:
        return ()
    return CASE_LINE[stages.index(stage) : steps.index(step)]
