"""Who commands where: the grid's commander and the chain above, as one line."""

from bigscreen.domain.city import Area, City, Grid
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.wording import named


def commanders(city: City | None, place_id: str) -> str:
    """Return the commanders of an area or grid and of what lies above it, nearest first."""
    if city is None:
        return ""
    place = city.grid(place_id) or city.area(place_id)
    chain: tuple[Area | Grid, ...] = (place, *city.ancestors(place_id)) if place else ()
    return " › ".join(
        f"{one_line(named(one.name, one.name_en))} {one_line(one.commander)}"
        for one in chain
        if one.commander
    )
