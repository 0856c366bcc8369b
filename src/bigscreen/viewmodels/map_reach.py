"""What can be reached around a case, as the page draws it: outlines and the words on them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.geo import GeoPoint
from bigscreen.viewmodels.map_frame import mercator_world_u32
from bigscreen.viewmodels.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachArea:
    """The area reached within ``minutes``, and how many free units could be at the case by then.

    ``rings`` are arrays (n, 2) of latitude and longitude.
    """

    minutes: int
    free_units: int
    rings: Sequence[NDArray[np.float64]]


def reach_areas(areas: Sequence[ReachArea], origin: GeoPoint) -> dict[str, object]:
    """Return the areas as ``bigscreen.showReach`` takes them, counted from the city's centre."""
    return {
        "areas": [
            {"label": _label(area), "rings": [_flat(ring, origin) for ring in area.rings]}
            for area in areas
        ],
        "note": None,
    }


def no_streets_note(place: GeoPoint, origin: GeoPoint) -> dict[str, object]:
    """Return what is shown instead in a city that knows no streets: why there are no areas."""
    x, y = _flat(np.array([[place.lat, place.lon]]), origin)
    words = tr("This city's data has no streets: nothing to reckon 1, 3 and 5 minutes along")
    return {"areas": [], "note": {"x": x, "y": y, "words": words}}


def _label(area: ReachArea) -> str:
    return tr("{n} min · {units} free", n=area.minutes, units=area.free_units)


def _flat(ring: NDArray[np.float64], origin: GeoPoint) -> list[int]:
    x, y = mercator_world_u32(ring[:, 0], ring[:, 1])
    origin_x, origin_y = mercator_world_u32(origin.lat, origin.lon)
    flat = np.column_stack((x, y)).astype(np.int64)
    flat -= np.array((origin_x[0], origin_y[0]), np.int64)
    numbers: list[int] = flat.ravel().tolist()
    return numbers
