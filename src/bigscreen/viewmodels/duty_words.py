"""The words on screen for the duty model: stages, steps, cards, hand-overs, alarms, echelons."""

from collections.abc import Mapping

from bigscreen.domain.alarms import AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.city import City
from bigscreen.domain.duty_plan import Department, DutyLevel, Echelon
from bigscreen.domain.hand_overs import HandOverKind, HandOverStatus, HandOverStep
from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.progress import (
    CallStage,
    Card,
    CaseStage,
    CaseStep,
    HandlingLevel,
    LinkKind,
    Satisfaction,
)
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.wording import named, tr, tr_noop

_ECHELONS = ("", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ")

CASE_STAGES: Mapping[CaseStage, str] = {
    CaseStage.REGISTERED: tr_noop("Registered"),
    CaseStage.REPORTED: tr_noop("Reported up"),
    CaseStage.VERIFIED: tr_noop("Verified"),
    CaseStage.OPENED: tr_noop("Filed"),
    CaseStage.ROUTED: tr_noop("Routed"),
    CaseStage.HANDLED: tr_noop("Handled"),
    CaseStage.CHECKED: tr_noop("Checked"),
    CaseStage.FED_BACK: tr_noop("Fed back"),
    CaseStage.CLOSED: tr_noop("Settled"),
    CaseStage.VOID: tr_noop("Void"),
}
CASE_STEPS: Mapping[CaseStep, str] = {
    CaseStep.REPORT: tr_noop("Report up"),
    CaseStep.VERIFY: tr_noop("Verify"),
    CaseStep.OPEN: tr_noop("File the case"),
    CaseStep.ROUTE: tr_noop("Route"),
    CaseStep.HANDLE: tr_noop("Mark handled"),
    CaseStep.CHECK: tr_noop("Check passed"),
    CaseStep.FEED_BACK: tr_noop("Feed back"),
    CaseStep.CLOSE: tr_noop("Close case"),
    CaseStep.RETURN: tr_noop("Send back"),
    CaseStep.REWORK: tr_noop("Order rework"),
    CaseStep.SUSPEND: tr_noop("Suspend"),
    CaseStep.RESUME: tr_noop("Resume"),
    CaseStep.VOID: tr_noop("Void the case"),
}
CALL_STAGES: Mapping[CallStage, str] = {
    CallStage.RECEIVED: tr_noop("Received"),
    CallStage.DISPATCHED: tr_noop("Dispatched"),
    CallStage.ACCEPTED: tr_noop("Accepted"),
    CallStage.EN_ROUTE: tr_noop("En route"),
    CallStage.ON_SCENE: tr_noop("On scene"),
    CallStage.HANDLED: tr_noop("Handled"),
    CallStage.REPORTED: tr_noop("Reported"),
    CallStage.CLOSED: tr_noop("Settled"),
    CallStage.CALLED_BACK: tr_noop("Called back"),
}
CARDS: Mapping[Card, str] = {
    Card.YELLOW: tr_noop("Yellow card"),
    Card.RED: tr_noop("Red card"),
}
HANDLING_LEVELS: Mapping[HandlingLevel, str] = {
    HandlingLevel.LEVEL_TWO: tr_noop("Level-2 handling"),
    HandlingLevel.LEVEL_ONE: tr_noop("Level-1 handling"),
    HandlingLevel.SPECIAL: tr_noop("Special report"),
}
SATISFACTIONS: Mapping[Satisfaction, str] = {
    Satisfaction.SATISFIED: tr_noop("Satisfied"),
    Satisfaction.FAIRLY_SATISFIED: tr_noop("Fairly satisfied"),
    Satisfaction.NOT_SATISFIED: tr_noop("Not satisfied"),
    Satisfaction.NOT_REACHED: tr_noop("Not reached"),
}
HAND_OVER_KINDS: Mapping[HandOverKind, str] = {
    HandOverKind.HAND_OVER: tr_noop("Hand-over"),
    HandOverKind.TRANSFER: tr_noop("Transfer"),
    HandOverKind.SUPERVISION: tr_noop("Supervision"),
}
HAND_OVER_STATES: Mapping[HandOverStatus, str] = {
    HandOverStatus.CREATED: tr_noop("Sent out"),
    HandOverStatus.ACKNOWLEDGED: tr_noop("Taken on"),
    HandOverStatus.PLANNED: tr_noop("Planned"),
    HandOverStatus.COMPLETED: tr_noop("Completed"),
    HandOverStatus.RETURNED: tr_noop("Returned"),
    HandOverStatus.WITHDRAWN: tr_noop("Withdrawn"),
}
HAND_OVER_STEPS: Mapping[HandOverStep, str] = {
    HandOverStep.ACKNOWLEDGE: tr_noop("Take on"),
    HandOverStep.PLAN: tr_noop("Give the plan"),
    HandOverStep.COMPLETE: tr_noop("Complete"),
    HandOverStep.RETURN: tr_noop("Return"),
    HandOverStep.WITHDRAW: tr_noop("Withdraw"),
}
ALARM_KINDS: Mapping[AlarmKind, str] = {
    AlarmKind.CASE_DUE: tr_noop("Case limit"),
    AlarmKind.STAGE_DUE: tr_noop("Stage limit"),
    AlarmKind.HAND_OVER_DUE: tr_noop("Hand-over limit"),
    AlarmKind.UNITS_BELOW_MINIMUM: tr_noop("Too few units"),
    AlarmKind.ECHELON_ACTIVATED: tr_noop("Reinforcement"),
    AlarmKind.SOS: tr_noop("SOS"),
}
ALARM_STAGES: Mapping[AlarmStage, str] = {
    AlarmStage.EARLY: tr_noop("soon due"),
    AlarmStage.DUE: tr_noop("due"),
}
ALARM_STATES: Mapping[AlarmStatus, str] = {
    AlarmStatus.SOUNDING: tr_noop("Unanswered"),
    AlarmStatus.ACKNOWLEDGED: tr_noop("Acknowledged"),
    AlarmStatus.MUTED: tr_noop("Muted"),
    AlarmStatus.EXPIRED: tr_noop("Expired"),
    AlarmStatus.CLEARED: tr_noop("Cleared"),
}
SENSITIVITIES: Mapping[Sensitivity, str] = {
    Sensitivity.NORMAL: tr_noop("Shown on walls"),
    Sensitivity.DIM: tr_noop("Dimmed on walls"),
    Sensitivity.HIDE: tr_noop("Hidden from walls"),
}
LINK_KINDS: Mapping[LinkKind, str] = {
    LinkKind.RELATED: tr_noop("Related case"),
    LinkKind.PARENT: tr_noop("Parent case"),
    LinkKind.CHILD: tr_noop("Child case"),
    LinkKind.MAIN: tr_noop("Main case"),
    LinkKind.DUPLICATE: tr_noop("Duplicate"),
}

EVIDENCE_KINDS: Mapping[str, str] = {
    "before": tr_noop("photo before"),
    "after": tr_noop("photo after"),
    "near": tr_noop("close photo"),
    "far": tr_noop("distant photo"),
    "reference": tr_noop("reference photo"),
    "notice": tr_noop("notice served"),
    "plate": tr_noop("number plate"),
    "reading": tr_noop("reading of the meter"),
    "test_record": tr_noop("test record"),
}
"""Kinds of proof every city knows; a city's own kinds are shown as it writes them."""

CAPABILITIES: Mapping[str, str] = {
    "shield": tr_noop("shield"),
    "first_aid": tr_noop("first aid"),
    "breath_test": tr_noop("breath test"),
    "camera": tr_noop("camera"),
    "evidence_camera": tr_noop("evidence camera"),
    "tow_call": tr_noop("call for a tow truck"),
}
"""What units can do in every city; a city's own capabilities are shown as it writes them."""

CASE_BAR = tuple(stage for stage in CaseStage if stage is not CaseStage.VOID)
"""The nine stages of a city-management case, in order: the cells of its stage bar."""


def case_stage_name(stage: CaseStage) -> str:
    """Return how far a city-management case has come, in words."""
    return tr(CASE_STAGES[stage])


def case_step_name(step: CaseStep) -> str:
    """Return what is done to bring a city-management case on."""
    return tr(CASE_STEPS[step])


def call_stage_name(stage: CallStage) -> str:
    """Return how far a police call, or a unit on it, has come."""
    return tr(CALL_STAGES[stage])


def card_name(card: Card) -> str:
    """Return the word on a card."""
    return tr(CARDS[card])


def handling_name(handling: HandlingLevel) -> str:
    """Return who settles a case."""
    return tr(HANDLING_LEVELS[handling])


def satisfaction_name(satisfaction: Satisfaction) -> str:
    """Return what a reporter said when called back."""
    return tr(SATISFACTIONS[satisfaction])


def hand_over_kind_name(kind: HandOverKind) -> str:
    """Return what kind of form a hand-over is."""
    return tr(HAND_OVER_KINDS[kind])


def hand_over_state_name(status: HandOverStatus) -> str:
    """Return how far a department has come with a form."""
    return tr(HAND_OVER_STATES[status])


def hand_over_step_name(step: HandOverStep) -> str:
    """Return what is done next about a form."""
    return tr(HAND_OVER_STEPS[step])


def sensitivity_name(sensitivity: Sensitivity) -> str:
    """Return how walls show a case."""
    return tr(SENSITIVITIES[sensitivity])


def link_kind_name(kind: LinkKind) -> str:
    """Return what another case is to this one."""
    return tr(LINK_KINDS[kind])


def evidence_name(kind: str) -> str:
    """Return the name of a kind of proof."""
    return tr(EVIDENCE_KINDS[kind]) if kind in EVIDENCE_KINDS else one_line(kind)


def capability_name(capability: str) -> str:
    """Return what a unit can do or has with it."""
    known = CAPABILITIES.get(capability)
    return tr(known) if known else one_line(capability)


def clock_name(city: City | None, code: str) -> str:
    """Return a time limit's name, its code where the city does not know it."""
    known = city.clock(code) if city else None
    return one_line(named(known.name, known.name_en)) if known else one_line(code)


def echelon_numeral(number: int) -> str:
    """Return the Roman numeral of an echelon, its figure beyond the fifth."""
    return _ECHELONS[number] if 0 <= number < len(_ECHELONS) else str(number)


def echelon_name(city: City | None, number: int) -> str:
    """Return an echelon as a line says it: its numeral, and the city's name for it."""
    echelon = city.plan.echelon(number) if city else None
    word = tr("Echelon {numeral}", numeral=echelon_numeral(number))
    return f"{word} {data_name(echelon)}" if echelon else word


def department_name(city: City | None, code: str) -> str:
    """Return a department's name, its code where the city does not know it."""
    department = city.plan.department(code) if city else None
    return data_name(department) or one_line(code)


def duty_level_name(city: City | None, code: str) -> str:
    """Return the name of the duty level that holds; the city's first one for an empty code."""
    if city is None:
        return one_line(code)
    first = city.plan.levels[0] if city.plan.levels and not code else None
    return data_name(city.plan.level(code) or first) or one_line(code)


def disposition_name(city: City | None, code: str) -> str:
    """Return how a case ended: the city's name for the code, or the words as they were given."""
    known = city.disposition(code) if city else None
    return one_line(named(known.name, known.name_en)) if known else one_line(code)


def data_name(what: Department | DutyLevel | Echelon | None) -> str:
    """Return the name of something the city plans by, nothing for None."""
    return one_line(named(what.name, what.name_en)) if what else ""
