"""What the duty plan asks of a simulated unit: when it works, and where it has to be seen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.units import Unit
from bigscreen.service.shift_watch import shift_at

Round = Sequence[GeoPoint]
"""The places of one patrol duty in the order in which they are passed."""


class Rounds:
    """The patrol duties of a city, by who may fulfil them."""

    def __init__(self, city: City) -> None:
        self._duties = city.plan.patrol

    def of(self, unit: Unit) -> tuple[Round, ...]:
        """Return the rounds in a unit's grid that its forces may make."""
        return tuple(
            duty.path
            for duty in self._duties
            if duty.grid_id in ("", unit.grid_id)
            and (not duty.forces or not set(duty.forces).isdisjoint(unit.force_codes))
        )


def rostered_at(city: City, now: datetime) -> Mapping[str, bool]:
    """Return which of the units under the roster are on duty in the shift that runs ``now``."""
    running = shift_at(city, now)
    if running is None:
        return {}
    index, began = running
    weekday = began.astimezone(ZoneInfo(city.timezone)).isoweekday()
    return {
        line.unit_id: index in line.shifts and weekday in line.weekdays for line in city.plan.roster
    }
