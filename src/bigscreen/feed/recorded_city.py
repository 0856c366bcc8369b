"""The city a recording took place in, made from nothing but its calls."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from bigscreen.domain.city import CatalogueItem, City, Grid, ResponseTarget
from bigscreen.domain.geo import EARTH_RADIUS_M, GeoPoint
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.units import Force, Unit
from bigscreen.domain.work_calendar import WorkCalendar
from bigscreen.feed.column_mapping import ColumnMapping, MappingError
from bigscreen.feed.recording import RecordedCall, Recording

_HULL_RATIO = 0.15
_MARGIN_M = 400.0
_ROUNDING_M = 300.0
_TOLERANCE_M = 15.0
_FEWEST_PLACES = 3
_NUMBERED = re.compile(r"(\D*)(\d*)")


def recorded_city(recording: Recording, mapping: ColumnMapping) -> City:
    """Return a city with the recording's districts as grids and its call types as catalogue.

    It has no streets and no stations: the recording tells of none.

    Raises:
        MappingError: fewer than three places are recorded, too few for an outline.
    """
    places = _places(recording.calls)
    if len(places) < _FEWEST_PLACES:
        raise MappingError(f"the recording has {len(places)} places; an outline needs 3")
    plane = _Plane(places)
    table = mapping.city
    return City(
        id=table.id,
        name=table.name,
        name_en=table.name_en,
        centre=plane.centre,
        timezone=mapping.time.timezone,
        calendar=WorkCalendar(timezone=mapping.time.timezone),
        forces=tuple(
            Force(
                code=force.code,
                name=force.name,
                name_en=force.name_en,
                family=force.family,
                badge=force.badge,
                shade=force.shade,
            )
            for force in mapping.forces
        ),
        grids=tuple(
            Grid(
                id=district,
                name=table.district_name.format(district=district),
                name_en=table.district_name_en.format(district=district),
                ring=plane.ring(area),
                response_minutes=table.response_minutes,
            )
            for district, area in _areas(places, plane).items()
        ),
        items=_items(recording.calls, mapping),
        targets=(ResponseTarget(minutes=table.response_minutes, share=table.target_share),),
        conflict_policy="warn",
        case_prefix=table.case_prefix,
    )


def recorded_units(
    recording: Recording, mapping: ColumnMapping, stale_after_s: float
) -> tuple[Unit, ...]:
    """Return every unit of a recording, in the order of their names.

    Where a unit is at home the recording does not say; the middle of the places it was sent to
    stands in for it.
    """
    force_of = {name: force for force in mapping.forces for name in force.unit_types}
    types: dict[str, str] = {}
    places: dict[str, list[GeoPoint]] = {}
    for call in recording.calls:
        for run in call.runs:
            types.setdefault(run.unit_id, run.unit_type)
            if call.location is not None:
                places.setdefault(run.unit_id, []).append(call.location)
    units = []
    for unit_id, unit_type in sorted(types.items()):
        force = force_of.get(unit_type, mapping.forces[0])
        units.append(
            Unit(
                id=unit_id,
                call_sign=unit_id,
                force_codes=(force.code,),
                kind=force.unit_kind,
                squad=unit_type,
                home=_middle(places.get(unit_id, [])),
                stale_after_s=stale_after_s,
            )
        )
    return tuple(units)


def _places(calls: Iterable[RecordedCall]) -> dict[GeoPoint, str]:
    """Return every place with the district most of its calls name, empty where none does."""
    named: dict[GeoPoint, Counter[str]] = {}
    for call in calls:
        if call.location is not None:
            named.setdefault(call.location, Counter())[call.district] += 1
    return {place: max(count, key=lambda d: (count[d], d)) for place, count in named.items()}


def _middle(places: list[GeoPoint]) -> GeoPoint | None:
    if not places:
        return None
    return GeoPoint(
        float(np.median([place.lat for place in places])),
        float(np.median([place.lon for place in places])),
    )


def _items(calls: Iterable[RecordedCall], mapping: ColumnMapping) -> tuple[CatalogueItem, ...]:
    types = Counter(call.type for call in calls)
    items = []
    for call_type, _ in types.most_common():
        known = mapping.items.known.get(call_type)
        items.append(
            CatalogueItem(
                code=call_type,
                name=known.name if known else call_type,
                name_en=call_type,
                work_kind=WorkKind.POLICE_CALL,
                lead_force=(known and known.lead_force) or mapping.items.lead_force,
                assisting_forces=known.assisting_forces if known else (),
                default_level=(known and known.level) or mapping.items.level,
            )
        )
    return tuple(items)


class _Plane:
    """Metres east and north of the city's middle; good to a part in a thousand over a city."""

    def __init__(self, places: Iterable[GeoPoint]) -> None:
        middle = _middle(list(places))
        assert middle is not None  # noqa: S101 - the caller has counted them
        self.centre = middle
        self._metres = math.radians(1.0) * EARTH_RADIUS_M
        self._narrowing = math.cos(math.radians(middle.lat))

    def xy(self, place: GeoPoint) -> tuple[float, float]:
        return (
            (place.lon - self.centre.lon) * self._metres * self._narrowing,
            (place.lat - self.centre.lat) * self._metres,
        )

    def ring(self, area: Polygon) -> tuple[GeoPoint, ...]:
        """Return the outline, open, to a tenth of a metre."""
        return tuple(
            GeoPoint(
                round(self.centre.lat + y / self._metres, 6),
                round(self.centre.lon + x / self._metres / self._narrowing, 6),
            )
            for x, y in area.exterior.coords[:-1]
        )


def _areas(places: Mapping[GeoPoint, str], plane: _Plane) -> dict[str, Polygon]:
    """Return the area of each district by name: every spot goes to the nearest call.

    A district inside another one stands before the one around it, and so is found first.
    """
    points = {plane.xy(place): district for place, district in places.items() if district}
    outline = _outline([plane.xy(place) for place in places])
    cells = shapely.voronoi_polygons(MultiPoint(list(points)), extend_to=outline)
    by_district: dict[str, list[BaseGeometry]] = {}
    tree = shapely.STRtree(list(cells.geoms))
    for point, district in points.items():
        inside = tree.query(shapely.Point(point), predicate="intersects")
        by_district.setdefault(district, []).append(cells.geoms[inside[0]])
    parts = {d: _parts(shapely.union_all(c) & outline) for d, c in by_district.items()}
    areas = _joined(parts)
    smooth = shapely.coverage_simplify(list(areas.values()), _TOLERANCE_M)
    simple = dict(zip(areas, (_parts(area)[0] for area in smooth), strict=True))
    outlines = [Polygon(area.exterior) for area in simple.values()]

    def place(item: tuple[str, Polygon]) -> tuple[int, list[tuple[str, int]]]:
        around = sum(outline.covers(item[1]) for outline in outlines)
        return -around, [(text, int(number or 0)) for text, number in _NUMBERED.findall(item[0])]

    return dict(sorted(simple.items(), key=place))


def _outline(points: list[tuple[float, float]]) -> BaseGeometry:
    """Return a smooth outline around all places."""
    hull = shapely.concave_hull(MultiPoint(points), ratio=_HULL_RATIO)
    return hull.buffer(_MARGIN_M + _ROUNDING_M).buffer(-_ROUNDING_M)


def _parts(area: BaseGeometry) -> list[Polygon]:
    """Return the polygons of an area, the largest first."""
    parts = [part for part in shapely.get_parts(area) if isinstance(part, Polygon)]
    return sorted(parts, key=lambda part: part.area, reverse=True)


def _joined(parts: Mapping[str, list[Polygon]]) -> dict[str, Polygon]:
    """Return one polygon a district: its largest part, and what others lie beside it in bits."""
    areas = {district: pieces[0] for district, pieces in parts.items() if pieces}
    bits = sorted(
        (bit for pieces in parts.values() for bit in pieces[1:]),
        key=lambda bit: bit.area,
        reverse=True,
    )
    for bit in bits:
        shared = {d: shapely.length(area.boundary & bit.boundary) for d, area in areas.items()}
        nearest = max(shared, key=lambda district: (shared[district], district))
        if shared[nearest] > 0:
            areas[nearest] = _parts(areas[nearest] | bit)[0]
    return areas
