"""Decides and applies orders without hub or ledger, for tests of the rules."""

from datetime import datetime, timedelta

from bigscreen.domain.assignments import Assignment, Milestone
from bigscreen.domain.authority import Actor
from bigscreen.domain.city import City
from bigscreen.domain.commands import (
    AssignUnits,
    Command,
    DeclareUnits,
    RecordMilestone,
    RegisterIncident,
)
from bigscreen.domain.events import IncidentRegistered
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.domain.situation import Situation
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
        outcome = self.accepted(AssignUnits(incident_id=incident_id, unit_ids=unit_ids), actor)
        return [
            self.situation.assignments[f"a{seq}"]
            for seq in range(outcome.first_seq, outcome.last_seq + 1)
        ]

    def reached(
        self, incident_id: str, unit_id: str, milestone: Milestone, actor: Actor = SOURCE, at=None
    ) -> Outcome:
        """Record a milestone that has to be accepted."""
        return self.accepted(
            RecordMilestone(incident_id=incident_id, unit_id=unit_id, milestone=milestone, at=at),
            actor,
        )
