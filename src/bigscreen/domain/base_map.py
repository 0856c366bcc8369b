"""What lies under the live layer: streets, blocks, water and green."""

from dataclasses import dataclass

from bigscreen.domain.geo import GeoPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """One street's course between two ends, drawn and driven on.

    ``rank`` 1 is an arterial road, 2 a main street, 3 a side street; ``speed_mps`` what a unit
    drives there. Two streets meet where they share a point exactly.
    """

    name: str
    rank: int
    line: tuple[GeoPoint, ...]
    speed_mps: float = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMap:
    """What lies under the live layer: the city's own geometry, no third party's tiles."""

    streets: tuple[Street, ...] = ()
    blocks: tuple[tuple[GeoPoint, ...], ...] = ()
    water: tuple[tuple[GeoPoint, ...], ...] = ()
    green: tuple[tuple[GeoPoint, ...], ...] = ()
