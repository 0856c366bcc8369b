"""A city as those know it who are bound to a part of it: its map whole, its people their own."""

from collections.abc import Collection
from dataclasses import replace

from bigscreen.domain.cameras import Camera
from bigscreen.domain.city import City
from bigscreen.service.scope import Scope


def city_seen(city: City, scope: Scope, unit_ids: Collection[str]) -> City:
    """Return the city without the people and plans of other parts.

    Areas, grids and stations stay, for the map; of those outside the scope no commander is
    named. Duty lines, officers and devices stay of the units ``unit_ids`` and of squads inside,
    and so do the cameras; walls get none that is sensitive.
    """
    city = replace(city, cameras=_cameras(city, scope, unit_ids))
    if scope.place_ids is None:
        return city
    plan = city.plan
    squads = tuple(squad for squad in plan.squads if scope.holds(squad.grid_id))
    own = {squad.code for squad in squads}
    inside = city_inside(city, scope)
    return replace(
        city,
        areas=tuple(
            one if scope.holds(one.id) else replace(one, commander="") for one in city.areas
        ),
        grids=tuple(
            one if scope.holds(one.id) else replace(one, commander="") for one in city.grids
        ),
        plan=replace(
            inside.plan,
            squads=squads,
            roster=tuple(line for line in plan.roster if line.unit_id in unit_ids),
            officers=tuple(
                one for one in plan.officers if one.unit_id in unit_ids or one.squad in own
            ),
            devices=tuple(one for one in plan.devices if one.unit_id in unit_ids),
        ),
    )


def city_inside(city: City, scope: Scope) -> City:
    """Return the part of a city that figures of a scope are about."""
    return replace(
        city,
        grids=tuple(grid for grid in city.grids if scope.holds(grid.id)),
        plan=replace(
            city.plan,
            minimums=tuple(one for one in city.plan.minimums if scope.holds(one.grid_id)),
            patrol=tuple(duty for duty in city.plan.patrol if scope.holds(duty.grid_id)),
        ),
    )


def _cameras(city: City, scope: Scope, unit_ids: Collection[str]) -> tuple[Camera, ...]:
    """Return the cameras that stand in the scope, and those its own units wear."""
    return tuple(
        camera
        for camera in city.cameras
        if not (camera.is_sensitive and scope.hides_sensitive)
        and (
            scope.place_ids is None
            or (camera.unit_id in unit_ids if camera.unit_id else scope.holds(camera.grid_id))
        )
    )
