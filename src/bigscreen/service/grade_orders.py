"""Rules of what is said of a case: level, handling, sensitivity, evidence, call-back."""

from bigscreen.domain.authority import Role
from bigscreen.domain.case_events import (
    CalledBack,
    EvidenceAttached,
    HandlingLevelSet,
    IncidentRegraded,
    SensitivitySet,
)
from bigscreen.domain.case_orders import (
    AttachEvidence,
    RecordCallBack,
    RegradeIncident,
    SetHandlingLevel,
    SetSensitivity,
)
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.errors import Rejected
from bigscreen.domain.incidents import IncidentStatus, WorkKind
from bigscreen.domain.progress import CallBack, CallStage, Evidence, Regrade, Satisfaction
from bigscreen.domain.refusals import Refusal
from bigscreen.domain.transitions import CALL_TRANSITIONS
from bigscreen.service import text_rules
from bigscreen.service.milestones import latest_assignment, not_on
from bigscreen.service.order import Decision, Order
from bigscreen.service.ownership import require_own_case
from bigscreen.service.rule import Rules
from bigscreen.service.stage_events import illegal_step, wrong_kind

CALL_BACK = "call_back"
"""What a call-back is called among the steps in a refusal."""


def regrade_incident(order: Order, command: RegradeIncident) -> Decision:
    """Give an open case another level; the first one and the time of registration stay known."""
    known = order.open_incident(command.incident_id, None)
    require_own_case(order, known)
    reason = text_rules.required_line("reason", command.reason)
    if known.incident.level is command.level:
        raise Rejected(Refusal.NOTHING_TO_DO)
    regrade = Regrade(
        was=known.incident.level,
        level=command.level,
        at=order.now,
        by=order.actor.name,
        reason=reason,
    )
    event = IncidentRegraded(incident_id=known.incident.id, regrade=regrade)
    return order.accept([event], incident_id=known.incident.id)


def set_handling_level(order: Order, command: SetHandlingLevel) -> Decision:
    """Say who settles an open case 分级处置, with the reason."""
    known = order.open_incident(command.incident_id, None)
    require_own_case(order, known)
    reason = text_rules.required_line("reason", command.reason)
    if known.progress.handling is command.handling:
        raise Rejected(Refusal.NOTHING_TO_DO)
    event = HandlingLevelSet(
        incident_id=known.incident.id,
        handling=command.handling,
        reason=reason,
        at=order.now,
        by=order.actor.name,
    )
    return order.accept([event], incident_id=known.incident.id)


def set_sensitivity(order: Order, command: SetSensitivity) -> Decision:
    """Say how walls may show a case; closed ones are on some walls too."""
    known = order.incident(command.incident_id)
    require_own_case(order, known)
    if known.incident.sensitivity is command.sensitivity:
        raise Rejected(Refusal.NOTHING_TO_DO)
    event = SensitivitySet(
        incident_id=known.incident.id,
        sensitivity=command.sensitivity,
        at=order.now,
        by=order.actor.name,
    )
    return order.accept([event], incident_id=known.incident.id)


def attach_evidence(order: Order, command: AttachEvidence) -> Decision:
    """Note a proof of any kind, those the catalogue wants among them; closed cases take them too.

    A unit proves what it did on the cases it was sent to, a source what its units did.
    """
    known = order.incident(command.incident_id)
    if not _own_units_were_sent(order, known):
        require_own_case(order, known)
    if order.actor.role is Role.UNIT:
        unit = order.own_unit(order.actor.name)
        if latest_assignment(order, known, unit) is None:
            raise not_on(known, unit)
    kind = text_rules.name("kind", command.kind)
    reference = text_rules.required_line("reference", command.reference)
    if any((one.kind, one.reference) == (kind, reference) for one in known.progress.evidence):
        raise Rejected(Refusal.NOTHING_TO_DO)
    proof = Evidence(kind=kind, reference=reference, at=order.now, by=order.actor.name)
    event = EvidenceAttached(incident_id=known.incident.id, evidence=proof)
    return order.accept([event], incident_id=known.incident.id)


def _own_units_were_sent(order: Order, known: IncidentState) -> bool:
    units = order.situation.units
    sent = (units[one.unit_id].unit for one in order.situation.assignments_of(known))
    return any(unit.source == order.actor.name for unit in sent)


def record_call_back(order: Order, command: RecordCallBack) -> Decision:
    """Note what the reporter of a closed police call said 回访, once unless nobody answered."""
    known = order.incident(command.incident_id)
    require_own_case(order, known)
    if known.incident.work_kind is not WorkKind.POLICE_CALL:
        raise wrong_kind(known, CALL_BACK)
    if known.status is not IncidentStatus.CLOSED:
        raise Rejected(Refusal.INCIDENT_OPEN, {"incident": known.incident.number})
    _require_unanswered(known)
    call_back = CallBack(
        satisfaction=command.satisfaction,
        text=text_rules.page("text", command.text),
        at=order.now,
        by=order.actor.name,
    )
    event = CalledBack(incident_id=known.incident.id, call_back=call_back)
    return order.accept([event], incident_id=known.incident.id)


def _require_unanswered(known: IncidentState) -> None:
    said = known.progress.call_back
    if said is not None and said.satisfaction is not Satisfaction.NOT_REACHED:
        stage = CallStage.CALLED_BACK
        raise illegal_step(known, CALL_BACK, stage, CALL_TRANSITIONS[stage])


RULES: Rules = {
    RegradeIncident: regrade_incident,
    SetHandlingLevel: set_handling_level,
    SetSensitivity: set_sensitivity,
    AttachEvidence: attach_evidence,
    RecordCallBack: record_call_back,
}
