"""What a wall does by itself when something happens, as a city writes it down."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import time
from enum import StrEnum

from bigscreen.domain.incidents import Level


class WallTrigger(StrEnum):
    """What a rule waits for: a grave case, a unit's call for help, too few units, a lost feed."""

    CASE = "case"
    SOS = "sos"
    UNITS_BELOW_MINIMUM = "units_below_minimum"
    FEED_LOST = "feed_lost"


class WallTone(StrEnum):
    """The look of a wall's banner and frame."""

    ALARM = "alarm"
    WARNING = "warning"


DEFAULT_HOLD_S = 120.0
SOS_SOUND = "sos"


@dataclass(frozen=True, slots=True, kw_only=True)
class WallRule:
    """One trigger and what follows.

    ``level`` is of cases: those as grave or graver count. ``grid_ids`` are the grids it holds
    for, all when empty. Walls stay with it for ``hold_s``, 0 until somebody answers it or it is
    over. ``centre`` moves the map there, ``cameras`` nearest cameras are opened, ``scene`` is
    shown (empty: the present one), ``sound`` is played (empty: none), ``tone`` colours the
    frame (None: no colour).
    """

    trigger: WallTrigger
    level: Level = Level.ONE
    grid_ids: tuple[str, ...] = ()
    hold_s: float = DEFAULT_HOLD_S
    centre: bool = False
    cameras: int = 0
    scene: str = ""
    sound: str = ""
    tone: WallTone | None = None


BUILT_IN_SOS = WallRule(
    trigger=WallTrigger.SOS,
    hold_s=0.0,
    centre=True,
    cameras=2,
    sound=SOS_SOUND,
    tone=WallTone.ALARM,
)
"""A call for help is told by every wall, whatever a city's rules say."""


def rules_in_force(rules: Iterable[WallRule]) -> tuple[WallRule, ...]:
    """Return a city's rules with the one for SOS whole: no filter, always moved to and coloured."""
    said = tuple(rules)
    own = next((rule for rule in said if rule.trigger is WallTrigger.SOS), BUILT_IN_SOS)
    sos = replace(
        own,
        grid_ids=(),
        hold_s=0.0,
        centre=True,
        cameras=max(own.cameras, BUILT_IN_SOS.cameras),
        sound=own.sound or SOS_SOUND,
        tone=WallTone.ALARM,
    )
    return (sos, *(rule for rule in said if rule.trigger is not WallTrigger.SOS))


@dataclass(frozen=True, slots=True)
class DaySpan:
    """A part of the day in local time, up to but without ``end``; it may pass midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class WallHours:
    """When walls are dimmed, by which share of their light, and when they keep silent."""

    night: tuple[DaySpan, ...] = ()
    dim: float = 0.45
    quiet: tuple[DaySpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WallConduct:
    """How a city's walls behave by themselves."""

    rules: tuple[WallRule, ...] = ()
    hours: WallHours = field(default_factory=WallHours)
