"""What the map shows of the running duty: patrol duties done, grids where an operation runs."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import msgspec

from bigscreen.domain.city import City
from bigscreen.domain.operations import JointOperation
from bigscreen.domain.records import Records
from bigscreen.domain.shift import Shift
from bigscreen.viewmodels.plain_text import one_line


def running_operations(
    operations: Records[JointOperation], now: datetime
) -> tuple[JointOperation, ...]:
    """Return the joint operations whose period has begun and that have not ended."""
    return tuple(one for one in operations.open() if one.starts_at <= now < one.ends_at)


def duty_json(
    shift: Shift, operations: Iterable[JointOperation], city: City, *, version: int
) -> bytes:
    """Return what the page draws over the ground, as its ``/live/duty``.

    ``done`` holds the ids of the patrol duties that were visited as often as they want in this
    shift; ``operations`` the names of those given, with the ids of their grids (all of the
    city's for one that covers everything).
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
        }
    )
