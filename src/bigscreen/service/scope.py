"""Who is shown how much: the part of the city a session is bound to, and what walls leave out."""

from dataclasses import dataclass

from bigscreen.domain.authority import Actor, Role
from bigscreen.domain.city import AreaLevel, City


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How much of the city a session is shown.

    ``place_ids`` are the ids of the areas, grids and micro-grids it is bound to, None for the
    whole city; ``hides_sensitive`` leaves out cases of :attr:`Sensitivity.HIDE` and everything
    of them; ``masks_addresses`` leaves out what says where somebody lives.
    """

    place_ids: frozenset[str] | None = None
    hides_sensitive: bool = False
    masks_addresses: bool = False

    def holds(self, place_id: str) -> bool:
        """Tell whether a grid or area lies in it; what lies in none is the whole city's only."""
        return self.place_ids is None or place_id in self.place_ids


WHOLE_CITY = Scope()
"""Everything."""


class AreaIndex:
    """What lies in which area of one city, worked out once for each area that is asked for."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._places: dict[str, frozenset[str] | None] = {"": None}

    def places_in(self, area_id: str) -> frozenset[str] | None:
        """Return the ids of what lies in an area or grid, it included.

        None for the whole city: for no area, and for one of the topmost level, to which also
        belongs what lies in no grid. An area the city does not know holds nothing.
        """
        if area_id not in self._places:
            area = self._city.area(area_id)
            is_city = area is not None and area.level is AreaLevel.CITY
            self._places[area_id] = None if is_city else self._city.subtree(area_id)
        return self._places[area_id]

    def has_grid_in(self, area_id: str) -> bool:
        """Tell whether an account can be bound to an area: cases and units lie in grids."""
        places = self.places_in(area_id)
        return places is None or any(grid.id in places for grid in self._city.grids)

    def scope_of(self, actor: Actor) -> Scope:
        """Return how much a session of this actor is shown, and where it may order."""
        if actor.role is not Role.WALL and not actor.area_id:
            return WHOLE_CITY
        is_wall = actor.role is Role.WALL
        return Scope(
            place_ids=self.places_in(actor.area_id),
            hides_sensitive=is_wall,
            masks_addresses=is_wall and not self._city.walls_show_addresses,
        )
