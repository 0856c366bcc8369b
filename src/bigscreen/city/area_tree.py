"""Holds a city's areas to a tree: every one has its place, and no way up leads in a circle."""

from bigscreen.city.records import Record
from bigscreen.city.sheets import Rows, values
from bigscreen.domain.city import Area, AreaLevel, Grid
from bigscreen.viewmodels.wording import tr

_HEIGHT = {AreaLevel.CITY: 3, AreaLevel.DISTRICT: 2, AreaLevel.STREET: 1}


def note_tree_faults(areas: Rows[Area], grids: Rows[Grid]) -> None:
    """Note areas and grids that have no right place in the tree."""
    by_id = {area.id: area for area in values(areas)}
    grid_ids = {grid.id for grid in values(grids)}
    for record, area in areas:
        if area.id in grid_ids:
            record.note("id", area.id, tr("an id that no grid has"))
        if area.level is AreaLevel.MICRO_GRID:
            _note_micro_grid(record, area, grid_ids)
        elif area.parent_id and area.parent_id not in by_id:
            names = ", ".join(sorted(by_id))
            record.note("parent", area.parent_id, tr("one of {names}", names=names))
        elif _is_in_circle(area, by_id):
            record.note("parent", area.parent_id, tr("an area that does not lie in this one"))
        elif area.parent_id and not _is_above(by_id[area.parent_id], area):
            record.note("parent", area.parent_id, tr("an area of a higher level"))
    for record, grid in grids:
        if grid.area_id in by_id and by_id[grid.area_id].level is AreaLevel.MICRO_GRID:
            record.note("area_id", grid.area_id, tr("a street, a district or the city"))


def _note_micro_grid(record: Record, area: Area, grid_ids: set[str]) -> None:
    if area.parent_id not in grid_ids:
        record.note("parent", area.parent_id or None, tr("the id of the grid a micro-grid lies in"))


def _is_in_circle(area: Area, by_id: dict[str, Area]) -> bool:
    seen: set[str] = set()
    above = by_id.get(area.parent_id)
    while above is not None and above.id not in seen:
        if above.id == area.id:
            return True
        seen.add(above.id)
        above = by_id.get(above.parent_id)
    return False


def _is_above(parent: Area, area: Area) -> bool:
    return _HEIGHT.get(parent.level, 0) > _HEIGHT[area.level]
