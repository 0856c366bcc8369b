"""How long people take: to send, to accept, to set out, to handle, to report, to close."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bigscreen.city.chance import stream
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.incidents import Incident, Level, WorkKind

_DISPATCH_S = ((1, 7.0), (3, 20.0), (math.inf, 30.0))
_ACCEPT_S = ((1, 5.0), (math.inf, 13.0))
_TURNOUT_S = ((1, 4.0), (math.inf, 10.0))
"""Medians up to a response class, in minutes."""

_LEFT_TO_DESK_SHARE = {WorkKind.POLICE_CALL: 0.08, WorkKind.CITY_CASE: 0.2}
"""How many of the cases that are not grave wait for a desk to send somebody."""
_DESK_PATIENCE_S = {WorkKind.POLICE_CALL: 150.0, WorkKind.CITY_CASE: 600.0}


_UNKNOWN_WAY = timedelta(seconds=120)
"""How long a unit is under way to a case whose place nobody knows."""


@dataclass(frozen=True, slots=True)
class CasePace:
    """The clock of one case: when it is sent, and when it is closed after the last report."""

    dispatch: timedelta
    check: timedelta


@dataclass(frozen=True, slots=True)
class UnitPace:
    """The clock of one unit on one case, each step counted from the one before."""

    accept: timedelta
    turnout: timedelta
    handling: timedelta
    report: timedelta

    def until(self, milestone: Milestone) -> timedelta:
        """Return the time from the milestone before to this one.

        The way to the scene counts here only where nobody knows the place.
        """
        match milestone:
            case Milestone.ACCEPTED:
                return self.accept
            case Milestone.EN_ROUTE:
                return self.turnout
            case Milestone.ON_SCENE:
                return _UNKNOWN_WAY
            case Milestone.HANDLED:
                return self.handling
            case _:
                return self.report


def case_pace(seed: int, incident: Incident) -> CasePace:
    """Return a case's clock; the same case always has the same."""
    chance = stream(seed, "pace", incident.reference or incident.id)
    dispatch_s = _median(_DISPATCH_S, incident.response_minutes)
    dispatch_s *= _luck(chance.random(), chance.random(), 0.4)
    if (
        incident.level is not Level.ONE
        and chance.random() < _LEFT_TO_DESK_SHARE[incident.work_kind]
    ):
        dispatch_s = _DESK_PATIENCE_S[incident.work_kind] * (0.7 + 0.6 * chance.random())
    # A city case stays open until somebody has looked again whether the matter is settled.
    check_s = 100.0 if incident.work_kind is WorkKind.POLICE_CALL else 4200.0
    check_s *= _luck(chance.random(), chance.random(), 0.6)
    return CasePace(timedelta(seconds=dispatch_s), timedelta(seconds=check_s))


def unit_pace(seed: int, incident: Incident, unit_id: str) -> UnitPace:
    """Return the clock of a unit on a case; the same pair always has the same."""
    chance = stream(seed, "pace", incident.reference or incident.id, unit_id)
    minutes = incident.response_minutes
    graver = 1.5 if incident.level is Level.ONE else 1.0
    medians = (
        _median(_ACCEPT_S, minutes),
        _median(_TURNOUT_S, minutes),
        720.0 * graver,
        70.0,
    )
    return UnitPace(
        *(
            timedelta(seconds=median * _luck(chance.random(), chance.random(), 0.5))
            for median in medians
        )
    )


def _median(by_class: Iterable[tuple[float, float]], minutes: int) -> float:
    return next(median for most, median in by_class if minutes <= most)


def _luck(first: float, second: float, width: float) -> float:
    """Return a log-normal factor around 1 from two even draws (Box-Muller)."""
    normal = math.sqrt(-2.0 * math.log(1.0 - first)) * math.cos(2.0 * math.pi * second)
    return math.exp(width * normal)
