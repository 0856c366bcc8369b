"""What is asked before an order about a case, and the order the answers make."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bigscreen.domain.case_orders import (
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
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.commands import AddNote, Command, ReopenIncident
from bigscreen.domain.hand_overs import HandOverKind
from bigscreen.domain.incidents import Level, Sensitivity
from bigscreen.domain.progress import HandlingLevel, LinkKind, Satisfaction
from bigscreen.domain.situation import Situation
from bigscreen.service.extension_orders import LONGEST_HOURS, SHORTEST_HOURS
from bigscreen.ui.dispatch.ask_dialog import Choice, Field, Moment, Number, Text
from bigscreen.viewmodels import case_choices as choices
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.duty_words import (
    echelon_name,
    handling_name,
    link_kind_name,
    satisfaction_name,
    sensitivity_name,
)
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.possible_orders import TIES
from bigscreen.viewmodels.trade_words import level_name
from bigscreen.viewmodels.wording import tr

_HOURS = 24.0

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case with all an order about it may have to know."""

    state: IncidentState
    situation: Situation
    city: City
    now: datetime

    @property
    def id(self) -> str:
        """The case's id."""
        return self.state.incident.id


@dataclass(frozen=True, slots=True)
class Ask:
    """One order: its kind, the fields asked for, and the command the answers make."""

    kind: type[Command]
    fields: Callable[[Case], Sequence[Field]]
    command: Callable[[Case, Answers], Command]


def reason(*, required: bool = True) -> Text:
    """Return the field for the reason of an order."""
    return Text(name="reason", label=tr("Reason"), required=required, page=True)


def _words(name: str) -> Callable[[Case], Sequence[Field]]:
    return lambda _case: (Text(name=name, required=True, page=True),)


def _regrade(case: Case) -> Sequence[Field]:
    levels = [(level_name(one), one) for one in Level if one is not case.state.incident.level]
    return Choice(name="level", label=tr("Level"), choices=levels), reason()


def _handling(case: Case) -> Sequence[Field]:
    now = case.state.progress.handling
    levels = [(handling_name(one), one) for one in HandlingLevel if one is not now]
    return Choice(name="handling", label=tr("Who settles it"), choices=levels), reason()


def _sensitivity(case: Case) -> Sequence[Field]:
    now = case.state.incident.sensitivity
    ways = [(sensitivity_name(one), one) for one in Sensitivity if one is not now]
    return (Choice(name="sensitivity", label=tr("On walls"), choices=ways),)


def _more_time(_case: Case) -> Sequence[Field]:
    hours = Number(
        name="hours",
        label=tr("Hours of the case's clock"),
        lowest=SHORTEST_HOURS,
        highest=LONGEST_HOURS,
        value=_HOURS,
        decimals=1,
    )
    return hours, reason()


def _decision(_case: Case) -> Sequence[Field]:
    ways = [(tr("Grant more time"), True), (tr("Refuse more time"), False)]
    return Choice(name="approved", label=tr("Decision"), choices=ways), reason(required=False)


def _echelons(case: Case) -> Sequence[Field]:
    active = case.state.progress.echelon
    numbers = sorted(one.number for one in case.city.plan.echelons if one.number > active)
    named = [(echelon_name(case.city, number), number) for number in numbers]
    return Choice(name="echelon", label=tr("Echelon"), choices=named), reason()


def _other_case(case: Case, label: str, *, same: bool = False) -> Choice:
    others = choices.other_cases(case.state, case.situation, case.city, same=same)
    return Choice(name="other", label=label, choices=others)


def _tie(case: Case) -> Sequence[Field]:
    kinds = [(link_kind_name(kind), kind) for kind in LinkKind if kind in TIES]
    return (
        _other_case(case, tr("The other case")),
        Choice(name="kind", label=tr("What the other case is"), choices=kinds),
    )


def _ties(case: Case) -> Sequence[Field]:
    known = choices.tied_cases(case.state, case.situation, case.city)
    return (Choice(name="other", label=tr("The other case"), choices=known),)


def _correction(case: Case) -> Sequence[Field]:
    stamps = choices.stamps(case.state, case.situation, case.city, case.now)
    return (
        Choice(name="stamp", label=tr("Wrong time"), choices=stamps),
        Moment(
            name="at",
            label=tr("Right time"),
            value=case.now,
            zone=zone_of(case.city),
            by_choice=("stamp", choices.stamp_times(case.state, case.situation)),
        ),
        reason(),
    )


def _corrected(case: Case, said: Answers) -> Command:
    unit_id, milestone = said["stamp"]
    return CorrectMilestone(
        incident_id=case.id,
        unit_id=unit_id,
        milestone=milestone,
        at=said["at"],
        reason=said["reason"],
    )


def _evidence(case: Case) -> Sequence[Field]:
    kinds = choices.evidence_kinds(case.state, case.city)
    kind: Field = Text(name="kind", label=tr("Kind"), required=True)
    if kinds:
        kind = Choice(name="kind", label=tr("Kind"), choices=kinds)
    return kind, Text(name="reference", label=tr("Where it is kept"), required=True)


def _call_back(_case: Case) -> Sequence[Field]:
    said = [(satisfaction_name(one), one) for one in Satisfaction]
    return (
        Choice(name="satisfaction", label=tr("What the reporter said"), choices=said),
        Text(name="text", label=tr("In words"), page=True),
    )


def _form(case: Case) -> Sequence[Field]:
    return (
        Choice(name="department", label=tr("Department"), choices=choices.departments(case.city)),
        Text(
            name="subject",
            label=tr("Subject"),
            required=True,
            value=headline(case.state.incident, case.city),
        ),
        Text(name="text", label=tr("What has to be done"), page=True),
        Choice(name="clock", label=tr("Time limit"), choices=choices.clocks(case.city)),
    )


def _form_order(kind: HandOverKind) -> Ask:
    return Ask(
        CreateHandOver,
        _form,
        lambda case, said: CreateHandOver(incident_id=case.id, kind=kind, **said),
    )


ASKS: Mapping[str, Ask] = {
    "note": Ask(AddNote, _words("text"), lambda case, said: AddNote(incident_id=case.id, **said)),
    "reopen": Ask(
        ReopenIncident,
        _words("reason"),
        lambda case, said: ReopenIncident(incident_id=case.id, **said),
    ),
    "more_time": Ask(
        RequestExtension,
        _more_time,
        lambda case, said: RequestExtension(incident_id=case.id, **said),
    ),
    "decide_time": Ask(
        DecideExtension,
        _decision,
        lambda case, said: DecideExtension(incident_id=case.id, **said),
    ),
    "regrade": Ask(
        RegradeIncident,
        _regrade,
        lambda case, said: RegradeIncident(incident_id=case.id, **said),
    ),
    "handling": Ask(
        SetHandlingLevel,
        _handling,
        lambda case, said: SetHandlingLevel(incident_id=case.id, **said),
    ),
    "sensitivity": Ask(
        SetSensitivity,
        _sensitivity,
        lambda case, said: SetSensitivity(incident_id=case.id, **said),
    ),
    "escalate": Ask(
        EscalateIncident,
        _echelons,
        lambda case, said: EscalateIncident(incident_id=case.id, **said),
    ),
    "stand_down": Ask(
        StandDown,
        lambda _case: (reason(),),
        lambda case, said: StandDown(incident_id=case.id, **said),
    ),
    "merge": Ask(
        MergeIncident,
        lambda case: (
            _other_case(case, tr("The main case"), same=True),
            reason(required=False),
        ),
        lambda case, said: MergeIncident(
            incident_id=case.id, into_id=said["other"], reason=said["reason"]
        ),
    ),
    "unmerge": Ask(
        UnmergeIncident,
        lambda _case: (reason(),),
        lambda case, said: UnmergeIncident(incident_id=case.id, **said),
    ),
    "link": Ask(
        LinkIncidents,
        _tie,
        lambda case, said: LinkIncidents(
            incident_id=case.id, other_id=said["other"], kind=said["kind"]
        ),
    ),
    "unlink": Ask(
        UnlinkIncidents,
        _ties,
        lambda case, said: UnlinkIncidents(incident_id=case.id, other_id=said["other"]),
    ),
    "correct": Ask(CorrectMilestone, _correction, _corrected),
    "evidence": Ask(
        AttachEvidence,
        _evidence,
        lambda case, said: AttachEvidence(incident_id=case.id, **said),
    ),
    "call_back": Ask(
        RecordCallBack,
        _call_back,
        lambda case, said: RecordCallBack(incident_id=case.id, **said),
    ),
    "hand_over": _form_order(HandOverKind.HAND_OVER),
    "transfer": _form_order(HandOverKind.TRANSFER),
    "supervise": _form_order(HandOverKind.SUPERVISION),
}
"""The orders about a case that ask first, by the name of their action."""
