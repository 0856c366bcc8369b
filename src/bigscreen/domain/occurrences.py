"""What is going on that a wall's rules wait for, and the rules at work on it."""

from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.alarms import Alarm
from bigscreen.domain.incidents import Level
from bigscreen.domain.wall_rules import WallRule, WallTrigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Something that is going on now. ``key`` stays while it does; ``since`` is hub time.

    ``is_answered``: somebody has acknowledged it, for a case: somebody has been sent.
    """

    trigger: WallTrigger
    key: str
    since: datetime
    is_answered: bool = False
    level: Level = Level.ONE
    incident_id: str = ""
    unit_id: str = ""
    grid_id: str = ""
    alarm: Alarm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """A rule at work on an occurrence since ``since_s`` of a steady clock.

    ``is_new`` only in the look that began it: then the sound plays.
    """

    rule: WallRule
    about: Occurrence
    since_s: float
    is_new: bool = False
