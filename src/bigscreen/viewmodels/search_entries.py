"""What can be found in a city and in a situation, as entries of the index."""

from collections.abc import Iterator

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import City, Grid
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Unit
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.search_index import Entry, EntryKind
from bigscreen.viewmodels.trade_words import (
    force_name,
    grid_name,
    level_name,
    work_kind_name,
)
from bigscreen.viewmodels.wording import named, tr

CITY_KINDS = (EntryKind.PLACE, EntryKind.SQUAD, EntryKind.OFFICER, EntryKind.ITEM)
"""The kinds a city document fills."""


def case_entry(situation: Situation, state: IncidentState, city: City | None) -> Entry:
    """Return the entry of a case: its headline, its numbers, its place, who is on it."""
    incident = state.incident
    item = city.item(incident.item_code) if city else None
    units = (
        situation.units[a.unit_id].unit.call_sign
        for a in situation.assignments_of(state)
        if a.is_open and a.unit_id in situation.units
    )
    number = one_line(incident.number)
    state_text = tr("closed") if state.status is IncidentStatus.CLOSED else ""
    grid = grid_name(city, incident.grid_id)
    parts = (level_name(incident.level), grid, state_text, number)
    name = headline(incident, city)
    return Entry(
        kind=EntryKind.CASE,
        id=incident.id,
        name=name,
        names=(
            number,
            number.rpartition("-")[2],
            one_line(incident.title),
            name.replace(" · ", ""),  # as it is typed: initials in one go
        ),
        words=(
            one_line(incident.address),
            one_line(incident.reference),
            *_both_names(city.grid(incident.grid_id) if city else None, incident.grid_id),
            *((item.name, item.name_en) if item else ()),
            *units,
        ),
        detail=" · ".join(part for part in parts if part),
        location=incident.location,
    )


def address_entry(state: IncidentState) -> Entry | None:
    """Return the entry of the address a case happened at, None where none was given."""
    incident = state.incident
    address = one_line(incident.address)
    if not address or incident.location is None:
        return None
    return Entry(
        kind=EntryKind.ADDRESS,
        id=address,
        name=address,
        detail=one_line(incident.number),
        location=incident.location,
        target=incident.id,
    )


def unit_entry(unit: Unit, city: City | None) -> Entry:
    """Return the entry of a unit: its call sign, its squad, its forces."""
    forces = [force_name(city, code) for code in unit.force_codes]
    squad = (
        next((one for one in city.plan.squads if one.code == unit.squad), None) if city else None
    )
    squad_name = one_line(named(squad.name, squad.name_en) if squad else unit.squad)
    grid = grid_name(city, unit.grid_id)
    parts = ("+".join(forces), squad_name, grid)
    return Entry(
        kind=EntryKind.UNIT,
        id=unit.id,
        name=one_line(unit.call_sign),
        names=(one_line(unit.id), one_line(unit.call_sign).replace("-", "")),
        words=(*forces, *((squad.name, squad.name_en) if squad else (squad_name,))),
        detail=" · ".join(part for part in parts if part),
        target=unit.id,
    )


def _both_names(grid: Grid | None, grid_id: str) -> tuple[str, ...]:
    return (grid.name, grid.name_en) if grid else (grid_id,)


def city_entries(city: City) -> Iterator[Entry]:
    """Yield what the city document names: places, squads, officers, catalogue items."""
    yield from _divisions(city)
    yield from _places(city)
    yield from _streets(city)
    yield from _people(city)
    for item in city.items:
        yield Entry(
            kind=EntryKind.ITEM,
            id=item.code,
            name=one_line(named(item.name, item.name_en)),
            names=(item.name, item.name_en, item.code),
            detail=work_kind_name(item.work_kind),
        )


def _divisions(city: City) -> Iterator[Entry]:
    for one in city.divisions:
        ring = one.ring if isinstance(one, Grid) else ()
        yield Entry(
            kind=EntryKind.PLACE,
            id=f"division:{one.id}",
            name=one_line(named(one.name, one.name_en)),
            names=(one.name, one.name_en, one.id),
            words=(one_line(one.commander),),
            detail=one_line(one.commander) or tr("Grid or area"),
            location=_middle(ring) or _middle_of_subtree(city, one.id),
        )


def _places(city: City) -> Iterator[Entry]:
    for station in city.stations:
        yield Entry(
            kind=EntryKind.PLACE,
            id=f"station:{station.id}",
            name=one_line(named(station.name, station.name_en)),
            names=(station.name, station.name_en, station.id),
            detail=" · ".join(p for p in (tr("Station"), grid_name(city, station.grid_id)) if p),
            location=station.location,
        )
    for place in city.plan.response_places:
        yield Entry(
            kind=EntryKind.PLACE,
            id=f"response:{place.name}",
            name=one_line(place.name),
            detail=tr("{n} min response", n=place.minutes),
            location=place.location,
        )
    for number, named_place in enumerate(city.places):
        yield Entry(
            kind=EntryKind.PLACE,
            id=f"place:{number}",  # names repeat: two shops of one chain
            name=one_line(named_place.name),
            names=(one_line(named_place.address),),
            detail=one_line(named_place.address),
            location=named_place.location,
        )
    for camera in city.cameras:
        yield Entry(
            kind=EntryKind.PLACE,
            id=f"camera:{camera.id}",
            name=one_line(named(camera.name, camera.name_en)),
            names=(camera.name, camera.name_en, camera.id),
            detail=tr("Camera"),
            location=camera.location,
        )


def _streets(city: City) -> Iterator[Entry]:
    longest: dict[str, tuple[GeoPoint, ...]] = {}
    for street in city.base_map.streets:
        if street.name and len(street.line) > len(longest.get(street.name, ())):
            longest[street.name] = street.line
    for name, line in longest.items():
        yield Entry(
            kind=EntryKind.PLACE,
            id=f"street:{name}",
            name=one_line(name),
            detail=tr("Street"),
            location=line[len(line) // 2],
        )


def _people(city: City) -> Iterator[Entry]:
    squads = {squad.code: one_line(named(squad.name, squad.name_en)) for squad in city.plan.squads}
    for squad in city.plan.squads:
        parts = (force_name(city, squad.force), one_line(squad.leader))
        yield Entry(
            kind=EntryKind.SQUAD,
            id=squad.code,
            name=squads[squad.code],
            names=(squad.name, squad.name_en, squad.code),
            words=(one_line(squad.leader),),
            detail=" · ".join(part for part in parts if part),
        )
    for officer in city.plan.officers:
        parts = (force_name(city, officer.force), squads.get(officer.squad, officer.squad))
        yield Entry(
            kind=EntryKind.OFFICER,
            id=officer.id,
            name=one_line(officer.name),
            names=(one_line(officer.id),),
            words=(officer.unit_id,),
            detail=" · ".join(part for part in parts if part),
            target=officer.unit_id,
        )


def _middle(ring: tuple[GeoPoint, ...]) -> GeoPoint | None:
    if not ring:
        return None
    lats, lons = [p.lat for p in ring], [p.lon for p in ring]
    return GeoPoint((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)


def _middle_of_subtree(city: City, area_id: str) -> GeoPoint | None:
    inside = city.subtree(area_id)
    corners = tuple(point for grid in city.grids if grid.id in inside for point in grid.ring)
    return _middle(corners)
