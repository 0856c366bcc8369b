"""Which alarms have to stand at a moment, as plain values that are quick to compare."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage
from bigscreen.domain.case_events import CardGiven
from bigscreen.domain.city import City
from bigscreen.domain.clocks import Clock, TimeBasis, later, stage_warn_hours
from bigscreen.domain.progress import CaseStage
from bigscreen.service.deadlines import awaited_stage


class Standing(NamedTuple):
    """How an alarm has to stand; ``moment`` is None where it is worked out once it is raised.

    ``detail`` is the stage or step it is about, empty for a whole case or form.
    """

    stage: AlarmStage
    moment: datetime | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """All alarms that have to stand, never two about the same, and the cards to be shown.

    ``cases`` and ``stages`` by incident; ``hand_overs`` by form and step (:func:`form_key`);
    ``shortages`` by grid and force (:func:`place_key`).
    """

    cases: dict[str, Standing] = field(default_factory=dict)
    stages: dict[str, Standing] = field(default_factory=dict)
    hand_overs: dict[str, Standing] = field(default_factory=dict)
    shortages: dict[str, Standing] = field(default_factory=dict)
    cards: list[CardGiven] = field(default_factory=list)

    def take(self, alarm: Alarm) -> bool:
        """Take off what an alarm on record stands for, and tell whether there was such a thing."""
        # In the order of how many there are: this is asked for every open alarm, every second.
        if alarm.kind is AlarmKind.CASE_DUE:
            wanted, subject = self.cases, alarm.incident_id
        elif alarm.kind is AlarmKind.STAGE_DUE:
            wanted, subject = self.stages, alarm.incident_id
        elif alarm.kind is AlarmKind.HAND_OVER_DUE:
            wanted, subject = self.hand_overs, form_key(alarm.hand_over_id, alarm.detail)
        elif alarm.kind is AlarmKind.UNITS_BELOW_MINIMUM:
            wanted, subject = self.shortages, place_key(alarm.grid_id, alarm.force_code)
        else:
            return False
        standing = wanted.get(subject)
        if standing is None:
            return False
        stage, moment, detail = standing
        if stage is not alarm.stage or detail != alarm.detail:
            return False
        if moment is not None and moment != alarm.moment:
            return False
        del wanted[subject]
        return True


def form_key(hand_over_id: str, step: str) -> str:
    """Return what a form, or a step of it, is called on a board."""
    return f"{hand_over_id}/{step}"


def form_of(key: str) -> str:
    """Return the id of the form a key of :func:`form_key` is of."""
    return key.partition("/")[0]


def place_key(grid_id: str, force_code: str) -> str:
    """Return what a force in a grid is called on a board."""
    return f"{grid_id}/{force_code}"


def alarm_id(kind: AlarmKind, subject: str, stage: AlarmStage, moment: datetime) -> str:
    """Return the id of an alarm, the same whoever works it out and however often."""
    return f"{kind}:{subject}:{stage}:{moment:%Y%m%dT%H%M%SZ}"


class Horizon:
    """How far ahead a stage that falls due is warned of ``now``, by item and stage.

    A stage is warned of from the moment on at which the rest of its time is shorter than the
    warning. Looked at from now, that is a moment ahead, the same for all cases: so one step
    along the calendar serves them all. ``farthest`` is beyond all of these.
    """

    def __init__(self, city: City, now: datetime) -> None:
        self.now = now
        self._city = city
        self._by_item: dict[tuple[str, str], datetime] = {}
        self._awaited: dict[tuple[str, CaseStage], str] = {}
        self._by_clock: dict[tuple[str, str], datetime] = {}
        self.farthest = max(
            (self._ahead(clock.basis, clock.warn_hours) for clock in _longest_warnings(city)),
            default=now,
        )

    def at(self, item_code: str, stage: str) -> datetime:
        """Return up to when a stage of an item's case has to be due, to be warned of now."""
        key = (item_code, stage)
        if key not in self._by_item:
            item = self._city.item(item_code)
            clock = self._city.clock(item.clock) if item is not None else None
            self._by_item[key] = self.now if clock is None else self.of_clock(clock, stage)
        return self._by_item[key]

    def awaited(self, item_code: str, stage: CaseStage) -> str:
        """Return the next stage the item's clock limits, empty when there is none ahead."""
        key = (item_code, stage)
        if key not in self._awaited:
            item = self._city.item(item_code)
            clock = self._city.clock(item.clock) if item is not None else None
            self._awaited[key] = awaited_stage(clock, stage) or ""
        return self._awaited[key]

    def of_clock(self, clock: Clock, stage: str) -> datetime:
        """Return up to when a stage of this clock has to be due, to be warned of now."""
        key = (clock.code, stage)
        if key not in self._by_clock:
            self._by_clock[key] = self._ahead(clock.basis, stage_warn_hours(clock, stage))
        return self._by_clock[key]

    def _ahead(self, basis: TimeBasis, hours: float) -> datetime:
        return later(basis, self._city.calendar, self.now, timedelta(hours=hours))


def _longest_warnings(city: City) -> list[Clock]:
    """Return the clock of each basis that warns earliest, of those with limits for stages."""
    clocks = [clock for clock in city.clocks if clock.stage_hours]
    return [
        max(fitting, key=lambda clock: clock.warn_hours)
        for basis in TimeBasis
        if (fitting := [clock for clock in clocks if clock.basis is basis])
    ]
