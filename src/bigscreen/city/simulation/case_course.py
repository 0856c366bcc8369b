"""What becomes of one simulated case: whether it is one at all, and what befalls it on its way."""

from dataclasses import dataclass
from datetime import timedelta

from bigscreen.city.chance import stream
from bigscreen.city.rates import Outcomes
from bigscreen.domain.incidents import Incident, Level, WorkKind

_SHORTEST_HOLD_S, _LONGEST_HOLD_S = 300.0, 1500.0
_SIFTED_SHARE = 0.5
"""How many of the calls that are no case the centre finds out before it sends anybody."""


@dataclass(frozen=True, slots=True)
class CaseCourse:
    """How a case goes.

    An ``invalid`` one ends as none at all, a ``sifted`` one before anybody is sent; ``returns``
    and ``reworks`` are how often a city-management case is sent back and done again, ``hold``
    how long it is suspended (None: never).
    """

    invalid: bool = False
    sifted: bool = False
    returns: int = 0
    reworks: int = 0
    hold: timedelta | None = None


STRAIGHT = CaseCourse()
"""Nothing befalls the case."""


def case_course(seed: int, incident: Incident, outcomes: Outcomes) -> CaseCourse:
    """Return how a case goes; the same case always goes the same way. A grave one is real."""
    chance = stream(seed, "course", incident.reference or incident.id)
    luck = [chance.random() for _ in range(6)]
    is_call = incident.work_kind is WorkKind.POLICE_CALL
    share = outcomes.invalid_calls if is_call else outcomes.invalid_cases
    if luck[0] < share and incident.level is not Level.ONE:
        return CaseCourse(invalid=True, sifted=luck[1] < _SIFTED_SHARE)
    if is_call:
        return STRAIGHT
    hold_s = _SHORTEST_HOLD_S + (_LONGEST_HOLD_S - _SHORTEST_HOLD_S) * luck[5]
    return CaseCourse(
        returns=int(luck[2] < outcomes.returned),
        reworks=int(luck[3] < outcomes.reworked),
        hold=timedelta(seconds=hold_s) if luck[4] < outcomes.suspended else None,
    )
