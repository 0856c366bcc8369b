"""The duty officer of the demo: the few orders only a desk may give, so that they can be seen."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bigscreen.city.chance import stream
from bigscreen.city.rates import Outcomes
from bigscreen.city.simulation.order_book import OrderBook
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.case_orders import (
    AdvanceHandOver,
    CreateHandOver,
    EscalateIncident,
    MergeIncident,
    RecordCallBack,
    RequestExtension,
)
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.commands import Command
from bigscreen.domain.hand_overs import HandOverKind, HandOverStatus, HandOverStep
from bigscreen.domain.incidents import IncidentStatus, Level, WorkKind
from bigscreen.domain.progress import CaseStage, Satisfaction
from bigscreen.domain.situation import Situation

_OLD = timedelta(hours=6)
"""City-management cases this old are handed over."""
_TOLD_AFTER = timedelta(minutes=3)
_ANSWERED_AFTER = timedelta(seconds=50)
_SAME_CASE_WITHIN = timedelta(minutes=10)
_MORE_HOURS = 8.0

_ESCALATED = "报警人称多人聚集，请求增援"
_EXTENDED = "需协调第三方，申请延期"
_MERGED = "同一地点重复报警"
_SUBJECT = "请依职责处置并按时反馈"
_SUPERVISED = "临近时限，请加快办理"
_RECEIVED = "已签收，安排人员到场"


class DutyOfficer:
    """Escalates one grave call, hands old cases over, merges duplicates, calls reporters back.

    It looks at the situation alone, so it goes on wherever it starts; ``run`` is different at
    every start (command ids), ``name`` is its account.
    """

    def __init__(self, city: City, outcomes: Outcomes, *, seed: int, run: str, name: str) -> None:
        self._city = city
        self._outcomes = outcomes
        self._seed = seed
        self._orders = OrderBook(run)
        self._name = name

    def advance(self, situation: Situation, now: datetime) -> tuple[tuple[str, Command], ...]:
        """Return the orders to give now, with their ids."""
        opened = list(situation.open_incidents())
        self._escalate(situation, opened)
        self._hand_over(situation, opened, now)
        self._answer_hand_overs(situation, now)
        self._merge(opened)
        self._call_back(situation, now)
        return self._orders.take()

    def _escalate(self, situation: Situation, opened: Iterable[IncidentState]) -> None:
        """Call the first echelon to a call of the gravest level once a unit is on its way."""
        calls = [state for state in opened if state.incident.work_kind is WorkKind.POLICE_CALL]
        if not self._city.plan.echelons or any(state.progress.echelons for state in calls):
            return
        for state in calls:
            if state.incident.level is Level.ONE and _is_answered(situation, state):
                self._orders.give(
                    f"{state.incident.id}:escalate",
                    EscalateIncident(incident_id=state.incident.id, reason=_ESCALATED),
                )
                return

    def _hand_over(
        self, situation: Situation, opened: Iterable[IncidentState], now: datetime
    ) -> None:
        """Hand the oldest case over, have the next one supervised, ask for time for the third."""
        departments = self._city.plan.departments
        if not departments or len(situation.hand_overs):
            return
        old = sorted(
            (
                state
                for state in opened
                if state.progress.stage in (CaseStage.ROUTED, CaseStage.HANDLED)
                and state.incident.received_at < now - _OLD
                and not state.progress.suspended
            ),
            key=lambda state: state.incident.received_at,
        )
        outside = [one.code for one in departments if not one.force] or [departments[0].code]
        for state, kind, text, department in zip(
            old,
            (HandOverKind.HAND_OVER, HandOverKind.SUPERVISION),
            (_SUBJECT, _SUPERVISED),
            (outside[0], departments[-1].code),
            strict=False,
        ):
            order = CreateHandOver(
                incident_id=state.incident.id,
                kind=kind,
                department=department,
                subject=state.incident.title,
                text=text,
            )
            self._orders.give(f"{state.incident.id}:{kind}", order)
        for state in old[2:3]:
            self._orders.give(
                f"{state.incident.id}:extend",
                RequestExtension(
                    incident_id=state.incident.id, hours=_MORE_HOURS, reason=_EXTENDED
                ),
            )

    def _answer_hand_overs(self, situation: Situation, now: datetime) -> None:
        """Receive what the officer handed over, as the department would."""
        for form in situation.hand_overs.open():
            is_due = now >= form.created_at + _ANSWERED_AFTER
            if form.status is HandOverStatus.CREATED and form.created_by == self._name and is_due:
                self._orders.give(
                    f"{form.id}:acknowledge",
                    AdvanceHandOver(
                        hand_over_id=form.id, step=HandOverStep.ACKNOWLEDGE, text=_RECEIVED
                    ),
                )

    def _merge(self, opened: Iterable[IncidentState]) -> None:
        """Merge a case nobody is on into an earlier one of the same kind at the same place."""
        first: dict[tuple[object, ...], IncidentState] = {}
        for state in sorted(opened, key=lambda one: one.incident.received_at):
            incident = state.incident
            key = (incident.item_code, incident.location)
            earlier = first.setdefault(key, state)
            if (
                earlier is not state
                and incident.location is not None
                and not state.assignment_ids
                and incident.received_at - earlier.incident.received_at < _SAME_CASE_WITHIN
            ):
                self._orders.give(
                    f"{incident.id}:merge",
                    MergeIncident(
                        incident_id=incident.id, into_id=earlier.incident.id, reason=_MERGED
                    ),
                )

    def _call_back(self, situation: Situation, now: datetime) -> None:
        """Call some reporters of closed calls back, a while after."""
        for state in situation.incidents.values():
            closed_at, progress = state.closed_at, state.progress
            if (
                state.status is IncidentStatus.CLOSED
                and state.incident.work_kind is WorkKind.POLICE_CALL
                and closed_at is not None
                and closed_at + _TOLD_AFTER < now
                and progress.call_back is None
                and progress.valid
                and not progress.merged_into
            ):
                chance = stream(self._seed, "call back", state.incident.id)
                if chance.random() < self._outcomes.called_back:
                    is_satisfied = chance.random() < self._outcomes.satisfied
                    said = Satisfaction.SATISFIED if is_satisfied else Satisfaction.NOT_SATISFIED
                    self._orders.give(
                        f"{state.incident.id}:call-back",
                        RecordCallBack(incident_id=state.incident.id, satisfaction=said),
                    )


def _is_answered(situation: Situation, state: IncidentState) -> bool:
    return any(
        assignment.is_open and Milestone.EN_ROUTE in assignment.stamps
        for assignment in situation.assignments_of(state)
    )
