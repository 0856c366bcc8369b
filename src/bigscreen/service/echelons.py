"""Who belongs to an echelon 梯队 of a case, and whose commander is told: by the city's rules."""

from bigscreen.domain.city import Area, AreaLevel, City, Grid
from bigscreen.domain.duty_plan import Echelon, EchelonRule, Reach
from bigscreen.domain.geo import GeoPoint, distance_m
from bigscreen.domain.incidents import Incident
from bigscreen.domain.situation import Situation
from bigscreen.domain.units import Duty, Unit, UnitKind

_REACHES = tuple(Reach)  # from the nearest to the widest
_REACH_OF_AREA = {
    AreaLevel.STREET: Reach.STREET,
    AreaLevel.DISTRICT: Reach.DISTRICT,
    AreaLevel.CITY: Reach.CITY,
}


def members_of(
    city: City, situation: Situation, incident: Incident, echelon: Echelon
) -> tuple[str, ...]:
    """Return the ids of the units on duty that one of the echelon's rules names, sorted.

    Where they are now does not matter, so hub and screens always name the same. Busy units
    belong to an echelon, too; fixed cameras do not, they can not be sent.
    """
    rules = [_Rule(city, incident, rule) for rule in echelon.rules]
    return tuple(
        sorted(
            state.unit.id
            for state in situation.units.values()
            if state.duty is Duty.ON_DUTY
            and state.unit.kind is not UnitKind.VIDEO
            and any(rule.names(state.unit) for rule in rules)
        )
    )


def commander_for(city: City, incident: Incident, reach: Reach) -> str:
    """Return who leads the forces as far as ``reach``, seen from the case.

    The next one above where that place has no commander, empty where nobody is named.
    """
    return next(
        (place.commander for place in _within(city, incident, reach) if place.commander), ""
    )


class _Rule:
    """One rule of an echelon, seen from one case."""

    def __init__(self, city: City, incident: Incident, rule: EchelonRule) -> None:
        self._rule = rule
        self._city = city
        self._scene = incident.location
        # A city without such a tier looks as far as the next one it has, at last everywhere:
        # then units that belong to no grid are asked for, too.
        area = next(iter(_within(city, incident, rule.reach)), None)
        self._area: frozenset[str] | None = None
        if area is not None and _reach_of(area) is not Reach.CITY:
            self._area = city.subtree(area.id)

    def names(self, unit: Unit) -> bool:
        """Tell whether the rule names this unit; what the rule leaves empty it does not ask."""
        rule = self._rule
        return (
            (self._area is None or unit.grid_id in self._area)
            and (not rule.forces or any(code in rule.forces for code in unit.force_codes))
            and (not rule.kinds or unit.kind in rule.kinds)
            and (not rule.squads or unit.squad in rule.squads)
            and all(able in unit.capabilities for able in rule.capabilities)
            and self._is_near(unit)
        )

    def _is_near(self, unit: Unit) -> bool:
        """Tell whether the unit's base is near enough; a case without a place bounds nothing."""
        scene, within_m = self._scene, self._rule.within_m
        if scene is None or within_m is None:
            return True
        return any(distance_m(scene, base) <= within_m for base in self._bases(unit))

    def _bases(self, unit: Unit) -> list[GeoPoint]:
        """Return where the unit starts from: its home, else the stations of its grid."""
        if unit.home is not None:
            return [unit.home]
        stations = self._city.stations
        return [one.location for one in stations if unit.grid_id and one.grid_id == unit.grid_id]


def _within(city: City, incident: Incident, reach: Reach) -> list[Area | Grid]:
    """Return the places the case lies in that are at least as wide as ``reach``, nearest first.

    What lies in no grid lies in the city.
    """
    grid = city.grid(incident.grid_id)
    around: list[Area | Grid] = [area for area in city.areas if area.level is AreaLevel.CITY]
    if grid is not None:
        around = [grid, *city.ancestors(grid.id)]
    return [place for place in around if _REACHES.index(_reach_of(place)) >= _REACHES.index(reach)]


def _reach_of(place: Area | Grid) -> Reach:
    return Reach.GRID if isinstance(place, Grid) else _REACH_OF_AREA[place.level]
