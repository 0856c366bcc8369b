"""Which cameras look at a place: those officers on the case wear, then the nearest of all."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.geo import GeoPoint, distance_m

NEAR_M = 1_000.0
"""How far from a place a camera is of any use."""

PositionOf = Callable[[str], GeoPoint | None]
"""Where a unit is by its id, None when nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearCamera:
    """A camera, how far it is (None: on the case, and nobody knows where), and why it is named."""

    camera: Camera
    distance_m: float | None
    is_on_case: bool = False


def nearest_cameras(
    cameras: Iterable[Camera],
    place: GeoPoint | None,
    position_of: PositionOf,
    *,
    on_case: Collection[str] = (),
    most: int = 4,
    within_m: float = NEAR_M,
) -> tuple[NearCamera, ...]:
    """Return at most so many cameras for a case at ``place``.

    First the body cameras of the units ``on_case``, wherever they are, the nearest first, and
    in turn with them the fixed cameras that are near: where an officer looks is one thing, what
    the place looks like another. Then all others within ``within_m`` metres: a fixed camera
    counts by where it stands, a body camera by its unit's position. Without a place only those
    on the case are named.
    """
    worn: list[NearCamera] = []
    others: list[NearCamera] = []
    for camera in cameras:
        is_body = camera.kind is CameraKind.BODY
        there = position_of(camera.unit_id) if is_body else camera.location
        far = None if place is None or there is None else distance_m(place, there)
        if is_body and camera.unit_id in on_case:
            worn.append(NearCamera(camera=camera, distance_m=far, is_on_case=True))
        elif far is not None and far <= within_m:
            others.append(NearCamera(camera=camera, distance_m=far))
    worn.sort(key=_nearness)
    others.sort(key=_nearness)
    fixed = [one for one in others if one.camera.kind is CameraKind.FIXED][: most // 2]
    first = _in_turn(worn[: most - len(fixed)], fixed) if worn else []
    chosen = {one.camera.id for one in first}
    rest = [one for one in others if one.camera.id not in chosen]
    return tuple((first + rest)[:most])


def _in_turn(some: list[NearCamera], others: list[NearCamera]) -> list[NearCamera]:
    """Return one of each in turn, as long as there are of both; then the rest."""
    both = [one for pair in zip(some, others, strict=False) for one in pair]
    paired = len(both) // 2
    return both + some[paired:] + others[paired:]


def _nearness(one: NearCamera) -> tuple[float, str]:
    """Order by distance, those of which it is not known last; then by id, to stay as it is."""
    return (float("inf") if one.distance_m is None else one.distance_m, one.camera.id)
