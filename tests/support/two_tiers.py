"""The small city with a district a grid, under a city area that is all of it."""

from dataclasses import replace

from bigscreen.domain.city import Area, AreaLevel, City
from tests.support.small_city import small_city


def two_tiers() -> City:
    """Return a city of the districts ``west-end`` and ``east-end``, a grid each."""
    city = small_city()
    areas = (
        Area(id="all", parent_id="", level=AreaLevel.CITY, name="市", name_en="City"),
        Area(id="west-end", parent_id="all", level=AreaLevel.DISTRICT, name="西", name_en="W"),
        Area(id="east-end", parent_id="all", level=AreaLevel.DISTRICT, name="东", name_en="E"),
        Area(id="nook", parent_id="west", level=AreaLevel.MICRO_GRID, name="角", name_en="N"),
    )
    grids = tuple(replace(grid, area_id=f"{grid.id}-end") for grid in city.grids)
    return replace(city, areas=areas, grids=grids)
