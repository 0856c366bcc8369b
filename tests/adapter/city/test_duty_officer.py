"""The duty officer of the demo shows what only desks order, through the hub's own rules."""

from dataclasses import replace

import pytest

from bigscreen.city.rates import Outcomes
from bigscreen.city.simulation.duty_officer import DutyOfficer
from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.case_events import CalledBack, EchelonActivated
from bigscreen.domain.centre_events import HandOverChanged
from bigscreen.domain.hand_overs import HandOverKind, HandOverStatus
from bigscreen.domain.situation import Situation, Snapshot
from tests.adapter.city.living_room import LivingRoom

OFFICER = Actor(name="duty-officer", role=Role.DESK)


class OfficersRoom(LivingRoom):
    """A living city with a duty officer who looks every five seconds."""

    def __init__(self, rate: float, outcomes: Outcomes) -> None:
        super().__init__(rate=rate)
        self.package = replace(self.package, rates=replace(self.package.rates, outcomes=outcomes))
        self.city = self.new_city("run")
        self.officer = self.new_officer("desk-1")
        self.answers: list[tuple[object, str]] = []

    def new_officer(self, run: str) -> DutyOfficer:
        return DutyOfficer(
            self.package.city, self.package.rates.outcomes, seed=1, run=run, name=OFFICER.name
        )

    def live(self, seconds: int) -> None:
        for _ in range(seconds // 5):
            self.run(5)
            for command_id, command in self.officer.advance(self.situation, self.now):
                outcome = self.order(command, OFFICER, command_id)
                self.answers.append((command, outcome.code))


@pytest.fixture
def room() -> OfficersRoom:
    room = OfficersRoom(3.0, Outcomes(duplicates=0.2, called_back=0.6, satisfied=0.7))
    room.live(120)
    return room


def test_within_two_minutes_there_is_a_hand_over_an_escalation_and_a_wish(room) -> None:
    forms = list(room.situation.hand_overs)
    assert {form.kind for form in forms} == {HandOverKind.HAND_OVER, HandOverKind.SUPERVISION}
    assert any(isinstance(event, EchelonActivated) for event in room.events)
    escalated = [state for state in room.open_cases if state.progress.echelon == 1]
    assert len(escalated) == 1
    assert any(state.progress.pending_extension for state in room.open_cases)
    assert {form.status for form in forms} == {HandOverStatus.ACKNOWLEDGED}


def test_all_orders_are_ones_the_hub_takes(room) -> None:
    room.live(1500)
    assert {code for _, code in room.answers} == {"ok"}
    merged = [s for s in room.situation.incidents.values() if s.progress.merged_into]
    assert merged
    for state in merged:
        main = room.situation.incidents[state.progress.merged_into].incident
        assert (main.item_code, main.location) == (
            state.incident.item_code,
            state.incident.location,
        )
    told = [event.call_back for event in room.events if isinstance(event, CalledBack)]
    assert len({call_back.satisfaction for call_back in told}) == 2


def test_an_officer_who_comes_later_orders_nothing_twice(room) -> None:
    later = room.new_officer("desk-2")
    forms = sum(isinstance(event, HandOverChanged) for event in room.events)
    for command_id, command in later.advance(room.situation, room.now):
        assert room.order(command, OFFICER, command_id).code == "ok"
    assert sum(isinstance(event, HandOverChanged) for event in room.events) == forms


def test_an_empty_centre_asks_nothing_of_the_officer(room) -> None:
    assert room.new_officer("desk-3").advance(Situation(Snapshot(seq=0)), room.now) == ()
