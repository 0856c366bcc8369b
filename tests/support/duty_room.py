"""Decides and applies orders without hub or ledger, for tests of the rules."""

from datetime import datetime, timedelta

from bigscreen.domain.assignments import Assignment, Milestone
from bigscreen.domain.authority import Actor
from bigscreen.domain.case_orders import AdvanceCase, AttachEvidence
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City
from bigscreen.domain.commands import (
    AssignUnits,
    Command,
    DeclareUnits,
    RecordMilestone,
    RegisterIncident,
)
from bigscreen.domain.events import IncidentRegistered, UnitAssigned
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.progress import CaseStage, CaseStep
from bigscreen.domain.situation import Situation
from bigscreen.domain.transitions import CASE_LINE
from bigscreen.service.dispatch import decide
from bigscreen.service.order import Decision
from bigscreen.service.ports import RegisteredCase
from tests.support.small_city import DESK, NOON, SOURCE, a_unit, small_city


class DutyRoom:
    """A situation that orders are given to one after the other; a minute passes with each."""

    def __init__(self, city: City | None = None, units: tuple[str, ...] = ("p-1", "p-2", "p-3")):
        self.city = city or small_city()
        self.situation = Situation()
        self.now: datetime = NOON
        self.registered: dict[tuple[str, str], RegisteredCase] = {}
        self._given = 0
        if units:
            self.accepted(DeclareUnits(units=tuple(a_unit(u) for u in units)), SOURCE)

    def order(self, command: Command, actor: Actor = DESK) -> Decision:
        """Decide an order and apply its events."""
        self._given += 1
        self.now += timedelta(minutes=1)
        known = self.registered.get((actor.name, getattr(command, "reference", "").strip()))
        decision = decide(
            self.situation,
            self.city,
            actor,
            f"c{self._given}",
            command,
            self.now,
            registered=known,
        )
        for event in decision.events:
            self.situation.apply(self.situation.seq + 1, event)
            if isinstance(event, IncidentRegistered) and event.incident.reference:
                case = event.incident
                self.registered[case.source, case.reference] = RegisteredCase(
                    incident_id=case.id, number=case.number
                )
        return decision

    def accepted(self, command: Command, actor: Actor = DESK) -> Outcome:
        """Give an order that has to be accepted."""
        outcome = self.order(command, actor).outcome
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
        assert outcome.code == "ok"
        return outcome

    def refused(self, command: Command, actor: Actor = DESK) -> Outcome:
        """Give an order that has to be refused, and see that nothing has happened."""
        before = self.situation.seq
        decision = self.order(command, actor)
        assert decision.outcome.status is OutcomeStatus.REFUSED, decision.outcome
        assert decision.events == ()
        assert (decision.outcome.first_seq, decision.outcome.last_seq) == (0, 0)
        assert self.situation.seq == before
        return decision.outcome

    def case(self, actor: Actor = DESK, **fields) -> str:
        """Register a case and return its id."""
        return self.accepted(
            RegisterIncident(**{"item_code": "noise", "title": "吵", **fields}), actor
        ).incident_id

    def assigned(self, incident_id: str, *unit_ids: str, actor: Actor = DESK) -> list[Assignment]:
        """Assign units and return their assignments."""
        decision = self.order(AssignUnits(incident_id=incident_id, unit_ids=unit_ids), actor)
        assert decision.outcome.code == "ok", decision.outcome
        return [
            self.situation.assignments[event.assignment_id]
            for event in decision.events
            if isinstance(event, UnitAssigned)
        ]

    def state(self, incident_id: str) -> IncidentState:
        """Return a case as it stands."""
        return self.situation.incidents[incident_id]

    def step(self, incident_id: str, *steps: CaseStep, actor: Actor = DESK) -> None:
        """Take a city-management case along these steps; all of them have to be accepted."""
        for step in steps:
            self.accepted(AdvanceCase(incident_id=incident_id, step=step, reason="说明"), actor)

    def case_at(self, stage: CaseStage) -> str:
        """Register a vendor case, take it to a stage by orders and return its id."""
        incident_id = self.case(item_code="vendor")
        if stage is CaseStage.VOID:
            self.step(incident_id, CaseStep.VOID)
        for step, reached in CASE_LINE if stage is not CaseStage.VOID else ():
            if self.state(incident_id).progress.stage is stage:
                break
            if step is CaseStep.CHECK:
                for kind in self.city.item("vendor").evidence:
                    proof = AttachEvidence(incident_id=incident_id, kind=kind, reference=kind)
                    self.accepted(proof)
            self.step(incident_id, step)
            assert self.state(incident_id).progress.stage is reached
        return incident_id

    def reached(
        self, incident_id: str, unit_id: str, milestone: Milestone, actor: Actor = SOURCE, at=None
    ) -> Outcome:
        """Record a milestone that has to be accepted."""
        return self.accepted(
            RecordMilestone(incident_id=incident_id, unit_id=unit_id, milestone=milestone, at=at),
            actor,
        )
