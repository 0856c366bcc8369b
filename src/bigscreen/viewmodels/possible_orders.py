"""Which orders a desk can give about a case now: a button is enabled only for these."""

from collections.abc import Callable, Mapping

from bigscreen.domain.authority import Role, may
from bigscreen.domain.case_orders import (
    AdvanceCase,
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
from bigscreen.domain.commands import AddNote, CloseIncident, Command, ReopenIncident
from bigscreen.domain.incidents import IncidentStatus, WorkKind
from bigscreen.domain.progress import CaseStep, LinkKind, Satisfaction
from bigscreen.domain.situation import Situation
from bigscreen.domain.transitions import possible_steps

TIES = frozenset({LinkKind.RELATED, LinkKind.PARENT, LinkKind.CHILD})
"""Links people make and take back themselves; the others come of merging."""

_Test = Callable[[IncidentState, Situation, City], bool]


def possible_orders(
    state: IncidentState, situation: Situation, city: City | None, role: str
) -> frozenset[type[Command]]:
    """Return the kinds of order that could be given about a case now.

    ``role`` is that of the desk's account; empty, before the hub has told it, allows none of
    the orders to be ruled out by it. What only the hub can know it still refuses.
    """
    if city is None:
        return frozenset()
    return frozenset(
        kind
        for kind, test in _TESTS.items()
        if allowed(role, kind) and test(state, situation, city)
    )


def allowed(role: str, kind: type[Command]) -> bool:
    """Tell whether an account of this role may give orders of this kind at all."""
    return not role or (role in set(Role) and may(Role(role), kind))


def steps_to_offer(state: IncidentState) -> tuple[CaseStep, ...]:
    """Return the steps of a city-management case that could be taken now, closing left out."""
    if not _is_open(state):
        return ()
    return tuple(step for step in possible_steps(state) if step is not CaseStep.CLOSE)


def other_open_cases(state: IncidentState, situation: Situation) -> list[IncidentState]:
    """Return the other open cases, the nearest first, those without a place last."""
    here = state.incident.location
    others = [one for one in situation.open_incidents() if one.incident.id != state.incident.id]

    def far(one: IncidentState) -> float:
        there = one.incident.location
        if here is None or there is None:
            return float("inf")
        return (there.lat - here.lat) ** 2 + (there.lon - here.lon) ** 2

    return sorted(others, key=far)


def _is_open(state: IncidentState) -> bool:
    return state.status is IncidentStatus.OPEN


def _other_exists(state: IncidentState, situation: Situation) -> bool:
    return any(one.incident.id != state.incident.id for one in situation.open_incidents())


def _may_be_called_back(state: IncidentState) -> bool:
    said = state.progress.call_back
    return (
        state.incident.work_kind is WorkKind.POLICE_CALL
        and not _is_open(state)
        and (said is None or said.satisfaction is Satisfaction.NOT_REACHED)
    )


def _may_be_extended(state: IncidentState) -> bool:
    progress = state.progress
    return _is_open(state) and progress.deadline is not None and progress.pending_extension is None


_TESTS: Mapping[type[Command], _Test] = {
    AddNote: lambda _state, _situation, _city: True,
    CloseIncident: lambda state, _situation, _city: _is_open(state),
    ReopenIncident: lambda state, _situation, _city: (
        not _is_open(state) and not state.progress.merged_into
    ),
    AdvanceCase: lambda state, _situation, _city: bool(steps_to_offer(state)),
    RequestExtension: lambda state, _situation, _city: _may_be_extended(state),
    DecideExtension: lambda state, _situation, _city: (
        _is_open(state) and state.progress.pending_extension is not None
    ),
    RegradeIncident: lambda state, _situation, _city: _is_open(state),
    SetHandlingLevel: lambda state, _situation, _city: _is_open(state),
    SetSensitivity: lambda _state, _situation, _city: True,
    EscalateIncident: lambda state, _situation, city: (
        _is_open(state) and any(one.number > state.progress.echelon for one in city.plan.echelons)
    ),
    StandDown: lambda state, _situation, _city: _is_open(state) and bool(state.progress.echelon),
    MergeIncident: lambda state, situation, _city: (
        _is_open(state) and _other_exists(state, situation)
    ),
    UnmergeIncident: lambda state, _situation, _city: bool(state.progress.merged_into),
    LinkIncidents: lambda state, situation, _city: _other_exists(state, situation),
    UnlinkIncidents: lambda state, _situation, _city: any(
        link.kind in TIES for link in state.progress.links
    ),
    CorrectMilestone: lambda state, situation, _city: any(
        one.stamps for one in situation.assignments_of(state)
    ),
    AttachEvidence: lambda _state, _situation, _city: True,
    RecordCallBack: lambda state, _situation, _city: _may_be_called_back(state),
    CreateHandOver: lambda state, _situation, city: (
        bool(city.plan.departments) and not state.progress.merged_into
    ),
}
