"""What the map shows of the running duty: patrols done, operations, units that call for help."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from bigscreen.domain.city import City
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.records import Records
from bigscreen.domain.shift import Shift
from bigscreen.domain.situation import Situation
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.sos_words import open_calls


def running_operations(
    operations: Records[JointOperation], now: datetime
) -> tuple[JointOperation, ...]:
    """Return the joint operations whose period has begun and that have not ended."""
    return tuple(one for one in operations.open() if one.starts_at <= now < one.ends_at)


def calling_units(situation: Situation) -> tuple[int, ...]:
    """Return the numbers of the units whose call for help nobody has ended."""
    states = (situation.units.get(alarm.unit_id) for alarm in open_calls(situation))
    return tuple(state.number for state in states if state is not None)


def duty_json(
    shift: Shift,
    operations: Iterable[JointOperation],
    city: City,
    *,
    version: int,
    calls: Sequence[int] = (),
) -> bytes:
    """Return what the page draws over the ground, as its ``/live/duty``.

    ``done`` holds the ids of the patrol duties that were visited as often as they want in this
    shift; ``operations`` the names of those given, with the ids of their grids (all of the
    city's for one that covers everything); ``calls`` the numbers of the units that call for help.
    """
    visits = Counter(visit.duty_id for visit in shift.visits)
    every_grid = [grid.id for grid in city.grids]
    return msgspec.json.encode(
        {
            "version": version,
            "done": [duty.id for duty in city.plan.patrol if visits[duty.id] >= duty.visits],
            "operations": [
                {"name": one_line(one.name), "grids": list(one.grid_ids) or every_grid}
                for one in operations
            ],
            "calls": calls,
        }
    )
