"""The simulated office: takes city-management cases along their stages, as a source reports it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bigscreen.city.simulation.case_course import CaseCourse
from bigscreen.city.simulation.order_book import OrderBook
from bigscreen.domain.assignments import Assignment, Milestone
from bigscreen.domain.case_orders import AdvanceCase, AttachEvidence
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.progress import CaseStage, CaseStep
from bigscreen.domain.transitions import possible_steps

_ON_TO_UNITS = {
    CaseStage.REGISTERED: (CaseStep.REPORT, 0.15, 45.0),
    CaseStage.REPORTED: (CaseStep.VERIFY, 0.4, 240.0),
    CaseStage.VERIFIED: (CaseStep.OPEN, 0.65, 420.0),
    CaseStage.OPENED: (CaseStep.ROUTE, 0.9, 600.0),
}
"""The next step of each stage before units are sent, after this share of the time until then,
and after this many seconds at the latest."""

_BETWEEN = timedelta(seconds=8)
"""The shortest time from one step to the next."""
_BEFORE_RETURN = timedelta(seconds=35)
_FED_BACK_AFTER = timedelta(seconds=45)
CLOSED_AFTER = timedelta(seconds=90)
"""How long after the check a case is closed."""

_VOID = "核查不属实"
_RETURNED = "非本部门职责，退回重新派遣"
_REWORKED = "核查未通过，现场仍需整改"
_SUSPENDED = "涉及第三方施工，暂缓处置"

_FIRST_EVIDENCE = "before"
"""The kind of proof that is taken when a unit arrives; the rest when it has reported."""


class CaseWork:
    """Reports the steps of city-management cases when they are due."""

    def __init__(self, city: City, orders: OrderBook) -> None:
        self._city = city
        self._orders = orders

    def prepare(
        self, state: IncidentState, course: CaseCourse, dispatch_due: datetime, now: datetime
    ) -> bool:
        """Take a case on until units can be sent; return whether they can.

        ``dispatch_due`` is when they should be.
        """
        if state.progress.suspended:
            self._resume(state, course, now)
            return False
        stage = state.progress.stage or CaseStage.REGISTERED
        received_at = state.incident.received_at
        waits = course.returns > state.progress.returns
        if stage is CaseStage.ROUTED:
            if waits:
                self._step(state, CaseStep.RETURN, self.last_step_at(state) + _BEFORE_RETURN, now)
            return not waits
        if stage not in _ON_TO_UNITS:
            return True
        if stage is CaseStage.REPORTED and course.invalid:
            self._step(state, CaseStep.VOID, self.last_step_at(state) + 3 * _BETWEEN, now)
            return False
        if stage is CaseStage.OPENED and course.hold and not state.progress.suspensions:
            self._step(state, CaseStep.SUSPEND, self.last_step_at(state) + _BETWEEN, now)
            return False
        step, share, at_most_s = _ON_TO_UNITS[stage]
        offset_s = min(at_most_s, share * (dispatch_due - received_at).total_seconds())
        due = max(received_at + timedelta(seconds=offset_s), self.last_step_at(state))
        if stage is CaseStage.OPENED and len(state.progress.stages) > len(_ON_TO_UNITS):
            due += _BETWEEN
        self._step(state, step, due, now)
        return False

    def attach(self, state: IncidentState, assignments: Iterable[Assignment]) -> None:
        """Note the proofs the catalogue asks for as units come by them."""
        item = self._city.item(state.incident.item_code)
        reached = {milestone for one in assignments for milestone in one.stamps}
        there = {proof.kind for proof in state.progress.evidence}
        for kind in item.evidence if item else ():
            needs = Milestone.ON_SCENE if kind == _FIRST_EVIDENCE else Milestone.REPORTED
            if kind not in there and needs in reached:
                self._orders.give(
                    f"{state.incident.id}:evidence:{kind}",
                    AttachEvidence(
                        incident_id=state.incident.id,
                        kind=kind,
                        reference=f"{state.incident.number}-{kind}.jpg",
                    ),
                )

    def finish(
        self, state: IncidentState, course: CaseCourse, due: datetime, now: datetime
    ) -> bool:
        """Check a case that was handled, or have it done again; return whether it may be closed."""
        if state.progress.suspended:
            return False
        match state.progress.stage:
            case CaseStage.HANDLED if course.reworks > state.progress.reworks:
                self._step(state, CaseStep.REWORK, due, now)
            case CaseStage.CHECKED:
                self._step(
                    state, CaseStep.FEED_BACK, self.last_step_at(state) + _FED_BACK_AFTER, now
                )
            case CaseStage.FED_BACK:
                return True
            case _:
                self._step(state, CaseStep.CHECK, due, now)
        return False

    def reworked_at(self, state: IncidentState) -> datetime | None:
        """Return when the case was last sent back to be done again, None when it never was."""
        again = [entry.at for entry in state.progress.stages if entry.step is CaseStep.REWORK]
        return again[-1] if again else None

    def last_step_at(self, state: IncidentState) -> datetime:
        """Return when the case last came to a stage or was resumed."""
        moments = [entry.at for entry in state.progress.stages]
        moments += [held.until for held in state.progress.suspensions if held.until is not None]
        return max(moments, default=state.incident.received_at)

    def _resume(self, state: IncidentState, course: CaseCourse, now: datetime) -> None:
        """End a suspension of the office's own; those of a desk are the desk's to end."""
        held = state.progress.suspensions[-1]
        if held.by == state.incident.source and course.hold is not None:
            self._step(state, CaseStep.RESUME, held.since + course.hold, now)

    def _step(self, state: IncidentState, step: CaseStep, due: datetime, now: datetime) -> None:
        if now < due:
            return
        reasons = {
            CaseStep.VOID: _VOID,
            CaseStep.RETURN: _RETURNED,
            CaseStep.REWORK: _REWORKED,
            CaseStep.SUSPEND: _SUSPENDED,
        }
        could = possible_steps(state)
        if step not in could and step is not CaseStep.CHECK:
            return
        turn = len(state.progress.stages) + len(state.progress.suspensions)
        self._orders.give(
            f"{state.incident.id}:{step}:{turn}",
            AdvanceCase(
                incident_id=state.incident.id,
                step=step,
                reason=reasons.get(step, ""),
                department=self._department(state) if step is CaseStep.ROUTE else "",
                at=due,
            ),
        )

    def _department(self, state: IncidentState) -> str:
        """Return who the case is routed to: a department of the lead force, the next on return."""
        item = self._city.item(state.incident.item_code)
        force = item.lead_force if item else ""
        codes = [one.code for one in self._city.plan.departments if one.force == force]
        return codes[state.progress.returns % len(codes)] if codes else ""
