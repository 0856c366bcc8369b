"""Patrol duties fulfilled: which must-visit point or line a unit covered, and when."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A unit was at a must-visit point, or had passed enough of a must-patrol line, at a time."""

    duty_id: str
    unit_id: str
    at: datetime
