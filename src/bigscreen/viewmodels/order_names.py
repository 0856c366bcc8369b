"""What each order is called, on its notice and in its record."""

from collections.abc import Mapping

from bigscreen.domain.case_orders import (
    AdvanceCase,
    AdvanceHandOver,
    AttachEvidence,
    CorrectMilestone,
    CreateHandOver,
    DecideExtension,
    EscalateIncident,
    LinkIncidents,
    MergeIncident,
    RecordCallBack,
    RegradeIncident,
    RequestExtension,
    SetHandlingLevel,
    SetSensitivity,
    StandDown,
    UnlinkIncidents,
    UnmergeIncident,
)
from bigscreen.domain.centre_orders import (
    AcknowledgeAlarm,
    AddShiftNote,
    EndOperation,
    EndSos,
    MuteAlarm,
    PlanOperation,
    RaiseSos,
    SetDutyLevel,
)
from bigscreen.domain.city import City
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    Command,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
    ReopenIncident,
    SetDuty,
)
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty
from bigscreen.viewmodels.candidate_rows import call_signs, order_text
from bigscreen.viewmodels.duty_words import (
    case_step_name,
    department_name,
    duty_level_name,
    hand_over_kind_name,
    hand_over_step_name,
    handling_name,
    sensitivity_name,
)
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import level_name, milestone_name
from bigscreen.viewmodels.wording import tr, tr_noop

_NAMES: Mapping[type[Command], str] = {
    AddNote: tr_noop("Note"),
    CloseIncident: tr_noop("Close case"),
    ReopenIncident: tr_noop("Reopen case"),
    RegisterIncident: tr_noop("Register case"),
    RequestExtension: tr_noop("Ask for more time"),
    EscalateIncident: tr_noop("Call reinforcement"),
    StandDown: tr_noop("Stand reinforcement down"),
    MergeIncident: tr_noop("Merge into another case"),
    UnmergeIncident: tr_noop("Undo the merging"),
    LinkIncidents: tr_noop("Link cases"),
    UnlinkIncidents: tr_noop("Unlink cases"),
    AttachEvidence: tr_noop("Note evidence"),
    RecordCallBack: tr_noop("Record the call-back"),
    AcknowledgeAlarm: tr_noop("Acknowledge alarm"),
    EndSos: tr_noop("End the SOS"),
    AddShiftNote: tr_noop("Shift note"),
    PlanOperation: tr_noop("Plan joint operation"),
    EndOperation: tr_noop("End joint operation"),
}

_ANY = tr_noop("Order")


def command_name(  # noqa: PLR0911 - one line a kind of order
    command: Command, situation: Situation, city: City | None
) -> str:
    """Return what an order is called."""
    match command:
        case AssignUnits():
            return order_text(command.unit_ids, situation, city)
        case ReleaseUnit():
            return tr("Release {unit}", unit=call_signs([command.unit_id], situation))
        case RecordMilestone() | CorrectMilestone():
            template = (
                tr_noop("Record {unit} {milestone}")
                if isinstance(command, RecordMilestone)
                else tr_noop("Correct {unit} {milestone}")
            )
            return tr(
                template,
                unit=call_signs([command.unit_id], situation),
                milestone=milestone_name(command.milestone),
            )
        case CreateHandOver():
            kind, to = hand_over_kind_name(command.kind), department_name(city, command.department)
            return tr("{kind} to {department}", kind=kind, department=to)
        case AdvanceHandOver():
            known = situation.hand_overs.get(command.hand_over_id)
            step = hand_over_step_name(command.step)
            return f"{step} {one_line(known.number)}" if known else step
        case SetDuty():
            on = command.duty is Duty.ON_DUTY
            said = tr_noop("Put {unit} on duty") if on else tr_noop("Put {unit} off duty")
            return tr(said, unit=call_signs([command.unit_id], situation))
        case RaiseSos():
            return tr("SOS for {unit}", unit=call_signs([command.unit_id], situation))
        case SetDutyLevel():
            return tr("Duty: {level}", level=duty_level_name(city, command.level))
        case _:
            return _value_named(command) or tr(_NAMES.get(type(command), _ANY))


def _value_named(command: Command) -> str:  # noqa: PLR0911 - one line a kind of order
    """Return the name of an order that is called what it sets; nothing for any other."""
    match command:
        case AdvanceCase():
            return case_step_name(command.step)
        case DecideExtension():
            return tr("Grant more time") if command.approved else tr("Refuse more time")
        case RegradeIncident():
            return tr("Regrade to {level}", level=level_name(command.level))
        case SetHandlingLevel():
            return handling_name(command.handling)
        case SetSensitivity():
            return sensitivity_name(command.sensitivity)
        case MuteAlarm():
            return tr("Mute alarm for {n} min", n=command.minutes)
        case _:
            return ""
