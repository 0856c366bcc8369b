"""The demo city living against the hub's own rules, without hub, socket or clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from bigscreen.app.simulate_command import load_package
from bigscreen.city.simulation.living_city import CityPackage, LivingCity, Step
from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.commands import Command
from bigscreen.domain.events import Event
from bigscreen.domain.fixes import FixTable
from bigscreen.domain.outcomes import Outcome
from bigscreen.domain.situation import Situation
from bigscreen.service.dispatch import decide
from tests.support.small_city import DESK

FOLDER = Path(__file__).parents[3] / "resources" / "demo_city"
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
"""12:00 in the city."""
SIMULATOR = Actor(name="simulator", role=Role.SOURCE)


@cache
def demo_package() -> CityPackage:
    return load_package(FOLDER)


class LivingRoom:
    """A situation, a city that lives by it, and a hand-moved clock."""

    def __init__(self, seed: int = 1, rate: float = 1.0, situation: Situation | None = None):
        self.package = demo_package()
        self.seed = seed
        self.rate = rate
        self.situation = situation or Situation()
        self.now = NOON
        self.fixes = FixTable()
        self.events: list[Event] = []
        self.refused: list[tuple[Command, Outcome]] = []
        self.ids: list[str] = []
        self.city = self.new_city("run-1")

    def new_city(self, run: str) -> LivingCity:
        return LivingCity(self.package, seed=self.seed, rate=self.rate, run=run)

    def order(self, command: Command, actor: Actor = DESK, command_id: str = "") -> Outcome:
        decision = decide(
            self.situation, self.package.city, actor, command_id or "d", command, self.now
        )
        for event in decision.events:
            self.situation.apply(self.situation.seq + 1, event)
            self.events.append(event)
        return decision.outcome

    def step(self, seconds: float = 1.0) -> Step:
        """Let the city say what it has to say, then let time pass."""
        step = self.city.advance(self.situation, self.now)
        for command_id, command in step.commands:
            self.ids.append(command_id)
            outcome = self.order(command, SIMULATOR, command_id)
            if outcome.code != "ok":
                self.refused.append((command, outcome))
        self.fixes.update(step.fixes)
        self.now += timedelta(seconds=seconds)
        return step

    def run(self, seconds: int) -> None:
        for _ in range(seconds):
            self.step()

    def until(self, condition: Callable[[], object], at_most_s: int = 3600) -> None:
        for _ in range(at_most_s):
            if condition():
                return
            self.step()
        raise AssertionError(f"not within {at_most_s} s")

    @property
    def open_cases(self):
        return list(self.situation.open_incidents())

    def stage(self, incident_id: str) -> int:
        state = self.situation.incidents[incident_id]
        return max((a.stage for a in self.situation.assignments_of(state)), default=0)
